// Config of the evaluation: what is counted, where it is kept and for how long;
// sections [evaluation] and [date ID] of postertool.ini(5).
#pragma once

#include "evaluation/report.h"
#include "press/error.h"
#include "press/ini.h"

#include <stdbool.h>

enum { CONFIG_STATE_MAX = 4096, CONFIG_DATABASE_MAX = 512 };

struct config_date {
    char id[LIMIT_ID_BYTES];
    int day;
    char labels[LANGUAGE_COUNT][REPORT_LABEL_BYTES];
};

struct config_evaluation {
    bool counts;  // events
    bool surveys; // asks people
    // Of the ledger, of SQLite's file and of the key of links; "": nothing is
    // kept, and so nothing counted or asked.
    char folder[CONFIG_STATE_MAX];
    char database[CONFIG_DATABASE_MAX]; // a URI of PostgreSQL; "": SQLite
    char questions[CONFIG_STATE_MAX];   // the file of surveys; "": none
    char key_file[CONFIG_STATE_MAX];    // of links; "": FOLDER/report.key
    int keep_remarks_days;
    int events_per_second; // that pages may tell, on this node; 0: any number
    struct config_date dates[REPORT_DATES_MAX];
    size_t date_count;
};

void config_evaluation_init(struct config_evaluation *evaluation);

// Takes an entry of [evaluation] or [date ID]; *taken tells whether it was one.
bool config_evaluation_take(struct config_evaluation *evaluation,
                            const struct ini_entry *entry, bool *taken,
                            struct error *err);

// What can only be seen when all is read: a date without its day. `path` is of
// the file.
bool config_evaluation_check(const struct config_evaluation *evaluation,
                             const char *path, struct error *err);

// Where the database is: the URI, or FOLDER/evaluation.db.
void config_evaluation_database(const struct config_evaluation *evaluation,
                                char out[CONFIG_STATE_MAX + 32]);

// Where the key of links is: as it says, or FOLDER/report.key.
void config_evaluation_key(const struct config_evaluation *evaluation,
                           char out[CONFIG_STATE_MAX + 32]);

// The dates that reports mark, in a language.
size_t config_evaluation_dates(const struct config_evaluation *evaluation,
                               enum language language,
                               struct report_date dates[REPORT_DATES_MAX]);
