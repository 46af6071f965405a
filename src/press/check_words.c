#include "check_parts.h"

#include "canvas.h"
#include "contrast.h"
#include "light.h"
#include "plan.h"
#include "press_paint.h"
#include "words.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    SMALL_PX = 480,  // the posters that are looked at are so wide
    FIELD_WORD = 22, // fields with room for a word of so many letters get one
};

// The smallest type that can be read: nine pixels on a screen, six points on
// paper.
static const double smallest_px = 9;
static const double smallest_pt = 6;

// Where words go, this part of the pixels may be of a colour that hides them.
static const double hidden_part = 0.01;
static const double hidden_contrast = 1.5;

// What people type at their worst: as much as is allowed, and the longest
// words.
struct worst {
    const char *name;
    const char *sentence; // of any length
    const char *person;   // where words are never divided: names
};

static const struct worst worsts[] = {
    {"the longest text",
     "Mijn volgers worden morgen dokter, bakker, juf, verpleegkundige, imker, "
     "tolk of minister van Onderwijs, en samen lossen ze alles op wat wij niet "
     "konden, omdat iemand het hun ooit geduldig heeft uitgelegd, ook op "
     "vrijdag het achtste uur.",
     "Meester Bartholomeus Vanderstraeten-Wuyts, Nederlands en geschiedenis"},
    {"the longest word",
     "Verantwoordelijkheidsgevoel Onderwijsinspectieverslag",
     "Mevrouw Konstantinopolskaja, aardrijkskunde"},
    {"capitals", "WIJ MAKEN MORGEN MOOIE MENSEN, MAAR WEL MET WAT MEER WAARDE",
     "JUF WILHELMINA VANDERMEERSCH, WISKUNDE EN WETENSCHAPPEN"},
};

static bool is_name(const struct template *template, const struct field *field)
{
    for (size_t i = 0; i < template->style_count; i++)
        if (strcmp(template->styles[i].id, field->id) == 0)
            return !template->styles[i].hyphens;
    return false;
}

// The first format of this layout.
static const struct format *any_format(const struct check *check)
{
    const struct format_list *formats = press_formats(check->press);
    for (size_t i = 0; i < formats->count; i++)
        if (strcmp(formats->items[i].layout, check->layout->id) == 0)
            return &formats->items[i];
    return NULL;
}

// The order has its language.
static bool fill(struct order *order, const struct check *check,
                 const struct theme *theme, const struct worst *worst,
                 struct error *err)
{
    const struct template *template = check->template;
    const struct format *format = any_format(check);
    // A layout that no format uses was not read.
    assert(format);
    strcpy(order->template_id, template->id);
    strcpy(order->format_id, format->id);
    strcpy(order->theme_id, theme->id);
    for (size_t i = 0; i < template->field_count; i++) {
        const struct field *field = &template->fields[i];
        // Short fields hold a number or a name of a class: their example.
        const char *words = language_text(field->examples, order->language);
        if (worst && field->max_length >= FIELD_WORD)
            words = is_name(template, field) ? worst->person : worst->sentence;
        char *fitting = words_cut(words, (size_t)field->max_length, false);
        const bool done =
            fitting ? order_set(order, field->id, fitting, strlen(fitting), err)
                    : error_set_memory(err);
        free(fitting);
        if (!done)
            return false;
    }
    return true;
}

static const struct text_style *find_style(const struct check *check,
                                           const char *id)
{
    const struct text_style *style;
    for (size_t i = 0;
         (style = template_style(check->template, check->layout->id, i)); i++)
        if (strcmp(style->id, id) == 0)
            return style;
    return NULL;
}

// What went wrong with the words of one poster.
static void tell_words(const struct check *check, const struct error *err,
                       const char *what, const char *language)
{
    const struct text_style *style = find_style(check, err->field);
    char sentence[512];
    message_write(err->message, LANGUAGE_EN, err->values, sentence,
                  sizeof sentence);
    if (err->message == MESSAGE_TEXT_DOES_NOT_FIT && style)
        findings_add(check->findings, FINDING_ERROR, check->template->ini_path,
                     style->line,
                     "[text %s] size: %s%s does not fit in %s.svg at %g: make "
                     "the box larger, the size smaller, or allow more lines",
                     style->id, what, language, check->layout->id,
                     style->size_min);
    else
        findings_add(check->findings, FINDING_ERROR, check->template->ini_path,
                     style ? style->line : 0, "[text %s]: %s%s: %s", err->field,
                     what, language, sentence);
}

// One poster of words alone; false only when the system fails.
static bool try_words(const struct check *check, const struct worst *worst,
                      enum language language, struct error *err)
{
    static const char *const names[LANGUAGE_COUNT] = {
        " in Dutch", " in French", " in English", " in German"};
    struct order order;
    struct plan plan;
    struct canvas *canvas = NULL;
    struct error why = {0};
    order_init(&order);
    order.layer = ORDER_WORDS;
    order.language = language;
    order.width_px = SMALL_PX;
    const bool filled =
        fill(&order, check, &check->template->themes[0], worst, &why);
    bool done = true;
    if (filled &&
        press_paint_plan(check->press, &order, &plan, &canvas, &why)) {
        canvas_destroy(canvas);
        plan_finish(&plan);
    } else if (error_is_memory(&why)) {
        *err = why;
        done = false;
    } else {
        tell_words(check, &why, worst ? worst->name : "the example",
                   worst ? "" : names[language]);
    }
    order_finish(&order);
    return done;
}

static bool check_fit(const struct check *check, struct error *err)
{
    for (size_t i = 0; i < sizeof worsts / sizeof *worsts; i++)
        if (!try_words(check, &worsts[i], LANGUAGE_NL, err))
            return false;
    for (int i = 0; i < LANGUAGE_COUNT; i++)
        if (!try_words(check, NULL, (enum language)i, err))
            return false;
    return true;
}

// How much of what lies under the lines of a text hides it.
static double hidden_share(const struct plan_text *text, struct canvas *frame)
{
    const double words = light_of_color(text->rgb);
    long hidden = 0;
    long all = 0;
    for (size_t i = 0; i < text->typeset.line_count; i++) {
        const struct rect *ink = &text->typeset.lines[i].ink;
        const int top = (int)fmax(0, floor(ink->y));
        const int bottom =
            (int)fmin(canvas_height(frame), ceil(ink->y + ink->height));
        const int left = (int)fmax(0, floor(ink->x));
        const int right =
            (int)fmin(canvas_width(frame), ceil(ink->x + ink->width));
        for (int y = top; y < bottom; y++) {
            const uint32_t *row = canvas_row(frame, y);
            for (int x = left; x < right; x++) {
                all++;
                // Where the photo shows, nothing is known yet.
                if (row[x] >> 24 == 0xff &&
                    light_contrast(words, light_of_color(row[x] & 0xffffff)) <
                        hidden_contrast)
                    hidden++;
            }
        }
    }
    return all > 0 ? (double)hidden / (double)all : 0;
}

struct look {
    const struct check *check;
    const struct theme *theme;
    const char *on; // what is behind the words
};

static void tell_contrast(const struct look *look, const struct plan *plan,
                          const struct plan_text *text)
{
    const double wanted = contrast_wanted(plan, text);
    if (text->contrast >= wanted)
        return;
    findings_add(look->check->findings, FINDING_ERROR,
                 look->check->template->ini_path, look->theme->line,
                 "[theme %s]: the contrast of \"%s\" in %s.svg%s is %.1f, and "
                 "%.1f is wanted: change a colour, or give it a shadow",
                 look->theme->id, text->style->id, look->check->layout->id,
                 look->on, text->contrast, wanted);
}

static bool paint(const struct look *look, const struct worst *worst,
                  enum order_layer layer, struct bytes photo, struct plan *plan,
                  struct canvas **canvas, struct error *err)
{
    const struct check *check = look->check;
    struct order order;
    order_init(&order);
    bool done = fill(&order, check, look->theme, worst, err);
    order.layer = layer;
    order.width_px = SMALL_PX;
    if (check->template->photo != PHOTO_NONE)
        order.photo = photo;
    done = done && press_paint_plan(check->press, &order, plan, canvas, err);
    order_finish(&order);
    return done;
}

// Words on one kind of photo. Words that do not fit were told before.
static bool look_at_photo(const struct look *look, const struct worst *worst,
                          struct bytes photo, struct error *err)
{
    struct plan plan;
    struct canvas *canvas;
    struct error why = {0};
    if (!paint(look, worst, ORDER_POSTER, photo, &plan, &canvas, &why)) {
        if (error_is_memory(&why))
            *err = why;
        return !error_is_memory(&why);
    }
    for (size_t i = 0; i < plan.text_count; i++)
        tell_contrast(look, &plan, &plan.texts[i]);
    canvas_destroy(canvas);
    plan_finish(&plan);
    return true;
}

// Words over the art alone.
static bool look_at_art(const struct look *look, const struct worst *worst,
                        struct error *err)
{
    struct plan words;
    struct plan art;
    struct canvas *canvas;
    struct canvas *frame;
    struct error why = {0};
    const struct bytes none = {0};
    if (!paint(look, worst, ORDER_WORDS, none, &words, &canvas, &why))
        return !error_is_memory(&why) || error_set_memory(err);
    canvas_destroy(canvas);
    bool done = paint(look, worst, ORDER_FRAME, none, &art, &frame, &why);
    for (size_t i = 0; i < words.text_count && done; i++) {
        const struct plan_text *text = &words.texts[i];
        const double share = hidden_share(text, frame);
        if (share > hidden_part && !*text->style->outline)
            findings_add(look->check->findings, FINDING_ERROR,
                         look->check->layout->path,
                         check_line(look->check, text->style->id),
                         "the box \"%s\" lies on art of nearly its own colour "
                         "in [theme %s]: %.0f %% of it",
                         text->style->id, look->theme->id, 100 * share);
    }
    if (done) {
        canvas_destroy(frame);
        plan_finish(&art);
    }
    plan_finish(&words);
    return done || !error_is_memory(&why) || error_set_memory(err);
}

static bool check_theme(const struct check *check, const struct theme *theme,
                        struct error *err)
{
    struct look look = {check, theme, ""};
    // The longest text reaches furthest; the example is what is seen most.
    if (!look_at_art(&look, &worsts[0], err))
        return false;
    const bool on_photo = check->layout->has_window;
    look.on = on_photo ? " on a dark photo" : "";
    if (!look_at_photo(&look, &worsts[0], check->dark_photo, err))
        return false;
    look.on = " on a bright photo";
    return !on_photo ||
           look_at_photo(&look, &worsts[0], check->light_photo, err);
}

// How small the words of a text may become in one format.
static void check_size(const struct check *check,
                       const struct text_style *style,
                       const struct format *format)
{
    const struct rect *view = &check->layout->view_box;
    const double px = style->size_min * fmax(format->width_px / view->width,
                                             format->height_px / view->height);
    const double pt = format->dpi > 0 ? px * 72 / format->dpi : 0;
    if (format->dpi > 0 ? pt >= smallest_pt : px >= smallest_px)
        return;
    findings_add(check->findings, FINDING_WARNING, check->template->ini_path,
                 style->line,
                 "[text %s] size: %g in %s.svg is %.1f %s in %s, too small to "
                 "be read; at least %.0f",
                 style->id, style->size_min, check->layout->id,
                 format->dpi > 0 ? pt : px, format->dpi > 0 ? "pt" : "px",
                 format->id, format->dpi > 0 ? smallest_pt : smallest_px);
}

static void check_sizes(const struct check *check)
{
    const struct format_list *formats = press_formats(check->press);
    const struct text_style *style;
    struct rect box;
    for (size_t i = 0;
         (style = template_style(check->template, check->layout->id, i)); i++)
        for (size_t k = 0; k < formats->count; k++)
            if (!style->hidden && art_box(check->art, style->id, &box) &&
                strcmp(formats->items[k].layout, check->layout->id) == 0)
                check_size(check, style, &formats->items[k]);
}

bool check_words(const struct check *check, struct error *err)
{
    check_sizes(check);
    if (!check_fit(check, err))
        return false;
    for (size_t i = 0; i < check->template->theme_count; i++)
        if (!check_theme(check, &check->template->themes[i], err))
            return false;
    return true;
}
