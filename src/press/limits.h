// Limits: what the press takes from outside, each with its reason.
#pragma once

enum {
    // A 48-megapixel phone JPEG is 12 to 20 MB.
    LIMIT_PHOTO_BYTES = 25 * 1000 * 1000,
    // 60 megapixels: the largest phone sensors deliver 50 (12 by default).
    LIMIT_PHOTO_PIXELS = 60 * 1000 * 1000,
    // A panorama's long side; keeps every coordinate within 16 bits.
    LIMIT_PHOTO_SIDE_PX = 16384,
    // One field of a form, in bytes: far above any max_length (characters).
    LIMIT_TEXT_BYTES = 4096,
    // An id of a template, format, theme or field, with its NUL.
    LIMIT_ID_BYTES = 32,
    // Fields that one order can carry.
    LIMIT_ORDER_TEXTS = 16,
    // A2 with 5 mm bleed at 300 dpi is 5,079 x 7,134 px.
    LIMIT_POSTER_SIDE_PX = 10000,
};
