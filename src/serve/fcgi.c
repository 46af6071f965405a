#include "fcgi.h"

#include <fcgiapp.h>
#include <limits.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

struct fcgi {
    FCGX_Request request;
};

bool fcgi_open(struct fcgi **fcgi, struct error *err)
{
    *fcgi = NULL;
    // How long libfcgi waits for the other side to close (its own default is
    // two seconds).
    setenv("LIBFCGI_OS_CLOSE_POLL_TIMEOUT", "50", 0);
    struct fcgi *made = calloc(1, sizeof *made);
    if (!made)
        return error_set_memory(err);
    // Connections are handed over, so there is nothing to listen on.
    if (FCGX_Init() != 0 ||
        FCGX_InitRequest(&made->request, -1, FCGI_FAIL_ACCEPT_ON_INTR) != 0) {
        free(made);
        return error_set_detail(err, ERROR_SYSTEM, MESSAGE_SYSTEM,
                                "libfcgi cannot be used");
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

bool fcgi_accept(struct fcgi *fcgi, int connection)
{
    FCGX_Request *request = &fcgi->request;
    request->ipcFd = connection;
    // Else it would be closed as the connection of a request before.
    request->keepConnection = 1;
    // When there is no request on it, libfcgi closes it and tries to accept
    // another, which fails.
    return FCGX_Accept_r(request) == 0;
}

int fcgi_connection(const struct fcgi *fcgi)
{
    return fcgi->request.ipcFd;
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
