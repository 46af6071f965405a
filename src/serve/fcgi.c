#include "fcgi.h"

#include <errno.h>
#include <fcgiapp.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

struct fcgi {
    int listen_fd;
    FCGX_Request request;
};

bool fcgi_open(struct fcgi **fcgi, int listen_fd, struct error *err)
{
    *fcgi = NULL;
    // How long libfcgi waits for the other side: to close, and to send after
    // a connection was made (its own defaults are seconds).
    setenv("LIBFCGI_OS_CLOSE_POLL_TIMEOUT", "50", 0);
    setenv("LIBFCGI_IS_AF_UNIX_KEEPER_POLL_TIMEOUT", "100", 0);
    struct fcgi *made = calloc(1, sizeof *made);
    if (!made)
        return error_set_memory(err);
    made->listen_fd = listen_fd;
    const int flags = fcntl(listen_fd, F_GETFL);
    if (flags < 0 || fcntl(listen_fd, F_SETFL, flags | O_NONBLOCK) < 0 ||
        FCGX_Init() != 0 ||
        FCGX_InitRequest(&made->request, listen_fd, FCGI_FAIL_ACCEPT_ON_INTR) !=
            0) {
        free(made);
        return error_set_detail(err, ERROR_SYSTEM, MESSAGE_SYSTEM,
                                "the socket cannot be used: %s",
                                strerror(errno));
    }
    // libfcgi has taken these two over, whatever was set before. Its handler
    // of SIGUSR1 makes every later accept fail, and a worker spin on that.
    signal(SIGPIPE, SIG_IGN);
    signal(SIGUSR1, SIG_IGN);
    *fcgi = made;
    return true;
}

void fcgi_close(struct fcgi *fcgi)
{
    if (!fcgi)
        return;
    FCGX_Free(&fcgi->request, 1);
    free(fcgi);
}

bool fcgi_wait(struct fcgi *fcgi)
{
    struct pollfd fd = {.fd = fcgi->listen_fd, .events = POLLIN};
    sigset_t none;
    sigemptyset(&none);
    return ppoll(&fd, 1, NULL, &none) > 0;
}

bool fcgi_accept(struct fcgi *fcgi)
{
    if (FCGX_Accept_r(&fcgi->request) != 0)
        return false;
    // libfcgi takes parameters that break off for all that there are.
    if (FCGX_GetError(fcgi->request.in) == 0)
        return true;
    FCGX_Free(&fcgi->request, 1);
    return false;
}

const char *fcgi_param(const struct fcgi *fcgi, const char *name)
{
    const char *value = FCGX_GetParam(name, fcgi->request.envp);
    return value ? value : "";
}

size_t fcgi_read(struct fcgi *fcgi, void *to, size_t size)
{
    const int most = size < INT_MAX ? (int)size : INT_MAX;
    const int got = FCGX_GetStr(to, most, fcgi->request.in);
    return got > 0 ? (size_t)got : 0;
}

bool fcgi_write(struct fcgi *fcgi, struct bytes bytes)
{
    while (bytes.size > 0) {
        const int most = bytes.size < INT_MAX ? (int)bytes.size : INT_MAX;
        if (FCGX_PutStr((const char *)bytes.data, most, fcgi->request.out) !=
            most)
            return false;
        bytes.data += most;
        bytes.size -= (size_t)most;
    }
    return true;
}

void fcgi_finish(struct fcgi *fcgi)
{
    FCGX_Finish_r(&fcgi->request);
    // A web server that would like to keep the connection (FCGI_KEEP_CONN)
    // would keep the worker with it.
    FCGX_Free(&fcgi->request, 1);
}
