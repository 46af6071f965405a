// Sandbox, the file system and the network: Landlock, where the kernel has it
// (Linux 5.13 and later).
#pragma once

#include <stdbool.h>

// The version of the kernel's Landlock; 0: it has none.
int sandbox_landlock_version(void);

// Leaves the calling process no file, and, as far as the kernel knows how, no
// port and no signal to others; there is no way back. Needs no_new_privs. True
// without doing anything where the kernel has no Landlock.
bool sandbox_landlock_enter(void);

// The same, but files may be read everywhere, and written, made and removed in
// one folder (and in those below it). With `connects`, connections may be
// opened.
bool sandbox_landlock_enter_folder(const char *folder, bool connects);
