// The lists of a report: how they grow, in which order they are, and their end.
#include "report_parts.h"

#include <stdlib.h>
#include <string.h>

// In steps that double. NULL when memory is out; the list is then as it was.
static void *grow(void *list, size_t count, size_t size)
{
    enum { FIRST = 8 };
    if (count == 0)
        return reallocarray(NULL, FIRST, size);
    return count >= FIRST && (count & (count - 1)) == 0
               ? reallocarray(list, 2 * count, size)
               : list;
}

static struct report_row *add_row(struct report_table *table, const char *id)
{
    struct report_row *grown =
        grow(table->rows, table->count, sizeof *table->rows);
    if (grown == NULL)
        return NULL;
    table->rows = grown;
    struct report_row *row = &table->rows[table->count++];
    *row = (struct report_row){0};
    strncpy(row->id, id, sizeof row->id - 1);
    return row;
}

static bool add_to_row(struct report_row *row, enum event event, long count)
{
    if (row == NULL)
        return false;
    if (event == EVENT_PAGE_OPENED)
        row->opened += count;
    if (event == EVENT_POSTER_MADE)
        row->made += count;
    if (event == EVENT_POSTER_DOWNLOADED || event == EVENT_KIT_MADE)
        row->downloaded += count;
    return true;
}

bool report_table_add(struct report_table *table, const char *id,
                      enum event event, long count)
{
    size_t i = 0;
    while (i < table->count && strcmp(table->rows[i].id, id) != 0)
        i++;
    return add_to_row(i < table->count ? &table->rows[i] : add_row(table, id),
                      event, count);
}

bool report_table_add_last(struct report_table *table, const char *id,
                           enum event event, long count)
{
    struct report_row *last =
        table->count > 0 ? &table->rows[table->count - 1] : NULL;
    if (last == NULL || strcmp(last->id, id) != 0)
        last = add_row(table, id);
    return add_to_row(last, event, count);
}

bool report_items_add(struct report_items *items, const char *id, long count)
{
    size_t i = 0;
    while (i < items->count && strcmp(items->items[i].id, id) != 0)
        i++;
    if (i == items->count) {
        struct report_item *grown =
            grow(items->items, items->count, sizeof *items->items);
        if (grown == NULL)
            return false;
        items->items = grown;
        items->items[items->count++] = (struct report_item){0};
        strncpy(items->items[i].id, id, sizeof items->items[i].id - 1);
    }
    items->items[i].count += count;
    return true;
}

bool report_remarks_add(struct report *report, int day, const char *partner_id,
                        const char *text)
{
    struct report_remark *grown =
        grow(report->remarks, report->remark_count, sizeof *report->remarks);
    if (grown == NULL)
        return false;
    report->remarks = grown;
    struct report_remark *remark = &report->remarks[report->remark_count];
    *remark = (struct report_remark){.day = day, .text = strdup(text)};
    strncpy(remark->partner_id, partner_id, sizeof remark->partner_id - 1);
    report->remark_count += remark->text != NULL;
    return remark->text != NULL;
}

static int compare(long one, long other)
{
    return (one > other) - (one < other);
}

// The largest first; what is equal by its id, so that every database gives the
// same.
static int compare_rows(const void *one, const void *other)
{
    const struct report_row *a = one;
    const struct report_row *b = other;
    int order = compare(b->made, a->made);
    if (order == 0)
        order = compare(b->downloaded, a->downloaded);
    if (order == 0)
        order = compare(b->opened, a->opened);
    return order != 0 ? order : strcmp(a->id, b->id);
}

static int compare_items(const void *one, const void *other)
{
    const struct report_item *a = one;
    const struct report_item *b = other;
    const int order = compare(b->count, a->count);
    return order != 0 ? order : strcmp(a->id, b->id);
}

static int compare_remarks(const void *one, const void *other)
{
    const struct report_remark *a = one;
    const struct report_remark *b = other;
    int order = compare(a->day, b->day);
    if (order == 0)
        order = strcmp(a->partner_id, b->partner_id);
    return order != 0 ? order : strcmp(a->text, b->text);
}

static void sort_rows(struct report_table *table)
{
    if (table->count > 0)
        qsort(table->rows, table->count, sizeof *table->rows, compare_rows);
}

static void sort_items(struct report_items *items)
{
    if (items->count > 0)
        qsort(items->items, items->count, sizeof *items->items, compare_items);
}

// Most pages are opened before anything is chosen: a row of those alone says
// nothing.
static void drop_unsaid(struct report_table *table)
{
    for (size_t i = 0; i < table->count; i++) {
        const struct report_row *row = &table->rows[i];
        if (row->id[0] == '\0' && row->made == 0 && row->downloaded == 0) {
            memmove(&table->rows[i], &table->rows[i + 1],
                    (table->count - i - 1) * sizeof *table->rows);
            table->count--;
            return;
        }
    }
}

// Visitors of no partner are no partner.
static size_t count_partners(const struct report_table *table)
{
    size_t count = table->count;
    for (size_t i = 0; i < table->count; i++)
        count -= table->rows[i].id[0] == '\0';
    return count;
}

void report_lists_settle(struct report *report)
{
    drop_unsaid(&report->templates);
    drop_unsaid(&report->formats);
    drop_unsaid(&report->types);
    sort_rows(&report->templates);
    sort_rows(&report->formats);
    sort_rows(&report->types);
    sort_rows(&report->partners);
    sort_rows(&report->languages);
    report->partner_count = count_partners(&report->partners);
    if (report->partners.count > REPORT_PARTNERS_MAX)
        report->partners.count = REPORT_PARTNERS_MAX;
    sort_items(&report->networks);
    sort_items(&report->links);
    sort_items(&report->conversions);
    sort_items(&report->causes);
    if (report->remark_count > 0)
        qsort(report->remarks, report->remark_count, sizeof *report->remarks,
              compare_remarks);
}

static void finish_table(struct report_table *table)
{
    for (size_t i = 0; i < table->count; i++)
        free(table->rows[i].name);
    free(table->rows);
}

static void finish_items(struct report_items *items)
{
    for (size_t i = 0; i < items->count; i++)
        free(items->items[i].name);
    free(items->items);
}

void report_finish(struct report *report)
{
    free(report->partner_name);
    free(report->days);
    finish_table(&report->templates);
    finish_table(&report->formats);
    finish_table(&report->types);
    finish_table(&report->partners);
    finish_table(&report->languages);
    finish_items(&report->networks);
    finish_items(&report->links);
    finish_items(&report->conversions);
    finish_items(&report->causes);
    for (size_t i = 0; i < report->question_count; i++) {
        free(report->questions[i].text);
        free(report->questions[i].lowest);
        free(report->questions[i].highest);
    }
    free(report->questions);
    for (size_t i = 0; i < report->remark_count; i++)
        free(report->remarks[i].text);
    free(report->remarks);
    *report = (struct report){0};
}
