// EXIF: finds the orientation in the EXIF block of a photo and nothing else;
// no other part of the block is ever kept. The only room that knows libexif.
#pragma once

#include "bytes.h"

// The value 1..8 of the tag Orientation; 1 when the block is broken or has
// none. `block` starts with "Exif\0\0" (as in JPEG) or with the TIFF header
// (as in PNG). No more than the first LIMIT_PHOTO_EXIF_BYTES are looked at: the
// tag is near the start, and thumbnails and notes of the maker are behind it.
int exif_orientation(struct bytes block);
