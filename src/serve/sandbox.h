// Sandbox: what a process may use of the machine while it holds somebody's
// photo. Limits of memory, time and files, no new privileges, no trace of its
// memory, no file or port (sandbox_landlock), and only the system calls that
// decoding and drawing need (sandbox_seccomp).
#pragma once

#include <stdbool.h>
#include <stddef.h>

struct sandbox_limits {
    size_t memory_bytes; // address space
    int cpu_seconds;
};

// The memory of the calling process, and of those it forks, comes to light in
// no core dump and no debugger, and they gain no rights by any program that
// they start. False when that cannot be had.
bool sandbox_prepare(void);

// Works out what walls will be closed with, once for many children that answer
// on `answer_fd`. Not needed, only quicker. False when it cannot be done.
bool sandbox_warm(int answer_fd);

// Closes the walls around the calling process; there is no way back. It keeps
// the descriptors that it has, may write to standard error and `answer_fd`, and
// gets no other one. False when a wall cannot be set up: the process must then
// not go on.
bool sandbox_enter(const struct sandbox_limits *limits, int answer_fd);
