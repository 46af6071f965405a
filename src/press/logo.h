// Logo: a partner's picture, read from its file and checked: an SVG or a PNG
// that somebody else made. Sets it nowhere (see plan_logo.h), and draws nothing
// (see mark.h).
#pragma once

#include "bytes.h"
#include "error.h"

#include <stdbool.h>

struct photo;

enum logo_kind { LOGO_NONE, LOGO_SVG, LOGO_PNG };

// A zeroed one is valid: no logo.
struct logo {
    enum logo_kind kind;
    struct buffer file; // its bytes, kept for drawing in the sandbox; owned
    double width;       // its size in its own units (px, or of the viewBox):
    double height;      // they tell its proportion
};

// Reads a logo and checks all that can be known without drawing it: its kind,
// its size, that an SVG holds nothing that is not drawn and costs little.
// Errors name the file, and the line of an SVG. On false there is nothing to
// finish.
bool logo_read(struct logo *logo, const char *path, struct error *err);

// Reads the header of a PNG logo, within the limits of logos. The photo borrows
// from the logo.
bool logo_open_png(const struct logo *logo, struct photo *photo,
                   struct error *err);

// Takes a zeroed one.
void logo_finish(struct logo *logo);
