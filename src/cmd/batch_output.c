#include "batch_output.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

bool batch_output_is_zip(const char *path)
{
    const size_t length = strlen(path);
    return length > 4 && strcasecmp(path + length - 4, ".zip") == 0;
}

static bool take(void *context, struct bytes piece)
{
    struct batch_output *output = context;
    return output_put(&output->file, piece, &output->fault);
}

static bool open_folder(const char *path, struct error *err)
{
    struct stat status;
    if (mkdir(path, 0777) == 0)
        return true;
    if (errno == EEXIST && stat(path, &status) == 0 && !S_ISDIR(status.st_mode))
        errno = ENOTDIR;
    return errno == EEXIST ||
           error_set_detail(err, ERROR_SYSTEM, MESSAGE_SYSTEM,
                            "%s: cannot be written: %s", path, strerror(errno));
}

bool batch_output_open(struct batch_output *output, const char *path,
                       struct error *err)
{
    *output = (struct batch_output){.path = path,
                                    .is_zip = batch_output_is_zip(path)};
    if (!output->is_zip)
        return open_folder(path, err);
    output->zip = (struct zip){.take = take, .context = output};
    return output_open(&output->file, path, err);
}

static char *path_of(const struct batch_output *output, const char *name)
{
    char *path = NULL;
    return asprintf(&path, "%s/%s", output->path, name) < 0 ? NULL : path;
}

// What went wrong with the file is known better here than to the ZIP.
static bool add_to_zip(struct batch_output *output, const char *name,
                       struct bytes file, struct error *err)
{
    if (zip_add(&output->zip, name, file, err))
        return true;
    if (output->fault.kind != ERROR_NONE)
        *err = output->fault;
    return false;
}

bool batch_output_add(struct batch_output *output, const char *name,
                      struct bytes file, struct error *err)
{
    if (output->is_zip)
        return add_to_zip(output, name, file, err);
    char *path = path_of(output, name);
    const bool done =
        path ? output_write(path, file, err) : error_set_memory(err);
    free(path);
    return done;
}

bool batch_output_close(struct batch_output *output, bool is_kept,
                        struct error *err)
{
    if (!output->is_zip)
        return true;
    bool done = !is_kept || zip_close(&output->zip, err);
    if (!done && output->fault.kind != ERROR_NONE)
        *err = output->fault;
    done = output_close(&output->file, is_kept && done, err) && done;
    zip_finish(&output->zip);
    return done;
}

bool batch_output_has(const struct batch_output *output, const char *name)
{
    char *path = output->is_zip ? NULL : path_of(output, name);
    struct stat status;
    const bool is_there = path && stat(path, &status) == 0 &&
                          S_ISREG(status.st_mode) && status.st_size > 0;
    free(path);
    return is_there;
}
