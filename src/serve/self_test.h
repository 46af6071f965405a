// Self-test: tries at the start whether the sandbox holds, and whether every
// kind of photo and every template can be printed inside it.
#pragma once

#include "site.h"

#include "press/error.h"

#include <stdbool.h>

// False when a check fails: the server must not start then; the error's detail
// names the check.
bool self_test_run(struct site *site, struct error *err);
