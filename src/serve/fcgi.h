// FCGI: requests and answers over a FastCGI socket. The only room that knows
// libfcgi.
#pragma once

#include "press/bytes.h"
#include "press/error.h"

#include <stdbool.h>
#include <stddef.h>

struct fcgi;

// Takes a listening socket, made non-blocking here. Call it after the process
// has installed its own handler of SIGTERM: libfcgi adds one where there is
// none. Ignores SIGPIPE and SIGUSR1. On false *fcgi is NULL.
bool fcgi_open(struct fcgi **fcgi, int listen_fd, struct error *err);

// Takes NULL.
void fcgi_close(struct fcgi *fcgi);

// Waits until somebody knocks. False when a signal came instead: signals that
// the process blocks are let in only here.
bool fcgi_wait(struct fcgi *fcgi);

// Takes the request that knocked, with its parameters. False when there is
// none after all (another worker was quicker, it is no FastCGI, or it breaks
// off among its parameters).
bool fcgi_accept(struct fcgi *fcgi);

// A parameter of the request, "" when it is not there; valid until
// fcgi_finish.
const char *fcgi_param(const struct fcgi *fcgi, const char *name);

// Reads up to `size` bytes of the body; 0 at its end.
size_t fcgi_read(struct fcgi *fcgi, void *to, size_t size);

// False when the web server is gone.
bool fcgi_write(struct fcgi *fcgi, struct bytes bytes);

// Sends what is left, ends the request and closes its connection.
void fcgi_finish(struct fcgi *fcgi);
