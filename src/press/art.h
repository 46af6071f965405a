// Art: one layout's SVG, its named objects, boxes and the colours of a theme;
// or a whole drawing, such as a logo. The only room that knows librsvg.
#pragma once

#include "bytes.h"
#include "error.h"
#include "geometry.h"

#include <stdbool.h>
#include <stdint.h>

struct art;
struct _cairo;

// Parses an SVG and gives it a style sheet. `name` is for messages. On false
// *art is NULL. Nothing outside the bytes is ever loaded.
bool art_create(struct art **art, struct bytes svg, const char *css,
                const char *name, struct error *err);

// Parses an SVG that is only drawn whole: without a style sheet, and without a
// viewBox when it has a width and a height. On false *art is NULL.
bool art_create_whole(struct art **art, struct bytes svg, const char *name,
                      struct error *err);

// Takes NULL.
void art_destroy(struct art *art);

// The canvas of the layout: the viewBox, with its origin.
struct rect art_view_box(const struct art *art);

bool art_has(const struct art *art, const char *id);

// The geometry of an object in viewBox units, strokes not counted. False when
// there is no such object.
bool art_box(const struct art *art, const char *id, struct rect *box);

// A horizontal stripe of a drawing: rows top .. top + height - 1 of a picture
// of `width` pixels.
struct band {
    uint32_t *pixels; // 0xAARRGGBB premultiplied, width * height, owned
    int width;
    int height;
    int top;
};

bool band_init(struct band *band, int width, int height);
void band_clear(struct band *band);
void band_finish(struct band *band);

// Clears the band and draws the object `id` into it, viewBox units becoming
// pixels by `mapping`. An object that is not there leaves the band clear.
bool art_draw(const struct art *art, const char *id,
              const struct mapping *mapping, struct band *band,
              struct error *err);

// Draws the object `id` by a cairo context of any kind, viewBox units becoming
// its units by `mapping`. An object that is not there draws nothing.
bool art_draw_by(const struct art *art, const char *id,
                 const struct mapping *mapping, struct _cairo *cairo,
                 struct error *err);

// Clears the band and draws the whole SVG into it, as large as `place`, in
// pixels of the picture.
bool art_draw_whole(const struct art *art, const struct rect *place,
                    struct band *band, struct error *err);

// The same by a cairo context of any kind, in its units.
bool art_draw_whole_by(const struct art *art, const struct rect *place,
                       struct _cairo *cairo, struct error *err);
