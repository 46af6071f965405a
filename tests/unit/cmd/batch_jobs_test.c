#include "cmd/batch_jobs.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

enum { PIECES = 150 };

struct log {
    char text[8 * PIECES];
    size_t stop_at; // the piece at which SIGINT comes
    size_t fail_at;
};

// Every seventh needs no process.
static bool prepare(void *context, size_t piece)
{
    (void)context;
    return piece % 7 != 6;
}

// Every fifth crashes, one of them after a part of its result.
static bool run(void *context, size_t piece, int fd)
{
    (void)context;
    if (piece % 5 == 3) {
        if (piece == 3 && write(fd, "half", 4) != 4)
            return false;
        kill(getpid(), SIGKILL);
    }
    if (piece == 1)
        usleep(50000); // the others have to wait for it
    return dprintf(fd, "%zu", piece) > 0 && piece != 2;
}

static bool take(void *context, size_t piece, struct bytes result, bool crashed,
                 struct error *err)
{
    struct log *log = context;
    const size_t used = strlen(log->text);
    snprintf(log->text + used, sizeof log->text - used, "%.*s%s ",
             (int)result.size, result.size ? (const char *)result.data : "",
             crashed ? "!" : "");
    if (piece == log->stop_at)
        raise(SIGINT);
    return piece != log->fail_at ||
           error_set(err, ERROR_SYSTEM, MESSAGE_SYSTEM, NULL);
}

static enum batch_end run_log(struct log *log, int processes)
{
    struct error err = {0};
    const struct batch_work work = {.count = PIECES,
                                    .processes = processes,
                                    .prepare = prepare,
                                    .run = run,
                                    .take = take,
                                    .context = log};
    return batch_jobs_run(&work, &err);
}

static void results_come_in_order_whatever_crashes(void **state)
{
    (void)state;
    static const int processes[] = {1, 2, 5};
    static struct log first;
    for (int i = 0; i < 3; i++) {
        static struct log log;
        log = (struct log){.stop_at = SIZE_MAX, .fail_at = SIZE_MAX};
        assert_int_equal(run_log(&log, processes[i]), BATCH_ALL_DONE);
        assert_int_equal(
            strncmp(log.text, "0 1 2! half! 4 5  7 ! 9 10 11 12 ", 32), 0);
        assert_non_null(strstr(log.text, " 149 "));
        if (i > 0)
            assert_string_equal(log.text, first.text);
        first = log;
    }
}

static void nothing_goes_on_after_a_signal(void **state)
{
    (void)state;
    struct log log = {.stop_at = 11, .fail_at = SIZE_MAX};
    sigset_t pending;
    assert_int_equal(run_log(&log, 2), BATCH_STOPPED);
    assert_non_null(strstr(log.text, " 11 "));
    assert_null(strstr(log.text, " 149 "));
    // No child is left, and the signal is spent.
    assert_int_equal(waitpid(-1, NULL, WNOHANG), -1);
    sigpending(&pending);
    assert_false(sigismember(&pending, SIGINT));
}

static void a_result_that_cannot_be_taken_ends_all(void **state)
{
    (void)state;
    struct log log = {.stop_at = SIZE_MAX, .fail_at = 11};
    assert_int_equal(run_log(&log, 2), BATCH_FAILED);
    assert_null(strstr(log.text, " 12 "));
}

static void a_signal_that_is_ignored_stays_ignored(void **state)
{
    (void)state;
    struct log log = {.stop_at = 11, .fail_at = SIZE_MAX};
    signal(SIGINT, SIG_IGN);
    assert_int_equal(run_log(&log, 2), BATCH_ALL_DONE);
    signal(SIGINT, SIG_DFL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(results_come_in_order_whatever_crashes),
        cmocka_unit_test(nothing_goes_on_after_a_signal),
        cmocka_unit_test(a_result_that_cannot_be_taken_ends_all),
        cmocka_unit_test(a_signal_that_is_ignored_stays_ignored),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
