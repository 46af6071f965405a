#include "report.h"

#include <stdio.h>
#include <string.h>

#define WHAT                                                                   \
    "SELECT day, event, partner, template, format, type, language, detail, "   \
    "count FROM counts WHERE day >= $1 AND day <= $2"
#define ORDER                                                                  \
    " ORDER BY day, event, partner, template, format, type, language, detail"

enum { PIECE_BYTES = 65536 };

struct export
{
    bool (*put)(void *context, struct bytes piece);
    void *context;
    struct buffer piece;
    bool is_out_of_memory;
    bool has_ended;
};

static bool send(struct export *export)
{
    export->has_ended =
        !export->put(export->context, buffer_view(&export->piece));
    export->piece.size = 0;
    return !export->has_ended;
}

// Ids hold no comma or quote: they come from closed lists.
static bool take(void *context, const struct store_value *row, size_t columns)
{
    struct export *export = context;
    const int day = (int)row[0].number;
    bool done = buffer_append_format(&export->piece, "%04d-%02d-%02d",
                                     day / 10000, day / 100 % 100, day % 100);
    for (size_t i = 1; i < columns && done; i++)
        done = buffer_append_format(&export->piece, ",%s", row[i].text);
    done = done && buffer_append_text(&export->piece, "\r\n");
    export->is_out_of_memory = !done;
    return done && (export->piece.size < PIECE_BYTES || send(export));
}

bool report_export(struct store *store, const struct report_wish *wish,
                   bool (*put)(void *context, struct bytes piece),
                   void *context, struct error *err)
{
    struct export export = {.put = put, .context = context};
    const struct store_value values[] = {{.number = wish->from},
                                         {.number = wish->to},
                                         {.text = wish->partner_id}};
    const bool is_one = wish->partner_id[0] != '\0';
    export.is_out_of_memory =
        !buffer_append_text(&export.piece, "day,event,partner,template,format,"
                                           "type,language,detail,count\r\n");
    bool done =
        !export.is_out_of_memory &&
        (is_one ? store_each(store, WHAT " AND partner = $3" ORDER, values, 3,
                             take, &export, err)
                : store_each(store, WHAT ORDER, values, 2, take, &export, err));
    if (done && !export.is_out_of_memory && !export.has_ended)
        send(&export);
    buffer_finish(&export.piece);
    if (export.is_out_of_memory)
        return error_set_memory(err);
    return done && !export.has_ended;
}
