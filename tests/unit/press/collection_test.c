// The templates of the project as a collection: what a campaign is promised.
#include "press/check.h"
#include "press/press.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct press *press;

static const struct press_config paths = {SOURCE_DIR "/templates",
                                          SOURCE_DIR "/fonts/fonts.ini",
                                          PHOTO_LIMITS_DEFAULT, 0, NULL};

static int open_press(void **state)
{
    (void)state;
    struct error err;
    return press_create(&press, &paths, &err) ? 0 : -1;
}

static int close_press(void **state)
{
    (void)state;
    press_destroy(press);
    return 0;
}

static void a_check_of_the_collection_finds_nothing(void **state)
{
    (void)state;
    struct findings findings = {0};
    struct error err;
    assert_true(check_run(&paths, BUILD_DIR "/samples", &findings, &err));
    for (size_t i = 0; i < findings.count; i++)
        print_error("%s:%d: %s\n", findings.items[i].path,
                    findings.items[i].line, findings.items[i].text);
    assert_int_equal(findings.count, 0);
    assert_int_equal(press_templates(press)->refusal_count, 0);
    findings_finish(&findings);
}

static void there_are_ten_templates_with_three_themes(void **state)
{
    (void)state;
    const struct template_list *list = press_templates(press);
    assert_true(list->count >= 10);
    for (size_t i = 0; i < list->count; i++)
        assert_true(list->items[i].theme_count >= 3);
}

static void every_language_has_eight_starters(void **state)
{
    (void)state;
    const struct template_list *list = press_templates(press);
    for (size_t i = 0; i < list->count; i++) {
        const struct field *slogan = template_field(&list->items[i], "slogan");
        int counts[LANGUAGE_COUNT] = {0};
        assert_non_null(slogan);
        for (size_t k = 0; k < slogan->starter_count; k++)
            counts[slogan->starters[k].language]++;
        for (int k = 0; k < LANGUAGE_COUNT; k++)
            if (counts[k] < 8)
                fail_msg("%s: %d starters in language %d", list->items[i].id,
                         counts[k], k);
    }
}

// What people start from fits in what they may type, and nobody reads it twice.
static void starters_are_short_enough_and_differ(void **state)
{
    (void)state;
    const struct template_list *list = press_templates(press);
    for (size_t i = 0; i < list->count; i++) {
        const struct field *slogan = template_field(&list->items[i], "slogan");
        struct field only = *slogan;
        const struct template alone = {
            .photo = PHOTO_OPTIONAL, .fields = &only, .field_count = 1};
        for (size_t k = 0; k < slogan->starter_count; k++) {
            const struct starter *starter = &slogan->starters[k];
            const struct layout layout = {.has_window = false};
            struct order order;
            struct error err;
            order_init(&order);
            if (!order_set(&order, "slogan", starter->words,
                           strlen(starter->words), &err) ||
                !order_check(&order, &alone, &layout, &err))
                fail_msg("%s: \"%s\"", list->items[i].id, starter->words);
            order_finish(&order);
            for (size_t j = 0; j < k; j++)
                if (slogan->starters[j].language == starter->language &&
                    strcmp(slogan->starters[j].words, starter->words) == 0)
                    fail_msg("%s: twice \"%s\"", list->items[i].id,
                             starter->words);
        }
    }
}

static size_t count_offers(const struct format *format)
{
    const struct template_list *list = press_templates(press);
    size_t count = 0;
    for (size_t i = 0; i < list->count; i++)
        count += template_layout(&list->items[i], format->layout) != NULL;
    return count;
}

static void
every_format_comes_in_three_designs_and_the_usual_ones_in_all(void **state)
{
    (void)state;
    static const char *const usual[] = {"instagram-square",
                                        "instagram-portrait",
                                        "story",
                                        "link-preview",
                                        "a4",
                                        "a3"};
    const struct format_list *formats = press_formats(press);
    for (size_t i = 0; i < formats->count; i++)
        if (count_offers(&formats->items[i]) < 3)
            fail_msg("%s: %zu", formats->items[i].id,
                     count_offers(&formats->items[i]));
    for (size_t i = 0; i < sizeof usual / sizeof *usual; i++)
        assert_int_equal(count_offers(format_find(formats, usual[i])),
                         press_templates(press)->count);
}

// Others rely on these names.
static void formats_keep_their_names(void **state)
{
    (void)state;
    static const char *const ids[] = {"instagram-square",
                                      "instagram-portrait",
                                      "instagram-tall",
                                      "story",
                                      "link-preview",
                                      "facebook-cover",
                                      "facebook-event",
                                      "x-post",
                                      "x-header",
                                      "linkedin-post",
                                      "linkedin-banner",
                                      "profile",
                                      "youtube-thumbnail",
                                      "slide",
                                      "infoscreen",
                                      "video-background",
                                      "signature",
                                      "a5",
                                      "a4",
                                      "a3",
                                      "a2",
                                      "rollup",
                                      "ad-300x250",
                                      "ad-336x280",
                                      "ad-728x90",
                                      "ad-300x600",
                                      "ad-160x600",
                                      "ad-320x50",
                                      "ad-320x100",
                                      "ad-970x250"};
    for (size_t i = 0; i < sizeof ids / sizeof *ids; i++)
        if (!format_find(press_formats(press), ids[i]))
            fail_msg("%s is gone", ids[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_check_of_the_collection_finds_nothing),
        cmocka_unit_test(there_are_ten_templates_with_three_themes),
        cmocka_unit_test(every_language_has_eight_starters),
        cmocka_unit_test(starters_are_short_enough_and_differ),
        cmocka_unit_test(
            every_format_comes_in_three_designs_and_the_usual_ones_in_all),
        cmocka_unit_test(formats_keep_their_names),
    };
    return cmocka_run_group_tests(tests, open_press, close_press);
}
