#include "status.h"

#include "descriptors.h"
#include "inquiries.h"
#include "log.h"
#include "metrics.h"
#include "report_asked.h"
#include "report_form.h"
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

// What the listener answers from.
struct office {
    const struct board *board;
    const struct desk *desk; // NULL: nobody makes reports
    struct inquiries inquiries;
};

struct reply {
    unsigned status;
    const char *type;
    char disposition[256]; // "": none
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
        &reply->body,
        "there are /healthz, /readyz, /status, /metrics and /report\n");
}

static const char *argument(struct MHD_Connection *connection, const char *name)
{
    const char *value =
        MHD_lookup_connection_value(connection, MHD_GET_ARGUMENT_KIND, name);
    return value ? value : "";
}

// Why there is no report, to who would have had one: a page with the form, or a
// line.
static bool refuse_report(const struct desk_report *report, unsigned status,
                          enum message message, struct reply *reply)
{
    char why[512];
    reply->status = status;
    message_write(message, report->language, (const long[MESSAGE_VALUES]){0},
                  why, sizeof why);
    if (report->format != REPORT_HTML)
        return buffer_append_format(&reply->body, "%s\n", why);
    reply->type = report_media_type(REPORT_HTML);
    return report_form_write(report, (struct bytes){0}, why, &reply->body);
}

// A report that was waited for.
static bool fill_report(const struct inquiry *inquiry, struct reply *reply)
{
    const struct desk_report *report = &inquiry->report;
    if (inquiry->result != DESK_DONE)
        return refuse_report(report, MHD_HTTP_SERVICE_UNAVAILABLE,
                             MESSAGE_REPORT_AWAY, reply);
    reply->type = report_media_type(report->format);
    report_asked_disposition(report, reply->disposition,
                             sizeof reply->disposition);
    return report->format == REPORT_HTML
               ? report_form_write(report, buffer_view(&inquiry->heard), "",
                                   &reply->body)
               : buffer_append(&reply->body, inquiry->heard.data,
                               inquiry->heard.size);
}

// Asks for a report. The connection then sleeps until it is there; NULL, with a
// reply, when there will be none.
static struct inquiry *ask_report(struct office *office,
                                  struct MHD_Connection *connection,
                                  struct reply *reply, bool *done)
{
    const struct report_form form = {.from = argument(connection, "from"),
                                     .to = argument(connection, "to"),
                                     .partner = argument(connection, "partner"),
                                     .language = argument(connection, "lang"),
                                     .format = argument(connection, "format")};
    struct desk_letter letter;
    if (!report_form_read(&form, &letter)) {
        letter.report.format = REPORT_HTML;
        *done = refuse_report(&letter.report, MHD_HTTP_BAD_REQUEST,
                              MESSAGE_REPORT_ASKED, reply);
        return NULL;
    }
    struct inquiry *inquiry =
        inquiries_begin(&office->inquiries, office->desk, &letter);
    if (!inquiry)
        *done = refuse_report(&letter.report, MHD_HTTP_SERVICE_UNAVAILABLE,
                              MESSAGE_REPORT_AWAY, reply);
    return inquiry;
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
    MHD_add_response_header(response, "Content-Security-Policy", REPORT_POLICY);
    MHD_add_response_header(response, "Referrer-Policy", "no-referrer");
    if (reply->disposition[0])
        MHD_add_response_header(response, "Content-Disposition",
                                reply->disposition);
    if (reply->status == MHD_HTTP_METHOD_NOT_ALLOWED)
        MHD_add_response_header(response, "Allow", "GET, HEAD");
    if (reply->status == MHD_HTTP_SERVICE_UNAVAILABLE)
        MHD_add_response_header(response, "Retry-After", "5");
    const enum MHD_Result done =
        MHD_queue_response(connection, reply->status, response);
    MHD_destroy_response(response);
    return done;
}

// Fills the reply, or puts the connection to sleep: *inquiry is then what it
// waits for.
static bool fill_any(struct office *office, struct MHD_Connection *connection,
                     const char *path, const char *method,
                     struct inquiry **inquiry, struct reply *reply)
{
    bool done = true;
    if (strcmp(method, "GET") != 0 && strcmp(method, "HEAD") != 0) {
        reply->status = MHD_HTTP_METHOD_NOT_ALLOWED;
        return buffer_append_text(&reply->body, "only GET and HEAD\n");
    }
    if (*inquiry) {
        done = fill_report(*inquiry, reply);
        inquiry_end(*inquiry);
        *inquiry = NULL;
        return done;
    }
    if (strcmp(path, "/report") != 0)
        return fill(office->board, connection, path, reply);
    *inquiry = ask_report(office, connection, reply, &done);
    if (*inquiry) {
        (*inquiry)->connection = connection;
        MHD_suspend_connection(connection);
    }
    return done;
}

static enum MHD_Result answer(void *context, struct MHD_Connection *connection,
                              const char *path, const char *method,
                              const char *version, const char *upload,
                              size_t *upload_size, void **request)
{
    (void)version;
    (void)upload;
    struct reply reply = {.status = MHD_HTTP_OK,
                          .type = "text/plain; charset=utf-8"};
    struct inquiry *inquiry = *request;
    // Nobody is to send anything here; what comes is not read.
    *upload_size = 0;
    const bool done =
        fill_any(context, connection, path, method, &inquiry, &reply);
    *request = inquiry;
    if (done)
        return inquiry ? MHD_YES : send_reply(connection, &reply);
    buffer_finish(&reply.body);
    return MHD_NO;
}

// The connection is gone, maybe before it was given what it waited for.
static void forget(void *context, struct MHD_Connection *connection,
                   void **request, enum MHD_RequestTerminationCode code)
{
    (void)context;
    (void)connection;
    (void)code;
    inquiry_end(*request);
    *request = NULL;
}

// What libmicrohttpd would like to say is said by nobody's request.
static void keep_quiet(void *context, const char *format, va_list arguments)
{
    (void)context;
    (void)format;
    (void)arguments;
}

static struct MHD_Daemon *open_daemon(struct office *office, int listen_fd)
{
    return MHD_start_daemon(
        MHD_USE_EPOLL | MHD_ALLOW_SUSPEND_RESUME, 0, NULL, NULL, answer, office,
        MHD_OPTION_NOTIFY_COMPLETED, forget, NULL, MHD_OPTION_EXTERNAL_LOGGER,
        keep_quiet, NULL, MHD_OPTION_LISTEN_SOCKET, listen_fd,
        MHD_OPTION_CONNECTION_LIMIT, (unsigned)CONNECTIONS_MAX,
        MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)CONNECTION_MEMORY,
        MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)SILENCE_S, MHD_OPTION_END);
}

// Waits for connections and reports, and attends to those that have something.
static bool attend(struct MHD_Daemon *daemon, struct inquiries *inquiries)
{
    MHD_UNSIGNED_LONG_LONG next_ms;
    void *connection;
    const union MHD_DaemonInfo *info =
        MHD_get_daemon_info(daemon, MHD_DAEMON_INFO_EPOLL_FD);
    int timeout_ms = LOOK_EVERY_MS;
    if (MHD_get_timeout(daemon, &next_ms) == MHD_YES &&
        next_ms < (MHD_UNSIGNED_LONG_LONG)timeout_ms)
        timeout_ms = (int)next_ms;
    inquiries_wait(inquiries, info->epoll_fd, timeout_ms);
    while (inquiries_next(inquiries, &connection))
        MHD_resume_connection(connection);
    return MHD_run(daemon) == MHD_YES;
}

_Noreturn void status_run(const struct board *board, const struct desk *desk,
                          int listen_fd, bool may_lower, pid_t supervisor)
{
    static struct office office;
    const int kept[] = {listen_fd, desk ? desk->ask_fd : -1};
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
        !descriptors_keep(kept, sizeof kept / sizeof *kept))
        _exit(3);
    office = (struct office){.board = board, .desk = desk};
    struct MHD_Daemon *daemon = open_daemon(&office, listen_fd);
    if (!daemon || !sandbox_enter_aide(may_lower)) {
        log_event("the status listener cannot start");
        _exit(3);
    }
    while (attend(daemon, &office.inquiries))
        continue;
    _exit(3);
}
