// Sandbox, the system calls: a list of those that decoding and drawing need;
// any other one ends the process at once.
#pragma once

#include <stdbool.h>

// Closes the list around the calling process and all its threads; there is no
// way back. Of the descriptors, only `answer_fd` and standard error can be
// written to. False when the filter cannot be set up.
bool sandbox_seccomp_enter(int answer_fd);
