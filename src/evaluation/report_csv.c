// The report as a table for spreadsheets (RFC 4180): table, row, name, measure
// and count, a line for each count. Begins with a mark that tells Excel that it
// is UTF-8.
#include "report_parts.h"

#include <stdio.h>
#include <string.h>

// A spreadsheet takes what begins like a formula for one, and one that parts
// cells at semicolons or tabs finds beginnings in the middle of a text.
static bool put_field(struct buffer *out, const char *text)
{
    bool begins = true;
    bool done = true;
    if (!strpbrk(text, ",;\"\t\r\n") &&
        (*text == '\0' || !strchr("=+-@ ", *text)))
        return buffer_append_text(out, text);
    done = buffer_append_text(out, "\"");
    for (; *text != '\0' && done; text++) {
        if (begins && strchr("=+-@", *text))
            done = buffer_append_text(out, "'");
        begins = strchr(",;\t\r\n", *text) ||
                 (begins && (*text == ' ' || *text == '"'));
        done = done && buffer_append(out, text, 1) &&
               (*text != '"' || buffer_append(out, text, 1));
    }
    return done && buffer_append_text(out, "\"");
}

static bool put_count(struct buffer *out, long count)
{
    if (count < 0)
        return buffer_append_text(out, count == REPORT_HIDDEN ? "<5" : "–");
    return buffer_append_format(out, "%ld", count);
}

static bool put_line(struct buffer *out, const char *table, const char *row,
                     const char *name, const char *measure, long count)
{
    const char *const fields[] = {table, row, name, measure};
    bool done = true;
    for (size_t i = 0; i < 4 && done; i++)
        done = put_field(out, fields[i]) && buffer_append_text(out, ",");
    return done && put_count(out, count) && buffer_append_text(out, "\r\n");
}

static void write_day(int day, char out[16])
{
    snprintf(out, 16, "%04d-%02d-%02d", day / 10000 % 10000, day / 100 % 100,
             day % 100);
}

static bool put_totals(const struct report *report, struct buffer *out)
{
    for (int event = 0; event < EVENT_COUNT; event++)
        if (!put_line(out, "totals", events[event].id, "", "count",
                      report->totals[event]))
            return false;
    return true;
}

static bool put_days(const struct report *report, struct buffer *out)
{
    bool done = true;
    for (size_t i = 0; i < report->day_count && done; i++) {
        const struct report_day *day = &report->days[i];
        char text[16];
        write_day(day->day, text);
        done = put_line(out, "days", text, "", "opened", day->opened) &&
               put_line(out, "days", text, "", "made", day->made) &&
               put_line(out, "days", text, "", "downloaded", day->downloaded);
    }
    return done;
}

static bool put_table(struct buffer *out, const char *title,
                      const struct report_table *table)
{
    bool done = true;
    for (size_t i = 0; i < table->count && done; i++) {
        const struct report_row *row = &table->rows[i];
        done =
            put_line(out, title, row->id, row->name, "opened", row->opened) &&
            put_line(out, title, row->id, row->name, "made", row->made) &&
            put_line(out, title, row->id, row->name, "downloaded",
                     row->downloaded);
    }
    return done;
}

static bool put_items(struct buffer *out, const char *title,
                      const struct report_items *items)
{
    bool done = true;
    for (size_t i = 0; i < items->count && done; i++)
        done = put_line(out, title, items->items[i].id, items->items[i].name,
                        "count", items->items[i].count);
    return done;
}

static bool put_questions(const struct report *report, struct buffer *out)
{
    bool done = true;
    for (size_t i = 0; i < report->question_count && done; i++) {
        const struct report_question *question = &report->questions[i];
        char row[2 * LIMIT_ID_BYTES];
        snprintf(row, sizeof row, "%s/%s", survey_name(question->survey),
                 question->id);
        done = put_line(out, "questions", row, question->text, "answers",
                        question->answers);
        for (int value = 1; value <= SURVEY_VALUES && done; value++) {
            char measure[2] = {(char)('0' + value), '\0'};
            done = put_line(out, "questions", row, question->text, measure,
                            question->spread[value - 1]);
        }
    }
    return done;
}

static bool put_remarks(const struct report *report, struct buffer *out)
{
    bool done = true;
    for (size_t i = 0; i < report->remark_count && done; i++) {
        const struct report_remark *remark = &report->remarks[i];
        char day[16];
        write_day(remark->day, day);
        done =
            put_line(out, "remarks", day, remark->text, remark->partner_id, 1);
    }
    return done;
}

bool report_write_csv(const struct report *report, struct buffer *out)
{
    return buffer_append_text(out, "\ufefftable,row,name,measure,count\r\n") &&
           put_totals(report, out) && put_days(report, out) &&
           put_table(out, "templates", &report->templates) &&
           put_table(out, "formats", &report->formats) &&
           put_table(out, "types", &report->types) &&
           put_table(out, "partners", &report->partners) &&
           put_table(out, "languages", &report->languages) &&
           put_items(out, "networks", &report->networks) &&
           put_items(out, "links", &report->links) &&
           put_items(out, "conversions", &report->conversions) &&
           put_items(out, "causes", &report->causes) &&
           put_questions(report, out) && put_remarks(report, out);
}
