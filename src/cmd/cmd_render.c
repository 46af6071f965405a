// `postertool render`: one order from the command line, one poster.
#include "cmd.h"

#include "ending.h"
#include "order_options.h"
#include "output.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { OPTION_EXPLAIN = OPTION_OWN };

static const struct option options[] = {
    {"format", required_argument, NULL, OPTION_PROPERTY},
    {"explain", no_argument, NULL, OPTION_EXPLAIN},
    ORDER_OPTION_PHOTO,
    ORDER_OPTIONS,
};

static void print_help(void)
{
    fputs("Usage: postertool render --template T [OPTION]... [--set "
          "FIELD=TEXT]... "
          "-o FILE\n"
          "Makes one poster.\n\n"
          "  --template T     the design; `postertool list templates` names "
          "them\n"
          "  --format F       the size; `postertool list formats` names them\n",
          stdout);
    fputs(order_help_look, stdout);
    fputs("  --type T         png, jpeg, or pdf for print; without it as the "
          "ending of\n"
          "                   FILE says, else png, or jpeg where a format may "
          "not weigh\n"
          "                   so much\n",
          stdout);
    fputs(order_help_photo, stdout);
    fputs(order_help_framing, stdout);
    fputs(
        "  --width W        a smaller poster, W pixels wide\n"
        "  --bleed MM       0, 1, 3 or 5: the bleed of a paper format\n"
        "  --marks M        no (the default) or yes: crop marks on a pdf\n"
        "  --tiles a4       a pdf of several A4 sheets, to be glued together\n"
        "  -o FILE          where the poster goes; - writes standard output\n"
        "  --explain        print the layout as text (on standard error when "
        "the\n"
        "                   poster goes to standard output)\n",
        stdout);
    fputs(order_help_paths, stdout);
}

struct job {
    struct order_options asked;
    bool explain;
};

static int take_option(void *context, int id, const char *value)
{
    struct job *job = context;
    (void)value;
    job->explain |= id == OPTION_EXPLAIN;
    return -1;
}

// The ending of the output's name is a wish like any other.
static bool take_ending(struct order_options *asked, struct error *err)
{
    const char *type =
        asked->output_path ? ending_type(asked->output_path) : NULL;
    return !type || asked->order.has_type ||
           order_set(&asked->order, "type", type, strlen(type), err);
}

// An exit code, or -1 to go on.
static int take_options(struct job *job, int argc, char **argv)
{
    struct error err = {0};
    const struct order_command command = {.name = "render",
                                          .options = options,
                                          .print_help = print_help,
                                          .take = take_option,
                                          .context = job,
                                          .needs_template = true};
    const int code = order_options_read(&job->asked, &command, argc, argv);
    if (code >= 0)
        return code;
    if (!job->asked.output_path && !job->explain)
        return cmd_usage(command.name, "-o is missing");
    return take_ending(&job->asked, &err)
               ? -1
               : cmd_fail(&err, job->asked.order.language);
}

// A name may promise another type than the file has, and a type may cost more
// than one expects.
static void tell_type(const char *path, const struct poster *poster)
{
    const char *type = poster_type_name(poster->type);
    const char *promised = ending_type(path);
    const char *dot = strrchr(path, '.');
    const bool is_other = dot && !strchr(dot, '/') && !promised;
    if (is_other || (promised && strcmp(promised, type) != 0))
        fprintf(stderr, "postertool: note: %s holds a %s\n", path, type);
    const char *colors = strstr(poster->file_note, ";colors=");
    if (colors && atoi(colors + strlen(";colors=")) < 256)
        fprintf(stderr,
                "postertool: note: %s has few colours, to be a small PNG; a "
                "JPEG would look better\n",
                path);
}

static bool print(void *context, struct error *err)
{
    struct job *job = context;
    struct order_options *asked = &job->asked;
    struct press *press = NULL;
    struct poster poster = {0};
    struct buffer explain = {0};
    bool done = order_options_read_photo(asked, err) &&
                press_create(&press, &asked->paths, err);
    if (done)
        press_settle_order(press, &asked->order);
    done = done &&
           press_print(press, &asked->order, &poster,
                       job->explain ? &explain : NULL, err) &&
           (!asked->output_path ||
            output_write(asked->output_path, buffer_view(&poster.file), err));
    if (done && job->explain) {
        const bool taken =
            asked->output_path && strcmp(asked->output_path, "-") == 0;
        fwrite(explain.data, 1, explain.size, taken ? stderr : stdout);
    }
    if (done && asked->output_path)
        tell_type(asked->output_path, &poster);
    poster_finish(&poster);
    buffer_finish(&explain);
    press_destroy(press);
    return done;
}

int cmd_render(int argc, char **argv)
{
    struct job job = {0};
    bool is_child;
    order_options_init(&job.asked);
    int code = take_options(&job, argc, argv);
    if (code < 0)
        code = cmd_apart(print, &job, job.asked.order.language, &is_child);
    order_options_finish(&job.asked);
    return code;
}
