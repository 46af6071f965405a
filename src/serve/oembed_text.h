// oEmbed text: what oEmbed 1.0 tells of an embed, as JSON or XML. Pure.
#pragma once

#include "press/bytes.h"

#include <stdbool.h>

// A frame's size where nobody asks for less, and what the tool can be used in.
enum {
    OEMBED_WIDTH = 640,
    OEMBED_HEIGHT = 900,
    OEMBED_MOST = 4096,
};

struct oembed {
    const char *title;
    const char *provider;  // the site's name
    const char *address;   // of the tool
    const char *embed;     // of the frame
    const char *thumbnail; // address of a picture; "": none
    int thumbnail_width;
    int thumbnail_height;
    int width; // of the frame
    int height;
};

// A limit as a consumer gives it; what is no whole number above 0 is none:
// OEMBED_MOST.
int oembed_read_limit(const char *text);

// The iframe. False when memory is out, as the others.
bool oembed_write_html(const struct oembed *oembed, struct buffer *html);
bool oembed_write_json(const struct oembed *oembed, struct buffer *text);
bool oembed_write_xml(const struct oembed *oembed, struct buffer *text);
