#include "qr_code.h"

#include <qrencode.h>

#include <errno.h>
#include <string.h>

enum { QUIET = 4, MODULE_PX = 8 };

// Each row's black modules that lie side by side are one rectangle.
static bool write_row(const QRcode *code, int row, struct buffer *svg)
{
    const unsigned char *modules =
        code->data + (size_t)row * (size_t)code->width;
    bool done = true;
    for (int from = 0; from < code->width && done;) {
        int to = from;
        while (to < code->width && (modules[to] & 1))
            to++;
        if (to > from)
            done = buffer_append_format(svg, "M%d %dh%dv1h-%dz", from + QUIET,
                                        row + QUIET, to - from, to - from);
        from = to + 1;
    }
    return done;
}

bool qr_code_write_svg(const char *text, struct buffer *svg, struct error *err)
{
    QRcode *code = QRcode_encodeString(text, 0, QR_ECLEVEL_Q, QR_MODE_8, 1);
    if (!code)
        return errno == ERANGE
                   ? error_set_detail(err, ERROR_SYSTEM, MESSAGE_SYSTEM,
                                      "a text is too long for a QR code")
                   : error_set_memory(err);
    const int side = code->width + 2 * QUIET;
    bool done = buffer_append_format(
        svg,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" "
        "viewBox=\"0 0 %d %d\" shape-rendering=\"crispEdges\">"
        "<path fill=\"#fff\" d=\"M0 0h%dv%dH0z\"/><path d=\"",
        side * MODULE_PX, side * MODULE_PX, side, side, side, side);
    for (int row = 0; row < code->width && done; row++)
        done = write_row(code, row, svg);
    done = done && buffer_append_text(svg, "\"/></svg>\n");
    QRcode_free(code);
    return done || error_set_memory(err);
}
