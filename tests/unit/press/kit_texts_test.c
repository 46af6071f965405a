// The texts of a kit: every network in the captions; every file in the guide,
// once, in the order's language, and what failed at its top.
#include "press/kit_texts.h"

#include "press/network.h"
#include "press/press.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct format_list formats;
static struct template_list list;
static struct kit_file files[64];
static size_t file_count;

static int open_all(void **state)
{
    (void)state;
    struct error err;
    if (!format_list_read(&formats, SOURCE_DIR "/templates/formats.ini",
                          &err) ||
        !template_list_read(&list, SOURCE_DIR "/templates", &formats, &err))
        return -1;
    for (size_t i = 0; i < formats.count; i++) {
        struct kit_file *file = &files[file_count++];
        file->format = &formats.items[i];
        file->width_px = file->format->width_px;
        file->height_px = file->format->height_px;
        snprintf(file->name, sizeof file->name, "%s.%s", file->format->id,
                 file->format->dpi > 0 ? "pdf" : "png");
    }
    return 0;
}

static int close_all(void **state)
{
    (void)state;
    template_list_finish(&list);
    format_list_finish(&formats);
    return 0;
}

static const char *end(struct buffer *text)
{
    assert_true(buffer_append(text, "", 1));
    return (const char *)text->data;
}

static size_t times(const char *text, const char *words)
{
    size_t count = 0;
    for (; (text = strstr(text, words)); text += strlen(words))
        count++;
    return count;
}

static const char *guide(const struct kit_file *some, size_t count,
                         const char *template, const struct order *order,
                         struct buffer *text)
{
    text->size = 0;
    assert_true(kit_write_guide(
        some, count,
        &(struct caption_source){.template = template_find(&list, template)},
        order, text));
    return end(text);
}

static void captions_have_every_network_with_its_length(void **state)
{
    (void)state;
    struct order order;
    struct error err;
    struct buffer text = {0};
    order_init(&order);
    assert_true(order_set(&order, "slogan", "Kort", 4, &err));
    assert_true(kit_write_captions(
        &(struct caption_source){.template =
                                     template_find(&list, "zonder-foto")},
        &order, &text));
    const char *captions = end(&text);
    for (size_t i = 0; i < NETWORKS; i++) {
        char heading[64];
        snprintf(heading, sizeof heading, "\n\n%s\n-", networks[i].name);
        assert_int_equal(times(captions, heading), 1);
    }
    assert_non_null(strstr(captions, "WhatsApp\n--------\n"
                                     "27 van de 700 tekens\n\n"
                                     "Kort. Het bord zegt genoeg.\n"));
    assert_null(strpbrk(captions, "[]{}"));
    buffer_finish(&text);
    order_finish(&order);
}

static void every_file_is_told_once_with_its_size_and_purpose(void **state)
{
    (void)state;
    struct order order;
    struct buffer text = {0};
    order_init(&order);
    for (int l = 0; l < LANGUAGE_COUNT; l++) {
        order.language = (enum language)l;
        const char *told = guide(files, file_count, "volgers", &order, &text);
        for (size_t i = 0; i < file_count; i++) {
            char line[256];
            snprintf(line, sizeof line, "\n%.128s\n", files[i].name);
            assert_int_equal(times(told, line), 1);
            assert_non_null(files[i].format->purposes[l]);
            assert_non_null(strstr(told, files[i].format->purposes[l]));
        }
        assert_null(strpbrk(told, "[]{}"));
        assert_non_null(strstr(told, "1080 x 1350 pixels")
                            ? told
                            : strstr(told, "1080 x 1350 Pixel"));
        assert_non_null(strstr(told, "210 x 297 mm, "));
        assert_non_null(strstr(told, "850 x 2000 mm\n"));
        assert_non_null(strstr(told, l == 0   ? "caption.nl.txt"
                                     : l == 1 ? "caption.fr.txt"
                                     : l == 2 ? "caption.en.txt"
                                              : "caption.de.txt"));
        assert_non_null(strstr(told, "alt.txt"));
    }
    buffer_finish(&text);
    order_finish(&order);
}

static void what_failed_stands_at_the_top_and_nowhere_else(void **state)
{
    (void)state;
    struct kit_file some[3] = {files[0], files[1], files[2]};
    struct order order;
    struct buffer text = {0};
    order_init(&order);
    assert_null(strstr(guide(some, 3, "volgers", &order, &text), "Let op"));
    some[1].failure = "De woorden passen niet.";
    const char *told = guide(some, 3, "volgers", &order, &text);
    const char *failed =
        strstr(told, "- Instagram, vierkant: De woorden passen niet.\n");
    assert_non_null(failed);
    assert_true(failed < strstr(told, some[0].name));
    assert_null(strstr(told, some[1].name));
    assert_non_null(strstr(told, "2 keer"));
    buffer_finish(&text);
    order_finish(&order);
}

static const struct kit_file *file_of(const char *id)
{
    for (size_t i = 0; i < file_count; i++)
        if (strcmp(files[i].format->id, id) == 0)
            return &files[i];
    return NULL;
}

static void steps_are_those_of_the_files_that_are_there(void **state)
{
    (void)state;
    struct order order;
    struct buffer text = {0};
    order_init(&order);
    const char *told = guide(file_of("a4"), 1, "volgers", &order, &text);
    assert_non_null(strstr(told, "“PDF, 3 mm afloop”"));
    assert_null(strstr(told, "Zoom"));
    assert_null(strstr(told, "A3"));
    assert_null(strstr(told, "Advertenties"));
    order.bleed_mm = 0;
    told = guide(file_of("a4"), 1, "volgers", &order, &text);
    assert_null(strstr(told, "afloop"));
    assert_null(strstr(told, "drukkerij"));
    told = guide(file_of("video-background"), 1, "volgers", &order, &text);
    assert_non_null(strstr(told, "Zoom: Instellingen"));
    assert_null(strstr(told, "Outlook"));
    told = guide(file_of("signature"), 1, "volgers", &order, &text);
    assert_non_null(strstr(told, "Outlook"));
    told = guide(file_of("infoscreen"), 1, "volgers", &order, &text);
    assert_non_null(strstr(told, "Infoscherm: geef"));
    assert_null(strstr(told, "WhatsApp:"));
    // What was never asked is not spoken of.
    assert_non_null(strstr(told, "nergens bewaard"));
    told = guide(file_of("a4"), 1, "zonder-foto", &order, &text);
    assert_null(strstr(told, "nergens bewaard"));
    buffer_finish(&text);
    order_finish(&order);
}

static void sheets_are_told_as_sheets(void **state)
{
    (void)state;
    const struct kit_file papers[] = {*file_of("a4"), *file_of("a3")};
    struct order order;
    struct buffer text = {0};
    order_init(&order);
    order.in_sheets = true;
    const char *told = guide(papers, 2, "volgers", &order, &text);
    assert_non_null(strstr(told, "210 x 297 mm, plus 3 mm afloop rondom\n"));
    assert_non_null(strstr(told, "297 x 420 mm, op bladen A4\n"));
    assert_non_null(strstr(told, "“PDF, 3 mm afloop”"));
    assert_non_null(strstr(told, "streepjeslijn"));
    assert_null(strstr(told, "Adobe Reader"));
    // A printer has no use for them.
    told = guide(file_of("a3"), 1, "volgers", &order, &text);
    assert_null(strstr(told, "afloop"));
    for (int l = 0; l < LANGUAGE_COUNT; l++) {
        order.language = (enum language)l;
        told = guide(papers, 2, "volgers", &order, &text);
        assert_null(strpbrk(told, "[]{}"));
        assert_non_null(strstr(told, " A4\n"));
        // As French writes it.
        assert_int_equal(strstr(told, "A4: ") == NULL, l == LANGUAGE_FR);
    }
    buffer_finish(&text);
    order_finish(&order);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(captions_have_every_network_with_its_length),
        cmocka_unit_test(every_file_is_told_once_with_its_size_and_purpose),
        cmocka_unit_test(what_failed_stands_at_the_top_and_nowhere_else),
        cmocka_unit_test(steps_are_those_of_the_files_that_are_there),
        cmocka_unit_test(sheets_are_told_as_sheets),
    };
    return cmocka_run_group_tests(tests, open_all, close_all);
}
