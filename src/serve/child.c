#include "child.h"

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

// What a child sends first; a poster's bytes follow. Both sides are the same
// program, so it goes as it lies in memory.
struct answer {
    uint32_t magic;
    uint32_t done;
    struct error error; // when not done
    uint64_t size;      // when done
    int32_t width_px;
    int32_t height_px;
    char name[sizeof(((struct poster *)0)->name)];
    char photo_scale[sizeof(((struct poster *)0)->photo_scale)];
    char photo_formats[sizeof(((struct poster *)0)->photo_formats)];
    char text_contrast[sizeof(((struct poster *)0)->text_contrast)];
};

enum { ANSWER_MAGIC = 0x504f5354 };

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

static _Noreturn void run(struct press *press, const struct order *order,
                          const struct child_limits *limits, int answer_fd,
                          pid_t worker)
{
    // If the worker dies first, nobody waits for the poster any more.
    if (prctl(PR_SET_PDEATHSIG, SIGKILL) != 0 || getppid() != worker ||
        !close_the_rest(answer_fd) ||
        !sandbox_enter(&limits->sandbox, ANSWER_FD))
        _exit(3);
    struct answer answer = {.magic = ANSWER_MAGIC};
    struct poster poster;
    answer.done = press_print(press, order, &poster, NULL, &answer.error);
    if (answer.done) {
        answer.size = poster.file.size;
        answer.width_px = poster.width_px;
        answer.height_px = poster.height_px;
        memcpy(answer.name, poster.name, sizeof answer.name);
        memcpy(answer.photo_scale, poster.photo_scale,
               sizeof answer.photo_scale);
        memcpy(answer.photo_formats, poster.photo_formats,
               sizeof answer.photo_formats);
        memcpy(answer.text_contrast, poster.text_contrast,
               sizeof answer.text_contrast);
    }
    const bool sent =
        send_all(&answer, sizeof answer) &&
        (!answer.done || send_all(poster.file.data, poster.file.size));
    _exit(sent ? 0 : 3);
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

static bool failed(struct error *err, const char *what, int number)
{
    error_set_detail(err, ERROR_INVALID, MESSAGE_POSTER_FAILED,
                     "the child %s (%d)", what, number);
    strcpy(err->field, "photo");
    return false;
}

static bool failed_by_signal(struct error *err, int number)
{
    switch (number) {
    case SIGSYS:
        return failed(err, "asked for what the sandbox forbids", number);
    case SIGXCPU:
        return failed(err, "passed its limit of processor time", number);
    case SIGSEGV:
    case SIGBUS:
    case SIGFPE:
    case SIGILL:
    case SIGABRT:
        return failed(err, "crashed by signal", number);
    default:
        return failed(err, "was ended by signal", number);
    }
}

// An error from the child is copied value by value within what is possible.
static bool take_error(const struct answer *answer, struct error *err)
{
    const struct error *sent = &answer->error;
    if (sent->kind <= ERROR_NONE || sent->kind > ERROR_SYSTEM ||
        sent->message <= MESSAGE_NONE || sent->message >= MESSAGE_COUNT ||
        !memchr(sent->field, '\0', sizeof sent->field) ||
        !memchr(sent->detail, '\0', sizeof sent->detail) ||
        (*sent->field && !order_is_name(sent->field)))
        return failed(err, "sent a wrong error", 0);
    if (error_is_memory(sent))
        return failed(err, "ran out of memory", 0);
    *err = *sent;
    return false;
}

#define LETTERS "abcdefghijklmnopqrstuvwxyz0123456789"

// What goes into the head of an answer, or into a file name.
static bool is_made_of(const char *text, size_t size, const char *letters)
{
    return memchr(text, '\0', size) && strspn(text, letters) == strlen(text);
}

static bool take_answer(struct buffer *received, const struct order *order,
                        struct poster *poster, struct error *err)
{
    struct answer answer;
    if (received->size < sizeof answer)
        return failed(err, "ended without an answer", 0);
    memcpy(&answer, received->data, sizeof answer);
    if (answer.magic != ANSWER_MAGIC)
        return failed(err, "sent no answer", 0);
    if (!answer.done)
        return take_error(&answer, err);
    if (answer.size != received->size - sizeof answer ||
        !is_made_of(answer.name, sizeof answer.name, LETTERS "-_.") ||
        !is_made_of(answer.photo_scale, sizeof answer.photo_scale,
                    LETTERS "-_.;=") ||
        !is_made_of(answer.photo_formats, sizeof answer.photo_formats,
                    LETTERS "-_.;=, ") ||
        !is_made_of(answer.text_contrast, sizeof answer.text_contrast,
                    LETTERS "-_.;=, "))
        return failed(err, "sent a wrong poster", 0);
    memmove(received->data, received->data + sizeof answer, answer.size);
    received->size = answer.size;
    *poster = (struct poster){.file = *received,
                              .media_type = poster_media_type(order->type),
                              .width_px = answer.width_px,
                              .height_px = answer.height_px};
    memcpy(poster->name, answer.name, sizeof poster->name);
    memcpy(poster->photo_scale, answer.photo_scale, sizeof poster->photo_scale);
    memcpy(poster->photo_formats, answer.photo_formats,
           sizeof poster->photo_formats);
    memcpy(poster->text_contrast, answer.text_contrast,
           sizeof poster->text_contrast);
    *received = (struct buffer){0};
    return true;
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

static bool attend(pid_t child, int fd, const struct order *order,
                   const struct child_limits *limits, struct poster *poster,
                   struct error *err)
{
    struct buffer received = {.limit = limits->answer_bytes};
    const char *fault;
    const bool complete =
        receive(fd, slot_clock_ms() + limits->timeout_ms, &received, &fault);
    const int status = reap(child);
    bool done = false;
    if (!complete)
        failed(err, fault, 0);
    else if (WIFSIGNALED(status))
        failed_by_signal(err, WTERMSIG(status));
    else if (WEXITSTATUS(status) != 0)
        failed(err, "gave up", WEXITSTATUS(status));
    else
        done = take_answer(&received, order, poster, err);
    buffer_finish(&received);
    return done;
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

bool child_print(struct press *press, const struct order *order,
                 const struct child_limits *limits, struct poster *poster,
                 struct error *err)
{
    int ends[2];
    press_prepare(press, order);
    // What cannot be done here, the child tries again, and tells.
    sandbox_warm(ANSWER_FD);
    if (pipe2(ends, O_CLOEXEC) != 0)
        return error_set_detail(err, ERROR_SYSTEM, MESSAGE_SYSTEM, "pipe: %s",
                                strerror(errno));
    // A larger pipe lets the child write a poster in fewer turns; where that
    // is not allowed, the usual size does.
    fcntl(ends[0], F_SETPIPE_SZ, 1 << 20);
    const pid_t worker = getpid();
    const pid_t child = fork();
    if (child == 0)
        run(press, order, limits, ends[1], worker);
    close(ends[1]);
    bool done = false;
    if (child < 0)
        error_set_detail(err, ERROR_BUSY, MESSAGE_BUSY, "fork: %s",
                         strerror(errno));
    else
        done = attend(child, ends[0], order, limits, poster, err);
    close(ends[0]);
    return done;
}
