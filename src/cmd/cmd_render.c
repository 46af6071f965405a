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

static int usage(const char *what)
{
    return cmd_usage("render", what);
}

// Takes one option. An exit code, or -1 to go on.
static int take_option(struct job *job, int id, const char *name)
{
    struct error err = {0};
    if (id == OPTION_HELP) {
        print_help();
        return EXIT_DONE;
    }
    if (id == OPTION_EXPLAIN) {
        job->explain = true;
        return -1;
    }
    return order_options_take(&job->asked, (enum order_option)id, name, optarg,
                              &err)
               ? -1
               : cmd_fail(&err, job->asked.order.language);
}

static int take_options(struct job *job, int argc, char **argv)
{
    opterr = 0;
    for (int which = 0, id;
         (id = getopt_long(argc, argv, "o:", options, &which)) != -1;) {
        if (id == '?')
            return usage("an option is unknown or lacks its value");
        const int code = take_option(job, id == 'o' ? OPTION_OUTPUT : id,
                                     options[which].name);
        if (code >= 0)
            return code;
    }
    if (optind < argc)
        return usage("there is a word too many");
    if (!*job->asked.order.template_id)
        return usage("--template is missing");
    if (!job->asked.output_path && !job->explain)
        return usage("-o is missing");
    // The ending is a wish like any other.
    struct order *order = &job->asked.order;
    const char *type =
        job->asked.output_path ? ending_type(job->asked.output_path) : NULL;
    struct error err = {0};
    if (type && !order->has_type &&
        !order_set(order, "type", type, strlen(type), &err))
        return cmd_fail(&err, order->language);
    return -1;
}

// A name may promise another type than the file has, and a type may cost more
// than one expects.
static void tell_type(const char *path, const struct poster *poster)
{
    const char *type = poster_type_name(poster->type);
    const char *promised = ending_type(path);
    if (promised && strcmp(promised, type) != 0)
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
    bool done =
        order_options_read_photo(asked, err) &&
        press_create(&press, &asked->paths, err) &&
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
