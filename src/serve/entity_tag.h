// Entity tag: the version of an answer as HTTP writes it (RFC 9110, section
// 8.8.3), and whether a client names it in If-None-Match (section 13.1.2).
// Pure.
#pragma once

#include <stdint.h>

enum { ENTITY_TAG_SIZE = 19 }; // two quotes, 16 digits and a NUL

void entity_tag_write(uint64_t version, char tag[ENTITY_TAG_SIZE]);

enum entity_match {
    ENTITY_UNKNOWN, // the client has none, or another one
    ENTITY_NAMED,   // it has this one
    ENTITY_ANY,     // `*`: it has one, whichever
};

// Compares weakly, as is right for If-None-Match: W/"x" is "x". What cannot be
// understood names nothing.
enum entity_match entity_tag_match(const char *if_none_match, const char *tag);
