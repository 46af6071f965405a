// Descriptors: what a process keeps open of all that it was forked with.
#pragma once

#include <stdbool.h>
#include <stddef.h>

enum { DESCRIPTORS_KEPT_MAX = 8 };

// Closes all but standard input, output and error and these (-1: none). A
// descriptor of the ledger is best kept: to close it would open the locks that
// this process has.
bool descriptors_keep(const int *kept, size_t count);
