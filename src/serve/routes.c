#include "routes.h"

#include <string.h>

// What is read of a body that nobody wants, so that the web server, which sends
// it first, gets to hear the answer.
enum { UNWANTED_BYTES_MAX = 64 * 1000 * 1000 };

struct route {
    enum method method;  // GET stands for HEAD too
    const char *pattern; // `*` stands for one part of the path
    const char *name;    // for the log
    const char *allow;
    bool (*answer)(struct exchange *exchange);
};

static bool health_answer(struct exchange *exchange)
{
    static const char text[] = "ok\n";
    const struct content content = {
        .media_type = "text/plain; charset=utf-8",
        .cache_control = "no-store",
        .body = {(const uint8_t *)text, sizeof text - 1}};
    exchange->sent =
        response_content(exchange->fcgi, exchange->request, &content);
    return true;
}

static const struct route routes[] = {
    {METHOD_GET, "/", "page", "GET, HEAD", index_answer},
    {METHOD_GET, "/privacy", "privacy", "GET, HEAD", privacy_answer},
    {METHOD_GET, "/site.css", "style", "GET, HEAD", style_answer},
    {METHOD_POST, "/api/v1/posters", "posters", "POST", posters_answer},
    {METHOD_POST, "/api/v1/photos", "photos", "POST", photos_answer},
    {METHOD_GET, "/api/v1/templates", "templates", "GET, HEAD",
     templates_answer},
    {METHOD_GET, "/api/v1/templates/*/*/sample.png", "sample", "GET, HEAD",
     sample_answer},
    {METHOD_GET, "/api/v1/templates/*/*/sample.webp", "sample", "GET, HEAD",
     webp_sample_answer},
    {METHOD_GET, "/api/v1/templates/*/*/frame.png", "frame", "GET, HEAD",
     frame_answer},
    {METHOD_POST, "/api/v1/templates/*/*/text.png", "text", "POST",
     words_answer},
    {METHOD_GET, "/healthz", "healthz", "GET, HEAD", health_answer},
};

// Takes the part of the path that a `*` stands for.
static bool take_argument(const char **path, char argument[LIMIT_ID_BYTES])
{
    const size_t length = strcspn(*path, "/");
    if (length == 0 || length >= LIMIT_ID_BYTES)
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
    for (size_t i = 0; i < sizeof routes / sizeof *routes; i++)
        if (matches(routes[i].pattern, exchange->request->path, exchange))
            return &routes[i];
    return NULL;
}

static bool answer(const struct route *route, struct exchange *exchange)
{
    const enum method method = exchange->request->method;
    if (!route)
        return error_set(&exchange->error, ERROR_NOT_FOUND,
                         MESSAGE_REQUEST_NOT_FOUND, NULL);
    exchange->log.route = route->name;
    if ((method == METHOD_HEAD ? METHOD_GET : method) != route->method)
        return error_set(&exchange->error, ERROR_NOT_ALLOWED,
                         MESSAGE_REQUEST_METHOD, NULL);
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
    if (!field)
        return NULL;
    const char *label = field->labels[exchange->language];
    return label ? label : field->labels[LANGUAGE_NL];
}

void routes_answer(struct site *site, struct fcgi *fcgi)
{
    const long started_ms = slot_clock_ms();
    struct request request;
    request_read(&request, fcgi);
    struct exchange exchange = {.site = site,
                                .fcgi = fcgi,
                                .request = &request,
                                .language = request.language,
                                .log = {.route = "none"}};
    const struct route *route = find_route(&exchange);
    if (!answer(route, &exchange)) {
        drain(&exchange);
        exchange.log.error = &exchange.error;
        exchange.sent = response_error(
            fcgi, &request, site->pages, &exchange.error, exchange.language,
            find_label(&exchange),
            exchange.error.kind == ERROR_NOT_ALLOWED ? route->allow : NULL);
    }
    fcgi_finish(fcgi);
    exchange.log.milliseconds = slot_clock_ms() - started_ms;
    log_request(&request, &exchange.sent, &exchange.log);
}
