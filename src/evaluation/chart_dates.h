// Chart dates: where the labels of a campaign's dates stand above a chart, each
// beside the line that goes down from it: no label lies on another, and no line
// goes through a label unless there is no other place. Pure arithmetic.
#pragma once

#include "report.h"

#include <stdbool.h>

struct chart_date {
    double x;     // of its line
    double width; // that its label wants; then what it gets
    // Filled:
    int lane;        // 0 is the lowest
    bool is_left;    // the label ends at the line, else it begins there
    bool is_crossed; // lines may go behind the label: it wants a ground
};

// `dates` are in the order of x. Labels keep within left..right, and get
// narrower where they must; `gap` is between label and line, and between
// labels. Returns how many lanes there are.
int chart_dates_place(struct chart_date *dates, size_t count, double left,
                      double right, double gap);
