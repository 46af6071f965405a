#include "aides.h"

#include "log.h"
#include "recorder.h"
#include "slot.h"
#include "status.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
    // One that ends sooner cannot work; it is not tried in a hurry.
    QUICK_END_MS = 1000,
    RETRY_MS = 1000,
    LOOK_EVERY_MS = 1000,
    // Of the recorder, which may wait for a database that hangs.
    LAST_MOVE_MS = 10 * 1000,
    LAST_LOOK_US = 5 * 1000,
};

static bool is_due(const struct aide *aide)
{
    return aide->pid == 0 && slot_clock_ms() >= aide->start_at_ms;
}

static void note_fork(struct aide *aide, pid_t pid)
{
    aide->started_ms = slot_clock_ms();
    aide->pid = pid > 0 ? pid : 0;
    if (pid < 0) {
        log_event("a process cannot be forked: %s", strerror(errno));
        aide->start_at_ms = aide->started_ms + RETRY_MS;
    }
}

static void end(struct aide *aide, int signal)
{
    if (aide->pid == 0)
        return;
    kill(aide->pid, signal);
    while (waitpid(aide->pid, NULL, 0) < 0 && errno == EINTR)
        continue;
    aide->pid = 0;
}

static void end_recorder(struct aide *recorder)
{
    if (recorder->pid == 0)
        return;
    const long until = slot_clock_ms() + LAST_MOVE_MS;
    kill(recorder->pid, SIGTERM);
    while (slot_clock_ms() < until) {
        if (waitpid(recorder->pid, NULL, WNOHANG) != 0) {
            recorder->pid = 0;
            return;
        }
        usleep(LAST_LOOK_US);
    }
    // Counts wait in the ledger for the next start.
    log_event("the recorder was ended: its database does not answer");
    end(recorder, SIGKILL);
}

// Somebody may have removed the file of a socket.
static void mend_sockets(struct aides *aides)
{
    struct error err = {0};
    const long now = slot_clock_ms();
    if (now - aides->looked_ms < LOOK_EVERY_MS)
        return;
    aides->looked_ms = now;
    if (listeners_mend(aides->listeners, &err)) {
        log_event("the file of a socket was gone, and was made again");
        end(&aides->at_door, SIGTERM);
        end(&aides->at_status, SIGKILL);
    }
    const bool is_cut_off = err.kind != ERROR_NONE;
    if (is_cut_off && !aides->is_cut_off)
        log_event("the file of a socket is gone and cannot be made again: %s",
                  err.detail);
    aides->is_cut_off = is_cut_off;
}

void aides_serve(struct aides *aides, const struct site *site)
{
    // A status listener that was forked without a desk gets to have it.
    if (site->desk && aides->site && !aides->site->desk)
        end(&aides->at_status, SIGKILL);
    aides->site = site;
    aides->at_recorder.start_at_ms = 0;
    if (aides->at_recorder.pid == 0)
        return;
    aides->is_renewed = true;
    kill(aides->at_recorder.pid, SIGTERM);
}

void aides_tend(struct aides *aides)
{
    const pid_t self = getpid();
    mend_sockets(aides);
    const int status_fd = aides->listeners->status.fd;
    if (is_due(&aides->at_door)) {
        const pid_t pid = fork();
        if (pid == 0)
            door_run(&aides->door, self);
        note_fork(&aides->at_door, pid);
    }
    if (status_fd >= 0 && is_due(&aides->at_status)) {
        const pid_t pid = fork();
        if (pid == 0)
            status_run(aides->board, aides->site ? aides->site->desk : NULL,
                       status_fd, aides->door.may_lower, self);
        note_fork(&aides->at_status, pid);
    }
    if (aides->site && aides->site->ledger && is_due(&aides->at_recorder)) {
        const pid_t pid = fork();
        if (pid == 0)
            recorder_run(aides->site, aides->door.may_lower, self);
        note_fork(&aides->at_recorder, pid);
    }
}

static bool note_end(struct aide *aide, const char *name, pid_t pid, int status)
{
    if (aide->pid != pid)
        return false;
    const long now = slot_clock_ms();
    aide->pid = 0;
    aide->start_at_ms =
        now - aide->started_ms < QUICK_END_MS ? now + RETRY_MS : now;
    log_event("the %s ended by %s %d", name,
              WIFSIGNALED(status) ? "signal" : "status",
              WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status));
    return true;
}

static bool note_recorder(struct aides *aides, pid_t pid, int status)
{
    if (aides->at_recorder.pid != pid)
        return false;
    board_tell_recorder(&aides->board->recorder, RECORDER_STARTING, "");
    if (!aides->is_renewed || status != 0)
        return note_end(&aides->at_recorder, "recorder", pid, status);
    aides->is_renewed = false;
    aides->at_recorder.pid = 0;
    return true;
}

bool aides_note_end(struct aides *aides, pid_t pid, int status)
{
    return note_recorder(aides, pid, status) ||
           note_end(&aides->at_door, "door", pid, status) ||
           note_end(&aides->at_status, "status listener", pid, status);
}

bool aides_are_there(const struct aides *aides)
{
    return aides->at_door.pid != 0 &&
           (aides->listeners->status.fd < 0 || aides->at_status.pid != 0);
}

void aides_close_door(struct aides *aides)
{
    end(&aides->at_door, SIGTERM);
    queue_close_give(aides->door.workers);
    queue_close_give(aides->door.reserve);
}

void aides_finish(struct aides *aides)
{
    end(&aides->at_door, SIGKILL);
    end_recorder(&aides->at_recorder);
    end(&aides->at_status, SIGKILL);
}
