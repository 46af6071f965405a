#include "alt_text.h"

#include "alt_sentences.h"
#include "blanks.h"
#include "dress.h"
#include "words.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ELLIPSIS "…"

enum { ELLIPSIS_BYTES = 3 };

struct writing {
    const struct plan *plan;
    const struct order *order;
    const char *words; // at [[words]]; NULL: there is no such blank
    char label[256];   // at [[label]]
    struct buffer text;
};

// A text of the user that stands on the poster; the name is always told.
static bool is_shown(const struct plan *plan, const char *field)
{
    if (strcmp(field, "name") == 0)
        return true;
    for (size_t i = 0; i < plan->text_count; i++)
        if (strcmp(plan->texts[i].style->id, field) == 0)
            return true;
    return false;
}

// Whose poster it is, where the layout says so.
static const char *shown_school(const struct plan *plan,
                                const struct order *order)
{
    if (plan->logo && plan->logo->kind == PLAN_LOGO_MARK)
        return partner_name(plan->partner, order->language);
    if (plan->logo && plan->logo->kind == PLAN_LOGO_NAME)
        return partner_school(plan->partner, order->school, order->language);
    return "";
}

static const char *find_words(void *context, const char *name)
{
    const struct writing *writing = context;
    const struct plan *plan = writing->plan;
    const struct order *order = writing->order;
    if (writing->words && strcmp(name, "words") == 0)
        return writing->words;
    if (writing->words && strcmp(name, "label") == 0)
        return writing->label;
    if (strcmp(name, "template") == 0)
        return language_text(plan->template->names, order->language);
    if (strcmp(name, "school") == 0)
        return shown_school(plan, order);
    if (strcmp(name, "photo") == 0)
        return plan->has_photo ? alt_photo(order->language) : NULL;
    if (strcmp(name, "pictured") == 0)
        return plan->has_photo ? order_words(order, "name") : NULL;
    if (strcmp(name, "named") == 0)
        return plan->has_photo ? NULL : order_words(order, "name");
    return is_shown(plan, name) ? order_words(order, name) : NULL;
}

// The double quotes of our languages, the French with their blanks: +1 opens,
// -1 closes, 2 is either; 0: none.
static int quote_of(const char *at, size_t *length)
{
    static const struct {
        const char *mark;
        int is;
    } marks[] = {
        {"\"", 2},      {"„", 1},       {"“", 2},        {"”", -1},
        {"«\u00a0", 1}, {"«\u202f", 1}, {"\u00a0»", -1}, {"\u202f»", -1},
        {"«", 1},       {"»", -1},
    };
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (strncmp(at, marks[i].mark, strlen(marks[i].mark)) == 0) {
            *length = strlen(marks[i].mark);
            return marks[i].is;
        }
    return 0;
}

// Appends words in quotes: those that are in them become inner ones.
static bool add_quoted(struct buffer *text, const char *words,
                       enum language language)
{
    static const char blanks[][4] = {" ", "\u00a0", "\u202f"};
    bool after_blank = true;
    bool done = true;
    while (*words && done) {
        size_t length = words_character_size(words);
        const int quote = quote_of(words, &length);
        if (quote != 0)
            done = buffer_append_text(
                text, alt_inner_quote(
                          language, quote == 1 || (quote == 2 && after_blank)));
        else
            done = buffer_append(text, words, length);
        after_blank = *words == '\n' || *words == '(';
        for (size_t i = 0; i < sizeof blanks / sizeof *blanks; i++)
            after_blank |= strncmp(words, blanks[i], strlen(blanks[i])) == 0;
        words += length;
    }
    return done;
}

// Whether what comes next, or after a no-break blank, closes a quote.
static bool is_in_quotes(const char *behind)
{
    size_t length;
    if (strncmp(behind, "\u00a0", 2) == 0)
        behind += 2;
    return quote_of(behind, &length) != 0;
}

// With the quotes, dashes and blanks that the poster shows.
static char *turn_words(void *context, const char *words, const char *behind)
{
    const struct writing *writing = context;
    const enum language language = writing->order->language;
    char *dressed = dress_words(words, language);
    if (!dressed || !is_in_quotes(behind))
        return dressed;
    struct buffer quoted = {0};
    const bool done =
        add_quoted(&quoted, dressed, language) && buffer_append(&quoted, "", 1);
    free(dressed);
    if (!done)
        buffer_finish(&quoted);
    return (char *)quoted.data;
}

static bool add_sentence(struct writing *writing, const char *sentence)
{
    const struct blanks_source source = {find_words, turn_words, writing};
    return blanks_fill(sentence, blanks_parts(sentence), &source,
                       &writing->text);
}

static bool has_blank(const char *sentence, const char *name)
{
    struct blank blank = {0};
    while (blanks_next(&sentence, &blank))
        if (strcmp(blank.name, name) == 0)
            return true;
    return false;
}

// "Hoeveel likes?" is no label in a sentence: its question mark goes.
static bool add_field(struct writing *writing, const struct field *field)
{
    char *label = writing->label;
    snprintf(label, sizeof writing->label, "%s",
             language_text(field->labels, writing->order->language));
    label[strcspn(label, "?:")] = '\0';
    writing->words = order_words(writing->order, field->id);
    return add_sentence(writing,
                        alt_addition(field->id, writing->order->language));
}

static bool add_other_fields(struct writing *writing, const char *sentence)
{
    const struct template *template = writing->plan->template;
    bool done = true;
    for (size_t i = 0; i < template->field_count && done; i++) {
        const struct field *field = &template->fields[i];
        if (*order_words(writing->order, field->id) &&
            is_shown(writing->plan, field->id) &&
            strcmp(field->id, "name") != 0 && !has_blank(sentence, field->id))
            done = add_field(writing, field);
    }
    return done;
}

// The bytes of which of the marks the first `end` bytes of the text end with; 0
// for none.
static size_t ending(const struct buffer *text, size_t end,
                     const char *const marks[])
{
    for (size_t i = 0; marks[i]; i++) {
        const size_t length = strlen(marks[i]);
        if (end >= length &&
            memcmp(text->data + end - length, marks[i], length) == 0)
            return length;
    }
    return 0;
}

// A sentence ends with a stop, unless the words that it ends with do.
static bool add_stop(struct buffer *text)
{
    static const char *const stops[] = {".", "!", "?", "…", NULL};
    static const char *const quotes[] = {"”", "“", "»", "\u00a0",
                                         "’", "‘", NULL};
    size_t end = text->size;
    for (size_t length; (length = ending(text, end, quotes)) > 0;)
        end -= length;
    return ending(text, end, stops) > 0 || buffer_append(text, ".", 1);
}

// A template is most of all for the first of its uses.
static enum template_use main_use(const struct template *template)
{
    for (int i = 0; i < TEMPLATE_USES; i++)
        if (template->uses >> i & 1)
            return (enum template_use)i;
    return TEMPLATE_USE_SELF;
}

static bool write_all(struct writing *writing)
{
    const struct template *template = writing->plan->template;
    const enum language language = writing->order->language;
    const char *own = template->alts[language];
    if (own)
        return add_sentence(writing, own) &&
               buffer_append(&writing->text, "", 1);
    const char *sentence = alt_sentence(main_use(template), language);
    return add_sentence(writing, sentence) &&
           add_other_fields(writing, sentence) &&
           add_sentence(writing, alt_school(language)) &&
           add_stop(&writing->text) && buffer_append(&writing->text, "", 1);
}

// Fewer characters, until the bytes are few enough too: an emoji of a family
// has 25.
static bool cut(const char *all, char *text, size_t size)
{
    size_t most = ALT_TEXT_CHARACTERS;
    if (words_count(all) <= most && strlen(all) < size) {
        strcpy(text, all);
        return true;
    }
    for (most--; most > 0; most = most * 9 / 10) {
        char *part = words_cut(all, most, true);
        if (!part)
            return false;
        const bool fits = strlen(part) + ELLIPSIS_BYTES < size;
        if (fits)
            snprintf(text, size, "%s" ELLIPSIS, part);
        free(part);
        if (fits)
            return true;
    }
    *text = '\0';
    return true;
}

bool alt_text_write(const struct plan *plan, const struct order *order,
                    char *text, size_t size)
{
    struct writing writing = {.plan = plan, .order = order};
    const bool done =
        write_all(&writing) && cut((const char *)writing.text.data, text, size);
    buffer_finish(&writing.text);
    return done;
}
