// Libraries: which shared libraries this program runs with, by the names of
// their files, which have the versions in them. After an upgrade they are those
// of before until it is started again.
#pragma once

#include <stddef.h>

enum { LIBRARY_NAME_MAX = 48 };

// Writes at most `most` names, such as "libpng16.so.16.39.0", sorted. Gives how
// many. For a process that may open files.
size_t libraries_list(char names[][LIBRARY_NAME_MAX], size_t most);
