// What the first poster of a design costs against the next ones, which are
// painted from prepared art: processor time and memory, every template.
//   bench_art SOURCE
#include "bench.h"

#include "picture.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { ROUNDS = 5 };

static const char *const formats[] = {"instagram-portrait", "story", "a4",
                                      "a3"};

// The memory that the process holds, in megabytes.
static double resident_mb(void)
{
    long pages = 0;
    FILE *file = fopen("/proc/self/statm", "r");
    if (!file || fscanf(file, "%*d %ld", &pages) != 1)
        pages = 0;
    if (file)
        fclose(file);
    return (double)pages * (double)sysconf(_SC_PAGESIZE) / 1e6;
}

static void fill(struct order *order, const struct template *template,
                 const char *format, struct bytes photo)
{
    struct error err = {0};
    order_init(order);
    strcpy(order->template_id, template->id);
    strcpy(order->format_id, format);
    order_set(order, "focus_x", "0.5", 3, &err);
    order_set(order, "focus_y", "0.4", 3, &err);
    if (template->photo != PHOTO_NONE)
        order->photo = photo;
    for (size_t i = 0; i < template->field_count; i++) {
        const char *example = template->fields[i].examples[LANGUAGE_NL];
        if (example && !order_set(order, template->fields[i].id, example,
                                  strlen(example), &err))
            bench_fail(template->fields[i].id, &err);
    }
}

static double warm_ms(const struct bench *bench, const struct order *order)
{
    double least = bench_print(bench, order, NULL, NULL);
    for (int i = 1; i < ROUNDS; i++) {
        const double more = bench_print(bench, order, NULL, NULL);
        least = more < least ? more : least;
    }
    return least;
}

static void measure(const struct bench *bench, const struct template *template,
                    const char *format, struct bytes photo)
{
    struct order order;
    fill(&order, template, format, photo);
    const double before_mb = resident_mb();
    const double first = bench_print(bench, &order, NULL, NULL);
    const double held_mb = resident_mb() - before_mb;
    const double next = warm_ms(bench, &order);
    printf("%-14s %-20s first %7.1f ms, next %7.1f ms: %4.2f times; holds "
           "%5.1f MB more%s\n",
           template->id, format, first, next, first / next, held_mb,
           first / next <= 2 ? "" : "  MISSED");
    order_finish(&order);
}

int main(int argc, char **argv)
{
    struct bench bench;
    struct picture picture;
    struct buffer photo = {0};
    if (argc != 2) {
        fputs("Usage: bench_art SOURCE\n", stderr);
        return 2;
    }
    bench_open(&bench, argv[1], argv[1]);
    picture_init(&picture, 4000, 3000);
    picture_draw(&picture);
    picture_encode_jpeg(&picture, PICTURE_BASELINE, 0, &photo);
    picture_finish(&picture);
    const struct template_list *list = press_templates(bench.press);
    for (size_t k = 0; k < sizeof formats / sizeof *formats; k++)
        for (size_t i = 0; i < list->count; i++)
            measure(&bench, &list->items[i], formats[k], buffer_view(&photo));
    printf("after all of them the process holds %.0f MB\n", resident_mb());
    buffer_finish(&photo);
    bench_close(&bench);
    return 0;
}
