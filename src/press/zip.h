// ZIP: files that are ready, put one after another into an archive that goes
// out as it grows (PKWARE's APPNOTE 6.3.3). Files are stored as they are:
// pictures are packed already. Names are ASCII, the time of every file is that
// of the format's first day: the same files give the same bytes.
//
// Written by hand since libarchive and libzip, when they stream, leave size and
// check sum of a file to a record behind it. Programs that read an archive from
// its beginning (Java's ZipInputStream, and with it apps on phones) refuse that
// of files that are stored. Here each file is whole before its name is written,
// so both stand where all programs look.
#pragma once

#include "bytes.h"
#include "error.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// A ZIP of the plain kind has less than 4 GB.
#define ZIP_BYTES_MAX ((uint64_t)UINT32_MAX)

struct zip {
    // Takes the next piece of the archive; false stops.
    bool (*take)(void *context, struct bytes piece);
    void *context;
    struct buffer directory;
    uint64_t size; // of what was taken
    int count;
};

// Adds a file. When `take` stops: ERROR_GONE. The caller finishes the archive,
// also on false.
bool zip_add(struct zip *zip, const char *name, struct bytes file,
             struct error *err);

// Writes the directory: the archive is complete. Without it no program takes
// the archive for whole.
bool zip_close(struct zip *zip, struct error *err);

// Frees the memory. Takes a zeroed one.
void zip_finish(struct zip *zip);
