// Any parameters as a request: paths, queries and lists with weights. A line
// each, NAME=value, such as a web server hands over.
#include "serve/entity_tag.h"
#include "serve/request.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { PARAMS_MAX = 32 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

// Here nothing comes from a web server: this stands for the room of FastCGI.
struct fcgi {
    const char *names[PARAMS_MAX];
    const char *values[PARAMS_MAX];
    size_t count;
};

const char *fcgi_param(const struct fcgi *fcgi, const char *name)
{
    for (size_t i = 0; i < fcgi->count; i++)
        if (strcmp(fcgi->names[i], name) == 0)
            return fcgi->values[i];
    return "";
}

static void must(bool held)
{
    if (!held)
        abort();
}

static void take_lines(struct fcgi *fcgi, char *text)
{
    char *next;
    for (; text && fcgi->count < PARAMS_MAX; text = next) {
        next = strchr(text, '\n');
        if (next)
            *next++ = '\0';
        char *mark = strchr(text, '=');
        if (!mark)
            continue;
        *mark = '\0';
        fcgi->names[fcgi->count] = text;
        fcgi->values[fcgi->count++] = mark + 1;
    }
}

static void ask(const struct request *request, const char *name)
{
    // A byte more than any answer is a byte too far: each has memory of its
    // own.
    for (size_t size = 1; size <= 33; size += 8) {
        char *out = malloc(size);
        must(out != NULL);
        const enum query found = request_query(request, name, out, size);
        must(memchr(out, '\0', size) != NULL);
        must(found == QUERY_FOUND || !*out);
        must(found != QUERY_FOUND || strlen(out) <= strlen(request->query));
        free(out);
    }
}

static void look_at(const struct request *request, const struct fcgi *fcgi)
{
    const size_t digits = strlen(request->id);
    must(digits == 16 || digits == REQUEST_ID_SIZE - 1);
    must(strspn(request->id, "0123456789abcdef") == digits);
    must(request->method <= METHOD_OTHER);
    must(request->content_length >= -1);
    must(request->language < LANGUAGE_COUNT);
    must(memchr(request->path, '\0', sizeof request->path) != NULL);
    must(memchr(request->query, '\0', sizeof request->query) != NULL);
    const char *length = fcgi_param(fcgi, "CONTENT_LENGTH");
    must(request->content_length == -1 || (*length >= '0' && *length <= '9'));
    ask(request, "lang");
    ask(request, "theme");
    ask(request, "width");
    ask(request, "");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct fcgi fcgi = {0};
    struct request request;
    char tag[ENTITY_TAG_SIZE];
    char *text = calloc(size + 1, 1);
    must(text != NULL);
    if (size > 0)
        memcpy(text, data, size);
    take_lines(&fcgi, text);
    request_read(&request, &fcgi);
    look_at(&request, &fcgi);
    entity_tag_write(42, tag);
    must(entity_tag_match(tag, tag) == ENTITY_NAMED);
    must(entity_tag_match(fcgi_param(&fcgi, "HTTP_IF_NONE_MATCH"), tag) <=
         ENTITY_ANY);
    free(text);
    return 0;
}
