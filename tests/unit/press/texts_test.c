// A table of texts (tests/texts/slogans.txt) in every template and layout: all
// is drawn, inside its box, within the sizes and lines that the design allows.
#include "press/canvas.h"
#include "press/glyphs.h"
#include "press/ink.h"
#include "press/plan.h"
#include "press/words.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { TEXTS_MIN = 150, TEXTS_MAX = 400, WIDTH_PX = 240 };

static struct format_list formats;
static struct template_list templates;
static struct fonts fonts;
static struct shaper *shaper;
static struct glyphs *glyphs;
static struct hyphens *hyphens;
static char *texts[TEXTS_MAX];
static size_t text_count;

// `\n` in the file is a line break.
static void add_text(char *line)
{
    line[strcspn(line, "\n")] = '\0';
    if (*line == '\0' || strncmp(line, "# ", 2) == 0)
        return;
    for (char *at = line; (at = strstr(at, "\\n")); at++) {
        *at = '\n';
        memmove(at + 1, at + 2, strlen(at + 2) + 1);
    }
    assert_true(text_count < TEXTS_MAX);
    texts[text_count++] = strdup(line);
}

static int load(void **state)
{
    (void)state;
    struct error err;
    char line[1024];
    FILE *file = fopen(SOURCE_DIR "/tests/texts/slogans.txt", "r");
    assert_non_null(file);
    while (fgets(line, sizeof line, file))
        add_text(line);
    fclose(file);
    assert_true(
        format_list_read(&formats, SOURCE_DIR "/templates/formats.ini", &err));
    assert_true(template_list_read(&templates, SOURCE_DIR "/templates",
                                   &formats, &err));
    for (size_t i = 0; i < templates.count; i++)
        for (size_t k = 0; k < templates.items[i].layout_count; k++)
            assert_true(plan_prepare_layout(
                &templates.items[i], &templates.items[i].layouts[k], &err));
    assert_true(fonts_open(&fonts, SOURCE_DIR "/fonts/fonts.ini", &err));
    assert_true(shaper_create(&shaper, &fonts, &err));
    assert_true(glyphs_create(&glyphs, &fonts, &err));
    hyphens = hyphens_create("/usr/share/hyphen");
    return hyphens ? 0 : -1;
}

static int unload(void **state)
{
    (void)state;
    for (size_t i = 0; i < text_count; i++)
        free(texts[i]);
    hyphens_destroy(hyphens);
    glyphs_destroy(glyphs);
    shaper_destroy(shaper);
    fonts_close(&fonts);
    template_list_finish(&templates);
    format_list_finish(&formats);
    return 0;
}

// One format of each layout of each template.
typedef void check(struct plan *plan, const char *words);

static void plan_text_in(const struct template *template,
                         const struct format *format, const char *words,
                         check *takes)
{
    static const struct photo_limits limits = PHOTO_LIMITS_DEFAULT;
    struct plan plan;
    struct order order;
    struct error err = {0};
    order_init(&order);
    order.layer = ORDER_WORDS;
    order.width_px = WIDTH_PX;
    if (!order_set(&order, "slogan", words, strlen(words), &err))
        fail_msg("\"%s\" is refused: %d", words, (int)err.message);
    const struct plan_request request = {
        .order = &order,
        .template = template,
        .format = format,
        .theme = template_theme(template, template->default_theme),
        .fonts = &fonts,
        .shaper = shaper,
        .hyphens = hyphens,
        .photo_limits = &limits,
        .formats = &formats};
    if (!plan_make(&plan, &request, &err))
        fail_msg("%s %s \"%s\": message %d", template->id, format->id, words,
                 (int)err.message);
    takes(&plan, words);
    plan_finish(&plan);
    order_finish(&order);
}

static void for_each_layout(const char *words, check *takes)
{
    for (size_t i = 0; i < templates.count; i++)
        for (size_t j = 0; j < formats.count; j++) {
            const struct template *template = &templates.items[i];
            const struct format *format = &formats.items[j];
            bool first = template_layout(template, format->layout) != NULL;
            // What is too long for a template is refused before.
            const struct field *field = template_field(template, "slogan");
            first = first && words_count(words) <= (size_t)field->max_length;
            for (size_t k = 0; k < j && first; k++)
                first = strcmp(formats.items[k].layout, format->layout) != 0;
            if (first)
                plan_text_in(template, format, words, takes);
        }
}

static double overhang_of(const struct plan *plan)
{
    return fmin(plan->width, plan->height) / 36;
}

static void check_plan(struct plan *plan, const char *words)
{
    for (size_t i = 0; i < plan->text_count; i++) {
        const struct plan_text *text = &plan->texts[i];
        const struct typeset *typeset = &text->typeset;
        const double scale = plan->mapping.scale;
        if (typeset->size < text->style->size_min * scale - 1e-6 ||
            typeset->size > text->style->size_max * scale + 1e-6)
            fail_msg("%s %s \"%s\": size %g", plan->template->id,
                     plan->format->id, words, typeset->size);
        assert_in_range(typeset->line_count, 1, text->style->lines_max);
        for (size_t k = 0; k < typeset->line_count; k++)
            assert_true(*typeset->lines[k].words != '\0');
    }
}

// A pixel of anti-aliasing may lie beside the box.
static bool is_inside(const struct plan *plan, int x, int y)
{
    const double side = overhang_of(plan) + 1.5;
    for (size_t i = 0; i < plan->text_count; i++) {
        const struct rect *box = &plan->texts[i].box;
        if (x >= box->x - side && x <= box->x + box->width + side &&
            y >= box->y - 1.5 && y <= box->y + box->height + 1.5)
            return true;
    }
    return false;
}

static void check_ink(struct plan *plan, const char *words)
{
    struct error err;
    long inked = 0;
    struct canvas *canvas =
        canvas_create(plan->width, plan->height, CANVAS_CLEAR);
    assert_true(ink_words(plan, glyphs, false, canvas, &err));
    for (int y = 0; y < plan->height; y++)
        for (int x = 0; x < plan->width; x++) {
            const bool ink = canvas_row(canvas, y)[x] >> 24 > 0;
            inked += ink;
            if (ink && !is_inside(plan, x, y))
                fail_msg("%s %s \"%s\": ink at %d, %d", plan->template->id,
                         plan->format->id, words, x, y);
        }
    // A layout may leave every text out.
    assert_true(inked > 20 || plan->text_count == 0);
    canvas_destroy(canvas);
}

// Lines are as even as words allow: what is left empty of the widest line's
// width, on average over all texts of several lines.
static double empty_sum;
static long empty_count;

static void add_emptiness(struct plan *plan, const char *words)
{
    (void)words;
    for (size_t i = 0; i < plan->text_count; i++) {
        const struct typeset *typeset = &plan->texts[i].typeset;
        double widest = 0;
        double sum = 0;
        for (size_t k = 0; k < typeset->line_count; k++) {
            widest = fmax(widest, typeset->lines[k].ink.width);
            sum += typeset->lines[k].ink.width;
        }
        if (typeset->line_count < 2)
            continue;
        empty_sum += 1 - sum / (widest * (double)typeset->line_count);
        empty_count++;
    }
}

// One pass for all that is asked of a plan: planning costs the most.
static void check_all(struct plan *plan, const char *words)
{
    check_plan(plan, words);
    check_ink(plan, words);
    // The user's own breaks are not ours.
    if (!strchr(words, '\n'))
        add_emptiness(plan, words);
}

static void
every_text_stands_in_its_box_in_sizes_and_lines_of_the_design(void **state)
{
    (void)state;
    assert_true(text_count >= TEXTS_MIN);
    for (size_t i = 0; i < text_count; i++)
        for_each_layout(texts[i], check_all);
}

static void lines_are_balanced(void **state)
{
    (void)state;
    assert_true(empty_count > 1000);
    const double mean = empty_sum / (double)empty_count;
    print_message("a line is %.0f %% shorter than the widest, on average\n",
                  mean * 100);
    assert_true(mean < 0.22);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(
            every_text_stands_in_its_box_in_sizes_and_lines_of_the_design),
        cmocka_unit_test(lines_are_balanced),
    };
    return cmocka_run_group_tests(tests, load, unload);
}
