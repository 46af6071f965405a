#include "alt_text.h"

#include "alt_sentences.h"
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
    size_t part;   // bytes of the text where an optional part begins
    bool is_empty; // and whether a blank in it is
};

// In `text`, a blank of `length` bytes between its brackets.
struct blank {
    const char *name;
    size_t length;
};

// True at "[[name]]".
static bool read_blank(const char *at, struct blank *blank)
{
    if (strncmp(at, "[[", 2) != 0)
        return false;
    blank->name = at + 2;
    blank->length = strcspn(blank->name, "[]{}");
    return strncmp(blank->name + blank->length, "]]", 2) == 0;
}

static bool is_named(const struct blank *blank, const char *name)
{
    return strlen(name) == blank->length &&
           strncmp(blank->name, name, blank->length) == 0;
}

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

static const char *words_of(const struct writing *writing,
                            const struct blank *blank)
{
    const struct plan *plan = writing->plan;
    const struct order *order = writing->order;
    if (writing->words && is_named(blank, "words"))
        return writing->words;
    if (writing->words && is_named(blank, "label"))
        return writing->label;
    if (is_named(blank, "template"))
        return language_text(plan->template->names, order->language);
    if (is_named(blank, "photo"))
        return plan->has_photo ? alt_photo(order->language) : "";
    if (is_named(blank, "pictured"))
        return plan->has_photo ? order_words(order, "name") : "";
    if (is_named(blank, "named"))
        return plan->has_photo ? "" : order_words(order, "name");
    for (size_t i = 0; i < order->text_count; i++)
        if (is_named(blank, order->texts[i].field) &&
            is_shown(plan, order->texts[i].field))
            return order->texts[i].words;
    return "";
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

// Appends words in quotes: those that are in them become inner ones. A line
// break becomes a blank.
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
        else if (*words == '\n')
            done = buffer_append(text, " ", 1);
        else
            done = buffer_append(text, words, length);
        after_blank = *words == '\n' || *words == '(';
        for (size_t i = 0; i < sizeof blanks / sizeof *blanks; i++)
            after_blank |= strncmp(words, blanks[i], strlen(blanks[i])) == 0;
        words += length;
    }
    return done;
}

static bool add_plain(struct buffer *text, const char *words)
{
    bool done = true;
    for (; *words && done; words++)
        done = buffer_append(text, *words == '\n' ? " " : words, 1);
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

static bool add_blank(struct writing *writing, const struct blank *blank)
{
    const enum language language = writing->order->language;
    const char *words = words_of(writing, blank);
    if (!*words) {
        writing->is_empty = true;
        return true;
    }
    char *dressed = dress_words(words, language);
    const bool done =
        dressed && (is_in_quotes(blank->name + blank->length + 2)
                        ? add_quoted(&writing->text, dressed, language)
                        : add_plain(&writing->text, dressed));
    free(dressed);
    return done;
}

static bool add_sentence(struct writing *writing, const char *sentence)
{
    struct blank blank;
    bool done = true;
    writing->is_empty = false;
    while (*sentence && done) {
        if (read_blank(sentence, &blank)) {
            done = add_blank(writing, &blank);
            sentence = blank.name + blank.length + 2;
            continue;
        }
        if (*sentence == '{') {
            writing->part = writing->text.size;
            writing->is_empty = false;
        } else if (*sentence == '}') {
            if (writing->is_empty)
                writing->text.size = writing->part;
        } else {
            done = buffer_append(&writing->text, sentence, 1);
        }
        sentence++;
    }
    return done;
}

static bool has_blank(const char *sentence, const char *name)
{
    struct blank blank;
    for (; *sentence; sentence++)
        if (read_blank(sentence, &blank) && is_named(&blank, name))
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
           add_other_fields(writing, sentence) && add_stop(&writing->text) &&
           buffer_append(&writing->text, "", 1);
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

static bool is_known(const struct template *template, const struct blank *blank)
{
    static const char *const others[] = {"template", "photo"};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (is_named(blank, others[i]))
            return true;
    for (size_t i = 0; i < template->field_count; i++)
        if (is_named(blank, template->fields[i].id))
            return true;
    return false;
}

const char *alt_text_fault(const struct template *template, const char *alt)
{
    struct blank blank;
    bool is_open = false;
    for (; *alt; alt++) {
        if (read_blank(alt, &blank)) {
            if (!is_known(template, &blank))
                return "a [[blank]] is none of the fields, template, photo";
            alt = blank.name + blank.length + 1;
        } else if (*alt == (is_open ? '{' : '}')) {
            return "{ and } do not stand in pairs";
        } else if (*alt == '{' || *alt == '}') {
            is_open = !is_open;
        } else if (strncmp(alt, "[[", 2) == 0) {
            return "[[ has no ]]";
        }
    }
    return is_open ? "{ and } do not stand in pairs" : NULL;
}
