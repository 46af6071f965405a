#include "proof.h"

#include "encode_png.h"
#include "press_paint.h"
#include "words.h"

#include <stdlib.h>
#include <string.h>

enum { GAP_PX = 16 };

// What fills a field in one column; NULL: the field's own example.
struct column {
    const char *slogan; // for fields of a sentence
    const char *name;   // for shorter ones; "" leaves optional ones out
};

// A field of a sentence has room for so many characters.
enum { SENTENCE_LENGTH = 60 };

static const struct column columns[] = {
    {NULL, NULL},
    {"Ja.", ""},
    {"Mijn volgers worden dokter, bakker, juf, astronaut, imker, tolk of "
     "minister van Onderwijs.",
     "Meester Bartholomeus Vanderstraeten-Wuyts"},
    {"Verantwoordelijkheidsgevoel", "Juf Wilhelmina"},
    {"ÀÉÎÕÜ! WIJ ZIJN DE 6A, EN JIJ?", "ÀÉÎ ÕÜ, GJQY"},
    {"Mijn mooiste like? \"Aha, nu snap ik het!\"", "'s Gravenwezel"},
    {"Eén\nTwee\nDrie", "X"},
    {"Wij ❤️ lezen 👩🏽‍🏫 elke dag 📚", "Juf Amina 🎓"},
    {"معلمتي هي المؤثرة الحقيقية", "Juf فاطمة"},
    {"मेरी कक्षा 我的学校 გამარჯობა", "Đặng Ελένη"},
};

enum { COLUMNS = sizeof columns / sizeof *columns };

// The first `most` characters, to be freed by the caller.
static char *cut(const char *words, int most)
{
    char *copy = strdup(words);
    for (size_t end = copy ? strlen(copy) : 0;
         end > 0 && words_count(copy) > (size_t)most; end--)
        copy[end - 1] = '\0';
    // What was cut inside a character is no text: back to a blank.
    char *blank =
        copy && strlen(copy) < strlen(words) ? strrchr(copy, ' ') : NULL;
    if (blank)
        *blank = '\0';
    return copy;
}

static bool set_field(struct order *order, const struct field *field,
                      const struct column *column, struct error *err)
{
    const char *example = field->examples[order->language]
                              ? field->examples[order->language]
                              : field->examples[LANGUAGE_NL];
    const char *words = field->max_length >= SENTENCE_LENGTH ? column->slogan
                        : field->max_length >= 12            ? column->name
                                                             : NULL;
    if (!words)
        words = example ? example : "";
    char *fitting = cut(words, field->max_length);
    const bool done =
        fitting ? order_set(order, field->id, fitting, strlen(fitting), err)
                : error_set_memory(err);
    free(fitting);
    return done;
}

static bool fill_order(struct order *order, const struct template *template,
                       const struct format *format, int column,
                       struct error *err)
{
    strcpy(order->template_id, template->id);
    strcpy(order->format_id, format->id);
    strcpy(order->theme_id,
           template->themes[(size_t)column % template->theme_count].id);
    order->width_px = PROOF_TILE_PX;
    for (size_t i = 0; i < template->field_count; i++)
        if (!set_field(order, &template->fields[i], &columns[column], err))
            return false;
    return true;
}

// The rows: one format of each layout of each template.
struct row {
    const struct template *template;
    const struct format *format;
    int height;
};

struct rows {
    struct row *items; // owned
    size_t count;
    int height; // of all, with gaps
};

static bool is_first_of_layout(const struct format_list *formats, size_t index)
{
    for (size_t i = 0; i < index; i++)
        if (strcmp(formats->items[i].layout, formats->items[index].layout) == 0)
            return false;
    return true;
}

static bool list_rows(const struct press *press, struct rows *rows)
{
    const struct template_list *templates = press_templates(press);
    const struct format_list *formats = press_formats(press);
    rows->items =
        calloc(templates->count * formats->count + 1, sizeof *rows->items);
    rows->height = GAP_PX;
    for (size_t i = 0; rows->items && i < templates->count; i++)
        for (size_t j = 0; j < formats->count; j++) {
            const struct format *format = &formats->items[j];
            if (!template_layout(&templates->items[i], format->layout) ||
                !is_first_of_layout(formats, j))
                continue;
            struct row *row = &rows->items[rows->count++];
            // As a poster of this width is high, rounded up.
            row->height =
                (format->height_px * PROOF_TILE_PX) / format->width_px + 1;
            row->template = &templates->items[i];
            row->format = format;
            rows->height += row->height + GAP_PX;
        }
    return rows->items != NULL;
}

static void paste(struct canvas *sheet, struct canvas *poster, int left,
                  int top)
{
    for (int y = 0; y < canvas_height(poster); y++)
        memcpy(canvas_row(sheet, top + y) + left, canvas_row(poster, y),
               (size_t)canvas_width(poster) * sizeof(uint32_t));
}

// A poster that cannot be made leaves its place empty and is told.
static bool print_tile(struct press *press, const struct row *row, int column,
                       struct bytes photo, enum language language,
                       struct canvas *sheet, int top, struct buffer *legend,
                       struct error *err)
{
    struct order order;
    struct canvas *poster = NULL;
    char sentence[512];
    order_init(&order);
    order.language = language;
    order.photo =
        row->template->photo == PHOTO_NONE ? (struct bytes){0} : photo;
    bool done = fill_order(&order, row->template, row->format, column, err) &&
                press_paint(press, &order, &poster, err);
    if (done) {
        paste(sheet, poster, GAP_PX + column * (PROOF_TILE_PX + GAP_PX), top);
    } else if (err->kind != ERROR_SYSTEM) {
        message_write(err->message, language, err->values, sentence,
                      sizeof sentence);
        done = buffer_append_format(legend, "%s %s column %d: %s: %s\n",
                                    row->template->id, row->format->id,
                                    column + 1, err->field, sentence) ||
               error_set_memory(err);
    }
    canvas_destroy(poster);
    order_finish(&order);
    return done;
}

static bool print_rows(struct press *press, const struct rows *rows,
                       struct bytes photo, enum language language,
                       struct canvas *sheet, struct buffer *legend,
                       struct error *err)
{
    int top = GAP_PX;
    for (size_t i = 0; i < rows->count; i++) {
        const struct row *row = &rows->items[i];
        if (!buffer_append_format(legend, "row %zu: %s %s\n", i + 1,
                                  row->template->id, row->format->id))
            return error_set_memory(err);
        for (int column = 0; column < COLUMNS; column++)
            if (!print_tile(press, row, column, photo, language, sheet, top,
                            legend, err))
                return false;
        top += row->height + GAP_PX;
    }
    return true;
}

bool proof_print(struct press *press, struct bytes photo,
                 enum language language, struct buffer *png,
                 struct buffer *legend, struct error *err)
{
    struct rows rows = {0};
    struct canvas *sheet = NULL;
    bool done = list_rows(press, &rows);
    if (done)
        sheet = canvas_create(GAP_PX + COLUMNS * (PROOF_TILE_PX + GAP_PX),
                              rows.height, CANVAS_WHITE);
    done =
        sheet ? print_rows(press, &rows, photo, language, sheet, legend, err) &&
                    encode_png(sheet, false, 0, png, err)
              : error_set_memory(err);
    canvas_destroy(sheet);
    free(rows.items);
    return done;
}
