// Template blanks: what is wrong with the texts of a template.ini that have
// blanks, its captions and alt texts. Only template_caption.c and
// template_rules.c need it.
#pragma once

#include "findings.h"
#include "template.h"

#include <stdbool.h>

// A blank that is no field.
struct template_blank {
    const char *name; // NULL ends a list
    bool may_be_empty;
};

// A text, and where it stands.
struct template_blanks {
    const char *text;
    const char *section; // "caption x"
    const char *key;     // "text"
    enum language language;
    int line;
    const struct template_blank *others; // NULL: only fields
};

// Adds an error for each thing that is wrong with the text: brackets without a
// partner, blanks that nobody fills, those that may stay empty outside { }.
void template_check_blanks(const struct template *template,
                           const struct template_blanks *blanks,
                           struct findings *findings);
