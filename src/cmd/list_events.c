#include "list_events.h"

#include "evaluation/event.h"
#include "press/json.h"

#include <stdio.h>
#include <stdlib.h>

void list_events_text(enum language language)
{
    for (int i = 0; i < EVENT_COUNT; i++)
        printf("%-18s %-7s %s\n", events[i].id,
               event_teller_name(events[i].teller), events[i].what[language]);
}

static char *write_event(const struct event_kind *event, enum language language)
{
    const struct json_member members[] = {
        {"id", event->id, 0},
        {"told_by", event_teller_name(event->teller), 0},
        {"detail", event_detail_name(event->detail), 0},
        {"what", event->what[language], 0},
    };
    return json_object_text(members, sizeof members / sizeof *members);
}

bool list_events_json(enum language language)
{
    char *texts[EVENT_COUNT] = {0};
    bool done = true;
    for (int i = 0; i < EVENT_COUNT && done; i++) {
        texts[i] = write_event(&events[i], language);
        done = texts[i] != NULL;
    }
    if (done)
        puts("{\n  \"events\": [");
    for (int i = 0; i < EVENT_COUNT; i++) {
        if (done)
            printf("    %s%s\n", texts[i], i + 1 < EVENT_COUNT ? "," : "");
        free(texts[i]);
    }
    if (done)
        puts("  ]\n}");
    return done;
}
