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
    bool lowered; // go on where a wall cannot be set up
};

// The walls, each a bit (1 << wall) in what is missing.
enum sandbox_wall {
    SANDBOX_SECRECY,    // no core dump, no debugger
    SANDBOX_PRIVILEGES, // none are gained by any program
    SANDBOX_LIMITS,     // of memory, time and files
    SANDBOX_LANDLOCK,   // no file and no port, where the kernel has it
    SANDBOX_CALLS,      // only the system calls that are needed
    SANDBOX_WALLS
};

// "system calls" ...
const char *sandbox_wall_name(int wall);

// Works out what walls will be closed with, once for many children that answer
// on `answer_fd`. Not needed, only quicker. False when it cannot be done.
bool sandbox_warm(int answer_fd);

// Closes the walls around the calling process; there is no way back. It keeps
// the descriptors that it has, may write to standard error and `answer_fd`, and
// gets no other one. Gives the walls that could not be set up; where that is
// not 0, the process must not go on, unless it may with less.
int sandbox_raise(const struct sandbox_limits *limits, int answer_fd);

// The same; false when the process must not go on.
bool sandbox_enter(const struct sandbox_limits *limits, int answer_fd);

// Closes what a worker does not need around the calling process and those it
// forks: it opens no file and no socket, starts no program, and nobody sees its
// memory; it may fork children that close more. False when that cannot be had
// and `lowered` does not allow it.
bool sandbox_enter_worker(bool lowered);

// The same for a process that also takes connections in, and forks nobody: the
// door, the status listener.
bool sandbox_enter_aide(bool lowered);

// The same for the recorder: it may read files, write those below `folder`,
// fork, and, with `connects`, open connections; it runs no program.
bool sandbox_enter_recorder(const char *folder, bool connects, bool lowered);
