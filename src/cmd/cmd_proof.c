// `postertool proof`: a contact sheet of every template in every layout.
#include "cmd.h"

#include "output.h"

#include "press/proof.h"

#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <string.h>

enum option_id {
    OPTION_PHOTO,
    OPTION_LANG,
    OPTION_TEMPLATES,
    OPTION_FONTS,
    OPTION_HELP,
    OPTION_OUTPUT = 'o',
};

static const struct option options[] = {
    {"photo", required_argument, NULL, OPTION_PHOTO},
    {"lang", required_argument, NULL, OPTION_LANG},
    {"templates", required_argument, NULL, OPTION_TEMPLATES},
    {"fonts", required_argument, NULL, OPTION_FONTS},
    {"output", required_argument, NULL, OPTION_OUTPUT},
    {"help", no_argument, NULL, OPTION_HELP},
    {NULL, 0, NULL, 0},
};

static const char help[] =
    "Usage: postertool proof [OPTION]... -o FILE\n"
    "Prints a contact sheet: every template in every layout with ordinary and\n"
    "with the worst words. What cannot be set is told, and fails.\n\n"
    "  --templates DIR  where the templates are\n"
    "  --photo FILE     the photo of every poster; a drawn teacher without it\n"
    "  --lang L         nl (the default), fr, en or de\n"
    "  --fonts FILE     the fonts.ini\n"
    "  -o FILE          where the sheet (PNG) goes; - writes standard output\n"
    "  --help           this text\n";

struct job {
    struct press_config paths;
    enum language language;
    const char *photo_path;
    const char *output_path;
};

static int usage(const char *what)
{
    return cmd_usage("proof", what);
}

static int take_options(struct job *job, int argc, char **argv)
{
    opterr = 0;
    for (int id; (id = getopt_long(argc, argv, "o:", options, NULL)) != -1;) {
        if (id == OPTION_PHOTO)
            job->photo_path = optarg;
        else if (id == OPTION_LANG)
            job->language = language_from_tag(optarg);
        else if (id == OPTION_TEMPLATES)
            job->paths.templates_dir = optarg;
        else if (id == OPTION_FONTS)
            job->paths.fonts_file = optarg;
        else if (id == OPTION_OUTPUT)
            job->output_path = optarg;
        else if (id == OPTION_HELP) {
            fputs(help, stdout);
            return EXIT_DONE;
        } else
            return usage("an option is unknown or lacks its value");
    }
    if (job->language == LANGUAGE_COUNT)
        return usage("--lang is none of nl, fr, en, de");
    if (optind != argc)
        return usage("there is more than options");
    return job->output_path ? -1 : usage("-o is missing");
}

static bool proof(const struct job *job, struct buffer *photo,
                  struct buffer *png, struct buffer *legend, struct error *err)
{
    struct press *press;
    if (!buffer_append_file(photo, job->photo_path, LIMIT_PHOTO_BYTES))
        return error_set_detail(err, ERROR_INVALID, MESSAGE_PHOTO_MISSING,
                                "%s: cannot be read: %s", job->photo_path,
                                strerror(errno));
    if (!press_create(&press, &job->paths, err))
        return false;
    const bool done = proof_print(press, buffer_view(photo), job->language, png,
                                  legend, err) &&
                      output_write(job->output_path, buffer_view(png), err);
    press_destroy(press);
    return done;
}

// Rows start with "row"; every other line is a poster that cannot be made.
static bool is_complete(const char *legend)
{
    for (const char *line = legend; *line; line = strchr(line, '\n') + 1)
        if (strncmp(line, "row ", 4) != 0)
            return false;
    return true;
}

int cmd_proof(int argc, char **argv)
{
    struct job job = {.paths = cmd_default_paths(),
                      .photo_path = cmd_default_sample()};
    struct buffer photo = {0};
    struct buffer png = {0};
    struct buffer legend = {0};
    struct error err = {0};
    int code = take_options(&job, argc, argv);
    if (code < 0) {
        const bool done =
            proof(&job, &photo, &png, &legend, &err) &&
            (buffer_append(&legend, "", 1) || error_set_memory(&err));
        code = done ? EXIT_DONE : cmd_fail(&err, job.language);
        if (done) {
            // Standard output may be the sheet.
            fputs((const char *)legend.data, stderr);
            code =
                is_complete((const char *)legend.data) ? EXIT_DONE : EXIT_WRONG;
        }
    }
    buffer_finish(&photo);
    buffer_finish(&png);
    buffer_finish(&legend);
    return code;
}
