#include "convolve.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

enum {
    CHANNELS = 4,
    ACROSS_SHIFT = 8, // from CONVOLVE_ONE to CONVOLVE_SCALE
    DOWN_SHIFT = 20,  // from CONVOLVE_ONE * CONVOLVE_SCALE to 1
};

_Static_assert(CONVOLVE_ONE >> ACROSS_SHIFT == CONVOLVE_SCALE, "");
_Static_assert(CONVOLVE_ONE *CONVOLVE_SCALE == 1 << DOWN_SHIFT, "");

// Pixels 0 and 2 of a group are summed in one instruction, and so are 1 and 3.
void convolve_order(int16_t weights[CONVOLVE_GROUP])
{
    const int16_t second = weights[1];
    weights[1] = weights[2];
    weights[2] = second;
}

#ifdef __SSE2__

static __m128i pair_of(const int16_t *weights)
{
    return _mm_set1_epi32(
        (int)((uint32_t)(uint16_t)weights[1] << 16 | (uint16_t)weights[0]));
}

void convolve_across(const uint8_t *row, const int *starts,
                     const int16_t *weights, int groups, int width, int16_t *to)
{
    const __m128i zero = _mm_setzero_si128();
    const __m128i half = _mm_set1_epi32(1 << (ACROSS_SHIFT - 1));
    for (int x = 0; x < width; x++, to += CHANNELS) {
        const uint8_t *from = row + (long)starts[x] * CHANNELS;
        __m128i sum = half;
        for (int i = 0; i < groups; i++) {
            const __m128i pixels = _mm_loadu_si128((const __m128i *)from);
            const __m128i front = _mm_unpacklo_epi8(pixels, zero);
            const __m128i back = _mm_unpackhi_epi8(pixels, zero);
            const __m128i even = _mm_unpacklo_epi16(front, back);
            const __m128i odd = _mm_unpackhi_epi16(front, back);
            sum = _mm_add_epi32(sum, _mm_madd_epi16(even, pair_of(weights)));
            sum = _mm_add_epi32(sum, _mm_madd_epi16(odd, pair_of(weights + 2)));
            from += (long)CONVOLVE_GROUP * CHANNELS;
            weights += CONVOLVE_GROUP;
        }
        sum = _mm_srai_epi32(sum, ACROSS_SHIFT);
        _mm_storel_epi64((__m128i *)to, _mm_packs_epi32(sum, sum));
    }
}

// Two rows of eight samples, each with its weight, added to the sums.
static void add_pair(const int16_t *a, const int16_t *b, __m128i weights,
                     __m128i *low, __m128i *high)
{
    const __m128i one = _mm_loadu_si128((const __m128i *)a);
    const __m128i other = _mm_loadu_si128((const __m128i *)b);
    *low = _mm_add_epi32(
        *low, _mm_madd_epi16(_mm_unpacklo_epi16(one, other), weights));
    *high = _mm_add_epi32(
        *high, _mm_madd_epi16(_mm_unpackhi_epi16(one, other), weights));
}

// Eight bytes from sums; no colour above its alpha.
static __m128i to_bytes(__m128i low, __m128i high, bool premultiplied)
{
    const __m128i words = _mm_packs_epi32(_mm_srai_epi32(low, DOWN_SHIFT),
                                          _mm_srai_epi32(high, DOWN_SHIFT));
    const __m128i bytes = _mm_packus_epi16(words, words);
    if (!premultiplied)
        return bytes;
    __m128i alpha = _mm_srli_epi32(bytes, 24);
    alpha = _mm_or_si128(alpha, _mm_slli_epi32(alpha, 8));
    alpha = _mm_or_si128(alpha, _mm_slli_epi32(alpha, 16));
    return _mm_min_epu8(bytes, alpha);
}

// Two pixels of the result, from column `at` of the rows on.
static __m128i sum_down(const int16_t *const *rows, const int16_t *weights,
                        int count, long at, bool premultiplied)
{
    __m128i low = _mm_set1_epi32(1 << (DOWN_SHIFT - 1));
    __m128i high = low;
    int i = 0;
    for (; i + 1 < count; i += 2)
        add_pair(rows[i] + at, rows[i + 1] + at, pair_of(weights + i), &low,
                 &high);
    if (i < count) {
        const int16_t last[2] = {weights[i], 0};
        add_pair(rows[i] + at, rows[i] + at, pair_of(last), &low, &high);
    }
    return to_bytes(low, high, premultiplied);
}

void convolve_down(const int16_t *const *rows, const int16_t *weights,
                   int count, int width, bool premultiplied, uint8_t *to)
{
    const long samples = (long)width * CHANNELS;
    long at = 0;
    for (; at + 8 <= samples; at += 8)
        _mm_storel_epi64((__m128i *)(to + at),
                         sum_down(rows, weights, count, at, premultiplied));
    if (at == samples)
        return;
    // One pixel is left: two copies of it are summed.
    int16_t copies[2 * CHANNELS];
    uint8_t bytes[16];
    __m128i low = _mm_set1_epi32(1 << (DOWN_SHIFT - 1));
    __m128i high = low;
    for (int i = 0; i < count; i++) {
        const int16_t weight[2] = {weights[i], 0};
        for (int c = 0; c < CHANNELS; c++)
            copies[c] = copies[c + CHANNELS] = rows[i][at + c];
        add_pair(copies, copies, pair_of(weight), &low, &high);
    }
    _mm_storeu_si128((__m128i *)bytes, to_bytes(low, high, premultiplied));
    for (int c = 0; c < CHANNELS; c++)
        to[at + c] = bytes[c];
}

#else

void convolve_across(const uint8_t *row, const int *starts,
                     const int16_t *weights, int groups, int width, int16_t *to)
{
    static const int place[CONVOLVE_GROUP] = {0, 2, 1, 3};
    for (int x = 0; x < width; x++, to += CHANNELS) {
        const uint8_t *from = row + (long)starts[x] * CHANNELS;
        int32_t sums[CHANNELS] = {0};
        for (int i = 0; i < groups; i++) {
            for (int k = 0; k < CONVOLVE_GROUP; k++)
                for (int c = 0; c < CHANNELS; c++)
                    sums[c] += from[k * CHANNELS + c] * weights[place[k]];
            from += (long)CONVOLVE_GROUP * CHANNELS;
            weights += CONVOLVE_GROUP;
        }
        for (int c = 0; c < CHANNELS; c++)
            to[c] = (int16_t)((sums[c] + (1 << (ACROSS_SHIFT - 1))) >>
                              ACROSS_SHIFT);
    }
}

static uint8_t clamp(int32_t value, int32_t most)
{
    return (uint8_t)(value < 0 ? 0 : value < most ? value : most);
}

void convolve_down(const int16_t *const *rows, const int16_t *weights,
                   int count, int width, bool premultiplied, uint8_t *to)
{
    for (long at = 0; at < (long)width * CHANNELS; at += CHANNELS) {
        int32_t sums[CHANNELS];
        for (int c = 0; c < CHANNELS; c++) {
            sums[c] = 1 << (DOWN_SHIFT - 1);
            for (int i = 0; i < count; i++)
                sums[c] += rows[i][at + c] * weights[i];
            sums[c] >>= DOWN_SHIFT;
        }
        to[at + 3] = clamp(sums[3], 255);
        for (int c = 0; c < 3; c++)
            to[at + c] = clamp(sums[c], premultiplied ? to[at + 3] : 255);
    }
}

#endif
