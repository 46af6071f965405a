// Sizes: what every format measures, on a screen and on paper, as a PNG and as
// a PDF. The numbers stand here once more on purpose: those of paper are those
// of ISO 216 with 3 mm of bleed.
#include "made_up.h"

#include "folder.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

// Of a PNG the pixels, and of paper the pixels to a metre (pHYs; 0: not told);
// of a PDF the page and what is left after cutting, pt.
static const struct size {
    const char *format;
    int width, height;
    int per_metre;
    double page[2];
    double trim[2];
} sizes[] = {
    {"instagram-portrait", 1080, 1350, 0, {810, 1012.5}, {810, 1012.5}},
    {"instagram-square", 1080, 1080, 0, {810, 810}, {810, 810}},
    {"instagram-tall", 1080, 1440, 0, {810, 1080}, {810, 1080}},
    {"story", 1080, 1920, 0, {810, 1440}, {810, 1440}},
    {"link-preview", 1200, 630, 0, {900, 472.5}, {900, 472.5}},
    {"facebook-event", 1920, 1005, 0, {1440, 753.75}, {1440, 753.75}},
    {"facebook-cover", 1640, 924, 0, {1230, 693}, {1230, 693}},
    {"x-post", 1600, 900, 0, {1200, 675}, {1200, 675}},
    {"x-header", 1500, 500, 0, {1125, 375}, {1125, 375}},
    {"linkedin-post", 1200, 627, 0, {900, 470.25}, {900, 470.25}},
    {"linkedin-banner", 1584, 396, 0, {1188, 297}, {1188, 297}},
    {"profile", 1080, 1080, 0, {810, 810}, {810, 810}},
    {"youtube-thumbnail", 1280, 720, 0, {960, 540}, {960, 540}},
    {"slide", 1920, 1080, 0, {1440, 810}, {1440, 810}},
    {"infoscreen", 1080, 1920, 0, {810, 1440}, {810, 1440}},
    {"video-background", 1920, 1080, 0, {1440, 810}, {1440, 810}},
    {"signature", 1200, 400, 0, {900, 300}, {900, 300}},
    {"a5", 1819, 2551, 11811, {436.54, 612.28}, {419.53, 595.28}},
    {"a4", 2551, 3579, 11811, {612.28, 858.90}, {595.28, 841.89}},
    {"a3", 3579, 5031, 11811, {858.90, 1207.56}, {841.89, 1190.55}},
    {"a2", 5031, 7087, 11811, {1207.56, 1700.79}, {1190.55, 1683.78}},
    {"rollup", 3346, 7874, 3937, {2409.45, 5669.29}, {2409.45, 5669.29}},
    {"ad-300x250", 300, 250, 0, {225, 187.5}, {225, 187.5}},
    {"ad-336x280", 336, 280, 0, {252, 210}, {252, 210}},
    {"ad-728x90", 728, 90, 0, {546, 67.5}, {546, 67.5}},
    {"ad-300x600", 300, 600, 0, {225, 450}, {225, 450}},
    {"ad-160x600", 160, 600, 0, {120, 450}, {120, 450}},
    {"ad-320x50", 320, 50, 0, {240, 37.5}, {240, 37.5}},
    {"ad-320x100", 320, 100, 0, {240, 75}, {240, 75}},
    {"ad-970x250", 970, 250, 0, {727.5, 187.5}, {727.5, 187.5}},
};

static const char *const layouts[] = {
    "square",     "portrait",   "tall",        "story",     "landscape",
    "wide",       "a",          "cover",       "strip",     "banner",
    "profile",    "background", "rollup",      "rectangle", "halfpage",
    "skyscraper", "billboard",  "leaderboard", "mobile",    "mobile-large"};

// The formats of the collection, and one bare design that has them all.
static int make(void **state)
{
    struct buffer formats = {0};
    made_up_make(state);
    press_destroy(made_up_press);
    assert_true(buffer_append_file(
        &formats, SOURCE_DIR "/templates/formats.ini", 1 << 20));
    folder_write("formats.ini", formats.data, formats.size);
    buffer_finish(&formats);
    for (size_t i = 0; i < sizeof layouts / sizeof *layouts; i++) {
        char name[64];
        snprintf(name, sizeof name, "proef/%s.svg", layouts[i]);
        folder_write_text(name, MADE_UP_SVG("0 0 1000 1000",
                                            "<rect id='slogan' x='400' y='400' "
                                            "width='200' height='200'/>"));
    }
    made_up_open(MADE_UP_TEMPLATE("none"));
    return 0;
}

static void print(const char *format, const char *type, struct poster *poster)
{
    struct order order;
    struct error err;
    made_up_order(&order, (const char *const[]){"slogan", "x", "format", format,
                                                "type", type, NULL});
    if (!press_print(made_up_press, &order, poster, NULL, &err))
        fail_msg("%s: %d %s %s", format, (int)err.message, err.field,
                 err.detail);
    order_finish(&order);
}

static long number_at(const uint8_t *at)
{
    return (long)at[0] << 24 | at[1] << 16 | at[2] << 8 | at[3];
}

static void a_png_has_its_pixels_and_tells_how_large_they_are(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        const struct size *size = &sizes[i];
        struct poster poster;
        print(size->format, "png", &poster);
        const uint8_t *file = poster.file.data;
        const uint8_t *phys = memmem(
            file, poster.file.size < 1000 ? poster.file.size : 1000, "pHYs", 4);
        if (number_at(file + 16) != size->width ||
            number_at(file + 20) != size->height)
            fail_msg("%s: %ld x %ld px", size->format, number_at(file + 16),
                     number_at(file + 20));
        if ((phys ? number_at(phys + 4) : 0) != size->per_metre)
            fail_msg("%s: another pHYs", size->format);
        poster_finish(&poster);
    }
}

static void assert_box(const char *boxes, const char *name,
                       const struct size *size, const double expected[2])
{
    double box[4];
    const char *at = strstr(boxes, name);
    assert_non_null(at);
    assert_int_equal(sscanf(strchr(at, ':') + 1, "%lf %lf %lf %lf", &box[0],
                            &box[1], &box[2], &box[3]),
                     4);
    // pdfinfo tells two digits.
    if (fabs(box[2] - box[0] - expected[0]) > 0.0101 ||
        fabs(box[3] - box[1] - expected[1]) > 0.0101)
        fail_msg("%s: %s %.2f x %.2f", size->format, name, box[2] - box[0],
                 box[3] - box[1]);
}

static void a_pdf_has_the_page_and_the_cut(void **state)
{
    (void)state;
    static char boxes[4096];
    char command[512];
    snprintf(command, sizeof command, "pdfinfo -box %s", folder_path("s.pdf"));
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        struct poster poster;
        print(sizes[i].format, "pdf", &poster);
        folder_write("s.pdf", poster.file.data, poster.file.size);
        poster_finish(&poster);
        FILE *pipe = popen(command, "r");
        assert_non_null(pipe);
        boxes[fread(boxes, 1, sizeof boxes - 1, pipe)] = '\0';
        assert_int_equal(pclose(pipe), 0);
        assert_box(boxes, "MediaBox", &sizes[i], sizes[i].page);
        assert_box(boxes, "BleedBox", &sizes[i], sizes[i].page);
        assert_box(boxes, "TrimBox", &sizes[i], sizes[i].trim);
    }
}

static void no_format_is_left_out(void **state)
{
    (void)state;
    assert_int_equal(press_formats(made_up_press)->count,
                     sizeof sizes / sizeof *sizes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_format_is_left_out),
        cmocka_unit_test(a_png_has_its_pixels_and_tells_how_large_they_are),
        cmocka_unit_test(a_pdf_has_the_page_and_the_cut),
    };
    return cmocka_run_group_tests(tests, make, made_up_tidy);
}
