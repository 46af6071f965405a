#include "cmd.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static int exit_code(enum error_kind kind)
{
    return kind == ERROR_SYSTEM || kind == ERROR_BUSY ? EXIT_FAILED
                                                      : EXIT_WRONG;
}

int cmd_usage(const char *command, const char *what)
{
    fprintf(stderr, "postertool: %s: %s; `postertool %s --help` tells more\n",
            command, what, command);
    return EXIT_USAGE;
}

int cmd_fail(const struct error *err, enum language language)
{
    char sentence[512];
    message_write(err->message, language, err->values, sentence,
                  sizeof sentence);
    fputs("postertool: ", stderr);
    if (*err->field)
        fprintf(stderr, "%s: ", err->field);
    // The detail is for the operator, who gets it instead of the sentence for
    // the public.
    fputs(*err->detail ? err->detail : sentence, stderr);
    fputc('\n', stderr);
    return exit_code(err->kind);
}

int cmd_apart(bool (*work)(void *context, struct error *err), void *context,
              enum language language, bool *is_child)
{
    struct error err = {0};
    int status = 0;
    const pid_t child = fork();
    *is_child = child == 0;
    if (child == 0) {
        // Who stops reading is told as an output that cannot be written.
        signal(SIGPIPE, SIG_IGN);
        return work(context, &err) ? EXIT_DONE : cmd_fail(&err, language);
    }
    while (child > 0 && waitpid(child, &status, 0) < 0 && errno == EINTR)
        continue;
    if (child > 0 && WIFEXITED(status))
        return WEXITSTATUS(status);
    if (child < 0)
        error_set_detail(&err, ERROR_SYSTEM, MESSAGE_SYSTEM, "fork: %s",
                         strerror(errno));
    else
        error_set(&err, ERROR_INVALID, MESSAGE_POSTER_FAILED, "photo");
    return cmd_fail(&err, language);
}

struct press_config cmd_default_paths(void)
{
    const char *templates = getenv("POSTERTOOL_TEMPLATES");
    const char *fonts = getenv("POSTERTOOL_FONTS");
    const char *partners = getenv("POSTERTOOL_PARTNERS");
    return (struct press_config){
        .templates_dir = templates ? templates : POSTERTOOL_TEMPLATES_DIR,
        .fonts_file = fonts ? fonts : POSTERTOOL_FONTS_FILE,
        .photo_limits = PHOTO_LIMITS_DEFAULT,
        .partners_dir = partners ? partners : POSTERTOOL_PARTNERS_DIR};
}

const char *cmd_default_samples(void)
{
    const char *samples = getenv("POSTERTOOL_SAMPLES");
    if (samples)
        return samples;
    return access(POSTERTOOL_SAMPLES_DIR, R_OK) == 0 ? POSTERTOOL_SAMPLES_DIR
                                                     : "";
}

const char *cmd_default_pages(void)
{
    const char *pages = getenv("POSTERTOOL_PAGES");
    if (pages)
        return pages;
    return access(POSTERTOOL_PAGES_DIR, R_OK) == 0 ? POSTERTOOL_PAGES_DIR : "";
}

const char *cmd_default_state(void)
{
    const char *state = getenv("POSTERTOOL_STATE");
    return state ? state : POSTERTOOL_STATE_DIR;
}

const char *cmd_default_surveys(void)
{
    const char *surveys = getenv("POSTERTOOL_SURVEYS");
    if (surveys)
        return surveys;
    return access(POSTERTOOL_SURVEYS_FILE, R_OK) == 0 ? POSTERTOOL_SURVEYS_FILE
                                                      : "";
}
