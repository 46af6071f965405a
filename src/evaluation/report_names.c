#include "report_parts.h"
#include "report_words.h"

#include "press/network.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

static const char *const language_names[LANGUAGE_COUNT][LANGUAGE_COUNT] = {
    [LANGUAGE_NL] = {"Nederlands", "Frans", "Engels", "Duits"},
    [LANGUAGE_FR] = {"néerlandais", "français", "anglais", "allemand"},
    [LANGUAGE_EN] = {"Dutch", "French", "English", "German"},
    [LANGUAGE_DE] = {"Niederländisch", "Französisch", "Englisch", "Deutsch"},
};

// What a row is called: something that lasts, or `room` that it was written to.
// NULL: its id.
typedef const char *name_of(const struct report_wish *wish, const char *id,
                            char room[REPORT_LABEL_BYTES]);

static const char *name_template(const struct report_wish *wish, const char *id,
                                 char room[REPORT_LABEL_BYTES])
{
    (void)room;
    const struct template *template =
        wish->press != NULL ? template_find(press_templates(wish->press), id)
                            : NULL;
    return template != NULL ? language_text(template->names, wish->language)
                            : NULL;
}

static const char *name_format(const struct report_wish *wish, const char *id,
                               char room[REPORT_LABEL_BYTES])
{
    (void)room;
    if (strcmp(id, "kit") == 0)
        return report_word(REPORT_WORD_KIT, wish->language);
    const struct format *format =
        wish->press != NULL ? format_find(press_formats(wish->press), id)
                            : NULL;
    return format != NULL ? language_text(format->names, wish->language) : NULL;
}

static const char *name_type(const struct report_wish *wish, const char *id,
                             char room[REPORT_LABEL_BYTES])
{
    if (strcmp(id, "kit") == 0)
        return report_word(REPORT_WORD_KIT, wish->language);
    size_t i = 0;
    for (; id[i] != '\0' && i < REPORT_LABEL_BYTES - 1; i++)
        room[i] = (char)toupper((unsigned char)id[i]);
    room[i] = '\0';
    return room;
}

static const char *name_partner(const struct report_wish *wish, const char *id,
                                char room[REPORT_LABEL_BYTES])
{
    (void)room;
    if (id[0] == '\0')
        return report_word(REPORT_WORD_NO_PARTNER, wish->language);
    const struct partner *partner =
        wish->press != NULL ? partner_find(press_partners(wish->press), id)
                            : NULL;
    return partner != NULL ? partner_name(partner, wish->language) : NULL;
}

static const char *name_language(const struct report_wish *wish, const char *id,
                                 char room[REPORT_LABEL_BYTES])
{
    (void)room;
    const enum language language = language_from_tag(id);
    return language < LANGUAGE_COUNT ? language_names[wish->language][language]
                                     : NULL;
}

static const char *name_network(const struct report_wish *wish, const char *id,
                                char room[REPORT_LABEL_BYTES])
{
    (void)room;
    if (strcmp(id, "device") == 0)
        return report_word(REPORT_WORD_DEVICE, wish->language);
    const struct network *network = network_find(id, strlen(id));
    return network != NULL ? network->name : NULL;
}

// What is wrong is the first sentence of a message; what follows says what to
// do about it.
static const char *name_cause(const struct report_wish *wish, const char *id,
                              char room[REPORT_LABEL_BYTES])
{
    int message = MESSAGE_NONE + 1;
    while (message < MESSAGE_COUNT &&
           strcmp(message_name((enum message)message), id) != 0)
        message++;
    if (message == MESSAGE_COUNT)
        return NULL;
    message_write((enum message)message, wish->language, NULL, room,
                  REPORT_LABEL_BYTES);
    char *end = strstr(room, ". ");
    if (end == NULL && room[0] != '\0' && room[strlen(room) - 1] == '.')
        end = room + strlen(room) - 1;
    if (end != NULL)
        *end = '\0';
    return room;
}

static bool give_name(const struct report_wish *wish, const char *id,
                      name_of *name, char **out)
{
    char room[REPORT_LABEL_BYTES];
    const char *found = name != NULL ? name(wish, id, room) : NULL;
    if (found == NULL || found[0] == '\0')
        found = id[0] != '\0'
                    ? id
                    : report_word(REPORT_WORD_NOT_SAID, wish->language);
    *out = strdup(found);
    return *out != NULL;
}

static bool name_rows(const struct report *report, struct report_table *table,
                      name_of *name)
{
    for (size_t i = 0; i < table->count; i++)
        if (!give_name(&report->wish, table->rows[i].id, name,
                       &table->rows[i].name))
            return false;
    return true;
}

static bool name_items(const struct report *report, struct report_items *items,
                       name_of *name)
{
    for (size_t i = 0; i < items->count; i++)
        if (!give_name(&report->wish, items->items[i].id, name,
                       &items->items[i].name))
            return false;
    return true;
}

bool report_name_all(struct report *report)
{
    const struct report_wish *wish = &report->wish;
    return (wish->partner_id[0] == '\0' ||
            give_name(wish, wish->partner_id, name_partner,
                      &report->partner_name)) &&
           name_rows(report, &report->templates, name_template) &&
           name_rows(report, &report->formats, name_format) &&
           name_rows(report, &report->types, name_type) &&
           name_rows(report, &report->partners, name_partner) &&
           name_rows(report, &report->languages, name_language) &&
           name_items(report, &report->networks, name_network) &&
           name_items(report, &report->links, NULL) &&
           name_items(report, &report->conversions, NULL) &&
           name_items(report, &report->causes, name_cause);
}
