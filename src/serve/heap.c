#include "heap.h"

#include <malloc.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>

#define LARGE_PAGE_BYTES ((uintptr_t)2 * 1024 * 1024)

#ifndef MADV_COLLAPSE
#define MADV_COLLAPSE 25
#endif

static void collapse(uintptr_t start, uintptr_t end)
{
    start = (start + LARGE_PAGE_BYTES - 1) & ~(LARGE_PAGE_BYTES - 1);
    end &= ~(LARGE_PAGE_BYTES - 1);
    if (end > start && madvise((void *)start, end - start, MADV_HUGEPAGE) == 0)
        madvise((void *)start, end - start, MADV_COLLAPSE);
}

void heap_gather(void)
{
    char line[512];
    malloc_trim(0);
    FILE *maps = fopen("/proc/self/maps", "r");
    while (maps && fgets(line, sizeof line, maps)) {
        uintptr_t start;
        uintptr_t end;
        if (strstr(line, "[heap]") &&
            sscanf(line, "%lx-%lx", &start, &end) == 2)
            collapse(start, end);
    }
    if (maps)
        fclose(maps);
}
