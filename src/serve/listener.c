#include "listener.h"

#include <errno.h>
#include <grp.h>
#include <netdb.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

enum {
    BACKLOG = 511, // as nginx
};

static const char unix_prefix[] = "unix:";

enum { UNIX_PREFIX_SIZE = sizeof unix_prefix - 1, HOST_SIZE = 256 };

static bool is_unix(const char *address)
{
    return strncmp(address, unix_prefix, UNIX_PREFIX_SIZE) == 0;
}

// getaddrinfo would take the lower sixteen bits of any number.
static bool is_port(const char *text)
{
    enum { DIGITS_MAX = 5, PORT_MAX = 65535 };
    const size_t digits = strspn(text, "0123456789");
    return digits > 0 && digits <= DIGITS_MAX && !text[digits] &&
           atol(text) <= PORT_MAX;
}

bool listener_is_address(const char *address)
{
    const char *colon = strrchr(address, ':');
    if (is_unix(address))
        return address[UNIX_PREFIX_SIZE] != '\0';
    return colon && colon > address && is_port(colon + 1) &&
           colon - address < HOST_SIZE;
}

static bool wrong(const char *address, const char *what, struct error *err)
{
    return error_set_detail(err, ERROR_SYSTEM, MESSAGE_CONFIGURATION, "%s: %s",
                            address, what);
}

// True when nobody listens on the socket file any more. Does not wait: a server
// with a full queue is there too, and so is one that lets nobody in.
static bool is_stale(const struct sockaddr_un *address)
{
    const int fd =
        socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (fd < 0)
        return false;
    const bool stale =
        connect(fd, (const struct sockaddr *)address, sizeof *address) != 0 &&
        errno == ECONNREFUSED;
    close(fd);
    return stale;
}

static bool give_group(const char *path, const char *name, struct error *err)
{
    if (!*name)
        return true;
    const struct group *group = getgrnam(name);
    if (!group)
        return wrong(path, "there is no such group as socket_group names", err);
    return chown(path, (uid_t)-1, group->gr_gid) == 0 ||
           wrong(path, strerror(errno), err);
}

static bool open_unix(struct listener *listener, const char *path,
                      const struct listener_place *place, struct error *err)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    if (strlen(path) >= sizeof address.sun_path)
        return wrong(path, "a Unix socket's path has at most 107 bytes", err);
    strcpy(address.sun_path, path);
    struct stat status;
    if (stat(path, &status) == 0) {
        if (!S_ISSOCK(status.st_mode))
            return wrong(path, "is there and is no socket", err);
        if (!is_stale(&address))
            return wrong(path, "another server is there", err);
        unlink(path);
    }
    listener->fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    // Nobody may connect before the mode is right.
    const mode_t mask = umask(0777);
    const bool bound =
        listener->fd >= 0 &&
        bind(listener->fd, (struct sockaddr *)&address, sizeof address) == 0;
    umask(mask);
    if (!bound)
        return wrong(path, strerror(errno), err);
    strcpy(listener->path, path);
    if (stat(path, &status) != 0)
        return wrong(path, strerror(errno), err);
    listener->device = status.st_dev;
    listener->file = status.st_ino;
    if (!give_group(path, place->group, err))
        return false;
    return (chmod(path, (mode_t)place->mode) == 0 &&
            listen(listener->fd, BACKLOG) == 0) ||
           wrong(path, strerror(errno), err);
}

static bool bind_first(struct listener *listener, const struct addrinfo *list)
{
    const int yes = 1;
    for (const struct addrinfo *at = list; at; at = at->ai_next) {
        listener->fd = socket(at->ai_family, at->ai_socktype | SOCK_CLOEXEC, 0);
        if (listener->fd < 0)
            continue;
        setsockopt(listener->fd, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
        if (bind(listener->fd, at->ai_addr, at->ai_addrlen) == 0 &&
            listen(listener->fd, BACKLOG) == 0)
            return true;
        close(listener->fd);
        listener->fd = -1;
    }
    return false;
}

static bool open_tcp(struct listener *listener, const char *address,
                     struct error *err)
{
    char host[HOST_SIZE];
    const char *colon = strrchr(address, ':');
    // [::1]:9000
    const bool bracketed = address[0] == '[' && colon[-1] == ']';
    snprintf(host, sizeof host, "%.*s", (int)(colon - address) - 2 * bracketed,
             address + bracketed);
    const struct addrinfo hints = {.ai_socktype = SOCK_STREAM,
                                   .ai_flags = AI_NUMERICSERV};
    struct addrinfo *list;
    const int fault = getaddrinfo(host, colon + 1, &hints, &list);
    if (fault != 0)
        return wrong(address, gai_strerror(fault), err);
    const bool done = bind_first(listener, list);
    const int bind_fault = errno;
    freeaddrinfo(list);
    return done ? true : wrong(address, strerror(bind_fault), err);
}

bool listener_open(struct listener *listener,
                   const struct listener_place *place, struct error *err)
{
    const char *address = place->address;
    *listener = (struct listener){.fd = -1};
    if (!listener_is_address(address))
        return wrong(address, "is neither unix:PATH nor HOST:PORT", err);
    const bool done =
        is_unix(address)
            ? open_unix(listener, address + UNIX_PREFIX_SIZE, place, err)
            : open_tcp(listener, address, err);
    if (!done)
        listener_close(listener);
    return done;
}

bool listener_is_lost(const struct listener *listener)
{
    struct stat status;
    return *listener->path && (stat(listener->path, &status) != 0 ||
                               status.st_dev != listener->device ||
                               status.st_ino != listener->file);
}

void listener_close(struct listener *listener)
{
    if (listener->fd >= 0)
        close(listener->fd);
    if (*listener->path && !listener_is_lost(listener))
        unlink(listener->path);
    *listener = (struct listener){.fd = -1};
}
