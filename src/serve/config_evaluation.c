#include "config_evaluation.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void config_evaluation_init(struct config_evaluation *evaluation)
{
    *evaluation = (struct config_evaluation){.counts = true,
                                             .surveys = true,
                                             .keep_remarks_days = 90,
                                             .events_per_second = 200};
}

// 2026-11-27, a day of the calendar.
static bool read_day(const struct ini_entry *entry, int *day, struct error *err)
{
    return event_read_day(entry->value, day) ||
           ini_wrong(entry, err, "\"%.40s\" is not a day such as 2026-11-27",
                     entry->value);
}

static bool find_date(struct config_evaluation *evaluation,
                      const struct ini_entry *entry, struct config_date **date,
                      struct error *err)
{
    char id[LIMIT_ID_BYTES];
    if (!ini_read_id(entry, entry->section + strlen("date "), id, "date", err))
        return false;
    for (size_t i = 0; i < evaluation->date_count; i++)
        if (strcmp(evaluation->dates[i].id, id) == 0) {
            *date = &evaluation->dates[i];
            return true;
        }
    if (evaluation->date_count == REPORT_DATES_MAX)
        return ini_wrong(entry, err, "there are %d dates at the most",
                         REPORT_DATES_MAX);
    *date = &evaluation->dates[evaluation->date_count++];
    strcpy((*date)->id, id);
    return true;
}

static bool take_date(struct config_evaluation *evaluation,
                      const struct ini_entry *entry, struct error *err)
{
    struct config_date *date = NULL;
    char *local[LANGUAGE_COUNT] = {0};
    bool taken = false;
    if (!find_date(evaluation, entry, &date, err))
        return false;
    if (strcmp(entry->key, "day") == 0)
        return read_day(entry, &date->day, err);
    const bool done = ini_take_local(entry, "label", local, &taken, err);
    for (int i = 0; i < LANGUAGE_COUNT && done; i++)
        if (local[i])
            snprintf(date->labels[i], sizeof date->labels[i], "%s", local[i]);
    ini_finish_local(local);
    return done && (taken || ini_wrong(entry, err,
                                       "there is no such key; a date has day, "
                                       "label.nl, label.fr, label.en, "
                                       "label.de"));
}

bool config_evaluation_take(struct config_evaluation *evaluation,
                            const struct ini_entry *entry, bool *taken,
                            struct error *err)
{
    *taken = strncmp(entry->section, "date ", 5) == 0;
    if (*taken)
        return take_date(evaluation, entry, err);
    *taken = strcmp(entry->section, "evaluation") == 0;
    if (!*taken)
        return true;
    if (strcmp(entry->key, "count") == 0)
        return ini_read_flag(entry, &evaluation->counts, err);
    if (strcmp(entry->key, "survey") == 0)
        return ini_read_flag(entry, &evaluation->surveys, err);
    if (strcmp(entry->key, "keep_remarks_days") == 0)
        return ini_read_number(entry, 0, 3650, &evaluation->keep_remarks_days,
                               err);
    if (strcmp(entry->key, "events_per_second") == 0)
        return ini_read_number(entry, 0, 1000000,
                               &evaluation->events_per_second, err);
    const struct {
        const char *key;
        char *value;
        size_t size;
    } texts[] = {
        {"folder", evaluation->folder, sizeof evaluation->folder},
        {"database", evaluation->database, sizeof evaluation->database},
        {"questions", evaluation->questions, sizeof evaluation->questions},
        {"key_file", evaluation->key_file, sizeof evaluation->key_file},
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (strcmp(entry->key, texts[i].key) == 0) {
            snprintf(texts[i].value, texts[i].size, "%s", entry->value);
            return true;
        }
    return ini_wrong(entry, err,
                     "there is no such key; [evaluation] has count, survey, "
                     "folder, database, questions, key_file, "
                     "keep_remarks_days, events_per_second");
}

bool config_evaluation_check(const struct config_evaluation *evaluation,
                             const char *path, struct error *err)
{
    for (size_t i = 0; i < evaluation->date_count; i++) {
        const struct config_date *date = &evaluation->dates[i];
        if (date->day == 0 || !*date->labels[LANGUAGE_NL])
            return error_set_detail(err, ERROR_SYSTEM, MESSAGE_CONFIGURATION,
                                    "%s: [date %s] needs day and label.nl",
                                    path, date->id);
    }
    return !*evaluation->database || store_is_uri(evaluation->database) ||
           error_set_detail(err, ERROR_SYSTEM, MESSAGE_CONFIGURATION,
                            "%s: [evaluation] database is not an address such "
                            "as postgresql://user@host/name",
                            path);
}

void config_evaluation_database(const struct config_evaluation *evaluation,
                                char out[CONFIG_STATE_MAX + 32])
{
    snprintf(out, CONFIG_STATE_MAX + 32, "%s%s",
             *evaluation->database ? evaluation->database : evaluation->folder,
             *evaluation->database ? "" : "/evaluation.db");
}

void config_evaluation_key(const struct config_evaluation *evaluation,
                           char out[CONFIG_STATE_MAX + 32])
{
    snprintf(out, CONFIG_STATE_MAX + 32, "%s%s",
             *evaluation->key_file ? evaluation->key_file : evaluation->folder,
             *evaluation->key_file ? "" : "/report.key");
}

size_t config_evaluation_dates(const struct config_evaluation *evaluation,
                               enum language language,
                               struct report_date dates[REPORT_DATES_MAX])
{
    for (size_t i = 0; i < evaluation->date_count; i++) {
        const struct config_date *date = &evaluation->dates[i];
        dates[i].day = date->day;
        snprintf(dates[i].label, sizeof dates[i].label, "%s",
                 *date->labels[language] ? date->labels[language]
                                         : date->labels[LANGUAGE_NL]);
    }
    return evaluation->date_count;
}
