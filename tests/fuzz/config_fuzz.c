// Any bytes as postertool.ini: a setting outside its bounds never comes
// through, and what is wrong is told with the file's name.
#include "serve/config.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool held)
{
    if (!held)
        abort();
}

static bool is_within(long value, long low, long high)
{
    return value >= low && value <= high;
}

static bool is_text(const char *text, size_t size)
{
    return memchr(text, '\0', size) != NULL;
}

#define MUST_BE_TEXT(text) must(is_text(text, sizeof(text)))

static void look_at_page(const struct config_page *page)
{
    MUST_BE_TEXT(page->folder);
    MUST_BE_TEXT(page->contact);
    must(!*page->color || (strlen(page->color) == 7 && page->color[0] == '#'));
    must(!*page->color == !*page->ink);
    must(page->link_count <= CONFIG_LINKS_MAX);
    for (size_t i = 0; i < page->link_count; i++) {
        must(*page->links[i].id != '\0');
        must(strncmp(page->links[i].url, "http", 4) == 0);
        must(*page->links[i].labels[LANGUAGE_NL] != '\0');
    }
    for (int i = 0; i < LANGUAGE_COUNT; i++) {
        MUST_BE_TEXT(page->names[i]);
        MUST_BE_TEXT(page->footers[i]);
    }
}

static void look_at(const struct config *config)
{
    MUST_BE_TEXT(config->listen);
    MUST_BE_TEXT(config->templates);
    MUST_BE_TEXT(config->fonts);
    MUST_BE_TEXT(config->samples);
    must(is_within(config->socket_mode, 0, 0777));
    must(is_within(config->workers, 0, 256));
    must(is_within(config->max_requests, 1, 1000000));
    must(is_within(config->request_timeout_s, 1, 3600));
    must(is_within(config->poster_timeout_s, 1, 600));
    must(is_within(config->kit_timeout_s, 1, 3600));
    must(is_within(config->poster_memory_mb, 256, 65536));
    must(is_within(config->art_cache_mb, 0, 4096));
    must(is_within((long)config->photo.bytes, 1000000, 100000000));
    must(is_within(config->photo.pixels, 1000000, 250000000));
    must(is_within(config->photo.side_px, 1000, 32767));
    look_at_page(&config->page);
}

// A file that is in memory alone, with a path to open it by.
static void write_file(int fd, const uint8_t *data, size_t size)
{
    must(ftruncate(fd, 0) == 0);
    must(pwrite(fd, data, size, 0) == (ssize_t)size);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct config config;
    static char path[32];
    static int fd = -1;
    struct error err = {0};
    if (fd < 0) {
        fd = memfd_create("postertool.ini", MFD_CLOEXEC);
        must(fd >= 0);
        snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    }
    write_file(fd, data, size);
    config_init(&config);
    if (config_read(&config, path, &err)) {
        look_at(&config);
        return 0;
    }
    must(err.kind == ERROR_SYSTEM && err.message == MESSAGE_CONFIGURATION);
    must(strncmp(err.detail, path, strlen(path)) == 0);
    must(err.detail[strlen(path)] == ':');
    return 0;
}
