// `postertool list`: what there is to choose from, and what is counted.
#include "cmd.h"

#include "list_events.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum option_id {
    OPTION_JSON,
    OPTION_LANG,
    OPTION_TEMPLATES,
    OPTION_FONTS,
    OPTION_PARTNERS,
    OPTION_HELP
};

static const struct option options[] = {
    {"json", no_argument, NULL, OPTION_JSON},
    {"lang", required_argument, NULL, OPTION_LANG},
    {"templates", required_argument, NULL, OPTION_TEMPLATES},
    {"fonts", required_argument, NULL, OPTION_FONTS},
    {"partners", required_argument, NULL, OPTION_PARTNERS},
    {"help", no_argument, NULL, OPTION_HELP},
    {NULL, 0, NULL, 0},
};

static const char help[] =
    "Usage: postertool list WHAT [--json] [--lang L]\n"
    "Lists the templates, formats or partners that there are to choose from,\n"
    "or the events that are counted.\n\n"
    "  --json           as JSON; what there is to choose from in the shape of\n"
    "                   GET /api/v1/templates and /api/v1/partners\n"
    "  --lang L         names in nl (the default), fr, en or de\n"
    "  --templates DIR  where the templates are\n"
    "  --fonts FILE     the fonts.ini\n"
    "  --partners DIR   where the partners are\n"
    "  --help           this text\n";

struct job {
    struct press_config paths;
    enum language language;
    enum press_listing which;
    bool partners; // instead
    bool events;   // instead
    bool json;
};

static const char what_missing[] =
    "say `templates`, `formats`, `partners` or `events`";

static int usage(const char *what)
{
    return cmd_usage("list", what);
}

static void print_templates(const struct press *press, enum language language)
{
    const struct template_list *list = press_templates(press);
    for (size_t i = 0; i < list->count; i++) {
        const struct template *template = &list->items[i];
        printf("%-18s %s\n", template->id,
               language_text(template->names, language));
        for (size_t j = 0; j < template->theme_count; j++)
            printf("  theme %-14s %s%s\n", template->themes[j].id,
                   language_text(template->themes[j].names, language),
                   strcmp(template->themes[j].id, template->default_theme) == 0
                       ? " (default)"
                       : "");
        for (size_t j = 0; j < template->field_count; j++)
            printf("  field %-14s %s, at most %d characters%s\n",
                   template->fields[j].id,
                   language_text(template->fields[j].labels, language),
                   template->fields[j].max_length,
                   template->fields[j].required ? ", required" : "");
    }
}

static void print_formats(const struct press *press, enum language language)
{
    const struct format_list *list = press_formats(press);
    for (size_t i = 0; i < list->count; i++) {
        const struct format *format = &list->items[i];
        printf("%-20s %5d x %-5d px  %s\n", format->id, format->width_px,
               format->height_px, language_text(format->names, language));
    }
}

static void print_partners(const struct press *press, enum language language)
{
    const struct partner_list *list = press_partners(press);
    for (size_t i = 0; i < list->count; i++) {
        const struct partner *partner = &list->items[i];
        printf("%-24s %s%s%s\n", partner->id, partner_name(partner, language),
               partner->place ? ", " : "",
               partner->place ? partner->place : "");
    }
    for (size_t i = 0; i < list->refusal_count; i++)
        fprintf(stderr, "postertool: list: a partner is left out: %s\n",
                list->refusals[i].why);
}

static bool print_json(const struct job *job, const struct press *press,
                       struct error *err)
{
    char *text = job->partners
                     ? press_partners_json(press, job->language)
                     : press_list_json(press, job->which, job->language);
    if (!text)
        return error_set_memory(err);
    puts(text);
    free(text);
    return true;
}

static int take_options(struct job *job, int argc, char **argv)
{
    opterr = 0;
    for (int id; (id = getopt_long(argc, argv, "", options, NULL)) != -1;) {
        if (id == OPTION_JSON)
            job->json = true;
        else if (id == OPTION_LANG)
            job->language = language_from_tag(optarg);
        else if (id == OPTION_TEMPLATES)
            job->paths.templates_dir = optarg;
        else if (id == OPTION_FONTS)
            job->paths.fonts_file = optarg;
        else if (id == OPTION_PARTNERS)
            job->paths.partners_dir = optarg;
        else if (id == OPTION_HELP) {
            fputs(help, stdout);
            return EXIT_DONE;
        } else
            return usage("an option is unknown or lacks its value");
    }
    if (job->language == LANGUAGE_COUNT)
        return usage("--lang is none of nl, fr, en, de");
    if (optind + 1 != argc)
        return usage(what_missing);
    if (strcmp(argv[optind], "templates") == 0)
        job->which = PRESS_LIST_TEMPLATES;
    else if (strcmp(argv[optind], "formats") == 0)
        job->which = PRESS_LIST_FORMATS;
    else if (strcmp(argv[optind], "partners") == 0)
        job->partners = true;
    else if (strcmp(argv[optind], "events") == 0)
        job->events = true;
    else
        return usage(what_missing);
    return -1;
}

// No template is read for it.
static int print_events(const struct job *job)
{
    struct error err = {0};
    if (!job->json)
        list_events_text(job->language);
    else if (!list_events_json(job->language)) {
        error_set_memory(&err);
        return cmd_fail(&err, job->language);
    }
    return EXIT_DONE;
}

int cmd_list(int argc, char **argv)
{
    struct job job = {.paths = cmd_default_paths()};
    struct error err = {0};
    struct press *press;
    const int code = take_options(&job, argc, argv);
    if (code >= 0)
        return code;
    if (job.events)
        return print_events(&job);
    if (!press_create(&press, &job.paths, &err))
        return cmd_fail(&err, job.language);
    bool done = true;
    if (job.json)
        done = print_json(&job, press, &err);
    else if (job.partners)
        print_partners(press, job.language);
    else if (job.which == PRESS_LIST_TEMPLATES)
        print_templates(press, job.language);
    else
        print_formats(press, job.language);
    press_destroy(press);
    return done ? EXIT_DONE : cmd_fail(&err, job.language);
}
