#include "guard.h"

#include <string.h>

void guard_begin(const struct guard *guard, enum guard_kind kind,
                 const char *folder)
{
    if (guard && guard->begin)
        guard->begin(guard->context, kind, folder);
}

void guard_refuse(const struct guard *guard, enum guard_kind kind,
                  const char *folder, const struct error *why)
{
    if (guard && guard->refuse)
        guard->refuse(guard->context, kind, folder, why);
}

const char *guard_reason(const struct guard *guard, enum guard_kind kind,
                         const char *folder)
{
    for (size_t i = 0; guard && i < guard->barred_count; i++)
        if (guard->barred[i].kind == kind &&
            strcmp(guard->barred[i].id, folder) == 0)
            return guard->barred[i].why;
    return NULL;
}

const char *guard_kind_name(enum guard_kind kind)
{
    return kind == GUARD_PARTNER ? "partner" : "template";
}
