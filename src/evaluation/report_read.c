#include "report_parts.h"

#include <stdlib.h>
#include <string.h>

// What every query is about: so many days, of one partner or of all. The first
// three values are always from, to and the partner.
#define OF_ALL " FROM counts WHERE day >= $1 AND day <= $2"
#define OF_ONE " FROM counts WHERE partner = $3 AND day >= $1 AND day <= $2"
#define KIT "kit-made"
#define OF_STEPS                                                               \
    " AND event IN ('page-opened', 'poster-made', 'poster-downloaded', '" KIT  \
    "')"

// A query and the same of one partner, which has an index for it.
struct query {
    const char *of_all;
    const char *of_one;
};

#define QUERY(what, rest)                                                      \
    {                                                                          \
        what OF_ALL rest, what OF_ONE rest                                     \
    }

static const struct query days_query =
    QUERY("SELECT day, event, SUM(count)", " GROUP BY day, event");
static const struct query kinds_query =
    QUERY("SELECT event, template, format, type, language, SUM(count)",
          OF_STEPS " GROUP BY event, template, format, type, language");
static const struct query details_query =
    QUERY("SELECT event, detail, SUM(count)",
          " AND detail <> '' GROUP BY event, detail");
static const struct query partners_query =
    QUERY("SELECT partner, event, SUM(count)",
          " GROUP BY partner, event ORDER BY partner");

#define REMARKS "SELECT day, partner, survey, text FROM remarks WHERE"
static const struct query remarks_query = {
    REMARKS " day >= $1 AND day <= $2",
    REMARKS " day >= $1 AND day <= $2 AND partner = $3"};

// What is read into; `failed` when memory is out.
struct reading {
    struct report *report;
    bool failed;
};

static bool
ask(struct reading *reading, struct store *store, const struct query *query,
    bool (*take)(void *context, const struct store_value *row, size_t columns),
    struct error *err)
{
    const struct report_wish *wish = &reading->report->wish;
    const struct store_value values[] = {{.number = wish->from},
                                         {.number = wish->to},
                                         {.text = wish->partner_id}};
    const bool is_one = wish->partner_id[0] != '\0';
    return store_each(store, is_one ? query->of_one : query->of_all, values,
                      is_one ? 3 : 2, take, reading, err) &&
           (!reading->failed || error_set_memory(err));
}

static bool take_day(void *context, const struct store_value *row,
                     size_t columns)
{
    struct reading *reading = context;
    struct report *report = reading->report;
    const enum event event = event_find(row[1].text);
    if (columns < 3 || event == EVENT_COUNT)
        return true;
    const long count = (long)row[2].number;
    const int index = event_days_between(report->wish.from, (int)row[0].number);
    report->totals[event] += count;
    if (index < 0 || (size_t)index >= report->day_count)
        return true;
    struct report_day *day = &report->days[index];
    if (event == EVENT_PAGE_OPENED)
        day->opened += count;
    if (event == EVENT_POSTER_MADE)
        day->made += count;
    if (event == EVENT_POSTER_DOWNLOADED || event == EVENT_KIT_MADE)
        day->downloaded += count;
    return true;
}

// A kit has no format or type of its own.
static bool take_kind(void *context, const struct store_value *row,
                      size_t columns)
{
    struct reading *reading = context;
    struct report *report = reading->report;
    const enum event event = event_find(row[0].text);
    if (columns < 6 || event == EVENT_COUNT)
        return true;
    const long count = (long)row[5].number;
    const bool is_kit = event == EVENT_KIT_MADE;
    const struct {
        struct report_table *table;
        const char *id;
    } places[] = {{&report->templates, row[1].text},
                  {&report->formats, is_kit ? "kit" : row[2].text},
                  {&report->types, is_kit ? "kit" : row[3].text},
                  {&report->languages, row[4].text}};
    for (size_t i = 0; i < sizeof places / sizeof *places; i++)
        if (!report_table_add(places[i].table, places[i].id, event, count))
            reading->failed = true;
    return !reading->failed;
}

// Rows of a partner follow each other; in which order partners come, each
// database decides otherwise.
static bool take_partner(void *context, const struct store_value *row,
                         size_t columns)
{
    struct reading *reading = context;
    const enum event event = event_find(row[1].text);
    if (columns == 3 && event < EVENT_COUNT &&
        !report_table_add_last(&reading->report->partners, row[0].text, event,
                               (long)row[2].number))
        reading->failed = true;
    return !reading->failed;
}

static bool take_detail(void *context, const struct store_value *row,
                        size_t columns)
{
    struct reading *reading = context;
    struct report *report = reading->report;
    const enum event event = event_find(row[0].text);
    if (columns < 3 || event == EVENT_COUNT)
        return true;
    const long count = (long)row[2].number;
    bool done = true;
    if (event == EVENT_SHARED || event == EVENT_CAPTION_COPIED)
        done = report_items_add(&report->networks, row[1].text, count);
    if (event == EVENT_LINK_FOLLOWED)
        done = report_items_add(&report->links, row[1].text, count);
    if (event == EVENT_CONVERSION)
        done = report_items_add(&report->conversions, row[1].text, count);
    if (event == EVENT_ERROR)
        done = report_items_add(&report->causes, row[1].text, count);
    if (event == EVENT_RATING)
        done = report_questions_add(report, row[1].text, count);
    reading->failed = !done;
    return done;
}

static bool take_remark(void *context, const struct store_value *row,
                        size_t columns)
{
    struct reading *reading = context;
    if (columns == 4 && !report_remarks_add(reading->report, (int)row[0].number,
                                            row[1].text, row[3].text))
        reading->failed = true;
    return !reading->failed;
}

static bool prepare(struct report *report, struct error *err)
{
    const struct report_wish *wish = &report->wish;
    const int last = event_days_between(wish->from, wish->to);
    if (last < 0 || last >= REPORT_DAYS_MAX)
        return error_set_detail(err, ERROR_INVALID, MESSAGE_REQUEST_MALFORMED,
                                "a report is of 1 to %d days, the first one "
                                "first",
                                REPORT_DAYS_MAX);
    report->day_count = (size_t)last + 1;
    report->days = calloc(report->day_count, sizeof *report->days);
    if (report->days == NULL || !report_questions_prepare(report))
        return error_set_memory(err);
    for (size_t i = 0; i < report->day_count; i++)
        report->days[i].day = event_day_after(wish->from, (int)i);
    return true;
}

// All queries see the database as it is at one moment.
static bool read_all(struct report *report, struct store *store,
                     struct error *err)
{
    struct reading reading = {.report = report};
    const struct report_wish *wish = &report->wish;
    return ask(&reading, store, &days_query, take_day, err) &&
           ask(&reading, store, &kinds_query, take_kind, err) &&
           ask(&reading, store, &details_query, take_detail, err) &&
           (wish->partner_id[0] != '\0' ||
            ask(&reading, store, &partners_query, take_partner, err)) &&
           (!wish->has_remarks ||
            ask(&reading, store, &remarks_query, take_remark, err));
}

static void sum_up(struct report *report)
{
    const long *totals = report->totals;
    report->steps[REPORT_STEP_OPENED] = totals[EVENT_PAGE_OPENED];
    report->steps[REPORT_STEP_CHOSEN] = totals[EVENT_PHOTO_CHOSEN];
    report->steps[REPORT_STEP_MADE] = totals[EVENT_POSTER_MADE];
    report->steps[REPORT_STEP_DOWNLOADED] =
        totals[EVENT_POSTER_DOWNLOADED] + totals[EVENT_KIT_MADE];
    report->steps[REPORT_STEP_SHARED] =
        totals[EVENT_SHARED] + totals[EVENT_CAPTION_COPIED];
    report_lists_settle(report);
    report_questions_settle(report);
}

bool report_read(struct report *report, struct store *store,
                 const struct report_wish *wish, struct error *err)
{
    *report = (struct report){.wish = *wish};
    bool done = prepare(report, err);
    if (done && store_begin(store, err)) {
        done = read_all(report, store, err);
        store_rollback(store);
    } else {
        done = false;
    }
    if (done) {
        sum_up(report);
        done = report_name_all(report) || error_set_memory(err);
    }
    if (!done) {
        report_finish(report);
        return false;
    }
    if (wish->hides_few)
        report_hide(report);
    return true;
}

static bool take_first(void *context, const struct store_value *row,
                       size_t columns)
{
    *(int *)context = columns > 0 ? (int)row[0].number : 0;
    return false;
}

bool report_first_day(struct store *store, const char *partner_id, int *day,
                      struct error *err)
{
    const struct store_value value = {.text = partner_id};
    *day = 0;
    return partner_id[0] != '\0'
               ? store_each(store,
                            "SELECT MIN(day) FROM counts WHERE partner = $1",
                            &value, 1, take_first, day, err)
               : store_each(store, "SELECT MIN(day) FROM counts", NULL, 0,
                            take_first, day, err);
}
