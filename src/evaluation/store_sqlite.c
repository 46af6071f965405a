#include "store_parts.h"

#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum {
    // How long a lock of another program is waited for.
    BUSY_MS = 5000,
    // "post": says in the head of the file whose database this is.
    APPLICATION_ID = 0x706f7374,
};

struct prepared {
    const char *sql; // its address
    sqlite3_stmt *statement;
};

struct sqlite {
    struct store base;
    sqlite3 *handle;
    struct prepared prepared[STORE_STATEMENTS_MAX];
    size_t prepared_count; // that ever were
};

static struct sqlite *of(struct store *store)
{
    return (struct sqlite *)store;
}

// What a person can do about an error of SQLite.
static const char *advice(enum store_use use, int code)
{
    // What is beside the file while it is in use must be made to read it.
    if (use == STORE_READ && (code & 0xff) == SQLITE_READONLY)
        return "can be read only by who may write in its folder: run this as "
               "its owner, or as root";
    switch (code & 0xff) {
    case SQLITE_NOTADB:
        return "is no database of SQLite: move it away, or name another file";
    case SQLITE_CORRUPT:
        return "is damaged: stop the server, move the file away with its -wal "
               "and -shm, and put a copy back when there is one";
    case SQLITE_FULL:
        return "cannot grow: the disk is full";
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return "is locked by another program";
    case SQLITE_READONLY:
    case SQLITE_PERM:
        return "may not be written";
    case SQLITE_CANTOPEN:
        return "cannot be opened: look at its folder and the rights to it";
    default:
        return NULL;
    }
}

static bool tell(struct sqlite *sqlite, struct error *err)
{
    const int code = sqlite3_extended_errcode(sqlite->handle);
    if ((code & 0xff) == SQLITE_NOMEM)
        return error_set_memory(err);
    const char *what = advice(sqlite->base.use, code);
    return what != NULL
               ? error_set_detail(err, ERROR_SYSTEM, MESSAGE_SYSTEM,
                                  "%s %s (SQLite: %d)", sqlite->base.name, what,
                                  code)
               : error_set_detail(err, ERROR_SYSTEM, MESSAGE_SYSTEM,
                                  "%s: SQLite says: %s (%d)", sqlite->base.name,
                                  sqlite3_errmsg(sqlite->handle), code);
}

static bool prepare(struct sqlite *sqlite, const char *sql,
                    sqlite3_stmt **statement, struct error *err)
{
    for (size_t i = 0; i < sqlite->prepared_count && i < STORE_STATEMENTS_MAX;
         i++) {
        if (sqlite->prepared[i].sql == sql) {
            *statement = sqlite->prepared[i].statement;
            return true;
        }
    }
    if (sqlite3_prepare_v3(sqlite->handle, sql, -1, SQLITE_PREPARE_PERSISTENT,
                           statement, NULL) != SQLITE_OK)
        return tell(sqlite, err);
    struct prepared *place =
        &sqlite->prepared[sqlite->prepared_count++ % STORE_STATEMENTS_MAX];
    sqlite3_finalize(place->statement);
    *place = (struct prepared){sql, *statement};
    return true;
}

// `$1` is a name to SQLite, numbered by where it first stands in the statement.
static bool bind(struct sqlite *sqlite, sqlite3_stmt *statement,
                 const struct store_value *values, size_t count,
                 struct error *err)
{
    for (size_t i = 0; i < count; i++) {
        char name[24];
        snprintf(name, sizeof name, "$%zu", i + 1);
        const int place = sqlite3_bind_parameter_index(statement, name);
        if (place == 0)
            continue;
        if ((values[i].text != NULL
                 ? sqlite3_bind_text(statement, place, values[i].text, -1,
                                     SQLITE_STATIC)
                 : sqlite3_bind_int64(statement, place, values[i].number)) !=
            SQLITE_OK)
            return tell(sqlite, err);
    }
    return true;
}

static size_t read_row(sqlite3_stmt *statement,
                       struct store_value row[STORE_COLUMNS_MAX])
{
    const int columns = sqlite3_column_count(statement);
    for (int i = 0; i < columns && i < STORE_COLUMNS_MAX; i++) {
        row[i].number = sqlite3_column_int64(statement, i);
        row[i].text = (const char *)sqlite3_column_text(statement, i);
        if (row[i].text == NULL)
            row[i].text = "";
    }
    return columns < STORE_COLUMNS_MAX ? (size_t)columns : STORE_COLUMNS_MAX;
}

static bool each(struct store *store, const char *sql,
                 const struct store_value *values, size_t count,
                 bool (*take)(void *context, const struct store_value *row,
                              size_t columns),
                 void *context, struct error *err)
{
    struct sqlite *sqlite = of(store);
    sqlite3_stmt *statement = NULL;
    if (!prepare(sqlite, sql, &statement, err))
        return false;
    bool is_good = bind(sqlite, statement, values, count, err);
    bool goes_on = is_good;
    while (goes_on) {
        const int step = sqlite3_step(statement);
        if (step != SQLITE_ROW) {
            if (step != SQLITE_DONE)
                is_good = tell(sqlite, err);
            break;
        }
        struct store_value row[STORE_COLUMNS_MAX];
        const size_t columns = read_row(statement, row);
        goes_on = take == NULL || take(context, row, columns);
    }
    sqlite3_reset(statement);
    sqlite3_clear_bindings(statement);
    return is_good;
}

static bool run(struct store *store, const char *sql,
                const struct store_value *values, size_t count, long *changed,
                struct error *err)
{
    if (!each(store, sql, values, count, NULL, NULL, err))
        return false;
    if (changed != NULL)
        *changed = sqlite3_changes(of(store)->handle);
    return true;
}

// SQLite goes on writing to a file that was deleted or moved.
static bool is_in_place(struct sqlite *sqlite, struct error *err)
{
    int moved = 0;
    if (sqlite3_file_control(sqlite->handle, "main", SQLITE_FCNTL_HAS_MOVED,
                             &moved) == SQLITE_OK &&
        moved)
        return error_set_detail(err, ERROR_SYSTEM, MESSAGE_SYSTEM,
                                "%s was moved or deleted while it was in use",
                                sqlite->base.name);
    return true;
}

// A writer takes its lock at once: one that it would only ask for later could
// be refused without waiting.
static bool begin(struct store *store, struct error *err)
{
    if (!is_in_place(of(store), err))
        return false;
    return run(store,
               store->use == STORE_WRITE ? "BEGIN IMMEDIATE" : "BEGIN DEFERRED",
               NULL, 0, NULL, err);
}

static bool commit(struct store *store, struct error *err)
{
    return run(store, "COMMIT", NULL, 0, NULL, err);
}

static void rollback(struct store *store)
{
    struct error ignored = {0};
    if (!sqlite3_get_autocommit(of(store)->handle))
        run(store, "ROLLBACK", NULL, 0, NULL, &ignored);
}

static void close_store(struct store *store)
{
    struct sqlite *sqlite = of(store);
    for (size_t i = 0; i < STORE_STATEMENTS_MAX; i++)
        sqlite3_finalize(sqlite->prepared[i].statement);
    sqlite3_close(sqlite->handle);
    free(sqlite);
}

static const struct store_way way = {begin, begin, commit,     rollback,
                                     run,   each,  close_store};

static bool take_number(void *context, const struct store_value *row,
                        size_t columns)
{
    *(int64_t *)context = columns > 0 ? row[0].number : 0;
    return false;
}

static bool ask(struct store *store, const char *sql, int64_t *number,
                struct error *err)
{
    *number = 0;
    return each(store, sql, NULL, 0, take_number, number, err);
}

// A database that something else made is left alone.
static bool claim(struct store *store, struct error *err)
{
    int64_t id = 0;
    int64_t tables = 0;
    // In this order: whoever makes the file just now claims it first.
    if (!ask(store, "SELECT COUNT(*) FROM sqlite_schema", &tables, err) ||
        !ask(store, "PRAGMA application_id", &id, err))
        return false;
    if (id == APPLICATION_ID)
        return true;
    if (tables > 0)
        return error_set_detail(err, ERROR_SYSTEM, MESSAGE_SYSTEM,
                                "%s is a database of another program: name "
                                "another file",
                                store->name);
    char sql[64];
    snprintf(sql, sizeof sql, "PRAGMA application_id = %d", APPLICATION_ID);
    return store->use == STORE_READ ||
           sqlite3_exec(of(store)->handle, sql, NULL, NULL, NULL) ==
               SQLITE_OK ||
           tell(of(store), err);
}

// Going over to WAL wants the file alone, and SQLite does not wait for that.
static bool go_over_to_wal(struct sqlite *sqlite, struct error *err)
{
    const struct timespec pause = {.tv_nsec = 20000000L};
    for (int tries = BUSY_MS / 20;; tries--) {
        const int code = sqlite3_exec(
            sqlite->handle, "PRAGMA journal_mode = WAL", NULL, NULL, NULL);
        if (code == SQLITE_OK)
            return true;
        if (code != SQLITE_BUSY || tries == 0)
            return tell(sqlite, err);
        nanosleep(&pause, NULL);
    }
}

// With WAL, writers and readers do not wait for each other. FULL: what was
// acknowledged is there after a power cut too; NORMAL could lose the last
// commits.
static bool settle(struct sqlite *sqlite, struct error *err)
{
    sqlite3_busy_timeout(sqlite->handle, BUSY_MS);
    sqlite3_extended_result_codes(sqlite->handle, 1);
    sqlite3_db_config(sqlite->handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    if (!claim(&sqlite->base, err))
        return false;
    if (sqlite->base.use == STORE_READ)
        return true;
    return go_over_to_wal(sqlite, err) &&
           (sqlite3_exec(sqlite->handle, "PRAGMA synchronous = FULL", NULL,
                         NULL, NULL) == SQLITE_OK ||
            tell(sqlite, err));
}

// SQLite would make a file that everybody may read.
static bool make_file(const char *path, struct error *err)
{
    const int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0640);
    if (fd >= 0)
        close(fd);
    else if (errno != EEXIST)
        return error_set_detail(err, ERROR_SYSTEM, MESSAGE_SYSTEM,
                                "cannot make %s: %s", path, strerror(errno));
    return true;
}

bool store_sqlite_open(struct store **store, const char *path,
                       enum store_use use, struct error *err)
{
    if (use == STORE_WRITE && !make_file(path, err))
        return false;
    if (access(path, R_OK) != 0)
        return error_set_detail(
            err, ERROR_SYSTEM, MESSAGE_SYSTEM,
            errno == ENOENT
                ? "there is no %s: nothing was counted yet, or it is elsewhere"
                : "%s may not be read",
            path);
    // Of a pipe SQLite would wait for ever.
    struct stat of_path;
    if (stat(path, &of_path) != 0 || !S_ISREG(of_path.st_mode))
        return error_set_detail(err, ERROR_SYSTEM, MESSAGE_SYSTEM,
                                "%s is no file: move it away, or name another",
                                path);
    struct sqlite *sqlite = calloc(1, sizeof *sqlite);
    if (sqlite == NULL)
        return error_set_memory(err);
    sqlite->base.way = &way;
    sqlite->base.use = use;
    snprintf(sqlite->base.name, sizeof sqlite->base.name, "%s", path);
    const int flags =
        (use == STORE_WRITE ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY) |
        SQLITE_OPEN_NOMUTEX;
    if (sqlite3_open_v2(path, &sqlite->handle, flags, NULL) != SQLITE_OK) {
        if (sqlite->handle == NULL)
            error_set_memory(err);
        else
            tell(sqlite, err);
    } else if (settle(sqlite, err)) {
        *store = &sqlite->base;
        return true;
    }
    close_store(&sqlite->base);
    return false;
}
