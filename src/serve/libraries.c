#include "libraries.h"

#include <limits.h>
#include <link.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct list {
    char (*names)[LIBRARY_NAME_MAX];
    size_t count;
    size_t most;
};

// The loader knows libpng16.so.16; what that stands for has the whole version.
static int add(struct dl_phdr_info *library, size_t size, void *context)
{
    (void)size;
    struct list *list = context;
    char path[PATH_MAX];
    if (!*library->dlpi_name || list->count == list->most ||
        !realpath(library->dlpi_name, path))
        return 0;
    snprintf(list->names[list->count++], LIBRARY_NAME_MAX, "%s",
             strrchr(path, '/') + 1);
    return 0;
}

static int compare(const void *a, const void *b)
{
    return strcmp(a, b);
}

size_t libraries_list(char names[][LIBRARY_NAME_MAX], size_t most)
{
    struct list list = {.names = names, .most = most};
    dl_iterate_phdr(add, &list);
    qsort(names, list.count, sizeof *names, compare);
    return list.count;
}
