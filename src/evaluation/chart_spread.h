// Chart of a spread: how many gave a question 1, 2 ... 5, as five columns above
// their numbers, with the mean marked between them.
#pragma once

#include "chart.h"

// Begins the chart and draws it.
void chart_spread(struct chart *chart, enum language language, double width,
                  const struct report_question *question);
