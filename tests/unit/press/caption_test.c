// Captions: never longer than the network takes, and what goes first; which
// text and which hashtags a template has; the project's own in every language.
#include "press/caption.h"

#include "press/blanks.h"
#include "press/press.h"

#include <jansson.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const struct network *find_network(const char *id)
{
    return network_find(id, strlen(id));
}

static struct format_list formats;
static struct template_list list;

static int open_all(void **state)
{
    (void)state;
    struct error err;
    return !format_list_read(&formats, SOURCE_DIR "/templates/formats.ini",
                             &err) ||
           !template_list_read(&list, SOURCE_DIR "/templates", &formats, &err);
}

static int close_all(void **state)
{
    (void)state;
    template_list_finish(&list);
    format_list_finish(&formats);
    return 0;
}

static void give(struct order *order, const char *field, const char *words)
{
    struct error err = {0};
    if (!order_set(order, field, words, strlen(words), &err))
        fail_msg("%s: message %d", field, (int)err.message);
}

static const char *written(const struct template *template,
                           const struct order *order,
                           const struct network *network, struct buffer *text,
                           size_t *length)
{
    text->size = 0;
    assert_true(caption_write(&(struct caption_source){.template = template},
                              order, network, text, length));
    assert_true(buffer_append(text, "", 1));
    return (const char *)text->data;
}

static void join_hashtags(const json_t *hashtags, char *text, size_t size)
{
    size_t at;
    const json_t *one;
    *text = '\0';
    json_array_foreach(hashtags, at, one)
        snprintf(text + strlen(text), size - strlen(text), "%s%s",
                 at > 0 ? " " : "", json_string_value(one));
}

// What the example's partner says; NULL without one.
static void read_partner(json_t *example, struct partner *partner,
                         struct caption *caption, char hashtags[256])
{
    json_t *own = json_object_get(example, "partner");
    const char *text = json_string_value(json_object_get(own, "text"));
    join_hashtags(json_object_get(own, "hashtags"), hashtags, 256);
    *caption = (struct caption){.texts = {text ? strdup(text) : NULL},
                                .hashtags = {hashtags}};
    *partner = (struct partner){.captions = caption, .caption_count = 1};
}

static void try_example(json_t *example)
{
    struct partner partner;
    struct caption partner_caption;
    char partner_hashtags[256];
    read_partner(example, &partner, &partner_caption, partner_hashtags);
    char hashtags[256];
    char *text = strdup(json_string_value(json_object_get(example, "text")));
    join_hashtags(json_object_get(example, "hashtags"), hashtags,
                  sizeof hashtags);
    struct caption caption = {.texts = {text}, .hashtags = {hashtags}};
    const struct template template = {.captions = &caption, .caption_count = 1};
    const struct caption_source source = {
        &template, json_object_get(example, "partner") ? &partner : NULL};
    const struct network *network =
        find_network(json_string_value(json_object_get(example, "network")));
    struct order order;
    struct buffer out = {0};
    size_t length;
    const char *field;
    json_t *words;
    order_init(&order);
    json_object_foreach(json_object_get(example, "words"), field, words)
        give(&order, field, json_string_value(words));
    assert_true(caption_write(&source, &order, network, &out, &length));
    assert_true(buffer_append(&out, "", 1));
    assert_string_equal((const char *)out.data,
                        json_string_value(json_object_get(example, "caption")));
    assert_int_equal(length,
                     json_integer_value(json_object_get(example, "length")));
    assert_true(length <= network->limit);
    buffer_finish(&out);
    order_finish(&order);
    free(partner_caption.texts[LANGUAGE_NL]);
    free(text);
}

static void what_is_too_long_goes_as_the_examples_say(void **state)
{
    (void)state;
    json_t *examples =
        json_load_file(SOURCE_DIR "/tests/texts/captions.json", 0, NULL);
    assert_true(json_array_size(examples) > 10);
    for (size_t i = 0; i < json_array_size(examples); i++)
        try_example(json_array_get(examples, i));
    json_decref(examples);
}

static void networks_count_in_their_own_way(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t x;
        size_t bluesky;
        size_t instagram;
    } texts[] = {
        {"", 0, 0, 0},
        {"abc", 3, 3, 3},
        {"é’“”", 4, 4, 4},
        {"…", 2, 1, 1},
        {"漢字", 4, 2, 2},
        {"🎉", 2, 1, 2},
        {"👩‍🏫", 5, 1, 5},
        {"a\nb", 3, 3, 3},
        {"नि", 2, 1, 2},
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        const char *text = texts[i].text;
        assert_int_equal(network_length(find_network("x"), text), texts[i].x);
        assert_int_equal(network_length(find_network("bluesky"), text),
                         texts[i].bluesky);
        assert_int_equal(network_length(find_network("instagram"), text),
                         texts[i].instagram);
    }
    assert_null(find_network("myspace"));
}

static void a_template_without_captions_has_a_general_one(void **state)
{
    (void)state;
    struct text_style sign = {.words = {"#proef"}};
    strcpy(sign.id, "sign");
    const struct template template = {.styles = &sign, .style_count = 1};
    struct order order;
    struct buffer text = {0};
    size_t length;
    order_init(&order);
    give(&order, "slogan", "Kort");
    assert_string_equal(
        written(&template, &order, find_network("x"), &text, &length),
        "Kort.\n\nLeraren zijn de echte influencers.\n\n#proef");
    order.language = LANGUAGE_EN;
    assert_string_equal(
        written(&template, &order, find_network("whatsapp"), &text, &length),
        "Kort.\n\nTeachers are the real influencers.");
    buffer_finish(&text);
    order_finish(&order);
}

static void a_network_has_its_own_text_before_the_general_one(void **state)
{
    (void)state;
    char *const x = "x";
    struct caption captions[] = {
        {.texts = {"voor elk", NULL, "for each"}, .hashtags = {"#A #B"}},
        {.networks = 1U << (find_network("x") - networks), .texts = {x}}};
    const struct template template = {.captions = captions, .caption_count = 2};
    const struct network *on_x = find_network("x");
    assert_string_equal(
        caption_text(&(struct caption_source){.template = &template}, on_x,
                     LANGUAGE_NL),
        "x");
    assert_string_equal(
        caption_text(&(struct caption_source){.template = &template}, on_x,
                     LANGUAGE_EN),
        "for each");
    assert_string_equal(
        caption_text(&(struct caption_source){.template = &template},
                     find_network("facebook"), LANGUAGE_NL),
        "voor elk");
    // Rather the program's French than the template's Dutch.
    assert_non_null(
        strstr(caption_text(&(struct caption_source){.template = &template},
                            on_x, LANGUAGE_FR),
               "influenceurs"));
    assert_string_equal(caption_hashtags(&template, on_x, LANGUAGE_FR),
                        "#A #B");
}

// As much as each field takes, of the character that counts most.
static void fill_up(struct order *order, const struct template *template,
                    const char *character)
{
    for (size_t i = 0; i < template->field_count; i++) {
        struct buffer words = {0};
        for (int k = 0; k < template->fields[i].max_length; k++)
            assert_true(buffer_append_text(&words, character));
        assert_true(buffer_append(&words, "", 1));
        give(order, template->fields[i].id, (const char *)words.data);
        buffer_finish(&words);
    }
}

static void no_words_pass_the_limit_of_a_network(void **state)
{
    (void)state;
    static const char *const characters[] = {"W", "漢", "🎉", "a b "};
    for (size_t i = 0; i < list.count; i++)
        for (size_t k = 0; k < NETWORKS * LANGUAGE_COUNT * 4; k++) {
            const struct network *network = &networks[k % NETWORKS];
            struct order order;
            struct buffer text = {0};
            size_t length;
            order_init(&order);
            order.language = (enum language)(k / NETWORKS % LANGUAGE_COUNT);
            fill_up(&order, &list.items[i],
                    characters[k / NETWORKS / LANGUAGE_COUNT]);
            const char *caption =
                written(&list.items[i], &order, network, &text, &length);
            assert_true(length <= network->limit);
            assert_int_equal(length, network_length(network, caption));
            buffer_finish(&text);
            order_finish(&order);
        }
}

static void our_captions_have_words_for_every_language(void **state)
{
    static const struct template no_template;
    (void)state;
    for (size_t i = 0; i < list.count; i++)
        for (size_t k = 0; k < NETWORKS; k++)
            for (int l = 0; l < LANGUAGE_COUNT; l++) {
                const struct template *template = &list.items[i];
                const char *text =
                    caption_text(&(struct caption_source){.template = template},
                                 &networks[k], (enum language)l);
                assert_null(blanks_fault(text));
                assert_non_null(strstr(text, "[[slogan.]]"));
                // Its own, not the program's.
                assert_ptr_not_equal(text, caption_text(
                                               &(struct caption_source){
                                                   .template = &no_template},
                                               &networks[k], (enum language)l));
                assert_memory_equal(
                    caption_hashtags(template, &networks[k], (enum language)l),
                    "#EchteInfluencer ", 17);
            }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_too_long_goes_as_the_examples_say),
        cmocka_unit_test(networks_count_in_their_own_way),
        cmocka_unit_test(a_template_without_captions_has_a_general_one),
        cmocka_unit_test(a_network_has_its_own_text_before_the_general_one),
        cmocka_unit_test(no_words_pass_the_limit_of_a_network),
        cmocka_unit_test(our_captions_have_words_for_every_language),
    };
    return cmocka_run_group_tests(tests, open_all, close_all);
}
