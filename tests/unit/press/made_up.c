#include "made_up.h"

#include "folder.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define FORMATS                                                                \
    "[format post]\nlayout = portrait\nsize = 400x500\ngroup = social\n"       \
    "name.nl = Post\n"                                                         \
    "[format tall]\nlayout = portrait\nsize = 400x800\ngroup = social\n"       \
    "name.nl = Hoog\n"                                                         \
    "[format flat]\nlayout = portrait\nsize = 400x250\ngroup = social\n"       \
    "name.nl = Laag\n"                                                         \
    "[format card]\nlayout = a\nsize = 40x50mm\ndpi = 254\nbleed = 5mm\n"      \
    "group = print\nname.nl = Kaart\n"                                         \
    "[format plain]\nlayout = plain\nsize = 400x500\ngroup = social\n"         \
    "name.nl = Kaal\n"                                                         \
    "[format wide]\nlayout = wide\nsize = 800x200\ngroup = social\n"           \
    "name.nl = Breed\n"

// For print, in tenths of a millimetre with its bleed.
#define PAPER                                                                  \
    MADE_UP_SVG("0 0 500 600",                                                 \
                "<g id='under'><rect class='fill-paper' width='500' "          \
                "height='600'/></g>"                                           \
                "<rect id='photo' x='-50' y='-50' width='600' height='350'/>"  \
                "<rect id='slogan' x='50' y='350' width='400' height='150'/>"  \
                "<rect id='sign' x='50' y='520' width='400' height='40'/>")

// Without art, focus or small print.
#define PLAIN                                                                  \
    MADE_UP_SVG("0 0 100 125",                                                 \
                "<rect id='photo' x='10' y='10' width='30' height='30'/>"      \
                "<rect id='slogan' x='5' y='70' width='90' height='30'/>")

struct press *made_up_press;
struct buffer made_up_photo;

void made_up_open(const char *ini)
{
    const struct press_config paths = {folder_path("."),
                                       SOURCE_DIR "/fonts/fonts.ini",
                                       PHOTO_LIMITS_DEFAULT, 0, NULL};
    struct error err;
    folder_write_text("proef/template.ini", ini);
    if (!press_create(&made_up_press, &paths, &err))
        fail_msg("%s", err.detail);
}

int made_up_make(void **state)
{
    (void)state;
    struct picture picture;
    folder_make();
    folder_write_text("formats.ini", FORMATS);
    folder_write_text("proef/portrait.svg", MADE_UP_PORTRAIT);
    folder_write_text("proef/a.svg", PAPER);
    folder_write_text("proef/plain.svg", PLAIN);
    picture_init(&picture, 200, 100);
    picture_draw(&picture);
    picture_encode_fine_jpeg(&picture, &made_up_photo);
    picture_finish(&picture);
    made_up_open(MADE_UP_TEMPLATE("optional"));
    return 0;
}

int made_up_tidy(void **state)
{
    (void)state;
    press_destroy(made_up_press);
    buffer_finish(&made_up_photo);
    folder_remove();
    return 0;
}

static void set(struct order *order, const char *name, const char *value)
{
    struct error err = {0};
    if (!order_set(order, name, value, strlen(value), &err))
        fail_msg("%s=%s", name, value);
}

void made_up_order(struct order *order, const char *const values[])
{
    order_init(order);
    set(order, "template", "proef");
    for (; *values; values += 2)
        if (strcmp(values[0], "photo") == 0)
            order->photo = buffer_view(&made_up_photo);
        else
            set(order, values[0], values[1]);
}

void made_up_print(const char *const values[], struct picture *picture,
                   struct poster *poster)
{
    struct order order;
    struct error err;
    made_up_order(&order, values);
    if (!press_print(made_up_press, &order, poster, NULL, &err))
        fail_msg("%d %s %s", (int)err.message, err.field, err.detail);
    picture_decode_png(buffer_view(&poster->file), picture);
    order_finish(&order);
}

void made_up_print_picture(const char *const values[], struct picture *picture)
{
    struct poster poster;
    made_up_print(values, picture, &poster);
    poster_finish(&poster);
}

void made_up_explain(const char *const values[], char text[4096])
{
    struct order order;
    struct poster poster;
    struct buffer buffer = {0};
    struct error err;
    made_up_order(&order, values);
    if (!press_print(made_up_press, &order, &poster, &buffer, &err))
        fail_msg("%d %s %s", (int)err.message, err.field, err.detail);
    assert_true(buffer.size < 4096);
    memcpy(text, buffer.data, buffer.size);
    text[buffer.size] = '\0';
    *strstr(text, "time ") = '\0';
    buffer_finish(&buffer);
    poster_finish(&poster);
    order_finish(&order);
}

void assert_text_holds(const char *text, const char *part)
{
    if (!strstr(text, part))
        fail_msg("\"%s\" is not in\n%s", part, text);
}

void assert_order_refused(const char *const values[], enum message message,
                          const char *field)
{
    struct order order;
    struct poster poster;
    struct error err = {0};
    made_up_order(&order, values);
    assert_false(press_print(made_up_press, &order, &poster, NULL, &err));
    assert_int_equal(err.message, message);
    assert_string_equal(err.field, field);
    assert_null(poster.file.data);
    order_finish(&order);
}
