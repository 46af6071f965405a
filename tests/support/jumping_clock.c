#define _GNU_SOURCE
// Preloaded into a server: the clock of the day jumps by a day back or forth
// each time that somebody looks. What counts seconds must not look there.
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

enum { DAY_S = 24 * 60 * 60 };

static time_t jump(void)
{
    static int looks;
    return (looks++ % 5 - 2) * (time_t)DAY_S;
}

time_t time(time_t *out)
{
    struct timespec now;
    syscall(SYS_clock_gettime, CLOCK_REALTIME, &now);
    const time_t told = now.tv_sec + jump();
    if (out)
        *out = told;
    return told;
}

int clock_gettime(clockid_t clock, struct timespec *out)
{
    const int done = (int)syscall(SYS_clock_gettime, clock, out);
    if (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE)
        out->tv_sec += jump();
    return done;
}

int gettimeofday(struct timeval *restrict out, void *restrict zone)
{
    struct timespec now;
    (void)zone;
    syscall(SYS_clock_gettime, CLOCK_REALTIME, &now);
    out->tv_sec = now.tv_sec + jump();
    out->tv_usec = now.tv_nsec / 1000;
    return 0;
}
