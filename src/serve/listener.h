// Listener: a socket that requests come in by.
#pragma once

#include "press/error.h"

#include <stdbool.h>

struct listener {
    int fd;
    char path[108]; // of a Unix socket that is ours to remove; "" otherwise
    unsigned long device; // of that file
    unsigned long file;
};

// Where a socket is to be made, and for whom.
struct listener_place {
    const char *address; // "unix:PATH" or "HOST:PORT"
    int mode;            // of a Unix socket
    const char *group;   // of a Unix socket; "": that of the process
};

// True for what may be an address: "unix:PATH" or "HOST:PORT".
bool listener_is_address(const char *address);

// Makes a socket and listens on it. A socket file that nobody listens on any
// more is replaced. On false there is nothing to close.
bool listener_open(struct listener *listener,
                   const struct listener_place *place, struct error *err);

// Whether the file of a Unix socket of ours is gone, so that nobody can find
// it any more. False of any other socket.
bool listener_is_lost(const struct listener *listener);

// Closes the socket and removes its file, if it is still ours.
void listener_close(struct listener *listener);
