#include "sandbox.h"

#include <sys/prctl.h>
#include <sys/resource.h>

static bool limit(__rlimit_resource_t what, rlim_t most)
{
    const struct rlimit both = {most, most};
    return setrlimit(what, &both) == 0;
}

bool sandbox_leave_no_trace(void)
{
    // A core that the kernel pipes to a program (systemd-coredump) knows no
    // limit of size: only a process that is not dumpable has none.
    return limit(RLIMIT_CORE, 0) && prctl(PR_SET_DUMPABLE, 0) == 0;
}

bool sandbox_enter(const struct sandbox_limits *limits)
{
    // Nothing that the process could start may have more rights than it has,
    // and with no descriptor to be had it opens neither file nor socket.
    return sandbox_leave_no_trace() &&
           prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
           limit(RLIMIT_NOFILE, 0) && limit(RLIMIT_FSIZE, 0) &&
           limit(RLIMIT_AS, limits->memory_bytes) &&
           limit(RLIMIT_CPU, (rlim_t)limits->cpu_seconds);
}
