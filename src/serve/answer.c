#include "answer.h"

#include <string.h>

enum { MAGIC = 0x504f5354 };

static const char no_memory[] = "ran out of memory";

struct answer answer_make(void)
{
    return (struct answer){.magic = MAGIC};
}

void answer_describe_poster(struct answer *answer, const struct poster *poster)
{
    answer->done = true;
    answer->size = poster->file.size;
    answer->width_px = poster->width_px;
    answer->height_px = poster->height_px;
    memcpy(answer->name, poster->name, sizeof answer->name);
    memcpy(answer->photo_scale, poster->photo_scale,
           sizeof answer->photo_scale);
    memcpy(answer->photo_formats, poster->photo_formats,
           sizeof answer->photo_formats);
    memcpy(answer->text_contrast, poster->text_contrast,
           sizeof answer->text_contrast);
    memcpy(answer->alt_text, poster->alt_text, sizeof answer->alt_text);
    answer->type = (int32_t)poster->type;
    memcpy(answer->file_note, poster->file_note, sizeof answer->file_note);
    memcpy(answer->stage_ms, poster->stage_ms, sizeof answer->stage_ms);
}

void answer_describe_photo(struct answer *answer,
                           const struct shown_photo *shown)
{
    answer->done = true;
    answer->size = shown->file.size;
    answer->width_px = shown->width_px;
    answer->height_px = shown->height_px;
}

void answer_describe_file(struct answer *answer, size_t size)
{
    answer->done = true;
    answer->size = size;
}

bool answer_is_memory(const struct error *err)
{
    return err->message == MESSAGE_POSTER_FAILED &&
           strstr(err->detail, no_memory);
}

bool answer_refuse(struct error *err, const char *what, int number)
{
    error_set_detail(err, ERROR_INVALID, MESSAGE_POSTER_FAILED,
                     "the child %s (%d)", what, number);
    strcpy(err->field, "photo");
    return false;
}

bool answer_take_error(const struct error *sent, struct error *err)
{
    if (sent->kind <= ERROR_NONE || sent->kind > ERROR_SYSTEM ||
        sent->message <= MESSAGE_NONE || sent->message >= MESSAGE_COUNT ||
        !memchr(sent->field, '\0', sizeof sent->field) ||
        !memchr(sent->detail, '\0', sizeof sent->detail) ||
        (*sent->field && !order_is_name(sent->field)))
        return answer_refuse(err, "sent a wrong error", 0);
    if (error_is_memory(sent))
        return answer_refuse(err, no_memory, 0);
    *err = *sent;
    return false;
}

// Parts the head from the file, which stays in `received`.
static bool take(struct buffer *received, struct answer *answer,
                 struct error *err)
{
    if (received->size < sizeof *answer)
        return answer_refuse(err, "ended without an answer", 0);
    memcpy(answer, received->data, sizeof *answer);
    if (answer->magic != MAGIC)
        return answer_refuse(err, "sent no answer", 0);
    if (!answer->done)
        return answer_take_error(&answer->error, err);
    if (answer->size != received->size - sizeof *answer)
        return answer_refuse(err, "sent a file of another size", 0);
    memmove(received->data, received->data + sizeof *answer, answer->size);
    received->size = answer->size;
    return true;
}

// False of NaN too.
double answer_trust_time(double ms)
{
    return ms >= 0 && ms < 1e6 ? ms : 0;
}

bool answer_is_plain(const char *text, size_t size, const char *others)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyz0123456789";
    if (!memchr(text, '\0', size))
        return false;
    for (; *text; text++)
        if (!strchr(letters, *text) && !strchr(others, *text))
            return false;
    return true;
}

// What is written for people: any letters, but nothing that ends a line.
static bool is_one_line(const char *text, size_t size)
{
    if (!memchr(text, '\0', size))
        return false;
    for (; *text; text++)
        if ((unsigned char)*text < 0x20 || *text == 0x7f)
            return false;
    return true;
}

bool answer_take_poster(struct buffer *received, struct poster *poster,
                        struct error *err)
{
    struct answer answer;
    if (!take(received, &answer, err))
        return false;
    if (answer.type < 0 || answer.type >= POSTER_TYPES ||
        !answer_is_plain(answer.name, sizeof answer.name, "-_.") ||
        !answer_is_plain(answer.file_note, sizeof answer.file_note, ";=") ||
        !answer_is_plain(answer.photo_scale, sizeof answer.photo_scale,
                         "-_.;=") ||
        !answer_is_plain(answer.photo_formats, sizeof answer.photo_formats,
                         "-_.;=, ") ||
        !answer_is_plain(answer.text_contrast, sizeof answer.text_contrast,
                         "-_.;=, ") ||
        !is_one_line(answer.alt_text, sizeof answer.alt_text))
        return answer_refuse(err, "sent a wrong poster", 0);
    const enum poster_type type = (enum poster_type)answer.type;
    *poster = (struct poster){.file = *received,
                              .type = type,
                              .media_type = poster_media_type(type),
                              .width_px = answer.width_px,
                              .height_px = answer.height_px};
    memcpy(poster->name, answer.name, sizeof poster->name);
    memcpy(poster->photo_scale, answer.photo_scale, sizeof poster->photo_scale);
    memcpy(poster->photo_formats, answer.photo_formats,
           sizeof poster->photo_formats);
    memcpy(poster->text_contrast, answer.text_contrast,
           sizeof poster->text_contrast);
    memcpy(poster->alt_text, answer.alt_text, sizeof poster->alt_text);
    memcpy(poster->file_note, answer.file_note, sizeof poster->file_note);
    for (int i = 0; i < PRESS_STAGES; i++)
        poster->stage_ms[i] = answer_trust_time(answer.stage_ms[i]);
    *received = (struct buffer){0};
    return true;
}

bool answer_take_photo(struct buffer *received, struct shown_photo *shown,
                       struct error *err)
{
    struct answer answer;
    if (!take(received, &answer, err))
        return false;
    if (answer.width_px <= 0 || answer.height_px <= 0 || answer.size == 0)
        return answer_refuse(err, "sent a wrong photo", 0);
    *shown = (struct shown_photo){*received, answer.width_px, answer.height_px};
    *received = (struct buffer){0};
    return true;
}

bool answer_take_file(struct buffer *received, struct buffer *file,
                      struct error *err)
{
    struct answer answer;
    if (!take(received, &answer, err))
        return false;
    if (answer.size == 0)
        return answer_refuse(err, "sent an empty file", 0);
    *file = *received;
    *received = (struct buffer){0};
    return true;
}
