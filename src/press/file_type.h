// File type: what a file that is not read as a photo seems to be by its first
// bytes, so that its owner can be told. Names and declared types count nothing.
#pragma once

#include "bytes.h"
#include "messages.h"

enum file_type {
    FILE_TYPE_UNKNOWN,
    FILE_TYPE_RARE_JPEG, // a kind of JPEG that no camera writes
    FILE_TYPE_RARE_HEIF,
    FILE_TYPE_TIFF,
    FILE_TYPE_BMP,
    FILE_TYPE_JPEG_2000,
    FILE_TYPE_JPEG_XL,
    FILE_TYPE_PHOTOSHOP,
    FILE_TYPE_ICON,
    FILE_TYPE_RAW,
    FILE_TYPE_VIDEO,
    FILE_TYPE_SOUND,
    FILE_TYPE_PDF,
    FILE_TYPE_SVG,
    FILE_TYPE_HTML,
    FILE_TYPE_OFFICE,
    FILE_TYPE_ZIP,
    FILE_TYPE_TEXT,
    FILE_TYPE_COUNT,
};

enum file_type file_type_of(struct bytes file);

// Such a thing in a sentence, with its article: "een TIFF-bestand".
const char *file_type_name(enum file_type type, enum language language);
