#include "proof.h"

#include "encode_png.h"
#include "press_paint.h"
#include "words.h"

#include <stdlib.h>
#include <string.h>

enum { GAP_PX = 16 };

// What one column shows. Words: for fields of a sentence, and for shorter ones
// ("" leaves optional ones out); NULL is the field's own example. Person: one
// of the samples; NULL is the template's own.
struct column {
    const char *sentence;
    const char *name;
    const char *person;
};

// Somebody before a bright wall, somebody before a dark one, a whole team.
#define BRIGHT "lotte"
#define DARK "kwame"
#define GROUP "team"

#define SHORT "Ja.", ""
#define LONG                                                                   \
    "Mijn volgers worden dokter, bakker, juf, astronaut, imker, tolk of "      \
    "minister van Onderwijs, en dat is nog maar klas 3B van dit jaar; "        \
    "volgend jaar komen er weer vierentwintig bij.",                           \
        "Meester Bartholomeus Vanderstraeten-Wuyts"
#define WORST "Verantwoordelijkheidsgevoel: ÀÉÎÕÜ!", "ÀÉÎ ÕÜ, GJQY"

// A field of a sentence has room for so many characters, a name for so many.
enum { SENTENCE_LENGTH = 60, NAME_LENGTH = 12 };

static const struct column columns[] = {
    {NULL, NULL, NULL},
    {SHORT, BRIGHT},
    {SHORT, DARK},
    {SHORT, GROUP},
    {LONG, BRIGHT},
    {LONG, DARK},
    {LONG, GROUP},
    {WORST, BRIGHT},
    {WORST, DARK},
    {WORST, GROUP},
    {"Wij ❤️ lezen 👩🏽‍🏫 elke dag 📚", "Juf Amina 🎓", NULL},
    {"معلمتي هي المؤثرة الحقيقية", "Juf فاطمة", NULL},
};

enum { COLUMNS = sizeof columns / sizeof *columns };

static bool set_field(struct order *order, const struct field *field,
                      const struct column *column, struct error *err)
{
    const char *example = language_text(field->examples, order->language);
    const char *words = NULL;
    if (field->max_length >= SENTENCE_LENGTH ||
        (field->required && field->max_length >= NAME_LENGTH))
        words = column->sentence;
    else if (field->max_length >= NAME_LENGTH)
        words = column->name;
    if (!words)
        words = example;
    char *fitting = words_cut(words, (size_t)field->max_length, true);
    const bool done =
        fitting ? order_set(order, field->id, fitting, strlen(fitting), err)
                : error_set_memory(err);
    free(fitting);
    return done;
}

static bool set_if(struct order *order, const char *name, const char *value,
                   struct error *err)
{
    return !value || order_set(order, name, value, strlen(value), err);
}

// Whose poster it is.
static bool set_owner(struct order *order, const struct proof_request *request,
                      struct error *err)
{
    return set_if(order, "partner", request->partner_id, err) &&
           set_if(order, "school", request->school, err);
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

static bool is_asked_for(const struct proof_request *request,
                         const struct template *template)
{
    return !request->template_id ||
           strcmp(request->template_id, template->id) == 0;
}

static bool list_rows(const struct press *press,
                      const struct proof_request *request, struct rows *rows)
{
    const struct template_list *templates = press_templates(press);
    const struct format_list *formats = press_formats(press);
    rows->items =
        calloc(templates->count * formats->count + 1, sizeof *rows->items);
    rows->height = GAP_PX;
    for (size_t i = 0; rows->items && i < templates->count; i++)
        for (size_t j = 0; j < formats->count; j++) {
            const struct format *format = &formats->items[j];
            if (!is_asked_for(request, &templates->items[i]) ||
                !template_layout(&templates->items[i], format->layout) ||
                !is_first_of_layout(formats, j))
                continue;
            struct row *row = &rows->items[rows->count++];
            // As a poster of this width is high, rounded up; a small format is
            // shown as it is.
            const int width = format->width_px < PROOF_TILE_PX
                                  ? format->width_px
                                  : PROOF_TILE_PX;
            row->height = (format->height_px * width) / format->width_px + 1;
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

static struct bytes choose_photo(const struct proof_request *request,
                                 const struct template *template,
                                 const struct column *column)
{
    if (template->photo == PHOTO_NONE)
        return (struct bytes){0};
    return request->photo.data ? request->photo
                               : sample_find(request->samples,
                                             column->person ? column->person
                                                            : template->sample);
}

// A sheet while it is printed.
struct sheet {
    struct press *press;
    const struct proof_request *request;
    struct canvas *canvas;
    struct buffer *legend;
    int top; // of the row
};

// A poster that cannot be made leaves its place empty and is told.
static bool print_tile(struct sheet *sheet, const struct row *row, int column,
                       struct error *err)
{
    const enum language language = sheet->request->language;
    struct order order;
    struct canvas *poster = NULL;
    char sentence[512];
    order_init(&order);
    order.language = language;
    order.photo = choose_photo(sheet->request, row->template, &columns[column]);
    bool done = set_owner(&order, sheet->request, err) &&
                fill_order(&order, row->template, row->format, column, err) &&
                press_paint(sheet->press, &order, &poster, err);
    if (done) {
        paste(sheet->canvas, poster, GAP_PX + column * (PROOF_TILE_PX + GAP_PX),
              sheet->top);
    } else if (err->kind != ERROR_SYSTEM) {
        message_write(err->message, language, err->values, sentence,
                      sizeof sentence);
        done = buffer_append_format(sheet->legend, "%s %s column %d: %s: %s\n",
                                    row->template->id, row->format->id,
                                    column + 1, err->field, sentence) ||
               error_set_memory(err);
    }
    canvas_destroy(poster);
    order_finish(&order);
    return done;
}

static bool print_rows(struct sheet *sheet, const struct rows *rows,
                       struct error *err)
{
    sheet->top = GAP_PX;
    for (size_t i = 0; i < rows->count; i++) {
        const struct row *row = &rows->items[i];
        if (!buffer_append_format(sheet->legend, "row %zu: %s %s\n", i + 1,
                                  row->template->id, row->format->id))
            return error_set_memory(err);
        for (int column = 0; column < COLUMNS; column++)
            if (!print_tile(sheet, row, column, err))
                return false;
        sheet->top += row->height + GAP_PX;
    }
    return true;
}

bool proof_print(struct press *press, const struct proof_request *request,
                 struct buffer *png, struct buffer *legend, struct error *err)
{
    struct rows rows = {0};
    struct sheet sheet = {.press = press, .request = request, .legend = legend};
    if (request->template_id &&
        !template_find(press_templates(press), request->template_id))
        return error_set(err, ERROR_INVALID, MESSAGE_TEMPLATE_UNKNOWN,
                         "template");
    if (list_rows(press, request, &rows))
        sheet.canvas =
            canvas_create(GAP_PX + COLUMNS * (PROOF_TILE_PX + GAP_PX),
                          rows.height, CANVAS_WHITE);
    const bool done =
        sheet.canvas ? print_rows(&sheet, &rows, err) &&
                           encode_png(sheet.canvas,
                                      &(struct png_wish){.dpi = 0}, png, err)
                     : error_set_memory(err);
    canvas_destroy(sheet.canvas);
    free(rows.items);
    return done;
}

enum { GALLERY_COLUMNS = 4, GALLERY_TILE_PX = 360 };

static bool paint_example(struct press *press,
                          const struct proof_request *request,
                          const struct template *template,
                          struct canvas **poster, struct error *err)
{
    static const struct column example = {NULL, NULL, NULL};
    struct order order;
    order_init(&order);
    strcpy(order.template_id, template->id);
    order.language = request->language;
    order.width_px = GALLERY_TILE_PX;
    order.photo = choose_photo(request, template, &example);
    bool done = set_owner(&order, request, err);
    for (size_t i = 0; i < template->field_count && done; i++)
        done = set_field(&order, &template->fields[i], &example, err);
    done = done && press_paint(press, &order, poster, err);
    order_finish(&order);
    return done;
}

static bool print_examples(struct press *press,
                           const struct proof_request *request,
                           struct canvas **sheet, struct error *err)
{
    const struct template_list *list = press_templates(press);
    const int rows = (int)list->count / GALLERY_COLUMNS +
                     (list->count % GALLERY_COLUMNS > 0);
    for (size_t i = 0; i < list->count; i++) {
        struct canvas *poster = NULL;
        if (!paint_example(press, request, &list->items[i], &poster, err))
            return false;
        // All are as high as the first, which is of the same format.
        const int height = canvas_height(poster) + GAP_PX;
        if (!*sheet)
            *sheet = canvas_create(GAP_PX + GALLERY_COLUMNS *
                                                (GALLERY_TILE_PX + GAP_PX),
                                   GAP_PX + rows * height, CANVAS_WHITE);
        const int row = (int)i / GALLERY_COLUMNS;
        const int column = (int)i % GALLERY_COLUMNS;
        if (*sheet && GAP_PX + (row + 1) * height <= canvas_height(*sheet))
            paste(*sheet, poster, GAP_PX + column * (GALLERY_TILE_PX + GAP_PX),
                  GAP_PX + row * height);
        canvas_destroy(poster);
        if (!*sheet)
            return error_set_memory(err);
    }
    return true;
}

bool proof_print_gallery(struct press *press,
                         const struct proof_request *request,
                         struct buffer *png, struct error *err)
{
    struct canvas *sheet = NULL;
    const bool done = print_examples(press, request, &sheet, err) &&
                      encode_png(sheet, &(struct png_wish){.dpi = 0}, png, err);
    canvas_destroy(sheet);
    return done;
}
