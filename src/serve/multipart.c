#include "multipart.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

static bool malformed(struct error *err, const char *detail)
{
    return error_set_detail(err, ERROR_MALFORMED, MESSAGE_REQUEST_MALFORMED,
                            "multipart: %s", detail);
}

static bool is_space(char c)
{
    return c == ' ' || c == '\t';
}

static const char *skip_spaces(const char *text)
{
    while (is_space(*text))
        text++;
    return text;
}

// Reads `token` or `"quoted"` into out; gives where it ends, NULL when it is
// wrong or too long.
static const char *read_value(const char *text, char *out, size_t size)
{
    size_t used = 0;
    const bool quoted = *text == '"';
    for (text += quoted; *text; text++) {
        if (quoted ? *text == '"' : *text == ';' || is_space(*text))
            break;
        // Old browsers escape a quote by a backslash; a backslash before
        // anything else is itself. Today's escape neither, so a quote at the
        // end of the line closes even behind a backslash: a file may be named
        // like that.
        if (quoted && text[0] == '\\' &&
            ((text[1] == '"' && text[2]) || text[1] == '\\'))
            text++;
        if (used + 1 >= size)
            return NULL;
        out[used++] = *text;
    }
    out[used] = '\0';
    if (!quoted)
        return text;
    return *text == '"' ? text + 1 : NULL;
}

// Walks the parameters of a header value: `; name=value`. Gives the rest, NULL
// at the end; sets *wrong when the text is no list of parameters.
static const char *next_parameter(const char *text, char *name, char *value,
                                  size_t size, bool *wrong)
{
    text = skip_spaces(text);
    if (!*text)
        return NULL;
    *wrong = true;
    if (*text != ';')
        return NULL;
    text = skip_spaces(text + 1);
    if (!*text) {
        *wrong = false;
        return NULL;
    }
    const size_t length = strcspn(text, "= \t;\"");
    if (length == 0 || length >= 32 || text[length] != '=')
        return NULL;
    snprintf(name, 32, "%.*s", (int)length, text);
    text = read_value(text + length + 1, value, size);
    *wrong = text == NULL;
    return text;
}

static bool is_boundary(const char *boundary)
{
    // RFC 2046: bchars, no blank at the end.
    static const char allowed[] =
        "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
        "'()+_,-./:=? ";
    const size_t length = strlen(boundary);
    return length > 0 && length <= MULTIPART_BOUNDARY_MAX &&
           strspn(boundary, allowed) == length && boundary[length - 1] != ' ';
}

bool multipart_init(struct multipart *multipart, const char *content_type,
                    const struct multipart_events *events, struct error *err)
{
    static const char type[] = "multipart/form-data";
    *multipart = (struct multipart){.events = *events};
    const size_t length = sizeof type - 1;
    if (strncasecmp(content_type, type, length) != 0 ||
        !strchr("; \t", content_type[length]))
        return error_set(err, ERROR_UNSUPPORTED, MESSAGE_REQUEST_NOT_MULTIPART,
                         NULL);
    char boundary[256] = "";
    char name[32];
    char value[sizeof boundary];
    bool wrong = false;
    const char *rest = content_type + length;
    while ((rest = next_parameter(rest, name, value, sizeof value, &wrong)))
        if (strcasecmp(name, "boundary") == 0)
            strcpy(boundary, value);
    if (wrong || !is_boundary(boundary))
        return malformed(err, "the boundary is missing or wrong");
    multipart->delimiter_size =
        (size_t)snprintf(multipart->delimiter, sizeof multipart->delimiter,
                         "\r\n--%.*s", MULTIPART_BOUNDARY_MAX, boundary);
    // The first boundary may stand at the very start, without a line before.
    multipart->matched = 2;
    return true;
}

static bool read_disposition(const char *value, struct multipart_part *part,
                             struct error *err)
{
    static const char type[] = "form-data";
    const size_t length = sizeof type - 1;
    if (strncasecmp(value, type, length) != 0 ||
        (value[length] && !strchr("; \t", value[length])))
        return malformed(err, "a part is not form-data");
    char name[32];
    char text[MULTIPART_HEADER_MAX];
    bool wrong = false;
    const char *rest = value + length;
    while ((rest = next_parameter(rest, name, text, sizeof text, &wrong))) {
        if (strcasecmp(name, "name") == 0) {
            if (*part->name)
                return malformed(err, "a part has two names");
            if (strlen(text) >= sizeof part->name)
                return malformed(err, "a part's name is too long");
            strcpy(part->name, text);
        } else if (strcasecmp(name, "filename") == 0) {
            part->has_filename = true;
            part->names_a_file = *text != '\0';
        }
    }
    return wrong ? malformed(err, "a part's disposition is wrong") : true;
}

static bool read_header_line(char *line, struct multipart_part *part,
                             struct error *err)
{
    char *colon = strchr(line, ':');
    if (!colon || colon == line || is_space(line[0]) || is_space(colon[-1]))
        return malformed(err, "a header line of a part is wrong");
    *colon = '\0';
    const char *value = skip_spaces(colon + 1);
    if (strcasecmp(line, "Content-Disposition") == 0)
        return read_disposition(value, part, err);
    if (strcasecmp(line, "Content-Type") == 0 &&
        strncasecmp(value, "multipart/", 10) == 0)
        return malformed(err, "a part is itself multipart");
    if (strcasecmp(line, "Content-Transfer-Encoding") == 0 &&
        strcasecmp(value, "binary") != 0 && strcasecmp(value, "8bit") != 0 &&
        strcasecmp(value, "7bit") != 0)
        return malformed(err, "a part has a transfer encoding");
    return true;
}

// The header of a part is complete: lines that each end in CR LF.
static bool begin_part(struct multipart *multipart, struct error *err)
{
    struct multipart_part part = {0};
    char *line = multipart->header;
    multipart->header[multipart->header_size - 2] = '\0';
    while (*line) {
        char *end = strstr(line, "\r\n");
        *end = '\0';
        if (!read_header_line(line, &part, err))
            return false;
        line = end + 2;
    }
    if (!*part.name)
        return malformed(err, "a part has no name");
    if (++multipart->parts > MULTIPART_PARTS_MAX)
        return error_set(err, ERROR_TOO_LARGE, MESSAGE_REQUEST_TOO_MANY_PARTS,
                         NULL);
    return multipart->events.begin(multipart->events.context, &part, err);
}

static bool feed_header(struct multipart *multipart, char c, struct error *err)
{
    char *header = multipart->header;
    size_t *size = &multipart->header_size;
    if (*size == sizeof multipart->header)
        return malformed(err, "the header of a part is too large");
    const bool after_cr = *size > 0 && header[*size - 1] == '\r';
    if (c == '\0' || (c == '\n') != after_cr)
        return malformed(err, "the header of a part has a bad line end");
    header[(*size)++] = c;
    const bool line_ended = c == '\n';
    const bool was_empty =
        line_ended && (*size == 2 || (*size >= 4 && header[*size - 3] == '\n'));
    if (!was_empty)
        return true;
    multipart->state = MULTIPART_DATA;
    multipart->matched = 0;
    return begin_part(multipart, err);
}

static bool tell_data(struct multipart *multipart, const void *data,
                      size_t size, struct error *err)
{
    if (size == 0 || multipart->state != MULTIPART_DATA)
        return true;
    return multipart->events.data(multipart->events.context,
                                  (struct bytes){data, size}, err);
}

static bool end_data(struct multipart *multipart, struct error *err)
{
    const bool in_part = multipart->state == MULTIPART_DATA;
    multipart->state = MULTIPART_BOUNDARY;
    multipart->matched = 0;
    return !in_part || multipart->events.end(multipart->events.context, err);
}

// Takes bytes of a part (or of what stands before the first one) up to and with
// the next boundary; *used tells how many. CR stands only at the start of the
// delimiter, so a match that fails never has another one inside.
static bool feed_data(struct multipart *multipart, struct bytes bytes,
                      size_t *used, struct error *err)
{
    size_t at = 0;
    while (at < bytes.size && multipart->state != MULTIPART_BOUNDARY) {
        const char c = (char)bytes.data[at];
        if (c == multipart->delimiter[multipart->matched]) {
            at++;
            if (++multipart->matched == multipart->delimiter_size &&
                !end_data(multipart, err))
                return false;
            continue;
        }
        const size_t matched = multipart->matched;
        multipart->matched = 0;
        if (matched > 0) {
            // What looked like a boundary was data; this byte comes again.
            if (!tell_data(multipart, multipart->delimiter, matched, err))
                return false;
            continue;
        }
        const uint8_t *next = memchr(bytes.data + at, '\r', bytes.size - at);
        const size_t run =
            next ? (size_t)(next - bytes.data) - at : bytes.size - at;
        if (!tell_data(multipart, bytes.data + at, run, err))
            return false;
        at += run;
    }
    *used = at;
    return true;
}

// Behind a boundary: "--" ends the body, blanks and CR LF begin a part.
static bool feed_boundary(struct multipart *multipart, char c,
                          struct error *err)
{
    switch (multipart->state) {
    case MULTIPART_BOUNDARY:
        if (c == '-') {
            multipart->state = MULTIPART_BOUNDARY_DASH;
            return true;
        }
        multipart->state = MULTIPART_BOUNDARY_PADDING;
        return feed_boundary(multipart, c, err);
    case MULTIPART_BOUNDARY_DASH:
        multipart->state = MULTIPART_EPILOGUE;
        return c == '-' ? true : malformed(err, "a boundary ends wrongly");
    case MULTIPART_BOUNDARY_PADDING:
        if (c == '\r')
            multipart->state = MULTIPART_BOUNDARY_CR;
        return c == '\r' || is_space(c)
                   ? true
                   : malformed(err, "a boundary ends wrongly");
    default:
        multipart->state = MULTIPART_HEADER;
        multipart->header_size = 0;
        return c == '\n' ? true : malformed(err, "a boundary ends wrongly");
    }
}

bool multipart_feed(struct multipart *multipart, struct bytes bytes,
                    struct error *err)
{
    while (bytes.size > 0) {
        size_t used = 1;
        bool done = true;
        switch (multipart->state) {
        case MULTIPART_EPILOGUE:
            return true;
        case MULTIPART_PREAMBLE:
        case MULTIPART_DATA:
            done = feed_data(multipart, bytes, &used, err);
            break;
        case MULTIPART_HEADER:
            done = feed_header(multipart, (char)bytes.data[0], err);
            break;
        default:
            done = feed_boundary(multipart, (char)bytes.data[0], err);
        }
        if (!done)
            return false;
        bytes.data += used;
        bytes.size -= used;
    }
    return true;
}

bool multipart_finish(const struct multipart *multipart, struct error *err)
{
    return multipart->state == MULTIPART_EPILOGUE
               ? true
               : malformed(err, "the last boundary is missing");
}
