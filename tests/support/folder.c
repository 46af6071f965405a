#include "folder.h"

#include <ftw.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { PATHS_MAX = 20000 };

static char root[64];
static char *paths[PATHS_MAX];
static int path_count;

static void must(bool held)
{
    if (!held)
        abort();
}

void folder_make(void)
{
    strcpy(root, "/tmp/postertool-test-XXXXXX");
    must(mkdtemp(root));
}

static int remove_one(const char *path, const struct stat *status, int kind,
                      struct FTW *where)
{
    (void)status;
    (void)kind;
    (void)where;
    return remove(path);
}

void folder_remove(void)
{
    nftw(root, remove_one, 8, FTW_DEPTH | FTW_PHYS);
    while (path_count > 0)
        free(paths[--path_count]);
}

const char *folder_keep(const char *text)
{
    must(path_count < PATHS_MAX);
    char **path = &paths[path_count++];
    *path = strdup(text);
    must(*path != NULL);
    return *path;
}

const char *folder_path(const char *name)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", root, name);
    return folder_keep(path);
}

void folder_write(const char *name, const void *data, size_t size)
{
    const char *slash = strchr(name, '/');
    if (slash) {
        char parent[64];
        snprintf(parent, sizeof parent, "%.*s", (int)(slash - name), name);
        mkdir(folder_path(parent), 0700);
    }
    FILE *file = fopen(folder_path(name), "wb");
    must(file);
    must(fwrite(data, 1, size, file) == size);
    must(fclose(file) == 0);
}

void folder_write_text(const char *name, const char *text)
{
    folder_write(name, text, strlen(text));
}
