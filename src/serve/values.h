// Values: a tree of texts, numbers, lists and objects, read from JSON or put
// together, from which pages are filled. The only room of serve that knows
// jansson.
#pragma once

#include "press/error.h"

#include <stdbool.h>
#include <stddef.h>

struct value;

enum { VALUE_TEXT_MAX = 32 };

// Reads a JSON document; `name` is what an error calls it. On false *value is
// NULL. Finish it with value_destroy.
bool value_read(struct value **value, const char *name, const char *text,
                struct error *err);

// An empty object or list; NULL when memory is out.
struct value *value_create_object(void);
struct value *value_create_list(void);

// Takes NULL. What was put into another value belongs to that.
void value_destroy(struct value *value);

// Each puts something into an object under a name (an old one of that name
// goes), or, with a name of NULL, at the end of a list. False when memory is
// out or the text is no UTF-8; value_put then destroys `part`.
bool value_put(struct value *value, const char *name, struct value *part);
bool value_put_text(struct value *value, const char *name, const char *text);
bool value_put_number(struct value *value, const char *name, long number);
bool value_put_flag(struct value *value, const char *name, bool flag);
bool value_put_nothing(struct value *value, const char *name);

// The same, of a value that stays somebody else's too.
bool value_put_shared(struct value *value, const char *name,
                      const struct value *part);

// Another object or list with the same parts, which stay shared; NULL when
// memory is out.
struct value *value_copy(const struct value *value);

// The member of an object; NULL when there is none or it is no object.
struct value *value_member(const struct value *value, const char *name);

// How many items a list has; 0 of anything else.
size_t value_count(const struct value *value);
struct value *value_item(const struct value *value, size_t at);

bool value_is_list(const struct value *value);

// False of NULL, null, false, 0, "", an empty list.
bool value_is_something(const struct value *value);

// A text as it is, a number as digits (in `digits`); NULL of anything else.
const char *value_text(const struct value *value, char digits[VALUE_TEXT_MAX]);

// A text as it is; NULL of anything else.
const char *value_string(const struct value *value);

// Whether two objects have the same names, all the way down. When not, `path`
// says the first that only one has, as in "photo.help".
bool value_same_names(const struct value *a, const struct value *b, char *path,
                      size_t size);

// As JSON that can stand inside a <script> of HTML; to be freed by the caller,
// NULL when memory is out.
char *value_script(const struct value *value);
