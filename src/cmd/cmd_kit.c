// `postertool kit`: one order from the command line, the posters of many
// formats as a ZIP.
#include "cmd.h"

#include "order_options.h"
#include "output.h"

#include "press/kit.h"

#include <getopt.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { OPTION_FORMATS = OPTION_OWN };

static const struct option options[] = {
    {"formats", required_argument, NULL, OPTION_FORMATS},
    ORDER_OPTION_PHOTO,
    ORDER_OPTIONS,
};

static void print_help(void)
{
    fputs(
        "Usage: postertool kit --template T [OPTION]... [--set FIELD=TEXT]... "
        "-o FILE\n"
        "Makes one poster in many formats, as a ZIP.\n\n"
        "  --template T     the design; `postertool list templates` names "
        "them\n"
        "  --formats LIST   the sizes, such as story,a4; `postertool list\n"
        "                   formats` names them; all that the design has\n"
        "                   without it\n",
        stdout);
    fputs(order_help_look, stdout);
    fputs("  --type T         png, jpeg or pdf, for every poster; without it a "
          "pdf of\n"
          "                   paper, and of screens a png, or a jpeg where a "
          "format may\n"
          "                   not weigh so much\n",
          stdout);
    fputs(order_help_photo, stdout);
    fputs(order_help_framing, stdout);
    fputs(order_help_many, stdout);
    fputs("  -o FILE          where the ZIP goes; - writes standard output\n",
          stdout);
    fputs(order_help_paths, stdout);
}

struct job {
    struct order_options asked;
    struct kit_wish wish;
    bool names_formats;
    struct output output;
    struct error *err; // of the work
    bool shows_progress;
    int posters; // to be made
    int made;
};

// Takes --formats.
static int take_option(void *context, int id, const char *value)
{
    struct job *job = context;
    struct error err = {0};
    (void)id;
    job->names_formats = true;
    return kit_wish_read(&job->wish, value, strlen(value), &err)
               ? -1
               : cmd_fail(&err, job->asked.order.language);
}

// An exit code, or -1 to go on.
static int take_options(struct job *job, int argc, char **argv)
{
    const struct order_command command = {.name = "kit",
                                          .options = options,
                                          .print_help = print_help,
                                          .take = take_option,
                                          .context = job,
                                          .needs_template = true};
    const int code = order_options_read(&job->asked, &command, argc, argv);
    if (code >= 0)
        return code;
    if (!job->asked.output_path)
        return cmd_usage(command.name, "-o is missing");
    job->wish.all |= !job->names_formats;
    return -1;
}

static bool begin(void *context, const struct kit_head *head)
{
    struct job *job = context;
    job->posters = head->posters;
    return true;
}

static bool made(void *context, const struct kit_file *file,
                 const double stage_ms[PRESS_STAGES])
{
    struct job *job = context;
    (void)stage_ms;
    job->made++;
    if (job->shows_progress)
        fprintf(stderr, "\r\033[K%d/%d %s%s", job->made, job->posters,
                file->format->id, job->made == job->posters ? "\r\033[K" : "");
    return true;
}

static bool take(void *context, struct bytes piece)
{
    const struct job *job = context;
    return output_put(&job->output, piece, job->err);
}

static void tell_left_out(const struct kit *kit)
{
    size_t count;
    const struct kit_file *files = kit_files(kit, &count);
    for (size_t i = 0; i < count; i++)
        if (files[i].failure)
            fprintf(stderr, "postertool: kit: %s is left out: %s\n",
                    files[i].format->id, files[i].failure);
}

static bool make(void *context, struct error *err)
{
    struct job *job = context;
    struct press *press = NULL;
    struct kit *kit = NULL;
    struct error put_err = {0};
    const struct kit_sink sink = {begin, made, take, job};
    job->err = &put_err;
    bool done = order_options_read_photo(&job->asked, err) &&
                press_create(&press, &job->asked.paths, err);
    if (done)
        press_settle_order(press, &job->asked.order);
    done = done && kit_open(&kit, press, &job->asked.order, &job->wish, err);
    if (done)
        tell_left_out(kit);
    done = done && kit_write(kit, &sink, err);
    // Why it could not be put is known better here.
    if (!done && put_err.kind != ERROR_NONE)
        *err = put_err;
    kit_close(kit);
    press_destroy(press);
    return done;
}

// The process that reads no photo sees to it that no part of a file is left.
static int make_apart(struct job *job)
{
    const enum language language = job->asked.order.language;
    struct error err = {0};
    bool is_child;
    if (!output_open(&job->output, job->asked.output_path, &err))
        return cmd_fail(&err, language);
    int code = cmd_apart(make, job, language, &is_child);
    if (is_child)
        output_forget(&job->output);
    else if (!output_close(&job->output, code == EXIT_DONE, &err))
        code = cmd_fail(&err, language);
    return code;
}

int cmd_kit(int argc, char **argv)
{
    struct job job = {.shows_progress = isatty(STDERR_FILENO)};
    order_options_init(&job.asked);
    int code = take_options(&job, argc, argv);
    if (code < 0)
        code = make_apart(&job);
    order_options_finish(&job.asked);
    return code;
}
