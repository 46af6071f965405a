#include "plan_parts.h"

#include "contrast.h"
#include "dress.h"
#include "mapping.h"
#include "words.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

// The user's words, or those of the design; NULL when there are none.
static const char *find_words(const struct plan_request *request,
                              const struct text_style *style)
{
    if (template_field(request->template, style->id))
        return order_words(request->order, style->id);
    const enum language language = request->order->language;
    if (style->words[language])
        return style->words[language];
    if (style->words[LANGUAGE_NL])
        return style->words[LANGUAGE_NL];
    return template_words(request->template, style->id, language);
}

static bool to_upper(char **words)
{
    char *upper = words_upper(*words);
    free(*words);
    *words = upper;
    return upper != NULL;
}

// The words as they are set, to be freed by the caller; NULL when memory is
// out. When `divided`, with soft hyphens.
static char *make_copy(const struct plan_request *request,
                       const struct text_style *style, const char *words,
                       bool divided)
{
    const enum language language = request->order->language;
    char *copy = dress_words(words, language);
    if (copy && divided) {
        char *hyphenated = hyphens_add(request->hyphens, copy, language);
        free(copy);
        copy = hyphenated;
    }
    if (copy && style->upper)
        to_upper(&copy);
    return copy;
}

// Half the margin of the poster, which is 1/18 of its short side.
static double overhang_of(const struct plan *plan)
{
    return fmin(plan->width, plan->height) / 36;
}

static bool set_copy(const struct plan *plan,
                     const struct plan_request *request, const char *words,
                     bool divided, struct plan_text *text, struct error *err)
{
    const struct text_style *style = text->style;
    const double scale = plan->mapping.scale;
    char *copy = make_copy(request, style, words, divided);
    if (!copy)
        return error_set_memory(err);
    const struct typeset_request wish = {
        .field = style->id,
        .words = copy,
        .role = fonts_role(request->fonts, style->font),
        .language = request->order->language,
        .align = style->align,
        .valign = style->valign,
        .leading = style->leading,
        .size_min = style->size_min * scale,
        .size_max = style->size_max * scale,
        .lines_min = style->lines_min,
        .lines_max = style->lines_max,
        .box = text->box,
        .overhang = overhang_of(plan)};
    const bool done =
        typeset_words(request->shaper, &wish, &text->typeset, err);
    free(copy);
    return done;
}

// A word that fills its line alone, in a text that is meant to be large and
// came out smaller than large type: it is the word that makes it so.
static bool is_forced_small(const struct plan *plan,
                            const struct plan_text *text)
{
    const double large = contrast_large_px(plan);
    const struct typeset *typeset = &text->typeset;
    if (typeset->size >= large ||
        text->style->size_max * plan->mapping.scale < 1.5 * large)
        return false;
    for (size_t i = 0; i < typeset->line_count; i++)
        if (!strchr(typeset->lines[i].words, ' ') &&
            typeset->lines[i].ink.width > 0.85 * text->box.width)
            return true;
    return false;
}

// Sets them divided when that makes them clearly larger.
static bool divide(const struct plan *plan, const struct plan_request *request,
                   const char *words, struct plan_text *text, struct error *err)
{
    struct plan_text divided = *text;
    struct error why = {0};
    if (!set_copy(plan, request, words, true, &divided, &why)) {
        if (error_is_memory(&why))
            *err = why;
        return !error_is_memory(&why);
    }
    if (divided.typeset.size >= 1.3 * text->typeset.size) {
        typeset_finish(&text->typeset);
        text->typeset = divided.typeset;
    } else {
        typeset_finish(&divided.typeset);
    }
    return true;
}

// Words are divided only when they are not readable otherwise.
bool plan_set_words(const struct plan *plan, const struct plan_request *request,
                    const char *words, struct plan_text *text,
                    struct error *err)
{
    const bool hyphens = text->style->hyphens;
    if (!set_copy(plan, request, words, false, text, err))
        return err->message == MESSAGE_TEXT_DOES_NOT_FIT && hyphens &&
               set_copy(plan, request, words, true, text, err);
    if (!hyphens || !is_forced_small(plan, text) ||
        divide(plan, request, words, text, err))
        return true;
    typeset_finish(&text->typeset);
    return false;
}

bool plan_words(struct plan *plan, const struct plan_request *request,
                struct error *err)
{
    for (size_t i = 0; plan->text_count < PLAN_TEXTS_MAX; i++) {
        const struct text_style *style =
            template_style(plan->template, plan->format->layout, i);
        if (!style)
            break;
        const char *words = find_words(request, style);
        struct plan_text *text = &plan->texts[plan->text_count];
        if (style->hidden || !words || !*words ||
            !layout_box(plan->layout, style->id, &text->box))
            continue;
        text->style = style;
        text->box = mapping_to_px(&plan->mapping, text->box);
        text->rgb = theme_color(plan->theme, style->color)->rgb;
        text->shadow_strength = 1;
        if (*style->shadow)
            text->shadow_rgb = theme_color(plan->theme, style->shadow)->rgb;
        if (*style->outline)
            text->outline_rgb = theme_color(plan->theme, style->outline)->rgb;
        if (!plan_set_words(plan, request, words, text, err))
            return false;
        plan->text_count++;
    }
    return true;
}
