// `postertool serve`: answers web requests over FastCGI.
#include "cmd.h"

#include "serve/config.h"
#include "serve/listeners.h"
#include "serve/supervisor.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum option_id {
    OPTION_CONFIG,
    OPTION_LISTEN,
    OPTION_STATUS,
    OPTION_WORKERS,
    OPTION_TEMPLATES,
    OPTION_FONTS,
    OPTION_PAGES,
    OPTION_PARTNERS,
    OPTION_WATCH,
    OPTION_HELP,
};

static const struct option options[] = {
    {"config", required_argument, NULL, OPTION_CONFIG},
    {"listen", required_argument, NULL, OPTION_LISTEN},
    {"status", required_argument, NULL, OPTION_STATUS},
    {"workers", required_argument, NULL, OPTION_WORKERS},
    {"templates", required_argument, NULL, OPTION_TEMPLATES},
    {"fonts", required_argument, NULL, OPTION_FONTS},
    {"pages", required_argument, NULL, OPTION_PAGES},
    {"partners", required_argument, NULL, OPTION_PARTNERS},
    {"watch", no_argument, NULL, OPTION_WATCH},
    {"help", no_argument, NULL, OPTION_HELP},
    {NULL, 0, NULL, 0},
};

static const char help[] =
    "Usage: postertool serve [--config FILE] [--listen ADDRESS] "
    "[--workers N] [--watch]\n"
    "Answers web requests over FastCGI, behind a web server; SIGHUP reads\n"
    "templates, fonts, partners and configuration again.\n\n"
    "  --config FILE    the configuration; see postertool.ini(5)\n"
    "  --listen ADDRESS unix:PATH or HOST:PORT; not needed when systemd or\n"
    "                   spawn-fcgi hands the socket over\n"
    "  --status ADDRESS where /healthz, /readyz, /status and /metrics are\n"
    "                   answered, over HTTP; for the operator alone\n"
    "  --workers N      requests answered at a time; 0: one per processor\n"
    "  --templates DIR  where the templates are\n"
    "  --fonts FILE     the fonts.ini\n"
    "  --pages DIR      where the pages and their texts are\n"
    "  --partners DIR   where the partners are\n"
    "  --watch          read templates, partners and pages again when one\n"
    "                   changes\n"
    "  --help           this text\n";

// What the options say; they win over the configuration.
struct wishes {
    const char *config;
    const char *listen;
    const char *status;
    const char *workers;
    const char *templates;
    const char *fonts;
    const char *pages;
    const char *partners;
    bool watches;
};

static int usage(const char *what)
{
    return cmd_usage("serve", what);
}

static int take_options(struct wishes *wishes, int argc, char **argv)
{
    opterr = 0;
    for (int id; (id = getopt_long(argc, argv, "", options, NULL)) != -1;) {
        switch (id) {
        case OPTION_CONFIG:
            wishes->config = optarg;
            break;
        case OPTION_LISTEN:
            wishes->listen = optarg;
            break;
        case OPTION_STATUS:
            wishes->status = optarg;
            break;
        case OPTION_WORKERS:
            wishes->workers = optarg;
            break;
        case OPTION_TEMPLATES:
            wishes->templates = optarg;
            break;
        case OPTION_FONTS:
            wishes->fonts = optarg;
            break;
        case OPTION_PAGES:
            wishes->pages = optarg;
            break;
        case OPTION_PARTNERS:
            wishes->partners = optarg;
            break;
        case OPTION_WATCH:
            wishes->watches = true;
            break;
        case OPTION_HELP:
            fputs(help, stdout);
            return EXIT_DONE;
        default:
            return usage("an option is unknown or lacks its value");
        }
    }
    return optind < argc ? usage("there is a word too many") : -1;
}

static bool set_path(char path[CONFIG_PATH_MAX], const char *value)
{
    if (!value)
        return true;
    if (strlen(value) >= CONFIG_PATH_MAX)
        return false;
    strcpy(path, value);
    return true;
}

// -1 when the option is no number that may be.
static int read_workers(const char *text)
{
    char *end;
    const long workers = strtol(text, &end, 10);
    return end == text || *end || workers < 0 || workers > 256 ? -1
                                                               : (int)workers;
}

// What is wrong with a value, whatever the file says; -1 when nothing is.
static int check_options(const struct wishes *wishes)
{
    const char *const paths[] = {wishes->listen,    wishes->status,
                                 wishes->templates, wishes->fonts,
                                 wishes->pages,     wishes->partners};
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++)
        if (paths[i] && strlen(paths[i]) >= CONFIG_PATH_MAX)
            return usage("a value is too long");
    if (wishes->workers && read_workers(wishes->workers) < 0)
        return usage("--workers is no number from 0 to 256");
    return -1;
}

// Defaults, then the file, then the options.
static bool configure(void *context, struct config *config, struct error *err)
{
    const struct wishes *wishes = context;
    const struct press_config paths = cmd_default_paths();
    config_init(config);
    if (!set_path(config->templates, paths.templates_dir) ||
        !set_path(config->fonts, paths.fonts_file) ||
        !set_path(config->samples, cmd_default_samples()) ||
        !set_path(config->partners, paths.partners_dir) ||
        !set_path(config->page.folder, cmd_default_pages()) ||
        !set_path(config->evaluation.folder, cmd_default_state()) ||
        !set_path(config->evaluation.questions, cmd_default_surveys()))
        return error_set_detail(err, ERROR_SYSTEM, MESSAGE_CONFIGURATION,
                                "a path in the environment is too long");
    if (wishes->config && !config_read(config, wishes->config, err))
        return false;
    set_path(config->listen, wishes->listen);
    set_path(config->status, wishes->status);
    set_path(config->templates, wishes->templates);
    set_path(config->fonts, wishes->fonts);
    set_path(config->page.folder, wishes->pages);
    set_path(config->partners, wishes->partners);
    if (wishes->workers)
        config->workers = read_workers(wishes->workers);
    return true;
}

static bool serve(struct wishes *wishes, struct error *err)
{
    const struct service service = {configure, wishes, wishes->watches};
    struct config config;
    struct listeners listeners;
    if (!configure(wishes, &config, err))
        return false;
    const struct listener_place posters = {config.listen, config.socket_mode,
                                           config.socket_group};
    const struct listener_place status = {config.status, config.socket_mode,
                                          config.socket_group};
    if (!listeners_open(&listeners, &posters, &status, err))
        return false;
    const bool done = supervisor_run(&service, &listeners, err);
    listeners_close(&listeners);
    return done;
}

int cmd_serve(int argc, char **argv)
{
    struct wishes wishes = {0};
    struct error err = {0};
    int code = take_options(&wishes, argc, argv);
    if (code < 0)
        code = check_options(&wishes);
    if (code >= 0)
        return code;
    return serve(&wishes, &err) ? EXIT_DONE : cmd_fail(&err, LANGUAGE_EN);
}
