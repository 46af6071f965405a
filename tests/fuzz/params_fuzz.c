// Any bytes on a connection from a web server: libfcgi and the room around it
// take a request or none, and never wait for more, since the other side has
// closed. An input that begins with 'R' is sent as it is. Any other is a list
// of records, each a type, a byte of oddities and two bytes of length before
// its content; the heads are made here, so that what is deeper is reached.
//
// Two faults of libfcgi 2.4.2 are left aside, see is_known_fault; what they do
// to a site is in tests/web/hostile.test.mjs. A third is that it leaks when it
// answers FCGI_UNKNOWN_TYPE.
#include "serve/fcgi.h"

#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { HEAD_BYTES = 8, MADE_BYTES = 4, BYTES_MAX = 60000 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool held)
{
    if (!held)
        abort();
}

static void send_bytes(struct buffer *out, const uint8_t *data, size_t size)
{
    must(buffer_append(out, data, size));
}

// Padding of no more bytes than a record says of it, and ids and versions that
// are now and then wrong.
static void send_record(struct buffer *out, uint8_t type, uint8_t odd,
                        const uint8_t *content, size_t size)
{
    static const uint8_t zeros[127];
    const uint8_t padding = odd & 8 ? 127 : odd & 7;
    const uint8_t head[HEAD_BYTES] = {odd & 0x80 ? 0 : 1,
                                      type,
                                      odd & 0x40 ? 127 : 0,
                                      odd & 0x20 ? 0 : 1,
                                      (uint8_t)(size >> 8),
                                      (uint8_t)size,
                                      padding,
                                      odd & 0x10};
    send_bytes(out, head, sizeof head);
    send_bytes(out, content, size);
    send_bytes(out, zeros, padding);
}

static void send_list(struct buffer *out, const uint8_t *data, size_t size)
{
    while (size >= MADE_BYTES && out->size < BYTES_MAX) {
        const size_t left = size - MADE_BYTES;
        const size_t wanted = (size_t)(data[2] << 8 | data[3]);
        const size_t given = wanted < left ? wanted : left;
        send_record(out, data[0], data[1], data + MADE_BYTES, given);
        data += MADE_BYTES + given;
        size -= MADE_BYTES + given;
    }
}

// libfcgi adds two lengths of up to 2 GB as int, and aborts when it does not
// get so much memory; and it answers FCGI_GET_VALUES in 64 bytes, which are
// enough for each name once. Bytes that could begin such a length are nowhere
// needed.
static bool is_known_fault(const struct buffer *sent)
{
    static const char name[] = "FCGI_M";
    int names = 0;
    for (size_t i = 0; i < sent->size; i++) {
        if (sent->data[i] >= 0xc0)
            return true;
        names += sent->size - i >= sizeof name - 1 &&
                 memcmp(sent->data + i, name, sizeof name - 1) == 0;
    }
    return names > 3;
}

// The one place that knows how a connection comes to be a request.
static struct fcgi *take_connection(struct bytes sent, bool *accepted)
{
    static struct fcgi *fcgi;
    struct error err = {0};
    const int room = 1 << 20;
    int ends[2];
    if (!fcgi)
        must(fcgi_open(&fcgi, &err));
    must(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) == 0);
    setsockopt(ends[0], SOL_SOCKET, SO_SNDBUF, &room, sizeof room);
    must(sent.size == 0 ||
         send(ends[0], sent.data, sent.size, 0) == (ssize_t)sent.size);
    close(ends[0]);
    *accepted = fcgi_accept(fcgi, ends[1]);
    return fcgi;
}

static void use(struct fcgi *fcgi, size_t sent)
{
    static const char *const names[] = {"REQUEST_METHOD", "PATH_INFO",
                                        "CONTENT_LENGTH", "", "="};
    static const uint8_t answer[] = "Status: 200 OK\r\n\r\n";
    char chunk[97];
    size_t total = 0;
    size_t got;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        total += strlen(fcgi_param(fcgi, names[i]));
    must(total <= 8 * sent);
    total = 0;
    while ((got = fcgi_read(fcgi, chunk, sizeof chunk)) > 0)
        total += got;
    must(total <= sent);
    must(fcgi_read(fcgi, chunk, sizeof chunk) == 0);
    fcgi_answer(fcgi, (struct bytes){answer, sizeof answer - 1},
                (struct bytes){answer, sizeof answer - 1});
    fcgi_finish(fcgi);
}

// The lowest free descriptor: the same after each input.
static int next_fd(void)
{
    const int fd = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 0);
    close(fd);
    return fd;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static int first_fd = -1;
    struct buffer sent = {0};
    bool accepted;
    if (size > BYTES_MAX)
        return 0;
    if (size > 0 && data[0] == 'R')
        send_bytes(&sent, data + 1, size - 1);
    else
        send_list(&sent, data, size);
    if (is_known_fault(&sent)) {
        buffer_finish(&sent);
        return 0;
    }
    struct fcgi *fcgi = take_connection(buffer_view(&sent), &accepted);
    if (accepted)
        use(fcgi, sent.size);
    if (first_fd < 0)
        first_fd = next_fd();
    must(next_fd() == first_fd);
    buffer_finish(&sent);
    return 0;
}
