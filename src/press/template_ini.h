// Template INI: reads a template.ini into a template. Does not look at the
// SVGs beside it.
#pragma once

#include "template.h"

// Fills names, themes, fields and styles of a zeroed template that has its id.
// Errors name file, line, section, key and what would be right. With
// `findings` (else NULL) every mistake goes there, and none but a lack of
// memory or a file that is no INI is an error. On false the template is partly
// filled and still the caller's to finish.
bool template_ini_read(struct template *template, const char *path,
                       struct findings *findings, struct error *err);
