#include "kit_texts.h"

#include "blanks.h"
#include "caption.h"
#include "kit_sentences.h"
#include "pdf_page.h"
#include "words.h"

#include <stdio.h>
#include <string.h>

// A kit's text while it is written.
struct page {
    struct buffer *out;
    enum language language;
    const struct template *template;
    const struct partner *partner; // NULL: none
    const struct order *order;
    const struct kit_file *files;
    size_t count;
};

// Words for blanks; the last has no name.
struct fact {
    const char *name;
    const char *words;
};

static const char *find_fact(void *context, const char *name)
{
    const struct fact *facts = context;
    for (; facts->name; facts++)
        if (strcmp(facts->name, name) == 0)
            return facts->words;
    return NULL;
}

static bool fill(const struct page *page, const char *text, struct fact *facts)
{
    const struct blanks_source source = {.find = find_fact, .context = facts};
    return blanks_fill(text, blanks_parts(text), &source, page->out) &&
           buffer_append_text(page->out, "\n");
}

static bool say(const struct page *page, enum kit_sentence sentence,
                struct fact *facts)
{
    return fill(page, kit_sentence(sentence, page->language), facts);
}

// A heading and a line of `mark` below it, with an empty line above.
static bool put_heading(const struct page *page, const char *words, char mark)
{
    bool done =
        buffer_append_text(page->out, page->out->size > 0 ? "\n" : "") &&
        buffer_append_format(page->out, "%s\n", words);
    for (size_t i = words_count(words); i > 0 && done; i--)
        done = buffer_append(page->out, &mark, 1);
    return done && buffer_append_text(page->out, "\n");
}

static bool put_title(const struct page *page, enum kit_sentence sentence,
                      char mark)
{
    return put_heading(page, kit_sentence(sentence, page->language), mark);
}

static bool write_caption(const struct page *page,
                          const struct network *network)
{
    char length_text[24];
    char limit_text[24];
    struct buffer caption = {0};
    size_t length;
    const struct caption_source source = {page->template, page->partner};
    bool done = caption_write(&source, page->order, network, &caption, &length);
    snprintf(length_text, sizeof length_text, "%zu", length);
    snprintf(limit_text, sizeof limit_text, "%zu", network->limit);
    struct fact facts[] = {
        {"length", length_text}, {"limit", limit_text}, {NULL, NULL}};
    done = done && put_heading(page, network->name, '-') &&
           say(page, KIT_CAPTION_LENGTH, facts) &&
           buffer_append_text(page->out, "\n") &&
           buffer_append(page->out, caption.data, caption.size) &&
           buffer_append_text(page->out, "\n");
    buffer_finish(&caption);
    return done;
}

bool kit_write_captions(const struct caption_source *source,
                        const struct order *order, struct buffer *text)
{
    const struct page page = {.out = text,
                              .language = order->language,
                              .template = source->template,
                              .partner = source->partner,
                              .order = order};
    struct fact none[] = {{NULL, NULL}};
    bool done = put_title(&page, KIT_CAPTION_TITLE, '=') &&
                say(&page, KIT_CAPTION_HELP, none);
    for (size_t i = 0; i < NETWORKS && done; i++)
        done = write_caption(&page, &networks[i]);
    return done;
}

static enum kit_place place_of(const struct format *format)
{
    if (strcmp(format->group, "print") == 0)
        return KIT_PRINT;
    if (strcmp(format->group, "banner") == 0)
        return KIT_ADS;
    if (strcmp(format->group, "screen") == 0)
        return KIT_SCREEN;
    if (strcmp(format->layout, "story") == 0)
        return KIT_STORY;
    return strcmp(format->layout, "profile") == 0 ? KIT_PROFILE : KIT_SOCIAL;
}

static bool is_pdf(const struct kit_file *file)
{
    const char *ending = strrchr(file->name, '.');
    return ending && strcmp(ending, ".pdf") == 0;
}

// True of a poster that comes on several sheets of A4.
static bool is_in_sheets(const struct page *page, const struct kit_file *file)
{
    return page->order->in_sheets && is_pdf(file) &&
           pdf_page_is_large(file->format);
}

// The bleed of a paper, mm; "" when it has none, as sheets have.
static void write_bleed(const struct page *page, const struct kit_file *file,
                        char text[16])
{
    const double mm = page->order->bleed_mm == ORDER_BLEED_OWN
                          ? file->format->bleed_mm
                          : page->order->bleed_mm;
    if (mm > 0 && !is_in_sheets(page, file))
        snprintf(text, 16, "%g", mm);
    else
        *text = '\0';
}

// As the language writes it behind a word.
static const char *colon(const struct page *page)
{
    return page->language == LANGUAGE_FR ? "\u00A0:" : ":";
}

static bool put_size(const struct page *page, const struct kit_file *file)
{
    const struct format *format = file->format;
    const bool is_paper = format->trim_mm[0] > 0;
    char width[24];
    char height[24];
    char bleed[16] = "";
    snprintf(width, sizeof width, "%g",
             is_paper ? format->trim_mm[0] : file->width_px);
    snprintf(height, sizeof height, "%g",
             is_paper ? format->trim_mm[1] : file->height_px);
    if (is_paper)
        write_bleed(page, file, bleed);
    struct fact facts[] = {{"width", width},
                           {"height", height},
                           {"bleed", bleed},
                           {"sheets", is_in_sheets(page, file) ? "A4" : ""},
                           {NULL, NULL}};
    return buffer_append_format(page->out, "  %s%s ",
                                language_text(format->names, page->language),
                                colon(page)) &&
           say(page, is_paper ? KIT_SIZE_MM : KIT_SIZE_PX, facts);
}

static bool put_file(const struct page *page, const struct kit_file *file)
{
    const char *purpose = language_text(file->format->purposes, page->language);
    return buffer_append_format(page->out, "%s\n", file->name) &&
           put_size(page, file) &&
           (!*purpose || buffer_append_format(page->out, "  %s\n", purpose)) &&
           buffer_append_text(page->out, "\n");
}

// What is told in which place, when there is such a file: one of this layout
// and id (each "": any) that comes on sheets or does not.
struct hint {
    const char *layout;
    const char *id;
    enum kit_place place;
    enum kit_hint hint;
    bool in_sheets;
};

static bool belongs(const struct kit_file *file, enum kit_place place)
{
    return !file->failure && place_of(file->format) == place;
}

static const struct kit_file *find_file(const struct page *page,
                                        const struct hint *hint)
{
    for (size_t i = 0; i < page->count; i++) {
        const struct kit_file *file = &page->files[i];
        const struct format *format = file->format;
        if (belongs(file, hint->place) &&
            (!*hint->layout || strcmp(format->layout, hint->layout) == 0) &&
            (!*hint->id || strcmp(format->id, hint->id) == 0) &&
            is_in_sheets(page, file) == hint->in_sheets)
            return file;
    }
    return NULL;
}

static bool put_hint(const struct page *page, const struct kit_file *file,
                     enum kit_hint hint)
{
    char bleed[16];
    write_bleed(page, file, bleed);
    struct fact facts[] = {{"lang", language_tag(page->language)},
                           {"type", is_pdf(file) ? "PDF" : "RGB, 300 dpi"},
                           {"bleed", bleed},
                           {NULL, NULL}};
    return fill(page, kit_hint(hint, page->language), facts);
}

static const struct hint hints[] = {
    {"", "", KIT_SOCIAL, KIT_HINT_SOCIAL, false},
    {"", "", KIT_STORY, KIT_HINT_STORY, false},
    {"", "", KIT_PROFILE, KIT_HINT_PROFILE, false},
    {"wide", "", KIT_SCREEN, KIT_HINT_SLIDE, false},
    {"story", "", KIT_SCREEN, KIT_HINT_INFOSCREEN, false},
    {"background", "", KIT_SCREEN, KIT_HINT_BACKGROUND, false},
    {"", "signature", KIT_SCREEN, KIT_HINT_SIGNATURE, false},
    {"", "", KIT_PRINT, KIT_HINT_PRINT, false},
    {"", "a3", KIT_PRINT, KIT_HINT_A3, false},
    {"", "", KIT_PRINT, KIT_HINT_SHEETS, true},
    {"", "", KIT_ADS, KIT_HINT_ADS, false},
};

static bool put_hints(const struct page *page, enum kit_place place)
{
    bool is_first = true;
    bool done = true;
    for (size_t i = 0; i < sizeof hints / sizeof *hints && done; i++) {
        const struct kit_file *file =
            hints[i].place == place ? find_file(page, &hints[i]) : NULL;
        if (!file)
            continue;
        if (is_first)
            done = buffer_append_format(page->out, "%s\n",
                                        kit_sentence(KIT_HOW, page->language));
        is_first = false;
        done = done && put_hint(page, file, hints[i].hint);
    }
    return done;
}

static bool put_place(const struct page *page, enum kit_place place)
{
    bool is_first = true;
    bool done = true;
    for (size_t i = 0; i < page->count && done; i++) {
        if (!belongs(&page->files[i], place))
            continue;
        if (is_first)
            done =
                put_heading(page, kit_place_name(place, page->language), '-') &&
                buffer_append_text(page->out, "\n");
        is_first = false;
        done = done && put_file(page, &page->files[i]);
    }
    return done && put_hints(page, place);
}

static size_t count_failures(const struct page *page)
{
    size_t failures = 0;
    for (size_t i = 0; i < page->count; i++)
        failures += page->files[i].failure != NULL;
    return failures;
}

static bool put_failures(const struct page *page)
{
    struct fact none[] = {{NULL, NULL}};
    if (count_failures(page) == 0)
        return true;
    bool done =
        put_title(page, KIT_FAILED, '-') && buffer_append_text(page->out, "\n");
    for (size_t i = 0; i < page->count && done; i++) {
        const struct kit_file *file = &page->files[i];
        if (file->failure)
            done = buffer_append_format(
                page->out, "- %s%s %s\n",
                language_text(file->format->names, page->language), colon(page),
                file->failure);
    }
    return done && buffer_append_text(page->out, "\n") &&
           say(page, KIT_FAILED_END, none);
}

// Whom to ask, where the partner says so.
static bool put_partner(const struct page *page)
{
    const struct partner *partner = page->partner;
    if (!partner || (!partner->contact && !partner->link))
        return true;
    struct fact facts[] = {
        {"contact", partner->contact}, {"link", partner->link}, {NULL, NULL}};
    return put_heading(page, partner_name(partner, page->language), '-') &&
           buffer_append_text(page->out, "\n") && say(page, KIT_PARTNER, facts);
}

// The texts to copy, and the remark about the photo.
static bool put_end(const struct page *page)
{
    struct fact facts[] = {{"lang", language_tag(page->language)},
                           {NULL, NULL}};
    return put_title(page, KIT_COPY, '-') &&
           buffer_append_text(page->out, "\n") &&
           say(page, KIT_COPY_CAPTION, facts) &&
           say(page, KIT_COPY_ALT, facts) &&
           (page->template->photo == PHOTO_NONE ||
            (put_title(page, KIT_PRIVACY, '-') &&
             buffer_append_text(page->out, "\n") &&
             say(page, KIT_PRIVACY_TEXT, facts)));
}

bool kit_write_guide(const struct kit_file *files, size_t count,
                     const struct caption_source *source,
                     const struct order *order, struct buffer *text)
{
    const struct page page = {.out = text,
                              .language = order->language,
                              .template = source->template,
                              .partner = source->partner,
                              .order = order,
                              .files = files,
                              .count = count};
    char made[24];
    snprintf(made, sizeof made, "%zu", count - count_failures(&page));
    struct fact facts[] = {
        {"template", language_text(source->template->names, page.language)},
        {"count", made},
        {NULL, NULL}};
    bool done = put_title(&page, KIT_TITLE, '=') && put_failures(&page) &&
                buffer_append_text(text, "\n") && say(&page, KIT_INTRO, facts);
    for (int i = 0; i < KIT_PLACES && done; i++)
        done = put_place(&page, (enum kit_place)i);
    return done && put_partner(&page) && put_end(&page);
}
