// Writes what others need to do the same job: where the photo goes and which
// part of it, where the words go and in which typeface (JOB.txt), the art alone
// (JOB-art.png) and the art with the words (JOB-overlay.png), transparent where
// the photo shows.
//   bench_job SOURCE FOLDER JOB
#include "bench.h"

#include "press/encode_png.h"
#include "press/press_paint.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static FILE *create(const struct bench *bench, const struct bench_job *job,
                    const char *ending)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/%s%s", bench->folder, job->id, ending);
    FILE *file = fopen(path, "wb");
    if (!file)
        bench_fail(path, NULL);
    return file;
}

static struct canvas *paint(const struct bench *bench, struct order *order,
                            enum order_layer layer)
{
    struct canvas *canvas;
    struct error err = {0};
    order->layer = layer;
    if (!press_paint(bench->press, order, &canvas, &err))
        bench_fail("layer", &err);
    return canvas;
}

// Premultiplied, one over the other.
static uint32_t blend(uint32_t over, uint32_t under)
{
    const uint32_t clear = 255 - (over >> 24);
    uint32_t sum = 0;
    for (int shift = 0; shift < 32; shift += 8)
        sum |= ((over >> shift & 0xff) +
                ((under >> shift & 0xff) * clear + 127) / 255)
               << shift;
    return sum;
}

static void write_canvas(const struct bench *bench, const struct bench_job *job,
                         const char *ending, struct canvas *canvas)
{
    const struct png_wish wish = {.transparent = true};
    struct buffer file = {0};
    struct error err = {0};
    FILE *const to = create(bench, job, ending);
    if (!encode_png(canvas, &wish, &file, &err) ||
        fwrite(file.data, 1, file.size, to) != file.size || fclose(to) != 0)
        bench_fail(ending, &err);
    buffer_finish(&file);
}

static void write_layers(const struct bench *bench, const struct bench_job *job,
                         struct order *order)
{
    struct canvas *const art = paint(bench, order, ORDER_FRAME);
    struct canvas *const words = paint(bench, order, ORDER_WORDS);
    write_canvas(bench, job, "-art.png", art);
    for (int y = 0; y < canvas_height(art); y++) {
        const uint32_t *const over = canvas_row(words, y);
        uint32_t *const row = canvas_row(art, y);
        for (int x = 0; x < canvas_width(art); x++)
            row[x] = blend(over[x], row[x]);
    }
    write_canvas(bench, job, "-overlay.png", art);
    canvas_destroy(art);
    canvas_destroy(words);
}

// One fact a line, as fields between tabs.
static void write_facts(const struct bench *bench, const struct bench_job *job,
                        struct order *order)
{
    struct plan plan;
    struct canvas *canvas;
    struct error err = {0};
    char fonts_file[4096];
    struct fonts fonts;
    snprintf(fonts_file, sizeof fonts_file, "%s/fonts/fonts.ini",
             bench->source);
    order->layer = ORDER_POSTER;
    if (!fonts_open(&fonts, fonts_file, &err) ||
        !press_paint_plan(bench->press, order, &plan, &canvas, &err))
        bench_fail("plan", &err);
    FILE *const to = create(bench, job, ".txt");
    fprintf(to, "photo\t%s/%s\n", bench->folder, job->photo);
    fprintf(to, "size\t%d\t%d\n", plan.width, plan.height);
    fprintf(to, "window\t%.0f\t%.0f\t%.0f\t%.0f\n", plan.window.x,
            plan.window.y, plan.window.width, plan.window.height);
    fprintf(to, "crop\t%.6f\t%.6f\t%.6f\t%.6f\n", plan.crop.x, plan.crop.y,
            plan.crop.width, plan.crop.height);
    for (size_t i = 0; i < plan.text_count; i++) {
        const struct plan_text *text = &plan.texts[i];
        for (size_t k = 0; k < text->typeset.line_count; k++)
            fprintf(to, "line\t%.1f\t%.1f\t%.2f\t%06x\t%s\t%s\n",
                    text->typeset.lines[k].ink.x,
                    text->typeset.lines[k].baseline, text->typeset.size,
                    text->rgb, fonts_role(&fonts, text->style->font)->file,
                    text->typeset.lines[k].words);
    }
    fclose(to);
    canvas_destroy(canvas);
    plan_finish(&plan);
    fonts_close(&fonts);
}

int main(int argc, char **argv)
{
    struct bench bench;
    struct order order;
    struct buffer photo = {0};
    if (argc != 4) {
        fputs("Usage: bench_job SOURCE FOLDER JOB\n", stderr);
        return 2;
    }
    bench_open(&bench, argv[1], argv[2]);
    const struct bench_job *const job = bench_job_find(argv[3]);
    bench_read(&bench, job->photo, &photo);
    bench_fill(&order, job, buffer_view(&photo));
    write_facts(&bench, job, &order);
    write_layers(&bench, job, &order);
    order_finish(&order);
    buffer_finish(&photo);
    bench_close(&bench);
    return 0;
}
