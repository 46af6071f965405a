// Whoever uses the ledger is looked at after each of its instructions: had it
// been killed there, the file would hold all that was there before, or all that
// should be there after, and would go on.
#include "evaluation/ledger_parts.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <fcntl.h>
#include <signal.h>
#include <sys/ptrace.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

enum { KEYS = 3, FILE_MAX = 64 * 1024 };

static const struct ledger_size size = {8, LEDGER_KEYS_MAX};

static char folder[] = "/tmp/ledger-steps-XXXXXX";
static char copy[64];
static struct ledger *ledger;

static struct ledger *open_in(const char *where)
{
    struct ledger *opened;
    char why[256];
    struct error err = {0};
    assert_true(ledger_open_sized(&opened, where, size, why, sizeof why, &err));
    assert_string_equal(why, "");
    return opened;
}

static int make_folder(void **state)
{
    (void)state;
    strcpy(folder + strlen(folder) - 6, "XXXXXX");
    if (!mkdtemp(folder))
        return -1;
    snprintf(copy, sizeof copy, "%s/copy", folder);
    if (mkdir(copy, 0700) != 0)
        return -1;
    ledger = open_in(folder);
    return 0;
}

static int remove_folder(void **state)
{
    (void)state;
    char command[128];
    ledger_close(ledger);
    snprintf(command, sizeof command, "rm -r %s", folder);
    return system(command);
}

static struct count_key key_of(int number)
{
    struct count_key key = {.day = 20261127, .event = EVENT_PAGE_OPENED};
    snprintf(key.partner_id, sizeof key.partner_id, "school-%d", number);
    return key;
}

static void add(struct ledger *to, int number, int times)
{
    const struct count_key key = key_of(number);
    for (int i = 0; i < times; i++)
        assert_true(ledger_add(to, 1, &key, 1));
}

struct sums {
    uint64_t of[KEYS];
};

static void collect(const struct ledger_batch *batch, struct sums *sums)
{
    for (int number = 0; number < KEYS; number++) {
        const struct count_key key = key_of(number);
        for (size_t i = 0; i < batch->series_count; i++)
            if (memcmp(batch->keys[i], &key, sizeof key) == 0)
                sums->of[number] += batch->folded[i];
        for (size_t i = 0; i < batch->record_count; i++)
            if (memcmp(batch->keys[batch->records[i].series], &key,
                       sizeof key) == 0)
                sums->of[number]++;
    }
}

// What would come out of the file as it is now, without the batch that is in
// the database already.
static struct sums look(const char *bytes, size_t count, int64_t stored)
{
    char path[96];
    struct sums sums = {0};
    struct ledger_batch batch;
    snprintf(path, sizeof path, "%s/ledger", copy);
    const int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, bytes, count), (ssize_t)count);
    close(fd);
    struct ledger *opened = open_in(copy);
    // It goes on: one more of each, which does not matter below.
    for (int number = 0; number < KEYS; number++)
        add(opened, number, 1);
    while (ledger_take(opened, &batch)) {
        if (batch.sequence != stored)
            collect(&batch, &sums);
        ledger_settle(opened);
    }
    ledger_close(opened);
    snprintf(path, sizeof path, "%s/ledger.damaged", copy);
    assert_int_not_equal(access(path, F_OK), 0);
    for (int number = 0; number < KEYS; number++)
        sums.of[number]--;
    return sums;
}

static bool are_same(const struct sums *one, const struct sums *other)
{
    return memcmp(one, other, sizeof *one) == 0;
}

// Lets a child do something, one instruction after another, and looks after
// each that changed the file. True when sums are first `before`, and from some
// moment on `after`.
static void step_through(void (*act)(void), int64_t stored,
                         const struct sums *before, const struct sums *after)
{
    static char now[FILE_MAX];
    static char last[FILE_MAX];
    const size_t bytes = ledger->bytes;
    assert_true(bytes <= FILE_MAX);
    const pid_t pid = fork();
    if (pid == 0) {
        if (ptrace(PTRACE_TRACEME, 0, 0, 0) != 0)
            _exit(1);
        raise(SIGSTOP);
        act();
        raise(SIGSTOP);
        _exit(0);
    }
    int status;
    bool is_after = false;
    long steps = 0;
    long looks = 0;
    assert_int_equal(waitpid(pid, &status, 0), pid);
    if (WIFEXITED(status))
        skip(); // where nobody may be traced
    ptrace(PTRACE_SETOPTIONS, pid, 0, PTRACE_O_EXITKILL);
    do {
        memcpy(now, ledger->head, bytes);
        if (steps == 0 || memcmp(now, last, bytes) != 0) {
            memcpy(last, now, bytes);
            const struct sums sums = look(now, bytes, stored);
            looks++;
            if (!is_after && !are_same(&sums, before))
                is_after = true;
            assert_true(are_same(&sums, is_after ? after : before));
        }
        assert_int_equal(ptrace(PTRACE_SINGLESTEP, pid, 0, 0), 0);
        assert_int_equal(waitpid(pid, &status, 0), pid);
        assert_true(WIFSTOPPED(status));
        steps++;
    } while (WSTOPSIG(status) == SIGTRAP);
    assert_int_equal(WSTOPSIG(status), SIGSTOP);
    print_message("%ld instructions, %ld states\n", steps, looks);
    const struct sums sums = look(last, bytes, stored);
    assert_true(are_same(&sums, after));
    kill(pid, SIGKILL);
    waitpid(pid, &status, 0);
}

static void act_add(void)
{
    const struct count_key keys[] = {key_of(0), key_of(1), key_of(2)};
    if (!ledger_add(ledger, 5, keys, 3))
        _exit(2);
}

static void act_take(void)
{
    struct ledger_batch batch;
    if (!ledger_take(ledger, &batch))
        _exit(2);
}

static void act_settle(void)
{
    ledger_settle(ledger);
}

static void act_rename(void)
{
    ledger_rename_node(ledger);
}

static void a_count_is_there_as_a_whole_or_not(void **state)
{
    (void)state;
    add(ledger, 0, 2);
    step_through(act_add, 0, &(struct sums){{2, 0, 0}},
                 &(struct sums){{3, 1, 1}});
}

static void folding_changes_no_sum(void **state)
{
    (void)state;
    add(ledger, 0, 100);
    add(ledger, 1, LEDGER_KEYS_MAX * 2 - 100);
    for (int i = 0; i < 2; i++) {
        // Both values take their turn.
        const uint64_t more = (uint64_t)i * LEDGER_KEYS_MAX;
        step_through(act_add, 0,
                     &(struct sums){{100 + more, LEDGER_KEYS_MAX * 2 - 100, 0}},
                     &(struct sums){{101 + more, LEDGER_KEYS_MAX * 2 - 99, 1}});
        if (i == 0) {
            struct ledger_batch batch;
            assert_true(ledger_take(ledger, &batch));
            ledger_settle(ledger);
            add(ledger, 0, 100 + LEDGER_KEYS_MAX);
            add(ledger, 1, LEDGER_KEYS_MAX * 2 - 100);
        }
    }
}

static void taking_changes_no_sum(void **state)
{
    (void)state;
    struct ledger_batch batch;
    // The side that is emptied has been used, and folded.
    add(ledger, 2, 200);
    assert_true(ledger_take(ledger, &batch));
    ledger_settle(ledger);
    // This process is the recorder no more.
    ledger_close(ledger);
    ledger = open_in(folder);
    add(ledger, 0, 150);
    const struct sums sums = {{150, 0, 0}};
    step_through(act_take, 0, &sums, &sums);
    // The child that took it is gone: it is under way.
    add(ledger, 1, 3);
    const struct sums more = {{150, 3, 0}};
    step_through(act_take, 0, &more, &more);
}

static void settling_forgets_what_is_stored_alone(void **state)
{
    (void)state;
    struct ledger_batch batch;
    add(ledger, 0, 150);
    assert_true(ledger_take(ledger, &batch));
    add(ledger, 1, 70);
    const struct sums left = {{0, 70, 0}};
    step_through(act_settle, batch.sequence, &left, &left);
}

static void a_new_name_changes_no_sum(void **state)
{
    (void)state;
    struct ledger_batch batch;
    add(ledger, 0, 150);
    assert_true(ledger_take(ledger, &batch));
    add(ledger, 1, 70);
    const struct sums sums = {{150, 70, 0}};
    for (int i = 0; i < 2; i++)
        step_through(act_rename, 0, &sums, &sums);
}

#define IN_FOLDER(test)                                                        \
    cmocka_unit_test_setup_teardown(test, make_folder, remove_folder)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_FOLDER(a_count_is_there_as_a_whole_or_not),
        IN_FOLDER(folding_changes_no_sum),
        IN_FOLDER(taking_changes_no_sum),
        IN_FOLDER(settling_forgets_what_is_stored_alone),
        IN_FOLDER(a_new_name_changes_no_sum),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
