#include "form.h"

#include <string.h>

static bool begin(void *context, const struct multipart_part *part,
                  struct error *err)
{
    struct form *form = context;
    form->part = *part;
    form->text.size = 0;
    if (strcmp(part->name, "photo") != 0)
        return true;
    if (form->has_photo)
        return error_set(err, ERROR_INVALID, MESSAGE_FIELD_TWICE, "photo");
    form->has_photo = true;
    return true;
}

static bool is_photo(const struct form *form)
{
    return strcmp(form->part.name, "photo") == 0;
}

static bool data(void *context, struct bytes bytes, struct error *err)
{
    struct form *form = context;
    if (is_photo(form)) {
        if (form->photo.size + bytes.size > form->photo_bytes_max)
            return error_set_values(err, ERROR_TOO_LARGE,
                                    MESSAGE_PHOTO_TOO_LARGE, "photo",
                                    (long)(form->photo_bytes_max / 1000000), 0);
        return buffer_append(&form->photo, bytes.data, bytes.size)
                   ? true
                   : error_set_memory(err);
    }
    if (form->text.size + bytes.size > LIMIT_TEXT_BYTES)
        return error_set(err, ERROR_INVALID, MESSAGE_REQUEST_PART_TOO_LARGE,
                         order_is_name(form->part.name) ? form->part.name
                                                        : NULL);
    return buffer_append(&form->text, bytes.data, bytes.size)
               ? true
               : error_set_memory(err);
}

static bool end_photo(struct form *form)
{
    form->order.photo = buffer_view(&form->photo);
    // A file input that was left alone sends an empty name; a named file
    // without a byte in it is a photo that is empty.
    if (form->photo.size == 0)
        form->order.photo.data =
            form->part.names_a_file ? (const uint8_t *)"" : NULL;
    return true;
}

static bool end_disposition(struct form *form, const char *value, size_t size,
                            struct error *err)
{
    static const char attachment[] = "attachment";
    static const char inline_[] = "inline";
    form->shows_inline =
        size == sizeof inline_ - 1 && memcmp(value, inline_, size) == 0;
    if (form->shows_inline || size == 0 ||
        (size == sizeof attachment - 1 && memcmp(value, attachment, size) == 0))
        return true;
    return error_set(err, ERROR_INVALID, MESSAGE_FIELD_UNKNOWN, "disposition");
}

// "template/theme": whether it counts is known when the template is.
static bool end_theme(struct form *form, const char *value, size_t size,
                      struct error *err)
{
    if (size >= sizeof form->theme || memchr(value, '\0', size))
        return error_set(err, ERROR_INVALID, MESSAGE_THEME_UNKNOWN, "theme");
    memcpy(form->theme, value, size);
    form->theme[size] = '\0';
    return true;
}

// Whether a form of this kind has a field of this name; what a poster's has,
// its template decides.
static bool may_have(enum form_kind kind, const char *name)
{
    if (kind == FORM_PHOTO)
        return strcmp(name, "turn") == 0 || strcmp(name, "lang") == 0;
    return kind == FORM_WORDS || strcmp(name, "width") != 0;
}

// Boxes that are ticked come one by one. A page may have one form for posters
// and kits: for a poster its ticks are left aside.
static bool end_formats(struct form *form, const char *value, struct error *err)
{
    return form->kind == FORM_POSTER ||
           kit_wish_read(&form->wish, value, form->text.size, err);
}

static bool end(void *context, struct error *err)
{
    struct form *form = context;
    const char *name = form->part.name;
    if (is_photo(form))
        return end_photo(form);
    const char *value = form->text.data ? (const char *)form->text.data : "";
    if (!may_have(form->kind, name))
        return error_set(err, ERROR_INVALID, MESSAGE_FIELD_UNKNOWN, NULL);
    if (strcmp(name, "formats") == 0 &&
        (form->kind == FORM_POSTER || form->kind == FORM_KIT))
        return end_formats(form, value, err);
    if (strcmp(name, "disposition") == 0)
        return end_disposition(form, value, form->text.size, err);
    if (strcmp(name, "theme") == 0 && memchr(value, '/', form->text.size))
        return end_theme(form, value, form->text.size, err);
    return order_set(&form->order, name, value, form->text.size, err);
}

bool form_init(struct form *form, size_t photo_bytes_max,
               const char *content_type, enum language language,
               struct error *err)
{
    *form = (struct form){.photo_bytes_max = photo_bytes_max};
    order_init(&form->order);
    form->order.language = language;
    const struct multipart_events events = {begin, data, end, form};
    return multipart_init(&form->multipart, content_type, &events, err);
}

bool form_feed(struct form *form, struct bytes bytes, struct error *err)
{
    return multipart_feed(&form->multipart, bytes, err);
}

bool form_complete(struct form *form, struct error *err)
{
    return multipart_finish(&form->multipart, err);
}

void form_finish(struct form *form)
{
    buffer_finish(&form->photo);
    buffer_finish(&form->text);
    order_finish(&form->order);
}
