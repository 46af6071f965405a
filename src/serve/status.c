#include "status.h"

#include "descriptors.h"
#include "log.h"
#include "metrics.h"
#include "request.h"
#include "sandbox.h"
#include "status_report.h"

#include <microhttpd.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

enum {
    CONNECTIONS_MAX = 64,
    CONNECTION_MEMORY = 16 * 1024, // the head of a request
    SILENCE_S = 10,
    LOOK_EVERY_MS = 5000,
};

struct reply {
    unsigned status;
    const char *type;
    struct buffer body;
};

static const char *header(struct MHD_Connection *connection, const char *name)
{
    const char *value =
        MHD_lookup_connection_value(connection, MHD_HEADER_KIND, name);
    return value ? value : "";
}

// A page for people; JSON for who asks for it, or does not say.
static bool report(const struct board *board, struct MHD_Connection *connection,
                   struct reply *reply)
{
    const char *format = MHD_lookup_connection_value(
        connection, MHD_GET_ARGUMENT_KIND, "format");
    const bool html = format
                          ? strcmp(format, "html") == 0
                          : request_prefers_html(header(connection, "Accept"));
    reply->type = html ? "text/html; charset=utf-8" : "application/json";
    return html ? status_report_html(board, &reply->body)
                : status_report_json(board, &reply->body);
}

static bool fill(const struct board *board, struct MHD_Connection *connection,
                 const char *path, struct reply *reply)
{
    const bool ready = board_is_ready(board);
    if (strcmp(path, "/healthz") == 0)
        return buffer_append_text(&reply->body, "ok\n");
    if (strcmp(path, "/readyz") == 0) {
        reply->status = ready ? MHD_HTTP_OK : MHD_HTTP_SERVICE_UNAVAILABLE;
        return buffer_append_format(
            &reply->body, "%s\n",
            server_state_name((enum server_state)atomic_load(&board->state)));
    }
    if (strcmp(path, "/metrics") == 0) {
        reply->type = "text/plain; version=0.0.4; charset=utf-8";
        return metrics_write(board, &reply->body);
    }
    if (strcmp(path, "/status") == 0)
        return report(board, connection, reply);
    reply->status = MHD_HTTP_NOT_FOUND;
    return buffer_append_text(
        &reply->body, "there are /healthz, /readyz, /status and /metrics\n");
}

static enum MHD_Result send_reply(struct MHD_Connection *connection,
                                  struct reply *reply)
{
    // libmicrohttpd frees the bytes.
    struct MHD_Response *response = MHD_create_response_from_buffer(
        reply->body.size, reply->body.data, MHD_RESPMEM_MUST_FREE);
    if (!response)
        return MHD_NO;
    MHD_add_response_header(response, "Content-Type", reply->type);
    MHD_add_response_header(response, "Cache-Control", "no-store");
    MHD_add_response_header(response, "X-Content-Type-Options", "nosniff");
    MHD_add_response_header(response, "Content-Security-Policy",
                            "default-src 'none'; style-src 'unsafe-inline'; "
                            "frame-ancestors 'none'");
    if (reply->status == MHD_HTTP_METHOD_NOT_ALLOWED)
        MHD_add_response_header(response, "Allow", "GET, HEAD");
    if (reply->status == MHD_HTTP_SERVICE_UNAVAILABLE)
        MHD_add_response_header(response, "Retry-After", "5");
    const enum MHD_Result done =
        MHD_queue_response(connection, reply->status, response);
    MHD_destroy_response(response);
    return done;
}

static enum MHD_Result answer(void *context, struct MHD_Connection *connection,
                              const char *path, const char *method,
                              const char *version, const char *upload,
                              size_t *upload_size, void **request)
{
    (void)version;
    (void)upload;
    (void)request;
    struct reply reply = {.status = MHD_HTTP_OK,
                          .type = "text/plain; charset=utf-8"};
    bool done;
    // Nobody is to send anything here; what comes is not read.
    *upload_size = 0;
    if (strcmp(method, "GET") == 0 || strcmp(method, "HEAD") == 0) {
        done = fill(context, connection, path, &reply);
    } else {
        reply.status = MHD_HTTP_METHOD_NOT_ALLOWED;
        done = buffer_append_text(&reply.body, "only GET and HEAD\n");
    }
    if (done)
        return send_reply(connection, &reply);
    buffer_finish(&reply.body);
    return MHD_NO;
}

// What libmicrohttpd would like to say is said by nobody's request.
static void keep_quiet(void *context, const char *format, va_list arguments)
{
    (void)context;
    (void)format;
    (void)arguments;
}

static struct MHD_Daemon *open_daemon(const struct board *board, int listen_fd)
{
    return MHD_start_daemon(
        MHD_USE_EPOLL, 0, NULL, NULL, answer, (void *)board,
        MHD_OPTION_EXTERNAL_LOGGER, keep_quiet, NULL, MHD_OPTION_LISTEN_SOCKET,
        listen_fd, MHD_OPTION_CONNECTION_LIMIT, (unsigned)CONNECTIONS_MAX,
        MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)CONNECTION_MEMORY,
        MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)SILENCE_S, MHD_OPTION_END);
}

_Noreturn void status_run(const struct board *board, int listen_fd,
                          bool may_lower, pid_t supervisor)
{
    sigset_t none;
    prctl(PR_SET_NAME, "poster-status");
    signal(SIGPIPE, SIG_IGN);
    // Its supervisor ends it, last of all, however the others are told.
    signal(SIGINT, SIG_IGN);
    signal(SIGTERM, SIG_IGN);
    signal(SIGHUP, SIG_IGN);
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    if (prctl(PR_SET_PDEATHSIG, SIGKILL) != 0 || getppid() != supervisor ||
        !descriptors_keep(&listen_fd, 1))
        _exit(3);
    struct MHD_Daemon *daemon = open_daemon(board, listen_fd);
    if (!daemon || !sandbox_enter_aide(may_lower)) {
        log_event("the status listener cannot start");
        _exit(3);
    }
    for (;;)
        if (MHD_run_wait(daemon, LOOK_EVERY_MS) != MHD_YES)
            _exit(3);
}
