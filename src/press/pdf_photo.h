// PDF photo: what of the photo goes into a PDF: the part that the window shows,
// as the camera compressed it where that is possible, else compressed anew.
#pragma once

#include "bytes.h"
#include "error.h"
#include "pixmap.h"
#include "plan.h"

struct pdf_photo {
    struct buffer jpeg;   // owned; empty where the photo has clear parts:
    struct pixmap pixels; // owned
    int width;            // px of either
    int height;
    // Where a pixel (x, y) of it lies, in px of the plan:
    // (xx * x + xy * y + x0, yx * x + yy * y + y0).
    double xx, yx, xy, yy, x0, y0;
};

// Takes a plan whose photo was read into `picture`, which fills its window.
//
// A JPEG that needs no other colours is not compressed a second time, unless it
// has more than twice the pixels that the format has, each way: that is more
// than any printer shows. It is cut to the window, whatever the user left out
// of it, up to the edge of a block (see jpeg_crop.h), and turned by the PDF.
// Any other photo gets at most one pixel for each of the format.
bool pdf_photo_make(struct pdf_photo *photo, const struct plan *plan,
                    const struct pixmap *picture, struct error *err);

// The first of these ways alone, for a plan that is framed and whose photo was
// not read: false, with nothing to finish, when it is not open to the photo, or
// when anything about it is strange.
bool pdf_photo_take_over(struct pdf_photo *photo, const struct plan *plan);

// Takes a zeroed one.
void pdf_photo_finish(struct pdf_photo *photo);
