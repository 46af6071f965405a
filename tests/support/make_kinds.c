// make_kinds FOLDER: one small photo of every format and variant that the tool
// reads. The first word of a file's name says what its poster must look like:
//
//     upright-KIND  the picture
//     gray-KIND     the picture without colours
//     clear-KIND    its left half transparent
//     p3-KIND       its samples as those of Display P3
//     swapped-KIND  its samples under a profile that swaps the colours
//     palette-KIND  in dark and light only
//     reduced-KIND  in 216 colours
//     inks-KIND     one colour of printing inks
//
// Only lossy formats may differ a little within one look.
#include "kinds.h"
#include "picture.h"
#include "rare.h"

#include <stdio.h>
#include <stdlib.h>

// Sides that no block of a codec divides, nor each other.
enum { WIDTH = 180, HEIGHT = 226 };

static const char *folder;
static struct picture upright;

static void must(bool done)
{
    if (!done) {
        perror("make_kinds");
        exit(1);
    }
}

// Writes and finishes the file.
static void keep(struct buffer *file, const char *look, const char *kind,
                 int number)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/%s-%s-%d", folder, look, kind, number);
    FILE *to = fopen(path, "wb");
    must(to && fwrite(file->data, 1, file->size, to) == file->size);
    must(fclose(to) == 0);
    buffer_finish(file);
}

static void make_orientation(int value)
{
    struct picture stored;
    struct buffer file = {0};
    picture_store(&upright, value, &stored);
    picture_encode_jpeg(&stored, PICTURE_BASELINE, value, &file);
    keep(&file, "upright", "jpeg", value);
    picture_encode_jpeg(&stored, PICTURE_PROGRESSIVE, value, &file);
    keep(&file, "upright", "jpeg-progressive", value);
    picture_encode_png(
        &stored, &(struct picture_png){.bits = 8, .orientation = value}, &file);
    keep(&file, "upright", "png", value);
    struct kind_tags tags = {.exif = value};
    kinds_encode_webp(&stored, &tags, &file);
    keep(&file, "upright", "webp", value);
    tags.lossless = true;
    kinds_encode_webp(&stored, &tags, &file);
    keep(&file, "upright", "webp-lossless", value);
    for (int kind = KINDS_HEIC; kind <= KINDS_AVIF; kind++) {
        const char *name = kind == KINDS_HEIC ? "heic" : "avif";
        tags = (struct kind_tags){.exif = value, .turn = value};
        kinds_encode_heif(&stored, (enum kinds_heif)kind, &tags, &file);
        keep(&file, "upright", name, value);
        tags = (struct kind_tags){.exif = value};
        kinds_encode_heif(&stored, (enum kinds_heif)kind, &tags, &file);
        keep(&file, "upright", name, 10 + value);
    }
    picture_finish(&stored);
}

static void make_jpegs(void)
{
    static const struct rare_jpeg kinds[] = {
        {.across = 1, .down = 1},
        {.across = 2, .down = 1},
        {.across = 1, .down = 2},
        {.across = 4, .down = 1},
        {.across = 4, .down = 2},
        {.across = 2, .down = 2, .arithmetic = true},
        {.across = 2, .down = 2, .arithmetic = true, .progressive = true},
        {.across = 2, .down = 2, .restart = 1},
        {.across = 1, .down = 1, .rgb = true},
    };
    struct buffer file = {0};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        rare_encode_jpeg(&upright, &kinds[i], &file);
        keep(&file, "upright", "jpeg-rare", (int)i);
    }
    picture_encode_jpeg(&upright, PICTURE_GRAY, 1, &file);
    keep(&file, "gray", "jpeg", 0);
    picture_encode_jpeg(&upright, PICTURE_CMYK, 1, &file);
    keep(&file, "upright", "jpeg-cmyk", 0);
    static const uint8_t inks[4] = {40, 180, 20, 60};
    static const uint8_t inverted[4] = {215, 75, 235, 195};
    for (int kind = RARE_CMYK; kind <= RARE_YCCK; kind++) {
        rare_encode_inks(kind == RARE_CMYK ? inks : inverted,
                         (enum rare_inks)kind, &file);
        keep(&file, "inks", "jpeg", kind);
    }
    // Several pictures in one file, and what is no picture.
    picture_encode_fine_jpeg(&upright, &file);
    rare_encode_inks(inks, RARE_CMYK, &file);
    keep(&file, "upright", "jpeg-several", 0);
    picture_encode_fine_jpeg(&upright, &file);
    must(buffer_append_text(&file, "<html><script>"));
    keep(&file, "upright", "jpeg-trailing", 0);
}

static void make_pngs(void)
{
    static const struct {
        const char *look;
        struct picture_png kind;
    } kinds[] = {
        {"upright", {.bits = 8, .interlaced = true}},
        {"upright", {.bits = 16}},
        {"upright", {.bits = 16, .interlaced = true}},
        {"gray", {.bits = 8, .gray = true}},
        {"gray", {.bits = 16, .gray = true}},
        {"gray", {.bits = 8, .gray = true, .interlaced = true}},
        {"clear", {.bits = 8, .alpha = true}},
        {"clear", {.bits = 16, .alpha = true}},
        {"clear", {.bits = 16, .alpha = true, .interlaced = true}},
    };
    struct buffer file = {0};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        picture_encode_png(&upright, &kinds[i].kind, &file);
        keep(&file, kinds[i].look, "png", 20 + (int)i);
    }
    // In few levels: dark and light only, so a look of their own.
    for (int bits = 1; bits <= 4; bits *= 2)
        for (int interlaced = 0; interlaced <= 1; interlaced++) {
            const struct picture_png kind = {
                .bits = bits, .palette = true, .interlaced = interlaced};
            picture_encode_png(&upright, &kind, &file);
            keep(&file, "palette", "png", 10 * bits + interlaced);
        }
}

static void make_animations(void)
{
    struct picture black;
    struct buffer file = {0};
    struct buffer second = {0};
    picture_init(&black, WIDTH, HEIGHT);
    picture_encode_png(&upright, &(struct picture_png){.bits = 8}, &file);
    picture_encode_png(&black, &(struct picture_png){.bits = 8}, &second);
    rare_animate_png(&file, &second, WIDTH, HEIGHT);
    keep(&file, "upright", "apng", 0);
    buffer_finish(&second);
    picture_finish(&black);
    kinds_encode_moving_webp(&upright, 0, &file);
    keep(&file, "upright", "webp-moving", 0);
    for (int interlaced = 0; interlaced <= 1; interlaced++) {
        kinds_encode_gif(&upright, interlaced, 0, &file);
        keep(&file, "reduced", "gif", interlaced);
    }
}

static void make_clear(void)
{
    struct buffer file = {0};
    const struct kind_tags tags = {.alpha = true, .lossless = true};
    kinds_encode_webp(&upright, &tags, &file);
    keep(&file, "clear", "webp", 0);
    kinds_encode_heif(&upright, KINDS_HEIC, &tags, &file);
    keep(&file, "clear", "heic", 0);
    kinds_encode_heif(&upright, KINDS_AVIF, &tags, &file);
    keep(&file, "clear", "avif", 0);
}

// The same samples under one profile must look alike in every format.
static void make_profiled(enum kinds_profile kind, const char *look)
{
    struct buffer profile = {0};
    struct buffer packed = {0};
    struct buffer file = {0};
    kinds_make_profile(kind, &profile);
    const struct kind_tags tags = {.icc = buffer_view(&profile),
                                   .lossless = true};
    picture_encode_png(&upright, &(struct picture_png){.bits = 8}, &file);
    rare_pack_profile(&profile, &packed);
    rare_add_chunk(&file, "iCCP", packed.data, (uint32_t)packed.size);
    keep(&file, look, "png", 0);
    picture_encode_fine_jpeg(&upright, &file);
    kinds_add_profile(&file, &profile, 60000);
    keep(&file, look, "jpeg", 0);
    kinds_encode_webp(&upright, &tags, &file);
    keep(&file, look, "webp", 0);
    kinds_encode_heif(&upright, KINDS_HEIC, &tags, &file);
    keep(&file, look, "heic", 0);
    kinds_encode_heif(&upright, KINDS_AVIF, &tags, &file);
    keep(&file, look, "avif", 0);
    buffer_finish(&packed);
    buffer_finish(&profile);
}

int main(int argc, char **argv)
{
    if (argc != 2)
        return 2;
    folder = argv[1];
    picture_init(&upright, WIDTH, HEIGHT);
    picture_draw(&upright);
    for (int value = 1; value <= 8; value++)
        make_orientation(value);
    make_jpegs();
    make_pngs();
    make_animations();
    make_clear();
    make_profiled(KINDS_DISPLAY_P3, "p3");
    make_profiled(KINDS_SWAPPED, "swapped");
    picture_finish(&upright);
    return 0;
}
