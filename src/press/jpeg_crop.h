// JPEG crop: a part of a JPEG without decoding it to pixels: nothing is lost by
// a second compression. The only room that knows TurboJPEG.
#pragma once

#include "bytes.h"
#include "geometry.h"

#include <stdbool.h>

// Appends a JPEG of the part `crop` of a file: whole blocks of 8 to 32 pixels,
// so that it begins up to one before the crop and a block holds up to one
// behind it. *crop, in stored pixels, becomes what it is. It holds nothing else
// of the file: no EXIF, no profile, no second picture. False when the file
// cannot be taken over so; the buffer is then undefined, but still the
// caller's to finish.
//
// A `strict` one takes over no file about which the library has any doubt; else
// it is for files that were decoded before.
bool jpeg_crop(struct bytes file, bool strict, struct rect *crop,
               struct buffer *part);
