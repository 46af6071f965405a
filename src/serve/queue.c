#include "queue.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

bool queue_open(struct queue *queue, struct queue_count *count,
                struct error *err)
{
    int ends[2];
    *queue = (struct queue){.give_fd = -1, .take_fd = -1, .count = count};
    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC | SOCK_NONBLOCK, 0,
                   ends) != 0)
        return error_set_detail(err, ERROR_SYSTEM, MESSAGE_SYSTEM,
                                "socketpair: %s", strerror(errno));
    queue->give_fd = ends[0];
    queue->take_fd = ends[1];
    return true;
}

static void close_end(int *fd)
{
    if (*fd >= 0)
        close(*fd);
    *fd = -1;
}

void queue_close_give(struct queue *queue)
{
    close_end(&queue->give_fd);
}

void queue_close_take(struct queue *queue)
{
    close_end(&queue->take_fd);
}

void queue_close(struct queue *queue)
{
    queue_close_give(queue);
    queue_close_take(queue);
}

// A message of one byte that carries a descriptor (unix(7), SCM_RIGHTS).
union carrier {
    char bytes[CMSG_SPACE(sizeof(int))];
    struct cmsghdr header; // for its alignment
};

static struct msghdr carry(struct iovec *letter, union carrier *carrier)
{
    *carrier = (union carrier){0};
    return (struct msghdr){.msg_iov = letter,
                           .msg_iovlen = 1,
                           .msg_control = carrier->bytes,
                           .msg_controllen = sizeof carrier->bytes};
}

bool queue_give(struct queue *queue, int connection)
{
    char byte = 0;
    struct iovec letter = {&byte, 1};
    union carrier carrier;
    struct msghdr message = carry(&letter, &carrier);
    struct cmsghdr *header = CMSG_FIRSTHDR(&message);
    header->cmsg_level = SOL_SOCKET;
    header->cmsg_type = SCM_RIGHTS;
    header->cmsg_len = CMSG_LEN(sizeof connection);
    memcpy(CMSG_DATA(header), &connection, sizeof connection);
    // Before it is there, so that nobody takes more than was given.
    atomic_fetch_add(&queue->count->given, 1);
    if (sendmsg(queue->give_fd, &message, MSG_NOSIGNAL) != 1) {
        atomic_fetch_sub(&queue->count->given, 1);
        return false;
    }
    close(connection);
    return true;
}

enum queue_taking queue_take(struct queue *queue, int *connection)
{
    char byte;
    struct iovec letter = {&byte, 1};
    union carrier carrier;
    struct msghdr message = carry(&letter, &carrier);
    const ssize_t got =
        recvmsg(queue->take_fd, &message, MSG_DONTWAIT | MSG_CMSG_CLOEXEC);
    if (got == 0)
        return QUEUE_ENDED;
    if (got < 0)
        return QUEUE_NONE;
    atomic_fetch_add(&queue->count->taken, 1);
    const struct cmsghdr *header = CMSG_FIRSTHDR(&message);
    if (!header || header->cmsg_type != SCM_RIGHTS)
        return QUEUE_NONE;
    memcpy(connection, CMSG_DATA(header), sizeof *connection);
    return QUEUE_TAKEN;
}

long queue_length(const struct queue_count *count)
{
    const long length = atomic_load(&count->given) - atomic_load(&count->taken);
    return length > 0 ? length : 0;
}

void queue_settle(struct queue *queue)
{
    struct pollfd fd = {.fd = queue->take_fd, .events = POLLIN};
    if (poll(&fd, 1, 0) == 0)
        atomic_store(&queue->count->given, atomic_load(&queue->count->taken));
}
