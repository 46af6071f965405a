// Partner lists: the keys of a partner.ini that hold several words: what a
// partner allows. Only partner_ini.c needs it.
#pragma once

#include "ini.h"
#include "partner_ini.h"

struct partner_reading {
    struct partner *partner;
    const struct partner_known *known;
    struct partner_lines *lines;
    struct findings *findings; // NULL: the first mistake is an error
};

// Each takes an entry; it may come many times and adds to what is there.
bool partner_take_templates(const struct partner_reading *reading,
                            const struct ini_entry *entry, struct error *err);
bool partner_take_themes(const struct partner_reading *reading,
                         const struct ini_entry *entry, struct error *err);
bool partner_take_formats(const struct partner_reading *reading,
                          const struct ini_entry *entry, struct error *err);
bool partner_take_languages(const struct partner_reading *reading,
                            const struct ini_entry *entry, struct error *err);
bool partner_take_origins(const struct partner_reading *reading,
                          const struct ini_entry *entry, struct error *err);

// Reads the id of a template that there is.
bool partner_read_template(const struct partner_reading *reading,
                           const struct ini_entry *entry, const char *word,
                           char id[LIMIT_ID_BYTES], struct error *err);
