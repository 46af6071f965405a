// A run that is stopped, and the one after it.
#include "cmd/batch_run.h"

#include "made_up.h"

#include "folder.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static struct order defaults;
static struct batch batch;
static struct batch_past past;
static struct batch_result result;

static int make(void **state)
{
    struct error err = {0};
    made_up_make(state);
    folder_write("fotos/ann.jpg", made_up_photo.data, made_up_photo.size);
    folder_write_text("list.csv", "slogan,foto,naam\nEen.,ann,Ann\nTwee.,,Bo\n"
                                  "Drie.,weg,Cas\n");
    order_init(&defaults);
    strcpy(defaults.template_id, "proef");
    const struct batch_wishes wishes = {.defaults = &defaults,
                                        .formats = "post",
                                        .photos = folder_path("fotos"),
                                        .language = LANGUAGE_EN};
    assert_true(batch_read(&batch, made_up_press, &wishes,
                           folder_path("list.csv"), &err));
    return 0;
}

static int tidy(void **state)
{
    batch_finish(&batch);
    order_finish(&defaults);
    return made_up_tidy(state);
}

static enum batch_end run_batch(const char *out)
{
    struct batch_output output;
    struct error err = {0};
    const char *report = folder_path("report.csv");
    assert_true(batch_past_read(&past, report));
    assert_true(batch_output_open(&output, folder_path(out), &err));
    const struct batch_plan plan = {.batch = &batch,
                                    .past = &past,
                                    .output = &output,
                                    .report = report,
                                    .processes = 1};
    const enum batch_end end = batch_run(&plan, &result, &err);
    batch_past_finish(&past);
    return end;
}

// SIGINT waits for the run: it stops before its first result.
static enum batch_end run_stopped(const char *out)
{
    sigset_t interrupt;
    sigset_t before;
    sigemptyset(&interrupt);
    sigaddset(&interrupt, SIGINT);
    sigprocmask(SIG_BLOCK, &interrupt, &before);
    raise(SIGINT);
    const enum batch_end end = run_batch(out);
    sigprocmask(SIG_SETMASK, &before, NULL);
    return end;
}

static void assert_states(size_t made, size_t refused, size_t skipped,
                          size_t not_reached)
{
    const size_t *states = result.states;
    assert_int_equal(result.count, 3);
    assert_int_equal(states[BATCH_STATE_MADE] + states[BATCH_STATE_WARNED],
                     made);
    assert_int_equal(states[BATCH_STATE_REFUSED], refused);
    assert_int_equal(states[BATCH_STATE_SKIPPED], skipped);
    assert_int_equal(states[BATCH_STATE_NOT_REACHED], not_reached);
    batch_result_finish(&result);
}

static void what_was_made_is_known_after_a_stop(void **state)
{
    (void)state;
    assert_int_equal(run_stopped("uit"), BATCH_STOPPED);
    assert_states(0, 0, 0, 3);
    assert_int_not_equal(access(folder_path("uit/ann-post.png"), F_OK), 0);
    assert_int_equal(run_batch("uit"), BATCH_ALL_DONE);
    assert_states(2, 1, 0, 0);
    assert_int_equal(run_stopped("uit"), BATCH_STOPPED);
    assert_states(0, 0, 0, 3);
    assert_int_equal(run_batch("uit"), BATCH_ALL_DONE);
    assert_states(0, 1, 2, 0);
}

static void a_zip_that_is_stopped_is_not_kept(void **state)
{
    (void)state;
    assert_int_equal(run_stopped("uit.zip"), BATCH_STOPPED);
    assert_states(0, 0, 0, 3);
    assert_int_not_equal(access(folder_path("uit.zip"), F_OK), 0);
    assert_int_equal(run_batch("uit.zip"), BATCH_ALL_DONE);
    assert_states(2, 1, 0, 0);
    assert_int_equal(access(folder_path("uit.zip"), F_OK), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_was_made_is_known_after_a_stop),
        cmocka_unit_test(a_zip_that_is_stopped_is_not_kept),
    };
    return cmocka_run_group_tests(tests, make, tidy);
}
