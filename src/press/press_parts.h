// Press parts: what the press is made of, for the rooms that are the press:
// press.c, which loads it, and print.c, which prints with it.
#pragma once

#include "artwork.h"
#include "focus.h"
#include "fonts.h"
#include "glyphs.h"
#include "hyphens.h"
#include "press.h"
#include "shape.h"

struct press {
    struct format_list formats;
    struct template_list templates;
    struct partner_list partners;
    struct fonts fonts;
    struct shaper *shaper;
    struct glyphs *glyphs;
    struct hyphens *hyphens;
    struct focus_finder *focus;
    struct artwork_store *art; // NULL: none is kept
    struct photo_limits photo_limits;
};
