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

bool sandbox_prepare(void)
{
    // A core that the kernel pipes to a program (systemd-coredump) knows no
    // limit of size: only a process that is not dumpable has none.
    return limit(RLIMIT_CORE, 0) && prctl(PR_SET_DUMPABLE, 0) == 0 &&
           prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0;
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

bool sandbox_enter(const struct sandbox_limits *limits, int answer_fd)
{
    // When the memory of a thread shrinks, the C library would open a file of
    // the kernel's to see how: all threads share one arena, which does not.
    // (AddressSanitizer has neither, and says no.)
    mallopt(M_ARENA_MAX, 1);
    // Nothing that the process could start may have more rights than it has;
    // Landlock wants a descriptor, and the filter closes the other doors.
    // The list is worked out while files can still be had.
    return sandbox_warm(answer_fd) && sandbox_prepare() &&
           sandbox_landlock_enter() && set_limits(limits) &&
           sandbox_seccomp_enter(answer_fd);
}
