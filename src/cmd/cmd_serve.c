// `postertool serve`: answers web requests over FastCGI.
#include "cmd.h"

#include "serve/config.h"
#include "serve/listener.h"
#include "serve/self_test.h"
#include "serve/site.h"
#include "serve/supervisor.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum option_id {
    OPTION_CONFIG,
    OPTION_LISTEN,
    OPTION_WORKERS,
    OPTION_TEMPLATES,
    OPTION_FONTS,
    OPTION_HELP,
};

static const struct option options[] = {
    {"config", required_argument, NULL, OPTION_CONFIG},
    {"listen", required_argument, NULL, OPTION_LISTEN},
    {"workers", required_argument, NULL, OPTION_WORKERS},
    {"templates", required_argument, NULL, OPTION_TEMPLATES},
    {"fonts", required_argument, NULL, OPTION_FONTS},
    {"help", no_argument, NULL, OPTION_HELP},
    {NULL, 0, NULL, 0},
};

static const char help[] =
    "Usage: postertool serve [--config FILE] [--listen ADDRESS] "
    "[--workers N]\n"
    "Answers web requests over FastCGI, behind a web server.\n\n"
    "  --config FILE    the configuration; see postertool.ini(5)\n"
    "  --listen ADDRESS unix:PATH or HOST:PORT; not needed when systemd or\n"
    "                   spawn-fcgi hands the socket over\n"
    "  --workers N      requests answered at a time; 0: one per processor\n"
    "  --templates DIR  where the templates are\n"
    "  --fonts FILE     the fonts.ini\n"
    "  --help           this text\n";

// What the options say; they win over the configuration.
struct wishes {
    const char *config;
    const char *listen;
    const char *workers;
    const char *templates;
    const char *fonts;
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
        case OPTION_WORKERS:
            wishes->workers = optarg;
            break;
        case OPTION_TEMPLATES:
            wishes->templates = optarg;
            break;
        case OPTION_FONTS:
            wishes->fonts = optarg;
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

static int override(struct config *config, const struct wishes *wishes)
{
    if (!set_path(config->listen, wishes->listen) ||
        !set_path(config->templates, wishes->templates) ||
        !set_path(config->fonts, wishes->fonts))
        return usage("a value is too long");
    if (!wishes->workers)
        return -1;
    char *end;
    const long workers = strtol(wishes->workers, &end, 10);
    if (end == wishes->workers || *end || workers < 0 || workers > 256)
        return usage("--workers is no number from 0 to 256");
    config->workers = (int)workers;
    return -1;
}

// Defaults, then the file, then the options.
static int configure(struct config *config, const struct wishes *wishes)
{
    struct error err = {0};
    const struct press_config paths = cmd_default_paths();
    config_init(config);
    if (!set_path(config->templates, paths.templates_dir) ||
        !set_path(config->fonts, paths.fonts_file) ||
        !set_path(config->samples, cmd_default_samples()))
        return usage("a path in the environment is too long");
    if (wishes->config && !config_read(config, wishes->config, &err))
        return cmd_fail(&err, LANGUAGE_EN);
    return override(config, wishes);
}

static bool serve(const struct config *config, struct error *err)
{
    struct site site;
    struct listener listener;
    if (!site_load(&site, config, err))
        return false;
    bool done =
        listener_open(&listener, config->listen, config->socket_mode, err);
    if (done) {
        done =
            self_test_run(&site, err) && supervisor_run(&site, &listener, err);
        listener_close(&listener);
    }
    site_finish(&site);
    return done;
}

int cmd_serve(int argc, char **argv)
{
    struct wishes wishes = {0};
    struct config config;
    struct error err = {0};
    int code = take_options(&wishes, argc, argv);
    if (code < 0)
        code = configure(&config, &wishes);
    if (code >= 0)
        return code;
    return serve(&config, &err) ? EXIT_DONE : cmd_fail(&err, LANGUAGE_EN);
}
