#include "report_view.h"

#include <stdio.h>
#include <string.h>

// What a count says beside the first one, where there is anything.
static void add_note(const struct report *report, struct view_key *key,
                     enum page_word word, long count)
{
    char number[SPOKEN_BYTES];
    char sentence[PAGE_SENTENCE_BYTES];
    if (count == 0)
        return;
    report_say_count(count, report->wish.language, number);
    page_say(report->wish.language, word, number, NULL, sentence);
    snprintf(key->note, sizeof key->note, "%.*s", (int)sizeof key->note - 1,
             sentence);
}

static void set_key(const struct report *report, struct view_key *key,
                    long count, enum page_word unit)
{
    report_say_count(count, report->wish.language, key->value);
    key->unit = page_word(report->wish.language, unit);
}

double view_mean(const struct report *report)
{
    double sum = 0;
    long answers = 0;
    for (size_t i = 0; i < report->question_count; i++)
        if (report->questions[i].mean > 0 && report->questions[i].answers > 0) {
            sum += report->questions[i].mean *
                   (double)report->questions[i].answers;
            answers += report->questions[i].answers;
        }
    return answers > 0 ? sum / (double)answers : 0;
}

static void set_satisfaction(const struct report *report, struct view_key *key)
{
    const double mean = view_mean(report);
    long answers = 0;
    for (size_t i = 0; i < report->question_count; i++)
        if (mean > 0 && report->questions[i].answers > 0)
            answers += report->questions[i].answers;
    strcpy(key->value, "–");
    key->unit = page_word(report->wish.language, WORD_MEAN_UNIT);
    if (mean > 0)
        report_say_decimal(mean, report->wish.language, key->value);
    add_note(report, key, WORD_MARKS, answers);
}

void view_keys(const struct report *report, struct view_key keys[VIEW_KEYS])
{
    const long *totals = report->totals;
    const long *steps = report->steps;
    memset(keys, 0, VIEW_KEYS * sizeof *keys);
    set_key(report, &keys[0], steps[REPORT_STEP_OPENED], WORD_OPENED_UNIT);
    add_note(report, &keys[0], WORD_EMBEDS, totals[EVENT_EMBED_SHOWN]);
    set_key(report, &keys[1], steps[REPORT_STEP_DOWNLOADED],
            WORD_DOWNLOADED_UNIT);
    add_note(report, &keys[1], WORD_MADE_NOTE, steps[REPORT_STEP_MADE]);
    set_key(report, &keys[2], steps[REPORT_STEP_SHARED], WORD_SHARED_UNIT);
    add_note(report, &keys[2], WORD_CAPTIONS, totals[EVENT_CAPTION_COPIED]);
    set_key(report, &keys[3], totals[EVENT_CONVERSION], WORD_CONVERSION_UNIT);
    add_note(report, &keys[3], WORD_LINKS, totals[EVENT_LINK_FOLLOWED]);
    set_satisfaction(report, &keys[4]);
}

void view_partner(const struct report *report, char out[PAGE_SENTENCE_BYTES])
{
    const char *name =
        report->partner_name ? report->partner_name : report->wish.partner_id;
    page_say(report->wish.language, *name ? WORD_OF : WORD_ALL, name, NULL,
             out);
}

void view_period(const struct report *report, char out[PAGE_SENTENCE_BYTES])
{
    char from[SPOKEN_BYTES];
    char to[SPOKEN_BYTES];
    report_say_day(report->wish.from, report->wish.language, from);
    report_say_day(report->wish.to, report->wish.language, to);
    if (report->wish.from == report->wish.to)
        strcpy(out, from);
    else
        page_say(report->wish.language, WORD_PERIOD, from, to, out);
}

size_t view_events(enum event list[EVENT_COUNT])
{
    static const enum event order[] = {
        EVENT_PAGE_OPENED,   EVENT_EMBED_SHOWN,    EVENT_PHOTO_CHOSEN,
        EVENT_POSTER_MADE,   EVENT_KIT_MADE,       EVENT_POSTER_DOWNLOADED,
        EVENT_SHARED,        EVENT_CAPTION_COPIED, EVENT_CONVERSION,
        EVENT_LINK_FOLLOWED, EVENT_RATING,         EVENT_ERROR};
    _Static_assert(sizeof order / sizeof *order == EVENT_COUNT,
                   "every event has its line");
    memcpy(list, order, sizeof order);
    return EVENT_COUNT;
}

const char *view_bars_id(enum view_bars which)
{
    static const char *const ids[VIEW_BARS_COUNT] = {
        "shares",   "conversions", "templates", "formats",
        "partners", "languages",   "types",     "errors"};
    return ids[which];
}

const char *view_bars_title(enum language language, enum view_bars which)
{
    static const enum page_word titles[VIEW_BARS_COUNT] = {
        WORD_SHARES,   WORD_CONVERSIONS, WORD_TEMPLATES, WORD_FORMATS,
        WORD_PARTNERS, WORD_LANGUAGES,   WORD_TYPES,     WORD_ERRORS};
    return page_word(language, titles[which]);
}

const struct report_table *view_table(const struct report *report,
                                      enum view_bars which)
{
    switch (which) {
    case VIEW_TEMPLATES:
        return &report->templates;
    case VIEW_FORMATS:
        return &report->formats;
    case VIEW_PARTNERS:
        return &report->partners;
    case VIEW_LANGUAGES:
        return &report->languages;
    case VIEW_TYPES:
        return &report->types;
    default:
        return NULL;
    }
}

const struct report_items *view_items(const struct report *report,
                                      enum view_bars which)
{
    switch (which) {
    case VIEW_SHARES:
        return &report->networks;
    case VIEW_CONVERSIONS:
        return &report->conversions;
    case VIEW_ERRORS:
        return &report->causes;
    default:
        return NULL;
    }
}

const char *view_name(const struct report *report, const char *name,
                      const char *id)
{
    if (name && *name)
        return name;
    return *id ? id : page_word(report->wish.language, WORD_SAID_NOTHING);
}

static size_t list_rows(const struct report *report,
                        const struct report_table *table,
                        struct chart_bar bars[CHART_BARS_MAX])
{
    // A row of which nothing was made (of a language in which the page was only
    // opened, say) is for the tables.
    size_t made = 0;
    for (size_t i = 0; i < table->count; i++) {
        const struct report_row *row = &table->rows[i];
        if (row->made == 0)
            continue;
        if (made < CHART_BARS_MAX)
            bars[made] = (struct chart_bar){
                .name = view_name(report, row->name, row->id),
                .count = row->made,
                .is_rest = row->id[0] == '\0'};
        made++;
    }
    if (table != &report->partners)
        return made;
    // Of partners there are more than the table has.
    bool has_none = false; // what was made with no partner is a row as well
    for (size_t k = 0; k < table->count; k++)
        has_none |= table->rows[k].id[0] == '\0';
    const size_t all = report->partner_count + has_none;
    return all > table->count ? all : table->count;
}

static size_t list_items(const struct report *report,
                         const struct report_items *items,
                         struct chart_bar bars[CHART_BARS_MAX])
{
    size_t i = 0;
    for (; i < items->count && i < CHART_BARS_MAX; i++)
        bars[i] = (struct chart_bar){
            .name = view_name(report, items->items[i].name, items->items[i].id),
            .count = items->items[i].count};
    return items->count;
}

static void say_partners(struct chart *chart, const struct report *report)
{
    char number[REPORT_COUNT_BYTES];
    char finding[PAGE_SENTENCE_BYTES];
    char whole[2 * PAGE_SENTENCE_BYTES + 1];
    report_say_count((long)report->partner_count, chart->language, number);
    page_say(chart->language, WORD_PARTNER_COUNT, number, NULL, finding);
    snprintf(whole, sizeof whole, "%s %s", finding, chart->finding);
    snprintf(chart->finding, sizeof chart->finding, "%.*s",
             (int)sizeof chart->finding - 1, whole);
}

void view_draw_bars(struct chart *chart, const struct report *report,
                    enum view_bars which, double width, size_t most)
{
    struct chart_bar bars[CHART_BARS_MAX];
    const struct report_table *table = view_table(report, which);
    const size_t count =
        table ? list_rows(report, table, bars)
              : list_items(report, view_items(report, which), bars);
    const struct chart_bars_words words = {
        .title = view_bars_title(report->wish.language, which),
        .finding = table ? WORD_ROWS_FINDING : WORD_ITEMS_FINDING,
        .empty = which == VIEW_ERRORS ? WORD_NO_ERRORS : WORD_NOTHING,
        .is_wordy = which == VIEW_ERRORS};
    chart_bars(chart, report->wish.language, width, bars, count, most, &words);
    if (which == VIEW_PARTNERS && report->partner_count > 0)
        say_partners(chart, report);
}
