// What a poster's file says of itself: valid XML whatever is in the words, and
// the same words in a PNG and in a JPEG; and nothing in layers.
#include "made_up.h"

#include "press/file_text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <libxml/parser.h>
#include <libxml/tree.h>

// Past what the clean-up of words takes away: nothing here may rely on it.
static void set_raw(struct order *order, const char *words)
{
    strcpy(order->texts[0].field, "name");
    order->texts[0].words = strdup(words);
    order->text_count = 1;
}

// The content of every element of this name, one after the other.
static void gather(xmlNode *node, const char *name, char *text)
{
    for (; node; node = node->next) {
        if (node->type == XML_ELEMENT_NODE &&
            strcmp((const char *)node->name, name) == 0) {
            xmlChar *content = xmlNodeGetContent(node);
            strcat(text, (const char *)content);
            xmlFree(content);
        }
        gather(node->children, name, text);
    }
}

static void find_in_packet(struct bytes packet, const char *name, char *text)
{
    xmlDoc *document =
        xmlReadMemory((const char *)packet.data, (int)packet.size, NULL,
                      "UTF-8", XML_PARSE_NOERROR | XML_PARSE_NONET);
    *text = '\0';
    assert_non_null(document);
    gather(xmlDocGetRootElement(document), name, text);
    xmlFreeDoc(document);
}

static void words_of_any_kind_make_valid_xml(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"Juf Amina", "Juf Amina"},
        {"]]></rdf:li><script>&amp;\"'", "]]></rdf:li><script>&amp;\"'"},
        {"a\nb\tc\x01\x1f", "a b c  "},
        {"\xef\xbf\xbe\xef\xbf\xbfx", "x"},
        {"\xf0\x9f\x91\xa9\xf0\x9f\xbf\xbf",
         "\xf0\x9f\x91\xa9\xf0\x9f\xbf\xbf"},
        {"&#0;<!--", "&#0;<!--"},
    };
    struct template template = {.names = {"Proef <&> ]]>"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct file_text text;
        struct order order;
        char found[8192];
        order_init(&order);
        set_raw(&order, cases[i][0]);
        assert_true(file_text_make(&text, &template, &order, cases[i][0]));
        assert_string_equal(text.author, cases[i][1]);
        find_in_packet(buffer_view(&text.xmp), "creator", found);
        assert_string_equal(found, cases[i][1]);
        find_in_packet(buffer_view(&text.xmp), "AltTextAccessibility", found);
        // As the default, and in its language.
        const size_t length = strlen(cases[i][1]);
        assert_int_equal(strlen(found), 2 * length);
        assert_memory_equal(found, cases[i][1], length);
        find_in_packet(buffer_view(&text.xmp), "title", found);
        assert_text_holds(found, "Proef <&> ]]>");
        file_text_finish(&text);
        order_finish(&order);
    }
}

static void what_is_too_long_is_cut_between_characters(void **state)
{
    (void)state;
    struct template template = {.names = {"Proef"}};
    struct file_text text;
    struct order order;
    char words[2001] = "";
    char found[8192];
    for (int i = 0; i < 500; i++)
        strcat(words, "\xf0\x9f\x91\xa9");
    order_init(&order);
    set_raw(&order, words);
    assert_true(file_text_make(&text, &template, &order, "x"));
    assert_int_equal(strlen(text.author), 508);
    find_in_packet(buffer_view(&text.xmp), "creator", found);
    assert_string_equal(found, text.author);
    file_text_finish(&text);
    // No name, no author.
    order.text_count = 0;
    assert_true(file_text_make(&text, &template, &order, "x"));
    find_in_packet(buffer_view(&text.xmp), "creator", found);
    assert_string_equal(found, "");
    file_text_finish(&text);
    free(order.texts[0].words);
}

static void print(const char *type, enum order_layer layer,
                  struct poster *poster)
{
    struct order order;
    struct error err;
    made_up_order(&order, (const char *const[]){
                              "slogan", "Hallo & dag", "name", "Juf Élise",
                              "photo", "", "type", type, "lang", "fr", NULL});
    order.layer = layer;
    assert_true(press_print(made_up_press, &order, poster, NULL, &err));
    order_finish(&order);
}

static struct bytes find_packet(const struct poster *poster)
{
    const char *file = (const char *)poster->file.data;
    const char *begin = memmem(file, poster->file.size, "<?xpacket begin", 15);
    const char *end =
        memmem(file, poster->file.size, "<?xpacket end=\"r\"?>", 19);
    assert_non_null(begin);
    assert_non_null(end);
    return (struct bytes){(const uint8_t *)begin, (size_t)(end + 19 - begin)};
}

static void a_png_and_a_jpeg_say_the_same(void **state)
{
    (void)state;
    struct poster png;
    struct poster jpeg;
    char found[8192];
    print("png", ORDER_POSTER, &png);
    print("jpeg", ORDER_POSTER, &jpeg);
    const struct bytes packet = find_packet(&png);
    assert_int_equal(packet.size, find_packet(&jpeg).size);
    assert_memory_equal(packet.data, find_packet(&jpeg).data, packet.size);
    find_in_packet(packet, "creator", found);
    assert_string_equal(found, "Juf Élise");
    find_in_packet(packet, "title", found);
    assert_string_equal(found, "Hallo & dagHallo & dag");
    find_in_packet(packet, "AltTextAccessibility", found);
    assert_text_holds(found, png.alt_text);
    assert_string_equal(png.alt_text, jpeg.alt_text);
    assert_text_holds(png.alt_text, "Hallo & dag");
    static const char title[] = "iTXtTitle\0\0\0fr\0\0Hallo & dag";
    assert_non_null(
        memmem(png.file.data, png.file.size, title, sizeof title - 1));
    static const char author[] = "iTXtAuthor\0\0\0\0\0Juf Élise";
    assert_non_null(
        memmem(png.file.data, png.file.size, author, sizeof author - 1));
    static const char segment[] = "http://ns.adobe.com/xap/1.0/\0<?xpacket";
    assert_non_null(
        memmem(jpeg.file.data, jpeg.file.size, segment, sizeof segment - 1));
    assert_string_equal(jpeg.media_type, "image/jpeg");
    assert_string_equal(jpeg.name, "proef-post.jpg");
    assert_text_holds(jpeg.file_note, "type=jpeg;quality=88;bytes=");
    poster_finish(&png);
    poster_finish(&jpeg);
}

static void layers_say_nothing(void **state)
{
    (void)state;
    struct poster poster;
    print("png", ORDER_WORDS, &poster);
    assert_null(memmem(poster.file.data, poster.file.size, "iTXt", 4));
    assert_string_equal(poster.alt_text, "");
    poster_finish(&poster);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_of_any_kind_make_valid_xml),
        cmocka_unit_test(what_is_too_long_is_cut_between_characters),
        cmocka_unit_test(a_png_and_a_jpeg_say_the_same),
        cmocka_unit_test(layers_say_nothing),
    };
    return cmocka_run_group_tests(tests, made_up_make, made_up_tidy);
}
