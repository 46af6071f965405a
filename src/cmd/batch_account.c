#include "batch_account.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MESSAGE_BYTES = 1024 };

// A refused row is one entry, another has one for each format.
size_t batch_entries_of(const struct batch_row *row)
{
    return row->fault.kind != ERROR_NONE || row->format_count == 0
               ? 1
               : row->format_count;
}

static char *copy(const char *text)
{
    return text ? strdup(text) : NULL;
}

void batch_entry_fill(struct batch_entry *entry, const struct batch *batch,
                      size_t row, size_t index)
{
    const struct batch_row *at = &batch->rows[row];
    const bool has_photo =
        at->photo.found == BATCH_FOUND || at->photo.found == BATCH_FOUND_LIKE;
    entry->row = batch_row_number(batch, row);
    entry->name = copy(at->name);
    entry->state = BATCH_STATE_NOT_REACHED;
    if (has_photo)
        entry->photo = copy(batch->photos.items[at->photo.photo].file);
    if (index < at->format_count && at->fault.kind == ERROR_NONE)
        entry->format =
            copy(press_formats(batch->press)->items[at->formats[index]].id);
}

// Adds a sentence to what an entry says.
void batch_entry_say(struct batch_entry *entry, const char *sentence)
{
    char *longer = NULL;
    if (asprintf(&longer, "%s%s%s", entry->message ? entry->message : "",
                 entry->message ? " " : "", sentence) < 0)
        return;
    free(entry->message);
    entry->message = longer;
}

void batch_entry_warn(struct batch_entry *entry, enum language language,
                      enum batch_word word, const char *about)
{
    char sentence[MESSAGE_BYTES];
    batch_say(word, language, about, "", sentence, sizeof sentence);
    batch_entry_say(entry, sentence);
    entry->state = BATCH_STATE_WARNED;
}

// The sentence of an error, behind the label of the field that is at fault.
void batch_entry_refuse(struct batch_entry *entry, const struct batch *batch,
                        size_t row, const struct error *why)
{
    const enum language language = batch->wishes.language;
    const struct template *template = batch->rows[row].template;
    const struct field *field =
        template ? template_field(template, why->field) : NULL;
    const char *label =
        field && field->labels[language] ? field->labels[language] : why->field;
    char sentence[MESSAGE_BYTES];
    char whole[MESSAGE_BYTES + 128];
    if (why->message == MESSAGE_PHOTO_MISSING)
        batch_say(BATCH_PHOTO_NOT_FOUND, language, "", "", sentence,
                  sizeof sentence);
    else if (why->message == MESSAGE_CONFIGURATION)
        snprintf(sentence, sizeof sentence, "%s", why->detail);
    else
        message_write(why->message, language, why->values, sentence,
                      sizeof sentence);
    const bool is_named = *label && strcmp(label, "photo") != 0;
    snprintf(whole, sizeof whole, "%.120s%s%s", is_named ? label : "",
             is_named ? ": " : "", sentence);
    batch_entry_say(entry, whole);
    entry->state = BATCH_STATE_REFUSED;
}
