// Listeners: all sockets that requests come in by, handed over or made.
#pragma once

#include "listener.h"

#include <stddef.h>

enum { LISTENERS_MAX = 16 };

struct listeners {
    struct listener posters[LISTENERS_MAX]; // FastCGI, for visitors
    size_t count;
    struct listener status;          // HTTP, for the operator; fd -1: none
    struct listener_place places[2]; // of those that are made here; borrowed
};

// Takes the sockets that were handed over, by systemd (LISTEN_FDS; those that
// LISTEN_FDNAMES calls "status" are the operator's) or as standard input
// (spawn-fcgi). Where none was handed over for visitors, one is made at
// `posters`; the operator's is made at `status`, if that has an address. On
// false there is nothing to close.
bool listeners_open(struct listeners *listeners,
                    const struct listener_place *posters,
                    const struct listener_place *status, struct error *err);

// Makes those anew whose file was removed. True when something changed: who
// listens must take them from here again. What cannot be made is told once, in
// *err, and tried again at the next call.
bool listeners_mend(struct listeners *listeners, struct error *err);

// Closes the sockets; files of those that were handed over stay.
void listeners_close(struct listeners *listeners);
