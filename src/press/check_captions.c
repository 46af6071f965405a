#include "check_parts.h"

#include "caption.h"
#include "words.h"

#include <string.h>

// The longest words that the template shows for a field.
static const char *longest_words(const struct field *field,
                                 enum language language)
{
    const char *found = field->examples[language];
    for (size_t i = 0; i < field->starter_count; i++) {
        const struct starter *starter = &field->starters[i];
        if (starter->language == language &&
            (!found || words_count(starter->words) > words_count(found)))
            found = starter->words;
    }
    return found ? found : field->examples[LANGUAGE_NL];
}

static bool fill(struct order *order, const struct template *template,
                 struct error *err)
{
    for (size_t i = 0; i < template->field_count; i++) {
        const struct field *field = &template->fields[i];
        const char *words = longest_words(field, order->language);
        if (words && !order_set(order, field->id, words, strlen(words), err))
            return false;
    }
    return true;
}

// The caption that has this text; NULL for the program's own.
static const struct caption *caption_of(const struct template *template,
                                        const char *text)
{
    for (size_t i = 0; i < template->caption_count; i++)
        for (int k = 0; k < LANGUAGE_COUNT; k++)
            if (template->captions[i].texts[k] == text)
                return &template->captions[i];
    return NULL;
}

static bool check_length(const struct check *check, const struct order *order,
                         const struct network *network, struct error *err)
{
    const struct template *template = check->template;
    const struct caption_source source = {.template = template};
    const struct caption *caption =
        caption_of(template, caption_text(&source, network, order->language));
    size_t length;
    if (!caption_full_length(&source, order, network, &length))
        return error_set_memory(err);
    if (caption && length > network->limit)
        findings_add(check->findings, FINDING_ERROR, template->ini_path,
                     caption->text_lines[order->language],
                     "[%s] text.%s: with the longest examples and %zu hashtags "
                     "it has %zu characters, and %s takes %zu: make it shorter",
                     caption->section, language_tag(order->language),
                     network->hashtags, length, network->name, network->limit);
    return true;
}

// Every network, in one language.
static bool check_lengths(const struct check *check, enum language language,
                          struct error *err)
{
    struct order order;
    struct error why = {0};
    order_init(&order);
    order.language = language;
    // Examples that cannot be an order's words are told with the words.
    bool done = fill(&order, check->template, &why);
    const bool is_short = !done && error_is_memory(&why);
    for (size_t i = 0; i < NETWORKS && done; i++)
        done = check_length(check, &order, &networks[i], err);
    order_finish(&order);
    if (is_short)
        *err = why;
    return !is_short && !error_is_memory(err);
}

static bool has_any(char *const texts[LANGUAGE_COUNT])
{
    for (int i = 0; i < LANGUAGE_COUNT; i++)
        if (texts[i])
            return true;
    return false;
}

bool check_captions(const struct check *check, struct error *err)
{
    const struct template *template = check->template;
    for (size_t i = 0; i < template->caption_count; i++) {
        const struct caption *caption = &template->captions[i];
        if (has_any(caption->texts))
            check_local(check, caption->line, caption->section, "", "text",
                        caption->texts);
        if (has_any(caption->hashtags))
            check_local(check, caption->line, caption->section, "", "hashtags",
                        caption->hashtags);
    }
    for (int i = 0; i < LANGUAGE_COUNT; i++)
        if (!check_lengths(check, (enum language)i, err))
            return false;
    return true;
}
