// What oEmbed tells is whole JSON and XML, whatever a partner is called.
#include "serve/oembed_text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const struct oembed hostile = {
    .title = "\"'</title><script>alert(1)</script>]]>&amp;\\",
    .provider = "A & B",
    .address = "https://x.org/",
    .embed = "https://x.org/embed/s?template=klas&lang=fr",
    .thumbnail = "",
    .width = 320,
    .height = 400,
};

static char *write_by(bool (*write)(const struct oembed *, struct buffer *),
                      const struct oembed *oembed)
{
    struct buffer text = {0};
    assert_true(write(oembed, &text));
    assert_true(buffer_append(&text, "", 1));
    char *copy = strdup((const char *)text.data);
    assert_non_null(copy);
    buffer_finish(&text);
    return copy;
}

static void assert_holds(const char *text, const char *part)
{
    if (!strstr(text, part))
        fail_msg("%s is not in %s", part, text);
}

static void a_hostile_name_stays_text_in_html(void **state)
{
    (void)state;
    char *html = write_by(oembed_write_html, &hostile);
    assert_null(strstr(html, "<script"));
    assert_null(strstr(html, "title=\"\""));
    assert_holds(html, "&lt;script&gt;");
    assert_holds(html, "&amp;amp;");
    assert_holds(html,
                 "src=\"https://x.org/embed/s?template=klas&amp;lang=fr\"");
    assert_holds(html, "width=\"320\" height=\"400\"");
    free(html);
}

static void a_hostile_name_stays_text_in_json(void **state)
{
    (void)state;
    char *json = write_by(oembed_write_json, &hostile);
    assert_holds(json, "\"version\":\"1.0\"");
    assert_holds(json, "\"width\":320");
    // Of a quote and a backslash, and never a tag of its own.
    assert_holds(json, "\"title\":\"\\\"'");
    assert_holds(json, "&amp;\\\\\"");
    assert_null(strstr(json, "<script"));
    assert_null(strstr(json, "thumbnail"));
    free(json);
}

static void a_hostile_name_stays_text_in_xml(void **state)
{
    (void)state;
    char *xml = write_by(oembed_write_xml, &hostile);
    assert_null(strstr(xml, "<script"));
    assert_null(strstr(xml, "<iframe"));
    assert_null(strstr(xml, "]]>"));
    assert_holds(xml, "<provider_name>A &amp; B</provider_name>");
    assert_holds(xml, "&lt;iframe src=&quot;https://x.org/embed/"
                      "s?template=klas&amp;amp;lang=fr&quot;");
    assert_holds(xml, "<type>rich</type>");
    assert_null(strstr(xml, "thumbnail"));
    free(xml);
}

static void a_thumbnail_comes_with_its_size(void **state)
{
    (void)state;
    struct oembed oembed = hostile;
    oembed.thumbnail = "https://x.org/a.png?width=9&lang=nl";
    oembed.thumbnail_width = 9;
    oembed.thumbnail_height = 16;
    char *xml = write_by(oembed_write_xml, &oembed);
    assert_holds(xml,
                 "<thumbnail_url>https://x.org/a.png?width=9&amp;lang=nl<");
    assert_holds(xml, "<thumbnail_width>9<");
    assert_holds(xml, "<thumbnail_height>16<");
    free(xml);
}

static void a_limit_that_is_no_whole_number_is_none(void **state)
{
    (void)state;
    static const char *const none[] = {
        "", "0", "-1", "3.5", "1e3", "12px", "99999999999999999999", "4097"};
    for (size_t i = 0; i < sizeof none / sizeof *none; i++)
        assert_int_equal(oembed_read_limit(none[i]), OEMBED_MOST);
    assert_int_equal(oembed_read_limit("1"), 1);
    assert_int_equal(oembed_read_limit("4095"), 4095);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_hostile_name_stays_text_in_html),
        cmocka_unit_test(a_hostile_name_stays_text_in_json),
        cmocka_unit_test(a_hostile_name_stays_text_in_xml),
        cmocka_unit_test(a_thumbnail_comes_with_its_size),
        cmocka_unit_test(a_limit_that_is_no_whole_number_is_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
