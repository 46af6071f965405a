// Made up: a small design of the tests' own, in a temporary folder, so that
// every pixel of its posters can be foretold; and a press that has opened it.
#pragma once

#include "press/press.h"

#include "picture.h"

// Of each template.ini, with the wish for a photo.
#define MADE_UP_TEMPLATE(photo)                                                \
    "[template]\nname.nl = Proef\ndefault_theme = dag\nphoto = " photo "\n"    \
    "[theme dag]\nname.nl = Dag\npaper = #ffffff\nink = #000000\n"             \
    "[theme nacht]\nname.nl = Nacht\npaper = #102030\nink = #ffd400\n"         \
    "[field slogan]\nlabel.nl = Slogan\nmax_length = 40\nrequired = yes\n"     \
    "[field name]\nlabel.nl = Naam\nmax_length = 20\n"                         \
    "[text slogan]\nfont = display\nsize = 4..30\nlines = 1..3\ncolor = ink\n" \
    "[text name]\nfont = text\nsize = 2..6\ncolor = ink\ncase = upper\n"       \
    "[text sign]\nfont = strong\nsize = 2..4\ncolor = ink\n"                   \
    "words.nl = Groeten\nwords.fr = Salut\n"                                   \
    "[text sign @ a]\nwords.nl = Gedrukt\n"

// A drawing in single quotes, so that it can be read here.
#define MADE_UP_SVG(box, content)                                              \
    "<svg xmlns='http://www.w3.org/2000/svg' viewBox='" box "'>" content       \
    "</svg>"

// The paper and switches on it; a photo in the upper half; a bar over its left;
// boxes below.
#define MADE_UP_PORTRAIT MADE_UP_SVG("0 0 100 125", MADE_UP_ART MADE_UP_BOXES)
#define MADE_UP_ART                                                            \
    "<g id='under' fill='#00ffff'>"                                            \
    "<rect class='fill-paper' x='-50' y='-50' width='200' height='300'/>"      \
    "<rect class='with-name' x='0' y='60' width='5' height='5'/>"              \
    "<rect class='without-name' x='10' y='60' width='5' height='5'/>"          \
    "<rect class='with-photo' x='20' y='60' width='5' height='5'/>"            \
    "<rect class='without-photo' x='30' y='60' width='5' height='5'/></g>"     \
    "<rect id='photo' width='100' height='50'/>"                               \
    "<g id='over' fill='#808080'><rect width='10' height='50'/></g>"
#define MADE_UP_BOXES                                                          \
    "<circle id='focus' cx='50' cy='10' r='3'/>"                               \
    "<rect id='slogan' x='5' y='70' width='90' height='30'/>"                  \
    "<rect id='name' x='5' y='105' width='40' height='10'/>"                   \
    "<rect id='sign' x='55' y='105' width='40' height='10'/>"

// The press, and a photo of 200 x 100 px in four colours.
extern struct press *made_up_press;
extern struct buffer made_up_photo;

// For cmocka: before and after the tests of a program.
int made_up_make(void **state);
int made_up_tidy(void **state);

// Opens the press with another template.ini; the one before must be destroyed.
void made_up_open(const char *ini);

// An order of pairs of names and values, ended by NULL; the photo is given by
// the name "photo".
void made_up_order(struct order *order, const char *const values[]);

// Prints the order; any failure fails the test.
void made_up_print(const char *const values[], struct picture *picture,
                   struct poster *poster);
void made_up_print_picture(const char *const values[], struct picture *picture);

// The text of --explain without its last lines, which hold times.
void made_up_explain(const char *const values[], char text[4096]);

void assert_order_refused(const char *const values[], enum message message,
                          const char *field);
void assert_text_holds(const char *text, const char *part);
