// Batch photos: which file of a folder is the photo of which row. Only files
// that lie in the folder itself are ever meant, whatever a cell says.
#pragma once

#include "press/error.h"
#include "press/messages.h"

#include <stdbool.h>
#include <stddef.h>

struct batch_photo {
    char *file;   // its name in the folder; owned
    char *plain;  // the name without its ending, as words_plain gives it; owned
    char *sorted; // its words in alphabetical order; owned
    bool is_photo; // by its ending
    bool is_taken; // it is exactly what a row asked for
};

// Finish it with batch_photos_finish; a zeroed one has none.
struct batch_photos {
    char *folder;              // owned
    struct batch_photo *items; // sorted by name; owned
    size_t count;
};

// What a row says of its photo.
struct batch_wish {
    const char *cell; // a file's name; "": none
    const char *name; // of the person; "": none
};

enum batch_found {
    BATCH_FOUND_NONE,
    BATCH_FOUND,           // by its name
    BATCH_FOUND_LIKE,      // by a name that resembles it
    BATCH_FOUND_AMBIGUOUS, // more than one may be meant
    BATCH_FOUND_CLAIMED,   // it resembles what another row asks for, too
};

struct batch_match {
    enum batch_found found;
    size_t photo;         // when one was found
    size_t rival;         // the other wish, when it is claimed
    char candidates[256]; // "a.jpg, b.jpg", when it is ambiguous
};

// Reads the folder: its plain files, but not those whose names begin with a
// point or are no UTF-8. Errors are in `language`. On false there is nothing to
// finish.
bool batch_photos_read(struct batch_photos *photos, const char *folder,
                       enum language language, struct error *err);

void batch_photos_finish(struct batch_photos *photos);

// Finds the photo of each wish: the file of exactly the cell's name; one of
// that name but for case, accents, punctuation and ending (of the person's name
// when the cell is empty); one with the same words in another order; one that
// differs in a letter or two, when no other is near and no row asks for it by
// its name. False when memory is out.
bool batch_photos_match(struct batch_photos *photos,
                        const struct batch_wish *wishes, size_t count,
                        struct batch_match *matches);

// The path of a photo, to be freed by the caller; NULL when memory is out.
char *batch_photos_path(const struct batch_photos *photos, size_t photo);
