#include "batch_progress.h"

#include "batch_words.h"

#include <stdio.h>

enum {
    BAR = 30,     // characters
    TELL_FROM = 3 // rows after which a guess is worth something
};

void batch_progress_begin(struct batch_progress *progress, size_t total,
                          enum language language, bool is_shown)
{
    *progress = (struct batch_progress){
        .total = total, .language = language, .is_shown = is_shown};
    clock_gettime(CLOCK_MONOTONIC, &progress->began);
}

void batch_progress_step(struct batch_progress *progress)
{
    progress->done++;
    batch_progress_show(progress);
}

static double seconds_left(const struct batch_progress *progress)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    const double spent = (double)(now.tv_sec - progress->began.tv_sec) +
                         (double)(now.tv_nsec - progress->began.tv_nsec) / 1e9;
    return spent / (double)progress->done *
           (double)(progress->total - progress->done);
}

static void show_time(const struct batch_progress *progress)
{
    char time[32];
    char words[64];
    const long left = (long)seconds_left(progress) + 1;
    snprintf(time, sizeof time, "%ld:%02ld", left / 60, left % 60);
    batch_say(BATCH_TIME_LEFT, progress->language, time, "", words,
              sizeof words);
    fprintf(stderr, "  %s", words);
}

void batch_progress_show(const struct batch_progress *progress)
{
    char bar[BAR + 1];
    if (!progress->is_shown || progress->total == 0)
        return;
    const size_t full = progress->done * BAR / progress->total;
    for (size_t i = 0; i < BAR; i++)
        bar[i] = i < full ? '#' : '.';
    bar[BAR] = '\0';
    fprintf(stderr, "\r[%s] %zu/%zu", bar, progress->done, progress->total);
    if (progress->done >= TELL_FROM && progress->done < progress->total)
        show_time(progress);
    fputs("\033[K", stderr);
}

void batch_progress_clear(const struct batch_progress *progress)
{
    if (progress->is_shown)
        fputs("\r\033[K", stderr);
}
