#include "partner_values.h"

#include <stddef.h>
#include <string.h>

enum { LABEL_MAX = 63, HOST_MAX = 253, PORT_MAX = 65535 };

static const char label_signs[] = "abcdefghijklmnopqrstuvwxyz0123456789-";

// The bytes of a host at the start of the text: names parted by points, at
// least so many of them; 0 when it is none.
static size_t host_size(const char *text, int names)
{
    size_t size = 0;
    for (;;) {
        const size_t length = strspn(text + size, label_signs);
        if (length == 0 || length > LABEL_MAX || text[size] == '-' ||
            text[size + length - 1] == '-')
            return 0;
        size += length;
        names--;
        if (text[size] != '.')
            return names > 0 || size > HOST_MAX ? 0 : size;
        size++;
    }
}

// What follows a port, or the text itself when it begins with none; NULL when
// the port is none.
static const char *skip_port(const char *text)
{
    long port = 0;
    if (*text != ':')
        return text;
    text++;
    if (*text == '0')
        return NULL;
    const size_t digits = strspn(text, "0123456789");
    for (size_t i = 0; i < digits && port <= PORT_MAX; i++)
        port = port * 10 + (text[i] - '0');
    return digits == 0 || port > PORT_MAX ? NULL : text + digits;
}

static const char *skip(const char *text, const char *start)
{
    const size_t size = strlen(start);
    return strncmp(text, start, size) == 0 ? text + size : NULL;
}

// What follows the scheme, the host and the port; NULL when they are wrong.
static const char *skip_site(const char *text, bool may_be_many)
{
    const char *at = skip(text, "https://");
    if (!at)
        return NULL;
    const char *many = may_be_many ? skip(at, "*.") : NULL;
    // A star before a single name would be a whole country.
    const size_t size = many ? host_size(many, 2) : host_size(at, 1);
    return size == 0 ? NULL : skip_port((many ? many : at) + size);
}

bool partner_is_origin(const char *text)
{
    static const char *const own[] = {"http://localhost", "http://127.0.0.1"};
    const char *end = skip_site(text, true);
    for (size_t i = 0; i < sizeof own / sizeof *own && !end; i++) {
        const char *port = skip(text, own[i]);
        end = port ? skip_port(port) : NULL;
    }
    return end && *end == '\0';
}

bool partner_is_link(const char *text)
{
    const char *at = skip_site(text, false);
    if (!at || (*at && *at != '/' && *at != '?' && *at != '#'))
        return false;
    for (; *at; at++)
        if (*at <= ' ' || *at > '~' || strchr("\"'<>\\^`{|};", *at))
            return false;
    return true;
}

bool partner_is_email(const char *text)
{
    static const char signs[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                "abcdefghijklmnopqrstuvwxyz0123456789._%+-";
    const size_t local = strspn(text, signs);
    if (local == 0 || local > 64 || text[local] != '@' || text[0] == '.' ||
        text[local - 1] == '.')
        return false;
    const char *host = text + local + 1;
    const size_t size = host_size(host, 2);
    return size > 0 && host[size] == '\0';
}

static bool exists(int year, int month, int day)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (year < 1900 || month < 1 || month > 12 || day < 1)
        return false;
    const bool leaps = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return day <= days[month - 1] + (month == 2 && leaps);
}

bool partner_read_day(const char *text, int *day)
{
    int number = 0;
    for (size_t i = 0; i < 10; i++) {
        const bool is_dash = i == 4 || i == 7;
        if (is_dash ? text[i] != '-' : text[i] < '0' || text[i] > '9')
            return false;
        if (!is_dash)
            number = number * 10 + (text[i] - '0');
    }
    if (text[10] != '\0' ||
        !exists(number / 10000, number / 100 % 100, number % 100))
        return false;
    *day = number;
    return true;
}
