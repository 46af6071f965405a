#include "store_parts.h"

#include <errno.h>
#include <inttypes.h>
#include <libpq-fe.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum {
    // How long a database that says nothing is waited for: the recorder must
    // see to its ledger, whoever makes a report can wait.
    PATIENCE_WRITE_MS = 10 * 1000,
    PATIENCE_READ_MS = 600 * 1000,
    NUMBER_BYTES = 24,
    PASSWORD_BYTES = 256,
    // Of the lock of the kernel of postgres that whoever changes the schema
    // takes: "post".
    SCHEMA_LOCK = 0x706f7374,
};

struct postgres {
    struct store base;
    PGconn *connection;
    bool is_lost; // it did not answer in time: nothing more is asked of it
    const char *prepared[STORE_STATEMENTS_MAX]; // by their address
    size_t prepared_count;                      // that ever were
    char password[PASSWORD_BYTES];              // that no error may show
};

static struct postgres *of(struct store *store)
{
    return (struct postgres *)store;
}

// On one line, and with three stars for the password.
static void tidy(const struct postgres *postgres, const char *said, char *out,
                 size_t size)
{
    const size_t hidden = strlen(postgres->password);
    size_t used = 0;
    while (*said && used + 4 < size) {
        if (hidden > 0 && strncmp(said, postgres->password, hidden) == 0) {
            memcpy(out + used, "***", 3);
            used += 3;
            said += hidden;
        } else {
            const char c = *said++;
            const bool is_blank = c == '\n' || c == '\t' || c == ' ';
            if (!is_blank || (used > 0 && out[used - 1] != ' '))
                out[used++] = is_blank ? ' ' : c;
        }
    }
    while (used > 0 && out[used - 1] == ' ')
        used--;
    out[used] = '\0';
}

static bool tell(const struct postgres *postgres, const char *said,
                 struct error *err)
{
    char text[ERROR_DETAIL_MAX];
    tidy(postgres, said ? said : "", text, sizeof text);
    return error_set_detail(err, ERROR_SYSTEM, MESSAGE_SYSTEM, "%s: %s",
                            postgres->base.name,
                            *text ? text : "gave no answer");
}

// Only what is wrong, not the values that it is wrong with: those could be
// what somebody wrote.
static bool tell_result(const struct postgres *postgres, const PGresult *result,
                        struct error *err)
{
    const char *said = PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
    return tell(postgres, said ? said : PQerrorMessage(postgres->connection),
                err);
}

static int64_t now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static bool give_up(struct postgres *postgres, struct error *err)
{
    postgres->is_lost = true;
    return tell(postgres, "did not answer in time", err);
}

// Until what was asked is sent and an answer (or a row) is here. The timeouts
// of libpq and the kernel do not see a server that is there and says nothing.
static bool await(struct postgres *postgres, struct error *err)
{
    const int64_t until =
        now_ms() + (postgres->base.use == STORE_WRITE ? PATIENCE_WRITE_MS
                                                      : PATIENCE_READ_MS);
    for (;;) {
        const int unsent = PQflush(postgres->connection);
        if (unsent < 0)
            break;
        if (unsent == 0 && !PQisBusy(postgres->connection))
            return true;
        const int64_t left = until - now_ms();
        if (left <= 0)
            return give_up(postgres, err);
        struct pollfd wait = {.fd = PQsocket(postgres->connection),
                              .events =
                                  (short)(POLLIN | (unsent ? POLLOUT : 0))};
        if (poll(&wait, 1, (int)left) < 0 && errno != EINTR)
            break;
        if ((wait.revents & ~POLLOUT) != 0 &&
            PQconsumeInput(postgres->connection) == 0)
            break;
    }
    postgres->is_lost = true;
    return tell(postgres, PQerrorMessage(postgres->connection), err);
}

static bool ask_of(struct postgres *postgres, int was_sent, struct error *err)
{
    if (was_sent)
        return true;
    if (PQstatus(postgres->connection) == CONNECTION_BAD)
        postgres->is_lost = true;
    return tell(postgres, PQerrorMessage(postgres->connection), err);
}

struct taking {
    bool (*take)(void *context, const struct store_value *row, size_t columns);
    void *context;
    bool goes_on;
    long changed;
};

static void take_rows(struct taking *taking, const PGresult *result)
{
    const int columns = PQnfields(result) < STORE_COLUMNS_MAX
                            ? PQnfields(result)
                            : STORE_COLUMNS_MAX;
    struct store_value row[STORE_COLUMNS_MAX];
    for (int i = 0; taking->goes_on && i < PQntuples(result); i++) {
        for (int column = 0; column < columns; column++) {
            row[column].text = PQgetvalue(result, i, column);
            row[column].number = strtoll(row[column].text, NULL, 10);
        }
        taking->goes_on = taking->take(taking->context, row, (size_t)columns);
    }
}

// Takes all that comes of one question, up to its end.
static bool collect(struct postgres *postgres, struct taking *taking,
                    struct error *err)
{
    bool is_good = true;
    for (;;) {
        if (!await(postgres, is_good ? err : &(struct error){0}))
            return false;
        PGresult *result = PQgetResult(postgres->connection);
        if (result == NULL)
            return is_good;
        const ExecStatusType status = PQresultStatus(result);
        if (status == PGRES_SINGLE_TUPLE || status == PGRES_TUPLES_OK) {
            if (taking->take)
                take_rows(taking, result);
            taking->changed = strtol(PQcmdTuples(result), NULL, 10);
        } else if (status == PGRES_COMMAND_OK) {
            taking->changed = strtol(PQcmdTuples(result), NULL, 10);
        } else if (is_good) {
            is_good = tell_result(postgres, result, err);
        }
        PQclear(result);
    }
}

static bool exec(struct postgres *postgres, const char *sql, struct error *err)
{
    struct taking none = {.goes_on = true};
    if (postgres->is_lost)
        return tell(postgres, "the connection is lost", err);
    return ask_of(postgres, PQsendQuery(postgres->connection, sql), err) &&
           collect(postgres, &none, err);
}

static bool prepare(struct postgres *postgres, const char *sql, char name[16],
                    struct error *err)
{
    for (size_t i = 0; i < postgres->prepared_count && i < STORE_STATEMENTS_MAX;
         i++) {
        if (postgres->prepared[i] == sql) {
            snprintf(name, 16, "s%zu", i);
            return true;
        }
    }
    const size_t place = postgres->prepared_count % STORE_STATEMENTS_MAX;
    snprintf(name, 16, "s%zu", place);
    if (postgres->prepared[place]) {
        char sentence[32];
        snprintf(sentence, sizeof sentence, "DEALLOCATE %s", name);
        postgres->prepared[place] = NULL;
        if (!exec(postgres, sentence, err))
            return false;
    }
    struct taking none = {.goes_on = true};
    if (!ask_of(postgres,
                PQsendPrepare(postgres->connection, name, sql, 0, NULL), err) ||
        !collect(postgres, &none, err))
        return false;
    postgres->prepared[place] = sql;
    postgres->prepared_count++;
    return true;
}

static bool ask(struct postgres *postgres, const char *sql,
                const struct store_value *values, size_t count,
                struct taking *taking, struct error *err)
{
    if (postgres->is_lost)
        return tell(postgres, "the connection is lost", err);
    if (count > STORE_VALUES_MAX)
        return tell(postgres, "a statement has too many values", err);
    char name[16];
    if (!prepare(postgres, sql, name, err))
        return false;
    char numbers[STORE_VALUES_MAX][NUMBER_BYTES];
    const char *texts[STORE_VALUES_MAX];
    for (size_t i = 0; i < count; i++) {
        snprintf(numbers[i], NUMBER_BYTES, "%" PRId64, values[i].number);
        texts[i] = values[i].text ? values[i].text : numbers[i];
    }
    if (!ask_of(postgres,
                PQsendQueryPrepared(postgres->connection, name, (int)count,
                                    texts, NULL, NULL, 0),
                err))
        return false;
    // Millions of rows are never in memory together.
    if (taking->take)
        PQsetSingleRowMode(postgres->connection);
    return collect(postgres, taking, err);
}

static bool each(struct store *store, const char *sql,
                 const struct store_value *values, size_t count,
                 bool (*take)(void *context, const struct store_value *row,
                              size_t columns),
                 void *context, struct error *err)
{
    struct taking taking = {take, context, true, 0};
    return ask(of(store), sql, values, count, &taking, err);
}

static bool run(struct store *store, const char *sql,
                const struct store_value *values, size_t count, long *changed,
                struct error *err)
{
    struct taking taking = {.goes_on = true};
    if (!ask(of(store), sql, values, count, &taking, err))
        return false;
    if (changed)
        *changed = taking.changed;
    return true;
}

// What is read in several queries is of one moment.
static bool begin(struct store *store, struct error *err)
{
    return exec(of(store),
                store->use == STORE_WRITE
                    ? "BEGIN"
                    : "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
                err);
}

// Nodes that start together wait for each other here; a change of the schema
// may take longer than other statements.
static bool begin_alone(struct store *store, struct error *err)
{
    char lock[64];
    snprintf(lock, sizeof lock, "SELECT pg_advisory_xact_lock(%d)",
             SCHEMA_LOCK);
    return exec(of(store), "BEGIN", err) && exec(of(store), lock, err) &&
           exec(of(store), "SET LOCAL statement_timeout = 0", err);
}

static bool commit(struct store *store, struct error *err)
{
    // To commit what has failed is a rollback that PostgreSQL reports as done.
    if (PQtransactionStatus(of(store)->connection) == PQTRANS_INERROR)
        return tell(of(store), "the transaction has failed", err);
    return exec(of(store), "COMMIT", err);
}

static void rollback(struct store *store)
{
    struct error ignored = {0};
    if (!of(store)->is_lost &&
        PQtransactionStatus(of(store)->connection) != PQTRANS_IDLE)
        exec(of(store), "ROLLBACK", &ignored);
}

static void close_store(struct store *store)
{
    struct postgres *postgres = of(store);
    PQfinish(postgres->connection);
    explicit_bzero(postgres->password, sizeof postgres->password);
    free(postgres);
}

static const struct store_way way = {begin, begin_alone, commit,     rollback,
                                     run,   each,        close_store};

static void stay_silent(void *context, const char *message)
{
    (void)context;
    (void)message;
}

// Reads what errors are to say and not to say. libpq's own words on a URI that
// it cannot read show the URI, with its password.
static bool read_uri(struct postgres *postgres, const char *uri,
                     struct error *err)
{
    PQconninfoOption *options = PQconninfoParse(uri, NULL);
    if (options == NULL)
        return error_set_detail(
            err, ERROR_SYSTEM, MESSAGE_SYSTEM,
            "the address of the database cannot be read: it must be like "
            "postgresql://USER:PASSWORD@HOST/NAME, with %%40 for an @ in the "
            "password");
    const char *host = "";
    const char *name = "";
    for (const PQconninfoOption *o = options; o->keyword; o++) {
        if (o->val == NULL)
            continue;
        if (strcmp(o->keyword, "password") == 0)
            snprintf(postgres->password, sizeof postgres->password, "%s",
                     o->val);
        if (strcmp(o->keyword, "host") == 0)
            host = o->val;
        if (strcmp(o->keyword, "dbname") == 0)
            name = o->val;
    }
    snprintf(postgres->base.name, sizeof postgres->base.name,
             "PostgreSQL's database %s%s%s", name, host[0] ? " on " : "", host);
    PQconninfoFree(options);
    return true;
}

// What comes before dbname, the URI may say otherwise.
static PGconn *connect_to(const char *uri)
{
    const char *const keywords[] = {
        "connect_timeout",  "keepalives_idle",  "keepalives_interval",
        "keepalives_count", "tcp_user_timeout", "fallback_application_name",
        "dbname",           "client_encoding",  NULL};
    const char *const values[] = {"5",          "4", "2",    "2", "8000",
                                  "postertool", uri, "UTF8", NULL};
    return PQconnectdbParams(keywords, values, 1);
}

// A node that is cut off in a transaction keeps nobody waiting for long: its
// half of the connection is ended by the server.
static bool settle(struct postgres *postgres, struct error *err)
{
    PQsetNoticeProcessor(postgres->connection, stay_silent, NULL);
    if (PQsetnonblocking(postgres->connection, 1) != 0)
        return tell(postgres, PQerrorMessage(postgres->connection), err);
    return exec(postgres,
                postgres->base.use == STORE_WRITE
                    ? "SET statement_timeout = '8s';"
                      " SET idle_in_transaction_session_timeout = '10s'"
                    : "SET statement_timeout = '10min';"
                      " SET idle_in_transaction_session_timeout = '1min'",
                err);
}

bool store_postgres_open(struct store **store, const char *uri,
                         enum store_use use, struct error *err)
{
    struct postgres *postgres = calloc(1, sizeof *postgres);
    if (postgres == NULL)
        return error_set_memory(err);
    postgres->base.way = &way;
    postgres->base.use = use;
    bool is_good = read_uri(postgres, uri, err);
    if (is_good) {
        postgres->connection = connect_to(uri);
        is_good = PQstatus(postgres->connection) == CONNECTION_OK ||
                  tell(postgres, PQerrorMessage(postgres->connection), err);
    }
    if (is_good && settle(postgres, err)) {
        *store = &postgres->base;
        return true;
    }
    close_store(&postgres->base);
    return false;
}
