#include "check_parts.h"

#include "check.h"

#include "canvas.h"
#include "encode_png.h"
#include "mark.h"
#include "plan.h"

#include <dirent.h>
#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char *const languages[LANGUAGE_COUNT] = {"nl", "fr", "en", "de"};

// A format whose proportions differ by more shows less than its layout has.
static const double ratio_tolerance = 0.03;

static void check_formats(const struct format_list *formats, const char *path,
                          struct findings *findings)
{
    for (size_t i = 0; i < formats->count; i++) {
        const struct format *format = &formats->items[i];
        const struct family *family = format_family(formats, format->layout);
        if (!family) {
            findings_add(findings, FINDING_WARNING, path, 0,
                         "[format %s] layout: there is no [layout %s], so "
                         "nothing is known of its safe area",
                         format->id, format->layout);
            continue;
        }
        const double ratio = (double)format->width_px / format->height_px /
                             (family->width / family->height);
        if (fabs(ratio - 1) > ratio_tolerance)
            findings_add(findings, FINDING_ERROR, path, 0,
                         "[format %s] size: %dx%d has other proportions than "
                         "[layout %s], %gx%g: %.0f %% of it would be cut off",
                         format->id, format->width_px, format->height_px,
                         family->id, family->width, family->height,
                         100 * fabs(ratio - 1) / fmax(1, ratio));
        for (int k = 0; k < LANGUAGE_COUNT; k++)
            if (!format->names[k])
                findings_add(findings, FINDING_WARNING, path, 0,
                             "[format %s]: name.%s is missing", format->id,
                             languages[k]);
        for (int k = 0; k < LANGUAGE_COUNT; k++)
            if (format->purposes[LANGUAGE_NL] && !format->purposes[k])
                findings_add(findings, FINDING_WARNING, path, 0,
                             "[format %s]: purpose.%s is missing", format->id,
                             languages[k]);
    }
}

void check_local(const struct check *check, int line, const char *section,
                 const char *id, const char *key,
                 char *const texts[LANGUAGE_COUNT])
{
    for (int i = 0; i < LANGUAGE_COUNT; i++)
        if (!texts[i])
            findings_add(check->findings, FINDING_WARNING,
                         check->template->ini_path, line,
                         "[%s%s%s]: %s.%s is missing", section, *id ? " " : "",
                         id, key, languages[i]);
}

static void check_starters(const struct check *check, const struct field *field)
{
    int counts[LANGUAGE_COUNT] = {0};
    for (size_t i = 0; i < field->starter_count; i++)
        counts[field->starters[i].language]++;
    for (int i = 0; i < LANGUAGE_COUNT && field->starter_count > 0; i++)
        if (counts[i] == 0)
            findings_add(check->findings, FINDING_WARNING,
                         check->template->ini_path, field->line,
                         "[field %s]: starter.%s is missing", field->id,
                         languages[i]);
}

static void check_people_texts(const struct check *check)
{
    const struct template *template = check->template;
    check_local(check, template->line, "template", "", "name", template->names);
    check_local(check, template->line, "template", "", "description",
                template->descriptions);
    for (size_t i = 0; i < template->theme_count; i++)
        check_local(check, template->themes[i].line, "theme",
                    template->themes[i].id, "name", template->themes[i].names);
    for (size_t i = 0; i < template->field_count; i++) {
        const struct field *field = &template->fields[i];
        check_local(check, field->line, "field", field->id, "label",
                    field->labels);
        check_local(check, field->line, "field", field->id, "example",
                    field->examples);
        check_starters(check, field);
    }
    for (size_t i = 0; i < template->style_count; i++)
        if (template->styles[i].words[LANGUAGE_NL])
            check_local(check, template->styles[i].line, "text",
                        template->styles[i].id, "words",
                        template->styles[i].words);
}

// What is said of layouts that are not there, and of people.
static void check_references(const struct check *check)
{
    const struct template *template = check->template;
    bool has_window = template->photo != PHOTO_REQUIRED;
    for (size_t i = 0; i < template->layout_count; i++)
        has_window |= template->layouts[i].has_window;
    if (!has_window)
        findings_add(check->findings, FINDING_ERROR, template->ini_path,
                     template->line,
                     "[template] photo: is required, but no layout has an "
                     "object with the id \"photo\"");
    for (size_t i = 0; i < template->style_count; i++) {
        const struct text_style *style = &template->styles[i];
        if (*style->layout && !template_layout(template, style->layout))
            findings_add(check->findings, FINDING_WARNING, template->ini_path,
                         style->line, "[text %s @ %s]: there is no %s.svg",
                         style->id, style->layout, style->layout);
    }
    char path[4096];
    if (!check->samples_dir || !*template->sample)
        return;
    snprintf(path, sizeof path, "%s/%s.png", check->samples_dir,
             template->sample);
    if (access(path, R_OK) != 0)
        findings_add(check->findings, FINDING_ERROR, template->ini_path,
                     template->line,
                     "[template] sample: nobody called \"%s\" is drawn",
                     template->sample);
}

// An SVG that no format uses is a misspelt name.
static void check_files(const struct check *check)
{
    const struct template *template = check->template;
    char dir[4096];
    snprintf(dir, sizeof dir, "%.*s",
             (int)(strrchr(template->ini_path, '/') - template->ini_path),
             template->ini_path);
    DIR *folder = opendir(dir);
    for (struct dirent *entry; folder && (entry = readdir(folder));) {
        char id[LIMIT_ID_BYTES];
        const char *ending = strrchr(entry->d_name, '.');
        if (!ending || strcmp(ending, ".svg") != 0)
            continue;
        snprintf(id, sizeof id, "%.*s", (int)(ending - entry->d_name),
                 entry->d_name);
        if (!template_layout(template, id)) {
            char path[4096 + 256];
            snprintf(path, sizeof path, "%s/%s", dir, entry->d_name);
            findings_add(check->findings, FINDING_WARNING, path, 0,
                         "no format uses the layout \"%s\"", id);
        }
    }
    if (folder)
        closedir(folder);
}

int check_line(const struct check *check, const char *id)
{
    for (size_t i = 0; i < drawing_count(check->drawing); i++) {
        const struct drawing_element element =
            drawing_element(check->drawing, i);
        if (strcmp(element.id, id) == 0)
            return element.line;
    }
    return 0;
}

static bool check_layout(struct check *check, const struct layout *layout,
                         struct error *err)
{
    const struct bytes svg = buffer_view(&layout->svg);
    struct drawing *drawing;
    struct art *art = NULL;
    if (!drawing_read(&drawing, svg, layout->path, err))
        return false;
    bool done = art_create(&art, svg, "", layout->path, err);
    if (done) {
        check->layout = layout;
        check->family = format_family(press_formats(check->press), layout->id);
        check->drawing = drawing;
        check->art = art;
        check_drawing(check);
        check_places(check);
        done = check_bleed(check, err) && check_words(check, err);
    }
    art_destroy(art);
    drawing_destroy(drawing);
    return done;
}

static bool check_template(struct check *check, const struct template *template,
                           struct error *err)
{
    check->template = template;
    check_people_texts(check);
    check_references(check);
    check_files(check);
    if (!check_captions(check, err))
        return false;
    for (size_t i = 0; i < template->layout_count; i++)
        if (!check_layout(check, &template->layouts[i], err))
            return false;
    return true;
}

// A photo of one colour: what words on a photo must bear at the worst.
static bool make_photo(enum canvas_color color, struct buffer *file,
                       struct error *err)
{
    enum { SIDE_PX = 64 };
    struct canvas *canvas = canvas_create(SIDE_PX, SIDE_PX, color);
    const bool done =
        canvas ? encode_png(canvas, &(struct png_wish){.dpi = 0}, file, err)
               : error_set_memory(err);
    canvas_destroy(canvas);
    return done;
}

static bool check_templates(struct check *check, struct error *err)
{
    const struct template_list *list = press_templates(check->press);
    struct buffer dark = {0};
    struct buffer light = {0};
    // What is clear becomes black where there is no transparency.
    bool done = make_photo(CANVAS_CLEAR, &dark, err) &&
                make_photo(CANVAS_WHITE, &light, err);
    check->dark_photo = buffer_view(&dark);
    check->light_photo = buffer_view(&light);
    for (size_t i = 0; i < list->count && done; i++)
        done = check_template(check, &list->items[i], err);
    buffer_finish(&dark);
    buffer_finish(&light);
    return done;
}

// Reading the templates tells most of what a press refuses; the rest is added.
static void add_untold(struct findings *findings, const struct error *err)
{
    struct findings one = {0};
    findings_add_error(&one, err);
    bool told = one.count == 0;
    for (size_t i = 0; i < findings->count && !told; i++)
        told = strcmp(findings->items[i].path, one.items[0].path) == 0 &&
               findings->items[i].line == one.items[0].line &&
               strcmp(findings->items[i].text, one.items[0].text) == 0;
    if (!told)
        findings_add_error(findings, err);
    findings->is_short |= one.is_short;
    findings_finish(&one);
}

static void take_refusals(const struct template_list *list,
                          struct findings *findings)
{
    for (size_t i = 0; i < list->refusal_count; i++) {
        struct error err = {0};
        error_set_detail(&err, ERROR_SYSTEM, MESSAGE_CONFIGURATION, "%s",
                         list->refusals[i].why);
        add_untold(findings, &err);
    }
}

// A logo that shows nothing is no mistake of its file, but nobody wants it.
static void check_logos(const struct partner_list *list, const char *dir,
                        struct findings *findings)
{
    for (size_t i = 0; i < list->count; i++) {
        const struct partner *partner = &list->items[i];
        char path[4096];
        struct mark mark;
        struct error why = {0};
        if (partner->logo.kind == LOGO_NONE)
            continue;
        if (mark_measure(&mark, &partner->logo, &why)) {
            mark_finish(&mark);
            continue;
        }
        snprintf(path, sizeof path, "%s/%s", dir, partner->id);
        findings_add(findings, FINDING_WARNING, path, 0,
                     "%s: the name is set instead", why.detail);
    }
}

static bool check_press(const struct press_config *config,
                        const char *samples_dir, struct findings *findings,
                        struct error *err)
{
    struct check check = {.findings = findings, .samples_dir = samples_dir};
    if (!press_create(&check.press, config, err)) {
        if (error_is_memory(err))
            return false;
        add_untold(findings, err);
        return true;
    }
    take_refusals(press_templates(check.press), findings);
    const bool done =
        check_templates(&check, err) &&
        partner_list_examine(config->partners_dir, press_templates(check.press),
                             press_formats(check.press), findings, err);
    check_logos(press_partners(check.press), config->partners_dir, findings);
    press_destroy(check.press);
    return done;
}

bool check_run(const struct press_config *config, const char *samples_dir,
               struct findings *findings, struct error *err)
{
    char path[4096];
    struct format_list formats;
    snprintf(path, sizeof path, "%s/formats.ini", config->templates_dir);
    if (!format_list_read(&formats, path, err)) {
        findings_add_error(findings, err);
        return !error_is_memory(err);
    }
    check_formats(&formats, path, findings);
    const bool done =
        template_list_examine(config->templates_dir, &formats, findings, err);
    format_list_finish(&formats);
    return done && check_press(config, samples_dir, findings, err);
}
