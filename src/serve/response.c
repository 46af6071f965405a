#include "response.h"

#include "entity_tag.h"
#include "fixed_text.h"

#include "press/json.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int response_status(enum error_kind kind)
{
    switch (kind) {
    case ERROR_MALFORMED:
        return 400;
    case ERROR_FORBIDDEN:
        return 403;
    case ERROR_NOT_FOUND:
        return 404;
    case ERROR_NOT_ALLOWED:
        return 405;
    case ERROR_NOT_OFFERED:
        return 501;
    case ERROR_TOO_LARGE:
        return 413;
    case ERROR_UNSUPPORTED:
        return 415;
    case ERROR_INVALID:
        return 422;
    case ERROR_TOO_MANY:
        return 429;
    case ERROR_BUSY:
        return 503;
    case ERROR_GONE:
        return 499; // as nginx has it in its log; nobody gets it
    case ERROR_NONE:
    case ERROR_SYSTEM:
        break;
    }
    return 500;
}

// RFC 9110, section 15.
static const char *reason(int status)
{
    switch (status) {
    case 200:
        return "OK";
    case 204:
        return "No Content";
    case 304:
        return "Not Modified";
    case 400:
        return "Bad Request";
    case 403:
        return "Forbidden";
    case 404:
        return "Not Found";
    case 405:
        return "Method Not Allowed";
    case 413:
        return "Content Too Large";
    case 415:
        return "Unsupported Media Type";
    case 422:
        return "Unprocessable Content";
    case 429:
        return "Too Many Requests";
    case 501:
        return "Not Implemented";
    case 503:
        return "Service Unavailable";
    default:
        return "Internal Server Error";
    }
}

// Enough for every head below. That of a poster has 6500 bytes, half of them
// its alt text, that of an embed 7000, with as many sites as a partner may
// name. The web server takes 16 KB (fastcgi_buffer_size).
enum { HEAD_SIZE = 10000 };

static struct sent send_answer(struct fcgi *fcgi, int status,
                               struct fixed_text *head, struct bytes body,
                               bool with_body)
{
    char whole_memory[HEAD_SIZE];
    struct fixed_text whole = fixed_text_in(whole_memory, sizeof whole_memory);
    fixed_text_add(&whole,
                   "Status: %d %s\r\n"
                   "X-Content-Type-Options: nosniff\r\n",
                   status, reason(status));
    if (status != 304 && status != 204)
        fixed_text_add(&whole, "Content-Length: %zu\r\n", body.size);
    fixed_text_add(&whole, "%s\r\n", head->text);
    if (!with_body)
        body.size = 0;
    // When the web server is gone there is nobody to tell.
    fcgi_answer(fcgi, (struct bytes){(uint8_t *)whole.text, whole.used}, body);
    return (struct sent){status, body.size};
}

static void add_version(struct fixed_text *head, const struct content *content,
                        const char *tag)
{
    fixed_text_add(head,
                   "Cache-Control: %s\r\n"
                   "ETag: %s\r\n"
                   "Vary: Accept-Language\r\n",
                   content->cache_control, tag);
    // What answers a 304 stands in for what came with the body.
    if (content->policy)
        fixed_text_add(head,
                       "Content-Security-Policy: %s\r\n"
                       "Cross-Origin-Embedder-Policy: require-corp\r\n",
                       content->policy);
    if (content->disposition)
        fixed_text_add(head, "Content-Disposition: %s\r\n",
                       content->disposition);
    if (content->is_unlisted)
        fixed_text_add(head, "X-Robots-Tag: noindex\r\n");
}

static struct sent send_unchanged(struct fcgi *fcgi,
                                  const struct content *content,
                                  const char *tag)
{
    char head_memory[HEAD_SIZE];
    struct fixed_text head = fixed_text_in(head_memory, sizeof head_memory);
    add_version(&head, content, tag);
    return send_answer(fcgi, 304, &head, (struct bytes){0}, false);
}

bool response_is_known(struct fcgi *fcgi, const struct content *content,
                       struct sent *sent)
{
    char tag[ENTITY_TAG_SIZE];
    entity_tag_write(content->version, tag);
    if (entity_tag_match(fcgi_param(fcgi, "HTTP_IF_NONE_MATCH"), tag) !=
        ENTITY_NAMED)
        return false;
    *sent = send_unchanged(fcgi, content, tag);
    return true;
}

// When to ask again.
static void add_patience(struct fixed_text *head, int status)
{
    if (status == 503 || status == 429)
        fixed_text_add(head, "Retry-After: 5\r\n");
}

struct sent response_content(struct fcgi *fcgi, const struct request *request,
                             const struct content *content)
{
    char tag[ENTITY_TAG_SIZE];
    char head_memory[HEAD_SIZE];
    struct fixed_text head = fixed_text_in(head_memory, sizeof head_memory);
    fixed_text_add(&head, "Content-Type: %s\r\n", content->media_type);
    // An answer to a POST is nothing to come back to.
    if (request->method == METHOD_POST) {
        const int status = content->status ? content->status : 200;
        fixed_text_add(&head, "Cache-Control: %s\r\n", content->cache_control);
        if (content->is_unlisted)
            fixed_text_add(&head, "X-Robots-Tag: noindex\r\n");
        add_patience(&head, status);
        return send_answer(fcgi, status, &head, content->body, true);
    }
    entity_tag_write(content->version
                         ? content->version
                         : bytes_hash(BYTES_HASH_EMPTY, content->body),
                     tag);
    if (entity_tag_match(fcgi_param(fcgi, "HTTP_IF_NONE_MATCH"), tag) !=
        ENTITY_UNKNOWN)
        return send_unchanged(fcgi, content, tag);
    add_version(&head, content, tag);
    return send_answer(fcgi, 200, &head, content->body,
                       request->method != METHOD_HEAD);
}

struct sent response_done(struct fcgi *fcgi)
{
    char head_memory[HEAD_SIZE];
    struct fixed_text head = fixed_text_in(head_memory, sizeof head_memory);
    fixed_text_add(&head, "Cache-Control: no-store\r\n");
    return send_answer(fcgi, 204, &head, (struct bytes){0}, false);
}

struct sent response_preflight(struct fcgi *fcgi, const char *allow)
{
    char head_memory[HEAD_SIZE];
    struct fixed_text head = fixed_text_in(head_memory, sizeof head_memory);
    fixed_text_add(&head,
                   "Allow: %s\r\n"
                   "Access-Control-Allow-Methods: %s\r\n"
                   "Access-Control-Allow-Headers: *\r\n"
                   "Access-Control-Max-Age: 86400\r\n",
                   allow, allow);
    return send_answer(fcgi, 204, &head, (struct bytes){0}, false);
}

// The value of RFC 8187: UTF-8, of which only letters, digits and some marks
// stand for themselves.
static void add_extended(struct fixed_text *head, const char *name,
                         const char *value)
{
    static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                "abcdefghijklmnopqrstuvwxyz0123456789-._~";
    fixed_text_add(head, "%s: UTF-8''", name);
    for (; *value; value++)
        if (strchr(plain, *value))
            fixed_text_add(head, "%c", *value);
        else
            fixed_text_add(head, "%%%02X", (unsigned)(unsigned char)*value);
    fixed_text_add(head, "\r\n");
}

struct sent response_poster(struct fcgi *fcgi, const struct poster *poster,
                            bool shows_inline)
{
    char head_memory[HEAD_SIZE];
    struct fixed_text head = fixed_text_in(head_memory, sizeof head_memory);
    // The name is ASCII by its making, so both forms are the same letters.
    fixed_text_add(
        &head,
        "Content-Type: %s\r\n"
        "Content-Disposition: %s; filename=\"%s\"; filename*=UTF-8''%s\r\n"
        "Cache-Control: no-store\r\n",
        poster->media_type, shows_inline ? "inline" : "attachment",
        poster->name, poster->name);
    if (*poster->photo_scale)
        fixed_text_add(&head, "X-Photo-Scale: %s\r\nX-Photo-Formats: %s\r\n",
                       poster->photo_scale, poster->photo_formats);
    if (*poster->text_contrast)
        fixed_text_add(&head, "X-Text-Contrast: %s\r\n", poster->text_contrast);
    if (*poster->file_note)
        fixed_text_add(&head, "X-Poster-File: %s\r\n", poster->file_note);
    if (*poster->alt_text)
        add_extended(&head, "X-Alt-Text", poster->alt_text);
    return send_answer(fcgi, 200, &head, buffer_view(&poster->file), true);
}

struct sent response_photo(struct fcgi *fcgi, const struct shown_photo *shown)
{
    char head_memory[HEAD_SIZE];
    struct fixed_text head = fixed_text_in(head_memory, sizeof head_memory);
    fixed_text_add(&head,
                   "Content-Type: image/jpeg\r\n"
                   "Cache-Control: no-store\r\n"
                   "X-Photo-Width: %d\r\n"
                   "X-Photo-Height: %d\r\n",
                   shown->width_px, shown->height_px);
    return send_answer(fcgi, 200, &head, buffer_view(&shown->file), true);
}

bool response_begin_kit(struct fcgi *fcgi, const struct kit_head *kit,
                        int patience_s)
{
    char head_memory[HEAD_SIZE];
    struct fixed_text head = fixed_text_in(head_memory, sizeof head_memory);
    fixed_text_add(&head,
                   "Status: 200 OK\r\n"
                   "X-Content-Type-Options: nosniff\r\n"
                   "Content-Type: application/zip\r\n"
                   "Content-Disposition: attachment; filename=\"%s\"\r\n"
                   "Cache-Control: no-store\r\n"
                   "X-Kit-Files: %d\r\n"
                   "X-Kit-Bytes-About: %llu\r\n",
                   kit->name, kit->files, (unsigned long long)kit->bytes_about);
    if (*kit->left_out)
        fixed_text_add(&head, "X-Kit-Failed: %s\r\n", kit->left_out);
    fixed_text_add(&head, "\r\n");
    return fcgi_begin(fcgi, (struct bytes){(uint8_t *)head.text, head.used},
                      patience_s);
}

// From the request's path back to the tool's root: "../" for each folder, so
// that it works under any prefix.
static void find_root(const struct request *request, char *out, size_t size)
{
    size_t used = 0;
    int folders = -1;
    for (const char *at = request->path; *at; at++)
        folders += *at == '/';
    out[0] = '\0';
    for (; folders > 0 && used + 4 < size; folders--)
        used += (size_t)snprintf(out + used, size - used, "../");
    if (used == 0)
        snprintf(out, size, "./");
}

static char *write_problem(const struct request *request,
                           const struct error *error, const char *sentence,
                           int status)
{
    struct json_member members[6] = {
        {"type", "about:blank", 0}, {"title", reason(status), 0},
        {"status", NULL, status},   {"detail", sentence, 0},
        {"id", request->id, 0},
    };
    size_t count = 5;
    if (*error->field)
        members[count++] = (struct json_member){"field", error->field, 0};
    return json_object_text(members, count);
}

// A page of its own does not show which input is meant, so it is told the
// label.
static bool write_page(struct buffer *html, const struct request *request,
                       const struct pages *pages, const char *label,
                       const char *sentence, enum language language)
{
    char root[128];
    find_root(request, root, sizeof root);
    const struct pages_problem problem = {root, label, sentence, request->id};
    return pages_write_problem(pages, &problem, language, html);
}

struct sent response_error(struct fcgi *fcgi, const struct request *request,
                           const struct pages *pages, const struct error *error,
                           enum language language, const char *label,
                           const char *allow)
{
    const int status = response_status(error->kind);
    const bool is_page = request->prefers_html && pages;
    char sentence[512];
    message_write(error->message, language, error->values, sentence,
                  sizeof sentence);
    char head_memory[HEAD_SIZE];
    struct fixed_text head = fixed_text_in(head_memory, sizeof head_memory);
    fixed_text_add(&head,
                   "Content-Type: %s\r\n"
                   "Content-Language: %s\r\n"
                   "Cache-Control: no-store\r\n",
                   is_page ? "text/html; charset=utf-8"
                           : "application/problem+json",
                   language_tag(language));
    if (allow)
        fixed_text_add(&head, "Allow: %s\r\n", allow);
    add_patience(&head, status);
    struct buffer body = {0};
    if (is_page) {
        if (!write_page(&body, request, pages, label, sentence, language))
            body.size = 0;
    } else {
        char *problem = write_problem(request, error, sentence, status);
        if (problem)
            buffer_append_text(&body, problem);
        free(problem);
    }
    const struct sent sent =
        send_answer(fcgi, status, &head, buffer_view(&body),
                    request->method != METHOD_HEAD);
    buffer_finish(&body);
    return sent;
}
