// Samples: the people of a folder.
#include "press/samples.h"

#include "folder.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

static int make(void **state)
{
    (void)state;
    folder_make();
    return 0;
}

static int tidy(void **state)
{
    (void)state;
    folder_remove();
    return 0;
}

static void assert_is(struct bytes file, const char *text)
{
    assert_int_equal(file.size, strlen(text));
    assert_memory_equal(file.data, text, file.size);
}

static void people_are_the_png_files_by_their_names(void **state)
{
    (void)state;
    static const char *const ids[] = {"amina", "bram.x", "zoe"};
    struct sample_list list;
    struct error err;
    folder_write_text("people/zoe.png", "Z");
    folder_write_text("people/amina.png", "A");
    folder_write_text("people/bram.x.png", "B");
    folder_write_text("people/amina.svg", "x");
    folder_write_text("people/README", "x");
    folder_write_text("people/.png", "x");
    folder_write_text("people/loud.PNG", "x");
    folder_write_text("people/a-name-of-more-than-31-characters.png", "x");
    assert_true(sample_list_read(&list, folder_path("people"), &err));
    assert_int_equal(list.count, 3);
    for (size_t i = 0; i < 3; i++)
        assert_string_equal(list.items[i].id, ids[i]);
    assert_is(sample_find(&list, "zoe"), "Z");
    assert_is(sample_find(&list, "bram.x"), "B");
    // Nobody of that name: the first.
    assert_is(sample_find(&list, "mei"), "A");
    assert_is(sample_find(&list, ""), "A");
    sample_list_finish(&list);
    assert_null(sample_find(&list, "zoe").data);
    sample_list_finish(&list);
}

static void an_empty_folder_holds_nobody(void **state)
{
    (void)state;
    struct sample_list list;
    struct error err;
    folder_write_text("empty/README", "x");
    assert_true(sample_list_read(&list, folder_path("empty"), &err));
    assert_int_equal(list.count, 0);
    assert_null(sample_find(&list, "zoe").data);
    sample_list_finish(&list);
}

static void a_folder_that_cannot_be_read_is_told(void **state)
{
    (void)state;
    struct sample_list list;
    struct error err = {0};
    char expected[200];
    assert_false(sample_list_read(&list, folder_path("nowhere"), &err));
    assert_int_equal(err.kind, ERROR_SYSTEM);
    snprintf(expected, sizeof expected,
             "%s: cannot be read: No such file or directory",
             folder_path("nowhere"));
    assert_string_equal(err.detail, expected);
    assert_int_equal(list.count, 0);
    // A folder that is called as a picture.
    folder_write_text("odd/a.png", "A");
    assert_int_equal(mkdir(folder_path("odd/b.png"), 0700), 0);
    assert_false(sample_list_read(&list, folder_path("odd"), &err));
    assert_non_null(strstr(err.detail, "/odd/b.png: cannot be read: "));
    assert_int_equal(list.count, 0);
    assert_null(list.items);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(people_are_the_png_files_by_their_names),
        cmocka_unit_test(an_empty_folder_holds_nobody),
        cmocka_unit_test(a_folder_that_cannot_be_read_is_told),
    };
    return cmocka_run_group_tests(tests, make, tidy);
}
