// Batch decoding: the bytes of a CSV file, from whatever program wrote it, to
// UTF-8 with one kind of line end.
#pragma once

#include "press/bytes.h"

enum batch_decoding {
    BATCH_DECODED,
    BATCH_WORKBOOK, // a workbook of a spreadsheet, not yet CSV
    BATCH_NOT_TEXT,
    BATCH_DECODE_NO_MEMORY,
};

// Takes UTF-8 and UTF-16 with their marks, UTF-8 without, and what is no UTF-8
// as Windows-1252, which Excel writes in western Europe. Every line ends with
// "\n" afterwards, also inside cells. `text` is a zeroed buffer of the caller,
// to be finished whatever comes of it.
enum batch_decoding batch_decode(struct bytes file, struct buffer *text);
