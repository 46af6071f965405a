// The school's sign as pixels and as PDF: painted where it is planned, in the
// layers that have it, and alone.
#include "signs.h"

#include "folder.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void print_layer(const char *const values[], enum order_layer layer,
                        struct poster *poster)
{
    struct order order;
    struct error err;
    made_up_order(&order, values);
    order.layer = layer;
    if (!press_print(made_up_press, &order, poster, NULL, &err))
        fail_msg("%d %s %s", (int)err.message, err.field, err.detail);
    order_finish(&order);
}

static void the_frame_has_no_sign_and_the_words_have(void **state)
{
    (void)state;
    static const char *const with[] = {"slogan", "x", "partner", "crest", NULL};
    static const char *const without[] = {"slogan", "x", NULL};
    struct poster a;
    struct poster b;
    print_layer(with, ORDER_FRAME, &a);
    print_layer(without, ORDER_FRAME, &b);
    assert_int_equal(a.file.size, b.file.size);
    assert_memory_equal(a.file.data, b.file.data, a.file.size);
    poster_finish(&a);
    poster_finish(&b);
    print_layer(with, ORDER_WORDS, &a);
    print_layer(without, ORDER_WORDS, &b);
    assert_false(a.file.size == b.file.size &&
                 memcmp(a.file.data, b.file.data, a.file.size) == 0);
    poster_finish(&a);
    poster_finish(&b);
}

static void one_order_gives_the_same_bytes(void **state)
{
    (void)state;
    static const char *const orders[][7] = {
        {"slogan", "x", "partner", "raster", "format", "cover", NULL},
        {"slogan", "x", "partner", "white", NULL},
        {"slogan", "x", "school", "De Linde", NULL}};
    for (size_t i = 0; i < 3; i++) {
        struct poster a;
        struct poster b;
        print_layer(orders[i], ORDER_POSTER, &a);
        print_layer(orders[i], ORDER_POSTER, &b);
        assert_int_equal(a.file.size, b.file.size);
        assert_memory_equal(a.file.data, b.file.data, a.file.size);
        poster_finish(&a);
        poster_finish(&b);
    }
}

static void a_logo_is_painted_where_it_is_planned(void **state)
{
    (void)state;
    struct sign sign;
    struct picture picture;
    EXPLAIN(&sign, "partner", "crest");
    made_up_print_picture(
        (const char *const[]){"slogan", "x", "partner", "crest", NULL},
        &picture);
    const int left = (int)sign.x;
    const int top = (int)sign.y;
    const uint8_t *inside = picture_at(&picture, left + 10, top + 10);
    assert_int_equal(inside[0], 0x00);
    assert_int_equal(inside[2], 0x40);
    assert_int_equal(picture_at(&picture, left - 3, top + 10)[0], 255);
    assert_int_equal(picture_at(&picture, left + 10, top - 3)[0], 255);
    picture_finish(&picture);
    // The corners of a plate are round.
    EXPLAIN(&sign, "partner", "white");
    made_up_print_picture(
        (const char *const[]){"slogan", "x", "partner", "white", NULL},
        &picture);
    assert_int_equal(picture_at(&picture, 378, (int)sign.y + 20)[0], 0);
    assert_int_equal(picture_at(&picture, 379, 400)[0], 255);
    assert_int_equal(
        picture_at(&picture, (int)(sign.x + sign.width / 2), 440)[0], 255);
    picture_finish(&picture);
}

// What a command says of the PDF.
static void ask(const char *command, char answer[4096])
{
    char line[512];
    snprintf(line, sizeof line, "cd %s && %s 2>&1", folder_path("."), command);
    FILE *pipe = popen(line, "r");
    assert_non_null(pipe);
    answer[fread(answer, 1, 4095, pipe)] = '\0';
    assert_int_equal(pclose(pipe), 0);
}

static void print_pdf(const char *const values[])
{
    struct order order;
    struct poster poster;
    struct error err;
    made_up_order(&order, values);
    order.type = POSTER_PDF;
    if (!press_print(made_up_press, &order, &poster, NULL, &err))
        fail_msg("%d %s %s", (int)err.message, err.field, err.detail);
    folder_write("a.pdf", poster.file.data, poster.file.size);
    poster_finish(&poster);
    order_finish(&order);
}

static void a_pdf_has_the_logo_as_vectors_and_the_name_as_words(void **state)
{
    (void)state;
    char answer[4096];
    print_pdf((const char *const[]){"slogan", "x", "partner", "white", NULL});
    ask("pdfimages -list a.pdf | tail -n +3", answer);
    assert_string_equal(answer, "");
    ask("pdftoppm -singlefile -r 96 -png a.pdf s && echo", answer);
    struct buffer file = {0};
    struct picture picture;
    assert_true(buffer_append_file(&file, folder_path("s.png"), 1 << 24));
    picture_decode_png(buffer_view(&file), &picture);
    assert_int_equal(picture_at(&picture, 376, 440)[0], 0);
    assert_int_equal(picture_at(&picture, 350, 440)[0], 255);
    picture_finish(&picture);
    buffer_finish(&file);
    print_pdf((const char *const[]){"slogan", "x", "school", "De Linde", NULL});
    ask("pdftotext a.pdf -", answer);
    assert_text_holds(answer, "De Linde");
    print_pdf((const char *const[]){"slogan", "x", "partner", "raster", NULL});
    ask("pdfimages -list a.pdf | tail -n +3 | wc -l", answer);
    assert_int_not_equal(atoi(answer), 0);
}

static void a_logo_alone_is_as_wide_as_is_asked(void **state)
{
    (void)state;
    static const struct {
        const char *id;
        int asked, width, height;
    } sizes[] = {{"mark", 400, 400, 50},
                 {"mark", 9999, 1024, 128},
                 {"mark", 1, 16, 2},
                 {"tower", 1024, 102, 1024}};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        struct buffer png = {0};
        struct picture picture;
        struct error err;
        const struct partner *partner =
            partner_find(press_partners(made_up_press), sizes[i].id);
        assert_true(press_draw_logo(made_up_press, partner, sizes[i].asked,
                                    &png, &err));
        picture_decode_png(buffer_view(&png), &picture);
        assert_int_equal(picture.width, sizes[i].width);
        assert_int_equal(picture.height, sizes[i].height);
        picture_finish(&picture);
        buffer_finish(&png);
    }
    static const char *const none[] = {"long", "empty"};
    for (size_t i = 0; i < 2; i++) {
        struct buffer png = {0};
        struct error err = {0};
        assert_false(press_draw_logo(
            made_up_press, partner_find(press_partners(made_up_press), none[i]),
            100, &png, &err));
        assert_int_equal(err.kind, ERROR_NOT_FOUND);
        buffer_finish(&png);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_frame_has_no_sign_and_the_words_have),
        cmocka_unit_test(one_order_gives_the_same_bytes),
        cmocka_unit_test(a_logo_is_painted_where_it_is_planned),
        cmocka_unit_test(a_pdf_has_the_logo_as_vectors_and_the_name_as_words),
        cmocka_unit_test(a_logo_alone_is_as_wide_as_is_asked),
    };
    return cmocka_run_group_tests(tests, signs_make, made_up_tidy);
}
