// Sizes: the project's own formats in pixels, bleeds of paper, and where on a
// family's canvas words are safe.
#include "press/format.h"

#include "folder.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct format_list formats;

static int make(void **state)
{
    (void)state;
    struct error err;
    folder_make();
    return !format_list_read(&formats, SOURCE_DIR "/templates/formats.ini",
                             &err);
}

static int tidy(void **state)
{
    (void)state;
    format_list_finish(&formats);
    folder_remove();
    return 0;
}

static int to_px(double mm, double dpi)
{
    return (int)lround(mm / 25.4 * dpi);
}

static void paper_has_the_pixels_of_its_millimetres(void **state)
{
    (void)state;
    static const struct {
        const char *id;
        double width_mm;
        double height_mm;
    } papers[] = {
        {"a5", 148, 210}, {"a4", 210, 297}, {"a3", 297, 420}, {"a2", 420, 594}};
    static const int bleeds[] = FORMAT_BLEEDS_MM;
    for (size_t i = 0; i < sizeof papers / sizeof *papers; i++) {
        struct format format = *format_find(&formats, papers[i].id);
        // As the file has it.
        assert_int_equal(format.width_px, to_px(papers[i].width_mm + 6, 300));
        assert_int_equal(format.bleed_px, 35);
        for (size_t k = 0; k < sizeof bleeds / sizeof *bleeds; k++) {
            const double both = 2.0 * bleeds[k];
            format_set_bleed(&format, bleeds[k]);
            assert_int_equal(format.width_px,
                             to_px(papers[i].width_mm + both, 300));
            assert_int_equal(format.height_px,
                             to_px(papers[i].height_mm + both, 300));
            assert_int_equal(format.bleed_px, to_px(bleeds[k], 300));
            assert_true(format.bleed_mm == bleeds[k]);
        }
    }
}

// By hand, so that the sum above cannot be wrong in the same way.
static void the_sizes_of_a4_are_those_of_printers(void **state)
{
    (void)state;
    static const int sizes[][3] = {
        {0, 2480, 3508}, {1, 2504, 3531}, {3, 2551, 3579}, {5, 2598, 3626}};
    struct format format = *format_find(&formats, "a4");
    for (int i = 0; i < 4; i++) {
        format_set_bleed(&format, sizes[i][0]);
        assert_int_equal(format.width_px, sizes[i][1]);
        assert_int_equal(format.height_px, sizes[i][2]);
    }
}

static void a_rollup_has_a_hundred_dots_an_inch(void **state)
{
    (void)state;
    const struct format *rollup = format_find(&formats, "rollup");
    assert_int_equal(rollup->width_px, 3346);
    assert_int_equal(rollup->height_px, 7874);
    assert_int_equal(rollup->bleed_px, 0);
    assert_true(rollup->trim_mm[0] == 850 && rollup->trim_mm[1] == 2000);
}

static void every_format_has_a_family_of_its_proportions(void **state)
{
    (void)state;
    for (size_t i = 0; i < formats.count; i++) {
        const struct format *format = &formats.items[i];
        const struct family *family = format_family(&formats, format->layout);
        assert_non_null(family);
        const double ratio = (double)format->width_px / format->height_px *
                             family->height / family->width;
        if (fabs(ratio - 1) > 0.03)
            fail_msg("%s: %f", format->id, ratio);
        // Screens are not cut.
        assert_true(format->trim_mm[0] > 0 || format->bleed_px == 0);
    }
    assert_null(format_family(&formats, "a4"));
    assert_null(format_family(&formats, ""));
}

static bool read_layout(struct format_list *list, const char *lines,
                        struct error *err)
{
    char text[600];
    snprintf(text, sizeof text,
             "[layout a]\n%s[format a]\nlayout = a\ngroup = screen\n"
             "size = 9x9\nname.nl = x\n",
             lines);
    folder_write_text("formats.ini", text);
    return format_list_read(list, folder_path("formats.ini"), err);
}

static void a_family_has_one_margin_or_four(void **state)
{
    (void)state;
    struct format_list list;
    struct error err;
    assert_true(read_layout(&list, "size = 1080x1920.5\nsafe = 60\n", &err));
    const struct family *family = format_family(&list, "a");
    assert_true(family->width == 1080 && family->height == 1920.5);
    assert_true(family->safe_top == 60 && family->safe_right == 60 &&
                family->safe_bottom == 60 && family->safe_left == 60);
    assert_true(family->bleed == 0 && !family->round);
    format_list_finish(&list);
    assert_true(read_layout(&list,
                            "size = 99x99\nsafe = 1 2.5 3 4\nbleed = 5\n"
                            "shape = circle\n",
                            &err));
    family = format_family(&list, "a");
    assert_true(family->safe_top == 1 && family->safe_right == 2.5 &&
                family->safe_bottom == 3 && family->safe_left == 4);
    assert_true(family->bleed == 5 && family->round);
    format_list_finish(&list);
    // What nothing is said of may be used whole.
    assert_true(read_layout(&list, "size = 9x9\nshape = rectangle\n", &err));
    assert_true(
        family_is_safe(format_family(&list, "a"), &(struct rect){0, 0, 9, 9}));
    format_list_finish(&list);
}

static void mistakes_of_a_family_are_told_with_their_line(void **state)
{
    (void)state;
    static const struct {
        const char *lines;
        const char *told;
    } cases[] = {
        {"size = 0x9\n", ":2: [layout a] size: \"0x9\" is not a viewBox's "
                         "size such as 1080x1350"},
        {"size = 9x\n", ":2: [layout a] size: "},
        {"size = 9x100001\n", ":2: [layout a] size: "},
        {"size = nanx9\n", ":2: [layout a] size: "},
        {"size = 9x9mm\n", ":2: [layout a] size: "},
        {"size = 9x9\nsafe = 1 2\n",
         ":3: [layout a] safe: \"1 2\" is neither one margin nor four such as "
         "250 60 250 60"},
        {"safe = 1 2 3 4 5\n", ":2: [layout a] safe: "},
        {"safe = -1\n", ":2: [layout a] safe: "},
        {"safe = \n", ":2: [layout a] safe: "},
        {"safe = 1mm\n", ":2: [layout a] safe: "},
        {"safe = nan\n", ":2: [layout a] safe: "},
        {"bleed = -1\n", ":2: [layout a] bleed: \"-1\" is not a whole number "
                         "from 0 to 10000"},
        {"bleed = 0.5\n", ":2: [layout a] bleed: "},
        {"shape = Circle\n",
         ":2: [layout a] shape: \"Circle\" is none of rectangle, circle"},
        {"name.nl = x\n",
         ":2: [layout a] name.nl: is none of size, bleed, safe, shape"},
        // Of the whole section, at its last line.
        {"bleed = 1\nsafe = 1\n", ":3: [layout a]: size is missing"},
        {"size = 9x20\nbleed = 5\n", ":3: [layout a]: the bleed leaves "
                                     "nothing"},
        {"size = 9x20\nsafe = 4.5\n", ":3: [layout a]: the margins leave "
                                      "nothing safe"},
        {"size = 9x20\nsafe = 10 1 10 1\n",
         ":3: [layout a]: the margins leave nothing safe"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct format_list list;
        struct error err;
        assert_false(read_layout(&list, cases[i].lines, &err));
        if (!strstr(err.detail, cases[i].told))
            fail_msg("\"%s\" does not hold \"%s\"", err.detail, cases[i].told);
        assert_int_equal(list.count, 0);
        assert_int_equal(list.family_count, 0);
    }
}

static void a_box_is_safe_inside_the_margins(void **state)
{
    (void)state;
    static const struct family family = {.width = 100,
                                         .height = 200,
                                         .safe_top = 10,
                                         .safe_right = 20,
                                         .safe_bottom = 30,
                                         .safe_left = 5};
    static const struct rect safe[] = {
        {5, 10, 75, 160}, {5, 10, 1, 1}, {79, 169, 1, 1}};
    static const struct rect unsafe[] = {
        {4.9, 50, 9, 9}, {50, 9.9, 9, 9}, {71.1, 50, 9, 9}, {50, 161.1, 9, 9}};
    for (size_t i = 0; i < sizeof safe / sizeof *safe; i++)
        assert_true(family_is_safe(&family, &safe[i]));
    for (size_t i = 0; i < sizeof unsafe / sizeof *unsafe; i++)
        assert_false(family_is_safe(&family, &unsafe[i]));
}

static void a_box_is_safe_inside_the_circle(void **state)
{
    (void)state;
    // A circle of 100 across in the middle of 100 x 140.
    static const struct family family = {
        .width = 100, .height = 140, .safe_left = 5, .round = true};
    // The corners of a square of 70 lie at 49.5 from the middle.
    assert_true(family_is_safe(&family, &(struct rect){15, 35, 70, 70}));
    assert_false(family_is_safe(&family, &(struct rect){14, 34, 72, 72}));
    // One corner is enough, each of them.
    assert_false(family_is_safe(&family, &(struct rect){14, 34, 9, 9}));
    assert_false(family_is_safe(&family, &(struct rect){77, 34, 9, 9}));
    assert_false(family_is_safe(&family, &(struct rect){14, 97, 9, 9}));
    assert_false(family_is_safe(&family, &(struct rect){77, 97, 9, 9}));
    // The margins count, too.
    assert_true(family_is_safe(&family, &(struct rect){5, 69, 9, 2}));
    assert_false(family_is_safe(&family, &(struct rect){4, 69, 9, 2}));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(paper_has_the_pixels_of_its_millimetres),
        cmocka_unit_test(the_sizes_of_a4_are_those_of_printers),
        cmocka_unit_test(a_rollup_has_a_hundred_dots_an_inch),
        cmocka_unit_test(every_format_has_a_family_of_its_proportions),
        cmocka_unit_test(a_family_has_one_margin_or_four),
        cmocka_unit_test(mistakes_of_a_family_are_told_with_their_line),
        cmocka_unit_test(a_box_is_safe_inside_the_margins),
        cmocka_unit_test(a_box_is_safe_inside_the_circle),
    };
    return cmocka_run_group_tests(tests, make, tidy);
}
