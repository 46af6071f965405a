// Any bytes as the file of a partner's logo: what is taken has a size and a
// proportion, and what is wrong is told with the file's name.
#include "press/logo.h"

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool held)
{
    if (!held)
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static char path[32];
    static int fd = -1;
    struct logo logo;
    struct error err = {0};
    if (fd < 0) {
        // In memory alone, with a path to open it by.
        fd = memfd_create("logo", MFD_CLOEXEC);
        must(fd >= 0);
        snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    }
    must(ftruncate(fd, 0) == 0);
    must(pwrite(fd, data, size, 0) == (ssize_t)size);
    if (logo_read(&logo, path, &err)) {
        must(logo.kind != LOGO_NONE && logo.file.size == size);
        must(isfinite(logo.width) && logo.width > 0);
        must(isfinite(logo.height) && logo.height > 0);
        logo_finish(&logo);
        return 0;
    }
    must(err.kind == ERROR_SYSTEM && err.message == MESSAGE_CONFIGURATION);
    must(strncmp(err.detail, path, strlen(path)) == 0);
    return 0;
}
