// The hash of an order: everything that is said of the poster changes it.
#include "press/order.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void each_wish_gives_another_hash(void **state)
{
    (void)state;
    static const char *const wishes[][2] = {
        {"template", "volgers"}, {"format", "a2"},    {"theme", "geel"},
        {"type", "png"},         {"type", "jpeg"},    {"lang", "fr"},
        {"focus_x", "0.5"},      {"focus_y", "0.25"}, {"zoom", "1"},
        {"zoom", "1.5"},         {"turn", "90"},      {"width", "360"},
        {"bleed", "3"},          {"effort", "small"}, {"marks", "yes"},
        {"tiles", "a4"},         {"slogan", "ab"},    {"name", "ab"}};
    enum { COUNT = sizeof wishes / sizeof *wishes };
    uint64_t hashes[COUNT + 2];
    struct order order;
    struct error err;
    order_init(&order);
    hashes[0] = order_hash(&order, BYTES_HASH_EMPTY);
    for (size_t i = 0; i < COUNT; i++) {
        assert_true(order_set(&order, wishes[i][0], wishes[i][1],
                              strlen(wishes[i][1]), &err));
        hashes[i + 1] = order_hash(&order, BYTES_HASH_EMPTY);
    }
    order.photo = (struct bytes){(const uint8_t *)"x", 1};
    hashes[COUNT + 1] = order_hash(&order, BYTES_HASH_EMPTY);
    for (size_t i = 0; i < COUNT + 2; i++)
        for (size_t j = 0; j < i; j++)
            if (hashes[i] == hashes[j])
                fail_msg("wish %zu changes nothing", i);
    assert_int_equal(order_hash(&order, BYTES_HASH_EMPTY), hashes[COUNT + 1]);
    assert_int_not_equal(order_hash(&order, 1), hashes[COUNT + 1]);
    order_finish(&order);
}

static void words_stay_with_their_field(void **state)
{
    (void)state;
    uint64_t hashes[2];
    for (int i = 0; i < 2; i++) {
        struct order order;
        struct error err;
        order_init(&order);
        assert_true(
            order_set(&order, i ? "ab" : "a", i ? "c" : "bc", i ? 1 : 2, &err));
        hashes[i] = order_hash(&order, BYTES_HASH_EMPTY);
        order_finish(&order);
    }
    assert_int_not_equal(hashes[0], hashes[1]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_wish_gives_another_hash),
        cmocka_unit_test(words_stay_with_their_field),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
