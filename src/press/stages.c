#include "stages.h"

#include "press.h"

#include <time.h>

double stages_clock_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

const char *press_stage_name(enum press_stage stage)
{
    static const char *const names[PRESS_STAGES] = {"plan", "photo", "compose",
                                                    "ink", "encode"};
    return names[stage];
}
