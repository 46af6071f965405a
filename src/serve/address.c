#include "address.h"

#include <ctype.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static const char digits[] = "0123456789";

// Letters, digits and hyphens between dots (RFC 1123), or a number of IPv6 in
// brackets. Gives its length, 0 when it is none.
static size_t host_length(const char *text)
{
    static const char names[] = "abcdefghijklmnopqrstuvwxyz"
                                "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-.";
    if (*text == '[') {
        const size_t inner = strspn(text + 1, "0123456789abcdefABCDEF:.");
        return inner > 1 && text[inner + 1] == ']' ? inner + 2 : 0;
    }
    const size_t length = strspn(text, names);
    if (length == 0 || length > 253 || *text == '.' || *text == '-' ||
        text[length - 1] == '-')
        return 0;
    for (size_t i = 1; i < length; i++)
        if (text[i] == '.' && text[i - 1] == '.')
            return 0;
    return length;
}

static size_t port_length(const char *text)
{
    if (*text != ':')
        return 0;
    const size_t length = strspn(text + 1, digits);
    const long port = length > 0 && length < 6 ? strtol(text + 1, NULL, 10) : 0;
    return port > 0 && port < 65536 ? length + 1 : 0;
}

static size_t scheme_length(const char *text)
{
    if (strncasecmp(text, "https://", 8) == 0)
        return 8;
    return strncasecmp(text, "http://", 7) == 0 ? 7 : 0;
}

// What a folder of ours may be called: nothing that HTML, a header or a shell
// would read as more.
static bool is_path(const char *path)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyz"
                                  "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~/";
    return *path == '/' && strspn(path, letters) == strlen(path) &&
           !strstr(path, "//") && !strstr(path, "/.");
}

bool address_of_parts(const char *scheme, const char *host, const char *path,
                      char address[ADDRESS_MAX])
{
    const size_t name = host_length(host);
    const size_t port = name > 0 ? port_length(host + name) : 0;
    const char *slash = *path && path[strlen(path) - 1] == '/' ? "" : "/";
    address[0] = '\0';
    if ((strcmp(scheme, "https") != 0 && strcmp(scheme, "http") != 0) ||
        name == 0 || host[name + port] != '\0' || (*path && !is_path(path)) ||
        snprintf(address, ADDRESS_MAX, "%s://%s%s%s", scheme, host, path,
                 slash) >= ADDRESS_MAX) {
        address[0] = '\0';
        return false;
    }
    for (char *at = address + strlen(scheme) + 3; *at != '/'; at++)
        *at = (char)tolower((unsigned char)*at);
    return true;
}

bool address_read(const char *text, char address[ADDRESS_MAX])
{
    const size_t scheme = scheme_length(text);
    const char *host = text + scheme;
    const size_t length = strcspn(host, "/");
    char name[ADDRESS_HOST_MAX];
    address[0] = '\0';
    if (scheme == 0 || length >= sizeof name)
        return false;
    memcpy(name, host, length);
    name[length] = '\0';
    return address_of_parts(scheme == 8 ? "https" : "http", name, host + length,
                            address);
}

// Behind the scheme: the host with its port, unless that is the usual one.
static size_t authority_length(const char *text)
{
    const size_t name = host_length(text);
    return name == 0 ? 0 : name + port_length(text + name);
}

static bool has_usual_port(const char *authority, size_t length)
{
    return (length > 3 && strncmp(authority + length - 3, ":80", 3) == 0) ||
           (length > 4 && strncmp(authority + length - 4, ":443", 4) == 0);
}

static size_t without_usual_port(const char *authority, size_t length)
{
    if (!has_usual_port(authority, length))
        return length;
    while (authority[--length] != ':')
        continue;
    return length;
}

const char *address_below(const char *address, const char *url, char *out,
                          int size)
{
    const char *ours = address + scheme_length(address);
    const char *theirs = url + scheme_length(url);
    const size_t our_length = authority_length(ours);
    const size_t their_length = authority_length(theirs);
    if (theirs == url || ours == address || their_length == 0)
        return NULL;
    const size_t length = without_usual_port(theirs, their_length);
    if (without_usual_port(ours, our_length) != length ||
        strncasecmp(ours, theirs, length) != 0)
        return NULL;
    const char *our_path = ours + our_length;
    const char *their_path = theirs + their_length;
    // The tool's own folder may be asked for without its slash.
    const size_t folder = strlen(our_path) - 1;
    if (strncmp(our_path, their_path, folder) != 0)
        return NULL;
    their_path += folder;
    if (*their_path == '/')
        their_path++;
    else if (*their_path && !strchr("?#", *their_path))
        return NULL;
    const int used = snprintf(out, (size_t)size, "%.*s",
                              (int)strcspn(their_path, "#"), their_path);
    return used < size ? out : NULL;
}
