// Check parts: what the files of check.h share.
#pragma once

#include "art.h"
#include "drawing.h"
#include "findings.h"
#include "press.h"

// One layout of one template while it is looked at.
struct check {
    struct press *press;
    struct findings *findings;
    const char *samples_dir; // NULL: not looked for
    const struct template *template;
    const struct layout *layout;
    const struct family *family; // NULL: formats.ini does not know it
    const struct drawing *drawing;
    const struct art *art;
    struct bytes dark_photo; // of one colour each
    struct bytes light_photo;
};

// Texts for people are there in every language, or it is told. `id` may be "".
void check_local(const struct check *check, int line, const char *section,
                 const char *id, const char *key,
                 char *const texts[LANGUAGE_COUNT]);

// The line of the object `id` in the drawing; 0 when there is none.
int check_line(const struct check *check, const char *id);

// Ids, classes, pictures: what can be known of the drawing without drawing it.
void check_drawing(const struct check *check);

// Boxes, photo window, focus: where they lie.
void check_places(const struct check *check);

// Whether the art fills the largest bleed of the smallest paper. False when the
// system fails.
bool check_bleed(const struct check *check, struct error *err);

// What the words of this layout look like at their worst, in every theme:
// whether they fit, can be read, and keep clear of art. False when the system
// fails.
bool check_words(const struct check *check, struct error *err);

// Whether captions are there in every language and within what networks take.
// False when the system fails.
bool check_captions(const struct check *check, struct error *err);
