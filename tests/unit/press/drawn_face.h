// Drawn face: a picture of a head as plain as a cascade takes it for a face,
// for tests of finding one.
#pragma once

#include "press/geometry.h"
#include "press/pixmap.h"

// Fills the picture with one colour (0xRRGGBB), opaque.
void drawn_face_background(const struct pixmap *picture, unsigned rgb);

// A picture of one colour, which the caller finishes.
struct pixmap drawn_face_wall(int width, int height, unsigned rgb);

// Draws a head of this colour: `head` in pixels, hair to chin; what lies
// outside the picture is left out.
void drawn_face_paint(const struct pixmap *picture, struct rect head,
                      unsigned skin);
