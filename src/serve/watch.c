#include "watch.h"

#include "slot.h"

#include <dirent.h>
#include <errno.h>
#include <stdalign.h>
#include <stdio.h>
#include <string.h>
#include <sys/inotify.h>
#include <unistd.h>

// A file that is being written is of interest when it is complete; a mode, for
// it may have become readable.
static const uint32_t mask = IN_CLOSE_WRITE | IN_CREATE | IN_DELETE |
                             IN_MOVED_FROM | IN_MOVED_TO | IN_DELETE_SELF |
                             IN_MOVE_SELF | IN_ATTRIB | IN_ONLYDIR;

static bool fail(struct error *err, const char *what)
{
    return error_set_detail(
        err, ERROR_SYSTEM, MESSAGE_SYSTEM, "%s cannot be watched: %s", what,
        errno == ENOSPC ? "fs.inotify.max_user_watches is reached"
                        : strerror(errno));
}

bool watch_open(struct watch *watch, struct error *err)
{
    *watch = (struct watch){.top = -1};
    watch->fd = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
    return watch->fd >= 0 || fail(err, "the folder of templates");
}

void watch_close(struct watch *watch)
{
    if (watch->fd >= 0)
        close(watch->fd);
    watch->fd = -1;
}

// Files are no folders, and what is gone again need not be watched.
static bool follow_entry(const struct watch *watch, const char *dir,
                         const char *name, struct error *err)
{
    char path[4096 + 256];
    snprintf(path, sizeof path, "%s/%s", dir, name);
    return name[0] == '.' || inotify_add_watch(watch->fd, path, mask) >= 0 ||
           errno == ENOTDIR || errno == ENOENT || fail(err, path);
}

bool watch_follow(struct watch *watch, const char *dir, struct error *err)
{
    watch_attend(watch);
    watch->top = inotify_add_watch(watch->fd, dir, mask);
    if (watch->top < 0)
        return fail(err, dir);
    watch->has_changed = false;
    DIR *folder = opendir(dir);
    if (!folder)
        return fail(err, dir);
    bool done = true;
    for (struct dirent *entry; done && (entry = readdir(folder));)
        done = follow_entry(watch, dir, entry->d_name, err);
    closedir(folder);
    return done;
}

void watch_also(const struct watch *watch, const char *dir)
{
    struct error ignored = {0};
    if (*dir && inotify_add_watch(watch->fd, dir, mask) >= 0)
        follow_entry(watch, dir, "text", &ignored);
}

void watch_also_each(const struct watch *watch, const char *dir)
{
    struct error ignored = {0};
    DIR *folder = *dir && inotify_add_watch(watch->fd, dir, mask) >= 0
                      ? opendir(dir)
                      : NULL;
    if (!folder)
        return;
    for (struct dirent *entry; (entry = readdir(folder));)
        follow_entry(watch, dir, entry->d_name, &ignored);
    closedir(folder);
}

static void take(struct watch *watch, const struct inotify_event *event)
{
    // A folder that went elsewhere is no longer ours.
    if (event->mask & IN_MOVE_SELF)
        inotify_rm_watch(watch->fd, event->wd);
    if (event->wd == watch->top && (event->mask & (IN_MOVE_SELF | IN_IGNORED)))
        watch->top = -1;
    // Editors keep hidden files beside the one that they write.
    if ((event->mask & IN_IGNORED) || (event->len > 0 && event->name[0] == '.'))
        return;
    watch->has_changed = true;
    watch->changed_ms = slot_clock_ms();
}

void watch_attend(struct watch *watch)
{
    alignas(struct inotify_event) char events[16384];
    ssize_t size;
    while (watch->fd >= 0 &&
           (size = read(watch->fd, events, sizeof events)) > 0)
        for (const char *at = events; at < events + size;) {
            const struct inotify_event *event = (const void *)at;
            take(watch, event);
            at += sizeof *event + event->len;
        }
}

bool watch_is_due(const struct watch *watch)
{
    return watch->has_changed &&
           slot_clock_ms() - watch->changed_ms >= WATCH_DELAY_MS;
}
