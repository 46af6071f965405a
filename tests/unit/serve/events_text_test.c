// What a page may tell: ids of closed lists and nothing else.
#include "serve/events_text.h"

#include "folder.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#define BATCH "\"batch\": \"00112233445566778899aabbccddeeff\""

static struct press *press;
static struct config_page page = {
    .links = {{.id = "job", .is_conversion = true}, {.id = "about"}},
    .link_count = 2};
static struct events_text events_read;
static struct error err;

static int open_press(void **state)
{
    (void)state;
    folder_make();
    folder_write_text("sint-jan/partner.ini",
                      "[partner]\nname.nl = Sint-Jan\n");
    const struct press_config paths = {.templates_dir = SOURCE_DIR "/templates",
                                       .fonts_file =
                                           SOURCE_DIR "/fonts/fonts.ini",
                                       .photo_limits = PHOTO_LIMITS_DEFAULT,
                                       .partners_dir = folder_path(".")};
    return press_create(&press, &paths, &err) ? 0 : -1;
}

static int close_press(void **state)
{
    (void)state;
    press_destroy(press);
    folder_remove();
    return 0;
}

static bool read_text(const char *text)
{
    err = (struct error){0};
    return events_text_read(&events_read,
                            (struct bytes){(const uint8_t *)text, strlen(text)},
                            press, &page, &err);
}

static bool read_one(const char *event)
{
    char text[1024];
    snprintf(text, sizeof text, "{" BATCH ", \"events\": [%s]}", event);
    return read_text(text);
}

static void assert_refused(const char *event, const char *field)
{
    assert_false(read_one(event));
    assert_int_equal(err.kind, ERROR_INVALID);
    assert_string_equal(err.field, field);
}

static void all_that_is_known_is_taken(void **state)
{
    (void)state;
    assert_true(read_text(
        "{" BATCH ", \"events\": [{\"event\": \"page-opened\"},"
        "{\"event\": \"caption-copied\", \"partner\": \"sint-jan\","
        " \"template\": \"volgers\", \"format\": \"story\", \"type\": \"jpeg\","
        " \"language\": \"fr\", \"detail\": \"instagram\"}]}"));
    assert_int_equal(events_read.count, 2);
    assert_string_equal(events_read.batch, "00112233445566778899aabbccddeeff");
    const struct count_key *key = &events_read.keys[1];
    assert_int_equal(key->day, event_today());
    assert_int_equal(key->event, EVENT_CAPTION_COPIED);
    assert_string_equal(key->partner_id, "sint-jan");
    assert_string_equal(key->template_id, "volgers");
    assert_string_equal(key->format_id, "story");
    assert_string_equal(key->type, "jpeg");
    assert_string_equal(key->language, "fr");
    assert_string_equal(key->detail, "instagram");
}

static void what_is_of_no_list_is_refused(void **state)
{
    (void)state;
    assert_refused("{\"event\": \"looked-around\"}", "event");
    assert_refused("{}", "event");
    assert_refused("{\"event\": 3}", "event");
    assert_refused("{\"event\": \"page-opened\", \"partner\": \"Jan\"}",
                   "partner");
    assert_refused("{\"event\": \"page-opened\", \"template\": \"\u00e9\"}",
                   "template");
    assert_refused("{\"event\": \"page-opened\", \"format\": [1]}", "format");
    assert_refused("{\"event\": \"page-opened\", \"type\": \"exe\"}", "type");
    assert_refused("{\"event\": \"page-opened\", \"language\": \"xx\"}",
                   "language");
    assert_refused("{\"event\": \"page-opened\", \"detail\": \"me\"}",
                   "detail");
    assert_refused("{\"event\": \"shared\", \"detail\": \"jan@example.org\"}",
                   "detail");
}

static void what_the_server_sees_itself_nobody_else_tells(void **state)
{
    (void)state;
    for (int i = 0; i < EVENT_COUNT; i++) {
        char event[80];
        if (events[i].teller == EVENT_BY_PAGE)
            continue;
        snprintf(event, sizeof event, "{\"event\": \"%s\"}", events[i].id);
        assert_refused(event, "event");
    }
}

static void an_event_with_a_detail_must_have_one(void **state)
{
    (void)state;
    assert_refused("{\"event\": \"shared\"}", "detail");
    assert_true(read_one("{\"event\": \"shared\", \"detail\": \"device\"}"));
}

static void the_operator_says_which_link_is_a_conversion(void **state)
{
    (void)state;
    assert_true(
        read_one("{\"event\": \"link-followed\", \"detail\": \"job\"}"));
    assert_int_equal(events_read.keys[0].event, EVENT_CONVERSION);
    assert_true(read_one("{\"event\": \"conversion\", \"detail\": \"about\"}"));
    assert_int_equal(events_read.keys[0].event, EVENT_LINK_FOLLOWED);
    assert_refused("{\"event\": \"conversion\", \"detail\": \"other\"}",
                   "detail");
}

static void a_letter_has_a_number_and_some_events(void **state)
{
    (void)state;
    static const char *const wrong[] = {
        "{\"events\": [{\"event\": \"page-opened\"}]}",
        "{\"batch\": \"0123\", \"events\": [{\"event\": \"page-opened\"}]}",
        "{\"batch\": \"jan-peeters-24-06-1971\","
        " \"events\": [{\"event\": \"page-opened\"}]}",
        "{" BATCH ", \"events\": []}",
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        assert_false(read_text(wrong[i]));
        assert_int_equal(err.kind, ERROR_INVALID);
    }
    char many[EVENTS_BYTES_MAX] = "{" BATCH ", \"events\": [";
    for (int i = 0; i <= EVENTS_MAX; i++)
        strcat(many, i ? ",{\"event\":\"page-opened\"}"
                       : "{\"event\":\"page-opened\"}");
    strcat(many, "]}");
    assert_false(read_text(many));
    assert_string_equal(err.field, "events");
}

static void what_is_no_letter_is_malformed(void **state)
{
    (void)state;
    static const char *const wrong[] = {
        "", "{", "[]", "null", "{" BATCH "}", "{" BATCH ", \"events\": {}}"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        assert_false(read_text(wrong[i]));
        assert_int_equal(err.kind, ERROR_MALFORMED);
    }
    static const char hidden[] = "{}\0{}";
    err = (struct error){0};
    assert_false(events_text_read(
        &events_read, (struct bytes){(const uint8_t *)hidden, sizeof hidden},
        press, &page, &err));
    assert_int_equal(err.kind, ERROR_MALFORMED);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_that_is_known_is_taken),
        cmocka_unit_test(what_is_of_no_list_is_refused),
        cmocka_unit_test(what_the_server_sees_itself_nobody_else_tells),
        cmocka_unit_test(an_event_with_a_detail_must_have_one),
        cmocka_unit_test(the_operator_says_which_link_is_a_conversion),
        cmocka_unit_test(a_letter_has_a_number_and_some_events),
        cmocka_unit_test(what_is_no_letter_is_malformed),
    };
    return cmocka_run_group_tests(tests, open_press, close_press);
}
