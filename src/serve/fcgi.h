// FCGI: requests and answers over a FastCGI socket. The only room that knows
// libfcgi.
#pragma once

#include "press/bytes.h"
#include "press/error.h"

#include <stdbool.h>
#include <stddef.h>

struct fcgi;

// Call it after the process has installed its own handler of SIGTERM: libfcgi
// adds one where there is none. Ignores SIGPIPE and SIGUSR1. On false *fcgi is
// NULL.
bool fcgi_open(struct fcgi **fcgi, struct error *err);

// Takes NULL.
void fcgi_close(struct fcgi *fcgi);

// Reads the parameters of the request on a connection, which is closed by
// fcgi_finish, or at once on false: it is no FastCGI, or breaks off among its
// parameters.
bool fcgi_accept(struct fcgi *fcgi, int connection);

// The connection of the request, still owned by it.
int fcgi_connection(const struct fcgi *fcgi);

// A parameter of the request, "" when it is not there; valid until
// fcgi_finish.
const char *fcgi_param(const struct fcgi *fcgi, const char *name);

// Reads up to `size` bytes of the body; 0 at its end.
size_t fcgi_read(struct fcgi *fcgi, void *to, size_t size);

// Sends the whole answer, its head (RFC 3875, section 6) and its body, and the
// end of the request: in as few pieces as the kernel takes, so that a process
// that is killed has hardly ever sent a part. Once for each request. False when
// the web server is gone.
bool fcgi_answer(struct fcgi *fcgi, struct bytes head, struct bytes body);

// The same for an answer that is made while it is sent: its head, any pieces of
// its body, and its end. False when the web server is gone, or takes nothing
// for `patience_s`.
bool fcgi_begin(struct fcgi *fcgi, struct bytes head, int patience_s);
bool fcgi_send(struct fcgi *fcgi, struct bytes piece);
bool fcgi_end(struct fcgi *fcgi);

// Instead of its end: what came of the answer is not whole, and the web server
// lets its client see that.
void fcgi_break_off(struct fcgi *fcgi);

// Ends the request and closes its connection.
void fcgi_finish(struct fcgi *fcgi);
