#include "ini.h"

#include "words.h"

#include <errno.h>
#include <ini.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// Debian's inih reads lines and names of sections of at most this many bytes,
// without saying so when it cuts one, and tells no line numbers: all is seen to
// here.
enum { LINE_BYTES = 198, SECTION_BYTES = 49 };

struct reading {
    FILE *file;
    const char *path;
    int line;
    int overlong_line;    // 0: none
    int overlong_section; // its line; 0: none
    ini_take *take;
    void *context;
    struct error *err;
    bool refused;
};

bool ini_wrong(const struct ini_entry *entry, struct error *err,
               const char *format, ...)
{
    char what[ERROR_DETAIL_MAX];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(what, sizeof what, format, arguments);
    va_end(arguments);
    return error_set_detail(err, ERROR_SYSTEM, MESSAGE_CONFIGURATION,
                            "%s:%d: [%s] %s: %s", entry->path, entry->line,
                            entry->section, entry->key, what);
}

bool ini_take_local(const struct ini_entry *entry, const char *key,
                    char *texts[LANGUAGE_COUNT], bool *taken, struct error *err)
{
    const size_t length = strlen(key);
    *taken = strncmp(entry->key, key, length) == 0 && entry->key[length] == '.';
    if (!*taken)
        return true;
    const enum language language = language_from_tag(entry->key + length + 1);
    if (language == LANGUAGE_COUNT)
        return ini_wrong(entry, err, "the suffix is none of nl, fr, en, de");
    if (texts[language])
        return ini_wrong(entry, err, "is given twice");
    if (words_clean(entry->value, strlen(entry->value), &texts[language], NULL,
                    err))
        return true;
    return error_is_memory(err)
               ? false
               : ini_wrong(entry, err, "is not clean text in UTF-8");
}

void ini_finish_local(char *texts[LANGUAGE_COUNT])
{
    for (int i = 0; i < LANGUAGE_COUNT; i++) {
        free(texts[i]);
        texts[i] = NULL;
    }
}

bool ini_read_number(const struct ini_entry *entry, long low, long high,
                     int *number, struct error *err)
{
    char *end;
    errno = 0;
    const long value = strtol(entry->value, &end, 10);
    if (errno || end == entry->value || *end || value < low || value > high)
        return ini_wrong(entry, err,
                         "\"%.40s\" is not a whole number from %ld to %ld",
                         entry->value, low, high);
    *number = (int)value;
    return true;
}

bool ini_read_flag(const struct ini_entry *entry, bool *flag, struct error *err)
{
    const bool yes = strcmp(entry->value, "yes") == 0;
    if (!yes && strcmp(entry->value, "no") != 0)
        return ini_wrong(entry, err, "\"%.40s\" is neither yes nor no",
                         entry->value);
    *flag = yes;
    return true;
}

bool ini_read_id(const struct ini_entry *entry, const char *text,
                 char id[LIMIT_ID_BYTES], const char *what, struct error *err)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyz";
    static const char others[] = "abcdefghijklmnopqrstuvwxyz0123456789-_";
    const size_t length = strlen(text);
    if (length == 0 || length >= LIMIT_ID_BYTES || strspn(text, letters) == 0 ||
        strspn(text, others) != length)
        return ini_wrong(entry, err,
                         "\"%.40s\" is no %s: lower-case letters, digits, - "
                         "and _, at most %d, a letter first",
                         text, what, LIMIT_ID_BYTES - 1);
    strcpy(id, text);
    return true;
}

static char *next_line(char *line, int size, void *context)
{
    struct reading *reading = context;
    if (!fgets(line, size, reading->file))
        return NULL;
    reading->line++;
    const size_t length = strlen(line);
    if (length + 1 >= (size_t)size && line[length - 1] != '\n' &&
        !feof(reading->file)) {
        if (reading->overlong_line == 0)
            reading->overlong_line = reading->line;
        // The rest of the line goes by unread.
        for (int c; (c = fgetc(reading->file)) != EOF && c != '\n';)
            continue;
    } else if (line[0] == '[' && strcspn(line + 1, "]") > SECTION_BYTES &&
               reading->overlong_section == 0) {
        reading->overlong_section = reading->line;
    }
    return line;
}

static int take_entry(void *context, const char *section, const char *key,
                      const char *value)
{
    struct reading *reading = context;
    if (reading->refused)
        return 1;
    const struct ini_entry entry = {reading->path, reading->line, section, key,
                                    value};
    if (!reading->take(reading->context, &entry, reading->err))
        reading->refused = true;
    return 1;
}

// Reads an open file, and closes it.
static bool read_stream(FILE *file, const char *path, ini_take *take,
                        void *context, struct error *err)
{
    struct reading reading = {.file = file,
                              .path = path,
                              .take = take,
                              .context = context,
                              .err = err};
    const int wrong_line =
        ini_parse_stream(next_line, &reading, take_entry, &reading);
    const bool unreadable = ferror(reading.file);
    fclose(reading.file);
    if (reading.overlong_line != 0)
        return error_set_detail(err, ERROR_SYSTEM, MESSAGE_CONFIGURATION,
                                "%s:%d: the line is longer than %d bytes", path,
                                reading.overlong_line, LINE_BYTES);
    if (reading.overlong_section != 0)
        return error_set_detail(
            err, ERROR_SYSTEM, MESSAGE_CONFIGURATION,
            "%s:%d: the section's name is longer than %d bytes", path,
            reading.overlong_section, SECTION_BYTES);
    if (reading.refused)
        return false;
    if (unreadable)
        return error_set_detail(err, ERROR_SYSTEM, MESSAGE_CONFIGURATION,
                                "%s: cannot be read", path);
    if (wrong_line != 0)
        return error_set_detail(err, ERROR_SYSTEM, MESSAGE_CONFIGURATION,
                                "%s:%d: is neither [section] nor key = value",
                                path, wrong_line);
    return true;
}

bool ini_read(const char *path, ini_take *take, void *context,
              struct error *err)
{
    FILE *file = fopen(path, "r");
    if (!file)
        return error_set_detail(err, ERROR_SYSTEM, MESSAGE_CONFIGURATION,
                                "%s: cannot be read: %s", path,
                                strerror(errno));
    return read_stream(file, path, take, context, err);
}

bool ini_read_bytes(struct bytes text, const char *path, ini_take *take,
                    void *context, struct error *err)
{
    // A NUL would hide the rest of its line.
    if (text.size > 0 && memchr(text.data, '\0', text.size))
        return error_set_detail(err, ERROR_SYSTEM, MESSAGE_CONFIGURATION,
                                "%s: is no text: it holds a NUL", path);
    if (text.size == 0)
        return true;
    FILE *file = fmemopen((void *)(uintptr_t)text.data, text.size, "r");
    return file ? read_stream(file, path, take, context, err)
                : error_set_memory(err);
}
