// Report options: what the options of `postertool report` say.
#pragma once

#include "evaluation/report.h"

#include <stdbool.h>

struct report_options {
    const char *config;   // NULL: none
    const char *database; // NULL: that of the configuration
    const char *output;   // NULL: standard output
    const char *partner;  // NULL: all
    int from;             // 0: the first day that has anything
    int to;               // 0: today
    int until;            // of a link; 0: not said
    enum language language;
    enum report_format format;
    bool is_export;   // every count instead
    bool is_link;     // a link instead
    bool for_partner; // what the partner itself may see
    bool no_remarks;
};

// An exit code, or -1 to go on.
int report_options_read(struct report_options *options, int argc, char **argv);
