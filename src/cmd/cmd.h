// Subcommands: one file each. This header holds what they share: exit codes,
// how an error is told, and where templates and fonts are found.
#pragma once

#include "press/error.h"
#include "press/press.h"

#include <stdbool.h>

enum exit_code {
    EXIT_DONE = 0,
    EXIT_WRONG = 1,  // the order or the input is wrong
    EXIT_USAGE = 2,  // the command line is wrong
    EXIT_FAILED = 3, // the system failed
};

int cmd_render(int argc, char **argv);
int cmd_kit(int argc, char **argv);
int cmd_batch(int argc, char **argv);
int cmd_list(int argc, char **argv);
int cmd_check(int argc, char **argv);
int cmd_proof(int argc, char **argv);
int cmd_report(int argc, char **argv);
int cmd_serve(int argc, char **argv);

// Tells on stderr what is wrong with the options of a command, and gives the
// exit code for it.
int cmd_usage(const char *command, const char *what);

// Tells an error in one line on stderr and gives its exit code: the one place
// where a kind becomes one.
int cmd_fail(const struct error *err, enum language language);

// Does work with a photo in a process of its own: a photo can crash a library
// that reads it, and that is told like any other photo that cannot be read. An
// error is told. Both processes come back with the exit code.
int cmd_apart(bool (*work)(void *context, struct error *err), void *context,
              enum language language, bool *is_child);

// The paths when no option names them: from POSTERTOOL_TEMPLATES,
// POSTERTOOL_FONTS and POSTERTOOL_PARTNERS in the environment, else where they
// were installed.
struct press_config cmd_default_paths(void);

// The folder of the drawn people of the gallery: POSTERTOOL_SAMPLES in the
// environment, else where it was installed, else (when it is not there) "".
const char *cmd_default_samples(void);

// The folder of the pages: POSTERTOOL_PAGES in the environment, else as above.
const char *cmd_default_pages(void);

// The folder of what the server keeps (counts, their database):
// POSTERTOOL_STATE in the environment, else where it was installed.
const char *cmd_default_state(void);

// The file of the surveys: POSTERTOOL_SURVEYS in the environment, else as
// samples.
const char *cmd_default_surveys(void);
