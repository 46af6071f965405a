// POST /api/v1/surveys/{survey}: an answer comes in, and is acknowledged when
// it is in the database. Whoever asks not to be followed (DNT) may answer too:
// to answer is to tell. Nothing of a remark comes back or is logged.
#include "routes.h"

#include "survey_context.h"
#include "survey_form.h"

#include <string.h>
#include <time.h>

enum {
    // Two surveys' fields and a remark; the web server lets no more through.
    BODY_BYTES_MAX = 16 * 1024,
    PATIENCE_MS = 4000, // of somebody who waits for a thank-you
    // A database that hangs must not hold those who make posters: a worker that
    // waited in vain says no for so long without asking, unless something was
    // stored since.
    PAUSE_MS = 5000,
};

// An answer on its way.
struct answering {
    struct exchange *exchange;
    enum survey_kind kind;
    const struct survey *survey;
    const struct partner *partner; // NULL: none
    struct survey_form form;
};

static bool find_survey(struct answering *answering, struct error *err)
{
    const struct exchange *exchange = answering->exchange;
    answering->kind = survey_find(exchange->arguments[0]);
    if (answering->kind != SURVEY_KINDS)
        answering->survey = &exchange->site->surveys.surveys[answering->kind];
    return (answering->survey && answering->survey->count > 0) ||
           error_set(err, ERROR_NOT_FOUND, MESSAGE_REQUEST_NOT_FOUND, NULL);
}

static bool check_length(const struct request *request, struct error *err)
{
    if (request->content_length < 0)
        return error_set(err, ERROR_MALFORMED, MESSAGE_REQUEST_LENGTH_MISSING,
                         NULL);
    return request->content_length <= BODY_BYTES_MAX ||
           error_set(err, ERROR_TOO_LARGE, MESSAGE_REQUEST_PART_TOO_LARGE,
                     NULL);
}

static bool read_body(struct answering *answering, struct error *err)
{
    struct exchange *exchange = answering->exchange;
    uint8_t body[BODY_BYTES_MAX];
    const size_t length = (size_t)exchange->request->content_length;
    size_t total = 0;
    size_t got;
    while (total < length &&
           (got = fcgi_read(exchange->fcgi, body + total, length - total)) > 0)
        total += got;
    exchange->log.bytes_in = total;
    exchange->log.read_ms = slot_clock_ms() - exchange->started_ms;
    if (total < length)
        return error_set(err, ERROR_MALFORMED, MESSAGE_REQUEST_SHORT, NULL);
    return survey_form_feed(&answering->form, (struct bytes){body, total}, err);
}

// A partner whose dates are over may still say how it was.
static bool find_names(struct answering *answering, struct error *err)
{
    const struct press *press = answering->exchange->site->press;
    const struct survey_answer *answer = &answering->form.answer;
    if (*answer->partner_id) {
        answering->partner =
            partner_find(press_partners(press), answer->partner_id);
        if (!answering->partner)
            return error_set(err, ERROR_INVALID, MESSAGE_PARTNER_UNKNOWN,
                             "partner");
    }
    return !*answer->template_id ||
           template_find(press_templates(press), answer->template_id) ||
           error_set(err, ERROR_INVALID, MESSAGE_TEMPLATE_UNKNOWN, "template");
}

static bool read_answer(struct answering *answering, struct error *err)
{
    struct exchange *exchange = answering->exchange;
    struct survey_form *form = &answering->form;
    if (!find_survey(answering, err) || !check_length(exchange->request, err) ||
        !survey_form_init(form, answering->kind, answering->survey,
                          fcgi_param(exchange->fcgi, "CONTENT_TYPE"),
                          exchange->language, err))
        return false;
    const bool whole =
        read_body(answering, err) && survey_form_complete(form, err);
    exchange->language = form->language;
    // Whose page it is, also to say there what is wrong.
    struct error unknown;
    if (find_names(answering, &unknown) || !whole)
        return whole;
    *err = unknown;
    return false;
}

static enum desk_result ask_desk(const struct site *site,
                                 const struct desk_letter *letter)
{
    static long not_before_ms; // of this worker
    static time_t failed;
    struct buffer nothing = {0};
    const long asked_ms = slot_clock_ms();
    if (!site->desk || (asked_ms < not_before_ms &&
                        atomic_load(&site->board->recorder.success) < failed))
        return DESK_AWAY;
    const enum desk_result result =
        desk_ask(site->desk, letter, PATIENCE_MS, &nothing);
    const long now_ms = slot_clock_ms();
    if (result == DESK_AWAY && now_ms - asked_ms >= PATIENCE_MS) {
        not_before_ms = now_ms + PAUSE_MS;
        failed = time(NULL);
    }
    buffer_finish(&nothing);
    return result;
}

static bool keep(struct answering *answering, struct error *err)
{
    const struct site *site = answering->exchange->site;
    const struct survey_form *form = &answering->form;
    struct desk_letter letter = {.wish = DESK_ANSWER, .answer = form->answer};
    letter.answer.day = event_today();
    letter.answer.receipt = ledger_receipt(
        *form->id ? form->id : answering->exchange->request->id, 0);
    if (site->config.evaluation.keep_remarks_days == 0)
        *letter.answer.remark = '\0';
    return ask_desk(site, &letter) == DESK_DONE ||
           error_set(err, ERROR_BUSY, MESSAGE_SURVEY_AWAY, NULL);
}

// The page again, with thanks or with what was wrong. False when it cannot be
// made.
static bool show_page(struct answering *answering, const struct error *wrong)
{
    struct exchange *exchange = answering->exchange;
    const struct pages *pages = exchange->site->pages;
    struct buffer html = {0};
    struct error ignored = {0};
    char sentence[512];
    if (wrong)
        message_write(wrong->message, exchange->language, wrong->values,
                      sentence, sizeof sentence);
    const struct survey_view view = {
        .partner = answering->partner,
        .outer = pages_context(pages, exchange->language),
        .language = exchange->language,
        .root = "../../../",
        .id = answering->form.id,
        .is_thanks = !wrong,
        .wrong = wrong ? sentence : NULL,
        .field = wrong ? wrong->field : "",
        .survey = answering->survey,
        .given = wrong ? &answering->form.answer : NULL};
    const bool done = survey_context_fill(pages, &view, &html, &ignored);
    if (done) {
        const struct content content = {
            .media_type = "text/html; charset=utf-8",
            .cache_control = "no-store",
            .body = buffer_view(&html),
            .is_unlisted = true,
            .status = wrong ? response_status(wrong->kind) : 200};
        exchange->sent =
            response_content(exchange->fcgi, exchange->request, &content);
    }
    buffer_finish(&html);
    return done;
}

// What can be mended on the page of a partner is shown there. True when it was.
static bool refuse_on_page(struct answering *answering)
{
    struct exchange *exchange = answering->exchange;
    const struct error *wrong = &exchange->error;
    if (!exchange->request->prefers_html || !exchange->site->pages ||
        answering->kind != SURVEY_PARTNER || !answering->partner ||
        (wrong->kind != ERROR_INVALID && wrong->kind != ERROR_BUSY) ||
        !show_page(answering, wrong))
        return false;
    counter_add(&exchange->site->board->counters.rejected[wrong->message]);
    exchange->log.error = wrong;
    return true;
}

bool surveys_answer(struct exchange *exchange)
{
    struct answering answering = {.exchange = exchange, .kind = SURVEY_KINDS};
    bool done = read_answer(&answering, &exchange->error) &&
                keep(&answering, &exchange->error);
    if (!done)
        done = refuse_on_page(&answering);
    else if (!exchange->request->prefers_html || !exchange->site->pages ||
             !show_page(&answering, NULL))
        exchange->sent = response_done(exchange->fcgi);
    survey_form_finish(&answering.form);
    return done;
}
