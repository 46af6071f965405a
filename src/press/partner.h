// Partner: a school or organisation with its own name, logo and wishes, read
// from a folder with partner.ini and its logo. Holds them as data; looks for
// them by name in partner_search.h.
#pragma once

#include "error.h"
#include "findings.h"
#include "format.h"
#include "guard.h"
#include "limits.h"
#include "logo.h"
#include "messages.h"
#include "template.h"

#include <stdbool.h>
#include <stddef.h>

// Ids that a partner allows, in the order of its file; none: every one.
struct partner_ids {
    char (*ids)[2 * LIMIT_ID_BYTES]; // owned; of themes "THEME" or
                                     // "TEMPLATE/THEME"
    size_t count;
};

struct partner {
    char id[LIMIT_PARTNER_ID_BYTES];   // the folder's name
    char *ini_path;                    // for messages; owned
    int line;                          // of [partner] in it
    char *names[LANGUAGE_COUNT];       // there is a Dutch one
    char *short_names[LANGUAGE_COUNT]; // none: the name
    char *place; // a town, to tell schools of one name apart; NULL: not said
    struct logo logo;
    char template_id[LIMIT_ID_BYTES]; // the one that is chosen first; "": ours
    char theme_id[LIMIT_ID_BYTES];    // of that template; "": its own
    struct partner_ids templates;
    struct partner_ids themes;
    struct partner_ids formats;
    unsigned languages; // a bit for each enum language; 0: every one
    char **origins;     // "https://www.school.be", "https://*.school.be": sites
    size_t origin_count;      // that may frame the tool; none: every site
    struct caption *captions; // stand in for those of a template
    size_t caption_count;
    char *contact; // an e-mail address; NULL: none
    char *link;    // of its site, https; NULL: none
    int from;      // the first day, 20260901; 0: since ever
    int to;        // the last one; 0: for ever
};

// A folder that is no partner, and why.
struct partner_refusal {
    char id[LIMIT_PARTNER_ID_BYTES]; // the folder's name, as far as it fits
    char *why;                       // file, line, what would be right; owned
};

struct partner_list {
    struct partner *items; // sorted by id
    size_t count;
    struct partner_refusal *refusals; // sorted by id
    size_t refusal_count;
};

// Reads every folder below `dir` that holds a partner.ini. A `dir` of NULL, ""
// or one that is not there gives none. A wrong partner is left out and told
// in the refusals. `guard` hears of each folder; NULL: none. False only when
// memory is out. On false there is nothing to
// finish.
bool partner_list_read(struct partner_list *list, const char *dir,
                       const struct template_list *templates,
                       const struct format_list *formats,
                       const struct guard *guard, struct error *err);

// Reads the same folders for all that is wrong in them, not only for the first
// mistake. False when the folder cannot be read.
bool partner_list_examine(const char *dir,
                          const struct template_list *templates,
                          const struct format_list *formats,
                          struct findings *findings, struct error *err);

// Takes a zeroed one.
void partner_list_finish(struct partner_list *list);

// True for what could be an id: small letters, digits, `-`, no `-` first.
bool partner_is_id(const char *text);

// NULL when there is none. A binary search.
const struct partner *partner_find(const struct partner_list *list,
                                   const char *id);

// Why the folder `id` is no partner, or NULL when it is not refused.
const char *partner_refusal(const struct partner_list *list, const char *id);

// The name in a language, else in Dutch; the short one where there is one.
const char *partner_name(const struct partner *partner, enum language language);
const char *partner_short_name(const struct partner *partner,
                               enum language language);

// Whose poster it is: the school that was typed, else the partner's name, else
// "". Either may be NULL.
const char *partner_school(const struct partner *partner, const char *typed,
                           enum language language);

// Whether a day such as 20261126 is within its dates.
bool partner_is_on(const struct partner *partner, int day);

// The day it is where the machine stands, as 20261126. In the sandbox it works
// when it was asked once before (press_create does).
int partner_today(void);

// What a partner lets its people choose.
bool partner_allows_template(const struct partner *partner, const char *id);
bool partner_allows_theme(const struct partner *partner,
                          const char *template_id, const char *theme_id);
// The template of an order of the partner that names none: its own, else the
// only one that is allowed; "": neither.
const char *partner_default_template(const struct partner *partner);

// The theme of an order of the partner that names none: the partner's own, else
// that of the template, else the first that is allowed; NULL when none is.
const struct theme *partner_theme(const struct partner *partner,
                                  const struct template *template);

bool partner_allows_format(const struct partner *partner, const char *id);
bool partner_allows_language(const struct partner *partner,
                             enum language language);
