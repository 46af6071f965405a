// Logos as files of strangers: what can be one, what is refused and how, and
// that nothing else is read for it.
#include "picture.h"
#include "press/logo.h"

#include "folder.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define HEAD                                                                   \
    "<svg xmlns='http://www.w3.org/2000/svg' "                                 \
    "xmlns:xlink='http://www.w3.org/1999/xlink' "
#define SVG(content) HEAD "viewBox='0 0 30 20'>\n" content "\n</svg>"
#define SIZED(attributes) HEAD attributes "><path d='M0 0h9v9z'/></svg>"

static int make_folder(void **state)
{
    (void)state;
    folder_make();
    return 0;
}

static int remove_folder(void **state)
{
    (void)state;
    folder_remove();
    return 0;
}

static bool read_logo(struct logo *logo, const char *name, const void *data,
                      size_t size, struct error *err)
{
    *err = (struct error){0};
    folder_write(name, data, size);
    return logo_read(logo, folder_path(name), err);
}

// The detail is the path, then what follows here.
static void assert_refused(const char *name, const void *data, size_t size,
                           const char *what)
{
    struct logo logo;
    struct error err;
    if (read_logo(&logo, name, data, size, &err)) {
        logo_finish(&logo);
        fail_msg("is taken, instead of \"%s\"", what);
    }
    assert_int_equal(err.kind, ERROR_SYSTEM);
    assert_int_equal(logo.kind, LOGO_NONE);
    assert_null(logo.file.data);
    const char *path = folder_path(name);
    if (strncmp(err.detail, path, strlen(path)) != 0 ||
        !strstr(err.detail + strlen(path), what))
        fail_msg("\"%s\" instead of \"%s\"", err.detail, what);
}

static void assert_svg_refused(const char *svg, const char *what)
{
    assert_refused("logo.svg", svg, strlen(svg), what);
}

static void assert_size(const char *svg, double width, double height)
{
    struct logo logo;
    struct error err;
    if (!read_logo(&logo, "logo.svg", svg, strlen(svg), &err))
        fail_msg("%s: %s", err.detail, svg);
    assert_int_equal(logo.kind, LOGO_SVG);
    assert_true(logo.width > width - 0.01 && logo.width < width + 0.01);
    assert_true(logo.height > height - 0.01 && logo.height < height + 0.01);
    assert_int_equal(logo.file.size, strlen(svg));
    logo_finish(&logo);
}

static void svg_has_the_size_that_it_says(void **state)
{
    (void)state;
    assert_size(SIZED("viewBox='0 0 300 100'"), 300, 100);
    assert_size(SIZED("viewBox='-5,-5 300, 100'"), 300, 100);
    assert_size(SIZED("viewBox='0 0 3 1' width='60mm' height='20mm'"), 226.77,
                75.59);
    assert_size(SIZED("viewBox='0 0 3 1' width='100%' height='100%'"), 3, 1);
    assert_size(SIZED("viewBox='0 0 3 1' width='12em'"), 3, 1);
    assert_size(SIZED("width='40' height='30px'"), 40, 30);
    assert_size("\xef\xbb\xbf<?xml version='1.0'?>\n<!-- a school -->"
                "<!DOCTYPE svg PUBLIC '-//W3C//DTD SVG 1.1//EN' "
                "'http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd'>" SVG(
                    "<rect width='9' height='9'/>"),
                30, 20);
}

static void svg_of_no_sane_size_is_refused(void **state)
{
    (void)state;
    static const char *const sizeless[] = {
        SIZED(""), SIZED("width='100%' height='100%'"),
        SIZED("width='nan' height='inf'"), SIZED("width='' height=''")};
    for (size_t i = 0; i < sizeof sizeless / sizeof *sizeless; i++)
        assert_svg_refused(sizeless[i], "has no size: give it a viewBox");
    static const char *const boxes[] = {SIZED("viewBox=''"),
                                        SIZED("viewBox='0 0 30'"),
                                        SIZED("viewBox='0 0 30 20 10'"),
                                        SIZED("viewBox='0 0 nan 20'"),
                                        SIZED("viewBox='1e9 0 30 20'"),
                                        SIZED("viewBox='0 0 inf 1'")};
    for (size_t i = 0; i < sizeof boxes / sizeof *boxes; i++)
        assert_svg_refused(boxes[i], "has a viewBox that is not four numbers");
    assert_svg_refused(SIZED("viewBox='0 0 0 0'"), "has a viewBox whose sides");
    assert_svg_refused(SIZED("viewBox='0 0 -9 9'"),
                       "has a viewBox whose sides");
    assert_svg_refused(SIZED("viewBox='0 0 1e-9 1e-9'"),
                       "has a viewBox whose sides");
    assert_svg_refused(SIZED("width='1e300' height='1e300'"),
                       "has a width and a height");
    assert_svg_refused(SIZED("width='0' height='20'"),
                       "has a width and a height");
    assert_svg_refused(SIZED("width='-3' height='20'"),
                       "has a width and a height");
    assert_svg_refused(SIZED("viewBox='0 0 121 10'"), "more than 12 times");
    assert_svg_refused(SIZED("viewBox='0 0 10 121'"), "more than 12 times");
    assert_size(SIZED("viewBox='0 0 120 10'"), 120, 10);
}

static void what_could_run_or_read_something_is_refused(void **state)
{
    (void)state;
    static const struct {
        const char *svg;
        const char *what;
    } hostile[] = {
        {SVG("<script>alert(1)</script>"), ":2: holds a script"},
        {SVG("<g onload='alert(1)'/>"), ":2: holds a script"},
        {SVG("<foreignObject><p/></foreignObject>"), ":2: holds a script or a "
                                                     "foreign object"},
        {SVG("<image href='https://evil/x.png'/>"), ":2: holds a picture"},
        {SVG("<image xlink:href='file:///etc/passwd'/>"), "holds a picture"},
        {SVG("<image href='data:image/png;base64,iVBORw0KGgo='/>"),
         ":2: holds a picture: draw it as shapes, or make it a logo.png"},
        {SVG("<use href='other.svg#a'/>"), ":2: refers to another file"},
        {SVG("<use xlink:href='data:image/svg+xml,%3Csvg/%3E#a'/>"),
         "refers to another file"},
        {SVG("<rect fill='url(https://evil/#a)'/>"), "refers to another file"},
        {SVG("<style>@import 'https://evil/a.css';</style>"),
         ":2: has a style sheet with url() or @ rules"},
        {SVG("<style>@font-face{src:url(a.ttf)}</style>"),
         "has a style sheet with url()"},
        {SVG("<animate attributeName='x'/>"), "is not drawn"},
        {SVG("<x:include xmlns:x='http://www.w3.org/2001/XInclude' "
             "href='/etc/passwd'/>"),
         ":2: "},
        {"<!DOCTYPE svg [<!ENTITY a 'x'><!ENTITY b '&a;&a;&a;'>]>" SVG(
             "<g id='&b;'/>"),
         "defines entities"},
        {"<!DOCTYPE svg [<!ENTITY % p SYSTEM 'file:///etc/passwd'> %p;]>" SVG(
             ""),
         "defines entities"},
    };
    for (size_t i = 0; i < sizeof hostile / sizeof *hostile; i++)
        assert_svg_refused(hostile[i].svg, hostile[i].what);
}

static void what_costs_too_much_is_refused(void **state)
{
    (void)state;
    assert_svg_refused(SVG("<g id='a'><use href='#a'/></g>"),
                       "refers to itself");
    assert_svg_refused(SVG("<filter id='f'><feGaussianBlur stdDeviation='9'/>"
                           "</filter>"),
                       ":2: holds an effect");
    assert_svg_refused(SVG("<path stroke-dasharray='0.0001' d='M0 0h1e6'/>"),
                       ":2: has a dashed line");
    assert_svg_refused(SVG("<path style='stroke:red;Stroke-DashArray : 1'/>"),
                       ":2: has a dashed line");
    assert_svg_refused(SVG("<style>.a{stroke-dasharray:1}</style>"),
                       ":2: has a dashed line");
    assert_size(SVG("<path style='stroke-dasharray:none' d='M0 0h9'/>"
                    "<path stroke-dasharray='none' d='M0 0h9'/>"),
                30, 20);
    struct buffer svg = {0};
    assert_true(buffer_append_text(&svg, HEAD "viewBox='0 0 9 9'>"
                                              "<defs><g id='g0'><path/></g>"));
    for (int i = 1; i < 12; i++)
        assert_true(buffer_append_format(
            &svg,
            "<g id='g%d'><use href='#g%d'/><use href='#g%d'/>"
            "<use href='#g%d'/><use href='#g%d'/></g>",
            i, i - 1, i - 1, i - 1, i - 1));
    assert_true(buffer_append_text(&svg, "</defs><use href='#g11'/></svg>"));
    assert_refused("logo.svg", svg.data, svg.size, "is too much to draw");
    buffer_finish(&svg);
}

static void letters_are_to_be_outlines(void **state)
{
    (void)state;
    assert_svg_refused(SVG("<text x='1' y='9'>Sint-Jan</text>"),
                       ":2: holds text: turn it into outlines");
}

static void append_blanks(struct buffer *file, size_t size)
{
    char blanks[1024];
    memset(blanks, ' ', sizeof blanks);
    while (file->size < size)
        assert_true(buffer_append(file, blanks, sizeof blanks));
}

static void file_of_another_kind_or_size_is_refused(void **state)
{
    (void)state;
    struct buffer large = {0};
    assert_refused("logo.svg", "", 0, "is neither an SVG nor a PNG");
    assert_refused("logo.png", "GIF89a", 6, "is neither an SVG nor a PNG");
    assert_refused("logo.png", "\xff\xd8\xff\xe0", 4, "is a JPEG");
    assert_refused("logo.svg", "\x1f\x8b\x08\x00", 4,
                   "is compressed: save it as plain SVG");
    assert_svg_refused("<html><body/></html>", "is not an SVG");
    assert_svg_refused("<svg", "is not an SVG");
    assert_true(buffer_append_text(&large, SVG("")));
    append_blanks(&large, 256 * 1024 + 1);
    assert_refused("logo.svg", large.data, large.size, "more than 256 KB");
    append_blanks(&large, 512 * 1024 + 1);
    assert_refused("logo.svg", large.data, large.size, "more than 512 KB");
    buffer_finish(&large);
    struct logo logo;
    struct error err = {0};
    assert_false(logo_read(&logo, folder_path("none.svg"), &err));
    assert_non_null(strstr(err.detail, "none.svg: No such file"));
}

static void make_png(int width, int height, bool interlaced,
                     struct buffer *file)
{
    struct picture picture;
    picture_init(&picture, width, height);
    const struct picture_png kind = {
        .bits = 8, .alpha = true, .interlaced = interlaced};
    picture_encode_png(&picture, &kind, file);
    picture_finish(&picture);
}

static void png_is_known_by_its_bytes(void **state)
{
    (void)state;
    struct buffer png = {0};
    struct logo logo;
    struct error err;
    make_png(90, 30, false, &png);
    assert_true(read_logo(&logo, "logo.svg", png.data, png.size, &err));
    assert_int_equal(logo.kind, LOGO_PNG);
    assert_true(logo.width == 90 && logo.height == 30);
    logo_finish(&logo);
    assert_refused("logo.png", png.data, png.size / 2, "is cut off");
    png.data[20] ^= 1;
    assert_refused("logo.png", png.data, png.size, "cannot be read");
    buffer_finish(&png);
}

static void png_that_unpacks_to_much_is_refused(void **state)
{
    (void)state;
    static const struct {
        int width;
        int height;
        bool interlaced;
        const char *what;
    } bombs[] = {{4096, 2000, false, "more pixels than 8 million"},
                 {2500, 2000, true, "more pixels than 8 million"},
                 {4097, 400, false, "more than 4096 px"},
                 {130, 10, false, "more than 12 times"}};
    for (size_t i = 0; i < sizeof bombs / sizeof *bombs; i++) {
        struct buffer png = {0};
        make_png(bombs[i].width, bombs[i].height, bombs[i].interlaced, &png);
        assert_refused("logo.png", png.data, png.size, bombs[i].what);
        buffer_finish(&png);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(svg_has_the_size_that_it_says),
        cmocka_unit_test(svg_of_no_sane_size_is_refused),
        cmocka_unit_test(what_could_run_or_read_something_is_refused),
        cmocka_unit_test(what_costs_too_much_is_refused),
        cmocka_unit_test(letters_are_to_be_outlines),
        cmocka_unit_test(file_of_another_kind_or_size_is_refused),
        cmocka_unit_test(png_is_known_by_its_bytes),
        cmocka_unit_test(png_that_unpacks_to_much_is_refused),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
