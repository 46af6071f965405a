#include "deflate_small.h"

#include <libdeflate.h>

// 12 takes seven times as long for two per cent.
enum { LEVEL = 9 };

bool deflate_small(struct bytes data, struct buffer *to)
{
    struct libdeflate_compressor *compressor =
        libdeflate_alloc_compressor(LEVEL);
    if (!compressor)
        return false;
    const size_t most = libdeflate_zlib_compress_bound(compressor, data.size);
    size_t size = 0;
    if (buffer_reserve(to, to->size + most))
        size = libdeflate_zlib_compress(compressor, data.data, data.size,
                                        to->data + to->size,
                                        to->capacity - to->size);
    libdeflate_free_compressor(compressor);
    to->size += size;
    return size > 0;
}

uint32_t deflate_small_crc32(struct bytes data)
{
    return libdeflate_crc32(0, data.data, data.size);
}
