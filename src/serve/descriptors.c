#include "descriptors.h"

#include <assert.h>
#include <unistd.h>

bool descriptors_keep(const int *kept, size_t count)
{
    int from = STDERR_FILENO + 1;
    assert(count <= DESCRIPTORS_KEPT_MAX);
    for (;;) {
        // The lowest of those that are kept.
        int next = -1;
        for (size_t i = 0; i < count; i++)
            if (kept[i] >= from && (next < 0 || kept[i] < next))
                next = kept[i];
        if (next < 0)
            return close_range((unsigned)from, ~0U, 0) == 0;
        if (next > from &&
            close_range((unsigned)from, (unsigned)next - 1, 0) != 0)
            return false;
        from = next + 1;
    }
}
