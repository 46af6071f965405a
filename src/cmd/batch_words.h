// Batch words: what `postertool batch` says, in the four languages. A sentence
// says what is wrong and what would be right. {1} and {2} stand for what the
// file of the user says: this is told to the user alone.
#pragma once

#include "press/error.h"
#include "press/messages.h"

#include <stddef.h>

enum batch_word {
    BATCH_NO_WORD = 0,
    // the file; {1} is its name
    BATCH_NO_MEMORY, // told as the error of the system
    BATCH_FILE_UNREADABLE,
    BATCH_FILE_TOO_LARGE,
    BATCH_IS_WORKBOOK,
    BATCH_IS_NO_TEXT,
    BATCH_EMPTY,
    BATCH_NO_ROWS,
    BATCH_TOO_MANY_ROWS,
    BATCH_TOO_MANY_COLUMNS, // {2}: the row
    BATCH_CELL_TOO_LONG,
    BATCH_QUOTE_OPEN,
    // the columns
    BATCH_COLUMN_UNKNOWN,    // {1}: the column
    BATCH_COLUMN_TWICE,      // {1}, {2}: the columns
    BATCH_COLUMN_MISSING,    // {1}: what is expected, {2}: the columns
    BATCH_PHOTOS_MISSING,    // no --photos
    BATCH_PHOTOS_UNREADABLE, // {1}: the folder, {2}: why
    // a row
    BATCH_ROW_OVERFLOWS,
    BATCH_NAMESAKE,        // {1}: the other row
    BATCH_PHOTO_RESEMBLES, // {1}: the file
    BATCH_PHOTO_AMBIGUOUS, // {1}: the files
    BATCH_PHOTO_CLAIMED,   // {1}: the file, {2}: the row
    BATCH_PHOTO_NOT_FOUND,
    BATCH_PHOTO_SMALL,
    BATCH_WORDS_WEAK,
    BATCH_NOT_REACHED,
    // the report
    BATCH_HEAD_ROW,
    BATCH_HEAD_NAME,
    BATCH_HEAD_FORMAT,
    BATCH_HEAD_FILE,
    BATCH_HEAD_STATE,
    BATCH_HEAD_MESSAGE,
    BATCH_HEAD_PHOTO,
    BATCH_HEAD_ORDER,
    BATCH_STATE_MADE,
    BATCH_STATE_WARNED,
    BATCH_STATE_REFUSED,
    BATCH_STATE_SKIPPED,
    BATCH_STATE_NOT_REACHED,
    BATCH_STATE_GOOD, // of a dry run
    // the end
    BATCH_ROW,       // {1}: its number
    BATCH_REPORT_IN, // {1}: the file
    BATCH_INTERRUPTED,
    BATCH_INTERRUPTED_ZIP,
    BATCH_TIME_LEFT, // {1}: minutes and seconds
    BATCH_WORDS,
};

// Writes a sentence to out (always ended by a NUL, cut between characters).
// Control characters in `first` and `second` become blanks.
void batch_say(enum batch_word word, enum language language, const char *first,
               const char *second, char *out, size_t size);

// Fills *err with a sentence as its detail, ERROR_INVALID, and returns false.
bool batch_fail(struct error *err, enum language language, enum batch_word word,
                const char *first, const char *second);

// A number as text.
struct batch_number {
    char text[24];
};
struct batch_number batch_number(long number);
