#include "store_parts.h"

#include <string.h>

bool store_is_uri(const char *database)
{
    return strncmp(database, "postgresql://", strlen("postgresql://")) == 0 ||
           strncmp(database, "postgres://", strlen("postgres://")) == 0;
}

bool store_prepare(const char *database, struct error *err)
{
    return !store_is_uri(database) || store_libpq_load(err);
}

bool store_open(struct store **store, const char *database, enum store_use use,
                struct error *err)
{
    struct store *opened = NULL;
    if (!store_prepare(database, err))
        return false;
    if (!(store_is_uri(database)
              ? store_postgres_open(&opened, database, use, err)
              : store_sqlite_open(&opened, database, use, err)))
        return false;
    if (!store_schema_settle(opened, err)) {
        store_close(opened);
        return false;
    }
    *store = opened;
    return true;
}

void store_close(struct store *store)
{
    if (store != NULL)
        store->way->close(store);
}

bool store_begin(struct store *store, struct error *err)
{
    return store->way->begin(store, err);
}

bool store_commit(struct store *store, struct error *err)
{
    return store->way->commit(store, err);
}

void store_rollback(struct store *store)
{
    store->way->rollback(store);
}

bool store_run(struct store *store, const char *sql,
               const struct store_value *values, size_t count, long *changed,
               struct error *err)
{
    return store->way->run(store, sql, values, count, changed, err);
}

bool store_each(struct store *store, const char *sql,
                const struct store_value *values, size_t count,
                bool (*take)(void *context, const struct store_value *row,
                             size_t columns),
                void *context, struct error *err)
{
    return store->way->each(store, sql, values, count, take, context, err);
}
