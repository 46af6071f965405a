// The naive program: what one writes in an afternoon with libgd. The art is
// loaded once.
//   gd FOLDER
#include "job.h"

#include <stdio.h>
#include <string.h>

#include <gd.h>

static struct job jobs[JOBS];
static gdImagePtr art[JOBS];

static void load(int index, const char *folder)
{
    const char *const id = job_ids[index];
    char path[4096];
    job_read(&jobs[index], folder, id);
    snprintf(path, sizeof path, "%s/%s-art.png", folder, id);
    FILE *file = fopen(path, "rb");
    art[index] = file ? gdImageCreateFromPng(file) : NULL;
    if (!art[index])
        job_fail(path);
    fclose(file);
}

static void make(int index, void **file, size_t *size)
{
    struct job *job = &jobs[index];
    int packed;
    gdImagePtr photo =
        gdImageCreateFromJpegPtr((int)job->photo_size, job->photo);
    gdImagePtr poster = gdImageCreateTrueColor(job->width, job->height);
    gdImageCopyResampled(poster, photo, job->x, job->y, (int)(job->crop_x + .5),
                         (int)(job->crop_y + .5), job->window_width,
                         job->window_height, (int)(job->crop_width + .5),
                         (int)(job->crop_height + .5));
    gdImageCopy(poster, art[index], 0, 0, 0, 0, job->width, job->height);
    for (int i = 0; i < job->line_count; i++) {
        struct job_line *line = &job->lines[i];
        // gd counts in points, at 96 to the inch.
        const char *fault = gdImageStringFT(
            poster, NULL, (int)line->rgb, line->font, line->size * 72 / 96, 0,
            (int)line->x, (int)line->baseline, line->words);
        if (fault)
            job_fail(fault);
    }
    *file = gdImagePngPtr(poster, &packed);
    *size = (size_t)packed;
    gdImageDestroy(photo);
    gdImageDestroy(poster);
}

int main(int argc, char **argv)
{
    if (argc != 2)
        return 2;
    for (int i = 0; i < JOBS; i++)
        load(i, argv[1]);
    job_serve("naive libgd " GD_VERSION_STRING, make, gdFree);
    return 0;
}
