// The report for a terminal: columns that stand below each other, and bars.
#include "report_parts.h"
#include "report_words.h"

#include <stdio.h>
#include <string.h>

enum {
    NAME_WIDTH = 44,
    COUNT_WIDTH = 13,
    BAR_WIDTH = 30,
    // A longer stretch is told by weeks.
    DAYS_SHOWN = 62,
};

struct writing {
    const struct report *report;
    enum language language;
    struct buffer *out;
};

// How many columns a text takes: one for each character.
static int width_of(const char *text)
{
    int width = 0;
    for (; *text != '\0'; text++)
        width += (*text & 0xc0) != 0x80;
    return width;
}

static bool put(const struct writing *w, const char *text)
{
    return buffer_append_text(w->out, text);
}

static bool put_blanks(const struct writing *w, int count)
{
    return count <= 0 || buffer_append_format(w->out, "%*s", count, "");
}

// To the left of its column, cut when it is too long.
static bool put_name(const struct writing *w, const char *name, int width)
{
    const int has = width_of(name);
    if (has <= width)
        return put(w, name) && put_blanks(w, width - has);
    size_t size = 0;
    for (int left = width; left > 0 && name[size] != '\0'; left--) {
        if (left == 1)
            break;
        size++;
        while ((name[size] & 0xc0) == 0x80)
            size++;
    }
    return buffer_append(w->out, name, size) && put(w, "…");
}

static bool put_right(const struct writing *w, const char *text, int width)
{
    return put_blanks(w, width - width_of(text)) && put(w, text);
}

static bool put_count(const struct writing *w, long count)
{
    char text[REPORT_COUNT_BYTES];
    report_say_count(count, w->language, text);
    return put_right(w, text, COUNT_WIDTH);
}

static bool put_word(const struct writing *w, enum report_word word)
{
    return put(w, report_word(word, w->language));
}

static bool put_heading(const struct writing *w, enum report_word word)
{
    return put(w, "\n") && put_word(w, word) && put(w, "\n");
}

static bool put_bar(const struct writing *w, long count, long largest)
{
    if (count <= 0 || largest <= 0)
        return true;
    const int length = (int)((double)count / (double)largest * BAR_WIDTH + 0.5);
    bool done = put(w, "  ");
    for (int i = 0; i < length && done; i++)
        done = put(w, "▇");
    return done;
}

static bool put_head(const struct writing *w)
{
    const struct report_wish *wish = &w->report->wish;
    char from[REPORT_DAY_BYTES];
    char to[REPORT_DAY_BYTES];
    report_say_day(wish->from, w->language, from);
    report_say_day(wish->to, w->language, to);
    const char *partner = w->report->partner_name;
    return put_word(w, REPORT_WORD_TITLE) && put(w, "\n") &&
           (wish->campaign == NULL || wish->campaign[0] == '\0' ||
            (put(w, wish->campaign) && put(w, "\n"))) &&
           put(w, from) &&
           (wish->from == wish->to ||
            buffer_append_format(w->out, " %s %s",
                                 report_word(REPORT_WORD_UP_TO, w->language),
                                 to)) &&
           buffer_append_format(
               w->out, " · %s\n",
               partner != NULL
                   ? partner
                   : report_word(REPORT_WORD_ALL_PARTNERS, w->language)) &&
           (w->report->partner_count == 0 ||
            buffer_append_format(
                w->out, "%zu %s\n", w->report->partner_count,
                report_word(REPORT_WORD_PARTNERS_COUNT, w->language)));
}

static bool put_nothing(const struct writing *w)
{
    for (int event = 0; event < EVENT_COUNT; event++)
        if (w->report->totals[event] != 0)
            return true;
    return put(w, "\n") && put_word(w, REPORT_WORD_NOTHING) && put(w, "\n");
}

// What the answer to the minister named, in its order.
static bool put_answer(const struct writing *w, enum report_word title,
                       const enum event *list, size_t count)
{
    bool done = put(w, "  ") && put_word(w, title) && put(w, "\n");
    for (size_t i = 0; i < count && done; i++)
        done =
            put(w, "    ") &&
            put_name(w, report_event_word(list[i], w->language), NAME_WIDTH) &&
            put_count(w, w->report->totals[list[i]]) && put(w, "\n");
    return done;
}

static bool put_questions(const struct writing *w)
{
    bool done = true;
    bool has_any = false;
    for (size_t i = 0; i < w->report->question_count && done; i++) {
        const struct report_question *question = &w->report->questions[i];
        char mean[REPORT_COUNT_BYTES] = "";
        if (question->answers == 0)
            continue;
        has_any = true;
        if (question->mean > 0)
            report_say_decimal(question->mean, w->language, mean);
        done = put(w, "    ") && put_name(w, question->text, NAME_WIDTH) &&
               put_right(w, mean, COUNT_WIDTH) &&
               put_count(w, question->answers) && put(w, " ") &&
               put_word(w, REPORT_WORD_ANSWERS) && put(w, "\n");
    }
    return done &&
           (has_any || (put(w, "    ") && put_word(w, REPORT_WORD_NO_ANSWERS) &&
                        put(w, "\n")));
}

static bool put_answers(const struct writing *w)
{
    static const enum event clicks[] = {
        EVENT_PAGE_OPENED,       EVENT_PHOTO_CHOSEN, EVENT_POSTER_MADE,
        EVENT_POSTER_DOWNLOADED, EVENT_KIT_MADE,     EVENT_EMBED_SHOWN,
        EVENT_LINK_FOLLOWED};
    static const enum event shares[] = {EVENT_SHARED, EVENT_CAPTION_COPIED};
    static const enum event conversions[] = {EVENT_CONVERSION};
    return put_heading(w, REPORT_WORD_ANSWER) &&
           put_answer(w, REPORT_WORD_CLICKS, clicks,
                      sizeof clicks / sizeof *clicks) &&
           put_answer(w, REPORT_WORD_SHARES, shares, 2) &&
           put_answer(w, REPORT_WORD_CONVERSIONS, conversions, 1) &&
           put(w, "  ") && put_word(w, REPORT_WORD_SATISFACTION) &&
           put(w, "\n") && put_questions(w);
}

static bool put_way(const struct writing *w)
{
    static const enum report_word words[REPORT_STEPS] = {
        REPORT_WORD_STEP_OPENED, REPORT_WORD_STEP_CHOSEN, REPORT_WORD_STEP_MADE,
        REPORT_WORD_STEP_DOWNLOADED, REPORT_WORD_STEP_SHARED};
    const long *steps = w->report->steps;
    long largest = 0;
    for (int i = 0; i < REPORT_STEPS; i++)
        largest = steps[i] > largest ? steps[i] : largest;
    bool done = put_heading(w, REPORT_WORD_WAY);
    for (int i = 0; i < REPORT_STEPS && done; i++)
        done = put(w, "    ") &&
               put_name(w, report_word(words[i], w->language), NAME_WIDTH) &&
               put_count(w, steps[i]) && put_bar(w, steps[i], largest) &&
               put(w, "\n");
    return done;
}

static bool put_dates_within(const struct writing *w, int from, int to)
{
    const struct report_wish *wish = &w->report->wish;
    for (size_t i = 0; i < wish->date_count; i++)
        if (wish->dates[i].day >= from && wish->dates[i].day <= to &&
            !(put(w, "  ◆ ") && put(w, wish->dates[i].label)))
            return false;
    return true;
}

static bool put_columns(const struct writing *w, enum report_word first,
                        bool has_opened)
{
    return put(w, "    ") &&
           put_name(w, report_word(first, w->language), NAME_WIDTH) &&
           (!has_opened ||
            put_right(w, report_word(REPORT_WORD_OPENED, w->language),
                      COUNT_WIDTH)) &&
           put_right(w, report_word(REPORT_WORD_MADE, w->language),
                     COUNT_WIDTH) &&
           put_right(w, report_word(REPORT_WORD_DOWNLOADED, w->language),
                     COUNT_WIDTH) &&
           put(w, "\n");
}

// The days from `first` on that a line tells together.
static struct report_day add_days(const struct report *report, size_t first,
                                  size_t count)
{
    struct report_day sum = report->days[first];
    for (size_t i = first + 1; i < first + count && i < report->day_count;
         i++) {
        sum.opened += report->days[i].opened;
        sum.made += report->days[i].made;
        sum.downloaded += report->days[i].downloaded;
    }
    return sum;
}

// What is hidden cannot be added up: a partner is told every day.
static bool put_days(const struct writing *w)
{
    const struct report *report = w->report;
    const size_t step =
        report->day_count > DAYS_SHOWN && !report->wish.hides_few ? 7 : 1;
    long largest = 0;
    for (size_t i = 0; i < report->day_count; i += step) {
        const struct report_day day = add_days(report, i, step);
        largest = day.made > largest ? day.made : largest;
    }
    bool done =
        put_heading(w, step == 1 ? REPORT_WORD_DAYS : REPORT_WORD_WEEKS) &&
        put_columns(w, step == 1 ? REPORT_WORD_DAY : REPORT_WORD_WEEK, true);
    for (size_t i = 0; i < report->day_count && done; i += step) {
        const struct report_day day = add_days(report, i, step);
        char text[REPORT_DAY_BYTES];
        report_say_day(day.day, w->language, text);
        done = put(w, "    ") && put_name(w, text, NAME_WIDTH) &&
               put_count(w, day.opened) && put_count(w, day.made) &&
               put_count(w, day.downloaded) && put_bar(w, day.made, largest) &&
               put_dates_within(w, day.day,
                                event_day_after(day.day, (int)step - 1)) &&
               put(w, "\n");
    }
    return done;
}

static bool put_table(const struct writing *w, enum report_word title,
                      const struct report_table *table, size_t of)
{
    bool has_opened = false;
    for (size_t i = 0; i < table->count; i++)
        has_opened |= table->rows[i].opened != 0;
    if (table->count == 0)
        return true;
    bool done = put(w, "\n") && put_word(w, title) &&
                (of <= table->count ||
                 buffer_append_format(
                     w->out, " (%s %zu)",
                     report_word(REPORT_WORD_LARGEST, w->language), of)) &&
                put(w, "\n") && put_columns(w, REPORT_WORD_WHAT, has_opened);
    for (size_t i = 0; i < table->count && done; i++) {
        const struct report_row *row = &table->rows[i];
        done = put(w, "    ") && put_name(w, row->name, NAME_WIDTH) &&
               (!has_opened || put_count(w, row->opened)) &&
               put_count(w, row->made) && put_count(w, row->downloaded) &&
               put(w, "\n");
    }
    return done;
}

static bool put_items(const struct writing *w, enum report_word title,
                      const struct report_items *items)
{
    bool done = items->count == 0 || put_heading(w, title);
    for (size_t i = 0; i < items->count && done; i++)
        done = put(w, "    ") &&
               put_name(w, items->items[i].name, NAME_WIDTH) &&
               put_count(w, items->items[i].count) && put(w, "\n");
    return done;
}

static bool put_spread(const struct writing *w)
{
    static const enum report_word titles[SURVEY_KINDS] = {
        REPORT_WORD_SURVEY_POSTER, REPORT_WORD_SURVEY_PARTNER};
    int before = SURVEY_KINDS;
    bool done = true;
    for (size_t i = 0; i < w->report->question_count && done; i++) {
        const struct report_question *question = &w->report->questions[i];
        if (question->answers == 0)
            continue;
        if ((int)question->survey != before)
            done = put(w, "\n") && put_word(w, REPORT_WORD_SATISFACTION) &&
                   put(w, ": ") && put_word(w, titles[question->survey]) &&
                   put(w, "\n");
        before = (int)question->survey;
        done = done && put(w, "    ") && put(w, question->text) && put(w, "\n");
        if (question->spread[0] < 0)
            done = done && put(w, "      –\n");
        for (int value = 1;
             question->spread[0] >= 0 && value <= SURVEY_VALUES && done;
             value++) {
            const char *meaning = value == 1               ? question->lowest
                                  : value == SURVEY_VALUES ? question->highest
                                                           : "";
            done = buffer_append_format(w->out, "      %d ", value) &&
                   put_name(w, meaning, NAME_WIDTH - 4) &&
                   put_count(w, question->spread[value - 1]) &&
                   put_bar(w, question->spread[value - 1], question->answers) &&
                   put(w, "\n");
        }
    }
    return done;
}

static bool put_remarks(const struct writing *w)
{
    bool done =
        w->report->remark_count == 0 || put_heading(w, REPORT_WORD_REMARKS);
    for (size_t i = 0; i < w->report->remark_count && done; i++) {
        const struct report_remark *remark = &w->report->remarks[i];
        char day[REPORT_DAY_BYTES];
        report_say_day(remark->day, w->language, day);
        done = buffer_append_format(w->out, "    %s%s%s: %s\n", day,
                                    remark->partner_id[0] != '\0' ? ", " : "",
                                    remark->partner_id, remark->text);
    }
    return done;
}

static bool put_foot(const struct writing *w)
{
    return put(w, "\n") &&
           (!w->report->wish.hides_few ||
            (put_word(w, REPORT_WORD_HIDDEN) && put(w, "\n"))) &&
           put_word(w, REPORT_WORD_COUNTS_ONLY) && put(w, "\n");
}

bool report_write_text(const struct report *report, struct buffer *out)
{
    const struct writing w = {report, report->wish.language, out};
    return put_head(&w) && put_nothing(&w) && put_answers(&w) && put_way(&w) &&
           put_days(&w) &&
           put_table(&w, REPORT_WORD_TEMPLATES, &report->templates, 0) &&
           put_table(&w, REPORT_WORD_FORMATS, &report->formats, 0) &&
           put_table(&w, REPORT_WORD_TYPES, &report->types, 0) &&
           put_table(&w, REPORT_WORD_PARTNERS, &report->partners,
                     report->partner_count) &&
           put_table(&w, REPORT_WORD_LANGUAGES, &report->languages, 0) &&
           put_items(&w, REPORT_WORD_NETWORKS, &report->networks) &&
           put_items(&w, REPORT_WORD_CONVERSION_LINKS, &report->conversions) &&
           put_items(&w, REPORT_WORD_LINKS, &report->links) && put_spread(&w) &&
           put_items(&w, REPORT_WORD_CAUSES, &report->causes) &&
           put_remarks(&w) && put_foot(&w);
}
