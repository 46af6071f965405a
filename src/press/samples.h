// Samples: the drawn people who stand where a photo will be, in the gallery and
// on proofs. A folder of PNG files, each somebody.
#pragma once

#include "bytes.h"
#include "error.h"
#include "limits.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct sample {
    char id[LIMIT_ID_BYTES]; // the file's name without ".png"
    struct buffer file;
};

// A zeroed struct is an empty list.
struct sample_list {
    struct sample *items; // owned; sorted by id
    size_t count;
    uint64_t stamp; // another number when a picture may be another
};

// Reads every PNG of the folder. On false there is nothing to finish.
bool sample_list_read(struct sample_list *list, const char *dir,
                      struct error *err);

void sample_list_finish(struct sample_list *list);

// The picture of somebody; of the first when there is nobody of that name;
// {NULL, 0} when the list is empty.
struct bytes sample_find(const struct sample_list *list, const char *id);
