// Event: what is counted of a campaign, in one closed table. The page about
// privacy, the API, the metrics and the reports all read it from here. Nothing
// in it can tell who did something.
#pragma once

#include "press/limits.h"
#include "press/messages.h"

#include <stdbool.h>
#include <stdint.h>

enum event {
    EVENT_PAGE_OPENED,
    EVENT_PHOTO_CHOSEN,
    EVENT_POSTER_MADE, // each of a kit too
    EVENT_POSTER_DOWNLOADED,
    EVENT_KIT_MADE,
    EVENT_SHARED,
    EVENT_CAPTION_COPIED,
    EVENT_EMBED_SHOWN,
    EVENT_LINK_FOLLOWED,
    EVENT_CONVERSION, // a link that leads to becoming a teacher
    EVENT_ERROR,
    EVENT_RATING, // one answer to one question of a survey
    EVENT_COUNT,
};

// Who sees it happen, and may tell it.
enum event_teller { EVENT_BY_SERVER, EVENT_BY_PAGE, EVENT_BY_SURVEY };

// "server" ...
const char *event_teller_name(enum event_teller teller);

// What the detail of an event is, beside the template and its like.
enum event_detail {
    EVENT_NO_DETAIL,
    EVENT_DETAIL_NETWORK, // an id of press/network.h, or "device"
    EVENT_DETAIL_LINK,    // an id of a [link ID] of the configuration
    EVENT_DETAIL_CAUSE,   // a name of a message
    EVENT_DETAIL_RATING,  // SURVEY/QUESTION/1..5
};

// "network" ...; "" for none.
const char *event_detail_name(enum event_detail detail);

struct event_kind {
    const char *id; // "poster-made"
    enum event_teller teller;
    enum event_detail detail;
    const char *what[LANGUAGE_COUNT]; // for people: what is counted
};

extern const struct event_kind events[EVENT_COUNT];

// The event of an id, EVENT_COUNT when there is none.
enum event event_find(const char *id);

enum { EVENT_DETAIL_BYTES = 80, EVENT_SHORT_BYTES = 8 };

// What is counted together: one row of the counts. Texts are ids of closed
// lists, "" where one says nothing. Made zeroed, and filled by strcpy: two keys
// that say the same are the same bytes.
struct count_key {
    int32_t day;   // 20261127, in the time zone of the server
    int32_t event; // enum event
    char partner_id[LIMIT_PARTNER_ID_BYTES];
    char template_id[LIMIT_ID_BYTES];
    char format_id[LIMIT_ID_BYTES];
    char type[EVENT_SHORT_BYTES];     // "png" ...
    char language[EVENT_SHORT_BYTES]; // "nl" ...
    char detail[EVENT_DETAIL_BYTES];
};

// Today, as a day of a key.
int event_today(void);

// Days as numbers such as 20261127: whether it is one of the calendar, the one
// `by` days later, and how many days lie from one to another.
bool event_is_day(int day);
// Reads 2026-11-27, a day of the calendar, and nothing else.
bool event_read_day(const char *text, int *day);
int event_day_after(int day, int by);
int event_days_between(int from, int to);
