#include "pace.h"

bool pace_take(_Atomic int64_t *through_us, int count, int per_second,
               int64_t now_us)
{
    if (per_second == 0)
        return true;
    const int64_t takes_us = (int64_t)count * 1000000 / per_second;
    int64_t before = atomic_load(through_us);
    int64_t after;
    do {
        after = (before > now_us ? before : now_us) + takes_us;
        if (before > now_us && after - now_us > (int64_t)PACE_BURST_S * 1000000)
            return false;
    } while (!atomic_compare_exchange_weak(through_us, &before, after));
    return true;
}
