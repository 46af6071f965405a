// INI: reads a configuration text of sections, keys and values, one entry at a
// time, with the line each stands on. Knows none of the keys. The only room
// that knows inih.
#pragma once

#include "bytes.h"
#include "error.h"
#include "limits.h"

#include <stdbool.h>

struct ini_entry {
    const char *path; // as given to ini_read, for messages
    int line;         // 1-based
    const char *section;
    const char *key;
    const char *value;
};

// Takes one entry; false (with *err filled, best by ini_wrong) stops.
typedef bool ini_take(void *context, const struct ini_entry *entry,
                      struct error *err);

// Reads the file and hands every entry to `take`, in the order of the file.
// Errors: the file cannot be read, a line is no INI, or what `take` says.
bool ini_read(const char *path, ini_take *take, void *context,
              struct error *err);

// The same of a file that was read already. A NUL in it is an error.
bool ini_read_bytes(struct bytes text, const char *path, ini_take *take,
                    void *context, struct error *err);

// Takes a key with a language suffix, such as `name.nl`, into texts[] (each
// owned, freed with ini_finish_local), cleaned as words_clean does. *taken
// tells whether the entry's key is `key` with a suffix. False when the language
// is unknown or was given before, or the text is not clean UTF-8.
bool ini_take_local(const struct ini_entry *entry, const char *key,
                    char *texts[LANGUAGE_COUNT], bool *taken,
                    struct error *err);

// Frees what ini_take_local gave.
void ini_finish_local(char *texts[LANGUAGE_COUNT]);

// Reads a whole number within low..high.
bool ini_read_number(const struct ini_entry *entry, long low, long high,
                     int *number, struct error *err);

// Reads yes or no.
bool ini_read_flag(const struct ini_entry *entry, bool *flag,
                   struct error *err);

// Copies a value or a part of a section's name that is an id: lower-case
// letters, digits, `-` and `_`, beginning with a letter, shorter than
// LIMIT_ID_BYTES. `what` names it in the error.
bool ini_read_id(const struct ini_entry *entry, const char *text,
                 char id[LIMIT_ID_BYTES], const char *what, struct error *err);

// Fills *err with "path:line: [section] key: ..." and returns false.
bool ini_wrong(const struct ini_entry *entry, struct error *err,
               const char *format, ...) __attribute__((format(printf, 3, 4)));
