#include "store_parts.h"

#include <stddef.h>

// A version of the schema is what it adds to the one before. What is here was
// run on databases of others: it is never changed, only added to.
static const char *const first[] = {
    // What each node has brought: a batch that is there is not stored again.
    "CREATE TABLE nodes (node TEXT NOT NULL PRIMARY KEY,"
    " sequence BIGINT NOT NULL, day INTEGER NOT NULL)",
    "CREATE TABLE counts (day INTEGER NOT NULL, event TEXT NOT NULL,"
    " partner TEXT NOT NULL, template TEXT NOT NULL, format TEXT NOT NULL,"
    " type TEXT NOT NULL, language TEXT NOT NULL, detail TEXT NOT NULL,"
    " count BIGINT NOT NULL, PRIMARY KEY"
    " (day, event, partner, template, format, type, language, detail))",
    "CREATE TABLE receipts (receipt BIGINT NOT NULL, item INTEGER NOT NULL,"
    " day INTEGER NOT NULL, PRIMARY KEY (receipt, item))",
    // No key: nothing tells one remark from another but what it says.
    "CREATE TABLE remarks (day INTEGER NOT NULL, partner TEXT NOT NULL,"
    " survey TEXT NOT NULL, language TEXT NOT NULL, text TEXT NOT NULL)",
    NULL,
};

static const char *const second[] = {
    // The sums of all days, which /metrics asks for every few seconds.
    "CREATE TABLE totals (event TEXT NOT NULL PRIMARY KEY,"
    " count BIGINT NOT NULL)",
    "INSERT INTO totals (event, count)"
    " SELECT event, SUM(count) FROM counts GROUP BY event",
    // The report of one partner among thousands.
    "CREATE INDEX counts_of_partner ON counts (partner, day)",
    // What is forgotten is found by its day.
    "CREATE INDEX receipts_of_day ON receipts (day)",
    NULL,
};

static const char *const *const versions[] = {first, second};
_Static_assert(sizeof versions / sizeof versions[0] == STORE_SCHEMA_VERSION,
               "each version has its statements");

static bool take_version(void *context, const struct store_value *row,
                         size_t columns)
{
    *(int *)context = columns > 0 ? (int)row[0].number : 0;
    return true;
}

// 0 when there is none yet.
static bool read_version(struct store *store, int *version, struct error *err)
{
    *version = 0;
    return store_each(store, "SELECT MAX(version) FROM schema_version", NULL, 0,
                      take_version, version, err);
}

static bool refuse_newer(const struct store *store, int version,
                         struct error *err)
{
    return error_set_detail(
        err, ERROR_SYSTEM, MESSAGE_SYSTEM,
        "%s has version %d of the schema, from a newer postertool; this one "
        "knows versions up to %d: install the newer one",
        store->name, version, STORE_SCHEMA_VERSION);
}

static bool run(struct store *store, const char *sql, struct error *err)
{
    return store_run(store, sql, NULL, 0, NULL, err);
}

static bool bring_on(struct store *store, int to, struct error *err)
{
    int version = 0;
    if (!run(store,
             "CREATE TABLE IF NOT EXISTS schema_version"
             " (version INTEGER NOT NULL PRIMARY KEY)",
             err) ||
        !read_version(store, &version, err))
        return false;
    if (version > STORE_SCHEMA_VERSION)
        return refuse_newer(store, version, err);
    for (; version < to; version++) {
        for (const char *const *sql = versions[version]; *sql != NULL; sql++)
            if (!run(store, *sql, err))
                return false;
        const struct store_value next = {.number = version + 1};
        if (!store_run(store, "INSERT INTO schema_version VALUES ($1)", &next,
                       1, NULL, err))
            return false;
    }
    return true;
}

bool store_schema_bring_to(struct store *store, int version, struct error *err)
{
    if (!store->way->begin_alone(store, err))
        return false;
    if (bring_on(store, version, err) && store_commit(store, err))
        return true;
    store_rollback(store);
    return false;
}

bool store_schema_settle(struct store *store, struct error *err)
{
    // As a rule all is there.
    int version = 0;
    struct error unread = {0};
    const bool is_read = read_version(store, &version, &unread);
    if (is_read && version == STORE_SCHEMA_VERSION)
        return true;
    if (is_read && version > STORE_SCHEMA_VERSION)
        return refuse_newer(store, version, err);
    if (store->use == STORE_WRITE)
        return store_schema_bring_to(store, STORE_SCHEMA_VERSION, err);
    if (is_read)
        return error_set_detail(
            err, ERROR_SYSTEM, MESSAGE_SYSTEM,
            "%s has version %d of the schema, of an older postertool: start "
            "the server once, which brings it to version %d",
            store->name, version, STORE_SCHEMA_VERSION);
    return error_set_detail(err, ERROR_SYSTEM, MESSAGE_SYSTEM,
                            "%.300s: nothing was counted here yet, or it is "
                            "another database",
                            unread.detail);
}
