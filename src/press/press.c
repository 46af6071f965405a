#include "press_paint.h"

#include "artwork.h"
#include "canvas.h"
#include "compose.h"
#include "encode_pdf.h"
#include "focus.h"
#include "fonts.h"
#include "glyphs.h"
#include "ink.h"
#include "json.h"
#include "pdf_page.h"
#include "pdf_photo.h"
#include "plan.h"
#include "poster_file.h"
#include "roster.h"
#include "shape.h"
#include "shown_photo.h"
#include "window.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

struct press {
    struct format_list formats;
    struct template_list templates;
    struct fonts fonts;
    struct shaper *shaper;
    struct glyphs *glyphs;
    struct hyphens *hyphens;
    struct focus_finder *focus;
    struct artwork_store *art; // NULL: none is kept
    struct photo_limits photo_limits;
};

struct job {
    struct press *press;
    const struct order *order;
    struct plan plan;
    struct pixmap picture;
    struct pdf_photo embedded; // in a PDF
    struct canvas *canvas;
    double started_ms[PRESS_STAGES + 1];
};

static double cpu_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

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

static bool plan_job(struct job *job, struct error *err)
{
    struct plan_request request = request_of(job->press, job->order);
    return resolve(job->press, job->order, &request, err) &&
           plan_make(&job->plan, &request, err);
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

static bool is_pdf(const struct job *job)
{
    return job->order->type == POSTER_PDF;
}

static bool read_photo(struct job *job, struct error *err)
{
    struct plan *plan = &job->plan;
    return !plan->has_photo ||
           (window_fill(plan, job->press->focus, &job->picture, err) &&
            (!is_pdf(job) ||
             pdf_photo_make(&job->embedded, plan, &job->picture, err)));
}

static void compose_with(struct job *job, const struct artwork *artwork)
{
    struct plan *plan = &job->plan;
    if (job->order->layer == ORDER_FRAME)
        compose_frame(plan, artwork, job->canvas);
    else
        compose_art(plan, artwork, plan->has_photo ? &job->picture : NULL,
                    job->canvas);
}

static bool compose(struct job *job, struct error *err)
{
    struct plan *plan = &job->plan;
    const enum order_layer layer = job->order->layer;
    job->canvas =
        canvas_create(plan->width, plan->height,
                      layer == ORDER_POSTER ? CANVAS_WHITE : CANVAS_CLEAR);
    if (!job->canvas)
        return error_set_memory(err);
    if (layer == ORDER_WORDS)
        return true;
    const struct artwork *kept =
        job->press->art ? artwork_store_find(job->press->art, plan) : NULL;
    if (kept) {
        compose_with(job, kept);
        return true;
    }
    struct artwork drawn;
    if (!artwork_draw(&drawn, plan, err))
        return false;
    compose_with(job, &drawn);
    artwork_finish(&drawn);
    return true;
}

static bool explain_job(const struct job *job, struct buffer *explain)
{
    bool done = plan_explain(&job->plan, explain);
    for (int i = 0; i < PRESS_STAGES && done; i++)
        done = buffer_append_format(
            explain, "time %s %.1f ms\n", press_stage_name((enum press_stage)i),
            job->started_ms[i + 1] - job->started_ms[i]);
    return done;
}

static bool paint_job(struct job *job, struct error *err)
{
    job->started_ms[STAGE_PLAN] = cpu_ms();
    if (!plan_job(job, err))
        return false;
    job->started_ms[STAGE_PHOTO] = cpu_ms();
    if (!read_photo(job, err))
        return false;
    job->started_ms[STAGE_COMPOSE] = cpu_ms();
    if (!compose(job, err))
        return false;
    pixmap_finish(&job->picture);
    job->started_ms[STAGE_INK] = cpu_ms();
    if (!ink_words(&job->plan, job->press->glyphs,
                   job->order->layer == ORDER_POSTER, job->canvas, err))
        return false;
    job->started_ms[STAGE_ENCODE] = cpu_ms();
    return true;
}

// Drawn anew, as vectors: what was painted has told what is behind the words.
static bool write_pdf(struct job *job, struct poster *poster, struct error *err)
{
    const struct pdf_wish wish = {.plan = &job->plan,
                                  .order = job->order,
                                  .glyphs = job->press->glyphs,
                                  .fonts = &job->press->fonts,
                                  .photo = job->plan.has_photo ? &job->embedded
                                                               : NULL,
                                  .alt_text = poster->alt_text};
    canvas_destroy(job->canvas);
    job->canvas = NULL;
    return poster_file_describe(&job->plan, job->order, poster, err) &&
           encode_pdf(&wish, &poster->file, err);
}

static bool write_file(struct job *job, struct poster *poster,
                       struct error *err)
{
    return is_pdf(job) ? write_pdf(job, poster, err)
                       : poster_file_write(&job->plan, job->order, job->canvas,
                                           poster, err);
}

static bool print_job(struct job *job, struct poster *poster, struct error *err)
{
    if (!paint_job(job, err) || !write_file(job, poster, err))
        return false;
    job->started_ms[PRESS_STAGES] = cpu_ms();
    for (int i = 0; i < PRESS_STAGES; i++)
        poster->stage_ms[i] = job->started_ms[i + 1] - job->started_ms[i];
    return true;
}

bool press_paint_plan(struct press *press, const struct order *order,
                      struct plan *plan, struct canvas **canvas,
                      struct error *err)
{
    struct job job = {.press = press, .order = order};
    const bool done = paint_job(&job, err);
    pixmap_finish(&job.picture);
    pdf_photo_finish(&job.embedded);
    if (done) {
        *canvas = job.canvas;
        *plan = job.plan;
        return true;
    }
    canvas_destroy(job.canvas);
    plan_finish(&job.plan);
    return false;
}

bool press_paint(struct press *press, const struct order *order,
                 struct canvas **canvas, struct error *err)
{
    struct plan plan;
    const bool done = press_paint_plan(press, order, &plan, canvas, err);
    if (done)
        plan_finish(&plan);
    else
        *canvas = NULL;
    return done;
}

const char *press_stage_name(enum press_stage stage)
{
    static const char *const names[PRESS_STAGES] = {"plan", "photo", "compose",
                                                    "ink", "encode"};
    return names[stage];
}

bool press_print(struct press *press, const struct order *order,
                 struct poster *poster, struct buffer *explain,
                 struct error *err)
{
    struct job job = {.press = press, .order = order};
    *poster = (struct poster){0};
    bool done = print_job(&job, poster, err);
    if (done && explain && !explain_job(&job, explain))
        done = error_set_memory(err);
    canvas_destroy(job.canvas);
    pixmap_finish(&job.picture);
    pdf_photo_finish(&job.embedded);
    plan_finish(&job.plan);
    if (!done)
        poster_finish(poster);
    return done;
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
