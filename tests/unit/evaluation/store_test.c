#include "evaluation/store.h"

#include "databases.h"
#include "evaluation/store_parts.h"
#include "folder.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

static enum database_kind kind;

static struct store *open_store(const char *database, enum store_use use)
{
    struct store *store = NULL;
    struct error err = {0};
    if (!store_open(&store, database, use, &err))
        fail_msg("%s", err.detail);
    return store;
}

static void run(struct store *store, const char *sql)
{
    struct error err = {0};
    if (!store_run(store, sql, NULL, 0, NULL, &err))
        fail_msg("%s", err.detail);
}

static void begin(struct store *store)
{
    struct error err = {0};
    if (!store_begin(store, &err))
        fail_msg("%s", err.detail);
}

static void commit(struct store *store)
{
    struct error err = {0};
    if (!store_commit(store, &err))
        fail_msg("%s", err.detail);
}

static bool take_number(void *context, const struct store_value *row,
                        size_t columns)
{
    assert_int_equal(columns, 1);
    *(int64_t *)context = row[0].number;
    return true;
}

static int64_t ask(struct store *store, const char *sql)
{
    int64_t number = -1;
    struct error err = {0};
    if (!store_each(store, sql, NULL, 0, take_number, &number, &err))
        fail_msg("%s", err.detail);
    return number;
}

static const char put_total[] =
    "INSERT INTO totals (event, count) VALUES ($1, $2)"
    " ON CONFLICT (event) DO UPDATE SET count = totals.count + excluded.count";

static void add(struct store *store, const char *event, int64_t count)
{
    struct error err = {0};
    const struct store_value values[] = {{.text = event}, {.number = count}};
    if (!store_run(store, put_total, values, 2, NULL, &err))
        fail_msg("%s", err.detail);
}

static const char sum[] = "SELECT SUM(count) FROM totals";

static void what_is_committed_is_there_for_another(void **state)
{
    (void)state;
    const char *database = databases_make(kind);
    struct store *store = open_store(database, STORE_WRITE);
    begin(store);
    add(store, "poster-made", 2);
    add(store, "poster-made", 3);
    commit(store);
    // A reader does not wait for who writes, and sees nothing half.
    begin(store);
    add(store, "poster-made", 100);
    struct store *reader = open_store(database, STORE_READ);
    assert_int_equal(ask(reader, sum), 5);
    store_close(reader);
    store_rollback(store);
    assert_int_equal(ask(store, sum), 5);
    // What is open when it is closed is not there.
    begin(store);
    add(store, "poster-made", 1);
    store_close(store);
    store = open_store(database, STORE_WRITE);
    assert_int_equal(ask(store, sum), 5);
    store_close(store);
}

// In another order than they stand, and one of them twice.
static void values_go_where_their_number_is(void **state)
{
    (void)state;
    struct store *store = open_store(databases_make(kind), STORE_WRITE);
    struct error err = {0};
    const struct store_value remark[] = {
        {.number = 20261127},
        {.text = "it’s \"fine\"; DROP TABLE remarks"},
        {.text = "nl"}};
    long changed = 0;
    assert_true(store_run(store,
                          "INSERT INTO remarks (text, day, partner, survey,"
                          " language) VALUES ($2, $1, $3, '', $3)",
                          remark, 3, &changed, &err));
    assert_int_equal(changed, 1);
    assert_int_equal(ask(store, "SELECT day FROM remarks WHERE text LIKE"
                                " 'it’s \"fine\"; DROP TABLE remarks'"
                                " AND partner = 'nl' AND language = 'nl'"),
                     20261127);
    assert_true(store_run(store, "DELETE FROM remarks WHERE day = $1", remark,
                          1, &changed, &err));
    assert_int_equal(changed, 1);
    assert_true(store_run(store, "DELETE FROM remarks WHERE day < $1", remark,
                          1, &changed, &err));
    assert_int_equal(changed, 0);
    store_close(store);
}

struct seen {
    int rows;
    int until;
    char text[64];
    int64_t number;
};

static bool take_row(void *context, const struct store_value *row,
                     size_t columns)
{
    struct seen *seen = context;
    assert_int_equal(columns, 2);
    seen->rows++;
    snprintf(seen->text, sizeof seen->text, "%s %s", row[0].text, row[1].text);
    seen->number = row[1].number;
    return seen->rows != seen->until;
}

static void rows_come_one_by_one_until_there_are_enough(void **state)
{
    (void)state;
    static const char query[] =
        "SELECT event, count FROM totals ORDER BY count";
    struct store *store = open_store(databases_make(kind), STORE_WRITE);
    struct seen seen = {0};
    struct error err = {0};
    begin(store);
    for (int i = 1; i <= 50; i++) {
        char event[16];
        snprintf(event, sizeof event, "e%d", i);
        add(store, event, INT64_MAX / 100 + i);
    }
    commit(store);
    assert_true(store_each(store, query, NULL, 0, take_row, &seen, &err));
    assert_int_equal(seen.rows, 50);
    assert_string_equal(seen.text, "e50 92233720368547808");
    assert_int_equal(seen.number, 92233720368547808);
    seen = (struct seen){.until = 3};
    assert_true(store_each(store, query, NULL, 0, take_row, &seen, &err));
    assert_int_equal(seen.rows, 3);
    // And the store goes on.
    add(store, "more", 1);
    assert_int_equal(ask(store, "SELECT COUNT(*) FROM totals"), 51);
    store_close(store);
}

static void more_statements_than_are_kept_work(void **state)
{
    (void)state;
    static char texts[2 * STORE_STATEMENTS_MAX + 5][64];
    struct store *store = open_store(databases_make(kind), STORE_WRITE);
    for (int round = 0; round < 2; round++)
        for (int i = 0; i < (int)(sizeof texts / sizeof *texts); i++) {
            snprintf(texts[i], sizeof *texts, "SELECT COUNT(*) + %d FROM nodes",
                     i);
            assert_int_equal(ask(store, texts[i]), i);
        }
    store_close(store);
}

static void a_statement_that_fails_is_told_and_undone(void **state)
{
    (void)state;
    struct store *store = open_store(databases_make(kind), STORE_WRITE);
    struct error err = {0};
    begin(store);
    add(store, "poster-made", 7);
    assert_false(store_run(store,
                           "INSERT INTO totals VALUES ('poster-made', 1)", NULL,
                           0, NULL, &err));
    assert_int_equal(err.kind, ERROR_SYSTEM);
    assert_non_null(strstr(err.detail, kind == DATABASE_SQLITE
                                           ? "UNIQUE constraint failed"
                                           : "duplicate key value"));
    store_rollback(store);
    assert_int_equal(ask(store, "SELECT COUNT(*) FROM totals"), 0);
    assert_false(store_run(store, "SELECT nonsense", NULL, 0, NULL, &err));
    add(store, "poster-made", 1);
    assert_int_equal(ask(store, sum), 1);
    store_close(store);
}

static void a_reader_changes_nothing(void **state)
{
    (void)state;
    const char *database = databases_make(kind);
    struct error err = {0};
    struct store *reader = NULL;
    // Nor does it make a database.
    assert_false(store_open(&reader, database, STORE_READ, &err));
    assert_null(reader);
    if (kind == DATABASE_SQLITE) {
        assert_int_not_equal(access(database, F_OK), 0);
        assert_non_null(strstr(err.detail, "nothing was counted yet"));
    }
    store_close(open_store(database, STORE_WRITE));
    reader = open_store(database, STORE_READ);
    begin(reader);
    assert_false(store_run(reader, "DELETE FROM totals", NULL, 0, NULL, &err));
    store_rollback(reader);
    store_close(reader);
}

static void an_older_schema_is_brought_on_with_what_is_in_it(void **state)
{
    (void)state;
    const char *database = databases_make(kind);
    struct error err = {0};
    struct store *old = NULL;
    assert_true(kind == DATABASE_SQLITE
                    ? store_sqlite_open(&old, database, STORE_WRITE, &err)
                    : store_postgres_open(&old, database, STORE_WRITE, &err));
    assert_true(store_schema_bring_to(old, 1, &err));
    run(old, "INSERT INTO counts VALUES"
             " (20261126, 'poster-made', '', '', '', 'png', 'nl', '', 4),"
             " (20261127, 'poster-made', '', '', '', 'png', 'nl', '', 5),"
             " (20261127, 'shared', '', '', '', '', 'nl', 'x', 1)");
    store_close(old);
    struct store *store = NULL;
    assert_false(store_open(&store, database, STORE_READ, &err));
    assert_non_null(strstr(err.detail, "start the server once"));
    store = open_store(database, STORE_WRITE);
    assert_int_equal(
        ask(store, "SELECT count FROM totals WHERE event = 'poster-made'"), 9);
    assert_int_equal(ask(store, sum), 10);
    assert_int_equal(ask(store, "SELECT MAX(version) FROM schema_version"),
                     STORE_SCHEMA_VERSION);
    store_close(store);
    store_close(open_store(database, STORE_READ));
}

static void a_newer_schema_is_refused_with_what_to_do(void **state)
{
    (void)state;
    const char *database = databases_make(kind);
    struct store *store = open_store(database, STORE_WRITE);
    run(store, "INSERT INTO schema_version VALUES (99)");
    store_close(store);
    for (int use = STORE_WRITE; use <= STORE_READ; use++) {
        struct error err = {0};
        store = NULL;
        assert_false(store_open(&store, database, (enum store_use)use, &err));
        assert_null(store);
        assert_non_null(strstr(err.detail, "version 99"));
        assert_non_null(strstr(err.detail, "install the newer one"));
    }
}

// On a machine with much else to do; the recorder, too, tries again then.
static bool is_out_of_time(const struct error *err)
{
    return strstr(err->detail, "is locked by another program") != NULL ||
           strstr(err->detail, "timeout") != NULL ||
           strstr(err->detail, "did not answer in time") != NULL;
}

// All of them wait at a pipe, so that they start together.
static void eight_that_start_at_once_all_succeed(void **state)
{
    (void)state;
    enum { NODES = 8, ROUNDS = 5 };
    for (int round = 0; round < ROUNDS; round++) {
        const char *database = databases_make(kind);
        int gate[2];
        pid_t nodes[NODES];
        assert_int_equal(pipe(gate), 0);
        for (int i = 0; i < NODES; i++) {
            nodes[i] = fork();
            if (nodes[i] == 0) {
                char c;
                struct error err = {0};
                struct store *store = NULL;
                close(gate[1]);
                bool done = false;
                for (int tries = read(gate[0], &c, 1) == 0 ? 20 : 0;
                     tries > 0 && !done; tries--) {
                    err = (struct error){0};
                    done = store_open(&store, database, STORE_WRITE, &err);
                    if (!done && !is_out_of_time(&err))
                        break;
                }
                if (done)
                    _exit(0);
                fprintf(stderr, "%s\n", err.detail);
                _exit(1);
            }
        }
        close(gate[0]);
        close(gate[1]);
        for (int i = 0; i < NODES; i++) {
            int status = -1;
            waitpid(nodes[i], &status, 0);
            assert_int_equal(status, 0);
        }
        struct store *store = open_store(database, STORE_WRITE);
        assert_int_equal(ask(store, "SELECT COUNT(*) FROM schema_version"),
                         STORE_SCHEMA_VERSION);
        store_close(store);
    }
}

static void refuses_file(const char *path, const char *why)
{
    for (int use = STORE_WRITE; use <= STORE_READ; use++) {
        struct store *store = NULL;
        struct error err = {0};
        assert_false(store_open(&store, path, (enum store_use)use, &err));
        assert_null(store);
        if (strstr(err.detail, why) == NULL || strstr(err.detail, path) == NULL)
            fail_msg("%s", err.detail);
    }
}

static void a_file_of_something_else_is_left_as_it_is(void **state)
{
    (void)state;
    char text[2000];
    memset(text, 'x', sizeof text - 1);
    text[sizeof text - 1] = '\0';
    folder_write_text("letter.txt", text);
    refuses_file(folder_path("letter.txt"), "is no database of SQLite");
    struct buffer read = {0};
    assert_true(buffer_append_file(&read, folder_path("letter.txt"), 10000));
    assert_int_equal(read.size, strlen(text));
    buffer_finish(&read);
    assert_int_equal(mkfifo(folder_path("pipe"), 0600), 0);
    refuses_file(folder_path("pipe"), "is no file");
    refuses_file(folder_path("."), "is no file");
    // Ours in all but what its head says.
    const char *path = databases_make(DATABASE_SQLITE);
    struct store *store = open_store(path, STORE_WRITE);
    run(store, "PRAGMA application_id = 7");
    store_close(store);
    refuses_file(path, "is a database of another program");
    struct store *none = NULL;
    struct error err = {0};
    assert_false(
        store_open(&none, folder_path("no/such/folder.db"), STORE_WRITE, &err));
    assert_non_null(strstr(err.detail, "No such file"));
}

static void a_damaged_file_is_told_with_what_to_do(void **state)
{
    (void)state;
    const char *path = databases_make(DATABASE_SQLITE);
    store_close(open_store(path, STORE_WRITE));
    // The head stays; every page behind it is overwritten.
    FILE *file = fopen(path, "r+b");
    assert_non_null(file);
    fseek(file, 0, SEEK_END);
    const long size = ftell(file);
    fseek(file, 100, SEEK_SET);
    for (long i = 100; i < size; i++)
        fputc(0xa5, file);
    fclose(file);
    refuses_file(path, "is damaged");
}

static void only_owner_and_group_may_read_the_file(void **state)
{
    (void)state;
    const char *path = databases_make(DATABASE_SQLITE);
    const mode_t before = umask(0);
    struct store *store = open_store(path, STORE_WRITE);
    umask(before);
    char wal[256];
    struct stat status;
    assert_int_equal(stat(path, &status), 0);
    assert_int_equal(status.st_mode & 0777, 0640);
    snprintf(wal, sizeof wal, "%s-wal", path);
    assert_int_equal(stat(wal, &status), 0);
    assert_int_equal(status.st_mode & 0777, 0640);
    store_close(store);
}

static void a_file_that_was_moved_is_no_longer_written(void **state)
{
    (void)state;
    const char *path = databases_make(DATABASE_SQLITE);
    struct store *store = open_store(path, STORE_WRITE);
    struct error err = {0};
    assert_int_equal(rename(path, folder_path("aside.db")), 0);
    assert_false(store_begin(store, &err));
    assert_non_null(strstr(err.detail, "was moved or deleted"));
    store_close(store);
}

static void a_password_is_in_no_error(void **state)
{
    (void)state;
    static const char *const uris[] = {
        // cannot be read
        "postgresql://user:s3cret@host:port/name",
        "postgresql://user:s3cret@[half",
        "postgresql://user:s3c%zzret@host/name?x=s3cret",
        // can be, and leads nowhere
        "postgresql://user:s3cret@127.0.0.1:1/name",
        "postgresql:///s3cret?host=/nowhere/s3cret&password=s3cret",
    };
    for (size_t i = 0; i < sizeof uris / sizeof *uris; i++) {
        struct store *store = NULL;
        struct error err = {0};
        assert_false(store_open(&store, uris[i], STORE_WRITE, &err));
        assert_int_equal(err.kind, ERROR_SYSTEM);
        // The last one is asked for by name.
        if (i < 4 && strstr(err.detail, "s3c") != NULL)
            fail_msg("%s", err.detail);
    }
}

// Something that takes the connection and never says a word.
static void a_database_that_says_nothing_is_given_up(void **state)
{
    (void)state;
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    char uri[256];
    mkdir(folder_path("mute"), 0700);
    snprintf(address.sun_path, sizeof address.sun_path, "%s",
             folder_path("mute/.s.PGSQL.5432"));
    const int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    assert_int_equal(bind(fd, (struct sockaddr *)&address, sizeof address), 0);
    assert_int_equal(listen(fd, 5), 0);
    snprintf(uri, sizeof uri,
             "postgresql:///x?host=%s&user=x&connect_timeout=2",
             folder_path("mute"));
    struct store *store = NULL;
    struct error err = {0};
    assert_false(store_open(&store, uri, STORE_WRITE, &err));
    assert_non_null(strstr(err.detail, "timeout"));
    close(fd);
}

static void a_crash_is_told_and_a_new_store_goes_on(void **state)
{
    (void)state;
    const char *database = databases_make(DATABASE_POSTGRES);
    struct store *store = open_store(database, STORE_WRITE);
    struct error err = {0};
    begin(store);
    add(store, "poster-made", 1);
    commit(store);
    begin(store);
    add(store, "poster-made", 10);
    databases_crash();
    assert_false(store_commit(store, &err));
    assert_int_equal(err.kind, ERROR_SYSTEM);
    store_rollback(store);
    assert_false(store_begin(store, &err));
    store_close(store);
    store = NULL;
    assert_false(store_open(&store, database, STORE_WRITE, &err));
    databases_return();
    store = open_store(database, STORE_WRITE);
    assert_int_equal(ask(store, sum), 1);
    store_close(store);
}

int main(void)
{
    const struct CMUnitTest of_both[] = {
        cmocka_unit_test(what_is_committed_is_there_for_another),
        cmocka_unit_test(values_go_where_their_number_is),
        cmocka_unit_test(rows_come_one_by_one_until_there_are_enough),
        cmocka_unit_test(more_statements_than_are_kept_work),
        cmocka_unit_test(a_statement_that_fails_is_told_and_undone),
        cmocka_unit_test(a_reader_changes_nothing),
        cmocka_unit_test(an_older_schema_is_brought_on_with_what_is_in_it),
        cmocka_unit_test(a_newer_schema_is_refused_with_what_to_do),
        cmocka_unit_test(eight_that_start_at_once_all_succeed),
    };
    const struct CMUnitTest of_one[] = {
        cmocka_unit_test(a_file_of_something_else_is_left_as_it_is),
        cmocka_unit_test(a_damaged_file_is_told_with_what_to_do),
        cmocka_unit_test(only_owner_and_group_may_read_the_file),
        cmocka_unit_test(a_file_that_was_moved_is_no_longer_written),
        cmocka_unit_test(a_password_is_in_no_error),
        cmocka_unit_test(a_database_that_says_nothing_is_given_up),
        cmocka_unit_test(a_crash_is_told_and_a_new_store_goes_on),
    };
    int failed = 0;
    databases_start();
    kind = DATABASE_SQLITE;
    failed += cmocka_run_group_tests_name("SQLite", of_both, NULL, NULL);
    kind = DATABASE_POSTGRES;
    failed += cmocka_run_group_tests_name("PostgreSQL", of_both, NULL, NULL);
    failed += cmocka_run_group_tests_name("each", of_one, NULL, NULL);
    databases_stop();
    return failed;
}
