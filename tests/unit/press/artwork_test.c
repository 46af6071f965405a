// Prepared art: how much is kept, and that posters painted from it are the
// same.
#include "made_up.h"

#include "folder.h"
#include "press/artwork.h"
#include "press/press_paint.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

// The plan of a poster so many pixels wide.
static void make_plan(const char *width, struct plan *plan)
{
    struct order order;
    struct canvas *canvas;
    struct error err = {0};
    made_up_order(
        &order, (const char *const[]){"slogan", "Hallo", "width", width, NULL});
    if (!press_paint_plan(made_up_press, &order, plan, &canvas, &err))
        fail_msg("%s", err.detail);
    canvas_destroy(canvas);
    order_finish(&order);
}

static size_t size_of(const struct plan *plan)
{
    struct artwork_store *store = artwork_store_create(1 << 30);
    struct error err;
    assert_true(artwork_store_add(store, plan, &err));
    const size_t size = artwork_store_size(store);
    artwork_store_destroy(store);
    return size;
}

static void what_was_used_last_is_kept_within_the_bound(void **state)
{
    (void)state;
    static const char *const widths[] = {"300", "310", "320",
                                         "330", "340", "350"};
    struct plan plans[6];
    struct error err;
    for (int i = 0; i < 6; i++)
        make_plan(widths[i], &plans[i]);
    const size_t most = 4 * size_of(&plans[5]);
    struct artwork_store *store = artwork_store_create(most);
    for (int i = 0; i < 6; i++) {
        assert_true(artwork_store_add(store, &plans[i], &err));
        assert_true(artwork_store_size(store) <= most);
        assert_non_null(artwork_store_find(store, &plans[i]));
        // The first is asked for again and again.
        assert_non_null(artwork_store_find(store, &plans[0]));
    }
    assert_null(artwork_store_find(store, &plans[1]));
    // What is there is not drawn again.
    const size_t size = artwork_store_size(store);
    assert_true(artwork_store_add(store, &plans[5], &err));
    assert_int_equal(artwork_store_size(store), size);
    artwork_store_destroy(store);
    for (int i = 0; i < 6; i++)
        plan_finish(&plans[i]);
}

static void what_is_too_large_is_not_kept(void **state)
{
    (void)state;
    struct plan plan;
    struct error err;
    make_plan("300", &plan);
    struct artwork_store *store = artwork_store_create(3 * size_of(&plan));
    assert_true(artwork_store_add(store, &plan, &err));
    assert_null(artwork_store_find(store, &plan));
    assert_int_equal(artwork_store_size(store), 0);
    artwork_store_destroy(store);
    artwork_store_destroy(NULL);
    plan_finish(&plan);
}

static void posters_from_prepared_art_are_the_same(void **state)
{
    (void)state;
    static const char *const orders[][7] = {
        {"slogan", "Hallo", NULL},
        {"slogan", "Hallo", "name", "Juf", NULL},
        {"slogan", "Hallo", "photo", "", NULL},
        {"slogan", "Hallo", "photo", "", "theme", "nacht", NULL},
        {"slogan", "Hallo", "format", "card", "bleed", "1", NULL},
        {"slogan", "Hallo", "format", "card", "bleed", "5", NULL}};
    const struct press_config paths = {
        folder_path("."), SOURCE_DIR "/fonts/fonts.ini", PHOTO_LIMITS_DEFAULT,
        10 * 1000 * 1000, NULL};
    struct press *keeping;
    struct error err = {0};
    assert_true(press_create(&keeping, &paths, &err));
    // Twice: drawn, and found again among the others.
    for (size_t i = 0; i < 2 * sizeof orders / sizeof *orders; i++) {
        struct order order;
        struct poster one;
        struct poster other;
        made_up_order(&order, orders[i % (sizeof orders / sizeof *orders)]);
        press_prepare(keeping, &order);
        assert_true(press_print(keeping, &order, &one, NULL, &err));
        assert_true(press_print(made_up_press, &order, &other, NULL, &err));
        assert_int_equal(one.file.size, other.file.size);
        assert_memory_equal(one.file.data, other.file.data, one.file.size);
        poster_finish(&one);
        poster_finish(&other);
        order_finish(&order);
    }
    press_destroy(keeping);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_was_used_last_is_kept_within_the_bound),
        cmocka_unit_test(what_is_too_large_is_not_kept),
        cmocka_unit_test(posters_from_prepared_art_are_the_same),
    };
    return cmocka_run_group_tests(tests, made_up_make, made_up_tidy);
}
