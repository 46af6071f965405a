#include "clerk.h"

#include "clerk_report.h"
#include "log.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
    // A report of a year takes seconds.
    REPORT_MOST_S = 60,
    ANSWER_FD = 3, // of a child
};

void clerk_take(struct clerk *clerk, const struct desk_letter *letter,
                int answer_fd)
{
    if (clerk->count == CLERK_LETTERS) {
        desk_reply(answer_fd, DESK_AWAY, (struct bytes){0});
        return;
    }
    clerk->waiting[clerk->count].letter = *letter;
    clerk->waiting[clerk->count++].answer_fd = answer_fd;
}

static pid_t *free_place(struct clerk *clerk)
{
    for (int i = 0; i < CLERK_CHILDREN; i++)
        if (clerk->children[i] == 0)
            return &clerk->children[i];
    return NULL;
}

bool clerk_is_due(const struct clerk *clerk)
{
    bool is_free = false;
    for (int i = 0; i < CLERK_CHILDREN; i++)
        is_free |= clerk->children[i] == 0;
    return is_free && clerk->count > 0;
}

static _Noreturn void run(const struct clerk *clerk, pid_t recorder)
{
    const struct desk_letter *letter = &clerk->waiting[0].letter;
    struct buffer report = {0};
    sigset_t none;
    prctl(PR_SET_NAME, "poster-report");
    // Its end is the end of the pipe, which who asks hears of.
    signal(SIGALRM, SIG_DFL);
    signal(SIGTERM, SIG_DFL);
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    alarm(REPORT_MOST_S);
    if (prctl(PR_SET_PDEATHSIG, SIGKILL) != 0 || getppid() != recorder ||
        (clerk->waiting[0].answer_fd != ANSWER_FD &&
         dup2(clerk->waiting[0].answer_fd, ANSWER_FD) < 0) ||
        close_range(ANSWER_FD + 1, ~0U, 0) != 0)
        _exit(3);
    const enum desk_result result =
        clerk_make_report(clerk->site, letter, &report);
    desk_reply(ANSWER_FD, result,
               result == DESK_DONE ? buffer_view(&report) : (struct bytes){0});
    _exit(0);
}

static void drop_first(struct clerk *clerk)
{
    clerk->count--;
    memmove(&clerk->waiting[0], &clerk->waiting[1],
            (size_t)clerk->count * sizeof clerk->waiting[0]);
}

void clerk_start(struct clerk *clerk)
{
    pid_t *place;
    const pid_t self = getpid();
    while (clerk->count > 0 && (place = free_place(clerk))) {
        const int answer_fd = clerk->waiting[0].answer_fd;
        if (desk_is_awaited(answer_fd)) {
            const pid_t pid = fork();
            if (pid == 0)
                run(clerk, self);
            if (pid < 0)
                log_event("a report cannot be made: %s", strerror(errno));
            *place = pid > 0 ? pid : 0;
        }
        close(answer_fd);
        drop_first(clerk);
    }
}

void clerk_collect(struct clerk *clerk)
{
    pid_t pid;
    int status;
    while ((pid = waitpid(-1, &status, WNOHANG)) > 0) {
        for (int i = 0; i < CLERK_CHILDREN; i++)
            if (clerk->children[i] == pid)
                clerk->children[i] = 0;
        if (status != 0)
            log_event("a report was not made: its process ended by %s %d",
                      WIFSIGNALED(status) ? "signal" : "status",
                      WIFSIGNALED(status) ? WTERMSIG(status)
                                          : WEXITSTATUS(status));
    }
}
