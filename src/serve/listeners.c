#include "listeners.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum {
    SYSTEMD_FIRST_FD = 3, // SD_LISTEN_FDS_START, sd_listen_fds(3)
};

static bool is_listening(int fd)
{
    int listening = 0;
    socklen_t size = sizeof listening;
    return getsockopt(fd, SOL_SOCKET, SO_ACCEPTCONN, &listening, &size) == 0 &&
           listening;
}

static bool wrong(const char *what, struct error *err)
{
    return error_set_detail(err, ERROR_SYSTEM, MESSAGE_CONFIGURATION,
                            "serve: %s", what);
}

static bool take(struct listeners *listeners, int fd, bool is_status,
                 struct error *err)
{
    const struct listener taken = {.fd = fd};
    if (is_status && listeners->status.fd >= 0)
        return wrong("two sockets named status were handed over", err);
    if (!is_status && listeners->count == LISTENERS_MAX)
        return wrong("more than 16 sockets were handed over", err);
    fcntl(fd, F_SETFD, FD_CLOEXEC);
    if (is_status)
        listeners->status = taken;
    else
        listeners->posters[listeners->count++] = taken;
    return true;
}

// Whether the next name of a list such as "web:status" is "status".
static bool next_is_status(const char **names)
{
    static const char status[] = "status";
    const size_t length = strcspn(*names, ":");
    const bool is_status =
        length == sizeof status - 1 && strncmp(*names, status, length) == 0;
    *names += length;
    *names += **names == ':';
    return is_status;
}

// What sd_listen_fds(3) describes.
static bool take_from_systemd(struct listeners *listeners, struct error *err)
{
    const char *pid = getenv("LISTEN_PID");
    const char *count = getenv("LISTEN_FDS");
    const char *names = getenv("LISTEN_FDNAMES");
    if (!pid || !count || atol(pid) != getpid())
        return true;
    if (!names)
        names = "";
    const int end = SYSTEMD_FIRST_FD + atoi(count);
    for (int fd = SYSTEMD_FIRST_FD; fd < end; fd++) {
        const bool is_status = next_is_status(&names);
        if (!is_listening(fd))
            return wrong("what was handed over is no listening socket", err);
        if (!take(listeners, fd, is_status, err))
            return false;
    }
    return true;
}

static bool open_posters(struct listeners *listeners,
                         const struct listener_place *place, struct error *err)
{
    if (listeners->count == 0 && is_listening(STDIN_FILENO) &&
        !take(listeners, STDIN_FILENO, false, err))
        return false;
    if (listeners->count > 0)
        return true;
    if (!*place->address)
        return wrong("no socket was handed over, so --listen or the key "
                     "listen is needed",
                     err);
    if (!listener_open(&listeners->posters[0], place, err))
        return false;
    listeners->count = 1;
    return true;
}

bool listeners_open(struct listeners *listeners,
                    const struct listener_place *posters,
                    const struct listener_place *status, struct error *err)
{
    *listeners =
        (struct listeners){.status = {.fd = -1}, .places = {*posters, *status}};
    const bool done = take_from_systemd(listeners, err) &&
                      open_posters(listeners, posters, err) &&
                      (listeners->status.fd >= 0 || !*status->address ||
                       listener_open(&listeners->status, status, err));
    if (!done)
        listeners_close(listeners);
    return done;
}

static bool mend(struct listener *listener, const struct listener_place *place,
                 struct error *err)
{
    struct listener made;
    if (!listener_is_lost(listener) || !listener_open(&made, place, err))
        return false;
    listener_close(listener);
    *listener = made;
    return true;
}

bool listeners_mend(struct listeners *listeners, struct error *err)
{
    bool mended = mend(&listeners->status, &listeners->places[1], err);
    // Only one that was made here has a file, and it is then the only one.
    if (mend(&listeners->posters[0], &listeners->places[0], err))
        mended = true;
    return mended;
}

void listeners_close(struct listeners *listeners)
{
    for (size_t i = 0; i < listeners->count; i++)
        listener_close(&listeners->posters[i]);
    listener_close(&listeners->status);
    listeners->count = 0;
}
