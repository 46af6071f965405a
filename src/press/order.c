#include "order.h"

#include "order_values.h"
#include "template.h"
#include "words.h"

#include <stdlib.h>
#include <string.h>

// Of the order's own values the one that is words.
static const char school[] = "school";

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
    free(order->school);
    order->school = NULL;
}

static bool set_property(struct order *order,
                         const struct order_property *property,
                         const char *value, size_t size, struct error *err)
{
    // No property's value is longer than a partner's id.
    enum { VALUE_MAX = LIMIT_PARTNER_ID_BYTES };
    char text[VALUE_MAX + 1] = "";
    const size_t kept = size < VALUE_MAX ? size : VALUE_MAX;
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

// The name of a school is one line.
static bool set_school(struct order *order, const char *value, size_t size,
                       struct error *err)
{
    char *words;
    if (!words_clean(value, size, &words, school, err))
        return false;
    for (char *at = words; (at = strchr(at, '\n'));)
        *at = ' ';
    const long count = (long)words_count(words);
    if (count > LIMIT_SCHOOL_LENGTH) {
        free(words);
        return error_set_values(err, ERROR_INVALID, MESSAGE_TEXT_TOO_LONG,
                                school, count, LIMIT_SCHOOL_LENGTH);
    }
    free(order->school);
    order->school = *words ? words : NULL;
    if (!*words)
        free(words);
    return true;
}

bool order_is_property(const char *name)
{
    return strcmp(name, school) == 0 || order_property_find(name);
}

bool order_set(struct order *order, const char *name, const char *value,
               size_t size, struct error *err)
{
    const struct order_property *property = order_property_find(name);
    if (strcmp(name, school) == 0)
        return set_school(order, value, size, err);
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
        (int)order->type,   order->has_type,     order->is_sample,
        (int)order->effort, (int)order->layer,   (int)order->language,
        order->width_px,    order->bleed_mm,     order->has_marks,
        order->in_sheets,   framing->turn,       framing->has_focus,
        framing->has_zoom,  order->has_language, (int)order->text_count};
    const double places[] = {framing->focus_x, framing->focus_y, framing->zoom};
    uint64_t sum = hash_text(seed, order->template_id);
    sum = hash_text(sum, order->format_id);
    sum = hash_text(sum, order->theme_id);
    sum = hash_text(sum, order->partner_id);
    sum = hash_text(sum, order->school ? order->school : "");
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
