// Template blanks: what is wrong with texts of an INI that have blanks: the
// captions and alt texts of a template, the captions of a partner.
#pragma once

#include "findings.h"
#include "messages.h"

#include <stdbool.h>

// Who fills a blank.
enum blank_words {
    BLANK_UNKNOWN, // nobody
    BLANK_FILLED,  // somebody always
    BLANK_MAYBE,   // somebody, or it stays empty
};

// A text, and where it stands.
struct template_blanks {
    const char *text;
    const char *path;    // of the INI
    const char *section; // "caption x"
    const char *key;     // "text"
    enum language language;
    int line;
    enum blank_words (*find)(const void *context, const char *name);
    const void *context;
};

// Adds an error for each thing that is wrong with the text: brackets without a
// partner, blanks that nobody fills, those that may stay empty outside { }.
void template_check_blanks(const struct template_blanks *blanks,
                           struct findings *findings);
