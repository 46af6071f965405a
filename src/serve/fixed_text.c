#include "fixed_text.h"

#include <stdarg.h>
#include <stdio.h>

struct fixed_text fixed_text_in(char *memory, size_t size)
{
    memory[0] = '\0';
    return (struct fixed_text){.text = memory, .size = size};
}

void fixed_text_add(struct fixed_text *text, const char *format, ...)
{
    va_list arguments;
    const size_t room = text->size - text->used;
    va_start(arguments, format);
    const int size =
        vsnprintf(text->text + text->used, room, format, arguments);
    va_end(arguments);
    if (size > 0 && (size_t)size < room)
        text->used += (size_t)size;
    else
        text->text[text->used] = '\0';
}
