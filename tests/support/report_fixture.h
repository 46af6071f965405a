// Report fixture: reports as a campaign could have them, made up without a
// database or chance: the same ones each time.
#pragma once

#include "evaluation/report.h"

// "week", "month", "quarter", "year", "years", "partner" (with few, hidden),
// "hidden" (all is), "empty" and "extreme" (0, 1, a million; long names).
// Finish it by report_fixture_finish. False for another kind.
bool report_fixture_make(struct report *report, const char *kind,
                         enum language language);
void report_fixture_finish(struct report *report);
