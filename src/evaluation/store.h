// Store: a database, either SQLite or PostgreSQL, that is given the same SQL:
// what both understand (`INSERT ... ON CONFLICT DO UPDATE`, `$1`). Each has a
// room of its own, store_sqlite.c and store_postgres.c.
#pragma once

#include "press/error.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct store;

enum store_use { STORE_WRITE, STORE_READ };

// `database` is a path of a file of SQLite, or a connection URI of PostgreSQL
// (postgresql://...). STORE_WRITE makes the file and brings the schema to the
// version that this program knows; STORE_READ never changes anything. An error
// is ERROR_SYSTEM, its detail what is wrong and, where it helps, what to do; it
// never holds a password.
bool store_open(struct store **store, const char *database, enum store_use use,
                struct error *err);
// Takes NULL. Rolls back what is not committed.
void store_close(struct store *store);

bool store_is_uri(const char *database);

// Loads the library that a database needs, for who opens it behind a sandbox.
bool store_prepare(const char *database, struct error *err);

// One value of a statement or of a row.
struct store_value {
    const char *text; // NULL: the number. Borrowed
    int64_t number;
};

bool store_begin(struct store *store, struct error *err);
bool store_commit(struct store *store, struct error *err);
void store_rollback(struct store *store);

// Runs one statement with its values for $1, $2 ... `sql` is a literal: it is
// prepared once for each address. *changed (may be NULL): how many rows.
bool store_run(struct store *store, const char *sql,
               const struct store_value *values, size_t count, long *changed,
               struct error *err);

// Runs a query; `take` is given each row (texts borrowed for that long, numbers
// also as texts where the column is a number) and gives false to end early.
bool store_each(struct store *store, const char *sql,
                const struct store_value *values, size_t count,
                bool (*take)(void *context, const struct store_value *row,
                             size_t columns),
                void *context, struct error *err);
