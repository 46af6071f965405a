// SVG bombs: small drawings that would take for ever, and how much is still
// fine.
#include "made_up.h"

#include "folder.h"
#include "press/drawing.h"

#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define TOO_MUCH                                                               \
    "a.svg: is too much to draw: more than 20000 elements, counted as often "  \
    "as they are used"

#define HEAD "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 100 125'>\n"

// A drawing while it is written.
static struct buffer svg;

static void add(const char *format, ...) __attribute__((format(printf, 1, 2)));
static void add(const char *format, ...)
{
    char text[1024];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    assert_true(buffer_append(&svg, text, strlen(text)));
}

static void add_times(const char *text, int times)
{
    for (int i = 0; i < times; i++)
        add("%s", text);
}

static bool is_taken(struct error *err)
{
    struct drawing *drawing;
    *err = (struct error){0};
    add("</svg>");
    const bool taken = drawing_read(&drawing, buffer_view(&svg), "a.svg", err);
    if (taken)
        drawing_destroy(drawing);
    buffer_finish(&svg);
    return taken;
}

static void assert_refused(const char *detail)
{
    struct error err;
    assert_false(is_taken(&err));
    assert_string_equal(err.detail, detail);
}

static void assert_fine(void)
{
    struct error err;
    if (!is_taken(&err))
        fail_msg("%s", err.detail);
}

static void entities_are_never_expanded(void **state)
{
    (void)state;
    // A billion laughs.
    add("<?xml version='1.0'?>\n<!DOCTYPE svg [\n<!ENTITY l0 'lol'>\n");
    for (int i = 1; i < 10; i++)
        add("<!ENTITY l%d '&l%d;&l%d;&l%d;&l%d;&l%d;&l%d;&l%d;&l%d;&l%d;&l%d;'"
            ">\n",
            i, i - 1, i - 1, i - 1, i - 1, i - 1, i - 1, i - 1, i - 1, i - 1,
            i - 1);
    add("]>" HEAD "<path d='&l9;'/>");
    assert_refused(
        "a.svg: defines entities: save it as plain SVG, without them");
    add("<!DOCTYPE svg [<!ENTITY %% x SYSTEM 'file:///etc/passwd'> "
        "%%x;]>" HEAD);
    assert_refused(
        "a.svg: defines entities: save it as plain SVG, without them");
}

static void groups_are_nested_sixty_four_deep_and_no_deeper(void **state)
{
    (void)state;
    static const int depths[] = {64, 65, 200, 10000};
    for (size_t i = 0; i < sizeof depths / sizeof *depths; i++) {
        add(HEAD);
        add_times("<g>", depths[i]);
        add_times("</g>", depths[i]);
        struct error err;
        if (depths[i] <= 64) {
            assert_fine();
            continue;
        }
        assert_false(is_taken(&err));
        // What is deeper than libxml2 goes is no SVG to it.
        if (depths[i] <= 200)
            assert_string_equal(err.detail,
                                "a.svg: groups are nested more than 64 deep");
    }
}

static void elements_are_at_most_twenty_thousand(void **state)
{
    (void)state;
    add(HEAD);
    add_times("<path/>", 19999);
    assert_fine();
    add(HEAD);
    add_times("<path/>", 20000);
    assert_refused("a.svg: has more than 20000 elements");
    add(HEAD);
    add_times("<path/>", 30000);
    assert_refused("a.svg: has more than 20000 elements");
}

// Each level draws the one before twice: 2^20.
static void uses_that_multiply_are_refused(void **state)
{
    (void)state;
    static const char *const forms[] = {
        "<g id='u%d'><use href='#u%d'/><use href='#u%d'/></g>\n",
        "<g id='u%d'><use xlink:href='#u%d'/><use xlink:href='#u%d'/></g>\n",
        // The reader must not be led astray by another's id.
        "<g ed:id='x' id='u%d'><use href='#u%d'/><use href='#u%d'/></g>\n",
        "<ed:x><g id='u%d'><use href='#u%d'/><use href='#u%d'/></g></ed:x>\n",
        "<symbol id='u%d'><use href='#u%d'/><use href='#u%d'/></symbol>\n",
    };
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        add("<svg xmlns='http://www.w3.org/2000/svg' xmlns:ed='urn:x' "
            "xmlns:xlink='http://www.w3.org/1999/xlink'>\n<path id='u0'/>\n");
        for (int level = 1; level <= 20; level++) {
            char text[200];
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
            snprintf(text, sizeof text, forms[i], level, level - 1, level - 1);
#pragma GCC diagnostic pop
            add("%s", text);
        }
        assert_refused(TOO_MUCH);
    }
}

// An element that is cheap, and another of the same id that is not.
static void an_id_that_is_there_twice_hides_nothing(void **state)
{
    (void)state;
    for (int order = 0; order < 2; order++) {
        add(HEAD);
        if (order == 0)
            add("<path id='a'/>");
        add("<g id='a'>");
        add_times("<path/>", 150);
        add("</g>");
        if (order == 1)
            add("<path id='a'/>");
        add_times("<use href='#a'/>", 150);
        assert_refused(TOO_MUCH);
    }
}

static void *refuse_chain(void *unused)
{
    (void)unused;
    assert_refused(TOO_MUCH);
    return NULL;
}

// In a megabyte of stack, as a thread of a server may have.
static void a_chain_of_uses_does_not_exhaust_the_stack(void **state)
{
    (void)state;
    pthread_t thread;
    pthread_attr_t small;
    add(HEAD);
    for (int i = 0; i < 19000; i++)
        add("<use id='u%d' href='#u%d'/>\n", i, i + 1);
    assert_int_equal(pthread_attr_init(&small), 0);
    assert_int_equal(pthread_attr_setstacksize(&small, 1 << 20), 0);
    assert_int_equal(pthread_create(&thread, &small, refuse_chain, NULL), 0);
    assert_int_equal(pthread_join(thread, NULL), 0);
    pthread_attr_destroy(&small);
    // A short one is no bomb.
    add(HEAD);
    for (int i = 0; i < 150; i++)
        add("<use id='u%d' href='#u%d'/>\n", i, i + 1);
    assert_fine();
}

static void what_refers_to_itself_is_refused_with_its_line(void **state)
{
    (void)state;
    static const char *const loops[] = {
        "<pattern id='a'><rect fill='url(#a)'/></pattern>",
        "<mask id='a'><rect mask='url(#a)'/></mask>",
        "<mask id='a' mask='url(#a)'/>",
        "<clipPath id='a'><rect style='clip-path:url(#a)'/></clipPath>",
        "<linearGradient id='a' href='#a'/>",
        "<marker id='a'><path marker-mid='url(#a)'/></marker>",
        "<filter id='a'><feFlood filter='url(#a)'/></filter>",
        "<use id='a' href='#a'/>",
        "<g id='a'><g><use href='#a'/></g></g>",
        "<pattern id='a'><rect fill='url( \"#a\" )'/></pattern>",
        "<pattern id='a'><rect fill='URL(#a)'/></pattern>",
    };
    for (size_t i = 0; i < sizeof loops / sizeof *loops; i++) {
        add(HEAD "%s", loops[i]);
        assert_refused("a.svg:2: refers to itself");
    }
    // Two that refer to each other.
    add(HEAD "<pattern id='a'><rect fill='url(#b)'/></pattern>\n"
             "<mask id='b'><rect fill='url(#a)'/></mask>");
    assert_refused("a.svg:2: refers to itself");
}

// Ten levels of patterns, each with ten rectangles of the one before.
static void patterns_and_masks_that_multiply_are_refused(void **state)
{
    (void)state;
    static const char *const fills[] = {
        "fill='url(#p%d)'",           "style='fill:url(#p%d)'",
        "style=\"fill:url('#p%d')\"", "stroke='url( #p%d )'",
        "mask='url(#p%d)'",           "clip-path='url(#p%d)'"};
    for (size_t i = 0; i < sizeof fills / sizeof *fills; i++) {
        add(HEAD "<pattern id='p0'><path/></pattern>");
        for (int level = 1; level <= 10; level++) {
            char paint[60];
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
            snprintf(paint, sizeof paint, fills[i], level - 1);
#pragma GCC diagnostic pop
            add("<pattern id='p%d'>", level);
            for (int k = 0; k < 10; k++)
                add("<rect %s/>", paint);
            add("</pattern>\n");
        }
        assert_refused(TOO_MUCH);
    }
}

// What is painted in a pattern need not say so itself.
static void what_is_inherited_counts_for_every_shape(void **state)
{
    (void)state;
    add(HEAD "<pattern id='p'>");
    add_times("<path/>", 150);
    add("</pattern><g fill='url(#p)'>");
    add_times("<path/>", 150);
    add("</g>");
    assert_refused(TOO_MUCH);
    // Also of shapes elsewhere.
    add(HEAD "<pattern id='p'>");
    add_times("<path/>", 150);
    add("</pattern><g id='g'>");
    add_times("<path/>", 150);
    add("</g><use href='#g' style='stroke : url(#p)'/>");
    assert_refused(TOO_MUCH);
    // A gradient is no drawing.
    add(HEAD "<linearGradient id='p'>");
    add_times("<stop/>", 150);
    add("</linearGradient><g fill='url(#p)'>");
    add_times("<path/>", 1500);
    add("</g>");
    assert_fine();
}

static void a_marker_counts_for_every_vertex(void **state)
{
    (void)state;
    static const char *const markers[] = {
        "marker-mid='url(#m)'", "marker='url(#m)'",
        "style='fill:red;marker-mid:url(#m)'"};
    for (size_t i = 0; i < sizeof markers / sizeof *markers; i++) {
        add(HEAD "<marker id='m'>");
        add_times("<path/>", 50);
        add("</marker><g %s><path d='M0 0h", markers[i]);
        add_times(" 1", 500);
        add("'/></g>");
        assert_refused(TOO_MUCH);
    }
    // An arrow is fine, and so is a long line without one.
    add(HEAD "<marker id='m'><path/><path/></marker>"
             "<path d='M0 0L9 9' marker-end='url(#m)'/>"
             "<path style='marker:none;fill:url(#m)' d='M0 0h");
    add_times(" 1", 5000);
    add("'/>");
    assert_fine();
}

static void filters_masks_and_pictures_are_heavy(void **state)
{
    (void)state;
    static const char *const heavy[] = {
        "<g filter='url(#f)'/>",
        "<g mask='url(#f)'/>",
        "<g style='filter:url(#f)'/>",
        "<g style='fill:red; mask :url(#f)'/>",
        "<g style='mix-blend-mode:multiply'/>",
        "<g filter='x'/>",
        "<image href='data:image/png;base64,AAAA'/>"};
    for (size_t i = 0; i < sizeof heavy / sizeof *heavy; i++) {
        add(HEAD);
        add_times(heavy[i], 99);
        assert_fine();
        add(HEAD);
        add_times(heavy[i], 100);
        assert_refused(TOO_MUCH);
    }
    // So is a filter of many steps, for everything that has it.
    add(HEAD "<filter id='f'>");
    add_times("<feGaussianBlur/>", 100);
    add("</filter>");
    add_times("<g filter='url(#f)'/>", 3);
    assert_refused(TOO_MUCH);
}

static void what_is_switched_off_is_not_heavy(void **state)
{
    (void)state;
    add(HEAD);
    add_times("<g style='filter:none;mix-blend-mode:normal;mask:none'/>", 500);
    add_times("<g filter='none' style='color-interpolation-filters:auto'/>",
              500);
    assert_fine();
}

static void long_outlines_cost_what_they_are_long(void **state)
{
    (void)state;
    add(HEAD "<path d='");
    add_times("h1 2 3 4 5 6 7 8 ", 3000000 / 17);
    add("'/>");
    assert_fine();
    add(HEAD "<path id='a' d='");
    add_times("h1 2 3 4 5 6 7 8 ", 1000000 / 17);
    add("'/>");
    add_times("<use href='#a'/>", 4);
    assert_refused(TOO_MUCH);
}

// The template is left out and told; the others stay.
static void a_bomb_leaves_the_other_templates_alone(void **state)
{
    made_up_make(state);
    static const struct {
        const char *svg;
        const char *why;
    } bombs[] = {
        {"<!DOCTYPE svg [<!ENTITY a 'b'>]>" HEAD "</svg>",
         "bom/portrait.svg: defines entities"},
        {HEAD "<g id='a'><use href='#a'/></g></svg>",
         "bom/portrait.svg:2: refers to itself"},
        {HEAD "<text>x</text></svg>", "bom/portrait.svg:2: holds text"},
        {HEAD "<image href='http://x.org/a.png'/></svg>",
         "bom/portrait.svg:2: refers to a picture in another file"},
        {HEAD "<script/></svg>", "bom/portrait.svg:2: holds a script"},
        {HEAD "<style>@import 'x';</style></svg>",
         "bom/portrait.svg:2: has a style sheet with url()"},
    };
    folder_write_text("bom/template.ini", MADE_UP_TEMPLATE("optional"));
    for (size_t i = 0; i < sizeof bombs / sizeof *bombs; i++) {
        folder_write_text("bom/portrait.svg", bombs[i].svg);
        press_destroy(made_up_press);
        made_up_open(MADE_UP_TEMPLATE("optional"));
        const struct template_list *list = press_templates(made_up_press);
        assert_int_equal(list->count, 1);
        assert_string_equal(list->items[0].id, "proef");
        assert_int_equal(list->refusal_count, 1);
        assert_text_holds(template_refusal(list, "bom"), bombs[i].why);
    }
    made_up_tidy(state);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(entities_are_never_expanded),
        cmocka_unit_test(groups_are_nested_sixty_four_deep_and_no_deeper),
        cmocka_unit_test(elements_are_at_most_twenty_thousand),
        cmocka_unit_test(uses_that_multiply_are_refused),
        cmocka_unit_test(an_id_that_is_there_twice_hides_nothing),
        cmocka_unit_test(a_chain_of_uses_does_not_exhaust_the_stack),
        cmocka_unit_test(what_refers_to_itself_is_refused_with_its_line),
        cmocka_unit_test(patterns_and_masks_that_multiply_are_refused),
        cmocka_unit_test(what_is_inherited_counts_for_every_shape),
        cmocka_unit_test(a_marker_counts_for_every_vertex),
        cmocka_unit_test(filters_masks_and_pictures_are_heavy),
        cmocka_unit_test(what_is_switched_off_is_not_heavy),
        cmocka_unit_test(long_outlines_cost_what_they_are_long),
        cmocka_unit_test(a_bomb_leaves_the_other_templates_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
