// Answer: what a child sends to its worker, and the checks that it passes
// before anything of it is used: whoever sent it may have been taken over by a
// photo.
#pragma once

#include "press/bytes.h"
#include "press/error.h"
#include "press/press.h"

#include <stdbool.h>
#include <stdint.h>

// The head of an answer; the bytes of a file follow. Both sides are the same
// program, so it goes as it lies in memory.
struct answer {
    uint32_t magic;
    uint32_t done;
    struct error error; // when not done
    uint64_t size;      // of the file, when done
    int32_t width_px;
    int32_t height_px;
    // Of a poster.
    char name[sizeof(((struct poster *)0)->name)];
    char photo_scale[sizeof(((struct poster *)0)->photo_scale)];
    char photo_formats[sizeof(((struct poster *)0)->photo_formats)];
    char text_contrast[sizeof(((struct poster *)0)->text_contrast)];
    char alt_text[sizeof(((struct poster *)0)->alt_text)];
    int32_t type;
    char file_note[sizeof(((struct poster *)0)->file_note)];
    double stage_ms[PRESS_STAGES];
};

// The child's side: an answer without a file, and what is said of one.
struct answer answer_make(void);
void answer_describe_poster(struct answer *answer, const struct poster *poster);
void answer_describe_photo(struct answer *answer,
                           const struct shown_photo *shown);

void answer_describe_file(struct answer *answer, size_t size);

// The worker's side. Each takes all that a child has sent; on true the file is
// the caller's and `received` empty.
bool answer_take_poster(struct buffer *received, struct poster *poster,
                        struct error *err);
bool answer_take_photo(struct buffer *received, struct shown_photo *shown,
                       struct error *err);
bool answer_take_file(struct buffer *received, struct buffer *file,
                      struct error *err);

// An error as a child sent it, copied within what is possible. Fills *err and
// returns false.
bool answer_take_error(const struct error *sent, struct error *err);

// What a stage took may be no more than a number: any other becomes 0.
double answer_trust_time(double ms);

// True for a text that ends within `size` bytes and is made of lower-case
// letters, digits and `others` alone.
bool answer_is_plain(const char *text, size_t size, const char *others);

// What a child did that gave no answer: the photo's fault, as far as is known.
// Fills *err and returns false.
bool answer_refuse(struct error *err, const char *what, int number);

// True for what answer_take_... filled when the child had no memory left.
bool answer_is_memory(const struct error *err);
