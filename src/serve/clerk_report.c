#include "clerk_report.h"

#include "log.h"

#include "evaluation/store.h"

#include <stdio.h>
#include <string.h>

// Whether the link is one that the operator made, and still good.
static bool is_allowed(const struct site *site,
                       const struct desk_report *report, int today)
{
    const struct config_evaluation *evaluation = &site->config.evaluation;
    char path[CONFIG_STATE_MAX + 16];
    char key[SIGNATURE_KEY_BYTES];
    struct error err = {0};
    snprintf(path, sizeof path, "%s%s",
             *evaluation->key_file ? evaluation->key_file : evaluation->folder,
             *evaluation->key_file ? "" : "/report.key");
    const int from = report->claim.from;
    const int to = report->claim.to ? report->claim.to : today;
    // Without a key no link was ever made; one of days to come is not good yet,
    // and one that was left open for too long no longer.
    return signature_read_key(path, false, key, &err) &&
           signature_holds(&report->claim, key, report->signature, today) &&
           from <= to && event_days_between(from, to) < REPORT_DAYS_MAX;
}

static struct report_wish wish_of(const struct site *site,
                                  const struct desk_letter *letter, int today)
{
    const struct desk_report *report = &letter->report;
    const struct config_page *page = &site->config.page;
    const bool is_partner = letter->wish == DESK_PARTNER_REPORT;
    struct report_wish wish = {.from = report->claim.from,
                               .to =
                                   report->claim.to ? report->claim.to : today,
                               .language = report->language,
                               .hides_few = is_partner,
                               .has_remarks = !is_partner,
                               .campaign = *page->names[report->language]
                                               ? page->names[report->language]
                                               : page->names[LANGUAGE_NL],
                               .press = site->press};
    strcpy(wish.partner_id, report->claim.partner_id);
    return wish;
}

static bool make(const struct site *site, const struct desk_letter *letter,
                 int today, struct buffer *out, struct error *err)
{
    const struct config_evaluation *evaluation = &site->config.evaluation;
    char database[CONFIG_STATE_MAX + 32];
    struct report_date dates[REPORT_DATES_MAX];
    struct report_link links[CONFIG_LINKS_MAX];
    struct survey_list surveys = {0};
    struct report report = {0};
    struct store *store = NULL;
    struct error ignored = {0};
    struct report_wish wish = wish_of(site, letter, today);
    wish.dates = dates;
    wish.date_count = config_evaluation_dates(evaluation, wish.language, dates);
    wish.links = links;
    wish.link_count =
        config_page_links(&site->config.page, wish.language, links);
    // Without its questions, a report tells their ids.
    if (*evaluation->questions &&
        survey_list_read(&surveys, evaluation->questions, &ignored))
        wish.surveys = &surveys;
    config_evaluation_database(evaluation, database);
    bool done = store_open(&store, database, STORE_READ, err);
    if (done && (done = report_read(&report, store, &wish, err))) {
        done = report_write(&report, letter->report.format, out, err);
        report_finish(&report);
    }
    store_close(store);
    survey_list_finish(&surveys);
    return done;
}

enum desk_result clerk_make_report(const struct site *site,
                                   const struct desk_letter *letter,
                                   struct buffer *out)
{
    struct error err = {0};
    const int today = event_today();
    if (letter->wish == DESK_PARTNER_REPORT &&
        !is_allowed(site, &letter->report, today))
        return DESK_REFUSED;
    if (make(site, letter, today, out, &err))
        return DESK_DONE;
    log_event("a report cannot be made: %s",
              *err.detail ? err.detail : "memory is out");
    return DESK_AWAY;
}
