#include "config.h"

#include "listener.h"

#include "press/ini.h"

#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void config_init(struct config *config)
{
    *config = (struct config){.socket_mode = 0660,
                              .queue = 100,
                              .max_requests = 1000,
                              .request_timeout_s = 60,
                              .poster_timeout_s = 20,
                              .kit_timeout_s = 120,
                              .poster_memory_mb = 1024,
                              .art_cache_mb = 64,
                              .photo = PHOTO_LIMITS_DEFAULT};
    config_page_init(&config->page);
    config_evaluation_init(&config->evaluation);
}

struct number_key {
    const char *section;
    const char *key;
    size_t offset;
    long low;
    long high;
};

static const struct number_key number_keys[] = {
    {"serve", "workers", offsetof(struct config, workers), 0, 256},
    // What the kernel keeps of a queue has room for these.
    {"serve", "queue", offsetof(struct config, queue), 0, 200},
    {"serve", "max_requests", offsetof(struct config, max_requests), 1,
     1000000},
    {"serve", "request_timeout_s", offsetof(struct config, request_timeout_s),
     1, 3600},
    {"serve", "poster_timeout_s", offsetof(struct config, poster_timeout_s), 1,
     600},
    {"serve", "kit_timeout_s", offsetof(struct config, kit_timeout_s), 1, 3600},
    // The warm worker alone maps about 400 MB of libraries and fonts, and
    // the threads of a decoder a few more for each processor.
    {"serve", "poster_memory_mb", offsetof(struct config, poster_memory_mb),
     640, 65536},
    {"press", "art_cache_mb", offsetof(struct config, art_cache_mb), 0, 4096},
};

// Limits of photos, in the unit of the file; above the highest, sizes in memory
// would no longer fit their types.
struct limit_key {
    const char *key;
    long low;
    long high;
};

enum photo_key {
    PHOTO_MB,
    PHOTO_MEGAPIXELS,
    PHOTO_SIDE,
    PHOTO_SCANS,
    PHOTO_CHUNKS,
    PHOTO_CHUNK_KB,
    PHOTO_PROFILE_KB,
    PHOTO_KEYS,
};

static const struct limit_key photo_keys[PHOTO_KEYS] = {
    [PHOTO_MB] = {"max_mb", 1, 100},
    [PHOTO_MEGAPIXELS] = {"max_megapixels", 1, 250},
    [PHOTO_SIDE] = {"max_side_px", 1000, 32767},
    [PHOTO_SCANS] = {"max_scans", 1, 1000},
    [PHOTO_CHUNKS] = {"max_chunks", 10, 100000},
    [PHOTO_CHUNK_KB] = {"max_chunk_kb", 100, 100000},
    [PHOTO_PROFILE_KB] = {"max_profile_kb", 10, 16000},
};

static void set_photo_limit(struct photo_limits *limits, enum photo_key key,
                            long value)
{
    switch (key) {
    case PHOTO_MB:
        limits->bytes = (size_t)value * 1000 * 1000;
        break;
    case PHOTO_MEGAPIXELS:
        limits->pixels = value * 1000 * 1000;
        break;
    case PHOTO_SIDE:
        limits->side_px = (int)value;
        break;
    case PHOTO_SCANS:
        limits->scans = (int)value;
        break;
    case PHOTO_CHUNKS:
        limits->chunks = (int)value;
        break;
    case PHOTO_CHUNK_KB:
        limits->chunk_bytes = (size_t)value * 1000;
        break;
    case PHOTO_PROFILE_KB:
        limits->profile_bytes = (size_t)value * 1000;
        break;
    case PHOTO_KEYS:
        break;
    }
}

struct path_key {
    const char *section;
    const char *key;
    size_t offset;
};

static const struct path_key path_keys[] = {
    {"press", "templates", offsetof(struct config, templates)},
    {"press", "fonts", offsetof(struct config, fonts)},
    {"press", "samples", offsetof(struct config, samples)},
    {"press", "partners", offsetof(struct config, partners)},
};

static bool is_key(const struct ini_entry *entry, const char *section,
                   const char *key)
{
    return strcmp(entry->section, section) == 0 && strcmp(entry->key, key) == 0;
}

static bool read_mode(const struct ini_entry *entry, int *mode,
                      struct error *err)
{
    char *end;
    const long value = strtol(entry->value, &end, 8);
    if (end == entry->value || *end || value < 0 || value > 0777)
        return ini_wrong(entry, err, "\"%.40s\" is not a mode such as 0660",
                         entry->value);
    *mode = (int)value;
    return true;
}

static bool read_listen(const struct ini_entry *entry,
                        char listen[CONFIG_PATH_MAX], struct error *err)
{
    if (!listener_is_address(entry->value))
        return ini_wrong(entry, err,
                         "\"%.40s\" is neither unix:PATH nor HOST:PORT",
                         entry->value);
    snprintf(listen, CONFIG_PATH_MAX, "%s", entry->value);
    return true;
}

static bool read_sandbox(const struct ini_entry *entry,
                         enum config_sandbox *sandbox, struct error *err)
{
    if (strcmp(entry->value, "full") == 0)
        *sandbox = CONFIG_SANDBOX_FULL;
    else if (strcmp(entry->value, "reduced") == 0)
        *sandbox = CONFIG_SANDBOX_REDUCED;
    else
        return ini_wrong(entry, err, "\"%.40s\" is neither full nor reduced",
                         entry->value);
    return true;
}

static bool read_group(const struct ini_entry *entry,
                       char group[CONFIG_NAME_MAX], struct error *err)
{
    if (strlen(entry->value) >= CONFIG_NAME_MAX)
        return ini_wrong(entry, err, "a group's name has at most 63 bytes");
    strcpy(group, entry->value);
    return true;
}

// The keys of [serve] and [status] that are no numbers.
static bool take_serve(struct config *config, const struct ini_entry *entry,
                       bool *taken, struct error *err)
{
    *taken = true;
    if (is_key(entry, "serve", "listen"))
        return read_listen(entry, config->listen, err);
    if (is_key(entry, "status", "listen"))
        return read_listen(entry, config->status, err);
    if (is_key(entry, "serve", "socket_mode"))
        return read_mode(entry, &config->socket_mode, err);
    if (is_key(entry, "serve", "socket_group"))
        return read_group(entry, config->socket_group, err);
    if (is_key(entry, "serve", "sandbox"))
        return read_sandbox(entry, &config->sandbox, err);
    *taken = false;
    return true;
}

static bool is_unknown(const struct ini_entry *entry, struct error *err)
{
    static const char *const keys[][2] = {
        {"serve", "listen, socket_mode, socket_group, workers, queue, "
                  "max_requests, request_timeout_s, poster_timeout_s, "
                  "kit_timeout_s, "
                  "poster_memory_mb, sandbox"},
        {"status", "listen"},
        {"photo", "max_mb, max_megapixels, max_side_px, max_scans, max_chunks, "
                  "max_chunk_kb, max_profile_kb"},
        {"press", "templates, fonts, samples, partners, art_cache_mb"},
    };
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (strcmp(entry->section, keys[i][0]) == 0)
            return ini_wrong(entry, err, "there is no such key; [%s] has %s",
                             keys[i][0], keys[i][1]);
    return ini_wrong(entry, err,
                     "there is no such section; there are [serve], [status], "
                     "[photo], [press], [page], [link ID], [evaluation], "
                     "[date ID]");
}

static bool take(void *context, const struct ini_entry *entry,
                 struct error *err)
{
    struct config *config = context;
    bool taken;
    if (!config_page_take(&config->page, entry, &taken, err))
        return false;
    if (taken)
        return true;
    if (!config_evaluation_take(&config->evaluation, entry, &taken, err))
        return false;
    if (taken)
        return true;
    if (!take_serve(config, entry, &taken, err))
        return false;
    if (taken)
        return true;
    for (size_t i = 0; i < sizeof number_keys / sizeof *number_keys; i++) {
        const struct number_key *key = &number_keys[i];
        if (is_key(entry, key->section, key->key))
            return ini_read_number(entry, key->low, key->high,
                                   (int *)((char *)config + key->offset), err);
    }
    for (size_t i = 0; i < sizeof path_keys / sizeof *path_keys; i++) {
        const struct path_key *key = &path_keys[i];
        // A line of an INI is shorter than any path may be.
        if (is_key(entry, key->section, key->key)) {
            snprintf((char *)config + key->offset, CONFIG_PATH_MAX, "%s",
                     entry->value);
            return true;
        }
    }
    for (int i = 0; i < PHOTO_KEYS; i++) {
        const struct limit_key *key = &photo_keys[i];
        int value;
        if (!is_key(entry, "photo", key->key))
            continue;
        if (!ini_read_number(entry, key->low, key->high, &value, err))
            return false;
        set_photo_limit(&config->photo, (enum photo_key)i, value);
        return true;
    }
    return is_unknown(entry, err);
}

bool config_read(struct config *config, const char *path, struct error *err)
{
    return ini_read(path, take, config, err) &&
           config_page_check(&config->page, path, err) &&
           config_evaluation_check(&config->evaluation, path, err);
}
