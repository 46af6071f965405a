#include "sandbox_landlock.h"

#include <stdint.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <linux/landlock.h>

// The kernel's, in the version of today; Debian's header is older. A kernel
// takes a shorter struct than its own, and a longer one when what it does not
// know is zero.
struct rules {
    uint64_t files;
    uint64_t network;
    uint64_t scopes;
};

// How many kinds of access each version knows; they are bits from the lowest.
static const struct {
    int files;
    int network;
    int scopes;
} known[] = {
    {13, 0, 0}, {14, 0, 0}, {15, 0, 0}, {15, 2, 0}, {16, 2, 0}, {16, 2, 2},
};

static uint64_t bits(int count)
{
    return ((uint64_t)1 << count) - 1;
}

int sandbox_landlock_version(void)
{
    const long version = syscall(SYS_landlock_create_ruleset, NULL, 0,
                                 LANDLOCK_CREATE_RULESET_VERSION);
    return version > 0 ? (int)version : 0;
}

bool sandbox_landlock_enter(void)
{
    const int count = (int)(sizeof known / sizeof *known);
    const int version = sandbox_landlock_version();
    if (version == 0)
        return true;
    const int at = (version < count ? version : count) - 1;
    // All is handled, and no rule allows anything.
    const struct rules rules = {bits(known[at].files), bits(known[at].network),
                                bits(known[at].scopes)};
    const long ruleset =
        syscall(SYS_landlock_create_ruleset, &rules, sizeof rules, 0);
    if (ruleset < 0)
        return false;
    const bool done = syscall(SYS_landlock_restrict_self, (int)ruleset, 0) == 0;
    close((int)ruleset);
    return done;
}
