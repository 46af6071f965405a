#include "artwork.h"

#include <stdlib.h>
#include <string.h>

// Art is drawn in stripes, so that drawing takes a part of the memory of the
// poster. Few, for each is drawn anew.
enum { BAND_PIXELS_MIN = 400 * 1000, BANDS_MAX = 6 };

static bool add_band(struct layer *layer, const struct band *band, int rows)
{
    for (int y = 0; y < rows; y++)
        if (!layer_add_row(layer,
                           band->pixels + (size_t)y * (size_t)band->width,
                           band->width))
            return false;
    return true;
}

static bool draw_layer(struct layer *layer, const char *id,
                       const struct art *art, const struct plan *plan,
                       struct band *band, struct error *err)
{
    for (band->top = 0; band->top < plan->height; band->top += band->height) {
        const int left = plan->height - band->top;
        const int rows = band->height < left ? band->height : left;
        if (!plan_paints(plan, band->top, rows))
            band_clear(band);
        else if (!art_draw(art, id, &plan->mapping, band, err))
            return false;
        if (!add_band(layer, band, rows))
            return error_set_memory(err);
    }
    layer_trim(layer);
    return true;
}

static bool draw_layers(struct artwork *artwork, const struct art *art,
                        const struct plan *plan, struct error *err)
{
    int rows = plan->height / BANDS_MAX + 1;
    if (rows < BAND_PIXELS_MIN / plan->width + 1)
        rows = BAND_PIXELS_MIN / plan->width + 1;
    if (rows > plan->height)
        rows = plan->height;
    struct band band;
    if (!band_init(&band, plan->width, rows))
        return error_set_memory(err);
    const bool done =
        draw_layer(&artwork->under, "under", art, plan, &band, err) &&
        draw_layer(&artwork->window, "photo", art, plan, &band, err) &&
        draw_layer(&artwork->over, "over", art, plan, &band, err);
    band_finish(&band);
    return done;
}

bool artwork_draw(struct artwork *artwork, const struct plan *plan,
                  struct error *err)
{
    struct art *art;
    *artwork = (struct artwork){0};
    if (!plan_open_art(plan, &art, err))
        return false;
    const bool done = draw_layers(artwork, art, plan, err);
    art_destroy(art);
    if (!done)
        artwork_finish(artwork);
    return done;
}

void artwork_finish(struct artwork *artwork)
{
    layer_finish(&artwork->under);
    layer_finish(&artwork->window);
    layer_finish(&artwork->over);
}

// What decides how the art of a plan looks.
struct key {
    const struct template *template;
    const struct layout *layout;
    const struct theme *theme;
    int width;
    int height;
    struct mapping mapping;
    unsigned long
        given; // which fields have words, and whether there is a photo
};

struct kept {
    struct key key;
    struct artwork artwork;
    size_t size;
    unsigned long used; // the store's clock when it was last asked for
};

struct artwork_store {
    struct kept *items;
    size_t count;
    size_t size;
    size_t size_max;
    unsigned long clock;
};

static struct key key_of(const struct plan *plan)
{
    return (struct key){.template = plan->template,
                        .layout = plan->layout,
                        .theme = plan->theme,
                        .width = plan->width,
                        .height = plan->height,
                        .mapping = plan->mapping,
                        .given = plan->given};
}

static bool is_same(const struct key *a, const struct key *b)
{
    return a->template == b->template && a->layout == b->layout &&
           a->theme == b->theme && a->width == b->width &&
           a->height == b->height && a->given == b->given &&
           a->mapping.scale == b->mapping.scale &&
           a->mapping.offset_x == b->mapping.offset_x &&
           a->mapping.offset_y == b->mapping.offset_y;
}

struct artwork_store *artwork_store_create(size_t bytes)
{
    struct artwork_store *store = calloc(1, sizeof *store);
    if (store)
        store->size_max = bytes;
    return store;
}

static void drop(struct artwork_store *store, size_t index)
{
    struct kept *kept = &store->items[index];
    store->size -= kept->size;
    artwork_finish(&kept->artwork);
    *kept = store->items[--store->count];
}

void artwork_store_destroy(struct artwork_store *store)
{
    if (!store)
        return;
    while (store->count > 0)
        drop(store, store->count - 1);
    free(store->items);
    free(store);
}

const struct artwork *artwork_store_find(struct artwork_store *store,
                                         const struct plan *plan)
{
    const struct key key = key_of(plan);
    for (size_t i = 0; i < store->count; i++)
        if (is_same(&store->items[i].key, &key)) {
            store->items[i].used = ++store->clock;
            return &store->items[i].artwork;
        }
    return NULL;
}

static void drop_oldest(struct artwork_store *store)
{
    size_t oldest = 0;
    for (size_t i = 1; i < store->count; i++)
        if (store->items[i].used < store->items[oldest].used)
            oldest = i;
    drop(store, oldest);
}

bool artwork_store_add(struct artwork_store *store, const struct plan *plan,
                       struct error *err)
{
    if (artwork_store_find(store, plan))
        return true;
    struct kept kept = {.key = key_of(plan), .used = ++store->clock};
    if (!artwork_draw(&kept.artwork, plan, err))
        return false;
    kept.size = layer_size(&kept.artwork.under) +
                layer_size(&kept.artwork.window) +
                layer_size(&kept.artwork.over);
    // What is too large to be kept is drawn each time.
    if (kept.size > store->size_max / 4) {
        artwork_finish(&kept.artwork);
        return true;
    }
    struct kept *items =
        realloc(store->items, (store->count + 1) * sizeof *items);
    if (!items) {
        artwork_finish(&kept.artwork);
        return error_set_memory(err);
    }
    store->items = items;
    store->items[store->count++] = kept;
    store->size += kept.size;
    while (store->size > store->size_max)
        drop_oldest(store);
    return true;
}

size_t artwork_store_size(const struct artwork_store *store)
{
    return store->size;
}
