// Batch account: the entries of the report, as rows are settled and made.
#pragma once

#include "batch.h"
#include "batch_report.h"
#include "batch_words.h"

#include "press/error.h"

#include <stddef.h>

// A row that is refused whole is one entry, another has one for each format.
size_t batch_entries_of(const struct batch_row *row);

// Fills a zeroed entry of a row that is not reached yet.
void batch_entry_fill(struct batch_entry *entry, const struct batch *batch,
                      size_t row, size_t index);

// Adds a sentence to what it says.
void batch_entry_say(struct batch_entry *entry, const char *sentence);

// Adds a sentence in which {1} is `about`; it is warned then.
void batch_entry_warn(struct batch_entry *entry, enum language language,
                      enum batch_word word, const char *about);

// Says why it is refused, behind the label of the field that is at fault.
void batch_entry_refuse(struct batch_entry *entry, const struct batch *batch,
                        size_t row, const struct error *why);
