#include "logo.h"

#include "logo_drawing.h"
#include "photo.h"

#include <errno.h>
#include <string.h>

enum {
    // A wordmark as outlines takes some ten kilobytes.
    SVG_BYTES_MAX = 256 * 1024,
    PNG_BYTES_MAX = 512 * 1024,
    PNG_SIDE_MAX_PX = 4096,
    PNG_PIXELS_MAX = 8 * 1000 * 1000,
    // One side to the other: longer ones are a line on any poster.
    PROPORTION_MAX = 12,
};

// Of a PNG; text beside the pixels is passed over.
static const struct photo_limits png_limits = {
    .bytes = PNG_BYTES_MAX,
    .pixels = PNG_PIXELS_MAX,
    .side_px = PNG_SIDE_MAX_PX,
    .chunks = 100,
    .chunk_bytes = PNG_BYTES_MAX,
    .profile_bytes = PNG_BYTES_MAX,
};

static bool wrong(const char *path, const char *what, struct error *err)
{
    return error_set_detail(err, ERROR_SYSTEM, MESSAGE_CONFIGURATION, "%s: %s",
                            path, what);
}

static bool begins_with(struct bytes file, const char *start, size_t size)
{
    return file.size >= size && memcmp(file.data, start, size) == 0;
}

static bool is_blank(uint8_t byte)
{
    return byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n';
}

// An SVG is text that begins with a tag, after blanks and the mark of UTF-8.
static bool is_text_with_tags(struct bytes file)
{
    size_t at = begins_with(file, "\xef\xbb\xbf", 3) ? 3 : 0;
    while (at < file.size && is_blank(file.data[at]))
        at++;
    return at < file.size && file.data[at] == '<';
}

static bool is_png(struct bytes file)
{
    return photo_png.recognise(file);
}

static const char *fault_of_png(enum message message)
{
    switch (message) {
    case MESSAGE_PHOTO_TRUNCATED:
        return "is cut off: a part of the PNG is missing";
    case MESSAGE_PHOTO_TOO_MANY_PIXELS:
        return "has more pixels than 8 million (interlaced: 4 million): make "
               "it "
               "2000 px wide";
    case MESSAGE_PHOTO_TOO_LONG_SIDE:
        return "has a side of more than 4096 px: make it 2000 px wide";
    default:
        return "is a PNG that cannot be read: save it anew";
    }
}

bool logo_open_png(const struct logo *logo, struct photo *photo,
                   struct error *err)
{
    return photo_inspect_within(photo, buffer_view(&logo->file), &png_limits,
                                err);
}

static bool read_png(struct logo *logo, const char *path, struct error *err)
{
    struct photo photo;
    struct error why = {0};
    int width;
    int height;
    if (!logo_open_png(logo, &photo, &why)) {
        if (!error_is_memory(&why))
            return wrong(path, fault_of_png(why.message), err);
        *err = why;
        return false;
    }
    photo_upright_size(&photo, 0, &width, &height);
    logo->kind = LOGO_PNG;
    logo->width = width;
    logo->height = height;
    return true;
}

static bool read_svg(struct logo *logo, const char *path, struct error *err)
{
    if (logo->file.size > SVG_BYTES_MAX)
        return wrong(path, "is an SVG of more than 256 KB: make it simpler",
                     err);
    logo->kind = LOGO_SVG;
    return logo_drawing_read(buffer_view(&logo->file), path, &logo->width,
                             &logo->height, err);
}

static bool check_proportion(const struct logo *logo, const char *path,
                             struct error *err)
{
    if (logo->width <= PROPORTION_MAX * logo->height &&
        logo->height <= PROPORTION_MAX * logo->width)
        return true;
    return wrong(path, "is more than 12 times as long as it is wide", err);
}

// By what the bytes are, whatever the name says.
static bool read_kind(struct logo *logo, const char *path, struct error *err)
{
    const struct bytes file = buffer_view(&logo->file);
    if (is_png(file))
        return read_png(logo, path, err);
    if (is_text_with_tags(file))
        return read_svg(logo, path, err);
    if (begins_with(file, "\x1f\x8b", 2))
        return wrong(path, "is compressed: save it as plain SVG, not as SVGZ",
                     err);
    if (begins_with(file, "\xff\xd8\xff", 3))
        return wrong(path,
                     "is a JPEG, whatever its name: save it as a PNG with a "
                     "transparent ground",
                     err);
    return wrong(path, "is neither an SVG nor a PNG", err);
}

static bool read_file(struct logo *logo, const char *path, struct error *err)
{
    if (buffer_append_file(&logo->file, path, PNG_BYTES_MAX))
        return true;
    if (errno == ENOMEM)
        return error_set_memory(err);
    return wrong(path,
                 errno == EFBIG
                     ? "is a file of more than 512 KB: make it 2000 px "
                       "wide, or simpler"
                     : strerror(errno),
                 err);
}

bool logo_read(struct logo *logo, const char *path, struct error *err)
{
    *logo = (struct logo){0};
    if (read_file(logo, path, err) && read_kind(logo, path, err) &&
        check_proportion(logo, path, err))
        return true;
    logo_finish(logo);
    return false;
}

void logo_finish(struct logo *logo)
{
    buffer_finish(&logo->file);
    *logo = (struct logo){0};
}
