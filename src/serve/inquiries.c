#include "inquiries.h"

#include "slot.h"

#include <poll.h>
#include <unistd.h>

// More than the recorder gives a report.
enum { PATIENCE_MS = 90 * 1000 };

struct inquiry *inquiries_begin(struct inquiries *inquiries,
                                const struct desk *desk,
                                const struct desk_letter *letter)
{
    for (int i = 0; i < INQUIRIES_MAX; i++) {
        struct inquiry *inquiry = &inquiries->list[i];
        if (inquiry->fd > 0)
            continue;
        const int fd = desk_begin(desk, letter);
        if (fd < 0)
            return NULL;
        *inquiry =
            (struct inquiry){.fd = fd,
                             .report = letter->report,
                             .deadline_ms = slot_clock_ms() + PATIENCE_MS};
        return inquiry;
    }
    return NULL;
}

static void attend(struct inquiry *inquiry, bool has_come)
{
    if (has_come)
        inquiry->is_over =
            desk_hear(inquiry->fd, &inquiry->heard, &inquiry->result);
    if (!inquiry->is_over && slot_clock_ms() >= inquiry->deadline_ms) {
        inquiry->is_over = true;
        inquiry->result = DESK_AWAY;
    }
}

void inquiries_wait(struct inquiries *inquiries, int fd, int timeout_ms)
{
    struct pollfd fds[INQUIRIES_MAX + 1];
    for (int i = 0; i < INQUIRIES_MAX; i++) {
        const struct inquiry *inquiry = &inquiries->list[i];
        // poll(2) passes over what is negative.
        fds[i] = (struct pollfd){
            .fd = inquiry->fd > 0 && !inquiry->is_over ? inquiry->fd : -1,
            .events = POLLIN};
    }
    fds[INQUIRIES_MAX] = (struct pollfd){.fd = fd, .events = POLLIN};
    const int count = poll(fds, INQUIRIES_MAX + 1, timeout_ms);
    for (int i = 0; i < INQUIRIES_MAX; i++)
        if (fds[i].fd >= 0)
            attend(&inquiries->list[i], count > 0 && fds[i].revents != 0);
}

struct inquiry *inquiries_next(struct inquiries *inquiries, void **connection)
{
    for (int i = 0; i < INQUIRIES_MAX; i++) {
        struct inquiry *inquiry = &inquiries->list[i];
        if (inquiry->fd > 0 && inquiry->is_over && inquiry->connection) {
            *connection = inquiry->connection;
            inquiry->connection = NULL;
            return inquiry;
        }
    }
    return NULL;
}

void inquiry_end(struct inquiry *inquiry)
{
    if (!inquiry)
        return;
    close(inquiry->fd);
    buffer_finish(&inquiry->heard);
    *inquiry = (struct inquiry){0};
}
