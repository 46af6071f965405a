#include "batch_print.h"

#include "press/series.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

// One row on its way.
struct printing {
    const struct batch_print *print;
    size_t row;
    struct order order; // borrows the words; has the photo
    uint64_t sum;       // of the order and its formats
    int fd;
};

char *batch_stem(const struct batch *batch, size_t row, size_t format)
{
    const struct batch_row *at = &batch->rows[row];
    char *stem = NULL;
    return asprintf(&stem, "%s-%s", at->slug,
                    press_formats(batch->press)->items[format].id) < 0
               ? NULL
               : stem;
}

// Decides how the posters of a row look: the order, its formats, and the
// template's stamp, which stands for its files, the fonts and this version.
// The formats are part of each: they share a photo that is decoded once.
static uint64_t sum_of(const struct printing *printing)
{
    const struct batch *batch = printing->print->batch;
    const struct batch_row *row = &batch->rows[printing->row];
    uint64_t sum = order_hash(&printing->order, row->template->stamp);
    for (size_t i = 0; i < row->format_count; i++) {
        const char *id = press_formats(batch->press)->items[row->formats[i]].id;
        sum = bytes_hash(sum,
                         (struct bytes){(const uint8_t *)id, strlen(id) + 1});
    }
    // 0 is no order.
    return sum ? sum : 1;
}

static bool write_all(int fd, const void *data, size_t size)
{
    const char *from = data;
    while (size > 0) {
        const ssize_t done = write(fd, from, size);
        if (done < 0 && errno == EINTR)
            continue;
        if (done <= 0)
            return false;
        from += done;
        size -= (size_t)done;
    }
    return true;
}

static bool write_record(const struct printing *printing,
                         const struct batch_record *record,
                         const struct poster *poster)
{
    return write_all(printing->fd, record, sizeof *record) &&
           (!poster ||
            write_all(printing->fd, poster->file.data, poster->file.size));
}

static bool take(void *context, size_t index, const struct poster *poster,
                 const struct error *why)
{
    const struct printing *printing = context;
    struct batch_record record;
    (void)index;
    memset(&record, 0, sizeof record);
    record.order = printing->sum;
    if (!poster) {
        record.why = *why;
        return write_record(printing, &record, NULL);
    }
    const char *ending = strrchr(poster->name, '.');
    record.is_made = true;
    record.has_small_photo = strstr(poster->photo_scale, ";small") != NULL;
    record.has_weak_words = strstr(poster->text_contrast, ";weak") != NULL;
    record.size = poster->file.size;
    snprintf(record.ending, sizeof record.ending, "%s",
             ending ? ending + 1 : "");
    return write_record(printing, &record, poster);
}

// True when the row is there as it would be made now.
static bool is_unchanged(const struct printing *printing)
{
    const struct batch_print *print = printing->print;
    const struct batch_row *row = &print->batch->rows[printing->row];
    bool is_same = print->past->count > 0 && !print->only_plans;
    for (size_t i = 0; i < row->format_count && is_same; i++) {
        char *stem = batch_stem(print->batch, printing->row, row->formats[i]);
        const struct batch_earlier *earlier =
            stem ? batch_past_find(print->past, stem) : NULL;
        is_same = earlier && earlier->order == printing->sum &&
                  batch_output_has(print->output, earlier->file);
        free(stem);
    }
    return is_same;
}

static bool say_all(const struct printing *printing,
                    const struct batch_record *record)
{
    bool done = true;
    for (size_t i = 0;
         i < printing->print->batch->rows[printing->row].format_count && done;
         i++)
        done = write_record(printing, record, NULL);
    return done;
}

static bool print_formats(struct printing *printing)
{
    const struct batch *batch = printing->print->batch;
    const struct batch_row *row = &batch->rows[printing->row];
    const struct format **formats =
        calloc(row->format_count + 1, sizeof *formats);
    struct error err = {0};
    if (!formats)
        return false;
    for (size_t i = 0; i < row->format_count; i++)
        formats[i] = &press_formats(batch->press)->items[row->formats[i]];
    const struct series series = {.formats = formats,
                                  .count = row->format_count,
                                  .only_plans = printing->print->only_plans,
                                  .take = take,
                                  .context = printing};
    const bool done =
        series_print(batch->press, &printing->order, &series, &err);
    free(formats);
    return done;
}

static bool refuse_all(const struct printing *printing, const struct error *why)
{
    struct batch_record record;
    memset(&record, 0, sizeof record);
    record.why = *why;
    return say_all(printing, &record);
}

static bool print_with_photo(struct printing *printing)
{
    struct batch_record record;
    printing->sum = sum_of(printing);
    if (!is_unchanged(printing))
        return print_formats(printing);
    memset(&record, 0, sizeof record);
    record.is_there = true;
    record.order = printing->sum;
    return say_all(printing, &record);
}

static bool read_photo(const struct batch *batch, size_t row,
                       struct buffer *photo, struct error *err)
{
    char *path =
        batch_photos_path(&batch->photos, batch->rows[row].photo.photo);
    if (!path)
        return error_set_memory(err);
    const bool done = buffer_append_file(photo, path, LIMIT_PHOTO_BYTES);
    const int fault = errno;
    free(path);
    if (done)
        return true;
    return fault == EFBIG
               ? error_set_values(err, ERROR_TOO_LARGE, MESSAGE_PHOTO_TOO_LARGE,
                                  "photo", LIMIT_PHOTO_BYTES / 1000000, 0)
               : error_set(err, ERROR_INVALID, MESSAGE_PHOTO_MISSING, "photo");
}

bool batch_print_row(const struct batch_print *print, size_t row,
                     const struct order *order, int fd)
{
    const struct batch_row *at = &print->batch->rows[row];
    const bool has_photo = (at->photo.found == BATCH_FOUND ||
                            at->photo.found == BATCH_FOUND_LIKE) &&
                           at->template->photo != PHOTO_NONE;
    struct printing printing = {
        .print = print, .row = row, .order = *order, .fd = fd};
    struct buffer photo = {0};
    struct error err = {0};
    if (has_photo && !read_photo(print->batch, row, &photo, &err)) {
        buffer_finish(&photo);
        return refuse_all(&printing, &err);
    }
    if (has_photo) {
        printing.order.photo = buffer_view(&photo);
        // A file that is there but empty is not a file that is not there.
        if (!printing.order.photo.data)
            printing.order.photo.data = (const uint8_t *)"";
    }
    const bool done = print_with_photo(&printing);
    buffer_finish(&photo);
    return done;
}

bool batch_record_read(struct bytes *rest, struct batch_record *record,
                       struct bytes *file)
{
    if (rest->size < sizeof *record)
        return false;
    memcpy(record, rest->data, sizeof *record);
    if (record->size > rest->size - sizeof *record)
        return false;
    *file = (struct bytes){rest->data + sizeof *record, (size_t)record->size};
    rest->data += sizeof *record + file->size;
    rest->size -= sizeof *record + file->size;
    return true;
}
