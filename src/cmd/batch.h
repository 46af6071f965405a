// Batch: a table of people, a folder of photos and a press, as the rows of
// `postertool batch`: which template, formats, photo and file name each has.
// Prints nothing (see batch_print.h).
#pragma once

#include "batch_headers.h"
#include "batch_photos.h"
#include "batch_table.h"

#include "press/order.h"
#include "press/press.h"

#include <stdbool.h>
#include <stddef.h>

struct batch_row {
    char *name;                      // of the person; ""; owned
    char *slug;                      // how its files' names begin; owned
    const struct template *template; // NULL: unknown, and the row is refused
    const struct partner *partner;   // NULL: none
    size_t *formats;                 // of the press, in the order wanted; owned
    size_t format_count;
    struct batch_match photo;
    size_t namesake;    // an earlier row of this name, and 1; 0: none
    struct error fault; // why nothing of the row can be printed
};

// The columns of one template's fields; used only when `is_known`.
struct batch_template {
    bool is_known;
    struct batch_fields fields;
};

// What the command line wants of each row that says nothing else. Borrowed.
struct batch_wishes {
    const struct order *defaults;
    const char *formats;    // a list, "all", or "": the template's first
    const char *photos;     // the folder; NULL: none
    enum language language; // of what is told
};

// Finish it with batch_finish; a zeroed one is empty.
struct batch {
    struct press *press; // borrowed
    struct batch_wishes wishes;
    struct batch_table table;
    struct batch_headers headers;
    struct batch_photos photos;
    struct batch_template *templates; // for each of the press; owned
    struct batch_row *rows;           // for each of the table; owned
};

// Reads the table at `path` and settles each row. What is wrong with one row is
// kept as its fault; an error is what concerns all: the file, its columns, the
// folder of photos. On false there is nothing to finish.
bool batch_read(struct batch *batch, struct press *press,
                const struct batch_wishes *wishes, const char *path,
                struct error *err);

void batch_finish(struct batch *batch);

// The number of a row as a spreadsheet shows it.
long batch_row_number(const struct batch *batch, size_t row);

// Makes the order of a row, without format and photo. Takes an order that is
// not initialised; finish it with order_finish, also when this is false.
bool batch_order(const struct batch *batch, size_t row, struct order *order,
                 struct error *err);

// Fills the formats of a row from a list of ids or names, such as "a4, story",
// or "all". For batch.c.
bool batch_formats_read(const struct press *press, const char *list,
                        struct batch_row *row, struct error *err);

// The id of the template or theme that is called so, in any case and language;
// the text itself when there is none. For batch.c and batch_order.c.
const char *batch_template_id(const struct press *press, const char *text);
const char *batch_theme_id(const struct template *template, const char *text);

// The partner whose id or name in some language is so; NULL when there is none.
const struct partner *batch_partner(const struct press *press,
                                    const char *text);
