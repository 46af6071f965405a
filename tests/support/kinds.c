#include "kinds.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include <gif_lib.h>
#include <lcms2.h>
#include <libheif/heif.h>
#include <webp/encode.h>
#include <webp/mux.h>

// A block of EXIF with the orientation alone, without "Exif\0\0".
static void make_exif(int orientation, uint8_t block[26])
{
    static const uint8_t head[] = {'M', 'M', 0,    42, 0, 0, 0, 8, 0,
                                   1,   1,   0x12, 0,  3, 0, 0, 0, 1};
    memset(block, 0, 26);
    memcpy(block, head, sizeof head);
    block[19] = (uint8_t)orientation;
}

// RGBA; the left half transparent when asked for.
static uint8_t *make_rgba(const struct picture *picture, bool alpha)
{
    const int count = picture->width * picture->height;
    uint8_t *rgba = calloc((size_t)count, 4);
    for (int i = 0; i < count; i++) {
        memcpy(rgba + i * 4, picture->pixels + i * 3, 3);
        rgba[i * 4 + 3] =
            alpha && i % picture->width < picture->width / 2 ? 0 : 255;
    }
    return rgba;
}

static uint8_t *encode_webp(const struct picture *picture, bool lossless,
                            bool alpha, WebPData *data)
{
    uint8_t *rgba = make_rgba(picture, alpha);
    uint8_t *out = NULL;
    const int stride = picture->width * 4;
    data->size = lossless
                     ? WebPEncodeLosslessRGBA(rgba, picture->width,
                                              picture->height, stride, &out)
                     : WebPEncodeRGBA(rgba, picture->width, picture->height,
                                      stride, 95, &out);
    data->bytes = out;
    free(rgba);
    return out;
}

static void assemble(WebPMux *mux, struct buffer *file)
{
    WebPData whole;
    if (WebPMuxAssemble(mux, &whole) != WEBP_MUX_OK ||
        !buffer_append(file, whole.bytes, whole.size))
        abort();
    WebPDataClear(&whole);
    WebPMuxDelete(mux);
}

void kinds_encode_webp(const struct picture *picture,
                       const struct kind_tags *tags, struct buffer *file)
{
    WebPData data;
    uint8_t exif[26];
    uint8_t *bytes = encode_webp(picture, tags->lossless, tags->alpha, &data);
    WebPMux *mux = WebPMuxNew();
    WebPMuxSetImage(mux, &data, 1);
    make_exif(tags->exif, exif);
    if (tags->exif)
        WebPMuxSetChunk(mux, "EXIF", &(WebPData){exif, sizeof exif}, 1);
    if (tags->icc.size > 0)
        WebPMuxSetChunk(mux, "ICCP",
                        &(WebPData){tags->icc.data, tags->icc.size}, 1);
    assemble(mux, file);
    WebPFree(bytes);
}

void kinds_encode_moving_webp(const struct picture *picture, int offset,
                              struct buffer *file)
{
    struct picture black;
    WebPMux *mux = WebPMuxNew();
    picture_init(&black, picture->width, picture->height);
    for (int i = 0; i < 2; i++) {
        WebPData data;
        uint8_t *bytes =
            encode_webp(i == 0 ? picture : &black, true, false, &data);
        const WebPMuxFrameInfo frame = {.bitstream = data,
                                        .x_offset = offset,
                                        .y_offset = offset,
                                        .duration = 100,
                                        .id = WEBP_CHUNK_ANMF};
        if (WebPMuxPushFrame(mux, &frame, 1) != WEBP_MUX_OK)
            abort();
        WebPFree(bytes);
    }
    WebPMuxSetAnimationParams(mux, &(WebPMuxAnimParams){0xffffffff, 0});
    WebPMuxSetCanvasSize(mux, picture->width + offset,
                         picture->height + offset);
    assemble(mux, file);
    picture_finish(&black);
}

static struct heif_error append(struct heif_context *context, const void *data,
                                size_t size, void *file)
{
    (void)context;
    if (!buffer_append(file, data, size))
        abort();
    return (struct heif_error){0};
}

static struct heif_image *make_heif_image(const struct picture *picture,
                                          const struct kind_tags *tags)
{
    struct heif_image *image;
    int stride;
    heif_image_create(picture->width, picture->height, heif_colorspace_RGB,
                      heif_chroma_interleaved_RGBA, &image);
    heif_image_add_plane(image, heif_channel_interleaved, picture->width,
                         picture->height, 8);
    uint8_t *to =
        heif_image_get_plane(image, heif_channel_interleaved, &stride);
    uint8_t *rgba = make_rgba(picture, tags->alpha);
    for (int y = 0; y < picture->height; y++)
        memcpy(to + (ptrdiff_t)y * stride,
               rgba + (size_t)y * (size_t)picture->width * 4,
               (size_t)picture->width * 4);
    free(rgba);
    if (tags->icc.size > 0)
        heif_image_set_raw_color_profile(image, "prof", tags->icc.data,
                                         tags->icc.size);
    return image;
}

void kinds_encode_heif(const struct picture *picture, enum kinds_heif kind,
                       const struct kind_tags *tags, struct buffer *file)
{
    struct heif_context *context = heif_context_alloc();
    struct heif_encoder *encoder;
    struct heif_image_handle *handle;
    struct heif_image *image = make_heif_image(picture, tags);
    struct heif_encoding_options *options = heif_encoding_options_alloc();
    struct heif_writer writer = {1, append};
    uint8_t exif[26];
    options->save_alpha_channel = tags->alpha;
    options->image_orientation = tags->turn ? (enum heif_orientation)tags->turn
                                            : heif_orientation_normal;
    heif_context_get_encoder_for_format(
        context,
        kind == KINDS_AVIF ? heif_compression_AV1 : heif_compression_HEVC,
        &encoder);
    heif_encoder_set_lossy_quality(encoder, tags->usual ? 50 : 95);
    heif_encoder_set_parameter_string(encoder, "chroma",
                                      tags->usual ? "420" : "444");
    if (kind == KINDS_AVIF)
        heif_encoder_set_parameter_integer(encoder, "speed", 9);
    if (heif_context_encode_image(context, image, encoder, options, &handle)
            .code != heif_error_Ok)
        abort();
    make_exif(tags->exif, exif);
    if (tags->exif)
        heif_context_add_exif_metadata(context, handle, exif, sizeof exif);
    heif_context_write(context, &writer, file);
    heif_image_handle_release(handle);
    heif_encoding_options_free(options);
    heif_encoder_release(encoder);
    heif_image_release(image);
    heif_context_free(context);
}

static int give_gif(GifFileType *gif, const GifByteType *data, int size)
{
    if (!buffer_append(gif->UserData, data, (size_t)size))
        abort();
    return size;
}

static int color_of(const uint8_t *rgb)
{
    return (rgb[0] + 25) / 51 * 36 + (rgb[1] + 25) / 51 * 6 +
           (rgb[2] + 25) / 51;
}

void kinds_reduce_colors(struct picture *picture)
{
    for (int i = 0; i < picture->width * picture->height * 3; i++)
        picture->pixels[i] = (uint8_t)((picture->pixels[i] + 25) / 51 * 51);
}

static void put_gif_frame(GifFileType *gif, const struct picture *picture,
                          bool interlaced, int screen, bool black)
{
    static const int firsts[] = {0, 4, 2, 1};
    static const int steps[] = {8, 8, 4, 2};
    GifPixelType *line = calloc((size_t)picture->width, 1);
    EGifPutImageDesc(gif, screen, screen, picture->width, picture->height,
                     interlaced, NULL);
    for (int pass = 0; pass < (interlaced ? 4 : 1); pass++)
        for (int y = interlaced ? firsts[pass] : 0; y < picture->height;
             y += interlaced ? steps[pass] : 1) {
            for (int x = 0; x < picture->width; x++)
                line[x] =
                    (GifPixelType)(black ? 0
                                         : color_of(picture_at(picture, x, y)));
            EGifPutLine(gif, line, picture->width);
        }
    free(line);
}

void kinds_encode_gif(const struct picture *picture, bool interlaced,
                      int screen, struct buffer *file)
{
    int error;
    GifColorType colors[256] = {{0, 0, 0}};
    for (int i = 0; i < 216; i++)
        colors[i] = (GifColorType){(GifByteType)(i / 36 * 51),
                                   (GifByteType)(i / 6 % 6 * 51),
                                   (GifByteType)(i % 6 * 51)};
    GifFileType *gif = EGifOpen(file, give_gif, &error);
    ColorMapObject *map = GifMakeMapObject(256, colors);
    EGifSetGifVersion(gif, true);
    EGifPutScreenDesc(gif, picture->width + screen, picture->height + screen, 8,
                      0, map);
    put_gif_frame(gif, picture, interlaced, screen, false);
    put_gif_frame(gif, picture, interlaced, screen, true);
    EGifCloseFile(gif, &error);
    GifFreeMapObject(map);
}

// Closes it too.
static void save_profile(cmsHPROFILE made, struct buffer *profile)
{
    cmsUInt32Number size = 0;
    cmsSaveProfileToMem(made, NULL, &size);
    if (!buffer_reserve(profile, size))
        abort();
    cmsSaveProfileToMem(made, profile->data, &size);
    profile->size = size;
    cmsCloseProfile(made);
}

void kinds_make_profile(enum kinds_profile kind, struct buffer *profile)
{
    const cmsCIExyY d65 = {0.3127, 0.3290, 1};
    const cmsCIExyYTRIPLE p3 = {
        {0.680, 0.320, 1}, {0.265, 0.690, 1}, {0.150, 0.060, 1}};
    const cmsCIExyYTRIPLE swapped = {
        {0.300, 0.600, 1}, {0.150, 0.060, 1}, {0.640, 0.330, 1}};
    cmsToneCurve *gamma = cmsBuildGamma(NULL, kind == KINDS_GRAY ? 1.2 : 2.2);
    cmsToneCurve *const curves[] = {gamma, gamma, gamma};
    cmsHPROFILE made =
        kind == KINDS_SRGB ? cmsCreate_sRGBProfile()
        : kind == KINDS_GRAY
            ? cmsCreateGrayProfile(cmsD50_xyY(), gamma)
            : cmsCreateRGBProfile(&d65, kind == KINDS_SWAPPED ? &swapped : &p3,
                                  curves);
    save_profile(made, profile);
    cmsFreeToneCurve(gamma);
}

void kinds_convert(const struct buffer *profile, bool gray, uint8_t *pixels,
                   int count)
{
    cmsHPROFILE from =
        cmsOpenProfileFromMem(profile->data, (cmsUInt32Number)profile->size);
    cmsHPROFILE to = cmsCreate_sRGBProfile();
    cmsHTRANSFORM transform =
        cmsCreateTransform(from, gray ? TYPE_GRAY_8 : TYPE_RGB_8, to,
                           TYPE_RGB_8, INTENT_PERCEPTUAL, 0);
    for (int i = 0; i < count; i++) {
        const uint8_t in[3] = {pixels[i * 4], pixels[i * 4 + 1],
                               pixels[i * 4 + 2]};
        cmsDoTransform(transform, in, pixels + i * 4, 1);
    }
    cmsDeleteTransform(transform);
    cmsCloseProfile(from);
    cmsCloseProfile(to);
}

void kinds_add_profile(struct buffer *jpeg, const struct buffer *profile,
                       size_t most)
{
    struct buffer made = {0};
    const size_t count = (profile->size + most - 1) / most;
    buffer_append(&made, jpeg->data, 2);
    for (size_t i = 0; i < count; i++) {
        const size_t left = profile->size - i * most;
        const size_t size = left < most ? left : most;
        const size_t length = size + 16;
        const uint8_t head[] = {0xff, 0xe2, (uint8_t)(length >> 8),
                                (uint8_t)length};
        const uint8_t place[] = {(uint8_t)(i + 1), (uint8_t)count};
        buffer_append(&made, head, sizeof head);
        buffer_append(&made, "ICC_PROFILE", 12);
        buffer_append(&made, place, sizeof place);
        buffer_append(&made, profile->data + i * most, size);
    }
    buffer_append(&made, jpeg->data + 2, jpeg->size - 2);
    buffer_finish(jpeg);
    *jpeg = made;
}

// Lab in 16 bits: L from 0, a and b around the middle.
static int mix(const cmsUInt16Number in[], cmsUInt16Number out[], void *cargo)
{
    (void)cargo;
    const double c = in[0] / 65535.0;
    const double m = in[1] / 65535.0;
    const double y = in[2] / 65535.0;
    const double k = in[3] / 65535.0;
    out[0] = (cmsUInt16Number)(65535 * (0.97 - 0.3 * c - 0.35 * m - 0.07 * y) *
                               (1 - 0.9 * k) * 0.98);
    out[1] = (cmsUInt16Number)(32896 + 257 * (1 - k) * (60 * m - 35 * c));
    out[2] = (cmsUInt16Number)(32896 + 257 * (5 + (1 - k) * (75 * y - 40 * c)));
    return 1;
}

void kinds_make_ink_profile(struct buffer *profile)
{
    cmsHPROFILE made = cmsCreateProfilePlaceholder(NULL);
    cmsPipeline *table = cmsPipelineAlloc(NULL, 4, 3);
    cmsStage *grid = cmsStageAllocCLut16bit(NULL, 7, 4, 3, NULL);
    cmsSetProfileVersion(made, 2.4);
    cmsSetDeviceClass(made, cmsSigOutputClass);
    cmsSetColorSpace(made, cmsSigCmykData);
    cmsSetPCS(made, cmsSigLabData);
    cmsStageSampleCLut16bit(grid, mix, NULL, 0);
    cmsPipelineInsertStage(table, cmsAT_BEGIN, grid);
    cmsWriteTag(made, cmsSigAToB0Tag, table);
    cmsPipelineFree(table);
    save_profile(made, profile);
}

void kinds_convert_inks(const struct buffer *profile, const uint8_t inks[4],
                        uint8_t rgb[3])
{
    cmsHPROFILE from =
        cmsOpenProfileFromMem(profile->data, (cmsUInt32Number)profile->size);
    cmsHPROFILE to = cmsCreate_sRGBProfile();
    cmsHTRANSFORM transform = cmsCreateTransform(
        from, TYPE_CMYK_8, to, TYPE_RGB_8, INTENT_PERCEPTUAL, 0);
    cmsDoTransform(transform, inks, rgb, 1);
    cmsDeleteTransform(transform);
    cmsCloseProfile(from);
    cmsCloseProfile(to);
}
