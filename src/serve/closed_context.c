#include "closed_context.h"

#include <stdio.h>

void closed_context_write_day(const struct value *texts, enum language language,
                              int day, char out[CLOSED_DAY_BYTES])
{
    char digits[VALUE_TEXT_MAX];
    const struct value *months =
        value_member(value_member(texts, "closed"), "months");
    const int month = day / 100 % 100;
    const char *name =
        month > 0 ? value_text(value_item(months, (size_t)month - 1), digits)
                  : NULL;
    const char *mark = "";
    if (language == LANGUAGE_DE)
        mark = ".";
    else if (language == LANGUAGE_FR && day % 100 == 1)
        mark = "er";
    out[0] = '\0';
    if (name)
        snprintf(out, CLOSED_DAY_BYTES, "%d%s %s %d", day % 100, mark, name,
                 day / 10000);
}

bool closed_context_put(struct value *context, const struct embed_view *view,
                        int day)
{
    const struct partner *partner = view->choice->partner;
    char opens[CLOSED_DAY_BYTES] = "";
    char closed[CLOSED_DAY_BYTES] = "";
    if (partner && partner->from > day)
        closed_context_write_day(view->texts, view->language, partner->from,
                                 opens);
    else if (partner)
        closed_context_write_day(view->texts, view->language, partner->to,
                                 closed);
    return value_put_text(context, "opens", opens) &&
           value_put_text(context, "closed", closed);
}
