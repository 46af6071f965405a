// Listener: the socket that requests come in by.
#pragma once

#include "press/error.h"

#include <stdbool.h>

struct listener {
    int fd;
    char path[108]; // of a Unix socket that is ours to remove; "" otherwise
};

// True for what may be an address: "unix:PATH" or "HOST:PORT".
bool listener_is_address(const char *address);

// Takes the socket that was handed over, by systemd (LISTEN_FDS) or as standard
// input (spawn-fcgi); without one makes its own at `address`, which is
// "unix:PATH" (with `mode`) or "HOST:PORT". A socket file that nobody listens
// on any more is replaced. On false there is nothing to close.
bool listener_open(struct listener *listener, const char *address, int mode,
                   struct error *err);

// Closes the socket and removes its file.
void listener_close(struct listener *listener);
