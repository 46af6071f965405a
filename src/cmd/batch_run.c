#include "batch_run.h"

#include "batch_account.h"
#include "batch_print.h"
#include "batch_progress.h"
#include "batch_words.h"
#include "output.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum {
    REPORT_SECONDS = 10, // between two reports of a run that goes on
    PREPARED_PIXELS_MAX = 1080 * 1920, // a story
};

struct run {
    const struct batch_plan *plan;
    struct batch_result *result;
    struct batch_print print;
    struct order order; // of the piece that is being begun
    struct error order_fault;
    struct error *faults; // of each row, found when it was begun; owned
    size_t *firsts;       // the first entry of each row; owned
    struct batch_progress progress;
    time_t reported;
};

// What an earlier run made stays told until this one comes to it: when it is
// stopped before, the next need not make it again.
static void recall(const struct run *run, size_t row, size_t index,
                   struct batch_entry *entry)
{
    const struct batch *batch = run->plan->batch;
    const struct batch_row *at = &batch->rows[row];
    char *stem = index < at->format_count
                     ? batch_stem(batch, row, at->formats[index])
                     : NULL;
    const struct batch_earlier *earlier =
        stem ? batch_past_find(run->plan->past, stem) : NULL;
    free(stem);
    if (!earlier)
        return;
    entry->file = strdup(earlier->file);
    entry->order = earlier->order;
}

static void forget(struct batch_entry *entry)
{
    free(entry->file);
    entry->file = NULL;
    entry->order = 0;
}

static bool fill_entries(struct run *run, struct error *err)
{
    const struct batch *batch = run->plan->batch;
    const size_t rows = batch->table.row_count;
    size_t count = 0;
    run->firsts = calloc(rows + 1, sizeof *run->firsts);
    run->faults = calloc(rows + 1, sizeof *run->faults);
    for (size_t i = 0; i < rows; i++)
        count += batch_entries_of(&batch->rows[i]);
    run->result->entries = calloc(count + 1, sizeof *run->result->entries);
    if (!run->firsts || !run->faults || !run->result->entries)
        return error_set_memory(err);
    run->result->count = count;
    count = 0;
    for (size_t i = 0; i < rows; i++) {
        run->firsts[i] = count;
        for (size_t j = 0; j < batch_entries_of(&batch->rows[i]); j++) {
            struct batch_entry *entry = &run->result->entries[count++];
            batch_entry_fill(entry, batch, i, j);
            recall(run, i, j, entry);
        }
    }
    return true;
}

// What is wrong with the photo that was found, or was not.
static enum batch_word photo_fault(const struct batch *batch, size_t row)
{
    const struct batch_row *at = &batch->rows[row];
    const bool is_named =
        batch->headers.photo >= 0 &&
        *batch_table_cell(&batch->table, row, (size_t)batch->headers.photo);
    if (at->template->photo == PHOTO_NONE || !batch->wishes.photos)
        return BATCH_NO_WORD;
    if (at->photo.found == BATCH_FOUND_AMBIGUOUS)
        return BATCH_PHOTO_AMBIGUOUS;
    if (at->photo.found == BATCH_FOUND_CLAIMED)
        return BATCH_PHOTO_CLAIMED;
    return at->photo.found == BATCH_FOUND_NONE && is_named
               ? BATCH_PHOTO_NOT_FOUND
               : BATCH_NO_WORD;
}

static void fail_photo(const struct batch *batch, size_t row,
                       enum batch_word word, struct error *err)
{
    const struct batch_match *photo = &batch->rows[row].photo;
    const bool is_claimed = word == BATCH_PHOTO_CLAIMED;
    batch_fail(
        err, batch->wishes.language, word,
        is_claimed ? batch->photos.items[photo->photo].file : photo->candidates,
        is_claimed ? batch_number(batch_row_number(batch, photo->rival)).text
                   : "");
}

// The children inherit it. That of print is drawn by each for itself: it would
// not be kept.
static void prepare_art(const struct batch *batch, const struct batch_row *row,
                        const struct order *order)
{
    for (size_t i = 0; i < row->format_count; i++) {
        const struct format *format =
            &press_formats(batch->press)->items[row->formats[i]];
        struct order one = *order;
        if ((long)format->width_px * format->height_px > PREPARED_PIXELS_MAX)
            continue;
        strcpy(one.format_id, format->id);
        press_prepare(batch->press, &one);
    }
}

static bool prepare(void *context, size_t row)
{
    struct run *run = context;
    const struct batch *batch = run->plan->batch;
    const struct batch_row *at = &batch->rows[row];
    struct error *fault = &run->faults[row];
    order_finish(&run->order);
    *fault = at->fault;
    if (fault->kind != ERROR_NONE)
        return false;
    const enum batch_word word = photo_fault(batch, row);
    if (word != BATCH_NO_WORD)
        fail_photo(batch, row, word, fault);
    else
        batch_order(batch, row, &run->order, fault);
    if (fault->kind != ERROR_NONE)
        return false;
    if (!run->print.only_plans)
        prepare_art(batch, at, &run->order);
    return true;
}

static bool print_row(void *context, size_t row, int fd)
{
    const struct run *run = context;
    return batch_print_row(&run->print, row, &run->order, fd);
}

static void take_earlier(const struct run *run, struct batch_entry *entry,
                         const char *stem)
{
    const struct batch_earlier *earlier =
        batch_past_find(run->plan->past, stem);
    entry->state = BATCH_STATE_SKIPPED;
    entry->file = strdup(earlier ? earlier->file : stem);
    if (earlier && *earlier->message)
        batch_entry_say(entry, earlier->message);
}

static bool take_made(struct run *run, size_t row, struct batch_entry *entry,
                      const char *stem, const struct batch_record *record,
                      struct bytes file, struct error *err)
{
    const struct batch *batch = run->plan->batch;
    const struct batch_row *at = &batch->rows[row];
    const enum language language = batch->wishes.language;
    entry->state = run->print.only_plans ? BATCH_STATE_GOOD : BATCH_STATE_MADE;
    if (run->print.only_plans)
        entry->file = strdup(stem);
    else if (asprintf(&entry->file, "%s.%s", stem, record->ending) < 0)
        entry->file = NULL;
    if (!entry->file)
        return error_set_memory(err);
    if (at->namesake > 0)
        batch_entry_warn(
            entry, language, BATCH_NAMESAKE,
            batch_number(batch_row_number(batch, at->namesake - 1)).text);
    if (at->photo.found == BATCH_FOUND_LIKE && entry->photo)
        batch_entry_warn(entry, language, BATCH_PHOTO_RESEMBLES, entry->photo);
    if (record->has_small_photo)
        batch_entry_warn(entry, language, BATCH_PHOTO_SMALL, "");
    if (record->has_weak_words)
        batch_entry_warn(entry, language, BATCH_WORDS_WEAK, "");
    if (run->print.only_plans ||
        batch_output_add(run->plan->output, entry->file, file, err))
        return true;
    entry->state = BATCH_STATE_NOT_REACHED;
    return false;
}

static bool take_record(struct run *run, size_t row, size_t index,
                        const struct batch_record *record, struct bytes file,
                        struct error *err)
{
    const struct batch *batch = run->plan->batch;
    struct batch_entry *entry = &run->result->entries[run->firsts[row] + index];
    char *stem = batch_stem(batch, row, batch->rows[row].formats[index]);
    bool done = true;
    if (!stem)
        return error_set_memory(err);
    entry->order = record->is_made || record->is_there ? record->order : 0;
    if (record->is_there)
        take_earlier(run, entry, stem);
    else if (record->is_made)
        done = take_made(run, row, entry, stem, record, file, err);
    else
        batch_entry_refuse(entry, batch, row, &record->why);
    free(stem);
    return done;
}

// One line for a row, of its first poster that was refused; a dry run's table
// says it.
static void tell_refusal(struct run *run, size_t row)
{
    const struct batch *batch = run->plan->batch;
    const struct batch_entry *entry = &run->result->entries[run->firsts[row]];
    char which[64];
    size_t count = batch_entries_of(&batch->rows[row]);
    while (count > 0 && entry->state != BATCH_STATE_REFUSED) {
        entry++;
        count--;
    }
    if (count == 0 || run->print.only_plans)
        return;
    batch_say(BATCH_ROW, batch->wishes.language, batch_number(entry->row).text,
              "", which, sizeof which);
    batch_progress_clear(&run->progress);
    fprintf(stderr, "postertool: batch: %s: %s\n", which,
            entry->message ? entry->message : "");
}

static bool report(struct run *run, struct error *err)
{
    const struct batch *batch = run->plan->batch;
    struct buffer text = {0};
    if (!run->plan->report)
        return true;
    run->reported = time(NULL);
    const bool done =
        batch_report_write(run->result->entries, run->result->count,
                           batch->table.separator, batch->wishes.language,
                           &text)
            ? output_write(run->plan->report, buffer_view(&text), err)
            : error_set_memory(err);
    buffer_finish(&text);
    return done;
}

// Of a folder: what a ZIP holds is not there before its end.
static bool report_sometimes(struct run *run, struct error *err)
{
    return !run->plan->output || run->plan->output->is_zip ||
           time(NULL) - run->reported < REPORT_SECONDS || report(run, err);
}

static bool take(void *context, size_t row, struct bytes result, bool crashed,
                 struct error *err)
{
    struct run *run = context;
    const size_t count = batch_entries_of(&run->plan->batch->rows[row]);
    struct error why = run->faults[row];
    struct batch_record record;
    struct bytes file;
    bool done = true;
    if (why.kind == ERROR_NONE)
        error_set(&why, ERROR_INVALID, MESSAGE_POSTER_FAILED, "photo");
    (void)crashed; // what is whole is taken, what is missing is refused
    for (size_t i = 0; i < count && done; i++) {
        struct batch_entry *entry = &run->result->entries[run->firsts[row] + i];
        forget(entry);
        if (batch_record_read(&result, &record, &file))
            done = take_record(run, row, i, &record, file, err);
        else
            batch_entry_refuse(entry, run->plan->batch, row, &why);
    }
    tell_refusal(run, row);
    batch_progress_step(&run->progress);
    return done && report_sometimes(run, err);
}

static void tick(void *context)
{
    struct run *run = context;
    batch_progress_show(&run->progress);
}

static enum batch_end run_rows(struct run *run, struct error *err)
{
    const struct batch_work work = {.count = run->plan->batch->table.row_count,
                                    .processes = run->plan->processes,
                                    .prepare = prepare,
                                    .run = print_row,
                                    .take = take,
                                    .tick = tick,
                                    .context = run};
    const enum batch_end end = batch_jobs_run(&work, err);
    batch_progress_clear(&run->progress);
    return end;
}

// A ZIP that is not kept holds nothing.
static void forget_made(struct batch_result *result)
{
    for (size_t i = 0; i < result->count; i++) {
        struct batch_entry *entry = &result->entries[i];
        if (entry->state != BATCH_STATE_REFUSED)
            entry->state = BATCH_STATE_NOT_REACHED;
        entry->order = 0;
    }
}

static enum batch_end close_run(struct run *run, enum batch_end end,
                                struct error *err)
{
    struct batch_output *output = run->plan->output;
    struct error other = {0};
    struct error *late = end == BATCH_FAILED ? &other : err;
    if (output && !batch_output_close(output, end == BATCH_ALL_DONE, late))
        end = BATCH_FAILED;
    if (output && output->is_zip && end != BATCH_ALL_DONE)
        forget_made(run->result);
    for (size_t i = 0; i < run->result->count; i++)
        run->result->states[run->result->entries[i].state]++;
    late = end == BATCH_FAILED ? &other : err;
    run->result->has_report = run->plan->report && report(run, late);
    return run->result->has_report || !run->plan->report ? end : BATCH_FAILED;
}

enum batch_end batch_run(const struct batch_plan *plan,
                         struct batch_result *result, struct error *err)
{
    struct run run = {.plan = plan,
                      .result = result,
                      .print = {.batch = plan->batch,
                                .past = plan->past,
                                .output = plan->output,
                                .only_plans = plan->output == NULL},
                      .reported = time(NULL)};
    enum batch_end end = BATCH_FAILED;
    *result = (struct batch_result){0};
    batch_progress_begin(&run.progress, plan->batch->table.row_count,
                         plan->batch->wishes.language, plan->shows_progress);
    if (fill_entries(&run, err))
        end = run_rows(&run, err);
    end = close_run(&run, end, err);
    order_finish(&run.order);
    free(run.firsts);
    free(run.faults);
    return end;
}

void batch_result_finish(struct batch_result *result)
{
    for (size_t i = 0; i < result->count; i++)
        batch_entry_finish(&result->entries[i]);
    free(result->entries);
    *result = (struct batch_result){0};
}
