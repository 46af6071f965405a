#include "recorder.h"

#include "clerk.h"
#include "descriptors.h"
#include "log.h"
#include "mover.h"
#include "sandbox.h"
#include "slot.h"

#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <unistd.h>

enum {
    MOVE_EVERY_MS = 2000,
    // A database that hangs must not keep the server from stopping; what is not
    // moved waits in the ledger.
    LAST_MOVE_S = 5,
};

static volatile sig_atomic_t stop;

static void hear_stop(int signal)
{
    (void)signal;
    stop = 1;
}

static void hear_child(int signal)
{
    (void)signal;
}

// They are let in only while it waits (ppoll): no move is cut short.
static void set_signals(void)
{
    struct sigaction action = {.sa_handler = hear_stop};
    sigset_t blocked;
    sigemptyset(&blocked);
    sigaddset(&blocked, SIGTERM);
    sigaddset(&blocked, SIGCHLD);
    sigprocmask(SIG_SETMASK, &blocked, NULL);
    sigaction(SIGTERM, &action, NULL);
    action.sa_handler = hear_child;
    sigaction(SIGCHLD, &action, NULL);
    action.sa_handler = SIG_IGN;
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGHUP, &action, NULL);
    sigaction(SIGPIPE, &action, NULL);
    // A file that may not grow is an error of the database like another.
    sigaction(SIGXFSZ, &action, NULL);
    action.sa_handler = SIG_DFL;
    sigaction(SIGALRM, &action, NULL);
}

static void attend_desk(const struct desk *desk, struct mover *mover,
                        struct clerk *clerk)
{
    struct desk_letter letter;
    int answer_fd;
    while (desk_take(desk, &letter, &answer_fd)) {
        if (letter.wish != DESK_ANSWER) {
            clerk_take(clerk, &letter, answer_fd);
            continue;
        }
        // Who waits no more was told to ask again: the same receipt may come a
        // second time, and is kept once.
        const bool kept = mover_keep_answer(mover, &letter.answer);
        desk_reply(answer_fd, kept ? DESK_DONE : DESK_AWAY, (struct bytes){0});
    }
}

static void wait_until(const struct desk *desk, long until_ms)
{
    struct pollfd fd = {.fd = desk->take_fd, .events = POLLIN};
    sigset_t none;
    long left = until_ms - slot_clock_ms();
    if (left < 0)
        left = 0;
    const struct timespec time = {.tv_sec = left / 1000,
                                  .tv_nsec = left % 1000 * 1000000L};
    sigemptyset(&none);
    ppoll(&fd, 1, &time, &none);
}

static void work(const struct site *site, struct mover *mover,
                 struct clerk *clerk)
{
    long next_ms = slot_clock_ms();
    while (!stop) {
        if (slot_clock_ms() >= next_ms) {
            mover_attend(mover);
            next_ms = slot_clock_ms() + MOVE_EVERY_MS;
        }
        attend_desk(site->desk, mover, clerk);
        clerk_collect(clerk);
        if (clerk_is_due(clerk)) {
            mover_disconnect(mover);
            clerk_start(clerk);
        }
        wait_until(site->desk, next_ms);
    }
    alarm(LAST_MOVE_S);
    mover_attend_now(mover);
    mover_disconnect(mover);
}

// The board and the ledger stay, which children do not get to see.
static bool prepare(const struct site *site, bool may_lower, pid_t supervisor)
{
    const struct config_evaluation *evaluation = &site->config.evaluation;
    const int kept[] = {ledger_fd(site->ledger), site->desk->take_fd};
    // What SQLite sorts beside, where it may write.
    return prctl(PR_SET_PDEATHSIG, SIGTERM) == 0 && getppid() == supervisor &&
           descriptors_keep(kept, sizeof kept / sizeof *kept) &&
           setenv("SQLITE_TMPDIR", evaluation->folder, 1) == 0 &&
           sandbox_enter_recorder(evaluation->folder,
                                  store_is_uri(evaluation->database),
                                  may_lower);
}

_Noreturn void recorder_run(const struct site *site, bool may_lower,
                            pid_t supervisor)
{
    struct mover mover = {.evaluation = &site->config.evaluation,
                          .ledger = site->ledger,
                          .board = &site->board->recorder};
    static struct clerk clerk;
    prctl(PR_SET_NAME, "poster-recorder");
    set_signals();
    clerk.site = site;
    board_tell_recorder(mover.board, RECORDER_STARTING, "");
    // What is missing is told when it is asked for.
    store_prepare(site->config.evaluation.database, &(struct error){0});
    if (!prepare(site, may_lower, supervisor)) {
        log_event("the recorder cannot start: its sandbox cannot be set up");
        _exit(3);
    }
    ledger_keep_from_children(site->ledger);
    board_keep_from_children(site->board);
    work(site, &mover, &clerk);
    _exit(0);
}
