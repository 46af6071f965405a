// Batches in SQLite and in a PostgreSQL of the test's own.
#include "evaluation/store_batch.h"

#include "databases.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

static enum database_kind kind;

static struct store *open_store(const char *database)
{
    struct store *store = NULL;
    struct error err = {0};
    if (!store_open(&store, database, STORE_WRITE, &err))
        fail_msg("%s", err.detail);
    return store;
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

enum { SERIES = 2 };
static const struct count_key keys[SERIES] = {
    {.day = 20261127, .event = EVENT_POSTER_MADE, .partner_id = "school"},
    {.day = 20261127, .event = EVENT_SHARED, .detail = "instagram"},
};
static const struct count_key *const borrowed[SERIES] = {&keys[0], &keys[1]};

// Of a node, with so many records from a receipt on: of each series in turn.
static struct ledger_batch batch_of(const char *node, int64_t sequence,
                                    uint64_t receipt, size_t records)
{
    static const uint64_t folded[SERIES];
    static struct ledger_record list[1000];
    struct ledger_batch batch = {.sequence = sequence,
                                 .keys = borrowed,
                                 .folded = folded,
                                 .series_count = SERIES,
                                 .records = list,
                                 .record_count = records};
    strcpy(batch.node, node);
    for (size_t i = 0; i < records; i++)
        list[i] = (struct ledger_record){
            .receipt = receipt + i / 2, .series = i % 2, .item = i % 2};
    return batch;
}

static enum batch_fate put(struct store *store,
                           const struct ledger_batch *batch)
{
    struct error err = {0};
    const enum batch_fate fate = store_put_batch(store, batch, &err);
    if (fate == BATCH_FAILED)
        fail_msg("%s", err.detail);
    return fate;
}

static const char sum[] = "SELECT COALESCE(SUM(count), 0) FROM counts";
static const char made[] =
    "SELECT count FROM counts WHERE event = 'poster-made' AND "
    "partner = 'school' AND day = 20261127";

static void a_batch_is_stored_once(void **state)
{
    (void)state;
    struct store *store = open_store(databases_make(kind));
    struct ledger_batch batch = batch_of("a", 1, 10, 20);
    for (int i = 0; i < 3; i++) {
        assert_int_equal(put(store, &batch), BATCH_STORED);
        assert_int_equal(ask(store, sum), 20);
        assert_int_equal(ask(store, made), 10);
    }
    batch = batch_of("a", 2, 100, 3);
    assert_int_equal(put(store, &batch), BATCH_STORED);
    assert_int_equal(ask(store, sum), 23);
    assert_int_equal(ask(store, made), 12);
    // What was folded goes with it, as often as it says.
    static const uint64_t folded[SERIES] = {1000, 0};
    batch = batch_of("a", 3, 0, 0);
    batch.folded = folded;
    assert_int_equal(put(store, &batch), BATCH_STORED);
    assert_int_equal(put(store, &batch), BATCH_STORED);
    assert_int_equal(ask(store, made), 1012);
    store_close(store);
}

static void an_older_batch_is_told(void **state)
{
    (void)state;
    struct store *store = open_store(databases_make(kind));
    struct ledger_batch batch = batch_of("a", 7, 10, 20);
    assert_int_equal(put(store, &batch), BATCH_STORED);
    batch = batch_of("a", 6, 50, 20);
    assert_int_equal(put(store, &batch), BATCH_OLD);
    assert_int_equal(ask(store, sum), 20);
    // Under another name it is one of its own.
    batch = batch_of("b", 6, 50, 20);
    assert_int_equal(put(store, &batch), BATCH_STORED);
    assert_int_equal(ask(store, sum), 40);
    store_close(store);
}

static void a_receipt_counts_once_on_whatever_node(void **state)
{
    (void)state;
    struct store *store = open_store(databases_make(kind));
    struct ledger_batch batch = batch_of("a", 1, 10, 20);
    assert_int_equal(put(store, &batch), BATCH_STORED);
    // Half of them are new.
    batch = batch_of("b", 1, 15, 20);
    assert_int_equal(put(store, &batch), BATCH_STORED);
    assert_int_equal(ask(store, sum), 30);
    // Receipts above what a signed number holds, and one twice in a batch.
    batch = batch_of("b", 2, UINT64_MAX - 5, 10);
    struct ledger_record *records = (struct ledger_record *)batch.records;
    records[9] = records[8];
    assert_int_equal(put(store, &batch), BATCH_STORED);
    assert_int_equal(ask(store, sum), 39);
    store_close(store);
}

static void totals_are_those_of_the_counts(void **state)
{
    (void)state;
    uint64_t totals[EVENT_COUNT];
    struct error err = {0};
    struct store *store = open_store(databases_make(kind));
    assert_true(store_totals(store, totals, &err));
    assert_int_equal(totals[EVENT_POSTER_MADE], 0);
    for (int i = 1; i <= 4; i++) {
        const struct ledger_batch batch =
            batch_of("a", i, (uint64_t)i * 1000, 101);
        assert_int_equal(put(store, &batch), BATCH_STORED);
    }
    assert_true(store_totals(store, totals, &err));
    assert_int_equal(totals[EVENT_POSTER_MADE], 4 * 51);
    assert_int_equal(totals[EVENT_SHARED], 4 * 50);
    assert_int_equal(totals[EVENT_RATING], 0);
    assert_int_equal(ask(store, sum), 404);
    store_close(store);
}

static struct survey_answer an_answer(uint64_t receipt, int day)
{
    struct survey_answer answer = {.receipt = receipt,
                                   .day = day,
                                   .kind = SURVEY_POSTER,
                                   .rating_count = 2};
    strcpy(answer.partner_id, "school");
    strcpy(answer.language, "nl");
    strcpy(answer.ratings[0].question_id, "easy");
    answer.ratings[0].value = 4;
    strcpy(answer.ratings[1].question_id, "nice");
    answer.ratings[1].value = 5;
    strcpy(answer.remark, "Heel fijn’; DROP TABLE counts");
    return answer;
}

static void an_answer_is_kept_once_and_in_parts(void **state)
{
    (void)state;
    struct error err = {0};
    struct store *store = open_store(databases_make(kind));
    struct survey_answer answer = an_answer(5, 20261127);
    for (int i = 0; i < 3; i++)
        assert_true(store_put_answer(store, &answer, &err));
    answer = an_answer(6, 20261127);
    strcpy(answer.remark, "");
    assert_true(store_put_answer(store, &answer, &err));
    assert_int_equal(ask(store, "SELECT count FROM counts WHERE "
                                "event = 'rating' AND language = 'nl' AND "
                                "detail = 'poster/nice/5'"),
                     2);
    assert_int_equal(ask(store, sum), 4);
    assert_int_equal(ask(store, "SELECT COUNT(*) FROM remarks"), 1);
    assert_int_equal(ask(store, "SELECT count FROM totals"), 4);
    store_close(store);
}

static void what_is_old_is_forgotten(void **state)
{
    (void)state;
    struct error err = {0};
    const int today = event_today();
    struct store *store = open_store(databases_make(kind));
    for (int i = 0; i < 10; i++) {
        const struct survey_answer answer =
            an_answer((uint64_t)i, event_day_after(today, -i));
        assert_true(store_put_answer(store, &answer, &err));
    }
    assert_true(store_forget(store, today, 4, &err));
    assert_int_equal(ask(store, "SELECT COUNT(*) FROM remarks"), 5);
    assert_int_equal(ask(store, "SELECT COUNT(*) FROM receipts"), 10);
    // Receipts are of the day on which they came.
    assert_true(store_forget(store, event_day_after(today, 2), 400, &err));
    assert_int_equal(ask(store, "SELECT COUNT(*) FROM receipts"), 10);
    assert_true(store_forget(store, event_day_after(today, 3), 400, &err));
    assert_int_equal(ask(store, "SELECT COUNT(*) FROM receipts"), 0);
    assert_int_equal(ask(store, sum), 20);
    store_close(store);
}

// One node, of some that write the same receipts at the same time; its batches
// are told again until they are stored.
static _Noreturn void write_batches(const char *database, int node)
{
    const char name[] = {(char)('a' + node), '\0'};
    for (int64_t sequence = 1; sequence <= 10; sequence++) {
        enum batch_fate fate = BATCH_FAILED;
        for (int i = 0; i < 100 && fate == BATCH_FAILED; i++) {
            struct store *store = NULL;
            struct error err = {0};
            const struct ledger_batch batch =
                batch_of(name, sequence, (uint64_t)sequence * 40, 100);
            if (store_open(&store, database, STORE_WRITE, &err))
                fate = store_put_batch(store, &batch, &err);
            store_close(store);
        }
        // One that was killed tells what it had told.
        if (fate == BATCH_FAILED)
            _exit(1);
    }
    _exit(0);
}

static void nodes_at_the_same_time_count_each_receipt_once(void **state)
{
    (void)state;
    enum { NODES = 4 };
    pid_t pids[NODES];
    const char *database = databases_make(kind);
    struct store *store = open_store(database);
    store_close(store);
    for (int i = 0; i < NODES; i++) {
        pids[i] = fork();
        if (pids[i] == 0)
            write_batches(database, i);
    }
    // One is killed in between, and goes on.
    usleep(20 * 1000);
    kill(pids[0], SIGKILL);
    waitpid(pids[0], NULL, 0);
    pids[0] = fork();
    if (pids[0] == 0)
        write_batches(database, 0);
    for (int i = 0; i < NODES; i++) {
        int status;
        assert_int_equal(waitpid(pids[i], &status, 0), pids[i]);
        assert_int_equal(status, 0);
    }
    store = open_store(database);
    // Receipts from 40 to 449, each with two items.
    assert_int_equal(ask(store, sum), 820);
    assert_int_equal(ask(store, "SELECT SUM(count) FROM totals"), 820);
    store_close(store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_batch_is_stored_once),
        cmocka_unit_test(an_older_batch_is_told),
        cmocka_unit_test(a_receipt_counts_once_on_whatever_node),
        cmocka_unit_test(totals_are_those_of_the_counts),
        cmocka_unit_test(an_answer_is_kept_once_and_in_parts),
        cmocka_unit_test(what_is_old_is_forgotten),
        cmocka_unit_test(nodes_at_the_same_time_count_each_receipt_once),
    };
    int failed = 0;
    databases_start();
    kind = DATABASE_SQLITE;
    failed += cmocka_run_group_tests_name("SQLite", tests, NULL, NULL);
    kind = DATABASE_POSTGRES;
    failed += cmocka_run_group_tests_name("PostgreSQL", tests, NULL, NULL);
    databases_stop();
    return failed;
}
