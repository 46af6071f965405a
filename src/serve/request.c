#include "request.h"

#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/random.h>

static enum method read_method(const char *text)
{
    if (strcmp(text, "GET") == 0)
        return METHOD_GET;
    if (strcmp(text, "HEAD") == 0)
        return METHOD_HEAD;
    if (strcmp(text, "POST") == 0)
        return METHOD_POST;
    return strcmp(text, "OPTIONS") == 0 ? METHOD_OPTIONS : METHOD_OTHER;
}

static long long read_length(const char *text)
{
    if (!*text || strspn(text, "0123456789") != strlen(text))
        return -1;
    errno = 0;
    const long long length = strtoll(text, NULL, 10);
    return errno ? -1 : length;
}

// One element of a list with weights, such as "text/html;q=0.8": its name and
// its weight. Gives the rest, NULL at the end.
static const char *next_weighted(const char *list, char *name, size_t size,
                                 double *weight)
{
    list += strspn(list, ", \t");
    if (!*list)
        return NULL;
    const size_t length = strcspn(list, ",");
    const size_t name_length = strcspn(list, ",; \t");
    snprintf(name, size, "%.*s", (int)name_length, list);
    *weight = 1;
    for (const char *at = list + name_length; at < list + length; at++)
        if ((at[0] == 'q' || at[0] == 'Q') && at[1] == '=') {
            // "0.8": weights have three digits at the most.
            *weight = at[2] == '0' ? 0 : 1;
            double part = 0.1;
            if (at[2] == '0' && at[3] == '.')
                for (at += 4; *at >= '0' && *at <= '9'; at++, part /= 10)
                    *weight += (*at - '0') * part;
            break;
        }
    return list + length;
}

enum language request_language(const char *accept_language)
{
    enum language best = LANGUAGE_NL;
    double best_weight = 0;
    char tag[16];
    double weight;
    while ((accept_language =
                next_weighted(accept_language, tag, sizeof tag, &weight))) {
        const enum language language = language_from_tag(tag);
        if (language != LANGUAGE_COUNT && weight > best_weight) {
            best = language;
            best_weight = weight;
        }
    }
    return best;
}

bool request_prefers_html(const char *accept)
{
    double html = 0;
    double json = 0;
    char type[64];
    double weight;
    while ((accept = next_weighted(accept, type, sizeof type, &weight))) {
        if (strcasecmp(type, "text/html") == 0)
            html = weight;
        else if (strcasecmp(type, "application/json") == 0 ||
                 strcasecmp(type, "application/problem+json") == 0)
            json = json > weight ? json : weight;
    }
    return html > json;
}

// So that one id finds a request in both logs; anything that is no id of nginx
// ($request_id) does not get there.
static void read_id(char id[REQUEST_ID_SIZE], const char *given)
{
    enum { NGINX_ID_LENGTH = 32 };
    if (strlen(given) == NGINX_ID_LENGTH &&
        strspn(given, "0123456789abcdef") == NGINX_ID_LENGTH) {
        strcpy(id, given);
        return;
    }
    uint64_t random = 0;
    if (getrandom(&random, sizeof random, 0) != (ssize_t)sizeof random)
        random = 0;
    snprintf(id, REQUEST_ID_SIZE, "%016llx", (unsigned long long)random);
}

void request_read(struct request *request, const struct fcgi *fcgi)
{
    *request = (struct request){0};
    read_id(request->id, fcgi_param(fcgi, "REQUEST_ID"));
    request->method = read_method(fcgi_param(fcgi, "REQUEST_METHOD"));
    // PATH_INFO is the path below the prefix that nginx serves the tool under.
    const char *path = fcgi_param(fcgi, "PATH_INFO");
    if (!*path)
        path = fcgi_param(fcgi, "DOCUMENT_URI");
    const char *query = fcgi_param(fcgi, "QUERY_STRING");
    // A path that is too long is none of ours.
    if (strlen(path) < sizeof request->path)
        strcpy(request->path, path);
    if (strlen(query) < sizeof request->query)
        strcpy(request->query, query);
    request->content_length = read_length(fcgi_param(fcgi, "CONTENT_LENGTH"));
    request->prefers_html =
        request_prefers_html(fcgi_param(fcgi, "HTTP_ACCEPT"));
    request->language =
        request_language(fcgi_param(fcgi, "HTTP_ACCEPT_LANGUAGE"));
    address_of_parts(fcgi_param(fcgi, "REQUEST_SCHEME"),
                     fcgi_param(fcgi, "HTTP_HOST"),
                     fcgi_param(fcgi, "SCRIPT_NAME"), request->address);
}

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    c |= 0x20;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

// Decodes %xx and +; false when it does not fit or is no text.
static bool decode(const char *text, size_t length, char *out, size_t size)
{
    size_t used = 0;
    for (size_t i = 0; i < length; i++) {
        char c = text[i] == '+' ? ' ' : text[i];
        if (c == '%') {
            if (i + 2 >= length)
                return false;
            const int high = hex_digit(text[i + 1]);
            const int low = hex_digit(text[i + 2]);
            if (high < 0 || low < 0 || (high == 0 && low == 0))
                return false;
            c = (char)(high << 4 | low);
            i += 2;
        }
        if (used + 1 >= size)
            return false;
        out[used++] = c;
    }
    out[used] = '\0';
    return true;
}

enum query request_find(const char *query, const char *name, char *out,
                        size_t size)
{
    const size_t name_length = strlen(name);
    out[0] = '\0';
    for (const char *at = query; *at;) {
        const size_t length = strcspn(at, "&");
        if (length > name_length && at[name_length] == '=' &&
            strncmp(at, name, name_length) == 0) {
            if (decode(at + name_length + 1, length - name_length - 1, out,
                       size))
                return QUERY_FOUND;
            out[0] = '\0';
            return QUERY_WRONG;
        }
        at += length;
        at += *at == '&';
    }
    return QUERY_MISSING;
}

enum query request_query(const struct request *request, const char *name,
                         char *out, size_t size)
{
    return request_find(request->query, name, out, size);
}
