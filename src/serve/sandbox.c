#include "sandbox.h"

#include "sandbox_landlock.h"
#include "sandbox_seccomp.h"

#include <malloc.h>
#include <sys/prctl.h>
#include <sys/resource.h>

static bool limit_from(__rlimit_resource_t what, rlim_t soft, rlim_t hard)
{
    const struct rlimit both = {soft, hard};
    return setrlimit(what, &both) == 0;
}

static bool limit(__rlimit_resource_t what, rlim_t most)
{
    return limit_from(what, most, most);
}

static bool keep_secret(void)
{
    // A core that the kernel pipes to a program (systemd-coredump) knows no
    // limit of size: only a process that is not dumpable has none.
    return limit(RLIMIT_CORE, 0) && prctl(PR_SET_DUMPABLE, 0) == 0;
}

static bool renounce(void)
{
    return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0;
}

// RLIMIT_NPROC is left out: it counts every process of the user, and root is
// free of it. The filter of system calls lets no process be started at all.
static bool set_limits(const struct sandbox_limits *limits)
{
    return limit(RLIMIT_NOFILE, 0) && limit(RLIMIT_FSIZE, 0) &&
           limit(RLIMIT_AS, limits->memory_bytes) &&
           // A second later the kernel ends what did not listen.
           limit_from(RLIMIT_CPU, (rlim_t)limits->cpu_seconds,
                      (rlim_t)limits->cpu_seconds + 1);
}

bool sandbox_warm(int answer_fd)
{
    return sandbox_seccomp_prepare(answer_fd);
}

const char *sandbox_wall_name(int wall)
{
    static const char *const names[SANDBOX_WALLS] = {
        "no core dump", "no new privileges", "limits", "Landlock",
        "system calls"};
    return names[wall];
}

static int missing(bool there, enum sandbox_wall wall)
{
    return there ? 0 : 1 << wall;
}

int sandbox_raise(const struct sandbox_limits *limits, int answer_fd)
{
    // When the memory of a thread shrinks, the C library would open a file of
    // the kernel's to see how: all threads share one arena, which does not.
    // (AddressSanitizer has neither, and says no.)
    mallopt(M_ARENA_MAX, 1);
    // Nothing that the process could start may have more rights than it has;
    // Landlock wants a descriptor, and the filter closes the other doors.
    // The list is worked out while files can still be had.
    const bool warm = sandbox_warm(answer_fd);
    int lacks = missing(keep_secret(), SANDBOX_SECRECY);
    lacks |= missing(renounce(), SANDBOX_PRIVILEGES);
    lacks |= missing(sandbox_landlock_enter(), SANDBOX_LANDLOCK);
    lacks |= missing(set_limits(limits), SANDBOX_LIMITS);
    lacks |= missing(warm && sandbox_seccomp_enter(answer_fd), SANDBOX_CALLS);
    return lacks;
}

bool sandbox_enter(const struct sandbox_limits *limits, int answer_fd)
{
    return sandbox_raise(limits, answer_fd) == 0 || limits->lowered;
}

static bool enter_server(bool may_fork, bool lowered)
{
    int lacks = missing(keep_secret(), SANDBOX_SECRECY);
    lacks |= missing(renounce(), SANDBOX_PRIVILEGES);
    lacks |= missing(sandbox_landlock_enter(), SANDBOX_LANDLOCK);
    lacks |= missing(sandbox_calls_enter(may_fork), SANDBOX_CALLS);
    return lacks == 0 || lowered;
}

bool sandbox_enter_worker(bool lowered)
{
    return enter_server(true, lowered);
}

bool sandbox_enter_aide(bool lowered)
{
    return enter_server(false, lowered);
}

bool sandbox_enter_recorder(const char *folder, bool connects, bool lowered)
{
    int lacks = missing(keep_secret(), SANDBOX_SECRECY);
    lacks |= missing(renounce(), SANDBOX_PRIVILEGES);
    lacks |= missing(sandbox_landlock_enter_folder(folder, connects),
                     SANDBOX_LANDLOCK);
    lacks |= missing(sandbox_calls_enter_recorder(connects), SANDBOX_CALLS);
    return lacks == 0 || lowered;
}
