#include "store_batch.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { RECEIPT_DAYS = 2 };

#define COUNT(array) (sizeof(array) / sizeof *(array))

static struct store_value text(const char *value)
{
    return (struct store_value){.text = value};
}

static struct store_value number(int64_t value)
{
    return (struct store_value){.number = value};
}

static bool take_number(void *context, const struct store_value *row,
                        size_t columns)
{
    int64_t *value = context;
    if (columns > 0)
        *value = row[0].number;
    return false;
}

// Says first of all that the batch is there. Of two transactions with the same
// one (the first seemed lost when the connection was, but goes on) the second
// waits here for the first, and sees what became of it.
static bool begin_batch(struct store *store, const struct ledger_batch *batch,
                        enum batch_fate *fate, struct error *err)
{
    const struct store_value values[] = {
        text(batch->node), number(batch->sequence), number(event_today())};
    long changed = 0;
    int64_t known = 0;
    if (!store_run(store,
                   "INSERT INTO nodes (node, sequence, day) "
                   "VALUES ($1, $2, $3) "
                   "ON CONFLICT (node) DO UPDATE SET "
                   "sequence = excluded.sequence, day = excluded.day "
                   "WHERE nodes.sequence < excluded.sequence",
                   values, COUNT(values), &changed, err))
        return false;
    *fate = BATCH_STORED;
    if (changed > 0)
        return true;
    if (!store_each(store, "SELECT sequence FROM nodes WHERE node = $1", values,
                    1, take_number, &known, err))
        return false;
    if (known > batch->sequence)
        *fate = BATCH_OLD;
    return false;
}

// True in *is_new when nobody told it before.
static bool put_receipt(struct store *store, uint64_t receipt, uint32_t item,
                        bool *is_new, struct error *err)
{
    const struct store_value values[] = {number((int64_t)receipt), number(item),
                                         number(event_today())};
    long changed = 0;
    if (!store_run(store,
                   "INSERT INTO receipts (receipt, item, day) "
                   "VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
                   values, COUNT(values), &changed, err))
        return false;
    *is_new = changed > 0;
    return true;
}

static bool put_count(struct store *store, const struct count_key *key,
                      uint64_t count, struct error *err)
{
    const struct store_value values[] = {
        number(key->day),      text(events[key->event].id),
        text(key->partner_id), text(key->template_id),
        text(key->format_id),  text(key->type),
        text(key->language),   text(key->detail),
        number((int64_t)count)};
    return store_run(store,
                     "INSERT INTO counts (day, event, partner, template, "
                     "format, type, language, detail, count) "
                     "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) "
                     "ON CONFLICT (day, event, partner, template, format, "
                     "type, language, detail) DO UPDATE SET "
                     "count = counts.count + excluded.count",
                     values, COUNT(values), NULL, err);
}

static bool put_total(struct store *store, int event, uint64_t count,
                      struct error *err)
{
    const struct store_value values[] = {text(events[event].id),
                                         number((int64_t)count)};
    return count == 0 ||
           store_run(store,
                     "INSERT INTO totals (event, count) VALUES ($1, $2) "
                     "ON CONFLICT (event) DO UPDATE SET "
                     "count = totals.count + excluded.count",
                     values, COUNT(values), NULL, err);
}

struct series {
    const struct count_key *key;
    uint64_t count;
};

static int compare_receipts(const void *one, const void *other)
{
    const struct ledger_record *a = one;
    const struct ledger_record *b = other;
    if (a->receipt != b->receipt)
        return a->receipt < b->receipt ? -1 : 1;
    return (a->item > b->item) - (a->item < b->item);
}

static int compare_keys(const void *one, const void *other)
{
    const struct series *a = one;
    const struct series *b = other;
    return memcmp(a->key, b->key, sizeof *a->key);
}

static bool put_receipts(struct store *store, struct ledger_record *records,
                         size_t count, struct series *series, struct error *err)
{
    qsort(records, count, sizeof *records, compare_receipts);
    for (size_t i = 0; i < count; i++) {
        bool is_new;
        if (!put_receipt(store, records[i].receipt, records[i].item, &is_new,
                         err))
            return false;
        series[records[i].series].count += is_new;
    }
    return true;
}

static bool put_series(struct store *store, struct series *series, size_t count,
                       struct error *err)
{
    uint64_t totals[EVENT_COUNT] = {0};
    qsort(series, count, sizeof *series, compare_keys);
    for (size_t i = 0; i < count; i++) {
        if (series[i].count > 0 &&
            !put_count(store, series[i].key, series[i].count, err))
            return false;
        totals[series[i].key->event] += series[i].count;
    }
    int event = 0;
    while (event < EVENT_COUNT && put_total(store, event, totals[event], err))
        event++;
    return event == EVENT_COUNT;
}

// Nodes that write at the same time lock rows in the same order, for which all
// is sorted: neither waits for the other for ever.
static bool put_all(struct store *store, const struct ledger_batch *batch,
                    struct error *err)
{
    struct series *series = calloc(batch->series_count + 1, sizeof *series);
    struct ledger_record *records =
        calloc(batch->record_count + 1, sizeof *records);
    bool done = series && records;
    if (!done)
        error_set_memory(err);
    for (size_t i = 0; i < batch->series_count && done; i++)
        series[i] = (struct series){batch->keys[i], batch->folded[i]};
    if (done && batch->record_count > 0)
        memcpy(records, batch->records, batch->record_count * sizeof *records);
    done = done &&
           put_receipts(store, records, batch->record_count, series, err) &&
           put_series(store, series, batch->series_count, err);
    free(series);
    free(records);
    return done;
}

enum batch_fate store_put_batch(struct store *store,
                                const struct ledger_batch *batch,
                                struct error *err)
{
    enum batch_fate fate = BATCH_FAILED;
    if (!store_begin(store, err))
        return BATCH_FAILED;
    if (begin_batch(store, batch, &fate, err) && put_all(store, batch, err) &&
        store_commit(store, err))
        return BATCH_STORED;
    store_rollback(store);
    return err->kind == ERROR_NONE ? fate : BATCH_FAILED;
}

static bool put_ratings(struct store *store, const struct survey_answer *answer,
                        struct error *err)
{
    for (int i = 0; i < answer->rating_count; i++) {
        struct count_key key = {.day = answer->day, .event = EVENT_RATING};
        strcpy(key.partner_id, answer->partner_id);
        strcpy(key.template_id, answer->template_id);
        strcpy(key.language, answer->language);
        snprintf(key.detail, sizeof key.detail, "%s/%s/%d",
                 survey_name((enum survey_kind)answer->kind),
                 answer->ratings[i].question_id, (int)answer->ratings[i].value);
        if (!put_count(store, &key, 1, err))
            return false;
    }
    return put_total(store, EVENT_RATING, (uint64_t)answer->rating_count, err);
}

static bool put_remark(struct store *store, const struct survey_answer *answer,
                       struct error *err)
{
    const struct store_value values[] = {
        number(answer->day), text(answer->partner_id),
        text(survey_name((enum survey_kind)answer->kind)),
        text(answer->language), text(answer->remark)};
    return !*answer->remark ||
           store_run(store,
                     "INSERT INTO remarks (day, partner, survey, language, "
                     "text) VALUES ($1, $2, $3, $4, $5)",
                     values, COUNT(values), NULL, err);
}

bool store_put_answer(struct store *store, const struct survey_answer *answer,
                      struct error *err)
{
    bool is_new = false;
    if (!store_begin(store, err))
        return false;
    if (put_receipt(store, answer->receipt, 0, &is_new, err) &&
        (!is_new ||
         (put_ratings(store, answer, err) && put_remark(store, answer, err))) &&
        store_commit(store, err))
        return true;
    store_rollback(store);
    return false;
}

bool store_forget(struct store *store, int today, int keep_remarks_days,
                  struct error *err)
{
    const struct store_value remarks =
        number(event_day_after(today, -keep_remarks_days));
    const struct store_value receipts =
        number(event_day_after(today, -RECEIPT_DAYS));
    if (!store_begin(store, err))
        return false;
    if (store_run(store, "DELETE FROM remarks WHERE day < $1", &remarks, 1,
                  NULL, err) &&
        store_run(store, "DELETE FROM receipts WHERE day < $1", &receipts, 1,
                  NULL, err) &&
        store_commit(store, err))
        return true;
    store_rollback(store);
    return false;
}

static bool take_total(void *context, const struct store_value *row,
                       size_t columns)
{
    uint64_t *totals = context;
    const enum event event =
        columns == 2 && row[0].text ? event_find(row[0].text) : EVENT_COUNT;
    if (event < EVENT_COUNT)
        totals[event] = (uint64_t)row[1].number;
    return true;
}

bool store_totals(struct store *store, uint64_t totals[EVENT_COUNT],
                  struct error *err)
{
    memset(totals, 0, EVENT_COUNT * sizeof *totals);
    return store_each(store, "SELECT event, count FROM totals", NULL, 0,
                      take_total, totals, err);
}
