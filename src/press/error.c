#include "error.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

bool error_set_values(struct error *err, enum error_kind kind,
                      enum message message, const char *field, long first,
                      long second)
{
    *err = (struct error){
        .kind = kind, .message = message, .values = {first, second}};
    snprintf(err->field, sizeof err->field, "%s", field ? field : "");
    return false;
}

bool error_set(struct error *err, enum error_kind kind, enum message message,
               const char *field)
{
    return error_set_values(err, kind, message, field, 0, 0);
}

bool error_set_id(struct error *err, enum error_kind kind, enum message message,
                  const char *field, const char *id)
{
    error_set(err, kind, message, field);
    message_pack_id(id, err->values);
    return false;
}

bool error_set_detail(struct error *err, enum error_kind kind,
                      enum message message, const char *format, ...)
{
    error_set(err, kind, message, NULL);
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(err->detail, sizeof err->detail, format, arguments);
    va_end(arguments);
    return false;
}

static const char memory_detail[] = "out of memory";

bool error_set_memory(struct error *err)
{
    return error_set_detail(err, ERROR_SYSTEM, MESSAGE_SYSTEM, "%s",
                            memory_detail);
}

bool error_is_memory(const struct error *err)
{
    return err->kind == ERROR_SYSTEM && strcmp(err->detail, memory_detail) == 0;
}
