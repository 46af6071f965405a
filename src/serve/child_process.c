#include "child_process.h"

#include "answer.h"
#include "slot.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

// The descriptor that the child answers on.
enum { ANSWER_FD = 3 };

bool child_send(const void *data, size_t size)
{
    const char *at = data;
    while (size > 0) {
        const ssize_t done = write(ANSWER_FD, at, size);
        if (done < 0 && errno == EINTR)
            continue;
        if (done <= 0)
            return false;
        at += done;
        size -= (size_t)done;
    }
    return true;
}

// Keeps nothing of the worker's but standard error and the way back: neither
// the connection to the web server nor the listening socket, which may be
// standard input.
static bool close_the_rest(int answer_fd)
{
    return (answer_fd == ANSWER_FD || dup2(answer_fd, ANSWER_FD) >= 0) &&
           close_range(ANSWER_FD + 1, ~0U, 0) == 0 &&
           close_range(STDIN_FILENO, STDOUT_FILENO, 0) == 0;
}

static _Noreturn void run(const struct child_work *work,
                          const struct child_limits *limits, int answer_fd,
                          pid_t worker)
{
    // If the worker dies first, nobody waits for the answer any more.
    if (prctl(PR_SET_PDEATHSIG, SIGKILL) != 0 || getppid() != worker ||
        !close_the_rest(answer_fd) ||
        !sandbox_enter(&limits->sandbox, ANSWER_FD))
        _exit(3);
    _exit(work->make(work->context) ? 0 : 3);
}

// Why no more is received.
enum receipt {
    RECEIPT_COMPLETE, // the child closed its end
    RECEIPT_LATE,
    RECEIPT_DESERTED, // the client is gone
    RECEIPT_WRONG,    // more came than any poster has, or it cannot be read
};

// Reads some of what the child sent, and hands it on.
static bool take_some(int fd, const struct child_work *work, bool *ended)
{
    static uint8_t chunk[65536];
    const ssize_t got = read(fd, chunk, sizeof chunk);
    *ended = got == 0;
    if (got > 0)
        return work->take(work->context, (struct bytes){chunk, (size_t)got});
    return got == 0 || errno == EINTR;
}

// How a client shows that it is gone. One on a Unix socket that only ends its
// request still listens; on TCP the two look the same.
static short signs_of_leaving(int client_fd)
{
    struct sockaddr_storage address = {0};
    socklen_t size = sizeof address;
    if (getsockname(client_fd, (struct sockaddr *)&address, &size) == 0 &&
        address.ss_family == AF_UNIX)
        return POLLHUP;
    return POLLRDHUP;
}

static enum receipt receive(int fd, const struct child_work *work,
                            const struct child_limits *limits)
{
    const long deadline_ms = slot_clock_ms() + limits->timeout_ms;
    const short leaving = signs_of_leaving(limits->client_fd);
    bool ended = false;
    while (!ended) {
        struct pollfd ready[] = {
            {.fd = fd, .events = POLLIN},
            {.fd = limits->client_fd, .events = leaving},
        };
        const long left = deadline_ms - slot_clock_ms();
        if (left <= 0)
            return RECEIPT_LATE;
        if (poll(ready, 2, (int)left) <= 0)
            continue;
        if (ready[1].revents)
            return RECEIPT_DESERTED;
        if (ready[0].revents && !take_some(fd, work, &ended))
            return work->is_deserted && work->is_deserted(work->context)
                       ? RECEIPT_DESERTED
                       : RECEIPT_WRONG;
    }
    return RECEIPT_COMPLETE;
}

static bool end_by(struct child_report *report, enum child_end end,
                   struct error *err, const char *what, int number)
{
    report->was_ended = true;
    report->end = end;
    return answer_refuse(err, what, number);
}

static bool failed_by_signal(struct child_report *report, int number,
                             struct error *err)
{
    switch (number) {
    case SIGSYS:
        return end_by(report, CHILD_FORBIDDEN, err,
                      "asked for what the sandbox forbids", number);
    case SIGXCPU:
        return end_by(report, CHILD_CPU, err,
                      "passed its limit of processor time", number);
    case SIGSEGV:
    case SIGBUS:
    case SIGFPE:
    case SIGILL:
    case SIGABRT:
        return end_by(report, CHILD_CRASHED, err, "crashed by signal", number);
    default:
        return end_by(report, CHILD_KILLED, err, "was ended by signal", number);
    }
}

// Collects the child, which may not go on after its answer. One that is already
// ending keeps the status it ends with: the kernel takes no further signal
// then.
static int reap(pid_t child, struct child_report *report)
{
    int status = 0;
    struct rusage usage = {0};
    kill(child, SIGKILL);
    while (wait4(child, &status, 0, &usage) < 0 && errno == EINTR)
        continue;
    report->memory_bytes = usage.ru_maxrss * 1024;
    return status;
}

// Waits for the child and takes all that it sends.
static bool attend(pid_t child, int fd, const struct child_work *work,
                   const struct child_limits *limits,
                   struct child_report *report, struct error *err)
{
    const enum receipt receipt = receive(fd, work, limits);
    const int status = reap(child, report);
    switch (receipt) {
    case RECEIPT_LATE:
        return end_by(report, CHILD_LATE, err, "took too long", 0);
    case RECEIPT_DESERTED:
        end_by(report, CHILD_DESERTED, err, "is no longer waited for", 0);
        return error_set(err, ERROR_GONE, MESSAGE_CLIENT_GONE, NULL);
    case RECEIPT_WRONG:
        return end_by(report, CHILD_CRASHED, err,
                      "sent too much, or what is none of an answer", 0);
    case RECEIPT_COMPLETE:
        break;
    }
    if (WIFSIGNALED(status))
        return failed_by_signal(report, WTERMSIG(status), err);
    return WEXITSTATUS(status) == 0 ||
           end_by(report, CHILD_CRASHED, err, "gave up", WEXITSTATUS(status));
}

void child_warm(void)
{
    // What cannot be done here, the child tries again, and tells.
    sandbox_warm(ANSWER_FD);
}

static bool run_once(const struct child_work *work,
                     const struct child_limits *limits,
                     struct child_report *report, struct error *err)
{
    int ends[2];
    child_warm();
    if (pipe2(ends, O_CLOEXEC) != 0)
        return error_set_detail(err, ERROR_SYSTEM, MESSAGE_SYSTEM, "pipe: %s",
                                strerror(errno));
    // A larger pipe lets the child write a file in fewer turns; where that is
    // not allowed, the usual size does.
    fcntl(ends[0], F_SETPIPE_SZ, 1 << 20);
    const pid_t worker = getpid();
    const pid_t child = fork();
    if (child == 0)
        run(work, limits, ends[1], worker);
    close(ends[1]);
    bool done = false;
    if (child < 0)
        error_set_detail(err, ERROR_BUSY, MESSAGE_BUSY, "fork: %s",
                         strerror(errno));
    else
        done = attend(child, ends[0], work, limits, report, err);
    close(ends[0]);
    return done;
}

// One that was killed by somebody else did nothing wrong.
bool child_process_run(const struct child_work *work,
                       const struct child_limits *limits,
                       struct child_report *report, struct error *err)
{
    *report = (struct child_report){0};
    if (run_once(work, limits, report, err))
        return true;
    if (!report->was_ended || report->end != CHILD_KILLED ||
        !work->restart(work->context))
        return false;
    *report = (struct child_report){.was_retried = true};
    *err = (struct error){0};
    return run_once(work, limits, report, err);
}

// What the child itself said.
bool child_process_note(bool done, const struct error *err,
                        struct child_report *report)
{
    if (!done && !report->was_ended && err->message == MESSAGE_POSTER_FAILED) {
        report->was_ended = true;
        report->end = answer_is_memory(err) ? CHILD_MEMORY : CHILD_CRASHED;
    }
    return done;
}
