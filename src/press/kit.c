#include "kit_parts.h"

#include "pdf_page.h"
#include "press_paint.h"
#include "stages.h"

#include <stdlib.h>
#include <string.h>

// A story: larger formats are print, whose art is drawn for each.
enum { PREPARED_PIXELS_MAX = 1080 * 1920 };

// Paper goes to a printer, who wants a PDF, unless another type is asked for.
static void choose_type(struct order *order, const struct format *format)
{
    if (format->trim_mm[0] > 0 && !order->has_type) {
        order->type = POSTER_PDF;
        order->has_type = true;
    }
    pdf_page_suit(order, format);
}

static bool refuse(enum message message, const char *id, struct error *err)
{
    return error_set_id(err, ERROR_INVALID, message, "formats", id);
}

// Of an order that is not looked at yet: one that is unknown is told later.
static const struct partner *find_partner(const struct press *press,
                                          const struct order *order)
{
    return partner_find(press_partners(press), order->partner_id);
}

static bool is_allowed(const struct partner *partner,
                       const struct format *format)
{
    return !partner || partner_allows_format(partner, format->id);
}

// Every format that is named is one that there is.
static bool check_wish(const struct kit *kit, const struct kit_wish *wish,
                       struct error *err)
{
    const struct format_list *formats = press_formats(kit->press);
    if (!wish->all && wish->count == 0)
        return error_set(err, ERROR_INVALID, MESSAGE_KIT_EMPTY, "formats");
    for (size_t i = 0; i < wish->count; i++) {
        const struct format *format = format_find(formats, wish->ids[i]);
        if (!format)
            return refuse(MESSAGE_KIT_FORMAT_UNKNOWN, wish->ids[i], err);
        if (!template_layout(kit->template, format->layout))
            return refuse(MESSAGE_KIT_FORMAT_NOT_OFFERED, format->id, err);
        if (!is_allowed(kit->partner, format))
            return error_set(err, ERROR_INVALID, MESSAGE_PARTNER_FORMAT,
                             "formats");
    }
    return true;
}

static bool is_wished(const struct kit_wish *wish, const struct format *format,
                      const struct template *template,
                      const struct partner *partner)
{
    if (wish->all)
        return template_layout(template, format->layout) &&
               is_allowed(partner, format);
    for (size_t i = 0; i < wish->count; i++)
        if (strcmp(wish->ids[i], format->id) == 0)
            return true;
    return false;
}

static void add_item(struct kit *kit, const struct format *format)
{
    struct kit_item *item = &kit->items[kit->count];
    struct kit_file *file = &kit->files[kit->count++];
    item->order = *kit->order;
    strcpy(item->order.format_id, format->id);
    choose_type(&item->order, format);
    file->format = format;
    file->type = item->order.type;
}

static bool choose(struct kit *kit, const struct kit_wish *wish,
                   struct error *err)
{
    const struct format_list *formats = press_formats(kit->press);
    if (!check_wish(kit, wish, err))
        return false;
    kit->items = calloc(formats->count + 1, sizeof *kit->items);
    kit->files = calloc(formats->count + 1, sizeof *kit->files);
    if (!kit->items || !kit->files)
        return error_set_memory(err);
    for (size_t i = 0; i < formats->count; i++)
        if (is_wished(wish, &formats->items[i], kit->template, kit->partner))
            add_item(kit, &formats->items[i]);
    return kit->count > 0 ||
           error_set(err, ERROR_INVALID, MESSAGE_KIT_EMPTY, "formats");
}

static void leave_out(struct kit *kit, size_t index, const struct error *why)
{
    struct kit_item *item = &kit->items[index];
    message_write(why->message, kit->order->language, why->values,
                  item->failure, sizeof item->failure);
    kit->files[index].failure = item->failure;
}

// Words that do not fit in one format are that format's matter; all else that
// is wrong is wrong for the whole kit.
static bool plan_items(struct kit *kit, struct error *err)
{
    size_t planned = 0;
    for (size_t i = 0; i < kit->count; i++) {
        struct kit_item *item = &kit->items[i];
        const double started_ms = stages_clock_ms();
        item->is_planned =
            press_plan(kit->press, &item->order, &item->plan, err);
        item->plan_ms = stages_clock_ms() - started_ms;
        planned += item->is_planned;
        if (item->is_planned)
            continue;
        if (err->message != MESSAGE_TEXT_DOES_NOT_FIT)
            return false;
        leave_out(kit, i, err);
    }
    return planned > 0;
}

static bool open_kit(struct kit *kit, const struct kit_wish *wish,
                     struct error *err)
{
    const struct template_list *templates = press_templates(kit->press);
    kit->template = template_find(templates, kit->order->template_id);
    kit->partner = find_partner(kit->press, kit->order);
    if (!kit->template) {
        // A poster's error, which knows why.
        struct plan plan;
        return press_plan(kit->press, kit->order, &plan, err);
    }
    return choose(kit, wish, err) && plan_items(kit, err);
}

bool kit_open(struct kit **kit, struct press *press, const struct order *order,
              const struct kit_wish *wish, struct error *err)
{
    *kit = calloc(1, sizeof **kit);
    if (!*kit)
        return error_set_memory(err);
    (*kit)->press = press;
    (*kit)->settled = *order;
    (*kit)->order = &(*kit)->settled;
    press_settle_order(press, &(*kit)->settled);
    if (open_kit(*kit, wish, err))
        return true;
    kit_close(*kit);
    *kit = NULL;
    return false;
}

void kit_finish_plan(struct kit_item *item)
{
    if (item->is_planned)
        plan_finish(&item->plan);
    item->is_planned = false;
}

void kit_close(struct kit *kit)
{
    if (!kit)
        return;
    for (size_t i = 0; i < kit->count; i++)
        kit_finish_plan(&kit->items[i]);
    kept_photo_finish(&kit->photo);
    free(kit->items);
    free(kit->files);
    free(kit);
}

const struct kit_file *kit_files(const struct kit *kit, size_t *count)
{
    *count = kit->count;
    return kit->files;
}

bool kit_read_photo(struct kit *kit, struct error *err)
{
    size_t count = 0;
    struct plan **plans = calloc(kit->count, sizeof(struct plan *));
    if (!plans)
        return error_set_memory(err);
    for (size_t i = 0; i < kit->count; i++)
        if (kit->items[i].is_planned && kit->items[i].plan.has_photo)
            plans[count++] = &kit->items[i].plan;
    const bool done = kept_photo_read(&kit->photo, plans, count,
                                      press_focus_finder(kit->press), err);
    free(plans);
    return done;
}

void kit_drop_photo(struct kit *kit, size_t index)
{
    for (size_t i = index + 1; i < kit->count; i++) {
        const struct kit_item *item = &kit->items[i];
        if (item->is_planned && item->plan.has_photo &&
            kept_photo_serves(&kit->photo, &item->plan))
            return;
    }
    kept_photo_finish(&kit->photo);
}

void kit_prepare(struct press *press, const struct order *order,
                 const struct kit_wish *wish)
{
    const struct format_list *formats = press_formats(press);
    struct order one = *order;
    press_settle_order(press, &one);
    const struct template *template =
        template_find(press_templates(press), one.template_id);
    for (size_t i = 0; template && i < formats->count; i++) {
        const struct format *format = &formats->items[i];
        if (!is_wished(wish, format, template, find_partner(press, order)) ||
            (long)format->width_px * format->height_px > PREPARED_PIXELS_MAX)
            continue;
        strcpy(one.format_id, format->id);
        press_prepare(press, &one);
    }
}
