#include "kit_texts.h"

// The words of a field in the order of the template: the first is what the
// poster is about.
bool kit_write_captions(const struct template *template,
                        const struct order *order, struct buffer *text)
{
    for (size_t i = 0; i < template->field_count; i++) {
        const char *words = order_words(order, template->fields[i].id);
        if (*words && !buffer_append_format(text, "%s\n", words))
            return false;
    }
    return true;
}

static const char *name_in(char *const names[LANGUAGE_COUNT],
                           enum language language)
{
    return names[language] ? names[language] : names[LANGUAGE_NL];
}

static bool write_line(const struct kit_file *file, enum language language,
                       struct buffer *text)
{
    static const char *const missing[LANGUAGE_COUNT] = {
        "niet gemaakt", "pas créé", "not made", "nicht erstellt"};
    const char *name = name_in(file->format->names, language);
    if (!name)
        name = file->format->id;
    return file->failure
               ? buffer_append_format(text, "%s: %s. %s\n", name,
                                      missing[language], file->failure)
               : buffer_append_format(text, "%s: %s (%d x %d)\n", name,
                                      file->name, file->width_px,
                                      file->height_px);
}

bool kit_write_guide(const struct kit_file *files, size_t count,
                     const struct template *template, const struct order *order,
                     struct buffer *text)
{
    static const char *const titles[LANGUAGE_COUNT] = {"Je kit", "Ton kit",
                                                       "Your kit", "Dein Kit"};
    const enum language language = order->language;
    const char *design = name_in(template->names, language);
    bool done = buffer_append_format(text, "%s: %s\n\n", titles[language],
                                     design ? design : template->id);
    for (size_t i = 0; i < count && done; i++)
        done = write_line(&files[i], language, text);
    return done;
}
