// Unlike: how far a file's picture is from the canvas that it was made of, as
// an eye sees it. Pure arithmetic.
#pragma once

#include "canvas.h"

#include <stdint.h>

// Gives row y of the other picture, as RGB bytes.
typedef void unlike_row(void *context, int y, uint8_t *rgb);

// The weighted mean squared error, in squares of 1/255:
//
//     (6 mean(dY^2) + mean(dCb^2) + mean(dCr^2)) / 8
//
// Y, Cb and Cr are those of JFIF (ITU-R BT.601); the weights are those by which
// the committees of video coding compare (Ohm et al., "Comparison of the coding
// efficiency of video coding standards", IEEE TCSVT 22, 2012). The eye blurs
// what is fine, colours more than light (Zhang and Wandell, "A spatial
// extension of CIELAB", 1996): dY is the mean over 2 x 2 pixels, dCb and dCr
// over 4 x 4. So dots of a dither count for what they look like from afar.
// Negative when memory is out.
double unlike_measure(struct canvas *canvas, unlike_row *row, void *context);
