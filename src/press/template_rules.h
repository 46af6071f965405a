// Template rules: what can only be known of a template.ini when all of it is
// read. Only template_ini.c needs it.
#pragma once

#include "findings.h"
#include "template.h"

// Adds an error for each rule that is broken.
void template_rules_check(const struct template *template,
                          struct findings *findings);
