// Drawings as text: what is refused because it is never drawn, wherever and
// however it is written, and what editors write that is fine.
#include "press/drawing.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define SVG(content)                                                           \
    "<svg xmlns='http://www.w3.org/2000/svg' "                                 \
    "xmlns:xlink='http://www.w3.org/1999/xlink' xmlns:ed='urn:editor' "        \
    "viewBox='0 0 9 9'>\n" content "\n</svg>"

static bool read_and_check(const char *svg, size_t size, struct error *err)
{
    struct drawing *drawing;
    *err = (struct error){0};
    if (!drawing_read(&drawing, (struct bytes){(const uint8_t *)svg, size},
                      "a.svg", err)) {
        assert_null(drawing);
        return false;
    }
    const bool done = drawing_check(drawing, "a.svg", err);
    drawing_destroy(drawing);
    return done;
}

static void assert_fine(const char *svg)
{
    struct error err;
    if (!read_and_check(svg, strlen(svg), &err))
        fail_msg("%s\n%s", err.detail, svg);
}

static void assert_refused(const char *svg, const char *detail)
{
    struct error err;
    if (read_and_check(svg, strlen(svg), &err))
        fail_msg("is taken: %s", svg);
    assert_int_equal(err.kind, ERROR_SYSTEM);
    assert_int_equal(err.message, MESSAGE_CONFIGURATION);
    if (strcmp(err.detail, detail) != 0)
        fail_msg("\"%s\" instead of \"%s\"\n%s", err.detail, detail, svg);
}

// Each on line 2 of a drawing.
static void assert_each_refused(const char *const svgs[], size_t count,
                                const char *what)
{
    char detail[200];
    snprintf(detail, sizeof detail, "a.svg:2: %s", what);
    for (size_t i = 0; i < count; i++)
        assert_refused(svgs[i], detail);
}
#define ASSERT_EACH_REFUSED(svgs, what)                                        \
    assert_each_refused(svgs, sizeof(svgs) / sizeof *(svgs), what)

static void elements_that_are_never_drawn_are_refused(void **state)
{
    (void)state;
    static const char *const letters[] = {
        SVG("<text>x</text>"), SVG("<g><text/></g>"),
        SVG("<a><textPath href='#x'/></a>"), SVG("<tspan/>"), SVG("<tref/>"),
        SVG("<flowRoot/>"),
        // Not hidden in what an editor calls its own.
        SVG("<ed:thing><text>x</text></ed:thing>"),
        SVG("<ed:a><ed:b><g><text>x</text></g></ed:b></ed:a>")};
    static const char *const scripts[] = {
        SVG("<script>alert(1)</script>"), SVG("<script href='#x'/>"),
        SVG("<foreignObject><p xmlns='http://www.w3.org/1999/xhtml'>x</p>"
            "</foreignObject>"),
        SVG("<ed:thing><script/></ed:thing>")};
    static const char *const others[] = {
        SVG("<animate/>"),
        SVG("<set/>"),
        SVG("<video/>"),
        SVG("<view/>"),
        SVG("<filter><feImage href='#x'/></filter>"),
        SVG("<filter><feTurbulence/></filter>"),
        SVG("<filter><feTile/></filter>"),
        SVG("<Rect/>"),
        SVG("<xi:include xmlns:xi='http://www.w3.org/2001/XInclude' "
            "href='#x'/>")};
    ASSERT_EACH_REFUSED(
        letters,
        "holds text: turn it into paths, or make it a [text] with words");
    ASSERT_EACH_REFUSED(scripts, "holds a script or a foreign object: neither "
                                 "is drawn");
    ASSERT_EACH_REFUSED(others, "holds an element that is not drawn; take "
                                "plain shapes");
}

static void scripts_in_attributes_are_refused(void **state)
{
    (void)state;
    static const char *const scripts[] = {
        SVG("<path onclick='x'/>"), SVG("<g onload=''/>"),
        SVG("<ed:x><rect onmouseover='x'/></ed:x>")};
    ASSERT_EACH_REFUSED(scripts, "holds a script: it never runs");
    assert_refused("<svg xmlns='http://www.w3.org/2000/svg' onload='x'/>",
                   "a.svg:1: holds a script: it never runs");
}

static void other_files_are_refused(void **state)
{
    (void)state;
    static const char *const files[] = {
        SVG("<use href='http://x.org/a.svg#b'/>"),
        SVG("<use xlink:href='file:///etc/passwd#b'/>"),
        SVG("<use xlink:href='b.svg#c'/>"),
        SVG("<use href='../b.svg'/>"),
        SVG("<use href=' #a'/>"),
        SVG("<use href='//x.org/#a'/>"),
        SVG("<use href='data:image/svg+xml,x#a'/>"),
        SVG("<use href=''/>"),
        SVG("<linearGradient xlink:href='b.svg#c'/>"),
        SVG("<path fill='url(b.svg#c)'/>"),
        SVG("<path fill=\"url( 'http://x.org/#c' )\"/>"),
        SVG("<path fill='URL(b.svg#c)'/>"),
        SVG("<path style='fill:red;stroke:url(b.svg#c)'/>"),
        SVG("<path style='fill:url(#a);stroke:url(file:b#c)'/>"),
        SVG("<path fill='url()'/>"),
        SVG("<path style='@import \"x.css\"'/>"),
        SVG("<path style='@IMPORT \"x.css\"'/>")};
    static const char *const pictures[] = {
        SVG("<image href='http://x.org/a.png'/>"),
        SVG("<image xlink:href='file:a.png'/>"),
        SVG("<image href='a.png'/>"),
        SVG("<image href='#a'/>"),
        SVG("<image href=''/>"),
        SVG("<image href='data:image/svg+xml;base64,AAAA'/>"),
        SVG("<image href='data:image/gif;base64,AAAA'/>"),
        SVG("<image href='data:image/png,AAAA'/>"),
        SVG("<image href='data:image/png;base64,AAAA' xlink:href='a.png'/>")};
    ASSERT_EACH_REFUSED(files, "refers to another file: only this one is read");
    ASSERT_EACH_REFUSED(pictures, "refers to a picture in another file: embed "
                                  "it as PNG or JPEG");
}

static void style_sheets_stay_inside_the_drawing(void **state)
{
    (void)state;
    static const char *const sheets[] = {
        SVG("<style>@import 'x.css';</style>"),
        SVG("<style>a{} @import url(x.css);</style>"),
        SVG("<style>@font-face{src:x}</style>"),
        SVG("<style>path{fill:url(b.svg#c)}</style>"),
        SVG("<style>path{fill:url(#c)}</style>"),
        SVG("<style>path{fill:URL(#c)}</style>"),
        SVG("<style> <![CDATA[@import 'x.css';]]></style>"),
        SVG("<style>a{}<!-- x -->@import 'x.css';</style>"),
        // The halves are read as one.
        SVG("<style>path{fill:u<!-- x -->rl(#c)}</style>"),
        SVG("<ed:x><style>path{fill:url(#c)}</style></ed:x>")};
    static const char *const costly[] = {
        SVG("<style>path{fill:u\\72l(#c)}</style>"),
        SVG("<style>path{filter:blur(9px)}</style>"),
        SVG("<style>path{Mix-Blend-Mode:multiply}</style>")};
    ASSERT_EACH_REFUSED(sheets, "has a style sheet with url() or @ rules: "
                                "neither is read");
    ASSERT_EACH_REFUSED(costly, "has a style sheet with filters, blending or "
                                "backslashes: give them to the elements");
    assert_fine(SVG("<style>.a{fill:red;stroke:none}</style>"));
    assert_fine(SVG("<style><![CDATA[.a{fill:red}]]></style>"));
    assert_fine(SVG("<style/>"));
}

static void words_that_css_would_read_differently_are_refused(void **state)
{
    (void)state;
    static const char *const hidden[] = {
        SVG("<path fill='u\\72l(#a)'/>"), SVG("<path fill='url(#\\61)'/>"),
        SVG("<path style='fill:/*;clip-path:*/url(#a)'/>")};
    ASSERT_EACH_REFUSED(hidden, "has a backslash or a comment in a value: "
                                "write it without");
    assert_fine(SVG("<path ed:export='C:\\(x)\\a.png' id='a\\b'/>"));
}

static void filters_reach_a_hundred_units(void **state)
{
    (void)state;
#define FILTER(step) SVG("<filter id='f'>" step "</filter>")
    static const char *const far[] = {
        FILTER("<feGaussianBlur stdDeviation='1000'/>"),
        FILTER("<feGaussianBlur stdDeviation='100.1'/>"),
        FILTER("<feGaussianBlur stdDeviation='1 1000'/>"),
        FILTER("<feGaussianBlur stdDeviation='1,1000'/>"),
        FILTER("<feGaussianBlur stdDeviation='1e3'/>"),
        FILTER("<feGaussianBlur stdDeviation='nan'/>"),
        FILTER("<feGaussianBlur stdDeviation='inf'/>"),
        FILTER("<feGaussianBlur stdDeviation='much'/>"),
        FILTER("<feDropShadow dx='101'/>"),
        FILTER("<feOffset dy='-101'/>"),
        FILTER("<feOffset dx='999999'/>")};
    static const char *const functions[] = {
        SVG("<path filter='blur(1000px)'/>"),
        SVG("<path style='filter:Blur(1000px)'/>"),
        SVG("<path style='filter:drop-shadow(0 0 99px red)'/>")};
    ASSERT_EACH_REFUSED(far,
                        "has a filter that reaches further than 100 units");
    ASSERT_EACH_REFUSED(functions, "has a filter of its own: refer to a "
                                   "<filter> with url(#id)");
    assert_fine(FILTER("<feGaussianBlur stdDeviation='100'/>"));
    assert_fine(FILTER("<feGaussianBlur stdDeviation=' 9 , 100 '/>"));
    assert_fine(FILTER("<feOffset dx='-100' dy='100'/><feMerge/>"));
}

static void what_is_no_svg_in_utf8_is_refused(void **state)
{
    (void)state;
    struct error err;
    static const char wide[] = "\xff\xfe<\0s\0v\0g\0/\0>\0";
    assert_false(read_and_check(wide, sizeof wide - 1, &err));
    assert_string_equal(err.detail, "a.svg: is not in UTF-8");
    assert_false(read_and_check("<svg/>\0", 7, &err));
    assert_string_equal(err.detail, "a.svg: is not in UTF-8");
    // Seven bits can hide an entity.
    assert_refused("<?xml version='1.0' encoding='UTF-7'?><!DOCTYPE svg "
                   "[+ADwAIQ-ENTITY a 'b'>]>" SVG(""),
                   "a.svg: is not in UTF-8");
    assert_refused("<?xml version='1.0' encoding='ISO-8859-1'?>" SVG(""),
                   "a.svg: is not in UTF-8");
    assert_refused("<html/>", "a.svg: is not an SVG");
    assert_refused("<svg xmlns='urn:x'/>", "a.svg: is not an SVG");
    static const char *const broken[] = {"",
                                         " ",
                                         "x",
                                         "<svg>",
                                         "<svg></g>",
                                         "<svg/><svg/>",
                                         "<svg a='1' a='2'/>",
                                         "<svg>&nbsp;</svg>"};
    for (size_t i = 0; i < sizeof broken / sizeof *broken; i++) {
        assert_false(read_and_check(broken[i], strlen(broken[i]), &err));
        assert_non_null(strstr(err.detail, "is not an SVG"));
    }
}

static void what_editors_write_is_fine(void **state)
{
    (void)state;
    assert_fine(
        "\xef\xbb\xbf<?xml version=\"1.0\" encoding=\"UTF-8\" "
        "standalone=\"no\"?>\n<!-- Created with Inkscape -->\n"
        "<!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" "
        "\"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd\">\n"
        "<svg width='9' viewBox='0 0 9 9' sodipodi:docname='C:\\x(1).svg' "
        "inkscape:version='1.2' "
        "xmlns:inkscape='http://www.inkscape.org/namespaces/inkscape' "
        "xmlns:sodipodi="
        "'http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd' "
        "xmlns:xlink='http://www.w3.org/1999/xlink' "
        "xmlns='http://www.w3.org/2000/svg' "
        "xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' "
        "xmlns:cc='http://creativecommons.org/ns#'>\n"
        "<sodipodi:namedview id='n' onclick='x'>"
        "<inkscape:grid type='xygrid' href='x'/></sodipodi:namedview>\n"
        "<metadata><rdf:RDF><cc:Work rdf:about=''/></rdf:RDF></metadata>\n"
        "<defs><inkscape:path-effect effect='spiro' id='e'/>"
        "<linearGradient id='a'><stop offset='0'/></linearGradient>"
        "<linearGradient id='b' xlink:href='#a' "
        "inkscape:collect='always'/></defs>\n"
        "<g inkscape:groupmode='layer' inkscape:label='a(b)\\c' "
        "style='mix-blend-mode:normal'>"
        "<path sodipodi:nodetypes='cc' d='M0 0h9' onmissing:x='' "
        "xmlns:onmissing='urn:x' style='fill:url(#b);filter:none;"
        "color-interpolation-filters:linearRGB;marker:none'/>"
        "<use xlink:href='#a' xml:space='preserve'/></g>\n"
        "<a href='https://x.org/'><title>x</title><desc>text &amp; more"
        "</desc></a><switch><path/></switch><symbol/><marker/><clipPath/>"
        "<polygon points='0 0'/><polyline/><ellipse/><line/>"
        "<image href='data:image/jpeg;base64,AAAA'/></svg>");
}

static void elements_are_listed_with_lines_and_parents(void **state)
{
    (void)state;
    struct drawing *drawing;
    struct error err = {0};
    static const char svg[] =
        SVG("<g id='a' ed:id='no' class='x y'>\n<ed:b><path\nd='M0 0'/></ed:b>"
            "</g>\n<rect ed:id='no'/>");
    assert_true(drawing_read(
        &drawing, (struct bytes){(const uint8_t *)svg, sizeof svg - 1}, "a",
        &err));
    static const struct drawing_element expected[] = {
        {1, "svg", "", "", 0, 0},
        {2, "g", "a", "x y", 0, 1},
        {4, "path", "", "", 1, 2},
        {5, "rect", "", "", 0, 1},
    };
    assert_int_equal(drawing_count(drawing), 4);
    for (size_t i = 0; i < 4; i++) {
        const struct drawing_element element = drawing_element(drawing, i);
        assert_int_equal(element.line, expected[i].line);
        assert_string_equal(element.name, expected[i].name);
        assert_string_equal(element.id, expected[i].id);
        assert_string_equal(element.classes, expected[i].classes);
        assert_int_equal(element.parent, expected[i].parent);
        assert_int_equal(element.depth, expected[i].depth);
    }
    assert_string_equal(drawing_attribute(drawing, 2, "d"), "M0 0");
    assert_null(drawing_attribute(drawing, 2, "id"));
    drawing_destroy(drawing);
    drawing_destroy(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(elements_that_are_never_drawn_are_refused),
        cmocka_unit_test(scripts_in_attributes_are_refused),
        cmocka_unit_test(other_files_are_refused),
        cmocka_unit_test(style_sheets_stay_inside_the_drawing),
        cmocka_unit_test(words_that_css_would_read_differently_are_refused),
        cmocka_unit_test(filters_reach_a_hundred_units),
        cmocka_unit_test(what_is_no_svg_in_utf8_is_refused),
        cmocka_unit_test(what_editors_write_is_fine),
        cmocka_unit_test(elements_are_listed_with_lines_and_parents),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
