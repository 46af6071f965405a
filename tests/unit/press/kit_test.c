// The kit: the posters of one order, in one archive, from a photo that is read
// once.
#include "made_up.h"

#include "press/kit.h"
#include "press/kit_parts.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { POSTERS_MAX = 8 };

// What a kit told.
struct heard {
    struct kit_head head;
    int begun;
    struct buffer archive;
    const struct kit *kit;
    int made;
    int reads;      // of the photo, until the last poster from what was kept
    int takes_left; // pieces that are taken; -1: all
};

static bool begin(void *context, const struct kit_head *head)
{
    struct heard *heard = context;
    heard->head = *head;
    heard->begun++;
    return true;
}

static bool made(void *context, const struct kit_file *file,
                 const double stage_ms[PRESS_STAGES])
{
    struct heard *heard = context;
    assert_non_null(strstr(file->name, file->format->id));
    assert_true(stage_ms[STAGE_ENCODE] > 0);
    heard->made++;
    if (heard->kit->photo.reads > heard->reads)
        heard->reads = heard->kit->photo.reads;
    return true;
}

static bool take(void *context, struct bytes piece)
{
    struct heard *heard = context;
    return heard->takes_left-- != 0 &&
           buffer_append(&heard->archive, piece.data, piece.size);
}

static bool wish_for(struct kit_wish *wish, const char *formats,
                     struct error *err)
{
    *wish = (struct kit_wish){0};
    *err = (struct error){0};
    return kit_wish_read(wish, formats, strlen(formats), err);
}

static bool try_kit(const struct order *order, const char *formats,
                    struct heard *heard, struct error *err)
{
    const struct kit_sink sink = {begin, made, take, heard};
    struct kit_wish wish;
    struct kit *kit = NULL;
    bool done = wish_for(&wish, formats, err) &&
                kit_open(&kit, made_up_press, order, &wish, err);
    heard->kit = kit;
    done = done && kit_write(kit, &sink, err);
    kit_close(kit);
    return done;
}

static void make_kit(const struct order *order, const char *formats,
                     struct heard *heard)
{
    struct error err;
    *heard = (struct heard){.takes_left = -1};
    if (!try_kit(order, formats, heard, &err))
        fail_msg("%d %s %s", (int)err.message, err.field, err.detail);
}

static uint32_t number(const uint8_t *at)
{
    return at[0] | (uint32_t)at[1] << 8 | (uint32_t)at[2] << 16 |
           (uint32_t)at[3] << 24;
}

// The file of an archive whose name begins so; read from the front, as phones
// do.
static struct bytes find_file(const struct buffer *archive, const char *name)
{
    const uint8_t *at = archive->data;
    assert_non_null(at);
    while (number(at) == 0x04034b50) {
        const size_t size = number(at + 18);
        const size_t length = at[26];
        if (strncmp((const char *)at + 30, name, strlen(name)) == 0)
            return (struct bytes){at + 30 + length, size};
        at += 30 + length + size;
    }
    fail_msg("%s is not there", name);
    return (struct bytes){0};
}

// The names in an archive, each behind a blank.
static void list(const struct buffer *archive, char names[1024])
{
    *names = '\0';
    for (const uint8_t *at = archive->data; number(at) == 0x04034b50;
         at += 30 + at[26] + number(at + 18))
        sprintf(names + strlen(names), " %.*s", at[26], (const char *)at + 30);
}

static void the_archive_holds_what_was_asked_for(void **state)
{
    (void)state;
    struct order order;
    struct heard heard;
    char names[1024];
    made_up_order(&order, (const char *const[]){"slogan", "Hallo", "photo", "",
                                                "lang", "en", NULL});
    make_kit(&order, " card, flat,post ", &heard);
    list(&heard.archive, names);
    assert_string_equal(names,
                        " post-400x500.png flat-400x250.png card-40x50mm.pdf"
                        " caption.en.txt alt.txt README.txt");
    assert_string_equal(heard.head.name, "proef-kit.zip");
    assert_int_equal(heard.head.posters, 3);
    assert_int_equal(heard.head.files, 6);
    assert_string_equal(heard.head.left_out, "");
    assert_true(heard.head.bytes_about > heard.archive.size / 4 &&
                heard.head.bytes_about < heard.archive.size * 4);
    assert_int_equal(heard.made, 3);
    const struct bytes guide = find_file(&heard.archive, "README.txt");
    assert_non_null(memmem(guide.data, guide.size, "card-40x50mm.pdf", 16));
    assert_non_null(memmem(guide.data, guide.size, "\r\n", 2));
    buffer_finish(&heard.archive);
    make_kit(&order, "all", &heard);
    assert_int_equal(heard.head.posters, 5);
    buffer_finish(&heard.archive);
    order_finish(&order);
}

static void the_same_order_gives_the_same_bytes(void **state)
{
    (void)state;
    struct order order;
    struct heard first;
    struct heard second;
    made_up_order(&order, (const char *const[]){"slogan", "Hallo", "photo", "",
                                                "name", "Els", NULL});
    make_kit(&order, "flat,plain", &first);
    make_kit(&order, "plain,flat", &second);
    assert_int_equal(first.archive.size, second.archive.size);
    assert_memory_equal(first.archive.data, second.archive.data,
                        first.archive.size);
    buffer_finish(&first.archive);
    buffer_finish(&second.archive);
    order_finish(&order);
}

// A photo of a phone in small: larger than any window wants.
static void make_photo(struct buffer *photo)
{
    struct picture picture;
    picture_init(&picture, 1600, 1200);
    picture_draw(&picture);
    picture_encode_fine_jpeg(&picture, photo);
    picture_finish(&picture);
}

// How near the poster of a kit is to the one that is printed alone.
static double nearness(const struct heard *heard, const struct order *order,
                       const char *format)
{
    struct order one = *order;
    struct poster poster;
    struct picture alone;
    struct picture of_kit;
    struct error err;
    strcpy(one.format_id, format);
    assert_true(press_print(made_up_press, &one, &poster, NULL, &err));
    picture_decode_png(buffer_view(&poster.file), &alone);
    picture_decode_png(find_file(&heard->archive, format), &of_kit);
    const double psnr = picture_psnr(&alone, &of_kit);
    picture_finish(&alone);
    picture_finish(&of_kit);
    poster_finish(&poster);
    return psnr;
}

// Measured: 48 dB and more with the hard edges of this photo, 56 with a
// phone's, where JPEG at quality 95 costs 40.
static void posters_are_those_that_are_printed_alone(void **state)
{
    (void)state;
    static const char *const formats[] = {"post", "tall", "flat", "card",
                                          "plain"};
    struct buffer photo = {0};
    struct order order;
    struct heard heard;
    make_photo(&photo);
    made_up_order(&order, (const char *const[]){
                              "slogan", "Hallo", "type", "png", "focus_x",
                              "0.3", "focus_y", "0.4", "zoom", "1.5", NULL});
    order.photo = buffer_view(&photo);
    make_kit(&order, "all", &heard);
    for (size_t i = 0; i < 5; i++)
        assert_true(nearness(&heard, &order, formats[i]) > 45);
    buffer_finish(&heard.archive);
    // The wrong way up, and the focus found: still once.
    order.framing = (struct framing){.zoom = 1, .turn = 90};
    make_kit(&order, "post,plain", &heard);
    assert_int_equal(heard.reads, 1);
    assert_true(nearness(&heard, &order, "post") > 35);
    buffer_finish(&heard.archive);
    order_finish(&order);
    buffer_finish(&photo);
}

static void assert_refused(const struct order *order, const char *formats,
                           enum message message, const char *said)
{
    struct heard heard = {.takes_left = -1};
    struct error err;
    char sentence[512];
    assert_false(try_kit(order, formats, &heard, &err));
    assert_int_equal(err.kind, ERROR_INVALID);
    assert_int_equal(err.message, message);
    assert_int_equal(heard.begun, 0);
    assert_int_equal(heard.archive.size, 0);
    for (int i = 0; i < LANGUAGE_COUNT; i++) {
        message_write(err.message, (enum language)i, err.values, sentence,
                      sizeof sentence);
        assert_text_holds(sentence, said);
    }
}

static void a_wrong_list_is_told_with_the_format_that_is_meant(void **state)
{
    (void)state;
    struct order order;
    made_up_order(&order,
                  (const char *const[]){"slogan", "Hallo", "photo", "", NULL});
    assert_refused(&order, "", MESSAGE_KIT_EMPTY, ".");
    assert_refused(&order, " , ,", MESSAGE_KIT_EMPTY, ".");
    assert_refused(&order, "post,a0", MESSAGE_KIT_FORMAT_UNKNOWN, "a0");
    assert_refused(&order, "post,wide", MESSAGE_KIT_FORMAT_NOT_OFFERED, "wide");
    assert_refused(&order, "post,flat,post", MESSAGE_KIT_FORMAT_TWICE, "post");
    assert_refused(&order, "all,flat", MESSAGE_KIT_FORMAT_TWICE, "flat");
    assert_refused(&order, "flat,all", MESSAGE_KIT_FORMAT_TWICE, "flat");
    // What can be no format is not repeated.
    assert_refused(&order, "post,<b>", MESSAGE_FORMAT_UNKNOWN, ".");
    assert_refused(&order, "an-id-that-is-longer-than-any-can-be",
                   MESSAGE_FORMAT_UNKNOWN, ".");
    order_finish(&order);
}

static void
what_is_wrong_with_the_order_is_told_before_the_first_byte(void **state)
{
    (void)state;
    struct order order;
    made_up_order(&order, (const char *const[]){"photo", "", NULL});
    assert_refused(&order, "all", MESSAGE_TEXT_MISSING, ".");
    order_finish(&order);
    made_up_order(&order,
                  (const char *const[]){"slogan", "Hallo", "photo", "", NULL});
    order.photo.size /= 2;
    assert_refused(&order, "all", MESSAGE_PHOTO_TRUNCATED, ".");
    strcpy(order.template_id, "none");
    assert_refused(&order, "all", MESSAGE_TEMPLATE_UNKNOWN, ".");
    order_finish(&order);
}

static void
a_format_in_which_the_words_do_not_fit_is_told_and_left_out(void **state)
{
    (void)state;
    // The name has a box of its own in `post`, and none in `plain`.
    static const char *const values[] = {"slogan", "Hallo", "name",
                                         "WWWWWWWWWWWWWWWWWWWW", NULL};
    struct order order;
    struct heard heard;
    made_up_order(&order, values);
    make_kit(&order, "post,plain", &heard);
    assert_string_equal(heard.head.left_out, "post");
    assert_int_equal(heard.head.posters, 1);
    const struct bytes guide = find_file(&heard.archive, "LEESMIJ.txt");
    assert_non_null(memmem(guide.data, guide.size, "\n- Post: ", 9));
    buffer_finish(&heard.archive);
    // When they fit in none, it is the order that is wrong.
    assert_refused(&order, "post", MESSAGE_TEXT_DOES_NOT_FIT, ".");
    order_finish(&order);
}

static void who_takes_no_more_gets_no_more(void **state)
{
    (void)state;
    struct order order;
    struct heard heard = {.takes_left = 4};
    struct error err;
    made_up_order(&order, (const char *const[]){"slogan", "Hallo", NULL});
    assert_false(try_kit(&order, "all", &heard, &err));
    assert_int_equal(err.kind, ERROR_GONE);
    assert_int_equal(heard.made, 1);
    buffer_finish(&heard.archive);
    order_finish(&order);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_archive_holds_what_was_asked_for),
        cmocka_unit_test(the_same_order_gives_the_same_bytes),
        cmocka_unit_test(posters_are_those_that_are_printed_alone),
        cmocka_unit_test(a_wrong_list_is_told_with_the_format_that_is_meant),
        cmocka_unit_test(
            what_is_wrong_with_the_order_is_told_before_the_first_byte),
        cmocka_unit_test(
            a_format_in_which_the_words_do_not_fit_is_told_and_left_out),
        cmocka_unit_test(who_takes_no_more_gets_no_more),
    };
    return cmocka_run_group_tests(tests, made_up_make, made_up_tidy);
}
