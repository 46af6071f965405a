#include "template.h"

#include <string.h>

const char *template_use_name(enum template_use use)
{
    static const char *const names[TEMPLATE_USES] = {
        [TEMPLATE_USE_SELF] = "self",     [TEMPLATE_USE_TEAM] = "team",
        [TEMPLATE_USE_THANKS] = "thanks", [TEMPLATE_USE_JOIN] = "join",
        [TEMPLATE_USE_EVENT] = "event",
    };
    return names[use];
}

const struct template *template_find(const struct template_list *list,
                                     const char *id)
{
    for (size_t i = 0; i < list->count; i++)
        if (strcmp(list->items[i].id, id) == 0)
            return &list->items[i];
    return NULL;
}

const struct theme *template_theme(const struct template *template,
                                   const char *id)
{
    for (size_t i = 0; i < template->theme_count; i++)
        if (strcmp(template->themes[i].id, id) == 0)
            return &template->themes[i];
    return NULL;
}

const struct theme_color *theme_color(const struct theme *theme,
                                      const char *name)
{
    for (size_t i = 0; i < theme->color_count; i++)
        if (strcmp(theme->colors[i].name, name) == 0)
            return &theme->colors[i];
    return NULL;
}

const struct field *template_field(const struct template *template,
                                   const char *id)
{
    for (size_t i = 0; i < template->field_count; i++)
        if (strcmp(template->fields[i].id, id) == 0)
            return &template->fields[i];
    return NULL;
}

const struct layout *template_layout(const struct template *template,
                                     const char *id)
{
    for (size_t i = 0; i < template->layout_count; i++)
        if (strcmp(template->layouts[i].id, id) == 0)
            return &template->layouts[i];
    return NULL;
}

const char *template_words(const struct template *template, const char *id,
                           enum language language)
{
    for (size_t i = 0; i < template->style_count; i++) {
        char *const *words = template->styles[i].words;
        if (strcmp(template->styles[i].id, id) == 0 && words[LANGUAGE_NL])
            return language_text(words, language);
    }
    return NULL;
}

const struct text_style *template_style(const struct template *template,
                                        const char *layout, size_t index)
{
    const struct text_style *general = NULL;
    for (size_t i = 0; i < template->style_count && !general; i++)
        if (!*template->styles[i].layout && index-- == 0)
            general = &template->styles[i];
    if (!general)
        return NULL;
    for (size_t i = 0; i < template->style_count; i++)
        if (strcmp(template->styles[i].id, general->id) == 0 &&
            strcmp(template->styles[i].layout, layout) == 0)
            return &template->styles[i];
    return general;
}

bool layout_box(const struct layout *layout, const char *id, struct rect *rect)
{
    for (size_t i = 0; i < layout->box_count; i++)
        if (strcmp(layout->boxes[i].id, id) == 0) {
            *rect = layout->boxes[i].rect;
            return true;
        }
    return false;
}
