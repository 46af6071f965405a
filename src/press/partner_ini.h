// Partner INI: reads a partner.ini into a partner. Looks at no logo.
#pragma once

#include "partner.h"

// What a partner may name.
struct partner_known {
    const struct template_list *templates;
    const struct format_list *formats;
};

// The lines of partner.ini that what is wrong between two keys is told with;
// 0: the key is not there.
struct partner_lines {
    int template;
    int theme;
    int templates;
    int themes;
    int formats;
    int from;
    int to;
    int logo;
    char logo_file[LIMIT_PARTNER_ID_BYTES]; // "": not said
};

// Fills a zeroed partner that has its id from the text of its partner.ini,
// called `path` in messages. With `findings` (else NULL) every mistake goes
// there, and none but a lack of memory or a file that is no INI is an error.
// On false the partner is partly filled and still the caller's to finish.
bool partner_ini_read(struct partner *partner, struct bytes text,
                      const char *path, const struct partner_known *known,
                      struct partner_lines *lines, struct findings *findings,
                      struct error *err);

// Adds an error for each thing that does not fit together.
void partner_rules_check(const struct partner *partner,
                         const struct partner_known *known,
                         const struct partner_lines *lines,
                         struct findings *findings);
