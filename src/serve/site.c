#include "site.h"

#include "press/limits.h"

#include <errno.h>
#include <string.h>

bool site_load(struct site *site, const struct config *config,
               struct error *err)
{
    *site = (struct site){.config = *config};
    const struct press_config paths = {config->templates, config->fonts,
                                       config->photo};
    if (!press_create(&site->press, &paths, err))
        return false;
    if (!press_warm(site->press, err)) {
        site_finish(site);
        return false;
    }
    if (!*config->sample ||
        buffer_append_file(&site->sample, config->sample, LIMIT_PHOTO_BYTES))
        return true;
    const int fault = errno;
    site_finish(site);
    return error_set_detail(err, ERROR_SYSTEM, MESSAGE_CONFIGURATION,
                            "%s: cannot be read: %s", config->sample,
                            strerror(fault));
}

void site_finish(struct site *site)
{
    buffer_finish(&site->sample);
    press_destroy(site->press);
    site->press = NULL;
}
