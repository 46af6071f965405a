// `postertool report`: what the campaign achieved.
#include "cmd.h"

#include "output.h"
#include "report_options.h"

#include "evaluation/report.h"
#include "evaluation/signature.h"
#include "press/partner.h"
#include "serve/config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// How long a link works when nobody says.
enum { LINK_DAYS = 90 };

struct job {
    struct report_options asked;
    struct config config;
    struct press *press;
    struct survey_list surveys;
    struct report_date dates[REPORT_DATES_MAX];
    struct report_link links[CONFIG_LINKS_MAX];
    struct store *store;
};

static bool set_path(char *path, size_t size, const char *value)
{
    return (size_t)snprintf(path, size, "%s", value) < size;
}

// Defaults, then the file.
static bool configure(struct job *job, struct error *err)
{
    struct config *config = &job->config;
    const struct press_config paths = cmd_default_paths();
    config_init(config);
    if (!set_path(config->templates, sizeof config->templates,
                  paths.templates_dir) ||
        !set_path(config->fonts, sizeof config->fonts, paths.fonts_file) ||
        !set_path(config->partners, sizeof config->partners,
                  paths.partners_dir) ||
        !set_path(config->evaluation.folder, sizeof config->evaluation.folder,
                  cmd_default_state()) ||
        !set_path(config->evaluation.questions,
                  sizeof config->evaluation.questions, cmd_default_surveys()))
        return error_set_detail(err, ERROR_SYSTEM, MESSAGE_CONFIGURATION,
                                "a path in the environment is too long");
    return job->asked.config == NULL ||
           config_read(config, job->asked.config, err);
}

static bool open_store(struct job *job, struct error *err)
{
    char database[CONFIG_STATE_MAX + 32];
    config_evaluation_database(&job->config.evaluation, database);
    return store_open(&job->store,
                      job->asked.database != NULL ? job->asked.database
                                                  : database,
                      STORE_READ, err);
}

// Names and letters come from the press. Counts are told without it, too: by
// their ids.
static void load_press(struct job *job)
{
    struct error err = {0};
    const struct press_config paths = {.templates_dir = job->config.templates,
                                       .fonts_file = job->config.fonts,
                                       .photo_limits = job->config.photo,
                                       .partners_dir = job->config.partners};
    if (!press_create(&job->press, &paths, &err))
        fprintf(stderr,
                "postertool: report: no names are known, because the templates "
                "cannot be read: %s\n",
                err.detail);
}

// A slip of the pen in an id would look like a partner that achieved nothing. A
// partner that went away still has its counts.
static void warn_of_stranger(const struct job *job, const char *partner_id)
{
    if (partner_id[0] != '\0' && job->press != NULL &&
        partner_find(press_partners(job->press), partner_id) == NULL)
        fprintf(stderr,
                "postertool: report: there is no partner \"%s\" in %s; the "
                "report has what was counted for it\n",
                partner_id, job->config.partners);
}

static bool load_questions(struct job *job, struct error *err)
{
    const char *path = job->config.evaluation.questions;
    return path[0] == '\0' || survey_list_read(&job->surveys, path, err);
}

// From the first day that has anything until today, as far as a report goes.
static bool choose_days(struct job *job, struct report_wish *wish,
                        struct error *err)
{
    const struct report_options *asked = &job->asked;
    wish->to = asked->to != 0 ? asked->to : event_today();
    wish->from = asked->from;
    if (wish->from == 0 &&
        !report_first_day(job->store, wish->partner_id, &wish->from, err))
        return false;
    if (wish->from == 0 || (asked->from == 0 && wish->from > wish->to))
        wish->from = wish->to;
    if (asked->from == 0 &&
        event_days_between(wish->from, wish->to) >= REPORT_DAYS_MAX)
        wish->from = event_day_after(wish->to, 1 - REPORT_DAYS_MAX);
    return wish->from <= wish->to ||
           error_set_detail(err, ERROR_INVALID, MESSAGE_REQUEST_MALFORMED,
                            "the first day is after the last one, which is "
                            "today when --to does not say");
}

static const char *output_path(const struct job *job)
{
    return job->asked.output != NULL ? job->asked.output : "-";
}

static bool tell(struct job *job, struct report_wish *wish, struct error *err)
{
    const enum language language = job->asked.language;
    const struct config *config = &job->config;
    struct report report = {0};
    struct buffer out = {0};
    if (!load_questions(job, err))
        return false;
    load_press(job);
    warn_of_stranger(job, wish->partner_id);
    wish->language = language;
    wish->hides_few = job->asked.for_partner;
    wish->has_remarks = !job->asked.for_partner && !job->asked.no_remarks;
    wish->campaign = config->page.names[language][0] != '\0'
                         ? config->page.names[language]
                         : config->page.names[LANGUAGE_NL];
    wish->date_count =
        config_evaluation_dates(&config->evaluation, language, job->dates);
    wish->dates = job->dates;
    wish->link_count = config_page_links(&config->page, language, job->links);
    wish->links = job->links;
    wish->surveys = &job->surveys;
    wish->press = job->press;
    const bool done = report_read(&report, job->store, wish, err) &&
                      report_write(&report, job->asked.format, &out, err) &&
                      output_write(output_path(job), buffer_view(&out), err);
    report_finish(&report);
    buffer_finish(&out);
    return done;
}

struct export_sink {
    struct output output;
    struct error *err;
};

static bool put_piece(void *context, struct bytes piece)
{
    const struct export_sink *sink = context;
    return output_put(&sink->output, piece, sink->err);
}

static bool export_counts(struct job *job, struct report_wish *wish,
                          struct error *err)
{
    struct error put_err = {0};
    struct error close_err = {0};
    struct export_sink sink = {.err = &put_err};
    if (!output_open(&sink.output, output_path(job), err))
        return false;
    // All days, whatever the calendar says today.
    wish->from = job->asked.from;
    wish->to = job->asked.to != 0 ? job->asked.to : 99991231;
    bool done = report_export(job->store, wish, put_piece, &sink, err);
    if (!done && put_err.kind != ERROR_NONE)
        *err = put_err;
    if (!output_close(&sink.output, done, &close_err) && done) {
        *err = close_err;
        done = false;
    }
    return done;
}

static void write_day(int day, char out[16])
{
    snprintf(out, 16, "%04d-%02d-%02d", day / 10000 % 10000, day / 100 % 100,
             day % 100);
}

// Where the partner's report is, for whoever has the link.
static bool make_link(struct job *job, const struct report_wish *wish,
                      struct error *err)
{
    const struct report_options *asked = &job->asked;
    const struct config *config = &job->config;
    struct signature_claim claim = {
        .from = wish->from,
        .to = asked->to,
        .until = asked->until != 0 ? asked->until
                                   : event_day_after(event_today(), LINK_DAYS)};
    char path[CONFIG_STATE_MAX + 32];
    char key[SIGNATURE_KEY_BYTES];
    char signature[SIGNATURE_BYTES];
    char from[16];
    char to[16] = "";
    char until[16];
    strcpy(claim.partner_id, wish->partner_id);
    if (config->page.address[0] == '\0')
        return error_set_detail(err, ERROR_INVALID, MESSAGE_CONFIGURATION,
                                "a link needs [page] address in the "
                                "configuration");
    config_evaluation_key(&config->evaluation, path);
    if (!signature_read_key(path, true, key, err))
        return false;
    signature_make(&claim, key, signature);
    explicit_bzero(key, sizeof key);
    load_press(job);
    warn_of_stranger(job, claim.partner_id);
    write_day(claim.from, from);
    write_day(claim.until, until);
    if (claim.to != 0)
        write_day(claim.to, to);
    struct buffer out = {0};
    bool done = buffer_append_format(
                    &out, "%sreports/%s?from=%s%s%s&until=%s&signature=%s\n",
                    config->page.address, claim.partner_id, from,
                    claim.to != 0 ? "&to=" : "", to, until, signature) ||
                error_set_memory(err);
    done = done && output_write(output_path(job), buffer_view(&out), err);
    buffer_finish(&out);
    return done;
}

static bool work(struct job *job, struct error *err)
{
    struct report_wish wish = {0};
    if (job->asked.partner != NULL)
        strcpy(wish.partner_id, job->asked.partner);
    if (!configure(job, err))
        return false;
    // The days of a link may be known without a database.
    if (job->asked.is_link && job->asked.from != 0) {
        wish.from = job->asked.from;
        return make_link(job, &wish, err);
    }
    if (!open_store(job, err))
        return false;
    if (job->asked.is_export)
        return export_counts(job, &wish, err);
    if (!choose_days(job, &wish, err))
        return false;
    return job->asked.is_link ? make_link(job, &wish, err)
                              : tell(job, &wish, err);
}

int cmd_report(int argc, char **argv)
{
    struct job *job = calloc(1, sizeof *job);
    struct error err = {0};
    if (job == NULL) {
        error_set_memory(&err);
        return cmd_fail(&err, LANGUAGE_EN);
    }
    int code = report_options_read(&job->asked, argc, argv);
    if (code < 0)
        code = work(job, &err) ? EXIT_DONE : cmd_fail(&err, LANGUAGE_EN);
    store_close(job->store);
    survey_list_finish(&job->surveys);
    press_destroy(job->press);
    free(job);
    return code;
}
