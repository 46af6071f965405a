// `postertool check`: everything that can be known of templates, formats and
// the configuration before anybody uses them.
#include "cmd.h"

#include "evaluation/survey.h"
#include "press/check.h"
#include "press/json.h"
#include "serve/config.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum option_id {
    OPTION_CONFIG,
    OPTION_TEMPLATES,
    OPTION_FONTS,
    OPTION_PARTNERS,
    OPTION_JSON,
    OPTION_HELP,
};

static const struct option options[] = {
    {"config", required_argument, NULL, OPTION_CONFIG},
    {"templates", required_argument, NULL, OPTION_TEMPLATES},
    {"fonts", required_argument, NULL, OPTION_FONTS},
    {"partners", required_argument, NULL, OPTION_PARTNERS},
    {"json", no_argument, NULL, OPTION_JSON},
    {"help", no_argument, NULL, OPTION_HELP},
    {NULL, 0, NULL, 0},
};

static const char help[] =
    "Usage: postertool check [--config FILE] [--templates DIR]\n"
    "                        [--partners DIR] [--json]\n"
    "Looks at formats, templates, fonts and partners, and tells each mistake\n"
    "with its file and line and what would be right. Exits with 1 when there "
    "is an\n"
    "error; a warning alone is none.\n\n"
    "  --config FILE    check this configuration too, and what it names\n"
    "  --templates DIR  where the templates are\n"
    "  --fonts FILE     the fonts.ini\n"
    "  --partners DIR   where the partners are\n"
    "  --json           the findings as JSON, for editors\n"
    "  --help           this text\n";

struct job {
    const char *config_path; // NULL: none
    const char *templates;   // NULL: where they are by default
    const char *fonts;
    const char *partners;
    bool json;
};

static int usage(const char *what)
{
    return cmd_usage("check", what);
}

static int take_options(struct job *job, int argc, char **argv)
{
    opterr = 0;
    for (int id; (id = getopt_long(argc, argv, "", options, NULL)) != -1;) {
        if (id == OPTION_CONFIG)
            job->config_path = optarg;
        else if (id == OPTION_TEMPLATES)
            job->templates = optarg;
        else if (id == OPTION_FONTS)
            job->fonts = optarg;
        else if (id == OPTION_PARTNERS)
            job->partners = optarg;
        else if (id == OPTION_JSON)
            job->json = true;
        else if (id == OPTION_HELP) {
            fputs(help, stdout);
            return EXIT_DONE;
        } else
            return usage("an option is unknown or lacks its value");
    }
    return optind < argc ? usage("there is more than options") : -1;
}

static void print_text(const struct findings *findings)
{
    for (size_t i = 0; i < findings->count; i++) {
        const struct finding *finding = &findings->items[i];
        printf("%s:", finding->path);
        if (finding->line > 0)
            printf("%d:", finding->line);
        printf(" %s%s\n", finding->level == FINDING_WARNING ? "warning: " : "",
               finding->text);
    }
    const size_t errors = findings_count(findings, FINDING_ERROR);
    const size_t warnings = findings_count(findings, FINDING_WARNING);
    printf("%zu error%s, %zu warning%s\n", errors, errors == 1 ? "" : "s",
           warnings, warnings == 1 ? "" : "s");
}

static bool print(const struct job *job, const struct findings *findings,
                  struct error *err)
{
    if (!job->json) {
        print_text(findings);
        return true;
    }
    char *text = json_findings(findings);
    if (!text)
        return error_set_memory(err);
    puts(text);
    free(text);
    return true;
}

// The file of the surveys: the one that is configured, else that of the server.
static bool check_surveys(const struct config *config,
                          struct findings *findings, struct error *err)
{
    struct survey_list surveys;
    const char *path = *config->evaluation.questions
                           ? config->evaluation.questions
                           : cmd_default_surveys();
    if (!config->evaluation.surveys || !*path)
        return true;
    if (survey_list_read(&surveys, path, err)) {
        survey_list_finish(&surveys);
        return true;
    }
    findings_add_error(findings, err);
    return !error_is_memory(err);
}

// Where things are: the defaults, then the configuration, then the options. A
// configuration that cannot be read is a finding.
static bool check(const struct job *job, struct findings *findings,
                  struct error *err)
{
    struct config config;
    struct press_config paths = cmd_default_paths();
    const char *samples = cmd_default_samples();
    config_init(&config);
    if (job->config_path) {
        if (!config_read(&config, job->config_path, err)) {
            findings_add_error(findings, err);
            return !error_is_memory(err);
        }
        if (!check_surveys(&config, findings, err))
            return false;
        paths.photo_limits = config.photo;
        if (*config.templates)
            paths.templates_dir = config.templates;
        if (*config.fonts)
            paths.fonts_file = config.fonts;
        if (*config.partners)
            paths.partners_dir = config.partners;
        if (*config.samples)
            samples = config.samples;
    }
    if (job->templates)
        paths.templates_dir = job->templates;
    if (job->fonts)
        paths.fonts_file = job->fonts;
    if (job->partners)
        paths.partners_dir = job->partners;
    return check_run(&paths, *samples ? samples : NULL, findings, err);
}

int cmd_check(int argc, char **argv)
{
    struct job job = {0};
    struct findings findings = {0};
    struct error err = {0};
    int code = take_options(&job, argc, argv);
    if (code >= 0)
        return code;
    if (!check(&job, &findings, &err) ||
        (findings.is_short && !error_set_memory(&err)) ||
        !print(&job, &findings, &err))
        code = cmd_fail(&err, LANGUAGE_EN);
    else
        code = findings_count(&findings, FINDING_ERROR) > 0 ? EXIT_WRONG
                                                            : EXIT_DONE;
    findings_finish(&findings);
    return code;
}
