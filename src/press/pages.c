#include "pages.h"

#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>

enum {
    LARGE_BYTES = 2 * 1024 * 1024,
    // Smaller pieces come from the heap.
    PIECE_BYTES_MIN = LARGE_BYTES / 2,
};

// AddressSanitizer knows the bounds of the heap's pieces only.
#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define PAGES_OF_HEAP
#endif
#endif
#ifdef __SANITIZE_ADDRESS__
#define PAGES_OF_HEAP
#endif

static size_t whole(size_t size)
{
    return (size + LARGE_BYTES - 1) / LARGE_BYTES * LARGE_BYTES;
}

// Large pages begin at multiples of their size: what lies before and behind
// goes back.
static void *map(size_t size)
{
    const size_t all = size + LARGE_BYTES;
    char *mapped = mmap(NULL, all, PROT_READ | PROT_WRITE,
                        MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (mapped == MAP_FAILED)
        return NULL;
    const size_t before = -(uintptr_t)mapped % LARGE_BYTES;
    if (before > 0)
        munmap(mapped, before);
    if (before < LARGE_BYTES)
        munmap(mapped + before + size, LARGE_BYTES - before);
    // Where there are none, small pages come.
    madvise(mapped + before, size, MADV_HUGEPAGE);
    return mapped + before;
}

static int is_piece_of_heap(size_t size)
{
#ifdef PAGES_OF_HEAP
    (void)size;
    return 1;
#else
    return size < PIECE_BYTES_MIN;
#endif
}

void *pages_take(size_t size)
{
    if (size == 0 || size > SIZE_MAX / 2)
        return NULL;
    return is_piece_of_heap(size) ? calloc(size, 1) : map(whole(size));
}

void pages_give(void *memory, size_t size)
{
    if (!memory)
        return;
    if (is_piece_of_heap(size))
        free(memory);
    else
        munmap(memory, whole(size));
}
