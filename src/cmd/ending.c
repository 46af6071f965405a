#include "ending.h"

#include <stddef.h>
#include <string.h>
#include <strings.h>

const char *ending_type(const char *path)
{
    static const struct {
        const char *ending;
        const char *type;
    } types[] = {
        {".png", "png"}, {".jpg", "jpeg"}, {".jpeg", "jpeg"}, {".pdf", "pdf"}};
    const size_t length = strlen(path);
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        const size_t size = strlen(types[i].ending);
        if (length > size &&
            strcasecmp(path + length - size, types[i].ending) == 0)
            return types[i].type;
    }
    return NULL;
}
