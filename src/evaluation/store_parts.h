// Store parts: what the front of the store and the rooms of the two databases
// share. Nobody else looks in here.
#pragma once

#include "store.h"

// What a database can do; see store.h for what each must hold.
struct store_way {
    bool (*begin)(struct store *store, struct error *err);
    // Begins, and nobody else changes the schema meanwhile.
    bool (*begin_alone)(struct store *store, struct error *err);
    bool (*commit)(struct store *store, struct error *err);
    void (*rollback)(struct store *store);
    bool (*run)(struct store *store, const char *sql,
                const struct store_value *values, size_t count, long *changed,
                struct error *err);
    bool (*each)(struct store *store, const char *sql,
                 const struct store_value *values, size_t count,
                 bool (*take)(void *context, const struct store_value *row,
                              size_t columns),
                 void *context, struct error *err);
    void (*close)(struct store *store);
};

enum {
    STORE_NAME_BYTES = 256,
    // More than all rooms have statements; the oldest makes room.
    STORE_STATEMENTS_MAX = 64,
    STORE_VALUES_MAX = 16,
    STORE_COLUMNS_MAX = 16,
};

// The first member of what each database keeps.
struct store {
    const struct store_way *way;
    enum store_use use;
    char name[STORE_NAME_BYTES]; // for sentences
};

bool store_sqlite_open(struct store **store, const char *path,
                       enum store_use use, struct error *err);
bool store_postgres_open(struct store **store, const char *uri,
                         enum store_use use, struct error *err);

// Before any function of libpq is called.
bool store_libpq_load(struct error *err);

// What the database says of the versions of its schema.
enum { STORE_SCHEMA_VERSION = 2 };

// For STORE_WRITE brings the schema to STORE_SCHEMA_VERSION; for STORE_READ
// looks whether it is there.
bool store_schema_settle(struct store *store, struct error *err);

// The same, up to a version: so that tests can make an old one.
bool store_schema_bring_to(struct store *store, int version, struct error *err);
