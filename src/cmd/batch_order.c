// One row's order: the command line's wishes, and what the row says instead.
#include "batch.h"

#include <stdlib.h>
#include <string.h>

static const char *cell(const struct batch *batch, size_t row, int column)
{
    return column < 0 ? ""
                      : batch_table_cell(&batch->table, row, (size_t)column);
}

static bool set(struct order *order, const char *name, const char *value,
                struct error *err)
{
    // An empty cell is no wish.
    return !*value || order_set(order, name, value, strlen(value), err);
}

static bool set_properties(const struct batch *batch, size_t row,
                           struct order *order, struct error *err)
{
    for (size_t i = 0; i < batch->headers.count; i++) {
        const struct batch_column *column = &batch->headers.columns[i];
        const char *value = cell(batch, row, (int)i);
        if (column->kind != BATCH_PROPERTY ||
            strcmp(column->id, "template") == 0 ||
            strcmp(column->id, "partner") == 0)
            continue;
        if (strcmp(column->id, "theme") == 0 && *value)
            value = batch_theme_id(batch->rows[row].template, value);
        if (!set(order, column->id, value, err))
            return false;
    }
    return true;
}

// "x,y", or with decimal commas "0,5; 0,4".
static bool set_focus(struct order *order, const char *value, struct error *err)
{
    const char *mark = strchr(value, ';');
    if (!*value)
        return true;
    if (!mark)
        mark = strchr(value, ',');
    if (!mark)
        return error_set_values(err, ERROR_INVALID, MESSAGE_FRAMING_NUMBER,
                                "focus", 0, 1);
    const char *second = mark + 1 + strspn(mark + 1, " ");
    return order_set(order, "focus_x", value, (size_t)(mark - value), err) &&
           order_set(order, "focus_y", second, strlen(second), err);
}

static bool set_field(const struct batch *batch, size_t row, const char *field,
                      int column, struct order *order, struct error *err)
{
    const char *given = order_words(batch->wishes.defaults, field);
    char *name = column == BATCH_FULL_NAME
                     ? batch_headers_name(&batch->headers, row)
                     : NULL;
    if (column == BATCH_FULL_NAME && !name)
        return error_set_memory(err);
    const char *words = name ? name : cell(batch, row, column);
    const bool done = set(order, field, *words ? words : given, err);
    free(name);
    return done;
}

static const struct batch_fields *fields_of(const struct batch *batch,
                                            size_t row)
{
    const struct template *template = batch->rows[row].template;
    return &batch->templates[template - press_templates(batch->press)->items]
                .fields;
}

static bool set_fields(const struct batch *batch, size_t row,
                       struct order *order, struct error *err)
{
    const struct template *template = batch->rows[row].template;
    const struct batch_fields *fields = fields_of(batch, row);
    for (size_t i = 0; i < template->field_count && i < LIMIT_ORDER_TEXTS; i++)
        if (!set_field(batch, row, template->fields[i].id, fields->columns[i],
                       order, err))
            return false;
    return true;
}

// The school of the row, unless it is a text of the poster already.
static bool set_school(const struct batch *batch, size_t row,
                       struct order *order, struct error *err)
{
    const int column = batch_headers_property(&batch->headers, "school");
    const struct batch_fields *fields = fields_of(batch, row);
    const char *given = batch->wishes.defaults->school;
    for (size_t i = 0; i < LIMIT_ORDER_TEXTS && column >= 0; i++)
        if (fields->columns[i] == column)
            return true;
    const char *words = cell(batch, row, column);
    return set(order, "school", *words || !given ? words : given, err);
}

bool batch_order(const struct batch *batch, size_t row, struct order *order,
                 struct error *err)
{
    const struct partner *partner = batch->rows[row].partner;
    *order = *batch->wishes.defaults;
    order->text_count = 0;
    order->school = NULL;
    memset(order->texts, 0, sizeof order->texts);
    strcpy(order->template_id, batch->rows[row].template->id);
    strcpy(order->partner_id, partner ? partner->id : "");
    const int focus = batch_headers_property(&batch->headers, "focus");
    const bool done = set_properties(batch, row, order, err) &&
                      set_focus(order, cell(batch, row, focus), err) &&
                      set_fields(batch, row, order, err) &&
                      set_school(batch, row, order, err);
    if (done)
        press_settle_order(batch->press, order);
    return done;
}
