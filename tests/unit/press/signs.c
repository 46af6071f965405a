#include "signs.h"

#include "folder.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define FORMATS                                                                \
    "[format post]\nlayout = portrait\nsize = 400x500\ngroup = social\n"       \
    "name.nl = Post\n"                                                         \
    "[format cover]\nlayout = cover\nsize = 400x500\ngroup = social\n"         \
    "name.nl = Kaft\n"                                                         \
    "[format bare]\nlayout = bare\nsize = 400x500\ngroup = social\n"           \
    "name.nl = Kaal\n"

#define PAPER                                                                  \
    "<g id='under'><rect class='fill-paper' width='100' height='125'/></g>"
#define SLOGAN "<rect id='slogan' x='5' y='60' width='90' height='30'/>"

// At the right; at the left and on the photo; nowhere. A unit is 4 px.
#define PORTRAIT                                                               \
    MADE_UP_SVG("0 0 100 125", PAPER SLOGAN                                    \
                "<rect id='photo' width='100' height='50'/>"                   \
                "<rect id='logo' x='55' y='100' width='40' height='20'/>")
#define COVER                                                                  \
    MADE_UP_SVG("0 0 100 125", PAPER SLOGAN                                    \
                "<rect id='photo' width='100' height='50'/>"                   \
                "<rect id='logo' x='5' y='5' width='40' height='20'/>")
#define BARE MADE_UP_SVG("0 0 100 125", PAPER SLOGAN)

#define PARTNER(name) "[partner]\nname.nl = " name "\n"
#define CREST                                                                  \
    MADE_UP_SVG("0 0 60 60", "<path fill='#001040' d='M10 10h40v40h-40z'/>")
#define WORDMARK                                                               \
    MADE_UP_SVG("0 0 400 50",                                                  \
                "<path fill='#001040' d='M0 0h40v50h-40zM80 0h40v50h-40zM160 " \
                "0h40v50h-40zM240 0h40v50h-40zM360 0h40v50h-40z'/>")
#define TOWER                                                                  \
    MADE_UP_SVG("0 0 20 200", "<path fill='#001040' d='M0 0h20v200h-20z'/>")
#define WHITE                                                                  \
    MADE_UP_SVG("0 0 60 60", "<circle fill='#fff' cx='30' cy='30' r='30'/>")
#define GROUND                                                                 \
    MADE_UP_SVG("0 0 90 60",                                                   \
                "<path fill='#f0f0ff' d='M0 0h90v60h-90z'/>"                   \
                "<circle fill='#001040' cx='45' cy='30' r='20'/>")
#define EMPTY MADE_UP_SVG("0 0 60 60", "<path d='M0 0z'/>")

static void open_press(void)
{
    const struct press_config paths = {.templates_dir = folder_path("."),
                                       .fonts_file =
                                           SOURCE_DIR "/fonts/fonts.ini",
                                       .photo_limits = PHOTO_LIMITS_DEFAULT,
                                       .partners_dir = folder_path(".")};
    struct error err;
    if (!press_create(&made_up_press, &paths, &err))
        fail_msg("%s", err.detail);
    if (press_partners(made_up_press)->refusal_count > 0)
        fail_msg("%s", press_partners(made_up_press)->refusals[0].why);
}

static void write_png_logo(void)
{
    struct picture picture;
    struct buffer png = {0};
    const struct picture_png kind = {.bits = 8, .alpha = true};
    picture_init(&picture, 120, 60);
    picture_encode_png(&picture, &kind, &png);
    folder_write("raster/logo.png", png.data, png.size);
    buffer_finish(&png);
    picture_finish(&picture);
}

static void write_partners(void)
{
    static const char *const partners[][3] = {
        {"crest/partner.ini", PARTNER("Kroon")},
        {"crest/logo.svg", CREST},
        {"mark/partner.ini", PARTNER("Woord")},
        {"mark/logo.svg", WORDMARK},
        {"tower/partner.ini", PARTNER("Toren")},
        {"tower/logo.svg", TOWER},
        {"white/partner.ini", PARTNER("Wit")},
        {"white/logo.svg", WHITE},
        {"ground/partner.ini", PARTNER("Grond")},
        {"ground/logo.svg", GROUND},
        {"empty/partner.ini", PARTNER("Leegstand")},
        {"empty/logo.svg", EMPTY},
        {"raster/partner.ini", PARTNER("Raster")},
        {"long/partner.ini",
         PARTNER("Vrije Gesubsidieerde Basisschool De Zonnewijzer van "
                 "Sint-Amandsberg en Omstreken") "short_name.nl = Zon\n"},
        {"endless/partner.ini",
         PARTNER("WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW"
                 "WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW")},
    };
    for (size_t i = 0; i < sizeof partners / sizeof *partners; i++)
        folder_write_text(partners[i][0], partners[i][1]);
    write_png_logo();
}

int signs_make(void **state)
{
    made_up_make(state);
    press_destroy(made_up_press);
    folder_write_text("formats.ini", FORMATS);
    folder_write_text("proef/portrait.svg", PORTRAIT);
    folder_write_text("proef/cover.svg", COVER);
    folder_write_text("proef/bare.svg", BARE);
    folder_write_text("proef/template.ini", MADE_UP_TEMPLATE("optional"));
    remove(folder_path("proef/a.svg"));
    remove(folder_path("proef/plain.svg"));
    write_partners();
    open_press();
    return 0;
}

void signs_explain(const char *const values[], struct sign *sign)
{
    made_up_explain(values, sign->text);
    sign->logo = strstr(sign->text, "logo ");
    const char *set = sign->logo ? strstr(sign->logo, "  set ") : NULL;
    if (set)
        assert_int_equal(sscanf(set, "  set x %lf y %lf width %lf height %lf",
                                &sign->x, &sign->y, &sign->width,
                                &sign->height),
                         4);
}
