#include "routes.h"

#include "counting.h"

#include <string.h>

// What is read of a body that nobody wants, so that the web server, which sends
// it first, gets to hear the answer.
enum { UNWANTED_BYTES_MAX = 64 * 1000 * 1000 };

struct route {
    enum method method; // GET stands for HEAD too
    bool needs_child;
    const char *pattern; // `*` stands for one part of the path
    const char *name;    // for the log
    const char *allow;
    bool (*answer)(struct exchange *exchange);
};

static const struct route routes[] = {
    {METHOD_GET, false, "/", "page", "GET, HEAD", index_answer},
    {METHOD_GET, false, "/privacy", "privacy", "GET, HEAD", privacy_answer},
    {METHOD_GET, false, "/schools", "schools", "GET, HEAD", schools_answer},
    {METHOD_GET, false, "/site.css", "style", "GET, HEAD", style_answer},
    // Before those of partners, whose ids have no dot.
    {METHOD_GET, false, "/embed/qr.svg", "qr", "GET, HEAD", qr_answer},
    {METHOD_GET, false, "/embed/", "embed", "GET, HEAD", embed_answer},
    {METHOD_GET, false, "/embed/*", "embed-partner", "GET, HEAD", embed_answer},
    {METHOD_GET, false, "/oembed", "oembed", "GET, HEAD", oembed_answer},
    {METHOD_GET, false, "/survey/card.html", "survey-card", "GET, HEAD",
     survey_card_answer},
    {METHOD_GET, false, "/reports/*", "report", "GET, HEAD", report_answer},
    {METHOD_GET, false, "/survey/*", "survey", "GET, HEAD", survey_page_answer},
    {METHOD_POST, false, "/api/v1/surveys/*", "surveys", "POST, OPTIONS",
     surveys_answer},
    {METHOD_POST, true, "/api/v1/posters", "posters", "POST, OPTIONS",
     posters_answer},
    {METHOD_POST, true, "/api/v1/kits", "kits", "POST, OPTIONS", kits_answer},
    {METHOD_POST, true, "/api/v1/photos", "photos", "POST, OPTIONS",
     photos_answer},
    {METHOD_POST, false, "/api/v1/events", "events", "POST, OPTIONS",
     events_answer},
    {METHOD_GET, false, "/api/v1/templates", "templates", "GET, HEAD, OPTIONS",
     templates_answer},
    {METHOD_GET, false, "/api/v1/partners", "partners", "GET, HEAD, OPTIONS",
     partners_answer},
    {METHOD_GET, false, "/api/v1/partners/*", "partner", "GET, HEAD, OPTIONS",
     partner_answer},
    {METHOD_GET, true, "/api/v1/partners/*/logo.png", "logo",
     "GET, HEAD, OPTIONS", logo_answer},
    {METHOD_GET, true, "/api/v1/templates/*/*/sample.png", "sample",
     "GET, HEAD, OPTIONS", sample_answer},
    {METHOD_GET, true, "/api/v1/templates/*/*/sample.webp", "sample-webp",
     "GET, HEAD, OPTIONS", webp_sample_answer},
    {METHOD_GET, true, "/api/v1/templates/*/*/frame.png", "frame",
     "GET, HEAD, OPTIONS", frame_answer},
    {METHOD_POST, true, "/api/v1/templates/*/*/text.png", "text",
     "POST, OPTIONS", words_answer},
};

enum { ROUTES = sizeof routes / sizeof *routes };
_Static_assert((int)ROUTES < (int)COUNTER_ROUTES, "every route is counted");

int routes_count(void)
{
    return ROUTES + 1;
}

const char *routes_name(int route)
{
    return route == 0 ? "none" : routes[route - 1].name;
}

static int number_of(const struct route *route)
{
    return route ? (int)(route - routes) + 1 : 0;
}

// Takes the part of the path that a `*` stands for.
static bool take_argument(const char **path,
                          char argument[LIMIT_PARTNER_ID_BYTES])
{
    const size_t length = strcspn(*path, "/");
    if (length == 0 || length >= LIMIT_PARTNER_ID_BYTES)
        return false;
    memcpy(argument, *path, length);
    argument[length] = '\0';
    *path += length;
    return true;
}

static bool matches(const char *pattern, const char *path,
                    struct exchange *exchange)
{
    int count = 0;
    for (; *pattern; pattern++)
        if (*pattern == '*') {
            if (!take_argument(&path, exchange->arguments[count++]))
                return false;
        } else if (*pattern != *path++) {
            return false;
        }
    return *path == '\0';
}

static const struct route *find_route(struct exchange *exchange)
{
    for (size_t i = 0; i < ROUTES; i++)
        if (matches(routes[i].pattern, exchange->request->path, exchange))
            return &routes[i];
    return NULL;
}

// Pages of other origins may use what programs use, and nothing else.
static bool is_for_programs(const struct route *route)
{
    return strncmp(route->pattern, "/api/", 5) == 0;
}

static bool answer(const struct route *route, struct exchange *exchange)
{
    const enum method method = exchange->request->method;
    if (!route)
        return error_set(&exchange->error, ERROR_NOT_FOUND,
                         MESSAGE_REQUEST_NOT_FOUND, NULL);
    exchange->log.route = route->name;
    if (method == METHOD_OPTIONS && is_for_programs(route)) {
        exchange->sent = response_preflight(exchange->fcgi, route->allow);
        return true;
    }
    if ((method == METHOD_HEAD ? METHOD_GET : method) != route->method)
        return error_set(&exchange->error, ERROR_NOT_ALLOWED,
                         MESSAGE_REQUEST_METHOD, NULL);
    if (exchange->site->is_reserve && route->needs_child)
        return error_set_detail(&exchange->error, ERROR_BUSY, MESSAGE_BUSY,
                                "the queue is full");
    return route->answer(exchange);
}

static void drain(struct exchange *exchange)
{
    char unwanted[16384];
    size_t total = 0;
    size_t got;
    while (total < UNWANTED_BYTES_MAX &&
           (got = fcgi_read(exchange->fcgi, unwanted, sizeof unwanted)) > 0)
        total += got;
}

// What people call the field at fault; NULL when it is none of a template's.
static const char *find_label(const struct exchange *exchange)
{
    const struct template *template =
        exchange->log.template_id
            ? template_find(press_templates(exchange->site->press),
                            exchange->log.template_id)
            : NULL;
    const struct field *field =
        template ? template_field(template, exchange->error.field) : NULL;
    return field ? language_text(field->labels, exchange->language) : NULL;
}

static void refuse(const struct route *route, struct exchange *exchange)
{
    const struct error *error = &exchange->error;
    exchange->log.error = error;
    counter_add(&exchange->site->board->counters.rejected[error->message]);
    counting_note_error(exchange);
    if (error->kind == ERROR_GONE) {
        exchange->sent = (struct sent){response_status(error->kind), 0};
        return;
    }
    drain(exchange);
    exchange->sent =
        response_error(exchange->fcgi, exchange->request, exchange->site->pages,
                       error, exchange->language, find_label(exchange),
                       error->kind == ERROR_NOT_ALLOWED ? route->allow : NULL);
}

static void note_begin(const struct site *site, const struct route *route)
{
    counter_add(&site->board->counters.begun[number_of(route)]);
    atomic_store(&site->slot->has_begun, 1);
}

static void note_end(const struct site *site, const struct route *route,
                     const struct exchange *exchange)
{
    struct counters *counters = &site->board->counters;
    const struct log_entry *log = &exchange->log;
    const long answer_ms = log->milliseconds - log->read_ms;
    if (log->bytes_in > 0)
        histogram_add(&counters->uploads, counters_byte_bounds, log->bytes_in);
    histogram_add(&counters->timings[TIMING_READ], counters_time_bounds,
                  (uint64_t)log->read_ms * 1000);
    histogram_add(&counters->timings[TIMING_ANSWER], counters_time_bounds,
                  (uint64_t)answer_ms * 1000);
    atomic_fetch_add(&counters->bytes_out, exchange->sent.bytes);
    counter_add(&counters->requests[number_of(route)]
                                   [counters_code(exchange->sent.status)]);
    atomic_store(&site->slot->has_begun, 0);
    atomic_fetch_add(&site->slot->requests, 1);
}

void routes_answer(struct site *site, struct fcgi *fcgi)
{
    struct request request;
    request_read(&request, fcgi);
    struct exchange exchange = {.site = site,
                                .fcgi = fcgi,
                                .request = &request,
                                .started_ms = slot_clock_ms(),
                                .language = request.language,
                                .log = {.route = "none"}};
    const struct route *route = find_route(&exchange);
    note_begin(site, route);
    if (!answer(route, &exchange))
        refuse(route, &exchange);
    exchange.log.milliseconds = slot_clock_ms() - exchange.started_ms;
    // At once, so that hardly anything is answered and not counted.
    note_end(site, route, &exchange);
    fcgi_finish(fcgi);
    log_request(&request, &exchange.sent, &exchange.log);
}
