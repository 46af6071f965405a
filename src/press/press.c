#include "press_paint.h"

#include "encode_pdf.h"
#include "json.h"
#include "pdf_page.h"
#include "plan.h"
#include "press_parts.h"
#include "roster.h"
#include "shown_photo.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool load(struct press *press, const struct press_config *config,
                 const struct template_guard *guard, struct error *err)
{
    char formats[4096];
    const struct roster_source source = {.dir = config->templates_dir,
                                         .formats_file = formats,
                                         .formats = &press->formats,
                                         .fonts_file = config->fonts_file,
                                         .fonts = &press->fonts,
                                         .guard = guard};
    snprintf(formats, sizeof formats, "%s/formats.ini", config->templates_dir);
    return format_list_read(&press->formats, formats, err) &&
           fonts_open(&press->fonts, config->fonts_file, err) &&
           shaper_create(&press->shaper, &press->fonts, err) &&
           glyphs_create(&press->glyphs, &press->fonts, err) &&
           focus_create(&press->focus,
                        POSTERTOOL_CASCADES_DIR "/" FOCUS_CASCADE_FILE, err) &&
           roster_read(&press->templates, &source, err);
}

bool press_create(struct press **press, const struct press_config *config,
                  struct error *err)
{
    return press_create_guarded(press, config, NULL, err);
}

bool press_create_guarded(struct press **press,
                          const struct press_config *config,
                          const struct template_guard *guard, struct error *err)
{
    *press = calloc(1, sizeof **press);
    if (!*press)
        return error_set_memory(err);
    (*press)->photo_limits = config->photo_limits;
    (*press)->hyphens = hyphens_create(POSTERTOOL_HYPHENS_DIR);
    if (config->art_bytes > 0)
        (*press)->art = artwork_store_create(config->art_bytes);
    const bool has_memory =
        (*press)->hyphens && (config->art_bytes == 0 || (*press)->art);
    if (has_memory ? load(*press, config, guard, err) : error_set_memory(err))
        return true;
    press_destroy(*press);
    *press = NULL;
    return false;
}

bool press_warm(struct press *press, struct error *err)
{
    return photo_warm(err) && hyphens_warm(press->hyphens, err) &&
           encode_pdf_warm(err);
}

void press_destroy(struct press *press)
{
    if (!press)
        return;
    artwork_store_destroy(press->art);
    focus_destroy(press->focus);
    hyphens_destroy(press->hyphens);
    glyphs_destroy(press->glyphs);
    shaper_destroy(press->shaper);
    fonts_close(&press->fonts);
    template_list_finish(&press->templates);
    format_list_finish(&press->formats);
    free(press);
}

const struct template_list *press_templates(const struct press *press)
{
    return &press->templates;
}

const struct format_list *press_formats(const struct press *press)
{
    return &press->formats;
}

char *press_list_json(const struct press *press, enum press_listing which,
                      enum language language)
{
    return json_listing(&press->templates, &press->formats, which, language);
}

const struct format *press_first_format(const struct press *press,
                                        const struct template *template)
{
    for (size_t i = 0; i < press->formats.count; i++)
        if (template_layout(template, press->formats.items[i].layout))
            return &press->formats.items[i];
    return NULL;
}

// A template that was left out is unknown to a user; the detail says why.
static bool refuse_template(const struct press *press, const char *id,
                            struct error *err)
{
    const char *why = template_refusal(&press->templates, id);
    error_set_detail(err, ERROR_INVALID, MESSAGE_TEMPLATE_UNKNOWN, "%s",
                     why ? why : "");
    strcpy(err->field, "template");
    return false;
}

// Finds what the order names.
static bool resolve(const struct press *press, const struct order *order,
                    struct plan_request *request, struct error *err)
{
    if (!*order->template_id)
        return error_set(err, ERROR_INVALID, MESSAGE_TEMPLATE_MISSING,
                         "template");
    request->template = template_find(&press->templates, order->template_id);
    if (!request->template)
        return refuse_template(press, order->template_id, err);
    request->format = *order->format_id
                          ? format_find(&press->formats, order->format_id)
                          : press_first_format(press, request->template);
    if (!request->format)
        return error_set(err, ERROR_INVALID, MESSAGE_FORMAT_UNKNOWN, "format");
    const struct layout *layout =
        template_layout(request->template, request->format->layout);
    if (!layout)
        return error_set(err, ERROR_INVALID, MESSAGE_FORMAT_NOT_OFFERED,
                         "format");
    request->theme = template_theme(
        request->template,
        *order->theme_id ? order->theme_id : request->template->default_theme);
    if (!request->theme)
        return error_set(err, ERROR_INVALID, MESSAGE_THEME_UNKNOWN, "theme");
    return order_check(order, request->template, layout, err) &&
           pdf_page_check(order, request->format, err);
}

static struct plan_request request_of(const struct press *press,
                                      const struct order *order)
{
    return (struct plan_request){.order = order,
                                 .fonts = &press->fonts,
                                 .shaper = press->shaper,
                                 .hyphens = press->hyphens,
                                 .photo_limits = &press->photo_limits,
                                 .formats = &press->formats};
}

bool press_plan(struct press *press, const struct order *order,
                struct plan *plan, struct error *err)
{
    struct plan_request request = request_of(press, order);
    return resolve(press, order, &request, err) &&
           plan_make(plan, &request, err);
}

void press_prepare(struct press *press, const struct order *order)
{
    struct plan_request request = request_of(press, order);
    struct plan plan;
    struct error err = {0};
    if (!press->art || order->layer == ORDER_WORDS ||
        !resolve(press, order, &request, &err))
        return;
    request.art_only = true;
    if (!plan_make(&plan, &request, &err))
        return;
    artwork_store_add(press->art, &plan, &err);
    plan_finish(&plan);
}

const struct focus_finder *press_focus_finder(const struct press *press)
{
    return press->focus;
}

bool press_show_photo(const struct press *press, struct bytes photo, int turn,
                      struct shown_photo *shown, struct error *err)
{
    return shown_photo_make(shown, photo, turn, &press->photo_limits, err);
}

void poster_finish(struct poster *poster)
{
    buffer_finish(&poster->file);
    *poster = (struct poster){0};
}
