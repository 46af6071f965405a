#include "fcgi.h"

#include <errno.h>
#include <fastcgi.h>
#include <fcgiapp.h>
#include <limits.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

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
    if (FCGX_Accept_r(request) != 0)
        return false;
    // libfcgi takes parameters that break off for all that there are.
    if (FCGX_GetError(request->in) == 0)
        return true;
    FCGX_Free(request, 1);
    return false;
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

// Records go out by writev, which takes many pieces (FastCGI specification,
// section 3.3): a header and some content each. libfcgi would write eight
// thousand bytes at a time.
enum {
    CONTENT_MAX = 65528, // of one record; below 65536, and a multiple of eight
    RECORDS = 256,       // that are written at a time
    HEADER_SIZE = 8,
    END_SIZE = 8,
    SEND_BUFFER = 8 << 20, // the kernel gives what it allows
};

struct outgoing {
    const FCGX_Request *request;
    uint8_t headers[RECORDS][HEADER_SIZE];
    struct iovec pieces[2 * RECORDS];
    int records;
};

static bool write_pieces(int fd, struct iovec *pieces, int count)
{
    while (count > 0) {
        ssize_t done = writev(fd, pieces, count);
        if (done < 0 && errno == EINTR)
            continue;
        if (done < 0)
            return false;
        for (; count > 0 && (size_t)done >= pieces->iov_len; count--)
            done -= (ssize_t)pieces++->iov_len;
        if (count > 0) {
            pieces->iov_base = (uint8_t *)pieces->iov_base + done;
            pieces->iov_len -= (size_t)done;
        }
    }
    return true;
}

static bool flush(struct outgoing *out)
{
    const int count = 2 * out->records;
    out->records = 0;
    return write_pieces(out->request->ipcFd, out->pieces, count);
}

// The content is borrowed until the next flush.
static bool add_record(struct outgoing *out, uint8_t type, const void *content,
                       size_t size)
{
    if (out->records == RECORDS && !flush(out))
        return false;
    const int at = out->records++;
    struct iovec *pieces = &out->pieces[(size_t)at * 2];
    uint8_t *header = out->headers[at];
    header[0] = FCGI_VERSION_1;
    header[1] = type;
    header[2] = (uint8_t)(out->request->requestId >> 8);
    header[3] = (uint8_t)out->request->requestId;
    header[4] = (uint8_t)(size >> 8);
    header[5] = (uint8_t)size;
    header[6] = header[7] = 0;
    pieces[0] = (struct iovec){header, HEADER_SIZE};
    pieces[1] = (struct iovec){(void *)content, size};
    return true;
}

static bool add_stream(struct outgoing *out, struct bytes bytes)
{
    while (bytes.size > 0) {
        const size_t size = bytes.size < CONTENT_MAX ? bytes.size : CONTENT_MAX;
        if (!add_record(out, FCGI_STDOUT, bytes.data, size))
            return false;
        bytes.data += size;
        bytes.size -= size;
    }
    return true;
}

static struct outgoing *begin(struct outgoing *out, const struct fcgi *fcgi)
{
    out->request = &fcgi->request;
    out->records = 0;
    return out;
}

static void enlarge_buffer(const struct fcgi *fcgi)
{
    const int room = SEND_BUFFER;
    setsockopt(fcgi->request.ipcFd, SOL_SOCKET, SO_SNDBUF, &room, sizeof room);
}

static bool add_end(struct outgoing *out)
{
    static const uint8_t complete[END_SIZE] = {0}; // FCGI_REQUEST_COMPLETE
    return add_record(out, FCGI_STDOUT, NULL, 0) &&
           add_record(out, FCGI_END_REQUEST, complete, sizeof complete);
}

bool fcgi_answer(struct fcgi *fcgi, struct bytes head, struct bytes body)
{
    struct outgoing memory;
    struct outgoing *out = begin(&memory, fcgi);
    enlarge_buffer(fcgi);
    return add_stream(out, head) && add_stream(out, body) && add_end(out) &&
           flush(out);
}

bool fcgi_begin(struct fcgi *fcgi, struct bytes head, int patience_s)
{
    const struct timeval patience = {.tv_sec = patience_s};
    enlarge_buffer(fcgi);
    setsockopt(fcgi->request.ipcFd, SOL_SOCKET, SO_SNDTIMEO, &patience,
               sizeof patience);
    return fcgi_send(fcgi, head);
}

bool fcgi_send(struct fcgi *fcgi, struct bytes piece)
{
    struct outgoing memory;
    struct outgoing *out = begin(&memory, fcgi);
    return add_stream(out, piece) && flush(out);
}

bool fcgi_end(struct fcgi *fcgi)
{
    struct outgoing memory;
    struct outgoing *out = begin(&memory, fcgi);
    return add_end(out) && flush(out);
}

// FastCGI has no word for it: nginx 1.22 takes any end of the request for a
// good one, and so the mere end of the connection. What is no record is an
// error to every web server; nginx then breaks off, too.
void fcgi_break_off(struct fcgi *fcgi)
{
    static const uint8_t none[HEADER_SIZE] = {0}; // version 0
    struct iovec piece = {(void *)none, sizeof none};
    write_pieces(fcgi->request.ipcFd, &piece, 1);
}

void fcgi_finish(struct fcgi *fcgi)
{
    // Closes it also for a web server that would like to keep it
    // (FCGI_KEEP_CONN), which would keep the worker with it.
    FCGX_Free(&fcgi->request, 1);
}
