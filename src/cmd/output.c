#include "output.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool write_all(int fd, struct bytes bytes)
{
    while (bytes.size > 0) {
        const ssize_t done = write(fd, bytes.data, bytes.size);
        if (done < 0 && errno == EINTR)
            continue;
        if (done <= 0)
            return false;
        bytes.data += done;
        bytes.size -= (size_t)done;
    }
    return true;
}

// Writes beside the target and renames, so that the target is never half a
// file.
static bool replace_file(const char *path, struct bytes bytes)
{
    char *part;
    if (asprintf(&part, "%s.XXXXXX", path) < 0)
        return false;
    const int fd = mkostemp(part, O_CLOEXEC);
    bool done = fd >= 0;
    if (done) {
        const mode_t mask = umask(0);
        umask(mask);
        done = write_all(fd, bytes) && fchmod(fd, 0666 & ~mask) == 0;
        done = close(fd) == 0 && done;
        done = done && rename(part, path) == 0;
        if (!done) {
            const int fault = errno;
            unlink(part);
            errno = fault;
        }
    }
    free(part);
    return done;
}

// A device or a pipe is written to, not replaced; a link is followed.
static bool write_file(const char *path, struct bytes bytes)
{
    struct stat status;
    if (stat(path, &status) != 0)
        return replace_file(path, bytes);
    if (S_ISREG(status.st_mode)) {
        char *target = realpath(path, NULL);
        const bool done = target && replace_file(target, bytes);
        free(target);
        return done;
    }
    const int fd = open(path, O_WRONLY | O_CLOEXEC);
    if (fd < 0)
        return false;
    const bool done = write_all(fd, bytes);
    return close(fd) == 0 && done;
}

bool output_write(const char *path, struct bytes bytes, struct error *err)
{
    const bool done = strcmp(path, "-") == 0 ? write_all(STDOUT_FILENO, bytes)
                                             : write_file(path, bytes);
    return done ? true
                : error_set_detail(err, ERROR_SYSTEM, MESSAGE_SYSTEM,
                                   "%s: cannot be written: %s", path,
                                   strerror(errno));
}
