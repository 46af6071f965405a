#include "values.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// A struct value is a json_t by another name.
static json_t *json_of(const struct value *value)
{
    return (json_t *)value;
}

static struct value *value_of(json_t *json)
{
    return (struct value *)json;
}

bool value_read(struct value **value, const char *name, const char *text,
                struct error *err)
{
    json_error_t wrong;
    *value = value_of(json_loads(text, JSON_REJECT_DUPLICATES, &wrong));
    return *value ||
           error_set_detail(err, ERROR_SYSTEM, MESSAGE_CONFIGURATION,
                            "%s:%d: %s", name, wrong.line, wrong.text);
}

struct value *value_create_object(void)
{
    return value_of(json_object());
}

struct value *value_create_list(void)
{
    return value_of(json_array());
}

void value_destroy(struct value *value)
{
    json_decref(json_of(value));
}

bool value_put(struct value *value, const char *name, struct value *part)
{
    // Both take the part over, also when they fail.
    return part &&
           (name ? json_object_set_new(json_of(value), name, json_of(part))
                 : json_array_append_new(json_of(value), json_of(part))) == 0;
}

bool value_put_text(struct value *value, const char *name, const char *text)
{
    return value_put(value, name, value_of(json_string(text)));
}

bool value_put_number(struct value *value, const char *name, long number)
{
    return value_put(value, name, value_of(json_integer(number)));
}

bool value_put_flag(struct value *value, const char *name, bool flag)
{
    return value_put(value, name, value_of(json_boolean(flag)));
}

bool value_put_nothing(struct value *value, const char *name)
{
    return value_put(value, name, value_of(json_null()));
}

bool value_put_shared(struct value *value, const char *name,
                      const struct value *part)
{
    return value_put(value, name, value_of(json_incref(json_of(part))));
}

struct value *value_copy(const struct value *value)
{
    return value_of(json_copy(json_of(value)));
}

struct value *value_member(const struct value *value, const char *name)
{
    return value_of(json_object_get(json_of(value), name));
}

size_t value_count(const struct value *value)
{
    return json_array_size(json_of(value));
}

struct value *value_item(const struct value *value, size_t at)
{
    return value_of(json_array_get(json_of(value), at));
}

bool value_is_list(const struct value *value)
{
    return json_is_array(json_of(value));
}

bool value_is_something(const struct value *value)
{
    const json_t *json = json_of(value);
    if (json_is_string(json))
        return json_string_length(json) > 0;
    if (json_is_array(json))
        return json_array_size(json) > 0;
    if (json_is_number(json))
        return json_number_value(json) != 0;
    return json && !json_is_null(json) && !json_is_false(json);
}

const char *value_string(const struct value *value)
{
    return json_string_value(json_of(value));
}

const char *value_text(const struct value *value, char digits[VALUE_TEXT_MAX])
{
    const json_t *json = json_of(value);
    if (json_is_string(json))
        return json_string_value(json);
    if (!json_is_integer(json))
        return NULL;
    snprintf(digits, VALUE_TEXT_MAX, "%" JSON_INTEGER_FORMAT,
             json_integer_value(json));
    return digits;
}

// A name that `a` has and `b` has not, or where one has names and the other a
// text.
static bool has_names(json_t *a, json_t *b, char *path, size_t size)
{
    const char *name;
    json_t *part;
    json_object_foreach(a, name, part)
    {
        const size_t used = strlen(path);
        json_t *other = json_object_get(b, name);
        snprintf(path + used, size - used, "%s%s", used > 0 ? "." : "", name);
        if (!other || json_is_object(part) != json_is_object(other) ||
            !has_names(part, other, path, size))
            return false;
        path[used] = '\0';
    }
    return true;
}

bool value_same_names(const struct value *a, const struct value *b, char *path,
                      size_t size)
{
    path[0] = '\0';
    return has_names(json_of(a), json_of(b), path, size) &&
           has_names(json_of(b), json_of(a), path, size);
}

char *value_script(const struct value *value)
{
    char *text = json_dumps(json_of(value), JSON_COMPACT);
    const size_t length = text ? strlen(text) : 0;
    char *safe = text ? malloc(6 * length + 1) : NULL;
    char *to = safe;
    // "</script>" and "<!--" would end or change it.
    for (const char *at = text; safe && *at; at++)
        if (*at == '<')
            to = stpcpy(to, "\\u003c");
        else
            *to++ = *at;
    if (safe)
        *to = '\0';
    free(text);
    return safe;
}
