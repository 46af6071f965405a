// The ledger, and what becomes of it when its processes are killed at random;
// ledger_steps_test.c does so at every instruction.
#include "evaluation/ledger_parts.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

static const struct ledger_size small = {16, LEDGER_KEYS_MAX};
static const struct ledger_size large = {64, 60000};

static char folder[] = "/tmp/ledger-test-XXXXXX";
static char path[64];
static char why[256];

static int make_folder(void **state)
{
    (void)state;
    strcpy(folder + strlen(folder) - 6, "XXXXXX");
    if (!mkdtemp(folder))
        return -1;
    snprintf(path, sizeof path, "%s/ledger", folder);
    return 0;
}

static int remove_folder(void **state)
{
    (void)state;
    char command[128];
    snprintf(command, sizeof command, "rm -r %s", folder);
    return system(command);
}

static struct ledger *open_size(struct ledger_size size)
{
    struct ledger *ledger;
    struct error err = {0};
    assert_true(
        ledger_open_sized(&ledger, folder, size, why, sizeof why, &err));
    return ledger;
}

static struct count_key key_of(int number)
{
    struct count_key key = {.day = 20261127, .event = EVENT_POSTER_MADE};
    snprintf(key.partner_id, sizeof key.partner_id, "school-%d", number);
    return key;
}

static bool add(struct ledger *ledger, uint64_t receipt, int number)
{
    const struct count_key key = key_of(number);
    return ledger_add(ledger, receipt, &key, 1);
}

static uint64_t sum(const struct ledger_batch *batch, int number)
{
    const struct count_key key = key_of(number);
    uint64_t found = 0;
    for (size_t i = 0; i < batch->series_count; i++)
        if (memcmp(batch->keys[i], &key, sizeof key) == 0)
            found += batch->folded[i];
    for (size_t i = 0; i < batch->record_count; i++)
        if (memcmp(batch->keys[batch->records[i].series], &key, sizeof key) ==
            0)
            found++;
    return found;
}

static uint64_t waiting(const struct ledger *ledger)
{
    struct ledger_state state;
    ledger_look(ledger, &state);
    return state.waiting;
}

static uint64_t lost(const struct ledger *ledger)
{
    struct ledger_state state;
    ledger_look(ledger, &state);
    return state.lost;
}

static void what_is_added_is_taken_once(void **state)
{
    (void)state;
    struct ledger_batch batch;
    struct ledger *ledger = open_size(small);
    assert_string_equal(why, "");
    assert_false(ledger_take(ledger, &batch));
    const struct count_key keys[] = {key_of(1), key_of(2), key_of(1)};
    assert_true(ledger_add(ledger, 77, keys, 3));
    assert_int_equal(waiting(ledger), 3);
    assert_true(ledger_take(ledger, &batch));
    assert_int_equal(batch.sequence, 1);
    assert_int_equal(strlen(batch.node), LEDGER_NODE_BYTES - 1);
    assert_int_equal(batch.record_count, 3);
    assert_int_equal(sum(&batch, 1), 2);
    assert_int_equal(sum(&batch, 2), 1);
    for (uint32_t i = 0; i < 3; i++) {
        assert_true(batch.records[i].receipt == 77);
        assert_int_equal(batch.records[i].item, i);
    }
    assert_int_equal(waiting(ledger), 3);
    ledger_settle(ledger);
    assert_int_equal(waiting(ledger), 0);
    assert_false(ledger_take(ledger, &batch));
    ledger_close(ledger);
}

static void what_comes_meanwhile_is_of_the_next_batch(void **state)
{
    (void)state;
    struct ledger_batch batch;
    struct ledger *ledger = open_size(small);
    for (int i = 1; i < 6; i++) {
        assert_true(add(ledger, 1, i));
        assert_true(ledger_take(ledger, &batch));
        assert_true(add(ledger, 2, i + 1));
        // The same again, as long as it is not settled.
        assert_true(ledger_take(ledger, &batch));
        assert_int_equal(batch.sequence, 2 * i - 1);
        assert_int_equal(batch.record_count, 1);
        assert_int_equal(sum(&batch, i), 1);
        ledger_settle(ledger);
        assert_true(ledger_take(ledger, &batch));
        assert_int_equal(batch.sequence, 2 * i);
        assert_int_equal(sum(&batch, i + 1), 1);
        ledger_settle(ledger);
    }
    ledger_close(ledger);
}

static void records_that_run_out_are_folded(void **state)
{
    (void)state;
    struct ledger_batch batch;
    struct ledger *ledger = open_size(small);
    for (int i = 0; i < 1000; i++)
        assert_true(add(ledger, (uint64_t)i, i % 7));
    assert_int_equal(waiting(ledger), 1000);
    assert_true(ledger_take(ledger, &batch));
    assert_int_equal(batch.series_count, 7);
    for (int i = 0; i < 7; i++)
        assert_int_equal(sum(&batch, i), (1000 + 6 - i) / 7);
    ledger_settle(ledger);
    ledger_close(ledger);
}

static void keys_that_run_out_are_lost_and_told(void **state)
{
    (void)state;
    struct ledger_batch batch;
    struct ledger *ledger = open_size(small);
    for (int i = 0; i < 16; i++)
        assert_true(add(ledger, 1, i));
    const struct count_key keys[] = {key_of(3), key_of(99)};
    assert_false(ledger_add(ledger, 2, keys, 2));
    assert_int_equal(lost(ledger), 2);
    assert_int_equal(waiting(ledger), 16);
    assert_true(add(ledger, 3, 3));
    // There is room on the other side.
    assert_true(ledger_take(ledger, &batch));
    assert_int_equal(sum(&batch, 3), 2);
    assert_true(add(ledger, 4, 99));
    ledger_settle(ledger);
    ledger_close(ledger);
    ledger = open_size(small);
    assert_int_equal(lost(ledger), 2);
    assert_int_equal(waiting(ledger), 1);
    ledger_close(ledger);
}

static void keys_that_could_not_be_read_again_are_lost(void **state)
{
    (void)state;
    struct ledger *ledger = open_size(small);
    struct count_key key = key_of(1);
    memset(key.detail, 'x', sizeof key.detail);
    assert_false(ledger_add(ledger, 1, &key, 1));
    key = key_of(1);
    key.event = EVENT_COUNT;
    assert_false(ledger_add(ledger, 1, &key, 1));
    key = key_of(1);
    key.day = 20261131;
    assert_false(ledger_add(ledger, 1, &key, 1));
    key = key_of(1);
    strcpy(key.template_id, "\xff");
    assert_false(ledger_add(ledger, 1, &key, 1));
    assert_int_equal(lost(ledger), 4);
    assert_int_equal(waiting(ledger), 0);
    ledger_close(ledger);
}

static void no_ledger_counts_nothing(void **state)
{
    (void)state;
    const struct count_key key = key_of(1);
    assert_true(ledger_add(NULL, 1, &key, 1));
    ledger_close(NULL);
}

static void opened_again_everything_is_there(void **state)
{
    (void)state;
    struct ledger_batch batch;
    char node[LEDGER_NODE_BYTES];
    struct ledger *ledger = open_size(small);
    for (int i = 0; i < 100; i++)
        assert_true(add(ledger, 1, 5));
    assert_true(ledger_take(ledger, &batch));
    memcpy(node, batch.node, sizeof node);
    assert_true(add(ledger, 1, 6));
    ledger_close(ledger);

    ledger = open_size(small);
    assert_string_equal(why, "");
    assert_int_equal(waiting(ledger), 101);
    assert_true(add(ledger, 1, 6));
    assert_true(ledger_take(ledger, &batch));
    assert_string_equal(batch.node, node);
    assert_int_equal(batch.sequence, 1);
    assert_int_equal(sum(&batch, 5), 100);
    ledger_settle(ledger);
    ledger_close(ledger);

    ledger = open_size(small);
    assert_true(ledger_take(ledger, &batch));
    assert_int_equal(batch.sequence, 2);
    // One series, though it was added to by two.
    assert_int_equal(batch.series_count, 1);
    assert_int_equal(sum(&batch, 6), 2);
    ledger_close(ledger);
}

static void a_new_name_has_the_same_batch(void **state)
{
    (void)state;
    struct ledger_batch batch;
    char node[LEDGER_NODE_BYTES];
    struct ledger *ledger = open_size(small);
    for (int i = 0; i < 3; i++) {
        assert_true(add(ledger, 1, 5));
        assert_true(ledger_take(ledger, &batch));
        memcpy(node, batch.node, sizeof node);
        ledger_rename_node(ledger);
        assert_true(ledger_take(ledger, &batch));
        assert_string_not_equal(batch.node, node);
        assert_int_equal(strlen(batch.node), LEDGER_NODE_BYTES - 1);
        assert_int_equal(batch.record_count, 1);
        ledger_settle(ledger);
    }
    ledger_close(ledger);
}

static bool is_there(const char *ending)
{
    struct stat status;
    char name[96];
    snprintf(name, sizeof name, "%s%s", path, ending);
    return stat(name, &status) == 0;
}

static void overwrite(off_t at, const void *bytes, size_t count)
{
    const int fd = open(path, O_WRONLY);
    assert_true(fd >= 0);
    assert_int_equal(pwrite(fd, bytes, count, at), (ssize_t)count);
    close(fd);
}

// What is wrong with a file, and how it is made so.
static void break_magic(void)
{
    overwrite(0, "nonsense", 8);
}

static void break_size(void)
{
    assert_int_equal(truncate(path, 5000), 0);
}

static void break_all(void)
{
    char bytes[8192];
    memset(bytes, 0xa5, sizeof bytes);
    overwrite(0, bytes, sizeof bytes);
}

static void break_records(void)
{
    const uint64_t state = LEDGER_KEYS_MAX + 1;
    overwrite(LEDGER_HEAD_BYTES, &state, sizeof state);
}

static void break_series(void)
{
    const uint32_t series = 17;
    overwrite(LEDGER_HEAD_BYTES + 8, &series, sizeof series);
}

static void break_node(void)
{
    overwrite(offsetof(struct ledger_head, nodes), "?", 1);
}

static void a_damaged_file_is_put_aside(void **state)
{
    (void)state;
    void (*const breaks[])(void) = {break_magic,   break_size,   break_all,
                                    break_records, break_series, break_node};
    for (size_t i = 0; i < sizeof breaks / sizeof *breaks; i++) {
        struct ledger *ledger = open_size(small);
        assert_true(add(ledger, 1, 1));
        ledger_close(ledger);
        breaks[i]();
        ledger = open_size(small);
        assert_string_equal(why, "");
        assert_true(is_there(".damaged"));
        assert_int_equal(waiting(ledger), 0);
        assert_true(add(ledger, 1, 1));
        ledger_close(ledger);
        ledger = open_size(small);
        assert_int_equal(waiting(ledger), 1);
        ledger_close(ledger);
        unlink(path);
    }
}

static void without_a_file_it_counts_in_memory(void **state)
{
    (void)state;
    struct ledger_state seen;
    struct ledger_batch batch;
    // Something else bears its name.
    assert_int_equal(mkdir(path, 0700), 0);
    struct ledger *ledger = open_size(small);
    assert_non_null(strstr(why, path));
    ledger_look(ledger, &seen);
    assert_false(seen.is_kept);
    assert_true(add(ledger, 1, 1));
    assert_true(ledger_take(ledger, &batch));
    assert_int_equal(sum(&batch, 1), 1);
    ledger_close(ledger);
    assert_int_equal(rmdir(path), 0);

    // A link could lead anywhere.
    assert_int_equal(symlink("elsewhere", path), 0);
    ledger = open_size(small);
    assert_string_not_equal(why, "");
    ledger_close(ledger);
    unlink(path);
    assert_int_equal(mkfifo(path, 0600), 0);
    ledger = open_size(small);
    assert_string_not_equal(why, "");
    ledger_close(ledger);
    unlink(path);

    ledger = open_size(small);
    assert_string_equal(why, "");
    ledger_look(ledger, &seen);
    assert_true(seen.is_kept);
    ledger_close(ledger);
}

static void receipts_tell_texts_and_parts_apart(void **state)
{
    (void)state;
    assert_true(ledger_receipt("a", 0) == ledger_receipt("a", 0));
    assert_true(ledger_receipt("a", 0) != ledger_receipt("b", 0));
    assert_true(ledger_receipt("a", 0) != ledger_receipt("a", 1));
    assert_true(ledger_receipt("a", 1) != ledger_receipt("b", 0));
}

// What processes that are killed tell each other. An adder notes a receipt
// before and after it counts; the recorder in which batch it was.
enum { ADDERS = 4, MOST = 20000 };
struct memory {
    _Atomic int tried[ADDERS];
    _Atomic int acknowledged[ADDERS];
    _Atomic int64_t stored_in[ADDERS][MOST];
    _Atomic long twice;
    // A database of sums: two of them, the last bit says which holds.
    _Atomic uint64_t holds;
    uint64_t sums[2][ADDERS];
};
static struct memory *memory;

static int make_memory(void **state)
{
    memory = mmap(NULL, sizeof *memory, PROT_READ | PROT_WRITE,
                  MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    return memory == MAP_FAILED ? -1 : make_folder(state);
}

static int drop_memory(void **state)
{
    munmap(memory, sizeof *memory);
    return remove_folder(state);
}

// One that was not acknowledged is told again with the same receipt.
static void add_for_ever(struct ledger *ledger, int adder)
{
    for (;;) {
        const int number = atomic_load(&memory->acknowledged[adder]);
        if (number == MOST)
            pause();
        atomic_store(&memory->tried[adder], number + 1);
        if (add(ledger, (uint64_t)(adder * MOST + number), adder))
            atomic_store(&memory->acknowledged[adder], number + 1);
    }
}

static void store_receipts(const struct ledger_batch *batch)
{
    for (size_t i = 0; i < batch->record_count; i++) {
        const int receipt = (int)batch->records[i].receipt;
        _Atomic int64_t *in =
            &memory->stored_in[receipt / MOST][receipt % MOST];
        if (atomic_load(in) == 0)
            atomic_store(in, batch->sequence);
        else if (atomic_load(in) != batch->sequence)
            atomic_fetch_add(&memory->twice, 1);
    }
}

static void store_sums(const struct ledger_batch *batch)
{
    const uint64_t holds = atomic_load(&memory->holds);
    if (batch->sequence <= (int64_t)(holds >> 1))
        return;
    for (int i = 0; i < ADDERS; i++)
        memory->sums[!(holds & 1)][i] =
            memory->sums[holds & 1][i] + sum(batch, i);
    atomic_thread_fence(memory_order_seq_cst);
    atomic_store(&memory->holds,
                 (uint64_t)batch->sequence << 1 | (uint64_t) !(holds & 1));
}

typedef void store(const struct ledger_batch *batch);

static bool record_once(struct ledger *ledger, store *put)
{
    struct ledger_batch batch;
    if (!ledger_take(ledger, &batch))
        return false;
    put(&batch);
    ledger_settle(ledger);
    return true;
}

static pid_t start(struct ledger *ledger, int who, store *put)
{
    const pid_t pid = fork();
    if (pid != 0)
        return pid;
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (who < ADDERS)
        add_for_ever(ledger, who);
    for (;;)
        if (!record_once(ledger, put))
            usleep(200);
}

// The last of them is the recorder.
static void kill_at_random(struct ledger *ledger, store *put, int times)
{
    pid_t pids[ADDERS + 1];
    for (int i = 0; i <= ADDERS; i++)
        pids[i] = start(ledger, i, put);
    for (int i = 0; i < times; i++) {
        const int who = rand() % (ADDERS + 1);
        usleep((useconds_t)(rand() % 1500));
        kill(pids[who], SIGKILL);
        assert_int_equal(waitpid(pids[who], NULL, 0), pids[who]);
        pids[who] = start(ledger, who, put);
    }
    for (int i = 0; i <= ADDERS; i++) {
        kill(pids[i], SIGKILL);
        assert_int_equal(waitpid(pids[i], NULL, 0), pids[i]);
    }
}

// Open again, as after all were killed.
static struct ledger *open_after(struct ledger *ledger, struct ledger_size size)
{
    const uint64_t before = lost(ledger);
    ledger_close(ledger);
    ledger = open_size(size);
    assert_string_equal(why, "");
    assert_false(is_there(".damaged"));
    assert_int_equal(lost(ledger), before);
    return ledger;
}

static void killed_at_random_each_receipt_arrives_once(void **state)
{
    (void)state;
    struct ledger *ledger = open_size(large);
    kill_at_random(ledger, store_receipts, 300);
    ledger = open_after(ledger, large);
    while (record_once(ledger, store_receipts))
        continue;
    long total = 0;
    for (int i = 0; i < ADDERS; i++) {
        const int count = atomic_load(&memory->acknowledged[i]);
        assert_true(count > 0);
        total += count;
        for (int number = 0; number < count; number++)
            assert_true(atomic_load(&memory->stored_in[i][number]) > 0);
        for (int number = count + 1; number < MOST; number++)
            assert_true(atomic_load(&memory->stored_in[i][number]) == 0);
    }
    // An adder that was killed between counting and noting it counts again: at
    // most one receipt for each kill is there twice, as it was told twice.
    assert_true(atomic_load(&memory->twice) <= 301);
    assert_true(total > 1000);
    ledger_close(ledger);
}

static void killed_while_it_folds_the_sums_are_right(void **state)
{
    (void)state;
    struct ledger *ledger = open_size(small);
    kill_at_random(ledger, store_sums, 300);
    ledger = open_after(ledger, small);
    while (record_once(ledger, store_sums))
        continue;
    uint64_t noted = 0;
    uint64_t stored = 0;
    for (int i = 0; i < ADDERS; i++) {
        noted += (uint64_t)atomic_load(&memory->acknowledged[i]);
        stored += memory->sums[atomic_load(&memory->holds) & 1][i];
    }
    assert_true(noted > 1000);
    assert_true(stored >= noted && stored <= noted + 300 + ADDERS);
    ledger_close(ledger);
}

static void a_second_recorder_waits_for_the_first(void **state)
{
    (void)state;
    int ends[2];
    char byte;
    struct ledger_batch batch;
    struct ledger *ledger = open_size(small);
    assert_true(add(ledger, 1, 1));
    assert_int_equal(pipe2(ends, O_CLOEXEC), 0);
    const pid_t pid = fork();
    if (pid == 0) {
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        const bool taken = ledger_take(ledger, &batch);
        if (write(ends[1], taken ? "y" : "n", 1) == 1)
            pause();
        _exit(1);
    }
    assert_int_equal(read(ends[0], &byte, 1), 1);
    assert_int_equal(byte, 'y');
    assert_false(ledger_take(ledger, &batch));
    kill(pid, SIGKILL);
    waitpid(pid, NULL, 0);
    assert_true(ledger_take(ledger, &batch));
    close(ends[0]);
    close(ends[1]);
    ledger_close(ledger);
}

// A process that holds the lock until it is killed, or for so long.
static pid_t hold_lock(struct ledger *ledger, int milliseconds)
{
    int ends[2];
    char byte;
    assert_int_equal(pipe2(ends, O_CLOEXEC), 0);
    const pid_t pid = fork();
    if (pid == 0) {
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        if (ledger_lock(ledger) && write(ends[1], "y", 1) == 1)
            poll(NULL, 0, milliseconds);
        _exit(0);
    }
    assert_int_equal(read(ends[0], &byte, 1), 1);
    close(ends[0]);
    close(ends[1]);
    return pid;
}

static void who_waits_for_the_disk_is_waited_for(void **state)
{
    (void)state;
    struct ledger *ledger = open_size(small);
    const pid_t pid = hold_lock(ledger, 500);
    assert_true(add(ledger, 1, 1));
    assert_int_equal(lost(ledger), 0);
    waitpid(pid, NULL, 0);
    ledger_close(ledger);
}

static void who_is_stuck_keeps_nobody_waiting(void **state)
{
    (void)state;
    struct ledger *ledger = open_size(small);
    const pid_t pid = hold_lock(ledger, -1);
    assert_false(add(ledger, 1, 1));
    assert_int_equal(lost(ledger), 1);
    kill(pid, SIGKILL);
    waitpid(pid, NULL, 0);
    assert_true(add(ledger, 1, 1));
    ledger_close(ledger);
}

#define IN_FOLDER(test)                                                        \
    cmocka_unit_test_setup_teardown(test, make_folder, remove_folder)
#define IN_MEMORY(test)                                                        \
    cmocka_unit_test_setup_teardown(test, make_memory, drop_memory)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_FOLDER(what_is_added_is_taken_once),
        IN_FOLDER(what_comes_meanwhile_is_of_the_next_batch),
        IN_FOLDER(records_that_run_out_are_folded),
        IN_FOLDER(keys_that_run_out_are_lost_and_told),
        IN_FOLDER(keys_that_could_not_be_read_again_are_lost),
        cmocka_unit_test(no_ledger_counts_nothing),
        IN_FOLDER(opened_again_everything_is_there),
        IN_FOLDER(a_new_name_has_the_same_batch),
        IN_FOLDER(a_damaged_file_is_put_aside),
        IN_FOLDER(without_a_file_it_counts_in_memory),
        cmocka_unit_test(receipts_tell_texts_and_parts_apart),
        IN_MEMORY(killed_at_random_each_receipt_arrives_once),
        IN_MEMORY(killed_while_it_folds_the_sums_are_right),
        IN_FOLDER(a_second_recorder_waits_for_the_first),
        IN_FOLDER(who_waits_for_the_disk_is_waited_for),
        IN_FOLDER(who_is_stuck_keeps_nobody_waiting),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
