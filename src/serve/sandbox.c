#include "sandbox.h"

#include <sys/prctl.h>
#include <sys/resource.h>

static bool limit(__rlimit_resource_t what, rlim_t most)
{
    const struct rlimit both = {most, most};
    return setrlimit(what, &both) == 0;
}

bool sandbox_enter(const struct sandbox_limits *limits)
{
    // A photo must not come to light again in a core file or a debugger, and
    // nothing that the process could start may have more rights than it has.
    return prctl(PR_SET_DUMPABLE, 0) == 0 &&
           prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
           limit(RLIMIT_CORE, 0) && limit(RLIMIT_FSIZE, 0) &&
           limit(RLIMIT_AS, limits->memory_bytes) &&
           limit(RLIMIT_CPU, (rlim_t)limits->cpu_seconds);
}
