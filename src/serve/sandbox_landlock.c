#include "sandbox_landlock.h"

#include <fcntl.h>
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

// Of them, what Debian's header does not have yet.
enum { TRUNCATE_VERSION = 3, TRUNCATE = 1 << 14, CONNECT_TCP = 1 << 1 };

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

// Everything is handled, so that what no rule allows is forbidden; gives a
// descriptor, or -1. The kernel must have a version.
static int create_rules(bool connects)
{
    const int count = (int)(sizeof known / sizeof *known);
    const int version = sandbox_landlock_version();
    const int at = (version < count ? version : count) - 1;
    struct rules rules = {bits(known[at].files), bits(known[at].network),
                          bits(known[at].scopes)};
    if (connects)
        rules.network &= ~(uint64_t)CONNECT_TCP;
    return (int)syscall(SYS_landlock_create_ruleset, &rules, sizeof rules, 0);
}

static bool close_walls(int ruleset)
{
    const bool done = syscall(SYS_landlock_restrict_self, ruleset, 0) == 0;
    close(ruleset);
    return done;
}

bool sandbox_landlock_enter(void)
{
    if (sandbox_landlock_version() == 0)
        return true;
    const int ruleset = create_rules(false);
    return ruleset >= 0 && close_walls(ruleset);
}

// A folder that is not there cannot be written to either.
static bool allow_below(int ruleset, const char *folder, uint64_t access)
{
    struct landlock_path_beneath_attr rule = {.allowed_access = access};
    const int fd = open(folder, O_PATH | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0)
        return true;
    rule.parent_fd = fd;
    const bool done = syscall(SYS_landlock_add_rule, ruleset,
                              LANDLOCK_RULE_PATH_BENEATH, &rule, 0) == 0;
    close(fd);
    return done;
}

bool sandbox_landlock_enter_folder(const char *folder, bool connects)
{
    const int version = sandbox_landlock_version();
    if (version == 0)
        return true;
    const uint64_t reading =
        LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR;
    const uint64_t writing = reading | LANDLOCK_ACCESS_FS_WRITE_FILE |
                             LANDLOCK_ACCESS_FS_MAKE_REG |
                             LANDLOCK_ACCESS_FS_REMOVE_FILE |
                             (version >= TRUNCATE_VERSION ? TRUNCATE : 0);
    const int ruleset = create_rules(connects);
    if (ruleset < 0)
        return false;
    if (allow_below(ruleset, "/", reading) &&
        allow_below(ruleset, folder, writing))
        return close_walls(ruleset);
    close(ruleset);
    return false;
}
