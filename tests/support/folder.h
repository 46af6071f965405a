// Folder: a temporary folder of a test's own, and the files in it.
#pragma once

#include "press/bytes.h"

#include <stddef.h>

// Makes the folder. One at a time.
void folder_make(void);

// Removes it with all that is in it.
void folder_remove(void);

// The path of `name` in the folder; `name` may have one "/". Each call has
// memory of its own, which lasts until folder_remove.
const char *folder_path(const char *name);

// A text that lasts as long.
const char *folder_keep(const char *text);

// Writes a file, and the folder that it lies in when it is not there yet.
void folder_write(const char *name, const void *data, size_t size);
void folder_write_text(const char *name, const char *text);
