#include "report.h"

#include "chart_days.h"
#include "chart_spread.h"
#include "markup.h"
#include "report_html_parts.h"

#include <stdio.h>
#include <string.h>

// Charts in units: where there is room, and on a telephone.
enum { FULL = 1000, HALF = 480, SLIM = 340, SPREAD = 236 };

bool html_word(struct buffer *out, const struct report *report,
               const char *before, enum page_word word, const char *after)
{
    return markup_between(out, before, page_word(report->wish.language, word),
                          after);
}

static bool add_head(struct buffer *out, const struct report *report)
{
    char partner[PAGE_SENTENCE_BYTES];
    char period[PAGE_SENTENCE_BYTES];
    const char *campaign = report->wish.campaign ? report->wish.campaign : "";
    view_partner(report, partner);
    view_period(report, period);
    return buffer_append_format(
               out,
               "<!doctype html>\n<html lang=\"%s\">\n<head>\n"
               "<meta charset=\"utf-8\">\n<meta name=\"viewport\" "
               "content=\"width=device-width, initial-scale=1\">\n"
               "<meta name=\"robots\" content=\"noindex\">\n",
               language_tag(report->wish.language)) &&
           html_word(out, report, "<title>", WORD_TITLE, ": ") &&
           markup_between(out, "", campaign, ", ") &&
           markup_between(out, "", period, "</title>\n<style>") &&
           buffer_append_text(out, report_html_style) &&
           buffer_append_text(out, report_html_paper) &&
           buffer_append_text(out, "</style>\n</head>\n<body>\n<header>\n") &&
           markup_between(out, "<p class=\"campaign\">", campaign, "</p>\n") &&
           html_word(out, report, "<h1>", WORD_TITLE, "</h1>\n") &&
           markup_between(out, "<p>", period, "</p>\n") &&
           markup_between(out, "<p><bdi>", partner,
                          "</bdi></p>\n</header>\n<main>\n");
}

static bool add_keys(struct buffer *out, const struct report *report)
{
    struct view_key keys[VIEW_KEYS];
    bool done = buffer_append_text(out, "<ul class=\"key\">\n");
    view_keys(report, keys);
    for (size_t i = 0; i < VIEW_KEYS && done; i++) {
        done = markup_between(out, "<li><b>", keys[i].value, "</b> ") &&
               markup_between(out, "<span>", keys[i].unit, "</span>");
        if (done && keys[i].note[0])
            done = markup_between(out, " <small>", keys[i].note, "</small>");
        done = done && buffer_append_text(out, "</li>\n");
    }
    return done && buffer_append_text(out, "</ul>\n");
}

static bool begin_section(struct buffer *out, const char *id, const char *size,
                          const char *title)
{
    return buffer_append_format(
               out, "<section class=\"%s\" aria-labelledby=\"%s\">\n", size,
               id) &&
           buffer_append_format(out, "<h2 id=\"%s\">", id) &&
           markup_between(out, "", title, "</h2>\n");
}

static bool add_finding(struct buffer *out, const struct chart *chart)
{
    return markup_between(out, "<p class=\"finding\">", chart->finding,
                          "</p>\n");
}

// A chart twice, of which one is shown; takes both.
static bool add_figure(struct buffer *out, const char *id, struct chart *wide,
                       struct chart *slim)
{
    char wide_id[32];
    char slim_id[32];
    snprintf(wide_id, sizeof wide_id, "%s-wide", id);
    snprintf(slim_id, sizeof slim_id, "%s-slim", id);
    bool done = !wide->failed && !slim->failed && add_finding(out, wide);
    if (done && !wide->is_empty)
        done = buffer_append_text(out, "<figure>\n") &&
               chart_put(wide, wide_id, "wide", out) &&
               chart_put(slim, slim_id, "slim", out) &&
               buffer_append_text(out, "</figure>\n");
    chart_finish(wide);
    chart_finish(slim);
    return done;
}

static bool add_way(struct buffer *out, const struct report *report)
{
    struct chart wide;
    struct chart slim;
    chart_way(&wide, report, HALF);
    chart_way(&slim, report, SLIM);
    return begin_section(out, "clicks", "half",
                         page_word(report->wish.language, WORD_CLICKS)) &&
           add_figure(out, "way", &wide, &slim) &&
           buffer_append_text(out, "</section>\n") &&
           begin_section(out, "summary", "half",
                         page_word(report->wish.language, WORD_SUMMARY)) &&
           html_table_events(out, report) &&
           buffer_append_text(out, "</section>\n");
}

static bool add_bars(struct buffer *out, const struct report *report,
                     enum view_bars which)
{
    struct chart wide;
    struct chart slim;
    const char *title = view_bars_title(report->wish.language, which);
    const struct report_table *table = view_table(report, which);
    view_draw_bars(&wide, report, which, HALF, CHART_BARS_MAX);
    view_draw_bars(&slim, report, which, SLIM, CHART_BARS_MAX);
    const bool is_empty = wide.is_empty;
    char id[32];
    snprintf(id, sizeof id, "%s-chart", view_bars_id(which));
    bool done = begin_section(out, view_bars_id(which), "half", title) &&
                add_figure(out, id, &wide, &slim);
    if (done && !is_empty)
        done = table ? html_table_rows(out, report, table, title)
                     : html_table_items(out, report, view_items(report, which),
                                        title);
    return done && buffer_append_text(out, "</section>\n");
}

// The mean, large, and of how many.
static bool add_mean(struct buffer *out, const struct report *report,
                     const struct report_question *question,
                     const struct chart *chart)
{
    char mean[SPOKEN_BYTES];
    char answers[SPOKEN_BYTES];
    char sentence[PAGE_SENTENCE_BYTES];
    const enum language language = report->wish.language;
    if (question->answers <= 0 || question->mean <= 0)
        return markup_between(out, "<p class=\"mean\">", chart->finding,
                              "</p>\n");
    report_say_decimal(question->mean, language, mean);
    report_say_count(question->answers, language, answers);
    page_say(language, WORD_ANSWERS, answers, NULL, sentence);
    return markup_between(out, "<p class=\"mean\"><b>", mean, "</b> · ") &&
           markup_between(out, "", sentence, "</p>\n");
}

static bool add_question(struct buffer *out, const struct report *report,
                         size_t index)
{
    struct chart chart;
    char id[32];
    snprintf(id, sizeof id, "question-%zu", index);
    const struct report_question *question = &report->questions[index];
    chart_spread(&chart, report->wish.language, SPREAD, question);
    bool done = !chart.failed &&
                markup_between(out, "<div>\n<h3>", question->text, "</h3>\n") &&
                add_mean(out, report, question, &chart);
    if (done && !chart.is_empty)
        done = buffer_append_text(out, "<figure>\n") &&
               chart_put(&chart, id, "spread", out) &&
               buffer_append_text(out, "</figure>\n");
    chart_finish(&chart);
    return done && buffer_append_text(out, "</div>\n");
}

static bool add_satisfaction(struct buffer *out, const struct report *report)
{
    bool done =
        begin_section(out, "satisfaction", "full",
                      page_word(report->wish.language, WORD_SATISFACTION));
    if (done && report->question_count == 0)
        done = html_word(out, report, "<p class=\"finding\">", WORD_NO_ANSWERS,
                         "</p>\n");
    else if (done)
        done = buffer_append_text(out, "<div class=\"questions\">\n");
    for (size_t i = 0; i < report->question_count && done; i++)
        done = add_question(out, report, i);
    if (done && report->question_count > 0)
        done = buffer_append_text(out, "</div>\n") &&
               html_table_questions(out, report);
    return done && buffer_append_text(out, "</section>\n");
}

static bool add_days(struct buffer *out, const struct report *report)
{
    struct chart wide;
    struct chart slim;
    chart_days(&wide, report, FULL);
    chart_days(&slim, report, SLIM);
    const bool is_empty = wide.is_empty;
    return begin_section(out, "days", "full", wide.title) &&
           add_figure(out, "days-chart", &wide, &slim) &&
           (is_empty || html_table_days(out, report)) &&
           buffer_append_text(out, "</section>\n");
}

static bool add_how(struct buffer *out, const struct report *report)
{
    bool done = begin_section(out, "how", "full how",
                              page_word(report->wish.language, WORD_HOW)) &&
                html_word(out, report, "<p>", WORD_HOW_TEXT, "</p>\n");
    if (done && report->wish.hides_few)
        done = html_word(out, report, "<p>", WORD_HIDDEN_NOTE, " ") &&
               html_word(out, report, "", WORD_DASH_NOTE, " ") &&
               html_word(out, report, "", WORD_PARTIAL_NOTE, "</p>\n");
    return done && buffer_append_text(out, "</section>\n");
}

static bool add_sheets(struct buffer *out, const struct report *report)
{
    bool done = buffer_append_text(out, "<div class=\"sheet\">\n") &&
                add_way(out, report) && add_bars(out, report, VIEW_SHARES) &&
                add_bars(out, report, VIEW_CONVERSIONS) &&
                add_satisfaction(out, report) &&
                buffer_append_text(out, "</div>\n<div class=\"sheet\">\n") &&
                add_days(out, report);
    for (int which = VIEW_TEMPLATES; which < VIEW_BARS_COUNT && done; which++)
        // A partner's own report has no others.
        if (which != VIEW_PARTNERS || !report->wish.partner_id[0])
            done = add_bars(out, report, (enum view_bars)which);
    return done && add_how(out, report) && buffer_append_text(out, "</div>\n");
}

bool report_write_html(const struct report *report, struct buffer *out)
{
    return add_head(out, report) && add_keys(out, report) &&
           add_sheets(out, report) &&
           (!report->wish.has_remarks || report->remark_count == 0 ||
            html_table_remarks(out, report)) &&
           buffer_append_text(out, "</main>\n</body>\n</html>\n");
}
