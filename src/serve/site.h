// Site: what every worker has at hand, loaded before the workers are forked.
// What changes makes a new site; see trial.h.
#pragma once

#include "board.h"
#include "config.h"
#include "desk.h"
#include "evaluation/ledger.h"
#include "evaluation/survey.h"
#include "pages.h"
#include "press/error.h"
#include "press/partner_search.h"
#include "press/press.h"
#include "press/samples.h"
#include "request.h"

#include <stdbool.h>

struct site {
    struct config config;
    struct press *press;
    struct sample_list samples;
    struct partner_search *search;
    struct survey_list surveys; // one that is off has no questions
    struct pages *pages;        // NULL: the site has none
    struct board *board;        // shared by all processes
    struct ledger *ledger;      // shared too; NULL: nothing is counted
    const struct desk *desk;    // NULL: there is no recorder
    struct slot *slot;          // of the worker that this process is
    bool is_reserve; // this process: it refuses what a child would do
};

// Loads what the configuration names, with a guard around the reading of
// templates and partners (NULL: none). On false there is nothing to finish.
bool site_load(struct site *site, const struct config *config,
               const struct guard *guard, struct error *err);

void site_finish(struct site *site);

// Logs what was left out, and why: of a site, and what a trial barred.
void site_log_refusals(const struct site *site);
void site_log_barred(const struct guard_barred *barred, size_t count);

// Where the tool stands, with a slash at the end: as it is configured, else as
// the client asked for it; "" when neither is known.
const char *site_address(const struct site *site,
                         const struct request *request);
