#include "shape.h"

#include <fribidi.h>
#include <hb-ot.h>
#include <pango/pango.h>
#include <stdlib.h>
#include <string.h>

// Everything is shaped at this size (Pango units per em) and scaled by us:
// unhinted text is the same at every size, and one size means one set of
// fonts, all opened before the first poster.
#define REFERENCE_SIZE 1024
#define REFERENCE_EM ((double)REFERENCE_SIZE * PANGO_SCALE)

struct shaper {
    const struct fonts *fonts;
    PangoContext *context;
    PangoAttrList *no_attributes;
    double *cap_heights; // by role
};

// The stretch of one call.
struct stretch {
    const char *text;
    long missing[MESSAGE_VALUES]; // code points that no font has
};

static void note_missing(struct stretch *stretch, long point)
{
    for (int i = 0; i < MESSAGE_VALUES; i++) {
        if (stretch->missing[i] == point)
            return;
        if (stretch->missing[i] == 0) {
            stretch->missing[i] = point;
            return;
        }
    }
}

// How many ems one of Pango's units is. Pictures are not scaled by Pango.
static double unit_of(const struct font_face *face)
{
    return face->strike > 0 ? FONTS_PICTURE_EM / (face->strike * PANGO_SCALE)
                            : 1 / REFERENCE_EM;
}

static void measure_ink(struct shape_glyph *glyph, hb_font_t *hb)
{
    hb_glyph_extents_t extents;
    const double unit = unit_of(glyph->face);
    if (!hb_font_get_glyph_extents(hb, glyph->index, &extents) ||
        extents.width == 0 || extents.height == 0)
        return;
    glyph->ink_left = glyph->x + extents.x_bearing * unit;
    glyph->ink_right = glyph->ink_left + extents.width * unit;
    glyph->ink_top = glyph->y + extents.y_bearing * unit;
    glyph->ink_bottom = -glyph->ink_top - extents.height * unit;
}

static void grow_ink(struct shape *shape, const struct shape_glyph *glyph)
{
    const double left = glyph->ink_left;
    const double right = glyph->ink_right;
    const double top = glyph->ink_top;
    const double bottom = glyph->ink_bottom;
    if (left == right)
        return;
    const bool first = shape->ink_left == 0 && shape->ink_right == 0;
    if (first || left < shape->ink_left)
        shape->ink_left = left;
    if (first || right > shape->ink_right)
        shape->ink_right = right;
    if (first || top > shape->ink_top)
        shape->ink_top = top;
    if (first || bottom > shape->ink_bottom)
        shape->ink_bottom = bottom;
}

static void add_run(const struct shaper *shaper, struct shape *shape,
                    struct stretch *stretch, const PangoItem *item,
                    const PangoGlyphString *string, double tracking)
{
    PangoFont *font = item->analysis.font;
    hb_font_t *hb = font ? pango_font_get_hb_font(font) : NULL;
    const struct font_face *face =
        font ? fonts_face_of(shaper->fonts, font) : NULL;
    for (int i = 0; i < string->num_glyphs; i++) {
        const PangoGlyphInfo *info = &string->glyphs[i];
        if (info->glyph == PANGO_GLYPH_EMPTY)
            continue;
        const size_t cluster =
            (size_t)item->offset + (size_t)string->log_clusters[i];
        if (!face || (info->glyph & PANGO_GLYPH_UNKNOWN_FLAG)) {
            note_missing(stretch,
                         (long)g_utf8_get_char(stretch->text + cluster));
            continue;
        }
        struct shape_glyph *glyph = &shape->glyphs[shape->count++];
        *glyph = (struct shape_glyph){
            .face = face,
            .index = info->glyph,
            .cluster = cluster,
            .x = shape->width + info->geometry.x_offset * unit_of(face),
            .y = -info->geometry.y_offset * unit_of(face),
            .advance = info->geometry.width * unit_of(face)};
        // Marks that stand on another glyph (no width) are not spaced, and
        // that glyph ended before its own tracking.
        if (info->geometry.width != 0)
            glyph->advance += tracking;
        else if (shape->count > 1)
            glyph->x -= tracking;
        measure_ink(glyph, hb);
        grow_ink(shape, glyph);
        shape->width += glyph->advance;
    }
}

static bool add_item(struct shaper *shaper, struct shape *shape,
                     struct stretch *stretch, PangoItem *item, double tracking,
                     struct error *err)
{
    PangoGlyphString *string = pango_glyph_string_new();
    pango_shape_full(stretch->text + item->offset, item->length, stretch->text,
                     -1, &item->analysis, string);
    struct shape_glyph *glyphs =
        realloc(shape->glyphs, (shape->count + (size_t)string->num_glyphs + 1) *
                                   sizeof *glyphs);
    if (glyphs) {
        shape->glyphs = glyphs;
        add_run(shaper, shape, stretch, item, string, tracking);
    }
    pango_glyph_string_free(string);
    return glyphs ? true : error_set_memory(err);
}

// The direction of a paragraph is that of its first strong character (UAX 9,
// P2 and P3).
static PangoDirection find_direction(const char *text)
{
    glong length;
    gunichar *characters = g_utf8_to_ucs4_fast(text, -1, &length);
    FriBidiCharType *types = calloc((size_t)length + 1, sizeof *types);
    FriBidiParType direction = FRIBIDI_PAR_LTR;
    if (types) {
        fribidi_get_bidi_types(characters, (FriBidiStrIndex)length, types);
        direction = fribidi_get_par_direction(types, (FriBidiStrIndex)length);
    }
    free(types);
    g_free(characters);
    return direction == FRIBIDI_PAR_RTL ? PANGO_DIRECTION_RTL
                                        : PANGO_DIRECTION_LTR;
}

bool shape_is_rtl(const char *text)
{
    return find_direction(text) == PANGO_DIRECTION_RTL;
}

bool shape_line(struct shaper *shaper, const char *text, size_t start,
                size_t size, const struct font_role *role,
                enum language language, const char *field, struct shape *shape,
                struct error *err)
{
    *shape = (struct shape){0};
    if (size == 0)
        return true;
    struct stretch stretch = {.text = text};
    pango_context_set_font_description(shaper->context, role->description);
    pango_context_set_language(
        shaper->context, pango_language_from_string(language_tag(language)));
    GList *logical = pango_itemize_with_base_dir(
        shaper->context, find_direction(text), text, (int)start, (int)size,
        shaper->no_attributes, NULL);
    GList *visual = pango_reorder_items(logical);
    bool done = true;
    for (GList *link = visual; link && done; link = link->next)
        done =
            add_item(shaper, shape, &stretch, link->data, role->tracking, err);
    g_list_free(visual);
    g_list_free_full(logical, (GDestroyNotify)pango_item_free);
    if (done && stretch.missing[0] != 0) {
        done = error_set(err, ERROR_INVALID, MESSAGE_TEXT_NO_GLYPH, field);
        memcpy(err->values, stretch.missing, sizeof err->values);
    }
    if (!done)
        shape_finish(shape);
    return done;
}

void shape_finish(struct shape *shape)
{
    free(shape->glyphs);
    *shape = (struct shape){0};
}

static bool measure_cap_height(struct shaper *shaper, size_t index,
                               struct error *err)
{
    const struct font_role *role = &shaper->fonts->roles[index];
    struct shape shape;
    if (!shape_line(shaper, "H", 0, 1, role, LANGUAGE_NL, role->id, &shape,
                    err) ||
        shape.ink_top <= 0) {
        shape_finish(&shape);
        return error_set_detail(err, ERROR_SYSTEM, MESSAGE_CONFIGURATION,
                                "%s: has no capital H", role->file);
    }
    shaper->cap_heights[index] = shape.ink_top;
    shape_finish(&shape);
    return true;
}

// Opens all that shaping ever needs of a face: a child that prints a poster may
// open no file. Pango picks a face by the description of a role, and keeps it.
static bool warm_role(struct shaper *shaper, size_t index, struct error *err)
{
    const struct font_role *role = &shaper->fonts->roles[index];
    // One character of each script that the fallbacks are for, and signs.
    static const char scripts[] = "Ω Ж ệ ع א अ অ ਅ அ ก ა Ա አ ⵣ ☙ ✓ 学 あ 한 😀 "
                                  "👩🏽‍🏫 🇧🇪 1️⃣ ❤️";
    for (const char *at = scripts; *at;) {
        const size_t size = strcspn(at, " ");
        struct shape shape;
        if (!shape_line(shaper, at, 0, size, role, LANGUAGE_NL, role->id,
                        &shape, err))
            return error_set_detail(err, ERROR_SYSTEM, MESSAGE_CONFIGURATION,
                                    "[role %s]: no font has \"%.*s\"", role->id,
                                    (int)size, at);
        shape_finish(&shape);
        at += size + (at[size] == ' ');
    }
    return true;
}

// Thai is broken by a dictionary, which is read when it is first needed.
static bool warm_breaks(void)
{
    static const char thai[] = "สวัสดีครับ";
    struct shape_break breaks[sizeof thai];
    return shape_breaks(thai, LANGUAGE_NL, breaks);
}

bool shaper_create(struct shaper **shaper, const struct fonts *fonts,
                   struct error *err)
{
    struct shaper *made = calloc(1, sizeof *made);
    *shaper = NULL;
    if (!made)
        return error_set_memory(err);
    made->fonts = fonts;
    made->context = pango_font_map_create_context(fonts->map);
    pango_context_set_round_glyph_positions(made->context, FALSE);
    made->no_attributes = pango_attr_list_new();
    made->cap_heights = calloc(fonts->count, sizeof *made->cap_heights);
    if (!made->cap_heights || !warm_breaks()) {
        shaper_destroy(made);
        return error_set_memory(err);
    }
    for (size_t i = 0; i < fonts->count; i++) {
        pango_font_description_set_absolute_size(fonts->roles[i].description,
                                                 REFERENCE_EM);
        if (!measure_cap_height(made, i, err) || !warm_role(made, i, err)) {
            shaper_destroy(made);
            return false;
        }
    }
    *shaper = made;
    return true;
}

void shaper_destroy(struct shaper *shaper)
{
    if (!shaper)
        return;
    if (shaper->context)
        g_object_unref(shaper->context);
    if (shaper->no_attributes)
        pango_attr_list_unref(shaper->no_attributes);
    free(shaper->cap_heights);
    free(shaper);
}

double shaper_cap_height(const struct shaper *shaper,
                         const struct font_role *role)
{
    return shaper->cap_heights[role - shaper->fonts->roles];
}

bool shape_breaks(const char *text, enum language language,
                  struct shape_break *breaks)
{
    const int size = (int)strlen(text);
    const int count = (int)g_utf8_strlen(text, size) + 1;
    PangoLogAttr *attributes = calloc((size_t)count, sizeof *attributes);
    if (!attributes)
        return false;
    pango_get_log_attrs(text, size, -1,
                        pango_language_from_string(language_tag(language)),
                        attributes, count);
    memset(breaks, 0, ((size_t)size + 1) * sizeof *breaks);
    const char *at = text;
    for (int i = 0; i < count; i++) {
        struct shape_break *here = &breaks[at - text];
        here->cluster = attributes[i].is_cursor_position;
        here->line = attributes[i].is_line_break;
        here->must = attributes[i].is_mandatory_break;
        here->blank = attributes[i].is_white;
        if (i + 1 < count)
            at = g_utf8_next_char(at);
    }
    free(attributes);
    return true;
}
