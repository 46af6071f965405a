// Chart of days: the posters of each day, week or month as columns, with the
// campaign's dates.
#pragma once

#include "bins.h"
#include "chart.h"

// Begins the chart and draws it; finish it.
void chart_days(struct chart *chart, const struct report *report, double width);

// "Posters per dag", or of weeks or months.
const char *chart_days_title(enum language language, const struct bins *bins);
