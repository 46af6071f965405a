#include "report_html_parts.h"

#include "bins.h"
#include "markup.h"

#include <stdio.h>

static bool add_head(struct buffer *out, const struct report *report,
                     const enum page_word *words, size_t count)
{
    bool done = buffer_append_text(out, "<table>\n<thead><tr>");
    for (size_t i = 0; i < count && done; i++)
        done = html_word(out, report, "<th scope=\"col\">", words[i], "</th>");
    return done && buffer_append_text(out, "</tr></thead>\n<tbody>\n");
}

static bool add_name(struct buffer *out, const char *name)
{
    return markup_between(out, "<tr><th scope=\"row\"><bdi>", name,
                          "</bdi></th>");
}

static bool add_count(struct buffer *out, const struct report *report,
                      long count, bool is_partial)
{
    char text[SPOKEN_BYTES];
    report_say_count(count, report->wish.language, text);
    return markup_between(out, "<td>", text,
                          is_partial && count >= 0 ? "+</td>" : "</td>");
}

static bool begin_details(struct buffer *out, const struct report *report,
                          const char *title)
{
    char sentence[PAGE_SENTENCE_BYTES];
    page_say(report->wish.language, WORD_TABLE, title, NULL, sentence);
    return markup_between(out, "<details><summary>", sentence, "</summary>\n");
}

static const char end_row[] = "</tr>\n";
static const char end_details[] = "</tbody></table>\n</details>\n";

bool html_table_days(struct buffer *out, const struct report *report)
{
    static const enum page_word names[] = {WORD_DAY, WORD_WEEK_FROM,
                                           WORD_MONTH};
    static const enum page_word titles[] = {WORD_DAYS, WORD_WEEKS, WORD_MONTHS};
    struct bins bins;
    bins_make(&bins, report);
    const enum page_word words[] = {names[bins.unit], WORD_OPENED, WORD_MADE,
                                    WORD_DOWNLOADED};
    bool done =
        begin_details(out, report,
                      page_word(report->wish.language, titles[bins.unit])) &&
        add_head(out, report, words, 4);
    for (size_t i = 0; i < bins.count && done; i++) {
        char day[SPOKEN_BYTES];
        const struct bin *bin = &bins.list[i];
        if (bins.unit == BINS_DAYS)
            spoken_weekday(report->wish.language, bin->day, day);
        else
            report_say_day(bin->day, report->wish.language, day);
        done = add_name(out, day) &&
               add_count(out, report, bin->opened, bin->is_opened_partial) &&
               add_count(out, report, bin->made, bin->is_partial) &&
               add_count(out, report, bin->downloaded,
                         bin->is_downloaded_partial) &&
               buffer_append_text(out, end_row);
    }
    return done && buffer_append_text(out, end_details);
}

bool html_table_rows(struct buffer *out, const struct report *report,
                     const struct report_table *table, const char *title)
{
    static const enum page_word words[] = {WORD_NAME, WORD_OPENED, WORD_MADE,
                                           WORD_DOWNLOADED};
    bool done =
        begin_details(out, report, title) && add_head(out, report, words, 4);
    for (size_t i = 0; i < table->count && done; i++) {
        const struct report_row *row = &table->rows[i];
        done = add_name(out, view_name(report, row->name, row->id)) &&
               add_count(out, report, row->opened, false) &&
               add_count(out, report, row->made, false) &&
               add_count(out, report, row->downloaded, false) &&
               buffer_append_text(out, end_row);
    }
    return done && buffer_append_text(out, end_details);
}

bool html_table_items(struct buffer *out, const struct report *report,
                      const struct report_items *items, const char *title)
{
    static const enum page_word words[] = {WORD_NAME, WORD_COUNT};
    bool done =
        begin_details(out, report, title) && add_head(out, report, words, 2);
    for (size_t i = 0; i < items->count && done; i++) {
        const struct report_item *item = &items->items[i];
        done = add_name(out, view_name(report, item->name, item->id)) &&
               add_count(out, report, item->count, false) &&
               buffer_append_text(out, end_row);
    }
    return done && buffer_append_text(out, end_details);
}

static bool add_question(struct buffer *out, const struct report *report,
                         const struct report_question *question)
{
    char mean[SPOKEN_BYTES] = "–";
    bool done = add_name(out, question->text);
    for (int i = 0; i < SURVEY_VALUES && done; i++)
        done = add_count(out, report, question->spread[i], false);
    if (question->mean > 0)
        report_say_decimal(question->mean, report->wish.language, mean);
    return done && markup_between(out, "<td>", mean, "</td>") &&
           add_count(out, report, question->answers, false) &&
           buffer_append_text(out, end_row);
}

bool html_table_questions(struct buffer *out, const struct report *report)
{
    const char *title = page_word(report->wish.language, WORD_SATISFACTION);
    bool done =
        begin_details(out, report, title) &&
        markup_between(out,
                       "<div class=\"scroll\" tabindex=\"0\" role=\"region\" "
                       "aria-label=\"",
                       title, "\">\n<table>\n") &&
        html_word(out, report, "<thead><tr><th scope=\"col\">", WORD_QUESTION,
                  "</th>");
    for (int i = 1; i <= SURVEY_VALUES && done; i++)
        done = buffer_append_format(out, "<th scope=\"col\">%d</th>", i);
    done = done &&
           html_word(out, report, "<th scope=\"col\">", WORD_MEAN, "</th>") &&
           html_word(out, report, "<th scope=\"col\">", WORD_NUMBER_OF_ANSWERS,
                     "</th></tr></thead>\n<tbody>\n");
    for (size_t i = 0; i < report->question_count && done; i++)
        done = add_question(out, report, &report->questions[i]);
    return done &&
           buffer_append_text(out, "</tbody></table>\n</div>\n</details>\n");
}

bool html_table_events(struct buffer *out, const struct report *report)
{
    static const enum page_word words[] = {WORD_WHAT, WORD_COUNT};
    enum event list[EVENT_COUNT];
    const size_t count = view_events(list);
    bool done = add_head(out, report, words, 2);
    for (size_t i = 0; i < count && done; i++)
        done = add_name(out, page_event(report->wish.language, list[i])) &&
               add_count(out, report, report->totals[list[i]], false) &&
               buffer_append_text(out, end_row);
    return done && buffer_append_text(out, "</tbody></table>\n");
}

bool html_table_remarks(struct buffer *out, const struct report *report)
{
    static const enum page_word words[] = {WORD_DAY, WORD_REMARK};
    bool done = html_word(out, report,
                          "<section class=\"remarks\" "
                          "aria-labelledby=\"remarks\">\n<h2 id=\"remarks\">",
                          WORD_REMARKS, "</h2>\n") &&
                add_head(out, report, words, 2);
    for (size_t i = 0; i < report->remark_count && done; i++) {
        const struct report_remark *remark = &report->remarks[i];
        char day[SPOKEN_BYTES];
        report_say_day(remark->day, report->wish.language, day);
        done = markup_between(out, "<tr><th scope=\"row\">", day, "<br>") &&
               markup_between(out, "", remark->partner_id, "</th>") &&
               markup_between(out, "<td><bdi>", remark->text,
                              "</bdi></td></tr>\n");
    }
    return done && buffer_append_text(out, "</tbody></table>\n</section>\n");
}
