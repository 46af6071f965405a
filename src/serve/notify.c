#include "notify.h"

#include "slot.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

// Half of what the watchdog waits, as sd_watchdog_enabled(3) advises.
static long read_watchdog(void)
{
    const char *usec = getenv("WATCHDOG_USEC");
    const char *pid = getenv("WATCHDOG_PID");
    if (!usec || (pid && atol(pid) != getpid()))
        return 0;
    const long ms = atol(usec) / 2000;
    return ms > 0 ? ms : 0;
}

void notify_open(struct notify *notify)
{
    const char *path = getenv("NOTIFY_SOCKET");
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    *notify = (struct notify){.fd = -1};
    if (!path || (path[0] != '/' && path[0] != '@') ||
        strlen(path) >= sizeof address.sun_path)
        return;
    const socklen_t size =
        (socklen_t)(offsetof(struct sockaddr_un, sun_path) + strlen(path));
    memcpy(address.sun_path, path, strlen(path));
    if (path[0] == '@')
        address.sun_path[0] = '\0';
    notify->fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (notify->fd >= 0 &&
        connect(notify->fd, (const struct sockaddr *)&address, size) != 0)
        notify_close(notify);
    notify->every_ms = read_watchdog();
}

void notify_close(struct notify *notify)
{
    if (notify->fd >= 0)
        close(notify->fd);
    notify->fd = -1;
}

void notify_tell(const struct notify *notify, const char *format, ...)
{
    char text[512];
    va_list arguments;
    if (notify->fd < 0)
        return;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    // Whoever does not listen is not told.
    if (send(notify->fd, text, strlen(text), MSG_NOSIGNAL | MSG_DONTWAIT) < 0)
        return;
}

void notify_reloading(const struct notify *notify)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    notify_tell(notify, "RELOADING=1\nMONOTONIC_USEC=%lld",
                (long long)now.tv_sec * 1000000 + now.tv_nsec / 1000);
}

void notify_attend(struct notify *notify)
{
    const long now = slot_clock_ms();
    if (notify->every_ms == 0 || now - notify->told_ms < notify->every_ms)
        return;
    notify->told_ms = now;
    notify_tell(notify, "WATCHDOG=1");
}
