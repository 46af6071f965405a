#include "json.h"

#include <jansson.h>
#include <stdlib.h>

static json_t *write_partner(const struct partner *partner,
                             enum language language)
{
    return json_pack("{s:s, s:s, s:s, s:s, s:b, s:s}", "id", partner->id,
                     "name", partner_name(partner, language), "short_name",
                     partner_short_name(partner, language), "place",
                     partner->place ? partner->place : "", "has_logo",
                     partner->logo.kind != LOGO_NONE, "link",
                     partner->link ? partner->link : "");
}

char *json_partners(const struct partner_list *list, enum language language)
{
    json_t *partners = json_array();
    for (size_t i = 0; i < list->count; i++)
        json_array_append_new(partners,
                              write_partner(&list->items[i], language));
    json_t *root = json_pack("{s:o, s:i}", "partners", partners, "count",
                             (int)list->count);
    char *text = root ? json_dumps(root, JSON_INDENT(2)) : NULL;
    json_decref(root);
    return text;
}
