#include "order_values.h"

#include "format.h"

#include <stdlib.h>
#include <string.h>

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

static bool read_partner(struct order *order, const char *value,
                         struct error *err)
{
    if (strlen(value) >= LIMIT_PARTNER_ID_BYTES)
        return error_set(err, ERROR_INVALID, MESSAGE_PARTNER_UNKNOWN,
                         "partner");
    strcpy(order->partner_id, value);
    return true;
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
    order->has_language = true;
    return true;
}

enum {
    // A script writes a third with 17 digits; these are enough for a pixel, and
    // no sum of them is rounded.
    DIGITS_KEPT = 15,
    // A number with more is nobody's wish.
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

static const struct order_property properties[] = {
    {"template", read_template}, {"format", read_format},
    {"theme", read_theme},       {"type", read_type},
    {"lang", read_language},     {"focus_x", read_focus_x},
    {"focus_y", read_focus_y},   {"zoom", read_zoom},
    {"turn", read_turn},         {"width", read_width},
    {"bleed", read_bleed},       {"effort", read_effort},
    {"marks", read_marks},       {"tiles", read_tiles},
    {"partner", read_partner},
};

const struct order_property *order_property_find(const char *name)
{
    for (size_t i = 0; i < sizeof properties / sizeof *properties; i++)
        if (strcmp(name, properties[i].name) == 0)
            return &properties[i];
    return NULL;
}
