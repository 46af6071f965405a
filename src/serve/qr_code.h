// QR code: a text as a QR code in SVG, for print and screen. The only room that
// knows libqrencode.
#pragma once

#include "press/bytes.h"
#include "press/error.h"

#include <stdbool.h>

// Appends the picture: black on white, with the quiet zone of four modules that
// readers want, its sides in whole modules, so that every printer gets sharp
// edges. A quarter of it may be dirty or torn (level Q). False when the text is
// too long for a code or memory is out.
bool qr_code_write_svg(const char *text, struct buffer *svg, struct error *err);
