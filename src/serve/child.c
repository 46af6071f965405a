#include "child.h"

#include "answer.h"
#include "slot.h"

#include "press/limits.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

// The descriptor that the child answers on.
enum { ANSWER_FD = 3 };

// What one child is to do.
struct task {
    struct press *press;
    const struct order *order;
    // Makes a file and says so in the answer, or what is wrong.
    void (*make)(const struct task *task, struct answer *answer,
                 struct buffer *file);
};

static void make_poster(const struct task *task, struct answer *answer,
                        struct buffer *file)
{
    struct poster poster;
    if (!press_print(task->press, task->order, &poster, NULL, &answer->error))
        return;
    answer_describe_poster(answer, &poster);
    *file = poster.file;
}

static void make_photo(const struct task *task, struct answer *answer,
                       struct buffer *file)
{
    const struct order *order = task->order;
    struct shown_photo shown;
    if (!press_show_photo(task->press, order->photo, order->framing.turn,
                          &shown, &answer->error))
        return;
    answer_describe_photo(answer, &shown);
    *file = shown.file;
}

static bool send_all(const void *data, size_t size)
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

static _Noreturn void run(const struct task *task,
                          const struct child_limits *limits, int answer_fd,
                          pid_t worker)
{
    // If the worker dies first, nobody waits for the answer any more.
    if (prctl(PR_SET_PDEATHSIG, SIGKILL) != 0 || getppid() != worker ||
        !close_the_rest(answer_fd) ||
        !sandbox_enter(&limits->sandbox, ANSWER_FD))
        _exit(3);
    struct answer answer = answer_make();
    struct buffer file = {0};
    task->make(task, &answer, &file);
    _exit(send_all(&answer, sizeof answer) && send_all(file.data, file.size)
              ? 0
              : 3);
}

// Reads until the child closes its end. False when the deadline passes, or when
// more comes than any poster has.
static bool receive(int fd, long deadline_ms, struct buffer *buffer,
                    const char **fault)
{
    for (;;) {
        struct pollfd ready = {.fd = fd, .events = POLLIN};
        const long left = deadline_ms - slot_clock_ms();
        *fault = "took too long";
        if (left <= 0)
            return false;
        const int polled = poll(&ready, 1, (int)left);
        if (polled == 0 || (polled < 0 && errno == EINTR))
            continue;
        if (!buffer_reserve(buffer, buffer->size + 65536)) {
            *fault = "sent too much";
            return false;
        }
        const ssize_t got = read(fd, buffer->data + buffer->size,
                                 buffer->capacity - buffer->size);
        if (got == 0)
            return true;
        if (got < 0 && errno != EINTR) {
            *fault = "could not be read";
            return false;
        }
        if (got > 0)
            buffer->size += (size_t)got;
    }
}

static bool failed_by_signal(struct error *err, int number)
{
    switch (number) {
    case SIGSYS:
        return answer_refuse(err, "asked for what the sandbox forbids", number);
    case SIGXCPU:
        return answer_refuse(err, "passed its limit of processor time", number);
    case SIGSEGV:
    case SIGBUS:
    case SIGFPE:
    case SIGILL:
    case SIGABRT:
        return answer_refuse(err, "crashed by signal", number);
    default:
        return answer_refuse(err, "was ended by signal", number);
    }
}

// Collects the child, which may not go on after its answer. One that is already
// ending keeps the status it ends with: the kernel takes no further signal
// then.
static int reap(pid_t child)
{
    int status = 0;
    kill(child, SIGKILL);
    while (waitpid(child, &status, 0) < 0 && errno == EINTR)
        continue;
    return status;
}

// Waits for the child and takes all that it sends.
static bool attend(pid_t child, int fd, const struct child_limits *limits,
                   struct buffer *received, struct error *err)
{
    const char *fault;
    *received = (struct buffer){.limit = limits->answer_bytes};
    const bool complete =
        receive(fd, slot_clock_ms() + limits->timeout_ms, received, &fault);
    const int status = reap(child);
    if (!complete)
        return answer_refuse(err, fault, 0);
    if (WIFSIGNALED(status))
        return failed_by_signal(err, WTERMSIG(status));
    return WEXITSTATUS(status) == 0 ||
           answer_refuse(err, "gave up", WEXITSTATUS(status));
}

struct child_limits child_limits_of(const struct config *config)
{
    return (struct child_limits){
        .sandbox = {.memory_bytes =
                        (size_t)config->poster_memory_mb * 1024 * 1024,
                    .cpu_seconds = config->poster_timeout_s},
        .timeout_ms = config->poster_timeout_s * 1000,
        // No poster is larger than its raw pixels and a little, and the largest
        // has LIMIT_POSTER_SIDE_PX a side; print formats have half of that.
        .answer_bytes = (size_t)256 * 1024 * 1024};
}

// Runs the task in a child. The caller finishes what was received, also on
// false.
static bool run_in_child(const struct task *task,
                         const struct child_limits *limits,
                         struct buffer *received, struct error *err)
{
    int ends[2];
    *received = (struct buffer){0};
    // What cannot be done here, the child tries again, and tells.
    sandbox_warm(ANSWER_FD);
    if (pipe2(ends, O_CLOEXEC) != 0)
        return error_set_detail(err, ERROR_SYSTEM, MESSAGE_SYSTEM, "pipe: %s",
                                strerror(errno));
    // A larger pipe lets the child write a file in fewer turns; where that is
    // not allowed, the usual size does.
    fcntl(ends[0], F_SETPIPE_SZ, 1 << 20);
    const pid_t worker = getpid();
    const pid_t child = fork();
    if (child == 0)
        run(task, limits, ends[1], worker);
    close(ends[1]);
    bool done = false;
    if (child < 0)
        error_set_detail(err, ERROR_BUSY, MESSAGE_BUSY, "fork: %s",
                         strerror(errno));
    else
        done = attend(child, ends[0], limits, received, err);
    close(ends[0]);
    return done;
}

bool child_print(struct press *press, const struct order *order,
                 const struct child_limits *limits, struct poster *poster,
                 struct error *err)
{
    const struct task task = {press, order, make_poster};
    struct buffer received;
    press_prepare(press, order);
    const bool done = run_in_child(&task, limits, &received, err) &&
                      answer_take_poster(&received, order->type, poster, err);
    buffer_finish(&received);
    return done;
}

bool child_show_photo(struct press *press, const struct order *order,
                      const struct child_limits *limits,
                      struct shown_photo *shown, struct error *err)
{
    const struct task task = {press, order, make_photo};
    struct buffer received;
    const bool done = run_in_child(&task, limits, &received, err) &&
                      answer_take_photo(&received, shown, err);
    buffer_finish(&received);
    return done;
}
