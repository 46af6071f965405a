// Template caption: the sections [caption] and [caption NETWORK] of a
// template.ini. Only template_ini.c and template_rules.c need it.
#pragma once

#include "findings.h"
#include "ini.h"
#include "template.h"

// True for an entry of such a section.
bool template_is_caption(const struct ini_entry *entry);

// Takes an entry of one. `text.LANG` may come many times: each is a line.
bool template_take_caption(const struct ini_entry *entry,
                           struct template *template, struct error *err);

// Adds an error for each text whose blanks are wrong, see template_blanks.h.
void template_check_captions(const struct template *template,
                             struct findings *findings);
