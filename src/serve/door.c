#include "door.h"

#include "log.h"
#include "sandbox.h"
#include "slot.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <unistd.h>

enum {
    SILENT_MAX = 512,
    RESERVE_MAX = 64, // requests that wait to be refused
    STEP_MS = 1000,   // between two looks at who is silent
    // nginx sends as soon as it is connected: who said nothing by then will
    // not.
    LAST_WORDS_MS = 500,
};

struct silent {
    int fd;
    long since_ms;
};

static struct silent silent[SILENT_MAX];
static int silent_count;
static volatile sig_atomic_t stop;

static void hear_stop(int signal)
{
    (void)signal;
    stop = 1;
}

static void remove_silent(int index)
{
    memmove(&silent[index], &silent[index + 1],
            (size_t)(silent_count - index - 1) * sizeof *silent);
    silent_count--;
}

static void shut(const struct door *door, int fd)
{
    close(fd);
    atomic_fetch_add(&door->count->shut, 1);
}

// Who has been silent longest makes room for who comes now.
static void let_in(const struct door *door, int fd)
{
    if (silent_count == SILENT_MAX) {
        shut(door, silent[0].fd);
        remove_silent(0);
    }
    silent[silent_count++] = (struct silent){fd, slot_clock_ms()};
    atomic_fetch_add(&door->count->accepted, 1);
}

static void accept_all(const struct door *door, int listen_fd)
{
    int fd;
    // What is left is still there at the next look.
    for (int i = 0; i < SILENT_MAX / 2; i++) {
        fd = accept4(listen_fd, NULL, NULL, SOCK_CLOEXEC);
        if (fd < 0)
            return;
        let_in(door, fd);
    }
}

static void pass_on(const struct door *door, int fd)
{
    struct door_count *count = door->count;
    if (queue_length(door->workers->count) < atomic_load(&count->bound) &&
        queue_give(door->workers, fd))
        return;
    atomic_fetch_add(&count->refused, 1);
    if (queue_length(door->reserve->count) >= RESERVE_MAX ||
        !queue_give(door->reserve, fd))
        shut(door, fd);
}

static void attend_silent(const struct door *door, const struct pollfd *fds)
{
    const long now = slot_clock_ms();
    const long most_ms = atomic_load(&door->count->silent_most_s) * 1000;
    queue_settle(door->workers);
    queue_settle(door->reserve);
    for (int i = 0, at = 0, count = silent_count; i < count; i++) {
        const int fd = silent[at].fd;
        if (fds[i].revents)
            pass_on(door, fd);
        else if (now - silent[at].since_ms > most_ms)
            shut(door, fd);
        else {
            at++;
            continue;
        }
        remove_silent(at);
    }
    atomic_store(&door->count->silent, silent_count);
}

// Until somebody comes, speaks, or a signal does.
static void attend(const struct door *door, bool accepts)
{
    struct pollfd fds[SILENT_MAX + LISTENERS_MAX];
    sigset_t none;
    const struct timespec step = {
        .tv_sec = accepts ? STEP_MS / 1000 : 0,
        .tv_nsec = accepts ? 0 : LAST_WORDS_MS / 10 * 1000000L};
    const int known = silent_count;
    const int listeners = accepts ? (int)door->listeners->count : 0;
    for (int i = 0; i < known; i++)
        fds[i] = (struct pollfd){.fd = silent[i].fd, .events = POLLIN};
    for (int i = 0; i < listeners; i++)
        fds[known + i] = (struct pollfd){.fd = door->listeners->posters[i].fd,
                                         .events = POLLIN};
    sigemptyset(&none);
    if (ppoll(fds, (nfds_t)known + (nfds_t)listeners, &step, &none) < 0)
        return;
    attend_silent(door, fds);
    for (int i = 0; i < listeners; i++)
        if (fds[known + i].revents)
            accept_all(door, door->listeners->posters[i].fd);
}

static void set_signals(void)
{
    struct sigaction action = {.sa_handler = hear_stop};
    sigset_t blocked;
    sigemptyset(&blocked);
    sigaddset(&blocked, SIGTERM);
    sigprocmask(SIG_SETMASK, &blocked, NULL);
    sigaction(SIGTERM, &action, NULL);
    action.sa_handler = SIG_IGN;
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGHUP, &action, NULL);
    sigaction(SIGPIPE, &action, NULL);
}

static bool open_listeners(const struct door *door)
{
    for (size_t i = 0; i < door->listeners->count; i++) {
        const int fd = door->listeners->posters[i].fd;
        const int flags = fcntl(fd, F_GETFL);
        if (flags < 0 || fcntl(fd, F_SETFL, flags | O_NONBLOCK) < 0)
            return false;
    }
    return true;
}

_Noreturn void door_run(const struct door *door, pid_t supervisor)
{
    prctl(PR_SET_NAME, "poster-door");
    set_signals();
    if (prctl(PR_SET_PDEATHSIG, SIGKILL) != 0 || getppid() != supervisor ||
        !open_listeners(door) || !sandbox_enter_aide(door->may_lower)) {
        log_event("the door cannot be opened: %s", strerror(errno));
        _exit(3);
    }
    while (!stop)
        attend(door, true);
    const long until = slot_clock_ms() + LAST_WORDS_MS;
    while (silent_count > 0 && slot_clock_ms() < until)
        attend(door, false);
    _exit(0);
}
