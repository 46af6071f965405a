#include "samples.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool add_sample(struct sample_list *list, const char *dir,
                       const char *name, size_t id_length, struct error *err)
{
    char path[4096 + 256];
    struct sample *samples =
        realloc(list->items, (list->count + 1) * sizeof *samples);
    if (!samples)
        return error_set_memory(err);
    list->items = samples;
    struct sample *sample = &samples[list->count];
    *sample = (struct sample){0};
    snprintf(sample->id, sizeof sample->id, "%.*s", (int)id_length, name);
    snprintf(path, sizeof path, "%s/%s", dir, name);
    if (!buffer_append_file(&sample->file, path, LIMIT_PHOTO_BYTES)) {
        buffer_finish(&sample->file);
        return error_set_detail(err, ERROR_SYSTEM, MESSAGE_CONFIGURATION,
                                "%s: cannot be read: %s", path,
                                strerror(errno));
    }
    list->count++;
    return true;
}

static int compare(const void *a, const void *b)
{
    const struct sample *one = a;
    const struct sample *other = b;
    return strcmp(one->id, other->id);
}

static uint64_t stamp(const struct sample_list *list)
{
    uint64_t hash = BYTES_HASH_EMPTY;
    for (size_t i = 0; i < list->count; i++) {
        const struct sample *sample = &list->items[i];
        hash = bytes_hash(hash, (struct bytes){(const uint8_t *)sample->id,
                                               sizeof sample->id});
        hash = bytes_hash(hash, buffer_view(&sample->file));
    }
    return hash;
}

bool sample_list_read(struct sample_list *list, const char *dir,
                      struct error *err)
{
    *list = (struct sample_list){0};
    DIR *folder = opendir(dir);
    if (!folder)
        return error_set_detail(err, ERROR_SYSTEM, MESSAGE_CONFIGURATION,
                                "%s: cannot be read: %s", dir, strerror(errno));
    bool done = true;
    for (struct dirent *entry; done && (entry = readdir(folder));) {
        const char *ending = strrchr(entry->d_name, '.');
        const size_t length = ending ? (size_t)(ending - entry->d_name) : 0;
        if (length > 0 && length < LIMIT_ID_BYTES &&
            strcmp(ending, ".png") == 0)
            done = add_sample(list, dir, entry->d_name, length, err);
    }
    closedir(folder);
    if (!done)
        sample_list_finish(list);
    else if (list->count > 0)
        qsort(list->items, list->count, sizeof *list->items, compare);
    list->stamp = stamp(list);
    return done;
}

void sample_list_finish(struct sample_list *list)
{
    for (size_t i = 0; i < list->count; i++)
        buffer_finish(&list->items[i].file);
    free(list->items);
    *list = (struct sample_list){0};
}

struct bytes sample_find(const struct sample_list *list, const char *id)
{
    for (size_t i = 0; i < list->count; i++)
        if (strcmp(list->items[i].id, id) == 0)
            return buffer_view(&list->items[i].file);
    return list->count > 0 ? buffer_view(&list->items[0].file)
                           : (struct bytes){0};
}
