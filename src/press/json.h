// JSON: the JSON texts that the tool gives. The only room that knows jansson.
#pragma once

#include "press.h"

#include <stddef.h>

struct json_member {
    const char *name;
    const char *text; // UTF-8; NULL: the number
    long number;
};

// A flat object, members in the given order. Returns text to be freed by the
// caller, NULL when memory is out.
char *json_object_text(const struct json_member *members, size_t count);

// What a check found: {"findings": [{"level", "file", "line", "message"}],
// "errors", "warnings"}. The line is null where it is the whole file.
char *json_findings(const struct findings *findings);

// The list of templates and formats; see press_list_json.
char *json_listing(const struct template_list *templates,
                   const struct format_list *formats, enum press_listing which,
                   enum language language);

// Every partner; see press_partners_json.
char *json_partners(const struct partner_list *list, enum language language);
