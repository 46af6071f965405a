#include "trial.h"

#include "self_test.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
    // Added to the time of a poster: reading a folder takes milliseconds.
    SILENCE_EXTRA_MS = 2000,
};

enum telling_kind { TELL_BEGIN, TELL_REFUSAL, TELL_PASSED, TELL_FAILED };

struct telling {
    enum telling_kind kind;
    enum guard_kind folder_kind;
    char folder[LIMIT_PARTNER_ID_BYTES];
    char why[ERROR_DETAIL_MAX];
};

// In the process of the trial.

static void tell(int fd, enum telling_kind kind, enum guard_kind folder_kind,
                 const char *folder, const char *why)
{
    struct telling telling = {.kind = kind, .folder_kind = folder_kind};
    snprintf(telling.folder, sizeof telling.folder, "%s", folder);
    snprintf(telling.why, sizeof telling.why, "%s", why);
    // Nobody listens when the supervisor is gone, and then this process is too.
    while (send(fd, &telling, sizeof telling, MSG_NOSIGNAL) < 0 &&
           errno == EINTR)
        continue;
}

static void tell_begin(void *context, enum guard_kind kind, const char *folder)
{
    tell(*(const int *)context, TELL_BEGIN, kind, folder, "");
}

static void tell_refusal(void *context, enum guard_kind kind,
                         const char *folder, const struct error *why)
{
    tell(*(const int *)context, TELL_REFUSAL, kind, folder, why->detail);
}

static void tell_end(int fd, enum telling_kind kind, const char *why)
{
    tell(fd, kind, GUARD_TEMPLATE, "", why);
}

static bool try_site(const struct trial *trial, int fd, struct error *err)
{
    struct site site;
    const struct guard guard = {.barred = trial->barred,
                                .barred_count = trial->barred_count,
                                .begin = tell_begin,
                                .refuse = tell_refusal,
                                .context = &fd};
    if (!site_load(&site, &trial->config, &guard, err))
        return false;
    site.board = trial->board;
    return self_test_run(&site, &guard, err);
}

// The supervisor's signals stay blocked: only the supervisor ends it. Only the
// soft limit is lowered, for the self-test sets its own.
static _Noreturn void run(const struct trial *trial, int fd, pid_t supervisor)
{
    struct error err = {0};
    struct rlimit memory;
    prctl(PR_SET_NAME, "poster-trial");
    if (prctl(PR_SET_PDEATHSIG, SIGKILL) != 0 || getppid() != supervisor ||
        getrlimit(RLIMIT_AS, &memory) != 0)
        _exit(3);
    const rlim_t most = (rlim_t)trial->config.poster_memory_mb * 1024 * 1024;
    if (memory.rlim_max == RLIM_INFINITY || memory.rlim_max > most)
        memory.rlim_cur = most;
    if (setrlimit(RLIMIT_AS, &memory) != 0)
        _exit(3);
    if (try_site(trial, fd, &err)) {
        tell_end(fd, TELL_PASSED, "");
        _exit(0);
    }
    char sentence[256];
    message_write(err.message, LANGUAGE_EN, err.values, sentence,
                  sizeof sentence);
    tell_end(fd, TELL_FAILED, *err.detail ? err.detail : sentence);
    _exit(1);
}

// In the supervisor.

static void fail(struct trial *trial, const char *what, int number)
{
    error_set_detail(&trial->fault, ERROR_SYSTEM, MESSAGE_SYSTEM,
                     "the site cannot be tried: %s (%d)", what, number);
    trial->state = TRIAL_FAILED;
}

static void begin(struct trial *trial)
{
    int ends[2];
    const pid_t self = getpid();
    trial->state = TRIAL_RUNNING;
    trial->busy_with[0] = '\0';
    trial->was_late = false;
    trial->has_passed = false;
    trial->heard_ms = slot_clock_ms();
    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) != 0) {
        fail(trial, "socketpair", errno);
        return;
    }
    trial->pid = fork();
    if (trial->pid == 0) {
        close(ends[0]);
        run(trial, ends[1], self);
    }
    close(ends[1]);
    trial->fd = ends[0];
    if (trial->pid < 0) {
        close(trial->fd);
        trial->pid = 0;
        fail(trial, "fork", errno);
    }
}

void trial_start(struct trial *trial, const struct config *config,
                 struct board *board)
{
    trial_finish(trial);
    trial->config = *config;
    trial->board = board;
    begin(trial);
}

static struct guard guard_of(const struct trial *trial)
{
    return (struct guard){.barred = trial->barred,
                          .barred_count = trial->barred_count};
}

static bool is_barred(const struct trial *trial, enum guard_kind kind,
                      const char *folder)
{
    const struct guard guard = guard_of(trial);
    return guard_reason(&guard, kind, folder);
}

static void bar(struct trial *trial, enum guard_kind kind, const char *folder,
                const char *why)
{
    struct guard_barred *barred = realloc(
        trial->barred, (trial->barred_count + 1) * sizeof *trial->barred);
    char *copy = strdup(why);
    if (barred)
        trial->barred = barred;
    if (!barred || !copy) {
        free(copy);
        error_set_memory(&trial->fault);
        trial->state = TRIAL_FAILED;
        return;
    }
    struct guard_barred *last = &barred[trial->barred_count++];
    *last = (struct guard_barred){.kind = kind, .why = copy};
    snprintf(last->id, sizeof last->id, "%s", folder);
}

static void take(struct trial *trial, struct telling *telling)
{
    telling->folder[sizeof telling->folder - 1] = '\0';
    telling->why[sizeof telling->why - 1] = '\0';
    switch (telling->kind) {
    case TELL_BEGIN:
        trial->busy_kind = telling->folder_kind;
        strcpy(trial->busy_with, telling->folder);
        break;
    case TELL_REFUSAL:
        bar(trial, telling->folder_kind, telling->folder, telling->why);
        break;
    case TELL_PASSED:
        trial->has_passed = true;
        break;
    case TELL_FAILED:
        error_set_detail(&trial->fault, ERROR_SYSTEM, MESSAGE_CONFIGURATION,
                         "%s", telling->why);
        break;
    }
}

static void hear(struct trial *trial)
{
    struct telling telling;
    while (recv(trial->fd, &telling, sizeof telling, MSG_DONTWAIT) ==
           (ssize_t)sizeof telling) {
        take(trial, &telling);
        trial->heard_ms = slot_clock_ms();
    }
}

void trial_attend(struct trial *trial)
{
    if (trial->pid == 0)
        return;
    hear(trial);
    const long most_ms =
        trial->config.poster_timeout_s * 1000L + SILENCE_EXTRA_MS;
    if (slot_clock_ms() - trial->heard_ms > most_ms) {
        trial->was_late = true;
        kill(trial->pid, SIGKILL);
    }
}

// The process ended without a word. When it was busy with a folder, that is at
// fault, and the others go on.
static void blame(struct trial *trial, int status)
{
    char why[ERROR_DETAIL_MAX];
    const char *how =
        WIFSIGNALED(status) ? "ended by signal" : "ended with status";
    const int number =
        WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status);
    if (trial->was_late)
        how = "took too long, ended by signal";
    if (!*trial->busy_with ||
        is_barred(trial, trial->busy_kind, trial->busy_with)) {
        fail(trial, how, number);
        return;
    }
    snprintf(why, sizeof why, "the process that tried it %s %d", how, number);
    bar(trial, trial->busy_kind, trial->busy_with, why);
    if (trial->state == TRIAL_RUNNING)
        begin(trial);
}

bool trial_note_end(struct trial *trial, pid_t pid, int status)
{
    if (trial->pid == 0 || trial->pid != pid)
        return false;
    hear(trial);
    close(trial->fd);
    trial->pid = 0;
    if (trial->state != TRIAL_RUNNING)
        return true;
    if (trial->fault.kind != ERROR_NONE)
        trial->state = TRIAL_FAILED;
    else if (trial->has_passed)
        trial->state = TRIAL_PASSED;
    else
        blame(trial, status);
    return true;
}

bool trial_load(const struct trial *trial, struct site *site, struct error *err)
{
    const struct guard guard = guard_of(trial);
    if (!site_load(site, &trial->config, &guard, err))
        return false;
    site->board = trial->board;
    return true;
}

void trial_finish(struct trial *trial)
{
    if (trial->pid != 0) {
        kill(trial->pid, SIGKILL);
        while (waitpid(trial->pid, NULL, 0) < 0 && errno == EINTR)
            continue;
        close(trial->fd);
    }
    for (size_t i = 0; i < trial->barred_count; i++)
        free(trial->barred[i].why);
    free(trial->barred);
    *trial = (struct trial){0};
}
