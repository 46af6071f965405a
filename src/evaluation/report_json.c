// The report as JSON (RFC 8259), for programs; docs/evaluation.md has its keys.
// A count is a number, or "<5" or "–" where a partner may not know it.
#include "report_parts.h"

#include <stdio.h>
#include <string.h>

static bool put(struct buffer *out, const char *text)
{
    return buffer_append_text(out, text);
}

static bool put_text(struct buffer *out, const char *text)
{
    bool done = put(out, "\"");
    for (; *text != '\0' && done; text++) {
        const unsigned char c = (unsigned char)*text;
        if (c == '"' || c == '\\')
            done = put(out, "\\") && buffer_append(out, text, 1);
        else if (c < ' ')
            done = buffer_append_format(out, "\\u%04x", c);
        else
            done = buffer_append(out, text, 1);
    }
    return done && put(out, "\"");
}

static bool put_key(struct buffer *out, const char *key)
{
    return put_text(out, key) && put(out, ": ");
}

static bool put_count(struct buffer *out, const char *key, long count)
{
    if (!put_key(out, key))
        return false;
    if (count < 0)
        return put_text(out, count == REPORT_HIDDEN ? "<5" : "–");
    return buffer_append_format(out, "%ld", count);
}

static bool put_day(struct buffer *out, const char *key, int day)
{
    return put_key(out, key) &&
           buffer_append_format(out, "\"%04d-%02d-%02d\"", day / 10000,
                                day / 100 % 100, day % 100);
}

static bool put_member(struct buffer *out, const char *key, const char *text)
{
    return put_key(out, key) && put_text(out, text);
}

static bool put_comma(struct buffer *out)
{
    return put(out, ", ");
}

// Before the first of a list and between two of it.
static bool put_break(struct buffer *out, size_t index)
{
    return put(out, index == 0 ? "\n    " : ",\n    ");
}

static bool begin_list(struct buffer *out, const char *key)
{
    return put(out, ",\n  ") && put_key(out, key) && put(out, "[");
}

static bool end_list(struct buffer *out, size_t count)
{
    return put(out, count == 0 ? "]" : "\n  ]");
}

static bool put_head(const struct report *report, struct buffer *out)
{
    const struct report_wish *wish = &report->wish;
    bool done = put(out, "{\n  ") && put_day(out, "from", wish->from) &&
                put(out, ",\n  ") && put_day(out, "to", wish->to) &&
                put(out, ",\n  ") &&
                put_member(out, "language", language_tag(wish->language)) &&
                put(out, ",\n  ") &&
                put_member(out, "campaign",
                           wish->campaign != NULL ? wish->campaign : "") &&
                put(out, ",\n  ") && put_key(out, "partner");
    if (wish->partner_id[0] == '\0')
        return done && put(out, "null") && put(out, ",\n  ") &&
               put_count(out, "partner_count", (long)report->partner_count);
    return done && put(out, "{") && put_member(out, "id", wish->partner_id) &&
           put_comma(out) && put_member(out, "name", report->partner_name) &&
           put(out, "}");
}

static bool put_totals(const struct report *report, struct buffer *out)
{
    static const char *const steps[REPORT_STEPS] = {"opened", "chosen", "made",
                                                    "downloaded", "shared"};
    bool done = put(out, ",\n  ") && put_key(out, "totals") && put(out, "{");
    for (int event = 0; event < EVENT_COUNT && done; event++)
        done = put_break(out, (size_t)event) &&
               put_count(out, events[event].id, report->totals[event]);
    done =
        done && put(out, "\n  },\n  ") && put_key(out, "way") && put(out, "{");
    for (int step = 0; step < REPORT_STEPS && done; step++)
        done = put_break(out, (size_t)step) &&
               put_count(out, steps[step], report->steps[step]);
    return done && put(out, "\n  }");
}

static bool put_days(const struct report *report, struct buffer *out)
{
    bool done = begin_list(out, "days");
    for (size_t i = 0; i < report->day_count && done; i++) {
        const struct report_day *day = &report->days[i];
        done = put_break(out, i) && put(out, "{") &&
               put_day(out, "day", day->day) && put_comma(out) &&
               put_count(out, "opened", day->opened) && put_comma(out) &&
               put_count(out, "made", day->made) && put_comma(out) &&
               put_count(out, "downloaded", day->downloaded) && put(out, "}");
    }
    return done && end_list(out, report->day_count);
}

static bool put_dates(const struct report *report, struct buffer *out)
{
    const struct report_wish *wish = &report->wish;
    bool done = begin_list(out, "dates");
    for (size_t i = 0; i < wish->date_count && done; i++)
        done = put_break(out, i) && put(out, "{") &&
               put_day(out, "day", wish->dates[i].day) && put_comma(out) &&
               put_member(out, "label", wish->dates[i].label) && put(out, "}");
    return done && end_list(out, wish->date_count);
}

static bool put_table(struct buffer *out, const char *title,
                      const struct report_table *table)
{
    bool done = begin_list(out, title);
    for (size_t i = 0; i < table->count && done; i++) {
        const struct report_row *row = &table->rows[i];
        done = put_break(out, i) && put(out, "{") &&
               put_member(out, "id", row->id) && put_comma(out) &&
               put_member(out, "name", row->name) && put_comma(out) &&
               put_count(out, "opened", row->opened) && put_comma(out) &&
               put_count(out, "made", row->made) && put_comma(out) &&
               put_count(out, "downloaded", row->downloaded) && put(out, "}");
    }
    return done && end_list(out, table->count);
}

static bool put_items(struct buffer *out, const char *title,
                      const struct report_items *items)
{
    bool done = begin_list(out, title);
    for (size_t i = 0; i < items->count && done; i++) {
        const struct report_item *item = &items->items[i];
        done = put_break(out, i) && put(out, "{") &&
               put_member(out, "id", item->id) && put_comma(out) &&
               put_member(out, "name", item->name) && put_comma(out) &&
               put_count(out, "count", item->count) && put(out, "}");
    }
    return done && end_list(out, items->count);
}

static bool put_question(struct buffer *out,
                         const struct report_question *question)
{
    bool done =
        put(out, "{") &&
        put_member(out, "survey", survey_name(question->survey)) &&
        put_comma(out) && put_member(out, "id", question->id) &&
        put_comma(out) && put_member(out, "text", question->text) &&
        put_comma(out) && put_member(out, "lowest", question->lowest) &&
        put_comma(out) && put_member(out, "highest", question->highest) &&
        put_comma(out) && put_count(out, "answers", question->answers) &&
        put_comma(out) && put_key(out, "mean") &&
        (question->mean > 0 ? buffer_append_format(out, "%.2f", question->mean)
                            : put(out, "null"));
    for (int value = 1; value <= SURVEY_VALUES && done; value++) {
        const char key[2] = {(char)('0' + value), '\0'};
        done =
            put_comma(out) && put_count(out, key, question->spread[value - 1]);
    }
    return done && put(out, "}");
}

static bool put_questions(const struct report *report, struct buffer *out)
{
    bool done = begin_list(out, "questions");
    for (size_t i = 0; i < report->question_count && done; i++)
        done = put_break(out, i) && put_question(out, &report->questions[i]);
    return done && end_list(out, report->question_count);
}

static bool put_remarks(const struct report *report, struct buffer *out)
{
    bool done = begin_list(out, "remarks");
    for (size_t i = 0; i < report->remark_count && done; i++) {
        const struct report_remark *remark = &report->remarks[i];
        done = put_break(out, i) && put(out, "{") &&
               put_day(out, "day", remark->day) && put_comma(out) &&
               put_member(out, "partner", remark->partner_id) &&
               put_comma(out) && put_member(out, "text", remark->text) &&
               put(out, "}");
    }
    return done && end_list(out, report->remark_count);
}

bool report_write_json(const struct report *report, struct buffer *out)
{
    return put_head(report, out) && put_totals(report, out) &&
           put_days(report, out) && put_dates(report, out) &&
           put_table(out, "templates", &report->templates) &&
           put_table(out, "formats", &report->formats) &&
           put_table(out, "types", &report->types) &&
           put_table(out, "partners", &report->partners) &&
           put_table(out, "languages", &report->languages) &&
           put_items(out, "networks", &report->networks) &&
           put_items(out, "links", &report->links) &&
           put_items(out, "conversions", &report->conversions) &&
           put_items(out, "causes", &report->causes) &&
           put_questions(report, out) &&
           (!report->wish.has_remarks || put_remarks(report, out)) &&
           put(out, "\n}\n");
}
