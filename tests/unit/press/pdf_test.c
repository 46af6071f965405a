// PDF: the poster as vectors against the poster as pixels, and what stands in
// the file beside it. The readers are poppler's.
#include "made_up.h"

#include "press/pdf_sheets.h"

#include "folder.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define PT_PER_MM (72 / 25.4)

// 40 x 50 mm at 10 px a millimetre, in tenths of one, with a frame just inside
// the cut; the photo in a circle.
#define FORMATS                                                                \
    "[layout a]\nsize = 460x560\nbleed = 30\nsafe = 60\n"                      \
    "[format sheet]\nlayout = a\nsize = 40x50mm\ndpi = 254\nbleed = 3mm\n"     \
    "group = print\nname.nl = Vel\n"                                           \
    "[format wall]\nlayout = a\nsize = 400x500mm\ndpi = 30\nbleed = 3mm\n"     \
    "group = print\nname.nl = Muur\n"                                          \
    "[layout b]\nsize = 400x400\n"                                             \
    "[format screen]\nlayout = b\nsize = 400x400\ngroup = screen\n"            \
    "name.nl = Scherm\n"                                                       \
    "[layout c]\nsize = 400x400\n"                                             \
    "[format cover]\nlayout = c\nsize = 400x400\ngroup = screen\n"             \
    "name.nl = Kaft\n"

#define PAPER                                                                  \
    "<g id='under'><rect class='fill-paper' x='-90' y='-90' width='640' "      \
    "height='740'/>"                                                           \
    "<rect class='stroke-ink' x='40' y='40' width='380' height='480' "         \
    "fill='none' stroke-width='20'/></g>"
#define SHEET                                                                  \
    MADE_UP_SVG("0 0 460 560", PAPER "<circle id='photo' cx='230' cy='150' "   \
                                     "r='80'/>"                                \
                                     "<rect id='slogan' x='60' y='250' "       \
                                     "width='340' height='160'/>"              \
                                     "<rect id='name' x='60' y='440' "         \
                                     "width='340' height='50'/>")
#define SCREEN                                                                 \
    MADE_UP_SVG("0 0 400 400", "<g id='under'/>"                               \
                               "<rect id='photo' width='400' height='200'/>"   \
                               "<rect id='slogan' x='20' y='220' width='360' " \
                               "height='100'/>")

// Words on the photo.
#define COVER                                                                  \
    MADE_UP_SVG("0 0 400 400", "<g id='under'/>"                               \
                               "<rect id='photo' width='400' height='400'/>"   \
                               "<rect id='slogan' x='20' y='220' width='360' " \
                               "height='100'/>")

#define INI                                                                    \
    "[template]\nname.nl = Proef\ndefault_theme = dag\nphoto = optional\n"     \
    "[theme dag]\nname.nl = Dag\npaper = #ffffff\nink = #000000\n"             \
    "glow = #ff0000\n"                                                         \
    "[field slogan]\nlabel.nl = Slogan\nmax_length = 60\nrequired = yes\n"     \
    "[field name]\nlabel.nl = Naam\nmax_length = 20\n"                         \
    "[text slogan]\nfont = display\nsize = 20..70\nlines = 1..3\ncolor = "     \
    "ink\n"                                                                    \
    "[text name]\nfont = strong\nsize = 20..40\ncolor = paper\n"               \
    "shadow = glow\noutline = ink 0.05\n"

static int make(void **state)
{
    made_up_make(state);
    press_destroy(made_up_press);
    folder_write_text("formats.ini", FORMATS);
    folder_write_text("proef/a.svg", SHEET);
    folder_write_text("proef/b.svg", SCREEN);
    folder_write_text("proef/c.svg", COVER);
    made_up_open(INI);
    return 0;
}

// What a command says that is run in the folder.
static const char *ask(const char *command)
{
    static char answer[65536];
    char line[512];
    snprintf(line, sizeof line, "cd %s && %s 2>&1", folder_path("."), command);
    FILE *pipe = popen(line, "r");
    assert_non_null(pipe);
    answer[fread(answer, 1, sizeof answer - 1, pipe)] = '\0';
    if (pclose(pipe) != 0)
        fail_msg("%s: %s", line, answer);
    return answer;
}

static void print(const char *const values[], const char *name)
{
    struct order order;
    struct poster poster;
    struct error err;
    made_up_order(&order, values);
    order.type = POSTER_PDF;
    if (!press_print(made_up_press, &order, &poster, NULL, &err))
        fail_msg("%d %s %s", (int)err.message, err.field, err.detail);
    assert_string_equal(poster.media_type, "application/pdf");
    folder_write(name, poster.file.data, poster.file.size);
    poster_finish(&poster);
    order_finish(&order);
}

// The first page of a PDF; at 254 dpi it has 10 px a millimetre.
static void show(const char *name, int dpi, struct picture *picture)
{
    struct buffer file = {0};
    char command[128];
    snprintf(command, sizeof command, "pdftoppm -singlefile -r %d -png %s s",
             dpi, name);
    ask(command);
    assert_true(buffer_append_file(&file, folder_path("s.png"), 1 << 24));
    picture_decode_png(buffer_view(&file), picture);
    buffer_finish(&file);
}

static bool is_dark(const struct picture *picture, int x, int y)
{
    return picture_at(picture, x, y)[1] < 128;
}

// The stretches of rows that hold something dark inside the frame, and how far
// it reaches: lines of words, mostly.
enum { BANDS_MAX = 32 };
struct bands {
    struct extent {
        int left, top, right, bottom;
    } items[BANDS_MAX];
    size_t count;
};

static void find_bands(const struct picture *picture, struct bands *bands)
{
    bool inside = false;
    bands->count = 0;
    for (int y = 60; y < picture->height - 60; y++) {
        int left = picture->width;
        int right = 0;
        for (int x = 55; x < picture->width - 55; x++)
            if (is_dark(picture, x, y)) {
                left = x < left ? x : left;
                right = x;
            }
        const bool was_inside = inside;
        inside = right > 0;
        if (inside && !was_inside) {
            assert_true(bands->count < BANDS_MAX);
            bands->items[bands->count++] = (struct extent){left, y, right, y};
        }
        if (!inside)
            continue;
        struct extent *box = &bands->items[bands->count - 1];
        box->left = left < box->left ? left : box->left;
        box->right = right > box->right ? right : box->right;
        box->bottom = y;
    }
}

// The greatest distance of two edges that belong together, px; 1000 when there
// are not as many.
static int distance(const struct bands *a, const struct bands *b)
{
    int most = a->count == b->count ? 0 : 1000;
    for (size_t i = 0; i < a->count && i < b->count; i++) {
        const struct extent *p = &a->items[i];
        const struct extent *q = &b->items[i];
        const int edges[] = {p->left - q->left, p->top - q->top,
                             p->right - q->right, p->bottom - q->bottom};
        for (int e = 0; e < 4; e++)
            most = abs(edges[e]) > most ? abs(edges[e]) : most;
    }
    return most;
}

// Over what both have: poppler begins another pixel for a rest of one.
static double mean_difference(const struct picture *a, const struct picture *b)
{
    double sum = 0;
    assert_in_range(b->width - a->width, 0, 1);
    assert_in_range(b->height - a->height, 0, 1);
    for (int y = 0; y < a->height; y++)
        for (int i = 0; i < 3 * a->width; i++)
            sum += abs(picture_at(a, 0, y)[i] - picture_at(b, 0, y)[i]);
    return sum / (3.0 * a->width * a->height);
}

// To the right; what passes the edge comes in again.
static void shift(struct picture *picture, int by)
{
    const size_t row = (size_t)picture->width * 3;
    for (int y = 0; y < picture->height; y++) {
        uint8_t *pixels = picture->pixels + (size_t)y * row;
        memmove(pixels + 3 * (size_t)by, pixels, row - 3 * (size_t)by);
    }
}

static void words_and_art_lie_within_a_tenth_of_a_millimetre(void **state)
{
    (void)state;
    static const char *const slogans[] = {"Ik geef les, en jij dan?", "fijn",
                                          "مدرسة رائعة 3B",
                                          "Écoute le 学校 ผม"};
    for (size_t i = 0; i < sizeof slogans / sizeof *slogans; i++) {
        const char *const values[] = {"slogan", slogans[i], "name", "Jan",
                                      "photo",  "",         NULL};
        struct picture raster;
        struct picture vectors;
        struct bands expected;
        struct bands found;
        made_up_print_picture(values, &raster);
        print(values, "a.pdf");
        show("a.pdf", 254, &vectors);
        find_bands(&raster, &expected);
        find_bands(&vectors, &found);
        assert_true(expected.count >= 2);
        if (distance(&expected, &found) > 1)
            fail_msg("\"%s\" lies elsewhere: %d", slogans[i],
                     distance(&expected, &found));
        if (mean_difference(&raster, &vectors) > 3)
            fail_msg("\"%s\" looks otherwise: %f", slogans[i],
                     mean_difference(&raster, &vectors));
        // Two tenths would have been seen.
        shift(&vectors, 2);
        find_bands(&vectors, &found);
        assert_true(distance(&expected, &found) > 1);
        picture_finish(&raster);
        picture_finish(&vectors);
    }
}

static void a_reader_finds_the_words(void **state)
{
    (void)state;
    print((const char *const[]){"slogan", "Ik geef les aan 3B, en jij?", "name",
                                "Jan", NULL},
          "a.pdf");
    const char *text = ask("pdftotext -raw a.pdf -");
    assert_text_holds(text, "Jan");
    assert_text_holds(text, "3B");
    const char *fonts = ask("pdffonts a.pdf");
    assert_text_holds(fonts, "yes yes yes");
    assert_null(strstr(fonts, " no "));
    const char *about = ask("pdfinfo a.pdf");
    assert_text_holds(about, "PDF version:     1.6");
    assert_text_holds(about, "Title:           Ik geef les aan 3B, en jij?");
    assert_text_holds(about, "Author:          Jan");
    assert_text_holds(about, "Tagged:          yes");
    assert_null(strstr(about, "Date:"));
    assert_text_holds(ask("pdfinfo -struct a.pdf"), "  Figure\n  P (block)");
    assert_text_holds(ask("pdfinfo -meta a.pdf"),
                      "<dc:language><rdf:Bag><rdf:li>nl<");
    assert_text_holds(ask("pdfinfo -meta a.pdf"), "AltTextAccessibility");
    assert_text_holds(ask("qpdf --check a.pdf"), "No syntax");
    assert_string_equal(ask("gs -q -o /dev/null -sDEVICE=nullpage a.pdf"), "");
}

static void the_same_order_gives_the_same_bytes(void **state)
{
    (void)state;
    const char *const values[] = {"slogan", "Dag", "photo", "", NULL};
    struct buffer files[2] = {{0}, {0}};
    for (int i = 0; i < 2; i++) {
        print(values, "a.pdf");
        assert_true(
            buffer_append_file(&files[i], folder_path("a.pdf"), 1 << 24));
    }
    assert_int_equal(files[0].size, files[1].size);
    assert_memory_equal(files[0].data, files[1].data, files[0].size);
    buffer_finish(&files[0]);
    buffer_finish(&files[1]);
}

static void assert_box(const char *boxes, const char *name, double from,
                       double width, double height)
{
    double box[4];
    const char *at = strstr(boxes, name);
    assert_non_null(at);
    assert_int_equal(sscanf(strchr(at, ':') + 1, "%lf %lf %lf %lf", &box[0],
                            &box[1], &box[2], &box[3]),
                     4);
    const double expected[] = {from * PT_PER_MM, from * PT_PER_MM,
                               (from + width) * PT_PER_MM,
                               (from + height) * PT_PER_MM};
    for (int i = 0; i < 4; i++)
        if (fabs(box[i] - expected[i]) > 0.006)
            fail_msg("%s %d: %f instead of %f", name, i, box[i], expected[i]);
}

// The middle of a mark is black, and all between it and the cut is not.
static void assert_marked(const struct picture *page, int cut, int gap)
{
    for (int i = 0; i < 50; i++)
        assert_true(is_dark(page, cut, i) || is_dark(page, cut - 1, i));
    for (int i = 50; i < 50 + gap - 1; i++)
        assert_false(is_dark(page, cut, i) || is_dark(page, cut - 1, i));
}

static void marks_are_outside_the_bleed(void **state)
{
    (void)state;
    static const struct {
        const char *bleed;
        double mm, gap;
    } cases[] = {{"0", 0, 3}, {"1", 1, 3}, {"3", 3, 3}, {"5", 5, 5}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct picture page;
        const double bleed = cases[i].mm;
        const double cut = cases[i].gap + 5;
        print((const char *const[]){"slogan", "x", "bleed", cases[i].bleed,
                                    "marks", "yes", NULL},
              "m.pdf");
        const char *boxes = ask("pdfinfo -box m.pdf");
        assert_box(boxes, "MediaBox", 0, 40 + 2 * cut, 50 + 2 * cut);
        assert_box(boxes, "BleedBox", cut - bleed, 40 + 2 * bleed,
                   50 + 2 * bleed);
        assert_box(boxes, "TrimBox", cut, 40, 50);
        show("m.pdf", 254, &page);
        assert_marked(&page, (int)(10 * cut), (int)(10 * cases[i].gap));
        picture_finish(&page);
        print(
            (const char *const[]){"slogan", "x", "bleed", cases[i].bleed, NULL},
            "m.pdf");
        boxes = ask("pdfinfo -box m.pdf");
        assert_box(boxes, "MediaBox", 0, 40 + 2 * bleed, 50 + 2 * bleed);
        assert_box(boxes, "TrimBox", bleed, 40, 50);
    }
}

static void what_has_no_marks_or_sheets_says_so(void **state)
{
    (void)state;
    assert_order_refused((const char *const[]){"slogan", "x", "type", "png",
                                               "marks", "yes", NULL},
                         MESSAGE_MARKS_WRONG, "marks");
    assert_order_refused((const char *const[]){"slogan", "x", "type", "pdf",
                                               "format", "screen", "marks",
                                               "yes", NULL},
                         MESSAGE_MARKS_WRONG, "marks");
    assert_order_refused((const char *const[]){"slogan", "x", "type", "pdf",
                                               "tiles", "a4", NULL},
                         MESSAGE_TILES_WRONG, "tiles");
    assert_order_refused((const char *const[]){"slogan", "x", "format", "wall",
                                               "type", "png", "tiles", "a4",
                                               NULL},
                         MESSAGE_TILES_WRONG, "tiles");
    assert_order_refused((const char *const[]){"slogan", "x", "format", "wall",
                                               "type", "pdf", "marks", "yes",
                                               "tiles", "a4", NULL},
                         MESSAGE_MARKS_WRONG, "marks");
}

// Puts a segment behind the SOI of the photo, as cameras do.
static void tell_secrets(struct buffer *file, uint8_t marker, const char *text)
{
    const size_t size = strlen(text) + 2;
    const uint8_t head[] = {0xff, marker, (uint8_t)(size >> 8), (uint8_t)size};
    struct buffer told = {0};
    buffer_append(&told, file->data, 2);
    buffer_append(&told, head, sizeof head);
    buffer_append(&told, text, strlen(text));
    buffer_append(&told, file->data + 2, file->size - 2);
    buffer_finish(file);
    *file = told;
}

static bool holds(const struct buffer *file, const char *what)
{
    return memmem(file->data, file->size, what, strlen(what)) != NULL;
}

// Quarters of red, green, blue and yellow; each is 400 x 300.
static void make_photo(int orientation)
{
    struct picture upright;
    struct picture stored;
    buffer_finish(&made_up_photo);
    picture_init(&upright, 800, 600);
    picture_draw(&upright);
    picture_store(&upright, orientation, &stored);
    picture_encode_jpeg(&stored, PICTURE_BASELINE, orientation, &made_up_photo);
    tell_secrets(&made_up_photo, 0xe1, "Exif GEHEIM GPS");
    tell_secrets(&made_up_photo, 0xe1, "http://ns.adobe.com/xap/1.0/ GEHEIM");
    tell_secrets(&made_up_photo, 0xfe, "GEHEIM");
    buffer_append(&made_up_photo, "GEHEIM", 6);
    picture_finish(&upright);
    picture_finish(&stored);
}

// The photo as it lies in p.pdf, a JPEG, and its size.
static void take_photo(struct buffer *file, int *width, int *height)
{
    ask("pdfimages -all p.pdf photo");
    assert_true(
        buffer_append_file(file, folder_path("photo-000.jpg"), 1 << 24));
    const char *row = strstr(ask("pdfimages -list p.pdf"), "image ");
    assert_non_null(row);
    assert_int_equal(sscanf(row, "image %d %d", width, height), 2);
}

static void a_photo_is_cut_to_its_window_and_tells_nothing(void **state)
{
    (void)state;
    for (int orientation = 1; orientation <= 8; orientation++) {
        const char *const values[] = {
            "slogan", "x",       "photo", "",        "format", "screen", "zoom",
            "4",      "focus_x", "0.2",   "focus_y", "0.2",    NULL};
        struct buffer file = {0};
        struct buffer photo = {0};
        struct picture raster;
        struct picture vectors;
        int width;
        int height;
        make_photo(orientation);
        made_up_print_picture(values, &raster);
        print(values, "p.pdf");
        assert_true(buffer_append_file(&file, folder_path("p.pdf"), 1 << 24));
        take_photo(&photo, &width, &height);
        assert_false(holds(&file, "GEHEIM") || holds(&photo, "GEHEIM"));
        assert_false(holds(&photo, "Exif") || holds(&photo, "ICC_PROFILE"));
        // 200 x 100 px of the photo, and up to a block of 16 more.
        const int wide = orientation >= 5 ? height : width;
        const int high = orientation >= 5 ? width : height;
        assert_in_range(wide, 200, 216);
        assert_in_range(high, 100, 116);
        // At 96 px an inch the page is as large as the poster.
        show("p.pdf", 96, &vectors);
        if (mean_difference(&raster, &vectors) > 2)
            fail_msg("orientation %d: another picture", orientation);
        picture_finish(&raster);
        picture_finish(&vectors);
        buffer_finish(&file);
        buffer_finish(&photo);
    }
}

// Sheets of 200 x 287 mm that overlap by 10 mm.
// The photo goes in as its file has it; what is behind the words is known all
// the same.
static void words_on_a_photo_are_measured_as_on_a_picture(void **state)
{
    (void)state;
    const char *const values[] = {
        "slogan", "Hallo",   "photo", "",     "format", "cover", "focus_x",
        "0.7",    "focus_y", "0.6",   "zoom", "1.5",    NULL};
    char contrast[sizeof(((struct poster *)0)->text_contrast)] = "";
    make_photo(1);
    for (int type = 0; type < 2; type++) {
        struct order order;
        struct poster poster;
        struct error err;
        made_up_order(&order, values);
        order.type = type == 0 ? POSTER_PNG : POSTER_PDF;
        assert_true(press_print(made_up_press, &order, &poster, NULL, &err));
        assert_non_null(strstr(poster.text_contrast, "slogan;ratio="));
        if (type == 1)
            assert_string_equal(poster.text_contrast, contrast);
        memcpy(contrast, poster.text_contrast, sizeof contrast);
        poster_finish(&poster);
        order_finish(&order);
    }
}

static void a_photo_that_breaks_off_is_refused(void **state)
{
    (void)state;
    make_photo(1);
    made_up_photo.size /= 2;
    assert_order_refused((const char *const[]){"slogan", "x", "photo", "",
                                               "format", "screen", "type",
                                               "pdf", "focus_x", "0.2", NULL},
                         MESSAGE_PHOTO_TRUNCATED, "photo");
}

static void a_poster_takes_the_fewest_sheets(void **state)
{
    (void)state;
    static const struct {
        double width, height;
        int columns, rows;
        bool flat;
    } cases[] = {{297, 420, 2, 2, false},
                 {420, 594, 2, 4, true},
                 {850, 2000, 5, 8, false},
                 {390, 564, 2, 2, false},
                 {391, 564, 3, 2, false}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct pdf_sheets sheets;
        pdf_sheets_make(&sheets, cases[i].width * PT_PER_MM,
                        cases[i].height * PT_PER_MM);
        assert_int_equal(sheets.columns, cases[i].columns);
        assert_int_equal(sheets.rows, cases[i].rows);
        assert_int_equal(sheets.width > sheets.height, cases[i].flat);
    }
    print((const char *const[]){"slogan", "x", "format", "wall", "tiles", "a4",
                                NULL},
          "t.pdf");
    const char *about = ask("pdfinfo t.pdf");
    assert_text_holds(about, "Pages:           6");
    assert_text_holds(about, "(A4)");
    assert_text_holds(ask("pdftotext t.pdf -"), "rij 2, kolom 3");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_and_art_lie_within_a_tenth_of_a_millimetre),
        cmocka_unit_test(a_reader_finds_the_words),
        cmocka_unit_test(the_same_order_gives_the_same_bytes),
        cmocka_unit_test(marks_are_outside_the_bleed),
        cmocka_unit_test(what_has_no_marks_or_sheets_says_so),
        cmocka_unit_test(a_photo_is_cut_to_its_window_and_tells_nothing),
        cmocka_unit_test(words_on_a_photo_are_measured_as_on_a_picture),
        cmocka_unit_test(a_photo_that_breaks_off_is_refused),
        cmocka_unit_test(a_poster_takes_the_fewest_sheets),
    };
    return cmocka_run_group_tests(tests, make, made_up_tidy);
}
