#include "profile.h"

#include "pixmap.h"

#include <lcms2.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { CHANNELS = PIXMAP_CHANNELS };

struct profile {
    cmsContext context;
    cmsHTRANSFORM transform; // NULL: inks without a profile
    enum profile_space space;
};

// One pixel of four bytes, of which the last is left as it is, or one of inks.
#define TYPE_GRAY_AND_THREE                                                    \
    (COLORSPACE_SH(PT_GRAY) | CHANNELS_SH(1) | EXTRA_SH(3) | BYTES_SH(1))

// Table 2 of ITU-T H.273: x and y of white, red, green and blue.
static const struct {
    int code;
    double xy[8];
} primaries_of[] = {
    {1, {0.3127, 0.3290, 0.640, 0.330, 0.300, 0.600, 0.150, 0.060}},
    {4, {0.310, 0.316, 0.67, 0.33, 0.21, 0.71, 0.14, 0.08}},
    {5, {0.3127, 0.3290, 0.64, 0.33, 0.29, 0.60, 0.15, 0.06}},
    {6, {0.3127, 0.3290, 0.630, 0.340, 0.310, 0.595, 0.155, 0.070}},
    {7, {0.3127, 0.3290, 0.630, 0.340, 0.310, 0.595, 0.155, 0.070}},
    {9, {0.3127, 0.3290, 0.708, 0.292, 0.170, 0.797, 0.131, 0.046}},
    {11, {0.314, 0.351, 0.680, 0.320, 0.265, 0.690, 0.150, 0.060}},
    {12, {0.3127, 0.3290, 0.680, 0.320, 0.265, 0.690, 0.150, 0.060}},
    {22, {0.3127, 0.3290, 0.630, 0.340, 0.295, 0.605, 0.155, 0.077}},
};

// Table 3 of ITU-T H.273.
enum transfer {
    TRANSFER_GAMMA_22 = 4,
    TRANSFER_GAMMA_28 = 5,
    TRANSFER_LINEAR = 8,
    TRANSFER_PQ = 16,
    TRANSFER_DCI = 17, // gamma 2.6
    TRANSFER_HLG = 18,
};

enum { CURVE_SIZE = 4096 };

// Diffuse white lies at 203 cd/m2 (ITU-R BT.2408); what is brighter is bent
// below white instead of cut off.
static float bend(double nits)
{
    const double knee = 0.7;
    const double value = nits / 203;
    return (float)(value <= knee ? value
                                 : knee + (1 - knee) * (1 - exp((knee - value) /
                                                                (1 - knee))));
}

// SMPTE ST 2084.
static double pq_nits(double signal)
{
    const double m1 = 2610.0 / 16384;
    const double m2 = 2523.0 / 4096 * 128;
    const double c1 = 3424.0 / 4096;
    const double c2 = 2413.0 / 4096 * 32;
    const double c3 = 2392.0 / 4096 * 32;
    const double power = pow(signal, 1 / m2);
    return 10000 * pow(fmax(power - c1, 0) / (c2 - c3 * power), 1 / m1);
}

// ITU-R BT.2100, for a display of 1,000 cd/m2.
static double hlg_nits(double signal)
{
    const double a = 0.17883277;
    const double b = 0.28466892;
    const double c = 0.55991073;
    const double scene =
        signal <= 0.5 ? signal * signal / 3 : (exp((signal - c) / a) + b) / 12;
    return 1000 * pow(scene, 1.2);
}

static cmsToneCurve *build_bent_curve(cmsContext context,
                                      double (*nits)(double))
{
    float table[CURVE_SIZE];
    for (int i = 0; i < CURVE_SIZE; i++)
        table[i] = bend(nits(i / (CURVE_SIZE - 1.0)));
    return cmsBuildTabulatedToneCurveFloat(context, CURVE_SIZE, table);
}

static cmsToneCurve *build_srgb_curve(cmsContext context)
{
    // IEC 61966-2-1.
    static const double parameters[] = {2.4, 1 / 1.055, 0.055 / 1.055,
                                        1 / 12.92, 0.04045};
    return cmsBuildParametricToneCurve(context, 4, parameters);
}

static cmsToneCurve *build_curve(cmsContext context,
                                 const struct profile_tag *tag)
{
    switch (tag->transfer) {
    case TRANSFER_GAMMA_22:
        return cmsBuildGamma(context, 2.2);
    case TRANSFER_GAMMA_28:
        return cmsBuildGamma(context, 2.8);
    case TRANSFER_DCI:
        return cmsBuildGamma(context, 2.6);
    case TRANSFER_LINEAR:
        return cmsBuildGamma(context, 1);
    case TRANSFER_PQ:
        return build_bent_curve(context, pq_nits);
    case TRANSFER_HLG:
        return build_bent_curve(context, hlg_nits);
    default:
        break;
    }
    // The curves of video (codes 1, 6, 14, 15) stand for pictures made for the
    // same screens as sRGB ones, and are shown alike.
    if (tag->transfer == 0 && tag->gamma >= 0.1 && tag->gamma <= 10)
        return cmsBuildGamma(context, tag->gamma);
    return build_srgb_curve(context);
}

static const double *find_primaries(const struct profile_tag *tag)
{
    const size_t count = sizeof primaries_of / sizeof *primaries_of;
    for (size_t i = 0; i < count; i++)
        if (primaries_of[i].code == tag->primaries)
            return primaries_of[i].xy;
    bool given = tag->primaries == 0;
    for (int i = 0; i < 8; i++)
        given = given && tag->chromaticities[i] >= (i % 2 ? 1e-3 : 0) &&
                tag->chromaticities[i] <= 1;
    return given ? tag->chromaticities : primaries_of[0].xy;
}

// A profile of what the tag says in numbers.
static cmsHPROFILE build(cmsContext context, const struct profile_tag *tag)
{
    const double *xy = find_primaries(tag);
    const cmsCIExyY white = {xy[0], xy[1], 1};
    const cmsCIExyYTRIPLE primaries = {
        {xy[2], xy[3], 1}, {xy[4], xy[5], 1}, {xy[6], xy[7], 1}};
    cmsToneCurve *curve = build_curve(context, tag);
    cmsToneCurve *const curves[] = {curve, curve, curve};
    cmsHPROFILE made =
        curve ? cmsCreateRGBProfileTHR(context, &white, &primaries, curves)
              : NULL;
    if (curve)
        cmsFreeToneCurve(curve);
    return made;
}

static bool has_numbers(const struct profile_tag *tag)
{
    return tag->primaries != 0 || tag->transfer != 0 || tag->gamma != 0 ||
           tag->chromaticities[0] != 0;
}

// The profile in the file, when it is one of such samples.
static cmsHPROFILE open_icc(cmsContext context, const struct profile_tag *tag)
{
    static const cmsColorSpaceSignature spaces[] = {
        [PROFILE_RGB] = cmsSigRgbData,
        [PROFILE_GRAY] = cmsSigGrayData,
        [PROFILE_INKS] = cmsSigCmykData};
    if (tag->icc.size == 0)
        return NULL;
    cmsHPROFILE opened = cmsOpenProfileFromMemTHR(
        context, tag->icc.data, (cmsUInt32Number)tag->icc.size);
    if (opened && cmsGetColorSpace(opened) != spaces[tag->space]) {
        cmsCloseProfile(opened);
        opened = NULL;
    }
    return opened;
}

// Perceptual, as a photo is meant: for the matrix profiles of cameras and
// screens every intent is the same.
static cmsHTRANSFORM open_transform(cmsContext context, cmsHPROFILE from,
                                    enum profile_space space)
{
    const cmsUInt32Number type = space == PROFILE_INKS   ? TYPE_CMYK_8
                                 : space == PROFILE_GRAY ? TYPE_GRAY_AND_THREE
                                                         : TYPE_RGBA_8;
    cmsHPROFILE srgb = cmsCreate_sRGBProfileTHR(context);
    cmsHTRANSFORM transform =
        from && srgb ? cmsCreateTransformTHR(context, from, type, srgb,
                                             TYPE_RGBA_8, INTENT_PERCEPTUAL, 0)
                     : NULL;
    if (srgb)
        cmsCloseProfile(srgb);
    return transform;
}

// True when the transform leaves colours as they are, but for rounding.
static bool is_identity(cmsHTRANSFORM transform, enum profile_space space)
{
    enum { STEPS = 6, COUNT = STEPS * STEPS * STEPS };
    uint8_t colors[COUNT * CHANNELS];
    uint8_t same[COUNT * CHANNELS];
    for (int i = 0; i < COUNT; i++) {
        const int rgb[] = {i % STEPS, i / STEPS % STEPS, i / STEPS / STEPS};
        for (int c = 0; c < 3; c++)
            same[i * CHANNELS + c] =
                (uint8_t)(space == PROFILE_GRAY ? i : rgb[c] * 51);
        same[i * CHANNELS + 3] = 255;
    }
    memcpy(colors, same, sizeof same);
    cmsDoTransform(transform, colors, colors, COUNT);
    for (int i = 0; i < COUNT * CHANNELS; i++)
        if (abs(colors[i] - same[i]) > 1)
            return false;
    return true;
}

static cmsHTRANSFORM find_transform(cmsContext context,
                                    const struct profile_tag *tag)
{
    cmsHPROFILE from = open_icc(context, tag);
    cmsHTRANSFORM transform = open_transform(context, from, tag->space);
    if (!transform && tag->space != PROFILE_INKS && has_numbers(tag)) {
        if (from)
            cmsCloseProfile(from);
        from = build(context, tag);
        // Three equal samples are an RGB colour.
        transform = open_transform(context, from, PROFILE_RGB);
    }
    if (from)
        cmsCloseProfile(from);
    return transform;
}

bool profile_create(struct profile **profile, const struct profile_tag *tag)
{
    *profile = NULL;
    if (tag->space != PROFILE_INKS && tag->icc.size == 0 && !has_numbers(tag))
        return true;
    struct profile *made = calloc(1, sizeof *made);
    if (!made || !(made->context = cmsCreateContext(NULL, NULL))) {
        free(made);
        return false;
    }
    made->space = tag->space;
    made->transform = find_transform(made->context, tag);
    const bool needed =
        tag->space == PROFILE_INKS ||
        (made->transform && !is_identity(made->transform, tag->space));
    if (needed)
        *profile = made;
    else
        profile_destroy(made);
    return true;
}

void profile_destroy(struct profile *profile)
{
    if (!profile)
        return;
    if (profile->transform)
        cmsDeleteTransform(profile->transform);
    cmsDeleteContext(profile->context);
    free(profile);
}

// Inks to light as if they were perfect: what every program does without a
// profile.
static void mix_inks(uint8_t *row, int width)
{
    for (int x = 0; x < width; x++, row += CHANNELS) {
        const int black = 255 - row[3];
        for (int c = 0; c < 3; c++)
            row[c] = (uint8_t)(((255 - row[c]) * black + 127) / 255);
    }
}

static void make_opaque(uint8_t *row, int width)
{
    for (int x = 0; x < width; x++)
        row[x * CHANNELS + 3] = 255;
}

static bool is_opaque(const uint8_t *row, int width)
{
    for (int x = 0; x < width; x++)
        if (row[x * CHANNELS + 3] != 255)
            return false;
    return true;
}

// Colours in full where there is any.
static void divide_by_alpha(uint8_t *row, int width)
{
    for (int x = 0; x < width; x++, row += CHANNELS)
        for (int c = 0; c < 3 && row[3] != 0; c++) {
            const int full = (row[c] * 255 + row[3] / 2) / row[3];
            row[c] = (uint8_t)(full < 255 ? full : 255);
        }
}

void profile_convert(const struct profile *profile, uint8_t *row, int width)
{
    if (!profile)
        return;
    if (profile->space == PROFILE_INKS) {
        if (profile->transform)
            cmsDoTransform(profile->transform, row, row,
                           (cmsUInt32Number)width);
        else
            mix_inks(row, width);
        make_opaque(row, width);
        return;
    }
    const bool opaque = is_opaque(row, width);
    if (!opaque)
        divide_by_alpha(row, width);
    cmsDoTransform(profile->transform, row, row, (cmsUInt32Number)width);
    if (!opaque)
        pixmap_premultiply(row, width);
}
