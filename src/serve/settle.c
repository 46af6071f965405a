#include "settle.h"

#include <stdlib.h>
#include <string.h>

static bool is_known(const struct template_list *list, const char *field)
{
    for (size_t i = 0; i < list->count; i++)
        if (template_field(&list->items[i], field))
            return true;
    return false;
}

static void settle_theme(struct form *form)
{
    const size_t length = strlen(form->order.template_id);
    const char *theme = form->theme;
    if (*theme && strncmp(theme, form->order.template_id, length) == 0 &&
        theme[length] == '/' && strlen(theme + length + 1) < LIMIT_ID_BYTES)
        strcpy(form->order.theme_id, theme + length + 1);
}

static void drop_text(struct order *order, size_t index)
{
    free(order->texts[index].words);
    order->text_count--;
    memmove(&order->texts[index], &order->texts[index + 1],
            (order->text_count - index) * sizeof *order->texts);
}

void settle_order(struct form *form, const struct press *press)
{
    const struct template_list *list = press_templates(press);
    struct order *order = &form->order;
    press_settle_order(press, order);
    const struct template *template = template_find(list, order->template_id);
    settle_theme(form);
    if (!template)
        return;
    for (size_t i = order->text_count; i-- > 0;)
        if (!template_field(template, order->texts[i].field) &&
            is_known(list, order->texts[i].field))
            drop_text(order, i);
}
