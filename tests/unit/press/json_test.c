// The listing that `list --json` and GET /api/v1/templates share, parsed again.
#include "press/json.h"

#include <jansson.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct press *press;

static int open_press(void **state)
{
    (void)state;
    struct error err;
    const struct press_config paths = {SOURCE_DIR "/templates",
                                       SOURCE_DIR "/fonts/fonts.ini",
                                       PHOTO_LIMITS_DEFAULT, 0, NULL};
    return !press_create(&press, &paths, &err);
}

static int close_press(void **state)
{
    (void)state;
    press_destroy(press);
    return 0;
}

static json_t *parse(char *text)
{
    json_error_t fault;
    assert_non_null(text);
    json_t *root = json_loads(text, JSON_REJECT_DUPLICATES, &fault);
    if (!root)
        fail_msg("%s in %s", fault.text, text);
    free(text);
    return root;
}

static const char *text_of(const json_t *object, const char *key)
{
    const char *text = json_string_value(json_object_get(object, key));
    if (!text)
        fail_msg("%s is no text", key);
    return text;
}

static long number_of(const json_t *object, const char *key)
{
    const json_t *value = json_object_get(object, key);
    if (!json_is_number(value))
        fail_msg("%s is no number", key);
    return (long)json_number_value(value);
}

static void assert_starters(const json_t *list, const struct field *field)
{
    size_t count = 0;
    for (size_t i = 0; i < field->starter_count; i++)
        if (field->starters[i].language == LANGUAGE_FR)
            assert_string_equal(
                json_string_value(json_array_get(list, count++)),
                field->starters[i].words);
    assert_true(json_is_array(list));
    assert_int_equal(json_array_size(list), count);
}

static void assert_fields(const json_t *list, const struct template *template)
{
    assert_int_equal(json_array_size(list), template->field_count);
    for (size_t i = 0; i < template->field_count; i++) {
        const json_t *field = json_array_get(list, i);
        const struct field *expected = &template->fields[i];
        assert_string_equal(text_of(field, "id"), expected->id);
        assert_string_equal(text_of(field, "label"),
                            expected->labels[LANGUAGE_FR]);
        assert_string_equal(text_of(field, "example"),
                            expected->examples[LANGUAGE_FR]);
        assert_int_equal(number_of(field, "max_length"), expected->max_length);
        assert_true(json_is_boolean(json_object_get(field, "required")));
        assert_int_equal(json_is_true(json_object_get(field, "required")),
                         expected->required);
        assert_starters(json_object_get(field, "starters"), expected);
    }
}

static void assert_themes(const json_t *list, const struct template *template)
{
    assert_int_equal(json_array_size(list), template->theme_count);
    for (size_t i = 0; i < template->theme_count; i++) {
        const json_t *theme = json_array_get(list, i);
        const json_t *colors = json_object_get(theme, "colors");
        assert_string_equal(text_of(theme, "id"), template->themes[i].id);
        assert_string_equal(text_of(theme, "name"),
                            template->themes[i].names[LANGUAGE_FR]);
        assert_int_equal(json_object_size(colors),
                         template->themes[i].color_count);
        const struct theme_color *first = &template->themes[i].colors[0];
        const char *color = text_of(colors, first->name);
        assert_int_equal(strlen(color), 7);
        assert_int_equal(color[0], '#');
        assert_int_equal(strtoul(color + 1, NULL, 16), first->rgb);
    }
}

static void every_template_is_listed_with_all_it_offers(void **state)
{
    (void)state;
    static const char *const wishes[] = {"required", "optional", "none"};
    json_t *root =
        parse(press_list_json(press, PRESS_LIST_TEMPLATES, LANGUAGE_FR));
    const json_t *list = json_object_get(root, "templates");
    const struct template_list *templates = press_templates(press);
    assert_null(json_object_get(root, "formats"));
    assert_int_equal(json_array_size(list), templates->count);
    for (size_t i = 0; i < templates->count; i++) {
        const json_t *item = json_array_get(list, i);
        const struct template *template = &templates->items[i];
        assert_string_equal(text_of(item, "id"), template->id);
        assert_string_equal(text_of(item, "name"),
                            template->names[LANGUAGE_FR]);
        assert_string_equal(text_of(item, "photo"), wishes[template->photo]);
        assert_fields(json_object_get(item, "fields"), template);
        assert_themes(json_object_get(item, "themes"), template);
        const json_t *formats = json_object_get(item, "formats");
        assert_true(json_array_size(formats) >= 5);
        for (size_t k = 0; k < json_array_size(formats); k++) {
            const struct format *format =
                format_find(press_formats(press),
                            json_string_value(json_array_get(formats, k)));
            assert_non_null(format);
            assert_non_null(template_layout(template, format->layout));
        }
    }
    json_decref(root);
}

static void every_format_is_listed_with_its_pixels(void **state)
{
    (void)state;
    json_t *root =
        parse(press_list_json(press, PRESS_LIST_FORMATS, LANGUAGE_EN));
    const json_t *list = json_object_get(root, "formats");
    const struct format_list *formats = press_formats(press);
    assert_null(json_object_get(root, "templates"));
    assert_int_equal(json_array_size(list), formats->count);
    for (size_t i = 0; i < formats->count; i++) {
        const json_t *item = json_array_get(list, i);
        const struct format *format = &formats->items[i];
        assert_string_equal(text_of(item, "id"), format->id);
        assert_string_equal(text_of(item, "name"), format->names[LANGUAGE_EN]);
        assert_string_equal(text_of(item, "group"), format->group);
        assert_int_equal(number_of(item, "width"), format->width_px);
        assert_int_equal(number_of(item, "height"), format->height_px);
        assert_int_equal(number_of(item, "dpi"), (long)format->dpi);
        assert_int_equal(number_of(item, "bleed_px"), format->bleed_px);
    }
    json_decref(root);
}

static void the_whole_listing_has_both_parts(void **state)
{
    (void)state;
    json_t *root = parse(press_list_json(press, PRESS_LIST_ALL, LANGUAGE_NL));
    assert_true(json_is_array(json_object_get(root, "templates")));
    assert_true(json_is_array(json_object_get(root, "formats")));
    json_decref(root);
}

static void dutch_stands_in_for_a_language_that_is_missing(void **state)
{
    (void)state;
    char dutch[] = "Één";
    char english[] = "One";
    struct format items[] = {
        {.id = "a", .names = {[LANGUAGE_NL] = dutch, [LANGUAGE_EN] = english}}};
    const struct format_list formats = {.items = items, .count = 1};
    const struct template_list none = {0};
    static const char *const expected[] = {"Één", "Één", "One", "Één"};
    for (int language = 0; language < LANGUAGE_COUNT; language++) {
        json_t *root = parse(json_listing(&none, &formats, PRESS_LIST_ALL,
                                          (enum language)language));
        const json_t *list = json_object_get(root, "formats");
        assert_string_equal(text_of(json_array_get(list, 0), "name"),
                            expected[language]);
        assert_int_equal(json_array_size(json_object_get(root, "templates")),
                         0);
        json_decref(root);
    }
}

static void an_object_keeps_its_texts_whatever_is_in_them(void **state)
{
    (void)state;
    static const char odd[] = "a \"b\" \\ \n\t </script> é 😀 \x01";
    const struct json_member members[] = {
        {"text", odd, 0}, {"number", NULL, -7}, {"empty", "", 0}};
    json_t *root = parse(json_object_text(members, 3));
    assert_string_equal(text_of(root, "text"), odd);
    assert_int_equal(number_of(root, "number"), -7);
    assert_string_equal(text_of(root, "empty"), "");
    json_decref(root);
    root = parse(json_object_text(members, 0));
    assert_int_equal(json_object_size(root), 0);
    json_decref(root);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_template_is_listed_with_all_it_offers),
        cmocka_unit_test(every_format_is_listed_with_its_pixels),
        cmocka_unit_test(the_whole_listing_has_both_parts),
        cmocka_unit_test(dutch_stands_in_for_a_language_that_is_missing),
        cmocka_unit_test(an_object_keeps_its_texts_whatever_is_in_them),
    };
    return cmocka_run_group_tests(tests, open_press, close_press);
}
