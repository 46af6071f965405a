#include "press_paint.h"

#include "caption.h"
#include "encode_pdf.h"
#include "json.h"
#include "pdf_document.h"
#include "pdf_page.h"
#include "plan.h"
#include "press_parts.h"
#include "roster.h"
#include "shown_photo.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static bool load(struct press *press, const struct press_config *config,
                 const struct guard *guard, struct error *err)
{
    char formats[4096];
    const struct roster_source source = {.dir = config->templates_dir,
                                         .formats_file = formats,
                                         .formats = &press->formats,
                                         .fonts_file = config->fonts_file,
                                         .fonts = &press->fonts,
                                         .guard = guard};
    snprintf(formats, sizeof formats, "%s/formats.ini", config->templates_dir);
    tzset();
    return format_list_read(&press->formats, formats, err) &&
           fonts_open(&press->fonts, config->fonts_file, err) &&
           shaper_create(&press->shaper, &press->fonts, err) &&
           glyphs_create(&press->glyphs, &press->fonts, err) &&
           focus_create(&press->focus,
                        POSTERTOOL_CASCADES_DIR "/" FOCUS_CASCADE_FILE, err) &&
           roster_read(&press->templates, &source, err) &&
           partner_list_read(&press->partners, config->partners_dir,
                             &press->templates, &press->formats, guard, err);
}

bool press_create(struct press **press, const struct press_config *config,
                  struct error *err)
{
    return press_create_guarded(press, config, NULL, err);
}

bool press_create_guarded(struct press **press,
                          const struct press_config *config,
                          const struct guard *guard, struct error *err)
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
    partner_list_finish(&press->partners);
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

const struct partner_list *press_partners(const struct press *press)
{
    return &press->partners;
}

bool press_partner_caption(const struct partner *partner, size_t index,
                           enum language language,
                           struct press_caption *caption)
{
    if (index >= NETWORKS)
        return false;
    const struct network *network = &networks[index];
    *caption = (struct press_caption){
        network->id, caption_partner_text(partner, network, language),
        caption_partner_hashtags(partner, network, language),
        network->hashtags};
    return true;
}

char *press_partners_json(const struct press *press, enum language language)
{
    return json_partners(&press->partners, language);
}

char *press_list_json(const struct press *press, enum press_listing which,
                      enum language language)
{
    return json_listing(&press->templates, &press->formats, which, language);
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

static bool refuse(enum message message, const char *field, struct error *err)
{
    return error_set(err, ERROR_INVALID, message, field);
}

static bool find_partner(const struct press *press, const struct order *order,
                         const struct partner **partner, struct error *err)
{
    *partner = NULL;
    if (!*order->partner_id)
        return true;
    *partner = partner_find(&press->partners, order->partner_id);
    if (*partner)
        return partner_is_on(*partner, partner_today()) ||
               refuse(MESSAGE_PARTNER_NOT_NOW, "partner", err);
    const char *why = partner_refusal(&press->partners, order->partner_id);
    error_set_detail(err, ERROR_INVALID, MESSAGE_PARTNER_UNKNOWN, "%s",
                     why ? why : "");
    strcpy(err->field, "partner");
    return false;
}

static bool find_template(const struct press *press, const struct order *order,
                          struct plan_request *request, struct error *err)
{
    const char *id = order->template_id;
    if (!*id && request->partner)
        id = partner_default_template(request->partner);
    if (!*id)
        return refuse(MESSAGE_TEMPLATE_MISSING, "template", err);
    request->template = template_find(&press->templates, id);
    if (!request->template)
        return refuse_template(press, id, err);
    return !request->partner || partner_allows_template(request->partner, id) ||
           refuse(MESSAGE_PARTNER_TEMPLATE, "template", err);
}

const struct format *press_partner_format(const struct press *press,
                                          const struct partner *partner,
                                          const struct template *template)
{
    for (size_t i = 0; i < press->formats.count; i++) {
        const struct format *format = &press->formats.items[i];
        if (template_layout(template, format->layout) &&
            (!partner || partner_allows_format(partner, format->id)))
            return format;
    }
    return NULL;
}

const struct format *press_first_format(const struct press *press,
                                        const struct template *template)
{
    return press_partner_format(press, NULL, template);
}

static bool find_format(const struct press *press, const struct order *order,
                        struct plan_request *request, struct error *err)
{
    const struct partner *partner = request->partner;
    request->format =
        *order->format_id
            ? format_find(&press->formats, order->format_id)
            : press_partner_format(press, partner, request->template);
    if (!request->format)
        return refuse(MESSAGE_FORMAT_UNKNOWN, "format", err);
    if (!template_layout(request->template, request->format->layout))
        return refuse(MESSAGE_FORMAT_NOT_OFFERED, "format", err);
    return !partner || partner_allows_format(partner, request->format->id) ||
           refuse(MESSAGE_PARTNER_FORMAT, "format", err);
}

static bool find_theme(const struct order *order, struct plan_request *request,
                       struct error *err)
{
    const struct template *template = request->template;
    const struct partner *partner = request->partner;
    if (*order->theme_id)
        request->theme = template_theme(template, order->theme_id);
    else
        request->theme =
            partner ? partner_theme(partner, template)
                    : template_theme(template, template->default_theme);
    if (!request->theme)
        return refuse(*order->theme_id ? MESSAGE_THEME_UNKNOWN
                                       : MESSAGE_PARTNER_TEMPLATE,
                      *order->theme_id ? "theme" : "template", err);
    return !partner ||
           partner_allows_theme(partner, template->id, request->theme->id) ||
           refuse(MESSAGE_PARTNER_THEME, "theme", err);
}

// Finds what the order names.
static bool resolve(const struct press *press, const struct order *order,
                    struct plan_request *request, struct error *err)
{
    if (!find_partner(press, order, &request->partner, err) ||
        !find_template(press, order, request, err) ||
        !find_format(press, order, request, err) ||
        !find_theme(order, request, err))
        return false;
    if (request->partner &&
        !partner_allows_language(request->partner, order->language))
        return refuse(MESSAGE_PARTNER_LANGUAGE, "lang", err);
    const struct layout *layout =
        template_layout(request->template, request->format->layout);
    return order_check(order, request->template, layout, err) &&
           pdf_page_check(order, request->format, err);
}

void press_settle_order(const struct press *press, struct order *order)
{
    const struct partner *partner =
        partner_find(&press->partners, order->partner_id);
    if (!partner)
        return;
    if (!*order->template_id)
        strcpy(order->template_id, partner_default_template(partner));
    const struct template *template =
        template_find(&press->templates, order->template_id);
    const struct theme *theme =
        template ? partner_theme(partner, template) : NULL;
    if (theme && !*order->theme_id)
        strcpy(order->theme_id, theme->id);
    for (int i = 0; i < LANGUAGE_COUNT && !order->has_language; i++) {
        if (partner_allows_language(partner, order->language))
            break;
        if (partner_allows_language(partner, (enum language)i))
            order->language = (enum language)i;
    }
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

bool press_print_pages(const struct press *press,
                       const struct press_document *document,
                       struct buffer *file, struct error *err)
{
    return pdf_document_write(&press->fonts, document, file, err);
}
