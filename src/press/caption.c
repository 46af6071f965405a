#include "caption.h"

#include "blanks.h"
#include "words.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// What a template without captions gets.
static const char *const general[LANGUAGE_COUNT] = {
    "{[[slogan.]]}\n\nLeraren zijn de echte influencers.",
    "{[[slogan.]]}\n\nLes vrais influenceurs, ce sont les profs.",
    "{[[slogan.]]}\n\nTeachers are the real influencers.",
    "{[[slogan.]]}\n\nLehrkräfte sind die echten Influencer.",
};

// A list of captions of a template or a partner.
struct captions {
    const struct caption *items;
    size_t count;
};

static struct captions of_template(const struct template *template)
{
    return (struct captions){template->captions, template->caption_count};
}

static struct captions of_partner(const struct partner *partner)
{
    return partner
               ? (struct captions){partner->captions, partner->caption_count}
               : (struct captions){0};
}

// Whether a caption is for this network (`bit`) or, with 0, for every network.
static bool is_for(const struct caption *caption, unsigned bit)
{
    return bit ? caption->networks & bit : !caption->networks;
}

static const char *find_text(struct captions list, unsigned bit,
                             enum language language)
{
    for (size_t i = 0; i < list.count; i++)
        if (is_for(&list.items[i], bit) && list.items[i].texts[language])
            return list.items[i].texts[language];
    return NULL;
}

static const char *find_hashtags(struct captions list, unsigned bit,
                                 enum language language)
{
    for (size_t i = 0; i < list.count; i++)
        if (is_for(&list.items[i], bit) && list.items[i].hashtags[language])
            return list.items[i].hashtags[language];
    return NULL;
}

// In this language, else in Dutch.
static const char *find_any_hashtags(struct captions list, unsigned bit,
                                     enum language language)
{
    const char *hashtags = find_hashtags(list, bit, language);
    if (!hashtags)
        hashtags = find_hashtags(list, 0, language);
    return hashtags ? hashtags : find_hashtags(list, 0, LANGUAGE_NL);
}

static unsigned bit_of(const struct network *network)
{
    return 1U << (network - networks);
}

static const char *find_any_text(struct captions list, unsigned bit,
                                 enum language language)
{
    const char *text = find_text(list, bit, language);
    return text ? text : find_text(list, 0, language);
}

const char *caption_partner_text(const struct partner *partner,
                                 const struct network *network,
                                 enum language language)
{
    return find_any_text(of_partner(partner), bit_of(network), language);
}

const char *caption_text(const struct caption_source *source,
                         const struct network *network, enum language language)
{
    const char *text = caption_partner_text(source->partner, network, language);
    if (!text)
        text = find_any_text(of_template(source->template), bit_of(network),
                             language);
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
    const char *hashtags =
        find_any_hashtags(of_template(template), bit_of(network), language);
    return hashtags ? hashtags : sign_off(template, language);
}

const char *caption_partner_hashtags(const struct partner *partner,
                                     const struct network *network,
                                     enum language language)
{
    const char *hashtags =
        find_any_hashtags(of_partner(partner), bit_of(network), language);
    return hashtags ? hashtags : "";
}

// The bytes of the first `count` hashtags that are parted by blanks, and how
// many there are.
static size_t first_hashtags(const char *hashtags, size_t *count)
{
    size_t end = 0;
    size_t found = 0;
    while (found < *count && hashtags[end]) {
        end += strspn(hashtags + end, " ");
        end += strcspn(hashtags + end, " ");
        found++;
    }
    *count = found;
    return end;
}

// The template's, then the partner's; owned. NULL when memory is out.
static char *join_hashtags(const struct caption_source *source,
                           const struct network *network,
                           enum language language, size_t *count)
{
    const char *own = caption_hashtags(source->template, network, language);
    const char *more =
        caption_partner_hashtags(source->partner, network, language);
    size_t counts[] = {network->hashtags, network->hashtags};
    const size_t own_size = first_hashtags(own, &counts[0]);
    const size_t more_size = first_hashtags(more, &counts[1]);
    char *all;
    *count = counts[0] + counts[1];
    return asprintf(&all, "%.*s%s%.*s", (int)own_size, own,
                    counts[0] > 0 && counts[1] > 0 ? " " : "", (int)more_size,
                    more) < 0
               ? NULL
               : all;
}

// How much of a caption is written.
struct wish {
    const struct caption_source *source;
    const struct order *order;
    const struct network *network;
    char *tags;            // owned
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
    if (strcmp(field, "school") == 0)
        return partner_school(wish->source->partner, wish->order->school,
                              wish->order->language);
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
    const struct blanks_source source = {.find = find_words, .context = wish};
    size_t count = wish->hashtags;
    const size_t size = first_hashtags(wish->tags, &count);
    wish->out.size = 0;
    if (!blanks_fill(caption_text(wish->source, wish->network, language),
                     wish->parts, &source, &wish->out))
        return false;
    if (size > 0 &&
        !(buffer_append_text(&wish->out, wish->out.size > 0 ? "\n\n" : "") &&
          buffer_append(&wish->out, wish->tags, size)))
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

// False when memory is out.
static bool begin(struct wish *wish, const struct caption_source *source,
                  const struct order *order, const struct network *network)
{
    *wish = (struct wish){
        .source = source,
        .order = order,
        .network = network,
        .parts = blanks_parts(caption_text(source, network, order->language))};
    wish->tags =
        join_hashtags(source, network, order->language, &wish->hashtags);
    return wish->tags != NULL;
}

static void finish(struct wish *wish)
{
    free(wish->tags);
    buffer_finish(&wish->out);
}

bool caption_write(const struct caption_source *source,
                   const struct order *order, const struct network *network,
                   struct buffer *text, size_t *length)
{
    struct wish wish;
    const bool done = begin(&wish, source, order, network) && make_fit(&wish) &&
                      buffer_append(text, wish.out.data, wish.out.size);
    *length = wish.length;
    finish(&wish);
    return done;
}

bool caption_full_length(const struct caption_source *source,
                         const struct order *order,
                         const struct network *network, size_t *length)
{
    struct wish wish;
    const bool done = begin(&wish, source, order, network) && write_wish(&wish);
    *length = wish.length;
    finish(&wish);
    return done;
}
