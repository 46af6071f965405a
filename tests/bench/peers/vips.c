// libvips from C, as its manual advises: the JPEG shrunk as it is read, one
// thread. The overlay is decoded once.
//   vips FOLDER
#include "job.h"

#include <stdio.h>

#include <vips/vips.h>

static struct job jobs[JOBS];
static VipsImage *overlays[JOBS];

static void must(int failed)
{
    if (failed)
        job_fail(vips_error_buffer());
}

static void load(int index, const char *folder)
{
    const char *const id = job_ids[index];
    char path[4096];
    VipsImage *file;
    job_read(&jobs[index], folder, id);
    snprintf(path, sizeof path, "%s/%s-overlay.png", folder, id);
    file = vips_image_new_from_file(path, NULL);
    must(!file);
    overlays[index] = vips_image_copy_memory(file);
    must(!overlays[index]);
    g_object_unref(file);
}

// A photo that is made smaller is scaled whole, because it can be shrunk as it
// is read, and then cut; one that is hardly made smaller is cut first.
static VipsImage *place_small(const struct job *job, double scale)
{
    VipsImage *whole;
    VipsImage *window;
    VipsImage *head;
    must(vips_jpegload_buffer(job->photo, job->photo_size, &head, NULL));
    must(vips_thumbnail_buffer(job->photo, job->photo_size, &whole,
                               (int)(head->Xsize * scale + 0.5), "height",
                               (int)(head->Ysize * scale + 0.5), "size",
                               VIPS_SIZE_FORCE, NULL));
    must(vips_extract_area(whole, &window, (int)(job->crop_x * scale + 0.5),
                           (int)(job->crop_y * scale + 0.5), job->window_width,
                           job->window_height, NULL));
    g_object_unref(head);
    g_object_unref(whole);
    return window;
}

static VipsImage *place_large(const struct job *job)
{
    VipsImage *whole;
    VipsImage *part;
    VipsImage *window;
    const int width = (int)(job->crop_width + 0.5);
    const int height = (int)(job->crop_height + 0.5);
    must(vips_jpegload_buffer(job->photo, job->photo_size, &whole, "access",
                              VIPS_ACCESS_SEQUENTIAL, NULL));
    must(vips_extract_area(whole, &part, (int)(job->crop_x + 0.5),
                           (int)(job->crop_y + 0.5), width, height, NULL));
    must(vips_resize(part, &window, (double)job->window_width / width, "vscale",
                     (double)job->window_height / height, NULL));
    g_object_unref(whole);
    g_object_unref(part);
    return window;
}

static void make(int index, void **file, size_t *size)
{
    const struct job *const job = &jobs[index];
    const double scale = job->window_width / job->crop_width;
    VipsImage *steps[4];
    steps[0] = scale <= 0.5 ? place_small(job, scale) : place_large(job);
    must(vips_embed(steps[0], &steps[1], job->x, job->y, job->width,
                    job->height, "extend", VIPS_EXTEND_WHITE, NULL));
    must(vips_composite2(steps[1], overlays[index], &steps[2],
                         VIPS_BLEND_MODE_OVER, NULL));
    must(vips_flatten(steps[2], &steps[3], NULL));
    must(vips_pngsave_buffer(steps[3], file, size, NULL));
    for (int i = 0; i < 4; i++)
        g_object_unref(steps[i]);
}

int main(int argc, char **argv)
{
    char name[64];
    if (argc != 2 || VIPS_INIT(argv[0]))
        return 2;
    vips_concurrency_set(1);
    vips_cache_set_max(0);
    for (int i = 0; i < JOBS; i++)
        load(i, argv[1]);
    snprintf(name, sizeof name, "libvips %s (C)", vips_version_string());
    job_serve(name, make, g_free);
    return 0;
}
