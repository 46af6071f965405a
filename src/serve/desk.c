#include "desk.h"

#include "slot.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum {
    MAGIC = 0x6b736564,
    // Above any report; a length beyond it is nonsense.
    ANSWER_MAX = 64 * 1024 * 1024,
};

// What an answer begins with.
struct head {
    uint32_t magic;
    uint32_t result;
    uint64_t size; // of the body
};

bool desk_open(struct desk *desk, struct error *err)
{
    int ends[2];
    *desk = (struct desk){.ask_fd = -1, .take_fd = -1};
    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC | SOCK_NONBLOCK, 0,
                   ends) != 0)
        return error_set_detail(err, ERROR_SYSTEM, MESSAGE_SYSTEM,
                                "socketpair: %s", strerror(errno));
    desk->ask_fd = ends[0];
    desk->take_fd = ends[1];
    return true;
}

static void close_end(int *fd)
{
    if (*fd >= 0)
        close(*fd);
    *fd = -1;
}

void desk_close_ask(struct desk *desk)
{
    close_end(&desk->ask_fd);
}

void desk_close_take(struct desk *desk)
{
    close_end(&desk->take_fd);
}

void desk_close(struct desk *desk)
{
    desk_close_ask(desk);
    desk_close_take(desk);
}

// A letter that carries a descriptor (unix(7), SCM_RIGHTS).
union carrier {
    char bytes[CMSG_SPACE(sizeof(int))];
    struct cmsghdr header; // for its alignment
};

static struct msghdr carry(struct iovec *part, union carrier *carrier)
{
    *carrier = (union carrier){0};
    return (struct msghdr){.msg_iov = part,
                           .msg_iovlen = 1,
                           .msg_control = carrier->bytes,
                           // Room for one, and not for two.
                           .msg_controllen = CMSG_LEN(sizeof(int))};
}

static bool post(const struct desk *desk, const struct desk_letter *letter,
                 int answer_fd)
{
    struct desk_letter stamped = *letter;
    struct iovec part = {&stamped, sizeof stamped};
    union carrier carrier;
    struct msghdr message = carry(&part, &carrier);
    struct cmsghdr *header = CMSG_FIRSTHDR(&message);
    stamped.magic = MAGIC;
    header->cmsg_level = SOL_SOCKET;
    header->cmsg_type = SCM_RIGHTS;
    header->cmsg_len = CMSG_LEN(sizeof answer_fd);
    memcpy(CMSG_DATA(header), &answer_fd, sizeof answer_fd);
    return sendmsg(desk->ask_fd, &message, MSG_NOSIGNAL | MSG_DONTWAIT) ==
           (ssize_t)sizeof stamped;
}

// Reads what there is, at most so much. False at the end, on a fault and when
// time is up.
static bool read_some(int fd, long deadline_ms, void *to, size_t most,
                      size_t *got)
{
    for (;;) {
        const long left = deadline_ms - slot_clock_ms();
        struct pollfd ready = {.fd = fd, .events = POLLIN};
        if (left <= 0)
            return false;
        const int count = poll(&ready, 1, (int)left);
        if (count < 0 && errno != EINTR)
            return false;
        if (count <= 0)
            continue;
        const ssize_t read_now = read(fd, to, most);
        if (read_now < 0 && errno == EINTR)
            continue;
        *got = read_now > 0 ? (size_t)read_now : 0;
        return read_now > 0;
    }
}

static bool read_all(int fd, long deadline_ms, void *to, size_t size)
{
    char *at = to;
    while (size > 0) {
        size_t got;
        if (!read_some(fd, deadline_ms, at, size, &got))
            return false;
        at += got;
        size -= got;
    }
    return true;
}

static bool read_body(int fd, long deadline_ms, uint64_t size,
                      struct buffer *body)
{
    char part[16 * 1024];
    while (size > 0) {
        size_t got;
        if (!read_some(fd, deadline_ms, part,
                       size < sizeof part ? (size_t)size : sizeof part, &got) ||
            !buffer_append(body, part, got))
            return false;
        size -= got;
    }
    return true;
}

static bool is_sane(const struct head *head)
{
    return head->magic == MAGIC && head->result <= DESK_AWAY &&
           head->size <= ANSWER_MAX;
}

static enum desk_result hear(int fd, int patience_ms, struct buffer *body)
{
    struct head head;
    const size_t before = body->size;
    const long deadline_ms = slot_clock_ms() + patience_ms;
    if (!read_all(fd, deadline_ms, &head, sizeof head) || !is_sane(&head))
        return DESK_AWAY;
    if (read_body(fd, deadline_ms, head.size, body))
        return (enum desk_result)head.result;
    body->size = before;
    return DESK_AWAY;
}

int desk_begin(const struct desk *desk, const struct desk_letter *letter)
{
    int ends[2];
    if (!desk || desk->ask_fd < 0 || pipe2(ends, O_CLOEXEC) != 0)
        return -1;
    const bool posted = post(desk, letter, ends[1]);
    // When the recorder ends, nobody holds that end any more.
    close(ends[1]);
    if (posted)
        return ends[0];
    close(ends[0]);
    return -1;
}

// Takes the head off an answer that has all come. False while more is to come.
static bool is_whole(struct buffer *heard, enum desk_result *result)
{
    struct head head;
    if (heard->size < sizeof head)
        return false;
    memcpy(&head, heard->data, sizeof head);
    if (!is_sane(&head)) {
        *result = DESK_AWAY;
        return true;
    }
    if (heard->size - sizeof head < head.size)
        return false;
    heard->size = (size_t)head.size;
    memmove(heard->data, heard->data + sizeof head, heard->size);
    *result = (enum desk_result)head.result;
    return true;
}

bool desk_hear(int fd, struct buffer *heard, enum desk_result *result)
{
    char part[16 * 1024];
    const ssize_t got = read(fd, part, sizeof part);
    if (got < 0 && errno == EINTR)
        return false;
    if (got > 0 && buffer_append(heard, part, (size_t)got))
        return is_whole(heard, result);
    *result = DESK_AWAY;
    return true;
}

enum desk_result desk_ask(const struct desk *desk,
                          const struct desk_letter *letter, int patience_ms,
                          struct buffer *body)
{
    const int fd = desk_begin(desk, letter);
    if (fd < 0)
        return DESK_AWAY;
    const enum desk_result result = hear(fd, patience_ms, body);
    close(fd);
    return result;
}

static bool ends_in(const char *text, size_t size)
{
    return memchr(text, '\0', size) != NULL;
}

#define ENDS(text) ends_in(text, sizeof(text))

static bool is_good_answer(const struct survey_answer *answer)
{
    if (!event_is_day(answer->day) || answer->kind < 0 ||
        answer->kind >= SURVEY_KINDS || answer->rating_count < 0 ||
        answer->rating_count > SURVEY_QUESTIONS_MAX ||
        !ENDS(answer->partner_id) || !ENDS(answer->template_id) ||
        !ENDS(answer->language) || !ENDS(answer->remark))
        return false;
    int good = 0;
    while (good < answer->rating_count &&
           ENDS(answer->ratings[good].question_id) &&
           answer->ratings[good].value >= 1 &&
           answer->ratings[good].value <= SURVEY_VALUES)
        good++;
    return good == answer->rating_count;
}

static bool is_day_or_none(int day)
{
    return day == 0 || event_is_day(day);
}

static bool is_good_report(const struct desk_report *report)
{
    return ENDS(report->claim.partner_id) && ENDS(report->signature) &&
           event_is_day(report->claim.from) &&
           is_day_or_none(report->claim.to) &&
           is_day_or_none(report->claim.until) &&
           (unsigned)report->language < LANGUAGE_COUNT &&
           (unsigned)report->format < REPORT_FORMATS;
}

// It is of a process of ours, but one that reads what strangers send.
static bool is_good(const struct desk_letter *letter)
{
    if (letter->magic != MAGIC)
        return false;
    switch (letter->wish) {
    case DESK_ANSWER:
        return is_good_answer(&letter->answer);
    case DESK_REPORT:
    case DESK_PARTNER_REPORT:
        return is_good_report(&letter->report);
    }
    return false;
}

bool desk_take(const struct desk *desk, struct desk_letter *letter,
               int *answer_fd)
{
    for (;;) {
        struct iovec part = {letter, sizeof *letter};
        union carrier carrier;
        struct msghdr message = carry(&part, &carrier);
        const ssize_t got =
            recvmsg(desk->take_fd, &message, MSG_DONTWAIT | MSG_CMSG_CLOEXEC);
        if (got < 0)
            return false;
        const struct cmsghdr *header = CMSG_FIRSTHDR(&message);
        if (got == 0 && !header)
            return false;
        if (!header || header->cmsg_type != SCM_RIGHTS)
            continue;
        memcpy(answer_fd, CMSG_DATA(header), sizeof *answer_fd);
        if (got == (ssize_t)sizeof *letter &&
            !(message.msg_flags & (MSG_TRUNC | MSG_CTRUNC)) && is_good(letter))
            return true;
        close(*answer_fd);
    }
}

static bool write_all(int fd, const void *bytes, size_t size)
{
    const char *at = bytes;
    while (size > 0) {
        const ssize_t written = write(fd, at, size);
        if (written < 0 && errno != EINTR)
            return false;
        if (written > 0) {
            at += written;
            size -= (size_t)written;
        }
    }
    return true;
}

bool desk_reply(int answer_fd, enum desk_result result, struct bytes body)
{
    const struct head head = {
        .magic = MAGIC, .result = (uint32_t)result, .size = body.size};
    // A pipe that is full is none of those that wait for an answer, and the
    // recorder waits for nobody.
    struct pollfd fd = {.fd = answer_fd, .events = POLLOUT};
    const bool is_free =
        body.size > 0 || (poll(&fd, 1, 0) == 1 && (fd.revents & POLLOUT));
    const bool done = is_free && write_all(answer_fd, &head, sizeof head) &&
                      write_all(answer_fd, body.data, body.size);
    close(answer_fd);
    return done;
}

bool desk_is_awaited(int answer_fd)
{
    struct pollfd fd = {.fd = answer_fd};
    return poll(&fd, 1, 0) == 0 || !(fd.revents & POLLERR);
}
