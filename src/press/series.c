#include "series.h"

#include "describe.h"
#include "kept_photo.h"
#include "pdf_page.h"
#include "plan.h"
#include "press_paint.h"

#include <stdlib.h>
#include <string.h>

struct item {
    struct order order; // with this format; borrows the words
    struct plan plan;
    bool is_planned;
    struct error why; // it cannot be printed
};

struct printing {
    struct press *press;
    const struct series *series;
    struct item *items;
    struct kept_photo photo;
};

static void drop_plan(struct item *item)
{
    if (item->is_planned)
        plan_finish(&item->plan);
    item->is_planned = false;
}

static void plan_items(struct printing *printing, const struct order *order)
{
    for (size_t i = 0; i < printing->series->count; i++) {
        struct item *item = &printing->items[i];
        item->order = *order;
        strcpy(item->order.format_id, printing->series->formats[i]->id);
        if (printing->series->count > 1)
            pdf_page_suit(&item->order, printing->series->formats[i]);
        item->is_planned =
            press_plan(printing->press, &item->order, &item->plan, &item->why);
    }
}

// What is wrong with the photo is wrong with every poster that shows it.
static bool read_photo(struct printing *printing, struct error *err)
{
    const size_t total = printing->series->count;
    struct plan **plans = calloc(total + 1, sizeof *plans);
    size_t count = 0;
    struct error why = {0};
    if (!plans)
        return error_set_memory(err);
    for (size_t i = 0; i < total; i++)
        if (printing->items[i].is_planned && printing->items[i].plan.has_photo)
            plans[count++] = &printing->items[i].plan;
    const bool done =
        count == 0 ||
        kept_photo_read(&printing->photo, plans, count,
                        press_focus_finder(printing->press), &why);
    free(plans);
    for (size_t i = 0; i < total && !done; i++) {
        struct item *item = &printing->items[i];
        if (!item->is_planned || !item->plan.has_photo)
            continue;
        drop_plan(item);
        item->why = why;
    }
    return true;
}

static bool print_item(struct printing *printing, struct item *item,
                       struct poster *poster)
{
    *poster = (struct poster){0};
    if (!item->is_planned)
        return false;
    if (!printing->series->only_plans)
        return press_print_plan(printing->press, &item->order, &item->plan,
                                &printing->photo, poster, &item->why);
    poster->width_px = item->plan.width;
    poster->height_px = item->plan.height;
    return !item->plan.has_photo || describe_photo(&item->plan, poster) ||
           error_set_memory(&item->why);
}

static bool hand_over(struct printing *printing, struct error *err)
{
    const struct series *series = printing->series;
    for (size_t i = 0; i < series->count; i++) {
        struct item *item = &printing->items[i];
        struct poster poster;
        const bool is_made = print_item(printing, item, &poster);
        const bool goes_on = series->take(series->context, i,
                                          is_made ? &poster : NULL, &item->why);
        poster_finish(&poster);
        drop_plan(item);
        if (!goes_on)
            return error_set(err, ERROR_GONE, MESSAGE_CLIENT_GONE, NULL);
    }
    return true;
}

// Alone it is printed as any poster: its photo need not be kept.
static bool print_one(struct press *press, const struct order *order,
                      const struct series *series, struct error *err)
{
    struct order one = *order;
    struct poster poster;
    struct error why = {0};
    strcpy(one.format_id, series->formats[0]->id);
    const bool is_made = press_print(press, &one, &poster, NULL, &why);
    const bool goes_on =
        series->take(series->context, 0, is_made ? &poster : NULL, &why);
    if (is_made)
        poster_finish(&poster);
    return goes_on || error_set(err, ERROR_GONE, MESSAGE_CLIENT_GONE, NULL);
}

bool series_print(struct press *press, const struct order *order,
                  const struct series *series, struct error *err)
{
    struct printing printing = {.press = press, .series = series};
    if (series->count == 1 && !series->only_plans)
        return print_one(press, order, series, err);
    printing.items = calloc(series->count + 1, sizeof *printing.items);
    if (!printing.items)
        return error_set_memory(err);
    plan_items(&printing, order);
    const bool done = (series->only_plans || read_photo(&printing, err)) &&
                      hand_over(&printing, err);
    for (size_t i = 0; i < series->count; i++)
        drop_plan(&printing.items[i]);
    kept_photo_finish(&printing.photo);
    free(printing.items);
    return done;
}
