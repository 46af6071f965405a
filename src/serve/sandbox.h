// Sandbox: what a child may use of the machine while it reads a photo. Today:
// limits of memory, time and files, no new privileges, no trace of its memory.
#pragma once

#include <stdbool.h>
#include <stddef.h>

struct sandbox_limits {
    size_t memory_bytes; // address space
    int cpu_seconds;
};

// Closes the walls around the calling process; there is no way back. False when
// one of them cannot be set up: the process must then not go on.
bool sandbox_enter(const struct sandbox_limits *limits);
