// Embed choice: what the address of an embed asks for: whose it is, and what is
// chosen in it at first. Takes over only what there is and the partner allows;
// whatever else an address holds is passed over.
#pragma once

#include "fixed_text.h"
#include "press/press.h"

#include <stdbool.h>

enum { EMBED_QUERY_MAX = 160, EMBED_PATH_MAX = 240 };

struct embed_choice {
    const struct partner *partner;   // NULL: the open one
    bool is_unknown;                 // a partner is named that is not there
    const struct template *template; // NULL: none chosen, and so for the others
    const struct theme *theme;       // of that template, or of the partner's
    const struct format *format;
    bool has_language;
    enum language language;
};

// Reads the id of a partner ("": none) and a query, as it came.
void embed_choice_read(struct embed_choice *choice, const struct press *press,
                       const char *partner_id, const char *query);

// The language of its page: the one chosen, else `wanted`, else the first that
// the partner allows.
enum language embed_choice_language(const struct embed_choice *choice,
                                    enum language wanted);

// What is chosen as a query: "?template=klas&lang=fr", or "". Its ids need no
// encoding.
void embed_choice_write_query(const struct embed_choice *choice,
                              char query[EMBED_QUERY_MAX]);

// The path of the embed below the tool's root: "embed/sint-jan?lang=fr".
void embed_choice_write_path(const struct embed_choice *choice,
                             char path[EMBED_PATH_MAX]);

// The template that is shown first: the one chosen, the partner's, else the
// first of those allowed; NULL when there is none.
const struct template *embed_choice_template(const struct embed_choice *choice,
                                             const struct press *press);

// The format that is chosen first: the one that was asked for, the usual one,
// else the first of that template that is allowed; NULL when there is none.
const struct format *embed_choice_format(const struct embed_choice *choice,
                                         const struct press *press);

// Whether an embed can offer a template: the partner allows it, a theme of it
// and a format.
bool embed_choice_offers(const struct embed_choice *choice,
                         const struct press *press,
                         const struct template *template);
