#include "serve/watch.h"

#include "folder.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

static struct watch watch;

static int set_up(void **state)
{
    (void)state;
    struct error err;
    folder_make();
    folder_write_text("een/template.ini", "x");
    assert_true(watch_open(&watch, &err));
    assert_true(watch_follow(&watch, folder_path("."), &err));
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    watch_close(&watch);
    folder_remove();
    return 0;
}

static bool sees_change(void)
{
    watch.has_changed = false;
    watch_attend(&watch);
    return watch.has_changed;
}

static void a_change_in_the_folder_or_in_one_of_it_is_seen(void **state)
{
    (void)state;
    assert_false(sees_change());
    folder_write_text("formats.ini", "x");
    assert_true(sees_change());
    folder_write_text("een/template.ini", "y");
    assert_true(sees_change());
    chmod(folder_path("een/template.ini"), 0600);
    assert_true(sees_change());
    rename(folder_path("een/template.ini"), folder_path("een/other.ini"));
    assert_true(sees_change());
    unlink(folder_path("een/other.ini"));
    assert_true(sees_change());
    rmdir(folder_path("een"));
    assert_true(sees_change());
    assert_false(sees_change());
}

static void reading_is_no_change(void **state)
{
    (void)state;
    struct buffer text = {0};
    assert_true(
        buffer_append_file(&text, folder_path("een/template.ini"), 100));
    buffer_finish(&text);
    assert_false(sees_change());
}

static void hidden_files_are_the_editors(void **state)
{
    (void)state;
    folder_write_text("een/.template.ini.swp", "x");
    folder_write_text(".hidden", "x");
    assert_false(sees_change());
    unlink(folder_path("een/.template.ini.swp"));
    unlink(folder_path(".hidden"));
}

static void a_new_folder_is_followed_when_asked(void **state)
{
    (void)state;
    struct error err;
    folder_write_text("twee/template.ini", "x");
    assert_true(sees_change());
    assert_true(watch_follow(&watch, folder_path("."), &err));
    assert_false(sees_change());
    folder_write_text("twee/template.ini", "y");
    assert_true(sees_change());
    unlink(folder_path("twee/template.ini"));
    rmdir(folder_path("twee"));
}

static void a_folder_that_is_moved_away_is_gone(void **state)
{
    (void)state;
    struct error err;
    mkdir(folder_path("map"), 0700);
    assert_true(watch_follow(&watch, folder_path("map"), &err));
    assert_true(watch.top >= 0);
    rename(folder_path("map"), folder_path("elders"));
    assert_true(sees_change());
    assert_int_equal(watch.top, -1);
    assert_false(watch_follow(&watch, folder_path("map"), &err));
    assert_non_null(strstr(err.detail, "cannot be watched"));
    sees_change();
    folder_write_text("elders/x.svg", "x");
    unlink(folder_path("elders/x.svg"));
    rmdir(folder_path("elders"));
}

static void a_change_is_due_when_it_has_been_quiet(void **state)
{
    (void)state;
    const struct timespec little = {.tv_nsec = 10 * 1000 * 1000};
    assert_false(watch_is_due(&watch));
    folder_write_text("formats.ini", "x");
    watch_attend(&watch);
    const long first = watch.changed_ms;
    watch.changed_ms -= WATCH_DELAY_MS;
    assert_true(watch_is_due(&watch));
    nanosleep(&little, NULL);
    folder_write_text("formats.ini", "y");
    watch_attend(&watch);
    assert_true(watch.changed_ms > first);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#define IN_A_FOLDER(test)                                                      \
    cmocka_unit_test_setup_teardown(test, set_up, tear_down)
        IN_A_FOLDER(a_change_in_the_folder_or_in_one_of_it_is_seen),
        IN_A_FOLDER(reading_is_no_change),
        IN_A_FOLDER(hidden_files_are_the_editors),
        IN_A_FOLDER(a_new_folder_is_followed_when_asked),
        IN_A_FOLDER(a_folder_that_is_moved_away_is_gone),
        IN_A_FOLDER(a_change_is_due_when_it_has_been_quiet),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
