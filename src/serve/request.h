// Request: what a request asks for, as typed plain data, and what the client
// would like the answer to be.
#pragma once

#include "address.h"
#include "fcgi.h"
#include "press/messages.h"

#include <stdbool.h>

enum method {
    METHOD_GET,
    METHOD_HEAD,
    METHOD_POST,
    METHOD_OPTIONS,
    METHOD_OTHER,
};

enum {
    REQUEST_ID_SIZE = 33,
    REQUEST_PATH_MAX = 256,
    // An address of ours in that of another, whose marks take three bytes each.
    REQUEST_QUERY_MAX = 1024,
};

struct request {
    char id[REQUEST_ID_SIZE]; // in hex: the web server's, or 64 random bits
    enum method method;
    char path[REQUEST_PATH_MAX];   // below the tool's prefix: "/api/v1/..."
    char query[REQUEST_QUERY_MAX]; // as it came, still encoded
    long long content_length;      // -1: missing or no number
    bool prefers_html;             // to JSON
    enum language language;        // of Accept-Language, else Dutch
    // Where the client found the tool, as far as it can be known.
    char address[ADDRESS_MAX]; // as address_of_parts has it; "": not known
};

void request_read(struct request *request, const struct fcgi *fcgi);

// What there is of a name in the query.
enum query { QUERY_MISSING, QUERY_FOUND, QUERY_WRONG };

// Copies the decoded value of a name in the query into out, NUL-terminated.
// QUERY_WRONG, with out "", when the value is not properly encoded or does not
// fit.
enum query request_query(const struct request *request, const char *name,
                         char *out, size_t size);

// The same of a query that is no request's.
enum query request_find(const char *query, const char *name, char *out,
                        size_t size);

// The first language of ours in the order of an Accept-Language (RFC 9110);
// Dutch when there is none.
enum language request_language(const char *accept_language);

// Whether an Accept names text/html before JSON: a form without JavaScript.
bool request_prefers_html(const char *accept);
