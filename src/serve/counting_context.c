#include "counting_context.h"

#include "evaluation/event.h"

static bool put_events(struct value *one, enum event_teller teller,
                       enum language language)
{
    struct value *list = value_create_list();
    bool done = value_put(one, "events", list);
    for (int i = 0; i < EVENT_COUNT && done; i++) {
        if (events[i].teller != teller)
            continue;
        struct value *event = value_create_object();
        done = value_put(list, NULL, event) &&
               value_put_text(event, "id", events[i].id) &&
               value_put_text(event, "what", events[i].what[language]);
    }
    return done;
}

static bool put_teller(struct value *list, enum event_teller teller,
                       const struct value *texts, enum language language)
{
    char digits[VALUE_TEXT_MAX];
    const char *id = event_teller_name(teller);
    const struct value *names =
        value_member(value_member(texts, "privacy"), "counted_by");
    const char *name = value_text(value_member(names, id), digits);
    struct value *one = value_create_object();
    return value_put(list, NULL, one) && value_put_text(one, "id", id) &&
           value_put_text(one, "name", name ? name : "") &&
           put_events(one, teller, language);
}

bool counting_context_put(struct value *context, const struct config *config,
                          const struct value *texts, enum language language)
{
    const struct config_evaluation *evaluation = &config->evaluation;
    const bool counts = evaluation->counts && *evaluation->folder;
    const bool asks =
        evaluation->surveys && *evaluation->folder && *evaluation->questions;
    // In the order of a visit.
    const struct {
        enum event_teller teller;
        bool is_on;
    } tellers[] = {{EVENT_BY_PAGE, counts},
                   {EVENT_BY_SERVER, counts},
                   {EVENT_BY_SURVEY, asks}};
    struct value *list = value_create_list();
    bool done =
        value_put(context, "counted", list) &&
        value_put_flag(context, "counts", counts) &&
        value_put_flag(context, "asks", asks) &&
        value_put_number(context, "remark_days", evaluation->keep_remarks_days);
    for (size_t i = 0; i < sizeof tellers / sizeof *tellers && done; i++)
        done = !tellers[i].is_on ||
               put_teller(list, tellers[i].teller, texts, language);
    return done;
}
