// What a child sends of a kit, whole and in pieces, and what is not believed.
#include "serve/kit_stream.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static struct buffer sent;
static struct format formats[] = {{.id = "story"}};
static const struct format_list known = {.items = formats, .count = 1};

static bool keep_sent(const void *data, size_t size)
{
    return buffer_append(&sent, data, size);
}

static struct kit_sender sender = {keep_sent};

// What the worker's sink heard.
static struct heard {
    int begun;
    int made;
    struct kit_head head;
    char zip[64];
    size_t zip_size;
    bool takes_none;
} heard;

static bool begin(void *context, const struct kit_head *head)
{
    (void)context;
    heard.begun++;
    heard.head = *head;
    return true;
}

static bool made(void *context, const struct kit_file *file,
                 const double stage_ms[PRESS_STAGES])
{
    (void)context;
    assert_ptr_equal(file->format, &formats[0]);
    assert_true(stage_ms[0] >= 0);
    heard.made++;
    return true;
}

static bool take(void *context, struct bytes piece)
{
    (void)context;
    memcpy(heard.zip + heard.zip_size, piece.data, piece.size);
    heard.zip_size += piece.size;
    return !heard.takes_none;
}

static const struct kit_sink sink = {begin, made, take, NULL};

static struct kit_receiver receiver(void)
{
    heard = (struct heard){0};
    return (struct kit_receiver){
        .sink = &sink, .formats = &known, .bytes_max = 20};
}

static void send_bytes(const char *text)
{
    const struct kit_sink out = kit_stream_sink(&sender);
    assert_true(out.take(out.context,
                         (struct bytes){(const uint8_t *)text, strlen(text)}));
}

static struct kit_head good_head(void)
{
    return (struct kit_head){.name = "volgers-kit.zip",
                             .posters = 1,
                             .files = 4,
                             .bytes_about = 1000,
                             .left_out = "a2, a-3"};
}

static void send_head(const struct kit_head *head)
{
    const struct kit_sink out = kit_stream_sink(&sender);
    sent.size = 0;
    assert_true(out.begin(out.context, head));
}

static void send_made(const char *format, enum poster_type type, double ms)
{
    struct format told = {0};
    const double stage_ms[PRESS_STAGES] = {ms};
    const struct kit_sink out = kit_stream_sink(&sender);
    snprintf(told.id, sizeof told.id, "%s", format);
    const struct kit_file file = {.format = &told, .type = type};
    assert_true(out.made(out.context, &file, stage_ms));
}

static void send_good(void)
{
    const struct kit_head head = good_head();
    send_head(&head);
    send_bytes("PK one");
    send_made("story", POSTER_PNG, 0.0 / 0.0);
    send_bytes(" two");
    assert_true(kit_stream_end(&sender, true, NULL));
}

static void a_kit_comes_over_in_pieces_of_any_size(void **state)
{
    (void)state;
    struct error err = {0};
    send_good();
    for (size_t size = 1; size <= sent.size; size += size < 40 ? 1 : 97) {
        struct kit_receiver got = receiver();
        for (size_t at = 0; at < sent.size; at += size) {
            const size_t left = sent.size - at;
            assert_true(kit_receiver_take(
                &got,
                (struct bytes){sent.data + at, left < size ? left : size}));
        }
        assert_true(kit_receiver_finish(&got, &err));
        assert_int_equal(heard.begun, 1);
        assert_int_equal(heard.made, 1);
        assert_int_equal(heard.head.files, 4);
        assert_string_equal(heard.zip, "PK one two");
    }
}

static bool takes_all(struct error *err)
{
    struct kit_receiver got = receiver();
    return kit_receiver_take(&got, buffer_view(&sent)) &&
           kit_receiver_finish(&got, err);
}

static void one_that_breaks_off_is_not_whole(void **state)
{
    (void)state;
    struct error err = {0};
    send_good();
    sent.size--;
    assert_false(takes_all(&err));
    assert_int_equal(err.message, MESSAGE_POSTER_FAILED);
}

static void what_the_child_says_is_wrong_is_heard(void **state)
{
    (void)state;
    struct error err = {0};
    struct error told = {0};
    error_set(&told, ERROR_INVALID, MESSAGE_PHOTO_BROKEN, "photo");
    sent.size = 0;
    kit_stream_end(&sender, false, &told);
    assert_false(takes_all(&err));
    assert_int_equal(err.message, MESSAGE_PHOTO_BROKEN);
    assert_int_equal(heard.begun, 0);
    told.message = MESSAGE_COUNT;
    sent.size = 0;
    kit_stream_end(&sender, false, &told);
    assert_false(takes_all(&err));
    assert_int_equal(err.message, MESSAGE_POSTER_FAILED);
}

static void assert_disbelieved(void)
{
    struct kit_receiver got = receiver();
    assert_false(kit_receiver_take(&got, buffer_view(&sent)));
    assert_false(got.is_unwanted);
}

static void a_head_that_is_none_is_not_sent_on(void **state)
{
    (void)state;
    struct kit_head head = good_head();
    strcpy(head.name, "a.zip\r\nX: y");
    send_head(&head);
    assert_disbelieved();
    head = good_head();
    memset(head.left_out, 'a', sizeof head.left_out);
    send_head(&head);
    assert_disbelieved();
    head = good_head();
    head.posters = -1;
    send_head(&head);
    assert_disbelieved();
    assert_int_equal(heard.begun, 0);
}

static void what_comes_out_of_turn_is_refused(void **state)
{
    (void)state;
    const struct kit_head head = good_head();
    sent.size = 0;
    send_bytes("PK");
    assert_disbelieved();
    send_head(&head);
    const size_t once = sent.size;
    assert_true(buffer_reserve(&sent, 2 * once));
    assert_true(buffer_append(&sent, sent.data, once));
    assert_disbelieved();
    send_good();
    send_bytes("more");
    assert_disbelieved();
    // More than a kit may have.
    send_head(&head);
    send_bytes("twenty-one bytes long");
    assert_disbelieved();
    send_head(&head);
    sent.data[sent.size - sizeof head - sizeof(struct kit_piece)]++;
    assert_disbelieved();
}

static void a_poster_of_no_format_is_not_counted(void **state)
{
    (void)state;
    const struct kit_head head = good_head();
    send_head(&head);
    send_made("a4", POSTER_PNG, 1);
    assert_disbelieved();
    send_head(&head);
    send_made("story", POSTER_TYPES, 1);
    assert_disbelieved();
    assert_int_equal(heard.made, 0);
}

static void who_wants_no_more_is_asked_no_more(void **state)
{
    (void)state;
    struct kit_receiver got = receiver();
    heard.takes_none = true;
    send_good();
    assert_false(kit_receiver_take(&got, buffer_view(&sent)));
    assert_true(got.is_unwanted);
    assert_int_equal(heard.zip_size, 6);
}

static int tidy(void **state)
{
    (void)state;
    buffer_finish(&sent);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_kit_comes_over_in_pieces_of_any_size),
        cmocka_unit_test(one_that_breaks_off_is_not_whole),
        cmocka_unit_test(what_the_child_says_is_wrong_is_heard),
        cmocka_unit_test(a_head_that_is_none_is_not_sent_on),
        cmocka_unit_test(what_comes_out_of_turn_is_refused),
        cmocka_unit_test(a_poster_of_no_format_is_not_counted),
        cmocka_unit_test(who_wants_no_more_is_asked_no_more),
    };
    return cmocka_run_group_tests(tests, NULL, tidy);
}
