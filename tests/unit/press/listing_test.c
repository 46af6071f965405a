// Where the listing says that a photo goes is where a poster is planned to have
// it: for every template in every format.
#include "press/caption.h"
#include "press/framing.h"
#include "press/hyphens.h"
#include "press/photo_samples.h"
#include "press/plan.h"
#include "press/press.h"

#include <jansson.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct press *press;
static struct fonts fonts;
static struct shaper *shaper;
static struct hyphens *hyphens;
static json_t *listing;

static int open_all(void **state)
{
    (void)state;
    struct error err;
    const struct press_config paths = {SOURCE_DIR "/templates",
                                       SOURCE_DIR "/fonts/fonts.ini",
                                       PHOTO_LIMITS_DEFAULT, 0, NULL};
    if (!press_create(&press, &paths, &err) ||
        !fonts_open(&fonts, SOURCE_DIR "/fonts/fonts.ini", &err) ||
        !shaper_create(&shaper, &fonts, &err))
        return -1;
    hyphens = hyphens_create("/usr/share/hyphen");
    char *text = press_list_json(press, PRESS_LIST_TEMPLATES, LANGUAGE_NL);
    listing = text ? json_loads(text, 0, NULL) : NULL;
    free(text);
    return hyphens && listing ? 0 : -1;
}

static int close_all(void **state)
{
    (void)state;
    json_decref(listing);
    hyphens_destroy(hyphens);
    shaper_destroy(shaper);
    fonts_close(&fonts);
    press_destroy(press);
    return 0;
}

static double number_of(const json_t *object, const char *key)
{
    const json_t *value = json_object_get(object, key);
    if (!json_is_number(value))
        fail_msg("%s is no number", key);
    return json_number_value(value);
}

static const json_t *listed_template(size_t index)
{
    return json_array_get(json_object_get(listing, "templates"), index);
}

// What a page works out from the listing is what the plan has.
static void assert_planned(const json_t *window, const struct plan *plan)
{
    static const char *const names[] = {"x", "y", "width", "height"};
    const double planned[] = {plan->window.x, plan->window.y,
                              plan->window.width, plan->window.height};
    const json_t *anchor = json_object_get(window, "anchor");
    for (int i = 0; i < 4; i++) {
        assert_true(json_is_integer(json_object_get(window, names[i])));
        assert_float_equal(number_of(window, names[i]), planned[i], 0);
    }
    const struct point at = {number_of(anchor, "x"), number_of(anchor, "y")};
    assert_true(at.x >= 0 && at.x <= 1 && at.y >= 0 && at.y <= 1);
    int width;
    int height;
    photo_upright_size(&plan->photo, plan->turn, &width, &height);
    const struct rect crop =
        framing_crop(&plan->framing, width, height, number_of(window, "width"),
                     number_of(window, "height"), at);
    assert_float_equal(crop.x, plan->crop.x, 1e-9);
    assert_float_equal(crop.y, plan->crop.y, 1e-9);
    assert_float_equal(crop.width, plan->crop.width, 1e-9);
    assert_float_equal(crop.height, plan->crop.height, 1e-9);
}

static void assert_format(const struct template *template,
                          const struct format *format, const json_t *windows)
{
    static const struct photo_limits limits = PHOTO_LIMITS_DEFAULT;
    struct order order;
    struct plan plan;
    struct error err = {0};
    order_init(&order);
    order.photo = photo_samples[0].file;
    order.framing = (struct framing){true, 0.4, 0.3, true, 1.7, 90};
    const struct plan_request request = {
        .order = &order,
        .template = template,
        .format = format,
        .theme = template_theme(template, template->default_theme),
        .fonts = &fonts,
        .shaper = shaper,
        .hyphens = hyphens,
        .photo_limits = &limits,
        .formats = press_formats(press)};
    if (!plan_make(&plan, &request, &err))
        fail_msg("%s %s: %s", template->id, format->id, err.detail);
    const json_t *window = json_object_get(windows, format->id);
    assert_int_equal(window != NULL, plan.has_photo);
    if (window)
        assert_planned(window, &plan);
    plan_finish(&plan);
    order_finish(&order);
}

static void a_listed_window_is_that_of_the_poster(void **state)
{
    (void)state;
    const struct template_list *templates = press_templates(press);
    const struct format_list *formats = press_formats(press);
    size_t count = 0;
    for (size_t i = 0; i < templates->count; i++) {
        const struct template *template = &templates->items[i];
        const json_t *windows = json_object_get(listed_template(i), "windows");
        for (size_t k = 0; k < formats->count; k++)
            if (template_layout(template, formats->items[k].layout)) {
                assert_format(template, &formats->items[k], windows);
                count++;
            }
    }
    assert_true(count > 100);
}

// Anchors are only told apart from centres where a layout has a focus.
static void a_layout_with_a_focus_has_its_anchor_there(void **state)
{
    (void)state;
    size_t other = 0;
    for (size_t i = 0; i < press_templates(press)->count; i++) {
        const char *id;
        json_t *window;
        json_t *windows = json_object_get(listed_template(i), "windows");
        json_object_foreach(windows, id, window)
        {
            const json_t *anchor = json_object_get(window, "anchor");
            other +=
                number_of(anchor, "x") != 0.5 || number_of(anchor, "y") != 0.5;
        }
    }
    assert_true(other > 20);
}

static void what_a_template_is_for_is_listed_in_one_order(void **state)
{
    (void)state;
    static const char *const words[] = {"self", "team", "thanks", "join",
                                        "event"};
    for (size_t i = 0; i < press_templates(press)->count; i++) {
        const struct template *template = &press_templates(press)->items[i];
        const json_t *uses = json_object_get(listed_template(i), "uses");
        size_t count = 0;
        // Each of ours is for something.
        assert_true(template->uses > 0);
        for (int k = 0; k < TEMPLATE_USES; k++)
            if (template->uses >> k & 1)
                assert_string_equal(
                    json_string_value(json_array_get(uses, count++)), words[k]);
        assert_int_equal(json_array_size(uses), count);
    }
}

static void every_network_is_listed_with_its_text_and_hashtags(void **state)
{
    (void)state;
    for (size_t i = 0; i < press_templates(press)->count; i++) {
        const json_t *captions =
            json_object_get(listed_template(i), "captions");
        assert_int_equal(json_array_size(captions), NETWORKS);
        for (size_t k = 0; k < NETWORKS; k++) {
            const json_t *one = json_array_get(captions, k);
            const json_t *hashtags = json_object_get(one, "hashtags");
            assert_string_equal(
                json_string_value(json_object_get(one, "network")),
                networks[k].id);
            assert_string_equal(
                json_string_value(json_object_get(one, "text")),
                caption_text(
                    &(struct caption_source){
                        .template = &press_templates(press)->items[i]},
                    &networks[k], LANGUAGE_NL));
            assert_int_equal(number_of(one, "limit"), networks[k].limit);
            assert_int_equal(json_array_size(hashtags), networks[k].hashtags);
            if (networks[k].hashtags > 0)
                assert_string_equal(
                    json_string_value(json_array_get(hashtags, 0)),
                    "#EchteInfluencer");
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_listed_window_is_that_of_the_poster),
        cmocka_unit_test(a_layout_with_a_focus_has_its_anchor_there),
        cmocka_unit_test(what_a_template_is_for_is_listed_in_one_order),
        cmocka_unit_test(every_network_is_listed_with_its_text_and_hashtags),
    };
    return cmocka_run_group_tests(tests, open_all, close_all);
}
