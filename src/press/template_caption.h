// Template caption: the sections [caption] and [caption NETWORK] of a
// template.ini and of a partner.ini. Only the rooms that read those need it.
#pragma once

#include "findings.h"
#include "ini.h"
#include "template.h"
#include "template_blanks.h"

// True for an entry of such a section.
bool template_is_caption(const struct ini_entry *entry);

// Takes an entry of one. `text.LANG` may come many times: each is a line.
bool template_take_caption(const struct ini_entry *entry,
                           struct caption **captions, size_t *count,
                           struct error *err);

// Adds an error for each text whose blanks are wrong. Of `blanks` the path and
// who fills them count.
void template_check_captions(const struct caption *captions, size_t count,
                             const struct template_blanks *blanks,
                             struct findings *findings);

// Frees them.
void template_finish_captions(struct caption *captions, size_t count);
