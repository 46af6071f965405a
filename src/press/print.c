// Print: one order becomes one poster: planned, painted, written to a file.
#include "press_paint.h"

#include "artwork.h"
#include "compose.h"
#include "encode_pdf.h"
#include "ink.h"
#include "ink_logo.h"
#include "pdf_photo.h"
#include "poster_file.h"
#include "press_parts.h"
#include "stages.h"
#include "window.h"

#include <string.h>

struct job {
    struct press *press;
    const struct order *order;
    struct plan plan;
    struct kept_photo *kept; // NULL: the photo is read for this poster alone
    struct pixmap picture;
    struct pdf_photo embedded; // in a PDF
    struct canvas *canvas;
    double started_ms[PRESS_STAGES + 1];
};

static bool is_pdf(const struct job *job)
{
    return job->order->type == POSTER_PDF;
}

// Reads the rows of the window that are behind words: the picture has no
// others.
static bool read_rows(struct job *job, struct error *err)
{
    const struct plan *plan = &job->plan;
    struct rect crop = plan->crop;
    struct pixmap rows;
    int top;
    int count;
    plan_rows_behind_words(plan, &top, &count);
    if (count == 0)
        return true;
    const double scale = crop.height / plan->window.height;
    crop.y += (top - plan->window.y) * scale;
    crop.height = count * scale;
    if (!photo_read(&plan->photo, plan->turn, crop, (int)plan->window.width,
                    count, &rows, err))
        return false;
    const bool done = pixmap_init(&job->picture, (int)plan->window.width,
                                  (int)plan->window.height);
    for (int i = 0; i < count && done; i++)
        memcpy(pixmap_row(&job->picture, top - (int)plan->window.y + i),
               pixmap_row(&rows, i), (size_t)rows.width * PIXMAP_CHANNELS);
    pixmap_finish(&rows);
    return done ? true : error_set_memory(err);
}

// True when the photo goes into a PDF as the file has it, and is framed: of its
// pixels then only those behind words are wanted.
static bool is_taken_over(struct job *job)
{
    const bool is_framed = job->kept ? !kept_photo_serves(job->kept, &job->plan)
                                     : job->plan.framing.has_focus;
    return is_pdf(job) && is_framed &&
           pdf_photo_take_over(&job->embedded, &job->plan);
}

static bool read_photo(struct job *job, struct error *err)
{
    struct plan *plan = &job->plan;
    if (!plan->has_photo)
        return true;
    if (is_taken_over(job))
        return read_rows(job, err);
    const bool done =
        job->kept ? kept_photo_fill(job->kept, plan, &job->picture, err)
                  : window_fill(plan, job->press->focus, &job->picture, err);
    return done && (!is_pdf(job) ||
                    pdf_photo_make(&job->embedded, plan, &job->picture, err));
}

static void compose_with(struct job *job, const struct artwork *artwork)
{
    struct plan *plan = &job->plan;
    if (job->order->layer == ORDER_FRAME)
        compose_frame(plan, artwork, job->canvas);
    else
        compose_art(plan, artwork, job->picture.pixels ? &job->picture : NULL,
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

static bool explain_job(const struct job *job, const struct poster *poster,
                        struct buffer *explain)
{
    bool done = plan_explain(&job->plan, explain);
    for (int i = 0; i < PRESS_STAGES && done; i++)
        done = buffer_append_format(
            explain, "time %s %.1f ms\n", press_stage_name((enum press_stage)i),
            job->started_ms[i + 1] - job->started_ms[i]);
    if (*poster->file_note)
        done = done &&
               buffer_append_format(explain, "file %s\n", poster->file_note);
    if (*poster->alt_text)
        done =
            done && buffer_append_format(explain, "alt %s\n", poster->alt_text);
    return done;
}

// Paints the poster that was planned.
static bool paint_planned(struct job *job, struct error *err)
{
    job->started_ms[STAGE_PHOTO] = stages_clock_ms();
    if (!read_photo(job, err))
        return false;
    job->started_ms[STAGE_COMPOSE] = stages_clock_ms();
    if (!compose(job, err))
        return false;
    pixmap_finish(&job->picture);
    job->started_ms[STAGE_INK] = stages_clock_ms();
    if (!ink_logo(&job->plan, job->canvas, err) ||
        !ink_words(&job->plan, job->press->glyphs,
                   job->order->layer == ORDER_POSTER, job->canvas, err))
        return false;
    job->started_ms[STAGE_ENCODE] = stages_clock_ms();
    return true;
}

static bool paint_job(struct job *job, struct error *err)
{
    job->started_ms[STAGE_PLAN] = stages_clock_ms();
    return press_plan(job->press, job->order, &job->plan, err) &&
           paint_planned(job, err);
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

static bool write_job(struct job *job, struct poster *poster, struct error *err)
{
    if (!write_file(job, poster, err))
        return false;
    job->started_ms[PRESS_STAGES] = stages_clock_ms();
    for (int i = 0; i < PRESS_STAGES; i++)
        poster->stage_ms[i] = job->started_ms[i + 1] - job->started_ms[i];
    return true;
}

bool press_paint_plan(struct press *press, const struct order *order,
                      struct plan *plan, struct canvas **canvas,
                      struct error *err)
{
    struct order settled = *order;
    struct job job = {.press = press, .order = &settled};
    press_settle_order(press, &settled);
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

bool press_print(struct press *press, const struct order *order,
                 struct poster *poster, struct buffer *explain,
                 struct error *err)
{
    struct order settled = *order;
    struct job job = {.press = press, .order = &settled};
    *poster = (struct poster){0};
    press_settle_order(press, &settled);
    bool done = paint_job(&job, err) && write_job(&job, poster, err);
    if (done && explain && !explain_job(&job, poster, explain))
        done = error_set_memory(err);
    canvas_destroy(job.canvas);
    pixmap_finish(&job.picture);
    pdf_photo_finish(&job.embedded);
    plan_finish(&job.plan);
    if (!done)
        poster_finish(poster);
    return done;
}

bool press_print_plan(struct press *press, const struct order *order,
                      struct plan *plan, struct kept_photo *kept,
                      struct poster *poster, struct error *err)
{
    struct job job = {
        .press = press, .order = order, .plan = *plan, .kept = kept};
    *poster = (struct poster){0};
    job.started_ms[STAGE_PLAN] = stages_clock_ms();
    const bool done = paint_planned(&job, err) && write_job(&job, poster, err);
    canvas_destroy(job.canvas);
    pixmap_finish(&job.picture);
    pdf_photo_finish(&job.embedded);
    // What the words' colours became is the plan's.
    *plan = job.plan;
    if (!done)
        poster_finish(poster);
    return done;
}
