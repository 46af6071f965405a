// Pack tries: a canvas as a file of one kind and fineness, and how unlike the
// canvas that file is. Only pack.c and its parts need it.
#pragma once

#include "pack.h"
#include "quantise.h"

// Writes a PNG, in the colours of `paletted` unless that is NULL. Stops where
// the file is larger than the wish allows: pack_is_refused then. Each fills
// *packed, which has nothing to finish on false.
bool pack_png(struct canvas *canvas, const struct pack_wish *wish,
              const struct paletted *paletted, struct packed *packed,
              struct error *err);

// Writes a JPEG, of any size.
bool pack_jpeg(struct canvas *canvas, const struct pack_wish *wish, int quality,
               struct packed *packed, struct error *err);

// The JPEG of the highest quality up to `most` that is small enough, or nearly;
// pack_is_refused when there is none.
bool pack_jpeg_within(struct canvas *canvas, const struct pack_wish *wish,
                      int most, struct packed *packed, struct error *err);

// No file is small enough. Fills *err and returns false.
bool pack_refuse(const struct pack_wish *wish, struct error *err);
bool pack_is_refused(const struct error *err);

// How unlike the canvas each is (see unlike.h). Negative when memory is out.
double pack_unlike_paletted(struct canvas *canvas, struct paletted *paletted);
double pack_unlike_jpeg(struct canvas *canvas, const struct buffer *file);
