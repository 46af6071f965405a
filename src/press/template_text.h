// Template text: the sections [text ID] of a template.ini, and what they share
// with the others. Only template_ini.c needs it.
#pragma once

#include "ini.h"
#include "template.h"

// A section is `[kind id]` or `[kind id @ layout]`.
struct template_section {
    char kind[16];
    char id[LIMIT_ID_BYTES];
    char layout[LIMIT_ID_BYTES];
};

// Adds a zeroed item to one of the template's arrays; NULL when memory is out.
#define TEMPLATE_APPEND(array, count)                                          \
    template_append((void **)&(array), &(count), sizeof *(array))
void *template_append(void **array, size_t *count, size_t size);

// Reads one of `count` words; `words` is for the message.
bool template_read_choice(const struct ini_entry *entry,
                          const char *const choices[], int count,
                          const char *words, int *choice, struct error *err);

// Takes an entry of a section [text ID] or [text ID @ LAYOUT].
bool template_take_text(const struct ini_entry *entry,
                        struct template *template,
                        const struct template_section *section,
                        struct error *err);
