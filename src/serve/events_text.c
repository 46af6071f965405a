#include "events_text.h"

#include "values.h"

#include "press/network.h"
#include "press/partner.h"
#include "press/template.h"

#include <stdlib.h>
#include <string.h>

// Where what a page says is looked up.
struct lists {
    const struct press *press;
    const struct config_page *page;
};

static bool refuse(const char *name, struct error *err)
{
    return error_set(err, ERROR_INVALID, MESSAGE_EVENT_UNKNOWN, name);
}

// The text of a member; "" when there is none, NULL when it is no text.
static const char *text_of(const struct value *event, const char *name)
{
    const struct value *member = value_member(event, name);
    return member ? value_string(member) : "";
}

static bool take_partner(struct count_key *key, const char *text,
                         const struct lists *lists)
{
    const struct partner *partner =
        partner_find(press_partners(lists->press), text);
    if (partner)
        strcpy(key->partner_id, partner->id);
    return partner;
}

static bool take_template(struct count_key *key, const char *text,
                          const struct lists *lists)
{
    const struct template *template =
        template_find(press_templates(lists->press), text);
    if (template)
        strcpy(key->template_id, template->id);
    return template;
}

static bool take_format(struct count_key *key, const char *text,
                        const struct lists *lists)
{
    const struct format *format =
        format_find(press_formats(lists->press), text);
    if (format)
        strcpy(key->format_id, format->id);
    return format;
}

static bool take_type(struct count_key *key, const char *text,
                      const struct lists *lists)
{
    (void)lists;
    for (int type = 0; type < POSTER_TYPES; type++)
        if (strcmp(text, poster_type_name((enum poster_type)type)) == 0) {
            strcpy(key->type, poster_type_name((enum poster_type)type));
            return true;
        }
    return false;
}

static bool take_language(struct count_key *key, const char *text,
                          const struct lists *lists)
{
    (void)lists;
    const enum language language = language_from_tag(text);
    if (language == LANGUAGE_COUNT)
        return false;
    strcpy(key->language, language_tag(language));
    return true;
}

// "device" is the button that leaves the choice of a network to the phone.
static bool take_network(struct count_key *key, const char *text)
{
    const struct network *network = network_find(text, strlen(text));
    if (!network && strcmp(text, "device") != 0)
        return false;
    strcpy(key->detail, network ? network->id : "device");
    return true;
}

// Which links lead to becoming a teacher is the operator's to say.
static bool take_link(struct count_key *key, const char *text,
                      const struct config_page *page)
{
    for (size_t i = 0; i < page->link_count; i++)
        if (strcmp(text, page->links[i].id) == 0) {
            strcpy(key->detail, page->links[i].id);
            key->event = page->links[i].is_conversion ? EVENT_CONVERSION
                                                      : EVENT_LINK_FOLLOWED;
            return true;
        }
    return false;
}

static bool take_detail(struct count_key *key, const char *text,
                        const struct lists *lists)
{
    switch (events[key->event].detail) {
    case EVENT_DETAIL_NETWORK:
        return take_network(key, text);
    case EVENT_DETAIL_LINK:
        return take_link(key, text, lists->page);
    case EVENT_NO_DETAIL:
    case EVENT_DETAIL_CAUSE:
    case EVENT_DETAIL_RATING:
        break;
    }
    return false;
}

static const struct {
    const char *name;
    bool (*take)(struct count_key *key, const char *text,
                 const struct lists *lists);
} members[] = {
    {"partner", take_partner},   {"template", take_template},
    {"format", take_format},     {"type", take_type},
    {"language", take_language}, {"detail", take_detail},
};

static bool read_event(struct count_key *key, const struct value *event,
                       const struct lists *lists, struct error *err)
{
    const char *id = text_of(event, "event");
    const enum event kind = id ? event_find(id) : EVENT_COUNT;
    if (kind == EVENT_COUNT || events[kind].teller != EVENT_BY_PAGE)
        return refuse("event", err);
    memset(key, 0, sizeof *key);
    key->day = event_today();
    key->event = (int32_t)kind;
    for (size_t i = 0; i < sizeof members / sizeof *members; i++) {
        const char *text = text_of(event, members[i].name);
        if (!text || (*text && !members[i].take(key, text, lists)))
            return refuse(members[i].name, err);
    }
    return (events[kind].detail == EVENT_NO_DETAIL || *key->detail) ||
           refuse("detail", err);
}

static bool read_batch(struct events_text *events_read,
                       const struct value *letter, struct error *err)
{
    const char *batch = text_of(letter, "batch");
    const size_t length = batch ? strlen(batch) : 0;
    if (length < 16 || length >= sizeof events_read->batch ||
        strspn(batch, "0123456789abcdef") != length)
        return refuse("batch", err);
    strcpy(events_read->batch, batch);
    return true;
}

static bool read_letter(struct events_text *events_read,
                        const struct value *letter, const struct lists *lists,
                        struct error *err)
{
    const struct value *list = value_member(letter, "events");
    const size_t count = value_count(list);
    if (!value_is_list(list))
        return error_set(err, ERROR_MALFORMED, MESSAGE_REQUEST_MALFORMED,
                         "events");
    if (count == 0 || count > EVENTS_MAX)
        return refuse("events", err);
    if (!read_batch(events_read, letter, err))
        return false;
    for (size_t i = 0; i < count; i++)
        if (!read_event(&events_read->keys[i], value_item(list, i), lists, err))
            return false;
    events_read->count = count;
    return true;
}

bool events_text_read(struct events_text *events_read, struct bytes text,
                      const struct press *press, const struct config_page *page,
                      struct error *err)
{
    const struct lists lists = {press, page};
    struct value *letter = NULL;
    struct error why = {0};
    *events_read = (struct events_text){0};
    char *ended = malloc(text.size + 1);
    if (!ended)
        return error_set_memory(err);
    if (text.size > 0)
        memcpy(ended, text.data, text.size);
    ended[text.size] = '\0';
    // A NUL ends what is read, so that what follows must not be there.
    bool done = strlen(ended) == text.size &&
                value_read(&letter, "events", ended, &why);
    free(ended);
    if (!done)
        return error_set(err, ERROR_MALFORMED, MESSAGE_REQUEST_MALFORMED, NULL);
    done = read_letter(events_read, letter, &lists, err);
    value_destroy(letter);
    return done;
}
