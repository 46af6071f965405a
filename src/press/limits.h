// Limits: what the press takes from outside, each with its reason.
#pragma once

#include <stddef.h>

enum {
    // One field of a form, in bytes: far above any max_length (characters).
    LIMIT_TEXT_BYTES = 4096,
    // An id of a template, format, theme or field, with its NUL.
    LIMIT_ID_BYTES = 32,
    // An id of a partner, with its NUL: the name of a school, written small.
    LIMIT_PARTNER_ID_BYTES = 64,
    // The name of a school on a poster and the names in a partner.ini, in
    // characters as a person counts them: two lines of a logo's box, and longer
    // than the name above the door of most schools.
    LIMIT_SCHOOL_LENGTH = 80,
    // Folders of partners: more than a country like ours has schools; each
    // takes under a kilobyte and its logo.
    LIMIT_PARTNERS = 20000,
    // A partner.ini: with captions for each network in four languages 20 KB.
    LIMIT_PARTNER_INI_BYTES = 64 * 1024,
    // Ids in one list of a partner, and sites that may frame: each more than
    // there are templates and themes; a header line must hold the sites.
    LIMIT_PARTNER_IDS = 100,
    LIMIT_PARTNER_ORIGINS = 32,
    // The logos of all partners: every worker has them in memory.
    LIMIT_PARTNER_LOGOS_BYTES = 256 * 1000 * 1000,
    // Fields that one order can carry.
    LIMIT_ORDER_TEXTS = 16,
    // A2 with 5 mm bleed at 300 dpi is 5,079 x 7,134 px.
    LIMIT_POSTER_SIDE_PX = 10000,

    // The longer side of a photo that is given back to be looked at: a preview
    // fills a phone of 800 px with two dots for each.
    LIMIT_SHOWN_PHOTO_SIDE_PX = 1600,

    // EXIF, of which only the orientation is read, near its start. A segment of
    // a JPEG is no longer; what lies behind that in other files is left aside.
    LIMIT_PHOTO_EXIF_BYTES = 65536,

    // The defaults of struct photo_limits.
    // A 48-megapixel phone JPEG is 12 to 20 MB.
    LIMIT_PHOTO_BYTES = 25 * 1000 * 1000,
    // The largest phone sensors deliver 50 megapixels (12 by default).
    LIMIT_PHOTO_PIXELS = 60 * 1000 * 1000,
    // A panorama's long side.
    LIMIT_PHOTO_SIDE_PX = 16384,
    // Progressive files have about ten scans; each costs a pass over the whole
    // picture, so that a small file with thousands would keep a core busy for
    // minutes.
    LIMIT_PHOTO_SCANS = 100,
    // So many when the picture has as many pixels as are allowed; with fewer
    // pixels, more scans. A hundred passes over 60 megapixels of noise take
    // more than three seconds.
    LIMIT_PHOTO_SCANS_OF_LARGEST = 33,
    // An interlaced PNG may have one in so many of the pixels allowed: its rows
    // come in seven passes, so what is wanted of it is held whole.
    LIMIT_PHOTO_INTERLACED_PART = 2,
    // Chunks of a PNG beside its pixels: programs write a dozen.
    LIMIT_PHOTO_CHUNKS = 500,
    // One such chunk. Adobe's programs write XMP of a few megabytes.
    LIMIT_PHOTO_CHUNK_BYTES = 8 * 1000 * 1000,
    // A profile, unpacked: those of printing inks reach 2.7 MB. One above the
    // limit is left aside, like one that cannot be understood.
    LIMIT_PHOTO_PROFILE_BYTES = 4 * 1000 * 1000,
};

// What a photo may be. Text in a photo is never unpacked, whatever its size.
struct photo_limits {
    size_t bytes; // of the file
    long pixels;
    int side_px;
    int scans;            // of a progressive JPEG
    int chunks;           // of a PNG, beside its pixels
    size_t chunk_bytes;   // of one such chunk
    size_t profile_bytes; // of a colour profile, unpacked
};

// To initialise one.
#define PHOTO_LIMITS_DEFAULT                                                   \
    {                                                                          \
        .bytes = LIMIT_PHOTO_BYTES, .pixels = LIMIT_PHOTO_PIXELS,              \
        .side_px = LIMIT_PHOTO_SIDE_PX, .scans = LIMIT_PHOTO_SCANS,            \
        .chunks = LIMIT_PHOTO_CHUNKS, .chunk_bytes = LIMIT_PHOTO_CHUNK_BYTES,  \
        .profile_bytes = LIMIT_PHOTO_PROFILE_BYTES,                            \
    }
