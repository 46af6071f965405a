#include "press/order.h"
#include "press/template.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static bool set(struct order *order, const char *name, const char *value,
                struct error *err)
{
    *err = (struct error){0};
    return order_set(order, name, value, strlen(value), err);
}

static void good_values_are_taken(void **state)
{
    (void)state;
    struct order order;
    struct error err;
    order_init(&order);
    static const char *const good[][2] = {
        {"template", "volgers"},   {"format", "a4"},   {"theme", "geel"},
        {"type", "png"},           {"lang", "fr-BE"},  {"focus_x", "0"},
        {"focus_y", "1"},          {"focus_y", "0,5"}, {"zoom", "8"},
        {"zoom", "1.250"},         {"turn", "270"},    {"width", "360"},
        {"slogan", "Geen filter."}};
    for (size_t i = 0; i < sizeof good / sizeof *good; i++)
        if (!set(&order, good[i][0], good[i][1], &err))
            fail_msg("%s=%s", good[i][0], good[i][1]);
    assert_string_equal(order.template_id, "volgers");
    assert_string_equal(order.format_id, "a4");
    assert_string_equal(order.theme_id, "geel");
    assert_int_equal(order.language, LANGUAGE_FR);
    assert_true(order.framing.has_focus);
    assert_true(order.framing.focus_x == 0 && order.framing.focus_y == 0.5);
    assert_true(order.framing.zoom == 1.25);
    assert_int_equal(order.framing.turn, 270);
    assert_int_equal(order.width_px, 360);
    assert_string_equal(order_words(&order, "slogan"), "Geen filter.");
    assert_string_equal(order_words(&order, "name"), "");
    order_finish(&order);
}

static void marks_and_sheets_ask_for_a_pdf(void **state)
{
    (void)state;
    struct error error;
    struct order order;
    order_init(&order);
    assert_true(order_set(&order, "marks", "yes", 3, &error));
    assert_int_equal(order.type, POSTER_PDF);
    assert_true(order_set(&order, "marks", "no", 2, &error));
    assert_int_equal(order.type, POSTER_PNG);
    assert_true(order_set(&order, "tiles", "a4", 2, &error));
    assert_true(order_set(&order, "type", "", 0, &error));
    assert_int_equal(order.type, POSTER_PDF);
    // Another type that is asked for stays, and is refused with them later.
    assert_true(order_set(&order, "type", "png", 3, &error));
    assert_true(order_set(&order, "tiles", "a4", 2, &error));
    assert_int_equal(order.type, POSTER_PNG);
    order_finish(&order);
}

static void bad_values_name_their_field(void **state)
{
    (void)state;
    static const char *const bad[][2] = {
        {"type", "jpg"},
        {"type", "tiff"},
        {"type", "PDF"},
        {"marks", "1"},
        {"marks", "ja"},
        {"tiles", "a3"},
        {"tiles", "4"},
        {"type", "webp"},
        {"type", "PNG"},
        {"lang", "tlh"},
        {"lang", "nederlands"},
        {"focus_x", "-1"},
        {"focus_x", "1.01"},
        {"focus_y", "nan"},
        {"focus_y", "inf"},
        {"focus_y", " 1"},
        {"focus_y", "1e-3"},
        {"focus_y", "0x1"},
        {"focus_y", "."},
        {"focus_y", "0.1.2"},
        {"focus_y", "1234567890123456789012345678901"},
        {"focus_y", "0.500000000000000000000000000000"},
        {"focus_y", "0.5000000000000000000000000000000x"},
        {"focus_y", "00000000000000000000000000000000x"},
        {"zoom", "0.99"},
        {"zoom", "8.01"},
        {"zoom", "+2"},
        {"turn", "45"},
        {"effort", "big"},
        {"effort", "Small"},
        {"turn", "-90"},
        {"turn", "360"},
        {"width", "15"},
        {"width", "99999"},
        {"template", "een-naam-die-veel-langer-is-dan-een-id"},
        {"format", "een-naam-die-veel-langer-is-dan-een-id"},
        {"theme", "een-naam-die-veel-langer-is-dan-een-id"}};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct order order;
        struct error err;
        order_init(&order);
        if (set(&order, bad[i][0], bad[i][1], &err))
            fail_msg("%s=%s was taken", bad[i][0], bad[i][1]);
        assert_int_equal(err.kind, ERROR_INVALID);
        assert_string_equal(err.field, bad[i][0]);
        order_finish(&order);
    }
}

static void a_nul_does_not_make_a_value_right(void **state)
{
    (void)state;
    struct order order;
    struct error err;
    order_init(&order);
    assert_false(order_set(&order, "turn", "90\0", 3, &err));
    assert_false(order_set(&order, "type", "png\0x", 5, &err));
    order_finish(&order);
}

static void empty_values_are_not_given(void **state)
{
    (void)state;
    static const char *const names[] = {"format",  "theme",   "type", "lang",
                                        "focus_x", "focus_y", "zoom", "turn",
                                        "width",   "slogan"};
    struct order order;
    struct order untouched;
    struct error err;
    order_init(&order);
    order_init(&untouched);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        assert_true(set(&order, names[i], "", &err));
    assert_memory_equal(&order, &untouched, sizeof order);
    order_finish(&order);
}

static void fields_have_proper_names_and_come_once(void **state)
{
    (void)state;
    struct order order;
    struct error err;
    order_init(&order);
    static const char *const wrong[] = {
        "", "<b>", "Slogan", "a b", "é", "een-veld-met-een-veel-te-lange-naam"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        assert_false(set(&order, wrong[i], "x", &err));
        assert_int_equal(err.message, MESSAGE_FIELD_UNKNOWN);
        assert_string_equal(err.field, "");
    }
    // The longest name, and one letter more.
    static const char longest[] = "abcdefghijklmnopqrstuvwxyz-_0123";
    assert_true(order_is_name(longest + 1));
    assert_true(set(&order, longest + 1, "x", &err));
    assert_string_equal(order_words(&order, longest + 1), "x");
    assert_false(order_is_name(longest));
    assert_false(set(&order, longest, "x", &err));
    assert_int_equal(err.message, MESSAGE_FIELD_UNKNOWN);
    assert_true(set(&order, "slogan", "x", &err));
    assert_false(set(&order, "slogan", "y", &err));
    assert_int_equal(err.message, MESSAGE_FIELD_TWICE);
    assert_string_equal(order_words(&order, "slogan"), "x");
    order_finish(&order);
}

static void an_order_has_room_for_so_many_fields(void **state)
{
    (void)state;
    struct order order;
    struct error err;
    order_init(&order);
    for (int i = 0; i <= LIMIT_ORDER_TEXTS; i++) {
        const char name[] = {'f', (char)('a' + i), '\0'};
        assert_int_equal(set(&order, name, "x", &err), i < LIMIT_ORDER_TEXTS);
    }
    order_finish(&order);
}

static void an_order_is_checked_against_its_template(void **state)
{
    (void)state;
    struct field fields[] = {
        {.id = "slogan", .required = true, .max_length = 5},
        {.id = "name", .max_length = 3}};
    struct template template = {
        .photo = PHOTO_REQUIRED, .fields = fields, .field_count = 2};
    struct layout layout = {.has_window = true};
    struct order order;
    struct error err;
    order_init(&order);
    assert_false(order_check(&order, &template, &layout, &err));
    assert_int_equal(err.message, MESSAGE_TEXT_MISSING);
    assert_string_equal(err.field, "slogan");
    assert_true(set(&order, "slogan", "één 👩‍🏫", &err));
    assert_false(order_check(&order, &template, &layout, &err));
    assert_int_equal(err.message, MESSAGE_PHOTO_MISSING);
    order.photo.data = (const uint8_t *)"";
    assert_true(order_check(&order, &template, &layout, &err));
    template.photo = PHOTO_NONE;
    assert_false(order_check(&order, &template, &layout, &err));
    assert_int_equal(err.message, MESSAGE_PHOTO_NOT_WANTED);
    template.photo = PHOTO_OPTIONAL;
    assert_true(set(&order, "name", "abcd", &err));
    assert_false(order_check(&order, &template, &layout, &err));
    assert_int_equal(err.message, MESSAGE_TEXT_TOO_LONG);
    assert_int_equal(err.values[0], 4);
    assert_int_equal(err.values[1], 3);
    fields[1].max_length = 4;
    assert_true(order_check(&order, &template, &layout, &err));
    assert_true(set(&order, "other", "x", &err));
    assert_false(order_check(&order, &template, &layout, &err));
    assert_int_equal(err.message, MESSAGE_FIELD_UNKNOWN);
    order_finish(&order);
}

static void a_layout_without_a_window_needs_no_photo(void **state)
{
    (void)state;
    static struct field field = {.id = "slogan", .max_length = 5};
    struct template template = {
        .photo = PHOTO_REQUIRED, .fields = &field, .field_count = 1};
    struct layout layout = {.has_window = true};
    struct order order;
    struct error err;
    order_init(&order);
    assert_false(order_check(&order, &template, &layout, &err));
    assert_int_equal(err.message, MESSAGE_PHOTO_MISSING);
    layout.has_window = false;
    assert_true(order_check(&order, &template, &layout, &err));
    // One that no layout wants is still one too many.
    template.photo = PHOTO_NONE;
    order.photo.data = (const uint8_t *)"";
    assert_false(order_check(&order, &template, &layout, &err));
    assert_int_equal(err.message, MESSAGE_PHOTO_NOT_WANTED);
    order_finish(&order);
}

static void a_number_may_have_a_comma_and_many_digits(void **state)
{
    (void)state;
    static const struct {
        const char *value;
        double expected;
    } good[] = {{"0,25", 0.25},
                {".5", 0.5},
                {"1.", 1},
                {"00.50", 0.5},
                {"0.123456789", 0.123456789},
                {"0.3333333333333333", 1 / 3.0},
                {"0.14285714285714285", 1 / 7.0},
                {"0.99999999999999999999", 1},
                {"1.00000000000000000000000000000", 1},
                {",0", 0},
                {"000", 0}};
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        struct order order;
        struct error err;
        order_init(&order);
        assert_true(set(&order, "focus_x", good[i].value, &err));
        assert_true(fabs(order.framing.focus_x - good[i].expected) < 1e-13);
        order_finish(&order);
    }
}

static void half_a_focus_is_a_focus(void **state)
{
    (void)state;
    static const char *const halves[] = {"focus_x", "focus_y"};
    for (int i = 0; i < 2; i++) {
        struct order order;
        struct error err;
        order_init(&order);
        assert_false(order.framing.has_focus);
        assert_true(set(&order, halves[i], "0.75", &err));
        assert_true(order.framing.has_focus);
        // What was not given stays the usual place of a face.
        assert_true(order.framing.focus_x == (i ? ORDER_FOCUS_X : 0.75));
        assert_true(order.framing.focus_y == (i ? 0.75 : ORDER_FOCUS_Y));
        assert_true(set(&order, halves[i], "", &err));
        assert_true(set(&order, halves[1 - i], "", &err));
        assert_true(order.framing.has_focus);
        order_finish(&order);
    }
}

static void a_property_may_be_given_again(void **state)
{
    (void)state;
    struct order order;
    struct error err;
    order_init(&order);
    assert_true(set(&order, "zoom", "2", &err));
    assert_true(set(&order, "zoom", "3", &err));
    assert_true(order.framing.zoom == 3);
    // An empty value is no value: it takes nothing back.
    assert_true(set(&order, "zoom", "", &err));
    assert_true(order.framing.zoom == 3);
    order_finish(&order);
}

static void a_failure_leaves_the_order_as_it_was(void **state)
{
    (void)state;
    static const char *const bad[][2] = {
        {"zoom", "9"},    {"focus_x", "2"}, {"focus_y", "x"}, {"turn", "1"},
        {"width", "1"},   {"type", "gif"},  {"lang", "xx"},   {"slogan", "y"},
        {"name", "\xff"}, {"a b", "x"},     {"name", "a\x01"}};
    struct order order;
    struct order before;
    struct error err;
    order_init(&order);
    assert_true(set(&order, "slogan", "x", &err));
    before = order;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        if (set(&order, bad[i][0], bad[i][1], &err))
            fail_msg("%s=%s", bad[i][0], bad[i][1]);
    // The words of a text that failed are freed or kept, never half of it.
    assert_int_equal(order.text_count, before.text_count);
    assert_memory_equal(&order.framing, &before.framing, sizeof order.framing);
    assert_int_equal(order.width_px, before.width_px);
    assert_int_equal(order.type, before.type);
    assert_string_equal(order_words(&order, "slogan"), "x");
    order_finish(&order);
}

static void a_value_needs_no_nul(void **state)
{
    (void)state;
    struct order order;
    struct error err;
    order_init(&order);
    assert_true(order_set(&order, "zoom", "23456", 1, &err));
    assert_true(order.framing.zoom == 2);
    assert_true(order_set(&order, "slogan", "Respect.....", 8, &err));
    assert_string_equal(order_words(&order, "slogan"), "Respect.");
    // Memory of exactly this size, so that reading past it is seen.
    char *exact = malloc(300);
    memset(exact, '1', 300);
    assert_false(order_set(&order, "zoom", exact, 300, &err));
    assert_false(order_set(&order, "template", exact, 300, &err));
    assert_false(order_set(&order, "turn", exact, 300, &err));
    free(exact);
    assert_true(order_is_property("focus_y") && !order_is_property("slogan"));
    order_finish(&order);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(good_values_are_taken),
        cmocka_unit_test(bad_values_name_their_field),
        cmocka_unit_test(marks_and_sheets_ask_for_a_pdf),
        cmocka_unit_test(a_nul_does_not_make_a_value_right),
        cmocka_unit_test(empty_values_are_not_given),
        cmocka_unit_test(fields_have_proper_names_and_come_once),
        cmocka_unit_test(an_order_has_room_for_so_many_fields),
        cmocka_unit_test(an_order_is_checked_against_its_template),
        cmocka_unit_test(a_layout_without_a_window_needs_no_photo),
        cmocka_unit_test(a_number_may_have_a_comma_and_many_digits),
        cmocka_unit_test(half_a_focus_is_a_focus),
        cmocka_unit_test(a_property_may_be_given_again),
        cmocka_unit_test(a_failure_leaves_the_order_as_it_was),
        cmocka_unit_test(a_value_needs_no_nul),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
