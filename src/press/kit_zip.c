#include "kit_parts.h"

#include "press_paint.h"
#include "stages.h"
#include "zip.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum {
    TEXTS = 3,         // files beside the posters
    TEXT_BYTES = 4000, // that they and the ZIP's own records take, about
};

// One ZIP on its way.
struct writing {
    struct kit *kit;
    const struct kit_sink *sink;
    struct zip zip;
    bool has_begun;
};

static bool ends_with(const char *text, const char *end)
{
    const size_t length = strlen(text);
    const size_t tail = strlen(end);
    return length >= tail && strcmp(text + length - tail, end) == 0;
}

// "a4-210x297mm.png" of paper, "story-1080x1920.png" of a screen; "ad-320x50"
// says its size itself.
static void name_file(struct kit_file *file, const struct poster *poster)
{
    const struct format *format = file->format;
    const char *ending = strrchr(poster->name, '.');
    const bool is_paper = format->trim_mm[0] > 0;
    char size[64];
    snprintf(size, sizeof size, "-%ldx%ld%s",
             is_paper ? lround(format->trim_mm[0]) : (long)poster->width_px,
             is_paper ? lround(format->trim_mm[1]) : (long)poster->height_px,
             is_paper ? "mm" : "");
    snprintf(file->name, sizeof file->name, "%s%s%s", format->id,
             ends_with(format->id, size) ? "" : size, ending ? ending : "");
    file->type = poster->type;
    file->width_px = poster->width_px;
    file->height_px = poster->height_px;
    file->bytes = poster->file.size;
}

// A PDF, about: its words and art, and the part of the photo that it shows, as
// a JPEG or as the file has it.
static double estimate_pdf(const struct plan *plan)
{
    const double drawing = 60000;
    const double each = 0.15;
    if (!plan->has_photo)
        return drawing;
    const double pixels = (double)plan->photo.width * plan->photo.height;
    const double part = plan->crop.width * plan->crop.height / pixels;
    return drawing + part * fmin(each * pixels, (double)plan->photo.file.size);
}

static double estimate_poster(const struct kit *kit, size_t index,
                              const struct kit_file *first)
{
    const double growth = 0.85;
    const struct plan *plan = &kit->items[index].plan;
    const double pixels = (double)first->width_px * first->height_px;
    if (kit->items[index].order.type == POSTER_PDF)
        return first->type == POSTER_PDF ? (double)first->bytes
                                         : estimate_pdf(plan);
    return (double)first->bytes *
           pow((double)plan->width * plan->height / pixels, growth);
}

// From what the first poster takes; of twice the pixels one takes less than
// twice the bytes, since a photo that is enlarged has nothing new to say: the
// seventeen formats of a design, as PNG, take 33 MB, and are told as 37. Never
// more than the platforms take.
static uint64_t estimate(const struct kit *kit, const struct kit_file *first)
{
    double sum = TEXT_BYTES;
    for (size_t i = 0; i < kit->count; i++) {
        if (!kit->items[i].is_planned)
            continue;
        const long most = kit->files[i].format->max_bytes;
        const double bytes = estimate_poster(kit, i, first);
        sum += most > 0 ? fmin(bytes, (double)most) : bytes;
    }
    return (uint64_t)sum;
}

static bool begin(struct writing *writing, const struct kit_file *first,
                  struct error *err)
{
    const struct kit *kit = writing->kit;
    struct kit_head head = {.bytes_about = estimate(kit, first)};
    size_t used = 0;
    snprintf(head.name, sizeof head.name, "%s-kit.zip", kit->template->id);
    for (size_t i = 0; i < kit->count; i++) {
        const char *id = kit->files[i].format->id;
        if (!kit->files[i].failure)
            head.posters++;
        else if (used + strlen(id) + 2 < sizeof head.left_out)
            used += (size_t)snprintf(head.left_out + used,
                                     sizeof head.left_out - used, "%s%s",
                                     used > 0 ? ", " : "", id);
    }
    head.files = head.posters + TEXTS;
    writing->has_begun = true;
    return writing->sink->begin(writing->sink->context, &head) ||
           error_set(err, ERROR_GONE, MESSAGE_CLIENT_GONE, NULL);
}

static bool add_poster(struct writing *writing, struct kit_file *file,
                       const struct poster *poster, struct error *err)
{
    const struct kit_sink *sink = writing->sink;
    name_file(file, poster);
    if (!writing->has_begun) {
        memcpy(writing->kit->alt_text, poster->alt_text,
               sizeof poster->alt_text);
        if (!begin(writing, file, err))
            return false;
    }
    return zip_add(&writing->zip, file->name, buffer_view(&poster->file),
                   err) &&
           (sink->made(sink->context, file, poster->stage_ms) ||
            error_set(err, ERROR_GONE, MESSAGE_CLIENT_GONE, NULL));
}

static bool print_item(struct writing *writing, size_t index, double photo_ms,
                       struct error *err)
{
    struct kit *kit = writing->kit;
    struct kit_item *item = &kit->items[index];
    struct poster poster;
    if (!press_print_plan(kit->press, &item->order, &item->plan, &kit->photo,
                          &poster, err))
        return false;
    poster.stage_ms[STAGE_PLAN] += item->plan_ms;
    poster.stage_ms[STAGE_PHOTO] += photo_ms;
    const bool done = add_poster(writing, &kit->files[index], &poster, err);
    poster_finish(&poster);
    kit_drop_photo(kit, index);
    kit_finish_plan(item);
    return done;
}

static bool print_items(struct writing *writing, struct error *err)
{
    struct kit *kit = writing->kit;
    double started_ms = stages_clock_ms();
    if (!kit_read_photo(kit, err))
        return false;
    double photo_ms = stages_clock_ms() - started_ms;
    for (size_t i = 0; i < kit->count; i++) {
        if (!kit->items[i].is_planned)
            continue;
        if (!print_item(writing, i, photo_ms, err))
            return false;
        photo_ms = 0;
    }
    return true;
}

// Lines end as Notepad of every Windows wants them, and no other program minds.
// No mark before the text: programs of today take UTF-8 for what it is, and
// others show the mark.
static bool add_text(struct zip *zip, const char *name,
                     const struct buffer *text, struct error *err)
{
    struct buffer lines = {0};
    bool done = true;
    for (size_t i = 0; i < text->size && done; i++) {
        const bool has_return = i > 0 && text->data[i - 1] == '\r';
        if (text->data[i] == '\n' && !has_return)
            done = buffer_append(&lines, "\r", 1);
        done = done && buffer_append(&lines, &text->data[i], 1);
    }
    done = done ? zip_add(zip, name, buffer_view(&lines), err)
                : error_set_memory(err);
    buffer_finish(&lines);
    return done;
}

static bool add_captions(struct writing *writing, struct error *err)
{
    const struct kit *kit = writing->kit;
    struct buffer text = {0};
    char name[32];
    snprintf(name, sizeof name, "caption.%s.txt",
             language_tag(kit->order->language));
    const struct caption_source source = {kit->template, kit->partner};
    const bool done = kit_write_captions(&source, kit->order, &text)
                          ? add_text(&writing->zip, name, &text, err)
                          : error_set_memory(err);
    buffer_finish(&text);
    return done;
}

static bool add_alt_text(struct writing *writing, struct error *err)
{
    struct buffer text = {0};
    const bool done =
        buffer_append_format(&text, "%s\n", writing->kit->alt_text)
            ? add_text(&writing->zip, "alt.txt", &text, err)
            : error_set_memory(err);
    buffer_finish(&text);
    return done;
}

static bool add_guide(struct writing *writing, struct error *err)
{
    static const char *const names[LANGUAGE_COUNT] = {
        "LEESMIJ.txt", "LISEZMOI.txt", "README.txt", "LIESMICH.txt"};
    const struct kit *kit = writing->kit;
    const struct caption_source source = {kit->template, kit->partner};
    struct buffer text = {0};
    const bool done =
        kit_write_guide(kit->files, kit->count, &source, kit->order, &text)
            ? add_text(&writing->zip, names[kit->order->language], &text, err)
            : error_set_memory(err);
    buffer_finish(&text);
    return done;
}

bool kit_write(struct kit *kit, const struct kit_sink *sink, struct error *err)
{
    struct writing writing = {
        .kit = kit,
        .sink = sink,
        .zip = {.take = sink->take, .context = sink->context}};
    const bool done = print_items(&writing, err) &&
                      add_captions(&writing, err) &&
                      add_alt_text(&writing, err) && add_guide(&writing, err) &&
                      zip_close(&writing.zip, err);
    zip_finish(&writing.zip);
    return done;
}
