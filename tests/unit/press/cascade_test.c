#include "press/cascade.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#define PACKAGE "/usr/share/opencv4/lbpcascades/"

// A cascade of one stage that wants the pattern 1 (bit 1 of word 0).
static const char good[] =
    "<?xml version=\"1.0\"?><opencv_storage><cascade>"
    "<stageType>BOOST</stageType><featureType>LBP</featureType>"
    "<height>3</height><width>3</width>"
    "<featureParams><maxCatCount>256</maxCatCount></featureParams>"
    "<stageNum>1</stageNum><stages><_>"
    "<stageThreshold>0.5</stageThreshold><weakClassifiers><_>"
    "<internalNodes>0 -1 0 2 0 0 0 0 0 0 0</internalNodes>"
    "<leafValues>0.5 0.25</leafValues>"
    "</_></weakClassifiers></_></stages>"
    "<features><_><rect>0 0 1 1</rect></_></features>"
    "</cascade></opencv_storage>";

static void write_file(char path[64], const char *text)
{
    strcpy(path, "/tmp/cascade-XXXXXX");
    const int file = mkstemp(path);
    assert_true(file >= 0);
    assert_int_equal(write(file, text, strlen(text)), strlen(text));
    close(file);
}

static bool read_text(struct cascade **cascade, const char *text,
                      struct error *err)
{
    char path[64];
    write_file(path, text);
    const bool done = cascade_create(cascade, path, err);
    unlink(path);
    if (!done) {
        assert_null(*cascade);
        assert_int_equal(err->kind, ERROR_SYSTEM);
        // It says which file.
        assert_memory_equal(err->detail, path, strlen(path));
    }
    return done;
}

// The good cascade with one piece of text changed.
static void change(char *text, size_t size, const char *from, const char *to)
{
    const char *at = strstr(good, from);
    assert_non_null(at);
    snprintf(text, size, "%.*s%s%s", (int)(at - good), good, to,
             at + strlen(from));
}

static void assert_refused(const char *from, const char *to, const char *why)
{
    char text[2 * sizeof good];
    struct cascade *cascade;
    struct error err = {0};
    change(text, sizeof text, from, to);
    if (read_text(&cascade, text, &err)) {
        cascade_destroy(cascade);
        fail_msg("%s for %s was taken", to, from);
    }
    if (!strstr(err.detail, why))
        fail_msg("%s for %s: \"%s\" does not say \"%s\"", to, from, err.detail,
                 why);
}

static struct cascade *read_with(const char *from, const char *to)
{
    char text[2 * sizeof good];
    struct cascade *cascade;
    struct error err = {0};
    change(text, sizeof text, from, to);
    if (!read_text(&cascade, text, &err))
        fail_msg("%s", err.detail);
    return cascade;
}

static bool accepts(const struct cascade *cascade, const uint8_t levels[9])
{
    static uint32_t sums[INTEGRAL_STRIDE * 4];
    uint8_t copy[9];
    memcpy(copy, levels, sizeof copy);
    struct integral integral = {.sums = sums};
    integral_sum(&integral, &(struct grey){copy, 3, 3});
    return cascade_accepts(cascade, &integral, 0, 0, cascade->stage_count);
}

static void each_brighter_cell_sets_its_bit(void **state)
{
    (void)state;
    // Clockwise from the top left, the highest bit first.
    static const int cells[8] = {0, 1, 2, 5, 8, 7, 6, 3};
    for (int i = 0; i < 8; i++) {
        const int pattern = 128 >> i;
        char nodes[100] = "0 -1 0";
        for (int word = 0; word < 8; word++)
            snprintf(nodes + strlen(nodes), sizeof nodes - strlen(nodes), " %d",
                     word == pattern / 32 ? (int)(1u << pattern % 32) : 0);
        struct cascade *cascade = read_with("0 -1 0 2 0 0 0 0 0 0 0", nodes);
        for (int bright = 0; bright < 8; bright++) {
            uint8_t levels[9] = {10, 10, 10, 10, 20, 10, 10, 10, 10};
            // As bright as the middle is bright.
            levels[cells[bright]] = 20;
            assert_int_equal(accepts(cascade, levels), bright == i);
        }
        cascade_destroy(cascade);
    }
}

static void a_sum_below_the_threshold_rejects(void **state)
{
    (void)state;
    static const uint8_t left_bright[9] = {0, 0, 0, 9, 5, 0, 0, 0, 0};
    static const uint8_t all_dark[9] = {0, 0, 0, 0, 5, 0, 0, 0, 0};
    struct cascade *equal = read_with("0.5 0.25", "0.5 0.25");
    assert_true(accepts(equal, left_bright));
    assert_false(accepts(equal, all_dark));
    cascade_destroy(equal);
    // What is missing by rounding alone is not missing.
    struct cascade *rounded = read_with("0.5 0.25", "0.499995 0");
    assert_true(accepts(rounded, left_bright));
    cascade_destroy(rounded);
    struct cascade *below = read_with("0.5 0.25", "0.499 0.51");
    assert_false(accepts(below, left_bright));
    assert_true(accepts(below, all_dark));
    cascade_destroy(below);
}

static void stages_beyond_the_asked_ones_are_not_looked_at(void **state)
{
    (void)state;
    static uint32_t sums[INTEGRAL_STRIDE * 4];
    uint8_t dark[9] = {0};
    struct integral integral = {.sums = sums};
    integral_sum(&integral, &(struct grey){dark, 3, 3});
    struct cascade *cascade = read_with("0.5 0.25", "0 0");
    assert_true(cascade_accepts(cascade, &integral, 0, 0, 0));
    assert_false(cascade_accepts(cascade, &integral, 0, 0, 1));
    cascade_destroy(cascade);
}

static void features_are_cells_of_any_size_anywhere_in_the_window(void **state)
{
    (void)state;
    char text[2 * sizeof good];
    change(text, sizeof text, "<rect>0 0 1 1</rect>", "<rect>1 2 2 1</rect>");
    char *width = strstr(text, "<height>3</height><width>3</width>");
    memcpy(width, "<height>5</height><width>7</width>", 34);
    struct cascade *cascade;
    struct error err = {0};
    assert_true(read_text(&cascade, text, &err));
    // The cell to the left of the middle one is at 1..2, 3.
    uint8_t levels[8 * 6] = {0};
    levels[4 * 8 + 4] = levels[4 * 8 + 5] = 10;
    levels[4 * 8 + 2] = levels[4 * 8 + 3] = 11;
    static uint32_t sums[INTEGRAL_STRIDE * 7];
    struct integral integral = {.sums = sums};
    integral_sum(&integral, &(struct grey){levels, 8, 6});
    assert_true(cascade_accepts(cascade, &integral, 1, 1, 1));
    assert_false(cascade_accepts(cascade, &integral, 0, 1, 1));
    assert_false(cascade_accepts(cascade, &integral, 1, 0, 1));
    cascade_destroy(cascade);
}

static void what_is_missing_is_named(void **state)
{
    (void)state;
    static const char *const elements[] = {
        "cascade",       "stageType",      "featureType",
        "height",        "width",          "featureParams",
        "maxCatCount",   "stageNum",       "stages",
        "features",      "stageThreshold", "weakClassifiers",
        "internalNodes", "leafValues",     "rect"};
    for (size_t i = 0; i < sizeof elements / sizeof *elements; i++) {
        char text[sizeof good];
        strcpy(text, good);
        char name[32];
        snprintf(name, sizeof name, "%s>", elements[i]);
        // Both tags become another one's.
        for (char *at = text; (at = strstr(at, name)) != NULL; at++)
            if (at[-1] == '<' || at[-1] == '/')
                *at = 'X';
        char why[64];
        snprintf(why, sizeof why, "has no <%s>", elements[i]);
        struct cascade *cascade;
        struct error err = {0};
        assert_false(read_text(&cascade, text, &err));
        if (!strstr(err.detail, why))
            fail_msg("\"%s\" does not say \"%s\"", err.detail, why);
    }
}

static void what_is_wrong_is_told(void **state)
{
    (void)state;
    assert_refused("<?xml", "PNG", "is no XML");
    assert_refused("</opencv_storage>", "", "is no XML");
    assert_refused("<opencv_storage>",
                   "<!DOCTYPE opencv_storage [<!ENTITY a \"b\">]>"
                   "<opencv_storage>",
                   "has a DOCTYPE");
    assert_refused("BOOST", "FOREST", "<stageType> is not BOOST");
    assert_refused("LBP", "HAAR", "<featureType> is not LBP");
    assert_refused("256", "255", "from 256 to 256");
    assert_refused("<width>3", "<width>2", "from 3 to 128");
    assert_refused("<width>3", "<width>129", "from 3 to 128");
    assert_refused("<height>3", "<height>3.5", "is not a whole number");
    assert_refused("<height>3", "<height>three", "is not 1 numbers");
    assert_refused("<height>3", "<height>nan", "is not 1 numbers");
    assert_refused("<stageNum>1", "<stageNum>2", "holds 1 stages");
    assert_refused("<stageThreshold>0.5", "<stageThreshold>inf",
                   "<stageThreshold> is not 1 numbers");
    assert_refused("0.5 0.25", "0.5", "<leafValues> is not 2 numbers");
    assert_refused("0.5 0.25", "0.5 0.25 1", "<leafValues> is not 2 numbers");
    assert_refused("0 -1 0 2 0 0 0 0 0 0 0", "0 -1 0 2 0 0 0 0 0 0",
                   "<internalNodes> is not 11 numbers");
    assert_refused("0 -1 0 2", "1 -1 0 2", "more than one node");
    assert_refused("0 -1 0 2", "0 -2 0 2", "more than one node");
    assert_refused("0 -1 0 2", "0 -1 1 2", "no feature 1, only 1");
    assert_refused("0 -1 0 2", "0 -1 -1 2", "no feature -1");
    assert_refused("0 -1 0 2", "0 -1 0 2.5", "a number that is not whole");
    assert_refused("0 -1 0 2", "0 -1 0 4294967296", "not 11 numbers");
    assert_refused("0 0 1 1", "0 0 1", "<rect> is not 4 numbers");
    assert_refused("0 0 1 1", "-1 0 1 1", "is not x, y, width, height");
    assert_refused("0 0 1 1", "0 0 1 0", "is not x, y, width, height");
    assert_refused("0 0 1 1", "0.5 0 1 1", "is not x, y, width, height");
    assert_refused("0 0 1 1", "1 0 1 1", "do not fit in the window");
    assert_refused("0 0 1 1", "0 1 1 1", "do not fit in the window");
    assert_refused("0 0 1 1", "0 0 2 1", "do not fit in the window");
    assert_refused("<_><rect>0 0 1 1</rect></_>", "",
                   "<features> does not hold 1 to");
}

static void a_missing_file_names_its_package(void **state)
{
    (void)state;
    struct cascade *cascade;
    struct error err = {0};
    assert_false(cascade_create(&cascade, "/nowhere/face.xml", &err));
    assert_null(cascade);
    assert_int_equal(err.kind, ERROR_SYSTEM);
    assert_non_null(strstr(err.detail, "/nowhere/face.xml"));
    assert_non_null(strstr(err.detail, "opencv-data"));
    assert_false(cascade_create(&cascade, "/", &err));
    assert_null(cascade);
}

static void the_cascades_of_the_package_are_read(void **state)
{
    (void)state;
    static const struct {
        const char *path;
        int width;
        int height;
        size_t stages;
    } files[] = {
        {PACKAGE "lbpcascade_frontalface.xml", 24, 24, 20},
        {PACKAGE "lbpcascade_frontalface_improved.xml", 45, 45, 19},
        {PACKAGE "lbpcascade_profileface.xml", 20, 34, 16},
    };
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        struct cascade *cascade;
        struct error err = {0};
        if (!cascade_create(&cascade, files[i].path, &err))
            fail_msg("%s", err.detail);
        assert_int_equal(cascade->width, files[i].width);
        assert_int_equal(cascade->height, files[i].height);
        assert_int_equal(cascade->stage_count, files[i].stages);
        cascade_destroy(cascade);
    }
    cascade_destroy(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_brighter_cell_sets_its_bit),
        cmocka_unit_test(a_sum_below_the_threshold_rejects),
        cmocka_unit_test(stages_beyond_the_asked_ones_are_not_looked_at),
        cmocka_unit_test(features_are_cells_of_any_size_anywhere_in_the_window),
        cmocka_unit_test(what_is_missing_is_named),
        cmocka_unit_test(what_is_wrong_is_told),
        cmocka_unit_test(a_missing_file_names_its_package),
        cmocka_unit_test(the_cascades_of_the_package_are_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
