// Queue: connections that were accepted and wait for a process that answers
// them. It lies in the kernel, between two ends of a socket, so that it
// outlives whoever fills it and whoever empties it. Any number of processes may
// take.
#pragma once

#include "press/error.h"

#include <stdatomic.h>
#include <stdbool.h>

// How many there are, in memory that all share. Exact but for who was killed at
// the very moment of taking; that is put right whenever the queue is empty.
struct queue_count {
    _Atomic long given;
    _Atomic long taken;
};

struct queue {
    int give_fd; // -1: closed
    int take_fd;
    struct queue_count *count; // shared, borrowed
};

// False when there is no socket to be had; then there is nothing to close.
bool queue_open(struct queue *queue, struct queue_count *count,
                struct error *err);

// Closes one end in this process. When nobody can give any more, who takes is
// told so at the end of the queue.
void queue_close_give(struct queue *queue);
void queue_close_take(struct queue *queue);
void queue_close(struct queue *queue); // both

// Puts a connection in and closes it here. False, with the connection still
// open, when the kernel takes no more.
bool queue_give(struct queue *queue, int connection);

enum queue_taking {
    QUEUE_TAKEN,
    QUEUE_NONE,  // another process was quicker
    QUEUE_ENDED, // nobody gives any more
};

// Takes the connection that waited longest, without waiting.
enum queue_taking queue_take(struct queue *queue, int *connection);

long queue_length(const struct queue_count *count);

// Puts the count right when the queue is empty. For who gives.
void queue_settle(struct queue *queue);
