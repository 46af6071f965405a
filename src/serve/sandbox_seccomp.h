// Sandbox, the system calls: a list of those that decoding and drawing need;
// any other one ends the process at once.
#pragma once

#include <stdbool.h>

// Works the list out for children that answer on `answer_fd`, so that entering
// it is quick. Not needed: sandbox_seccomp_enter does it itself. False when it
// cannot be done.
bool sandbox_seccomp_prepare(int answer_fd);

// Closes the list around the calling process and all its threads; there is no
// way back. Of the descriptors, only `answer_fd` and standard error can be
// written to. False when the filter cannot be set up.
bool sandbox_seccomp_enter(int answer_fd);

// The same for a process that serves: it reads and writes what it has open and
// may fork (or, without `may_fork`, accept connections), but opens nothing,
// makes no socket and starts no program. Files that the C library asks for are
// not there.
bool sandbox_calls_enter(bool may_fork);

// The same for the recorder: it also opens files, writes and removes them, and,
// with `connects`, makes sockets. Any other call is refused with EPERM.
bool sandbox_calls_enter_recorder(bool connects);
