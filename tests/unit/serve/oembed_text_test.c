// What oEmbed tells of an embed, also when names and addresses are hostile.
#include "serve/oembed_text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>
#include <jansson.h>

static const char hostile[] = "Sint-Jan & \"Co\" </title><script>'x'";

static const struct oembed plain = {.title = hostile,
                                    .provider = "Campagne <b>",
                                    .address = "https://poster.example/",
                                    .embed = "https://poster.example/embed/"
                                             "sint-jan?a=1&lang=\">fr",
                                    .thumbnail = "",
                                    .width = 320,
                                    .height = 400};

static const char *text_of(bool (*write)(const struct oembed *,
                                         struct buffer *),
                           const struct oembed *oembed, struct buffer *text)
{
    assert_true(write(oembed, text));
    assert_true(buffer_append(text, "", 1));
    return (const char *)text->data;
}

static void assert_holds(const char *text, const char *part)
{
    if (!strstr(text, part))
        fail_msg("\"%s\" does not hold \"%s\"", text, part);
}

static void the_frame_holds_no_markup_of_a_name(void **state)
{
    (void)state;
    struct buffer html = {0};
    const char *text = text_of(oembed_write_html, &plain, &html);
    assert_null(strstr(text, "<script"));
    assert_null(strstr(text, "</title"));
    assert_holds(text, "&lt;script&gt;");
    assert_holds(text, "?a=1&amp;lang=&quot;&gt;fr\"");
    assert_holds(text, " width=\"320\" height=\"400\" ");
    buffer_finish(&html);
}

static void json_gives_names_back_as_they_are(void **state)
{
    (void)state;
    struct buffer json = {0};
    struct buffer html = {0};
    const char *text = text_of(oembed_write_json, &plain, &json);
    json_t *root = json_loads(text, JSON_REJECT_DUPLICATES, NULL);
    assert_non_null(root);
    assert_string_equal(json_string_value(json_object_get(root, "title")),
                        hostile);
    assert_string_equal(json_string_value(json_object_get(root, "version")),
                        "1.0");
    assert_string_equal(json_string_value(json_object_get(root, "html")),
                        text_of(oembed_write_html, &plain, &html));
    assert_int_equal(json_integer_value(json_object_get(root, "width")), 320);
    assert_null(json_object_get(root, "thumbnail_url"));
    assert_null(json_object_get(root, "thumbnail_width"));
    json_decref(root);
    buffer_finish(&html);
    buffer_finish(&json);
}

static void xml_holds_no_element_but_its_own(void **state)
{
    (void)state;
    struct buffer xml = {0};
    const char *text = text_of(oembed_write_xml, &plain, &xml);
    assert_holds(text, "<title>Sint-Jan &amp; &quot;Co&quot; &lt;/title&gt;"
                       "&lt;script&gt;");
    assert_holds(text, "<provider_name>Campagne &lt;b&gt;</provider_name>");
    assert_holds(text, "<html>&lt;blockquote hidden&gt;");
    // The frame's own escapes are escaped once more.
    assert_holds(text, "&amp;lt;script&amp;gt;");
    assert_null(strstr(text, "<script"));
    assert_null(strstr(text, "<iframe"));
    assert_null(strstr(text, "thumbnail"));
    buffer_finish(&xml);
}

static void a_thumbnail_goes_with_its_sides(void **state)
{
    (void)state;
    struct buffer xml = {0};
    struct oembed oembed = plain;
    oembed.thumbnail = "https://poster.example/a.png?width=90&lang=nl";
    oembed.thumbnail_width = 90;
    oembed.thumbnail_height = 160;
    const char *text = text_of(oembed_write_xml, &oembed, &xml);
    assert_holds(text, "<thumbnail_url>https://poster.example/a.png?width=90"
                       "&amp;lang=nl</thumbnail_url>\n"
                       "<thumbnail_width>90</thumbnail_width>\n"
                       "<thumbnail_height>160</thumbnail_height>\n");
    buffer_finish(&xml);
}

static void a_limit_that_is_none_is_the_most(void **state)
{
    (void)state;
    assert_int_equal(oembed_read_limit("320"), 320);
    assert_int_equal(oembed_read_limit("1"), 1);
    assert_int_equal(oembed_read_limit("4096"), 4096);
    static const char *const none[] = {
        "", "0", "-1", "4097", "320x", "1e9", "12 ", "99999999999999999999",
    };
    for (size_t i = 0; i < sizeof none / sizeof *none; i++)
        assert_int_equal(oembed_read_limit(none[i]), OEMBED_MOST);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_frame_holds_no_markup_of_a_name),
        cmocka_unit_test(json_gives_names_back_as_they_are),
        cmocka_unit_test(xml_holds_no_element_but_its_own),
        cmocka_unit_test(a_thumbnail_goes_with_its_sides),
        cmocka_unit_test(a_limit_that_is_none_is_the_most),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
