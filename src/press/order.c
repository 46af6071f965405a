#include "order.h"

#include "template.h"
#include "words.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

// The values an order has by itself, and how each is read. `field` is what an
// error names.
struct property {
    const char *name;
    bool (*read)(struct order *order, const char *value, struct error *err);
};

static bool read_id(char id[LIMIT_ID_BYTES], const char *value,
                    enum message message, const char *field, struct error *err)
{
    if (strlen(value) >= LIMIT_ID_BYTES)
        return error_set(err, ERROR_INVALID, message, field);
    strcpy(id, value);
    return true;
}

static bool read_template(struct order *order, const char *value,
                          struct error *err)
{
    return read_id(order->template_id, value, MESSAGE_TEMPLATE_UNKNOWN,
                   "template", err);
}

static bool read_format(struct order *order, const char *value,
                        struct error *err)
{
    return read_id(order->format_id, value, MESSAGE_FORMAT_UNKNOWN, "format",
                   err);
}

static bool read_theme(struct order *order, const char *value,
                       struct error *err)
{
    return read_id(order->theme_id, value, MESSAGE_THEME_UNKNOWN, "theme", err);
}

// Marks and sheets are a PDF's: who asks for them need not ask for that.
static void imply_type(struct order *order)
{
    if (!order->has_type)
        order->type =
            order->has_marks || order->in_sheets ? POSTER_PDF : POSTER_PNG;
}

static bool read_type(struct order *order, const char *value, struct error *err)
{
    static const struct {
        const char *name;
        enum poster_type type;
    } types[] = {{"", POSTER_PNG},
                 {"png", POSTER_PNG},
                 {"jpeg", POSTER_JPEG},
                 {"pdf", POSTER_PDF}};
    for (size_t i = 0; i < sizeof types / sizeof types[0]; i++)
        if (strcmp(value, types[i].name) == 0) {
            order->type = types[i].type;
            order->has_type = *value != '\0';
            imply_type(order);
            return true;
        }
    return error_set(err, ERROR_INVALID, MESSAGE_TYPE_UNKNOWN, "type");
}

static bool read_effort(struct order *order, const char *value,
                        struct error *err)
{
    const bool is_small = strcmp(value, "small") == 0;
    if (*value && !is_small && strcmp(value, "fast") != 0)
        return error_set(err, ERROR_INVALID, MESSAGE_EFFORT_WRONG, "effort");
    order->effort = is_small ? EFFORT_SMALL : EFFORT_FAST;
    return true;
}

static bool read_language(struct order *order, const char *value,
                          struct error *err)
{
    if (!*value)
        return true;
    const enum language language = language_from_tag(value);
    if (language == LANGUAGE_COUNT)
        return error_set(err, ERROR_INVALID, MESSAGE_LANGUAGE_UNKNOWN, "lang");
    order->language = language;
    return true;
}

enum {
    // A script writes a third with 17 digits; these are enough for a pixel, and
    // no sum of them is rounded.
    DIGITS_KEPT = 15,
    // A value with more was cut by set_property: what went is not known.
    DIGITS_MAX = LIMIT_ID_BYTES - 2,
};

// Reads a number such as "0.25", "4" or (as phones set to Dutch write it)
// "0,25": digits and one mark, nothing else. strtod would depend on the locale
// and take "inf", "nan" and "0x1p3".
static bool parse_number(const char *value, double *number)
{
    double whole = 0;
    double scale = 0; // 0 until the mark
    int digits = 0;
    for (; *value; value++) {
        if (*value >= '0' && *value <= '9' && digits < DIGITS_MAX) {
            digits++;
            if (digits > DIGITS_KEPT && scale > 0)
                continue;
            whole = whole * 10 + (*value - '0');
            scale *= 10;
        } else if ((*value == '.' || *value == ',') && scale == 0) {
            scale = 1;
        } else {
            return false;
        }
    }
    *number = scale == 0 ? whole : whole / scale;
    return digits > 0;
}

static bool read_number(double *number, const char *value, long low, long high,
                        const char *field, struct error *err)
{
    double read;
    if (!*value)
        return true;
    if (!parse_number(value, &read) || read < (double)low ||
        read > (double)high)
        return error_set_values(err, ERROR_INVALID, MESSAGE_FRAMING_NUMBER,
                                field, low, high);
    *number = read;
    return true;
}

static bool read_focus_x(struct order *order, const char *value,
                         struct error *err)
{
    if (!read_number(&order->framing.focus_x, value, 0, 1, "focus_x", err))
        return false;
    order->framing.has_focus |= *value != '\0';
    return true;
}

static bool read_focus_y(struct order *order, const char *value,
                         struct error *err)
{
    if (!read_number(&order->framing.focus_y, value, 0, 1, "focus_y", err))
        return false;
    order->framing.has_focus |= *value != '\0';
    return true;
}

static bool read_zoom(struct order *order, const char *value, struct error *err)
{
    if (!read_number(&order->framing.zoom, value, 1, 8, "zoom", err))
        return false;
    order->framing.has_zoom |= *value != '\0';
    return true;
}

static bool read_turn(struct order *order, const char *value, struct error *err)
{
    static const char *const turns[] = {"0", "90", "180", "270"};
    if (!*value)
        return true;
    for (int i = 0; i < 4; i++)
        if (strcmp(value, turns[i]) == 0) {
            order->framing.turn = i * 90;
            return true;
        }
    return error_set(err, ERROR_INVALID, MESSAGE_TURN_WRONG, "turn");
}

static bool read_width(struct order *order, const char *value,
                       struct error *err)
{
    double width = order->width_px;
    if (!read_number(&width, value, ORDER_WIDTH_MIN_PX, LIMIT_POSTER_SIDE_PX,
                     "width", err))
        return false;
    order->width_px = (int)width;
    return true;
}

static bool read_bleed(struct order *order, const char *value,
                       struct error *err)
{
    static const int bleeds[] = FORMAT_BLEEDS_MM;
    if (!*value)
        return true;
    for (size_t i = 0; i < sizeof bleeds / sizeof *bleeds; i++)
        if (value[0] == '0' + bleeds[i] &&
            (value[1] == '\0' || strcmp(value + 1, "mm") == 0)) {
            order->bleed_mm = bleeds[i];
            return true;
        }
    return error_set(err, ERROR_INVALID, MESSAGE_BLEED_WRONG, "bleed");
}

static bool read_marks(struct order *order, const char *value,
                       struct error *err)
{
    const bool yes = strcmp(value, "yes") == 0;
    if (*value && !yes && strcmp(value, "no") != 0)
        return error_set(err, ERROR_INVALID, MESSAGE_MARKS_WRONG, "marks");
    order->has_marks = yes;
    imply_type(order);
    return true;
}

static bool read_tiles(struct order *order, const char *value,
                       struct error *err)
{
    const bool yes = strcmp(value, "a4") == 0;
    if (*value && !yes)
        return error_set(err, ERROR_INVALID, MESSAGE_TILES_WRONG, "tiles");
    order->in_sheets = yes;
    imply_type(order);
    return true;
}

static const struct property properties[] = {
    {"template", read_template}, {"format", read_format},
    {"theme", read_theme},       {"type", read_type},
    {"lang", read_language},     {"focus_x", read_focus_x},
    {"focus_y", read_focus_y},   {"zoom", read_zoom},
    {"turn", read_turn},         {"width", read_width},
    {"bleed", read_bleed},       {"effort", read_effort},
    {"marks", read_marks},       {"tiles", read_tiles},
};

void order_init(struct order *order)
{
    *order = (struct order){.language = LANGUAGE_NL,
                            .bleed_mm = ORDER_BLEED_OWN,
                            .framing = {.zoom = 1,
                                        .focus_x = ORDER_FOCUS_X,
                                        .focus_y = ORDER_FOCUS_Y}};
}

void order_finish(struct order *order)
{
    for (size_t i = 0; i < order->text_count; i++)
        free(order->texts[i].words);
    order->text_count = 0;
}

static bool set_property(struct order *order, const struct property *property,
                         const char *value, size_t size, struct error *err)
{
    // No property's value is longer than an id.
    char text[LIMIT_ID_BYTES + 1] = "";
    const size_t kept = size < LIMIT_ID_BYTES ? size : LIMIT_ID_BYTES;
    memcpy(text, value, kept);
    // A NUL inside must not make a longer value look right.
    if (memchr(text, '\0', kept))
        text[0] = '?';
    return property->read(order, text, err);
}

// Names that could be a field's; nothing else is ever repeated in an error.
bool order_is_name(const char *name)
{
    const size_t length = strlen(name);
    return length > 0 && length < LIMIT_ID_BYTES &&
           strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789-_") == length;
}

static bool set_text(struct order *order, const char *name, const char *value,
                     size_t size, struct error *err)
{
    if (!order_is_name(name) || order->text_count == LIMIT_ORDER_TEXTS)
        return error_set(err, ERROR_INVALID, MESSAGE_FIELD_UNKNOWN, NULL);
    for (size_t i = 0; i < order->text_count; i++)
        if (strcmp(order->texts[i].field, name) == 0)
            return error_set(err, ERROR_INVALID, MESSAGE_FIELD_TWICE, name);
    struct order_text *text = &order->texts[order->text_count];
    if (!words_clean(value, size, &text->words, name, err))
        return false;
    // No words are no wish: an input that was left empty may be one that the
    // template does not have.
    if (!*text->words) {
        free(text->words);
        text->words = NULL;
        return true;
    }
    strcpy(text->field, name);
    order->text_count++;
    return true;
}

static const struct property *find_property(const char *name)
{
    for (size_t i = 0; i < sizeof properties / sizeof *properties; i++)
        if (strcmp(name, properties[i].name) == 0)
            return &properties[i];
    return NULL;
}

bool order_is_property(const char *name)
{
    return find_property(name) != NULL;
}

bool order_set(struct order *order, const char *name, const char *value,
               size_t size, struct error *err)
{
    const struct property *property = find_property(name);
    return property ? set_property(order, property, value, size, err)
                    : set_text(order, name, value, size, err);
}

const char *order_words(const struct order *order, const char *field)
{
    for (size_t i = 0; i < order->text_count; i++)
        if (strcmp(order->texts[i].field, field) == 0)
            return order->texts[i].words;
    return "";
}

static uint64_t hash(uint64_t before, const void *data, size_t size)
{
    return bytes_hash(before, (struct bytes){data, size});
}

// With the NUL: "ab" and "c" are not "a" and "bc".
static uint64_t hash_text(uint64_t before, const char *text)
{
    return hash(before, text, strlen(text) + 1);
}

uint64_t order_hash(const struct order *order, uint64_t seed)
{
    const struct framing *framing = &order->framing;
    const int numbers[] = {
        (int)order->type,   order->has_type,       order->is_sample,
        (int)order->effort, (int)order->layer,     (int)order->language,
        order->width_px,    order->bleed_mm,       order->has_marks,
        order->in_sheets,   framing->turn,         framing->has_focus,
        framing->has_zoom,  (int)order->text_count};
    const double places[] = {framing->focus_x, framing->focus_y, framing->zoom};
    uint64_t sum = hash_text(seed, order->template_id);
    sum = hash_text(sum, order->format_id);
    sum = hash_text(sum, order->theme_id);
    sum = hash(sum, numbers, sizeof numbers);
    sum = hash(sum, places, sizeof places);
    for (size_t i = 0; i < order->text_count; i++) {
        sum = hash_text(sum, order->texts[i].field);
        sum = hash_text(sum, order->texts[i].words);
    }
    return hash(sum, order->photo.data, order->photo.size);
}

static bool check_field(const struct order *order, const struct field *field,
                        struct error *err)
{
    const char *words = order_words(order, field->id);
    if (!*words && field->required && order->layer == ORDER_POSTER)
        return error_set(err, ERROR_INVALID, MESSAGE_TEXT_MISSING, field->id);
    const long count = (long)words_count(words);
    if (count > field->max_length)
        return error_set_values(err, ERROR_INVALID, MESSAGE_TEXT_TOO_LONG,
                                field->id, count, field->max_length);
    return true;
}

bool order_check(const struct order *order, const struct template *template,
                 const struct layout *layout, struct error *err)
{
    for (size_t i = 0; i < order->text_count; i++)
        if (!template_field(template, order->texts[i].field))
            return error_set(err, ERROR_INVALID, MESSAGE_FIELD_UNKNOWN, NULL);
    for (size_t i = 0; i < template->field_count; i++)
        if (!check_field(order, &template->fields[i], err))
            return false;
    if (order->layer != ORDER_POSTER)
        return true;
    const bool has_photo = order->photo.data != NULL;
    if (!has_photo && template->photo == PHOTO_REQUIRED && layout->has_window)
        return error_set(err, ERROR_INVALID, MESSAGE_PHOTO_MISSING, "photo");
    if (has_photo && template->photo == PHOTO_NONE)
        return error_set(err, ERROR_INVALID, MESSAGE_PHOTO_NOT_WANTED, "photo");
    return true;
}
