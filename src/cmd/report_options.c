#include "report_options.h"

#include "cmd.h"

#include <getopt.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum option_id {
    OPTION_OUTPUT = 'o',
    OPTION_CONFIG = 256,
    OPTION_DATABASE,
    OPTION_FROM,
    OPTION_TO,
    OPTION_PARTNER,
    OPTION_FOR_PARTNER,
    OPTION_FORMAT,
    OPTION_CSV,
    OPTION_LANG,
    OPTION_NO_REMARKS,
    OPTION_LINK,
    OPTION_UNTIL,
    OPTION_HELP,
};

static const struct option options[] = {
    {"config", required_argument, NULL, OPTION_CONFIG},
    {"database", required_argument, NULL, OPTION_DATABASE},
    {"from", required_argument, NULL, OPTION_FROM},
    {"to", required_argument, NULL, OPTION_TO},
    {"partner", required_argument, NULL, OPTION_PARTNER},
    {"for-partner", no_argument, NULL, OPTION_FOR_PARTNER},
    {"format", required_argument, NULL, OPTION_FORMAT},
    {"csv", no_argument, NULL, OPTION_CSV},
    {"lang", required_argument, NULL, OPTION_LANG},
    {"no-remarks", no_argument, NULL, OPTION_NO_REMARKS},
    {"link", no_argument, NULL, OPTION_LINK},
    {"until", required_argument, NULL, OPTION_UNTIL},
    {"output", required_argument, NULL, OPTION_OUTPUT},
    {"help", no_argument, NULL, OPTION_HELP},
    {NULL, 0, NULL, 0},
};

static const char help[] =
    "Usage: postertool report [--config FILE] [--from DAY] [--to DAY]\n"
    "                         [--partner ID] [--format F] [-o FILE]\n"
    "       postertool report --csv [-o FILE]\n"
    "       postertool report --link --partner ID [--until DAY]\n"
    "Tells what the campaign achieved, from the counts in the database.\n\n"
    "  --config FILE    the configuration, which says where the database is\n"
    "  --database D     another: a file of SQLite, or a URI of PostgreSQL\n"
    "  --from DAY       the first day, such as 2026-11-01; without it, the\n"
    "                   first one that has anything\n"
    "  --to DAY         the last day; without it, today\n"
    "  --partner ID     of one partner alone\n"
    "  --for-partner    what that partner may see: no counts from 1 to 4, no\n"
    "                   remarks\n"
    "  --format F       text (the default), csv, json, html or pdf\n"
    "  --lang L         in nl (the default), fr, en or de\n"
    "  --no-remarks     leaves out what people wrote in their own words\n"
    "  --csv            every count that there is instead, to keep\n"
    "  --link           a link to the partner's own report instead\n"
    "  --until DAY      the last day on which the link works; without it, 90\n"
    "                   days from now\n"
    "  -o FILE          where it goes; - (the default) writes standard output\n"
    "  --output FILE    the same\n"
    "  --help           this text\n";

static int usage(const char *what)
{
    return cmd_usage("report", what);
}

static int take_day(const char *option, const char *value, int *day)
{
    char what[80];
    if (event_read_day(value, day))
        return -1;
    snprintf(what, sizeof what, "%s %.20s is no day such as 2026-11-27", option,
             value);
    return usage(what);
}

// The rest of the options, which are no flags.
static int take_value(struct report_options *asked, int id, const char *value)
{
    switch (id) {
    case OPTION_CONFIG:
        asked->config = value;
        return -1;
    case OPTION_DATABASE:
        asked->database = value;
        return -1;
    case OPTION_FROM:
        return take_day("--from", value, &asked->from);
    case OPTION_TO:
        return take_day("--to", value, &asked->to);
    case OPTION_UNTIL:
        return take_day("--until", value, &asked->until);
    case OPTION_PARTNER:
        asked->partner = value;
        return partner_is_id(value) && strlen(value) < LIMIT_PARTNER_ID_BYTES
                   ? -1
                   : usage("--partner is no id");
    case OPTION_FORMAT:
        asked->format = report_format_find(value);
        return asked->format < REPORT_FORMATS
                   ? -1
                   : usage("--format is none of text, csv, json, html, pdf");
    case OPTION_LANG:
        asked->language = language_from_tag(value);
        return asked->language < LANGUAGE_COUNT
                   ? -1
                   : usage("--lang is none of nl, fr, en, de");
    case OPTION_OUTPUT:
        asked->output = value;
        return -1;
    default:
        return usage("an option is unknown or lacks its value");
    }
}

static int take_option(struct report_options *asked, int id, const char *value)
{
    switch (id) {
    case OPTION_FOR_PARTNER:
        asked->for_partner = true;
        return -1;
    case OPTION_CSV:
        asked->is_export = true;
        return -1;
    case OPTION_NO_REMARKS:
        asked->no_remarks = true;
        return -1;
    case OPTION_LINK:
        asked->is_link = true;
        return -1;
    case OPTION_HELP:
        fputs(help, stdout);
        return EXIT_DONE;
    default:
        return take_value(asked, id, value);
    }
}

// What is wrong with the options together.
static int check(const struct report_options *asked)
{
    const bool is_terminal =
        asked->output == NULL && isatty(STDOUT_FILENO) == 1;
    if ((asked->for_partner || asked->is_link) && asked->partner == NULL)
        return usage("say which partner with --partner");
    if (asked->is_export && (asked->is_link || asked->for_partner))
        return usage("--csv goes with neither --link nor --for-partner");
    if (asked->until != 0 && !asked->is_link)
        return usage("--until is of a --link");
    if (asked->from != 0 && asked->to != 0 && asked->from > asked->to)
        return usage("--from is after --to");
    if (asked->format == REPORT_PDF && is_terminal && !asked->is_export &&
        !asked->is_link)
        return usage("a PDF is not for a terminal; name a file with -o");
    return -1;
}

int report_options_read(struct report_options *asked, int argc, char **argv)
{
    opterr = 0;
    for (int id; (id = getopt_long(argc, argv, "o:", options, NULL)) != -1;) {
        const int code = take_option(asked, id, optarg);
        if (code >= 0)
            return code;
    }
    return optind < argc ? usage("there is more than options") : check(asked);
}
