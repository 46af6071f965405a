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

static bool fail(const char *path, struct error *err)
{
    return error_set_detail(err, ERROR_SYSTEM, MESSAGE_SYSTEM,
                            "%s: cannot be written: %s", path, strerror(errno));
}

// Writes beside the target and renames, so that the target is never half a
// file.
static bool open_part(struct output *output)
{
    char *part;
    if (asprintf(&part, "%s.XXXXXX", output->target) < 0)
        return false;
    output->part = part;
    output->fd = mkostemp(part, O_CLOEXEC);
    return output->fd >= 0;
}

// A device or a pipe is written to, not replaced; a link is followed.
static bool open_file(struct output *output)
{
    struct stat status;
    const bool is_there = stat(output->path, &status) == 0;
    if (is_there && !S_ISREG(status.st_mode)) {
        output->fd = open(output->path, O_WRONLY | O_CLOEXEC);
        return output->fd >= 0;
    }
    output->target =
        is_there ? realpath(output->path, NULL) : strdup(output->path);
    return output->target && open_part(output);
}

bool output_open(struct output *output, const char *path, struct error *err)
{
    *output = (struct output){.fd = STDOUT_FILENO, .path = path};
    if (strcmp(path, "-") == 0 || open_file(output))
        return true;
    fail(path, err);
    free(output->part);
    free(output->target);
    return false;
}

bool output_put(const struct output *output, struct bytes piece,
                struct error *err)
{
    return write_all(output->fd, piece) || fail(output->path, err);
}

static bool take_place(const struct output *output)
{
    const mode_t mask = umask(0);
    umask(mask);
    bool done = fchmod(output->fd, 0666 & ~mask) == 0;
    done = close(output->fd) == 0 && done;
    return done && rename(output->part, output->target) == 0;
}

bool output_close(struct output *output, bool is_kept, struct error *err)
{
    bool done = true;
    if (output->part) {
        done = is_kept && take_place(output);
        if (!done) {
            const int fault = errno;
            unlink(output->part);
            errno = fault;
        }
        if (!is_kept)
            close(output->fd);
    } else if (output->fd != STDOUT_FILENO) {
        done = close(output->fd) == 0;
    }
    if (!done && is_kept)
        fail(output->path, err);
    output_forget(output);
    return done || !is_kept;
}

void output_forget(struct output *output)
{
    free(output->part);
    free(output->target);
    *output = (struct output){0};
}

bool output_write(const char *path, struct bytes bytes, struct error *err)
{
    struct output output;
    if (!output_open(&output, path, err))
        return false;
    const bool done = output_put(&output, bytes, err);
    return output_close(&output, done, err) && done;
}
