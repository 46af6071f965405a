// Check: everything that can be known of formats and templates without a user:
// what is missing, what lies where no words should, what cannot be read, what
// does not fit. For designers; the server does without.
#pragma once

#include "findings.h"
#include "press.h"

#include <stdbool.h>

// Looks at all that `config` names. `samples_dir` is where the people of the
// gallery are drawn; NULL: they are not looked for. False only when the system
// fails; every mistake is a finding.
bool check_run(const struct press_config *config, const char *samples_dir,
               struct findings *findings, struct error *err);
