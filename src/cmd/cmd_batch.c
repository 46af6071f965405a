// `postertool batch`: a list of people and a folder of photos, a poster for
// each.
#include "cmd.h"

#include "batch.h"
#include "batch_jobs.h"
#include "batch_output.h"
#include "batch_report.h"
#include "batch_run.h"
#include "batch_words.h"
#include "order_options.h"

#include <getopt.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
    OPTION_FORMATS = OPTION_OWN,
    OPTION_PHOTOS,
    OPTION_JOBS,
    OPTION_REPORT,
    OPTION_DRY_RUN,
    OPTION_FORCE,
    // Of prepared art: that of the social formats of a template.
    ART_BYTES = 64 * 1000 * 1000,
};

static const char name[] = "batch";

static const struct option options[] = {
    {"format", required_argument, NULL, OPTION_FORMATS},
    {"formats", required_argument, NULL, OPTION_FORMATS},
    {"photos", required_argument, NULL, OPTION_PHOTOS},
    {"jobs", required_argument, NULL, OPTION_JOBS},
    {"report", required_argument, NULL, OPTION_REPORT},
    {"dry-run", no_argument, NULL, OPTION_DRY_RUN},
    {"force", no_argument, NULL, OPTION_FORCE},
    ORDER_OPTIONS,
};

static void print_help(void)
{
    fputs(
        "Usage: postertool batch FILE.csv [--photos DIR] [OPTION]... "
        "-o DIR|FILE.zip\n"
        "Makes the posters of many people: one row of the list, one person. A\n"
        "column says instead what an option says for all.\n\n"
        "  --photos DIR     where the photos are\n"
        "  --template T     the design; `postertool list templates` names "
        "them\n"
        "  --format LIST    the sizes, such as story,a4, or all; `postertool "
        "list\n"
        "                   formats` names them; the design's first without "
        "it\n"
        "  --formats LIST   the same\n",
        stdout);
    fputs(order_help_look, stdout);
    fputs("  --type T         png (the default), jpeg, or pdf for print\n"
          "  --effort E       fast (the default), or small: takes longer, for "
          "files\n"
          "                   that will be mailed\n",
          stdout);
    fputs(order_help_framing, stdout);
    fputs(order_help_many, stdout);
    fputs(
        "  -o DIR           where the posters go; FILE.zip puts them into one "
        "ZIP\n"
        "  --report FILE    what became of every row; report.csv beside the "
        "posters\n"
        "                   without it\n"
        "  --dry-run        print nothing, but tell what would be refused\n"
        "  --force          make again what an earlier run made\n"
        "  --jobs N         so many at a time; as many as there are "
        "processors\n"
        "                   without it\n",
        stdout);
    fputs(order_help_paths, stdout);
}

struct job {
    struct order_options asked;
    const char *formats;
    const char *photos;
    const char *report;
    char *own_report; // owned
    int processes;
    bool is_dry;
    bool is_forced;
};

static bool read_jobs(const char *text, int *jobs)
{
    char *end;
    const long number = strtol(text, &end, 10);
    if (end == text || *end || number < 1 || number > BATCH_PROCESSES_MAX)
        return false;
    *jobs = (int)number;
    return true;
}

// An exit code, or -1 to go on.
static int take_option(void *context, int id, const char *value)
{
    struct job *job = context;
    switch (id) {
    case OPTION_FORMATS:
        job->formats = value;
        break;
    case OPTION_PHOTOS:
        job->photos = value;
        break;
    case OPTION_JOBS:
        if (!read_jobs(value, &job->processes))
            return cmd_usage(name, "--jobs is no number from 1 to 64");
        break;
    case OPTION_REPORT:
        job->report = value;
        break;
    case OPTION_DRY_RUN:
        job->is_dry = true;
        break;
    case OPTION_FORCE:
        job->is_forced = true;
        break;
    }
    return -1;
}

// An exit code, or -1 to go on.
static int take_options(struct job *job, int argc, char **argv)
{
    const struct order_command command = {.name = name,
                                          .options = options,
                                          .print_help = print_help,
                                          .take = take_option,
                                          .context = job,
                                          .word_missing =
                                              "the list is missing"};
    const int code = order_options_read(&job->asked, &command, argc, argv);
    if (code >= 0)
        return code;
    if (!job->asked.output_path && !job->is_dry)
        return cmd_usage(name, "-o is missing");
    return -1;
}

// The processors that this process may use.
static int count_processors(void)
{
    cpu_set_t set;
    const int count =
        sched_getaffinity(0, sizeof set, &set) == 0 ? CPU_COUNT(&set) : 1;
    return count < BATCH_PROCESSES_MAX ? count : BATCH_PROCESSES_MAX;
}

// DIR/report.csv, or people-report.csv beside people.zip. A dry run writes one
// only where it is told to.
static bool choose_report(struct job *job, struct error *err)
{
    const char *output = job->asked.output_path;
    if (job->report || job->is_dry)
        return true;
    const int length =
        batch_output_is_zip(output)
            ? asprintf(&job->own_report, "%.*s-report.csv",
                       (int)(strlen(output) - strlen(".zip")), output)
            : asprintf(&job->own_report, "%s/report.csv", output);
    if (length < 0) {
        job->own_report = NULL;
        return error_set_memory(err);
    }
    job->report = job->own_report;
    return true;
}

static void tell_unknown_columns(const struct batch *batch)
{
    char sentence[512];
    for (size_t i = 0; i < batch->headers.count; i++) {
        if (!batch_headers_is_unknown(&batch->headers, i))
            continue;
        batch_say(BATCH_COLUMN_UNKNOWN, batch->wishes.language,
                  batch_table_header(&batch->table, i), "", sentence,
                  sizeof sentence);
        fprintf(stderr, "postertool: batch: %s\n", sentence);
    }
}

// The table of a dry run.
static void print_entries(const struct batch_result *result,
                          enum language language)
{
    char state[64];
    for (size_t i = 0; i < result->count; i++) {
        const struct batch_entry *entry = &result->entries[i];
        batch_say(entry->state, language, "", "", state, sizeof state);
        printf("%5ld  %-10s  %s%s%s%s%s\n", entry->row, state,
               entry->file ? entry->file : "", entry->photo ? "  <- " : "",
               entry->photo ? entry->photo : "", entry->message ? "  " : "",
               entry->message ? entry->message : "");
    }
}

static void print_summary(const struct job *job,
                          const struct batch_result *result)
{
    const enum language language = job->asked.order.language;
    const char *separator = "";
    char words[512];
    for (int i = BATCH_STATE_MADE; i <= BATCH_STATE_GOOD; i++) {
        if (result->states[i] == 0)
            continue;
        batch_say((enum batch_word)i, language, "", "", words, sizeof words);
        printf("%s%zu %s", separator, result->states[i], words);
        separator = ", ";
    }
    fputs(*separator ? "\n" : "", stdout);
    if (!result->has_report)
        return;
    batch_say(BATCH_REPORT_IN, language, job->report, "", words, sizeof words);
    puts(words);
}

static int end_run(const struct job *job, const struct batch_result *result,
                   enum batch_end end, const struct error *err)
{
    const enum language language = job->asked.order.language;
    char sentence[512];
    if (job->is_dry)
        print_entries(result, language);
    print_summary(job, result);
    if (end == BATCH_FAILED)
        return cmd_fail(err, language);
    if (end == BATCH_STOPPED) {
        const bool is_zip =
            !job->is_dry && batch_output_is_zip(job->asked.output_path);
        batch_say(is_zip ? BATCH_INTERRUPTED_ZIP : BATCH_INTERRUPTED, language,
                  "", "", sentence, sizeof sentence);
        fprintf(stderr, "postertool: batch: %s\n", sentence);
        return EXIT_WRONG;
    }
    return result->states[BATCH_STATE_REFUSED] > 0 ? EXIT_WRONG : EXIT_DONE;
}

static int run(const struct job *job, const struct batch *batch)
{
    struct error err = {0};
    struct batch_past past = {0};
    struct batch_output output;
    struct batch_result result = {0};
    const bool has_past = job->report && !job->is_forced && !job->is_dry &&
                          !batch_output_is_zip(job->asked.output_path);
    if (has_past && !batch_past_read(&past, job->report)) {
        error_set_memory(&err);
        return cmd_fail(&err, job->asked.order.language);
    }
    if (!job->is_dry &&
        !batch_output_open(&output, job->asked.output_path, &err)) {
        batch_past_finish(&past);
        return cmd_fail(&err, job->asked.order.language);
    }
    const struct batch_plan plan = {.batch = batch,
                                    .past = &past,
                                    .output = job->is_dry ? NULL : &output,
                                    .report = job->report,
                                    .processes = job->processes,
                                    .shows_progress = isatty(STDERR_FILENO)};
    const enum batch_end end = batch_run(&plan, &result, &err);
    const int code = end_run(job, &result, end, &err);
    batch_result_finish(&result);
    batch_past_finish(&past);
    return code;
}

static int read_and_run(struct job *job)
{
    struct error err = {0};
    struct press *press = NULL;
    struct batch batch = {0};
    const struct batch_wishes wishes = {.defaults = &job->asked.order,
                                        .formats = job->formats,
                                        .photos = job->photos,
                                        .language = job->asked.order.language};
    job->asked.paths.art_bytes = ART_BYTES;
    const bool done = choose_report(job, &err) &&
                      press_create(&press, &job->asked.paths, &err) &&
                      press_warm(press, &err) &&
                      batch_read(&batch, press, &wishes, job->asked.word, &err);
    int code;
    if (done) {
        tell_unknown_columns(&batch);
        code = run(job, &batch);
    } else {
        code = cmd_fail(&err, job->asked.order.language);
    }
    batch_finish(&batch);
    press_destroy(press);
    return code;
}

int cmd_batch(int argc, char **argv)
{
    struct job job = {.formats = "", .processes = count_processors()};
    order_options_init(&job.asked);
    int code = take_options(&job, argc, argv);
    if (code < 0)
        code = read_and_run(&job);
    free(job.own_report);
    order_options_finish(&job.asked);
    return code;
}
