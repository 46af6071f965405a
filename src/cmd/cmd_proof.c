// `postertool proof`: contact sheets of templates in every layout.
#include "cmd.h"

#include "output.h"

#include "press/proof.h"

#include <assert.h>
#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum option_id {
    OPTION_TEMPLATE,
    OPTION_GALLERY,
    OPTION_PHOTO,
    OPTION_LANG,
    OPTION_TEMPLATES,
    OPTION_FONTS,
    OPTION_SAMPLES,
    OPTION_PARTNER,
    OPTION_SCHOOL,
    OPTION_PARTNERS,
    OPTION_HELP,
    OPTION_OUTPUT = 'o',
};

static const struct option options[] = {
    {"template", required_argument, NULL, OPTION_TEMPLATE},
    {"gallery", no_argument, NULL, OPTION_GALLERY},
    {"photo", required_argument, NULL, OPTION_PHOTO},
    {"lang", required_argument, NULL, OPTION_LANG},
    {"templates", required_argument, NULL, OPTION_TEMPLATES},
    {"fonts", required_argument, NULL, OPTION_FONTS},
    {"samples", required_argument, NULL, OPTION_SAMPLES},
    {"partner", required_argument, NULL, OPTION_PARTNER},
    {"school", required_argument, NULL, OPTION_SCHOOL},
    {"partners", required_argument, NULL, OPTION_PARTNERS},
    {"output", required_argument, NULL, OPTION_OUTPUT},
    {"help", no_argument, NULL, OPTION_HELP},
    {NULL, 0, NULL, 0},
};

static const char help[] =
    "Usage: postertool proof [OPTION]... -o FILE|FOLDER\n"
    "Prints contact sheets: a template in every layout, with short, long and\n"
    "worst words, on bright, dark and wide photos. What cannot be set is "
    "told,\n"
    "and fails.\n\n"
    "  --template T     only this one\n"
    "  --gallery        instead, the example of each template side by side\n"
    "  --templates DIR  where the templates are\n"
    "  --photo FILE     the photo of every poster; drawn people without it\n"
    "  --samples DIR    where the drawn people are\n"
    "  --lang L         nl (the default), fr, en or de\n"
    "  --partner ID     whose logo or name is set\n"
    "  --school NAME    the name of a school that is set\n"
    "  --fonts FILE     the fonts.ini\n"
    "  --partners DIR   where the partners are\n"
    "  -o FILE          where the sheet (PNG) goes; - writes standard output\n"
    "  -o FOLDER        a sheet for each template, and a page with all of "
    "them\n"
    "  --help           this text\n";

struct job {
    struct press_config paths;
    struct proof_request request;
    const char *photo_path; // NULL: the drawn people
    const char *samples_dir;
    const char *output_path;
    struct buffer photo;
    struct sample_list samples;
    bool gallery;
    bool is_complete; // no poster was missing
};

static int usage(const char *what)
{
    return cmd_usage("proof", what);
}

static int take_options(struct job *job, int argc, char **argv)
{
    opterr = 0;
    for (int id; (id = getopt_long(argc, argv, "o:", options, NULL)) != -1;) {
        switch (id) {
        case OPTION_TEMPLATE:
            job->request.template_id = optarg;
            break;
        case OPTION_GALLERY:
            job->gallery = true;
            break;
        case OPTION_PHOTO:
            job->photo_path = optarg;
            break;
        case OPTION_LANG:
            job->request.language = language_from_tag(optarg);
            break;
        case OPTION_TEMPLATES:
            job->paths.templates_dir = optarg;
            break;
        case OPTION_FONTS:
            job->paths.fonts_file = optarg;
            break;
        case OPTION_SAMPLES:
            job->samples_dir = optarg;
            break;
        case OPTION_PARTNER:
            job->request.partner_id = optarg;
            break;
        case OPTION_SCHOOL:
            job->request.school = optarg;
            break;
        case OPTION_PARTNERS:
            job->paths.partners_dir = optarg;
            break;
        case OPTION_OUTPUT:
            job->output_path = optarg;
            break;
        case OPTION_HELP:
            fputs(help, stdout);
            return EXIT_DONE;
        default:
            return usage("an option is unknown or lacks its value");
        }
    }
    if (job->request.language == LANGUAGE_COUNT)
        return usage("--lang is none of nl, fr, en, de");
    if (optind != argc)
        return usage("there is more than options");
    return job->output_path ? -1 : usage("-o is missing");
}

static bool load_people(struct job *job, struct error *err)
{
    job->request.samples = &job->samples;
    if (!job->photo_path && job->samples_dir && *job->samples_dir)
        return sample_list_read(&job->samples, job->samples_dir, err);
    if (!job->photo_path)
        return error_set_detail(err, ERROR_INVALID, MESSAGE_PHOTO_MISSING,
                                "there are no drawn people: give --photo or "
                                "--samples");
    if (!buffer_append_file(&job->photo, job->photo_path, LIMIT_PHOTO_BYTES))
        return error_set_detail(err, ERROR_INVALID, MESSAGE_PHOTO_MISSING,
                                "%s: cannot be read: %s", job->photo_path,
                                strerror(errno));
    job->request.photo = buffer_view(&job->photo);
    return true;
}

// Tells the rows, and the posters that are missing; every other line than
// "row ..." is one. Standard output may be the sheet.
static void tell(struct job *job, const struct buffer *legend)
{
    const char *text = legend->data ? (const char *)legend->data : "";
    fputs(text, stderr);
    for (const char *line = text; *line; line = strchr(line, '\n') + 1)
        if (strncmp(line, "row ", 4) != 0)
            job->is_complete = false;
}

static bool print_sheet(struct job *job, struct press *press, const char *path,
                        struct error *err)
{
    struct buffer png = {0};
    struct buffer legend = {0};
    const bool done =
        proof_print(press, &job->request, &png, &legend, err) &&
        (buffer_append(&legend, "", 1) || error_set_memory(err)) &&
        output_write(path, buffer_view(&png), err);
    if (done)
        tell(job, &legend);
    buffer_finish(&png);
    buffer_finish(&legend);
    return done;
}

static bool print_gallery(struct job *job, struct press *press,
                          struct error *err)
{
    struct buffer png = {0};
    const bool done = proof_print_gallery(press, &job->request, &png, err) &&
                      output_write(job->output_path, buffer_view(&png), err);
    buffer_finish(&png);
    return done;
}

static const char page_head[] =
    "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n"
    "<meta name=\"viewport\" content=\"width=device-width\">\n"
    "<title>Proof of the templates</title>\n"
    "<style>body{font:1rem sans-serif;margin:1rem;background:#ddd}"
    "img{max-width:100%;display:block}a{color:inherit}</style>\n"
    "<h1>Proof of the templates</h1>\n"
    "<p>A row for each layout: the example; short, long and worst words on a "
    "bright photo, a dark one and a group; emoji; Arabic.</p>\n";

// An id is lower-case letters, digits, `-` and `_`: nothing to escape.
static bool add_to_page(struct buffer *page, const struct template *template,
                        struct error *err)
{
    return buffer_append_format(page,
                                "<h2 id=\"%s\">%s</h2>\n<a href=\"%s.png\">"
                                "<img src=\"%s.png\" alt=\"Every layout of "
                                "the template %s\" loading=\"lazy\"></a>\n",
                                template->id, template->id, template->id,
                                template->id, template->id) ||
           error_set_memory(err);
}

static bool print_folder(struct job *job, struct press *press,
                         struct error *err)
{
    const struct template_list *list = press_templates(press);
    const char *only = job->request.template_id;
    struct buffer page = {0};
    char path[4096];
    if (only && !template_find(list, only))
        return error_set(err, ERROR_INVALID, MESSAGE_TEMPLATE_UNKNOWN,
                         "template");
    bool done = buffer_append(&page, page_head, strlen(page_head)) ||
                error_set_memory(err);
    for (size_t i = 0; i < list->count && done; i++) {
        const struct template *template = &list->items[i];
        if (only && strcmp(only, template->id) != 0)
            continue;
        job->request.template_id = template->id;
        snprintf(path, sizeof path, "%s/%s.png", job->output_path,
                 template->id);
        done = print_sheet(job, press, path, err) &&
               add_to_page(&page, template, err);
    }
    snprintf(path, sizeof path, "%s/index.html", job->output_path);
    done = done && output_write(path, buffer_view(&page), err);
    buffer_finish(&page);
    return done;
}

static bool is_folder(const char *path)
{
    struct stat about;
    return stat(path, &about) == 0 && S_ISDIR(about.st_mode);
}

static bool proof(struct job *job, struct error *err)
{
    assert(job->output_path);
    struct press *press;
    if (!load_people(job, err) || !press_create(&press, &job->paths, err))
        return false;
    bool done;
    if (job->gallery)
        done = print_gallery(job, press, err);
    else if (is_folder(job->output_path))
        done = print_folder(job, press, err);
    else
        done = print_sheet(job, press, job->output_path, err);
    press_destroy(press);
    return done;
}

int cmd_proof(int argc, char **argv)
{
    struct job job = {.paths = cmd_default_paths(),
                      .samples_dir = cmd_default_samples(),
                      .is_complete = true};
    struct error err = {0};
    int code = take_options(&job, argc, argv);
    if (code < 0) {
        if (!proof(&job, &err))
            code = cmd_fail(&err, job.request.language);
        else
            code = job.is_complete ? EXIT_DONE : EXIT_WRONG;
    }
    buffer_finish(&job.photo);
    sample_list_finish(&job.samples);
    return code;
}
