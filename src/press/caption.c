#include "caption.h"

#include "blanks.h"
#include "words.h"

#include <stdlib.h>
#include <string.h>

// What a template without captions gets.
static const char *const general[LANGUAGE_COUNT] = {
    "{[[slogan.]]}\n\nLeraren zijn de echte influencers.",
    "{[[slogan.]]}\n\nLes vrais influenceurs, ce sont les profs.",
    "{[[slogan.]]}\n\nTeachers are the real influencers.",
    "{[[slogan.]]}\n\nLehrkräfte sind die echten Influencer.",
};

// The first text of the template that is for this network (`bit`) or, with 0,
// for every network.
static const char *find_text(const struct template *template, unsigned bit,
                             enum language language)
{
    for (size_t i = 0; i < template->caption_count; i++) {
        const struct caption *caption = &template->captions[i];
        if ((bit ? caption->networks & bit : !caption->networks) &&
            caption->texts[language])
            return caption->texts[language];
    }
    return NULL;
}

static const char *find_hashtags(const struct template *template, unsigned bit,
                                 enum language language)
{
    for (size_t i = 0; i < template->caption_count; i++) {
        const struct caption *caption = &template->captions[i];
        if ((bit ? caption->networks & bit : !caption->networks) &&
            caption->hashtags[language])
            return caption->hashtags[language];
    }
    return NULL;
}

static unsigned bit_of(const struct network *network)
{
    return 1U << (network - networks);
}

const char *caption_text(const struct template *template,
                         const struct network *network, enum language language)
{
    const char *text = find_text(template, bit_of(network), language);
    if (!text)
        text = find_text(template, 0, language);
    return text ? text : general[language];
}

// The hashtag that a template signs off with; "" when it has none.
static const char *sign_off(const struct template *template,
                            enum language language)
{
    for (size_t i = 0; i < template->style_count; i++) {
        const char *words =
            template_words(template, template->styles[i].id, language);
        if (words && *words == '#' && !strchr(words, ' '))
            return words;
    }
    return "";
}

const char *caption_hashtags(const struct template *template,
                             const struct network *network,
                             enum language language)
{
    const char *hashtags = find_hashtags(template, bit_of(network), language);
    if (!hashtags)
        hashtags = find_hashtags(template, 0, language);
    if (!hashtags)
        hashtags = find_hashtags(template, 0, LANGUAGE_NL);
    return hashtags ? hashtags : sign_off(template, language);
}

// Appends the first `count` of hashtags that are parted by blanks. False when
// memory is out.
static bool append_hashtags(const char *hashtags, size_t count,
                            struct buffer *text)
{
    const char *end = hashtags;
    while (count-- > 0 && *end)
        end += strspn(end, " ") + strcspn(end + strspn(end, " "), " ");
    return buffer_append(text, hashtags, (size_t)(end - hashtags));
}

// How much of a caption is written.
struct wish {
    const struct template *template;
    const struct order *order;
    const struct network *network;
    size_t parts;          // in { }
    size_t hashtags;       // at most
    const char *cut_field; // whose words are cut_words; NULL: none
    const char *cut_words;
    struct buffer out; // ends with a NUL that is not counted
    size_t length;
};

static const char *find_words(void *context, const char *field)
{
    const struct wish *wish = context;
    return wish->cut_field && strcmp(field, wish->cut_field) == 0
               ? wish->cut_words
               : order_words(wish->order, field);
}

static bool end_text(struct wish *wish)
{
    if (!buffer_append(&wish->out, "", 1))
        return false;
    wish->out.size--;
    wish->length = network_length(wish->network, (const char *)wish->out.data);
    return true;
}

static bool write_wish(struct wish *wish)
{
    const enum language language = wish->order->language;
    const char *tags =
        caption_hashtags(wish->template, wish->network, language);
    const struct blanks_source source = {.find = find_words, .context = wish};
    wish->out.size = 0;
    if (!blanks_fill(caption_text(wish->template, wish->network, language),
                     wish->parts, &source, &wish->out))
        return false;
    if (wish->hashtags > 0 && *tags &&
        !(buffer_append_text(&wish->out, wish->out.size > 0 ? "\n\n" : "") &&
          append_hashtags(tags, wish->hashtags, &wish->out)))
        return false;
    return end_text(wish);
}

static bool fits(const struct wish *wish)
{
    return wish->length <= wish->network->limit;
}

// The longest words of the order.
static const struct order_text *longest(const struct order *order)
{
    const struct order_text *found = NULL;
    size_t most = 0;
    for (size_t i = 0; i < order->text_count; i++) {
        const size_t count = words_count(order->texts[i].words);
        if (count > most) {
            most = count;
            found = &order->texts[i];
        }
    }
    return found;
}

// The first `most` characters, whole words, and dots for the rest.
static bool cut(const char *words, size_t most, struct buffer *out)
{
    char *head = words_cut(words, most, true);
    const bool done = head && buffer_append_format(out, "%s…", head) &&
                      buffer_append(out, "", 1);
    free(head);
    return done;
}

static bool write_cut(struct wish *wish, const struct order_text *text,
                      size_t most)
{
    struct buffer words = {0};
    bool done = cut(text->words, most, &words);
    wish->cut_field = text->field;
    wish->cut_words = (const char *)words.data;
    done = done && write_wish(wish);
    wish->cut_field = NULL;
    buffer_finish(&words);
    return done;
}

// Leaves of the words of one field as many as fit.
static bool cut_words(struct wish *wish, const struct order_text *text)
{
    size_t fitting = 0;
    size_t above = words_count(text->words);
    while (above > fitting + 1) {
        const size_t most = fitting + (above - fitting) / 2;
        if (!write_cut(wish, text, most))
            return false;
        *(fits(wish) ? &fitting : &above) = most;
    }
    return fitting > 0 ? write_cut(wish, text, fitting) : write_wish(wish);
}

static bool write_beginning(struct wish *wish, const struct buffer *whole,
                            size_t most)
{
    wish->out.size = 0;
    if (!cut((const char *)whole->data, most, &wish->out))
        return false;
    wish->out.size--;
    wish->length = network_length(wish->network, (const char *)wish->out.data);
    return true;
}

// Cuts the caption itself: its own words are longer than the network takes.
static bool cut_all(struct wish *wish)
{
    struct buffer whole = wish->out;
    size_t fitting = 0;
    size_t above = wish->network->limit;
    bool done = true;
    wish->out = (struct buffer){0};
    while (above > fitting + 1 && done) {
        const size_t most = fitting + (above - fitting) / 2;
        done = write_beginning(wish, &whole, most);
        *(fits(wish) ? &fitting : &above) = most;
    }
    done = done && write_beginning(wish, &whole, fitting);
    buffer_finish(&whole);
    return done;
}

static bool make_fit(struct wish *wish)
{
    bool done = write_wish(wish);
    while (done && !fits(wish) && wish->parts > 0) {
        wish->parts--;
        done = write_wish(wish);
    }
    while (done && !fits(wish) && wish->hashtags > 0) {
        wish->hashtags--;
        done = write_wish(wish);
    }
    const struct order_text *text = longest(wish->order);
    if (done && !fits(wish) && text)
        done = cut_words(wish, text);
    return done && (fits(wish) || cut_all(wish));
}

static struct wish whole(const struct template *template,
                         const struct order *order,
                         const struct network *network)
{
    return (struct wish){
        .template = template,
        .order = order,
        .network = network,
        .parts = blanks_parts(caption_text(template, network, order->language)),
        .hashtags = network->hashtags,
    };
}

bool caption_write(const struct template *template, const struct order *order,
                   const struct network *network, struct buffer *text,
                   size_t *length)
{
    struct wish wish = whole(template, order, network);
    const bool done =
        make_fit(&wish) && buffer_append(text, wish.out.data, wish.out.size);
    *length = wish.length;
    buffer_finish(&wish.out);
    return done;
}

bool caption_full_length(const struct template *template,
                         const struct order *order,
                         const struct network *network, size_t *length)
{
    struct wish wish = whole(template, order, network);
    const bool done = write_wish(&wish);
    *length = wish.length;
    buffer_finish(&wish.out);
    return done;
}
