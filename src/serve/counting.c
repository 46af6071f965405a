#include "counting.h"

#include "press/partner.h"
#include "press/template.h"

#include <string.h>

// What one request counts at different moments; the posters of a kit are
// numbered from PART_KIT_POSTERS.
enum { PART_POSTER, PART_KIT, PART_ERROR, PART_KIT_POSTERS };

// What robots call themselves: those of search engines and of networks that
// show what is behind a link, and of who watches whether a site is up. Programs
// such as curl are no robots: somebody makes posters with them.
static const char *const robots[] = {
    "bot",     "crawl",    "spider",
    "slurp",   "headless", "lighthouse",
    "preview", "monitor",  "facebookexternalhit"};

// A make of phones is none of them.
static bool is_cubot(const char *user_agent, const char *at)
{
    return at - user_agent >= 2 && strncasecmp(at - 2, "cubot", 5) == 0;
}

static bool names(const char *user_agent, const char *robot)
{
    const char *at = user_agent;
    while ((at = strcasestr(at, robot)) && is_cubot(user_agent, at))
        at++;
    return at;
}

enum counting_visitor counting_visitor(const char *user_agent, const char *dnt,
                                       const char *gpc, bool is_page)
{
    if (strcmp(dnt, "1") == 0 || strcmp(gpc, "1") == 0)
        return COUNTING_PRIVATE;
    if (is_page && !*user_agent)
        return COUNTING_ROBOT;
    for (size_t i = 0; i < sizeof robots / sizeof *robots; i++)
        if (names(user_agent, robots[i]))
            return COUNTING_ROBOT;
    return COUNTING_PERSON;
}

bool counting_may(const struct exchange *exchange, bool is_page)
{
    const struct site *site = exchange->site;
    const struct fcgi *fcgi = exchange->fcgi;
    return site->ledger && site->config.evaluation.counts &&
           counting_visitor(fcgi_param(fcgi, "HTTP_USER_AGENT"),
                            fcgi_param(fcgi, "HTTP_DNT"),
                            fcgi_param(fcgi, "HTTP_SEC_GPC"),
                            is_page) == COUNTING_PERSON;
}

static struct count_key key_of(const struct exchange *exchange,
                               enum event event, enum language language)
{
    struct count_key key;
    // Two keys that say the same are the same bytes.
    memset(&key, 0, sizeof key);
    key.day = event_today();
    key.event = (int32_t)event;
    strcpy(key.language, language_tag(language));
    if (exchange->log.template_id)
        strcpy(key.template_id, exchange->log.template_id);
    return key;
}

// Only what is known here is counted, never what was sent.
static void say_partner(struct count_key *key, const struct exchange *exchange,
                        const struct order *order)
{
    const struct partner *partner =
        partner_find(press_partners(exchange->site->press), order->partner_id);
    if (partner)
        strcpy(key->partner_id, partner->id);
}

static void add(const struct exchange *exchange, int part,
                const struct count_key *keys, size_t count)
{
    ledger_add(exchange->site->ledger,
               ledger_receipt(exchange->request->id, part), keys, count);
}

static bool was_made_before(const struct exchange *exchange)
{
    char value[4];
    return request_query(exchange->request, "made", value, sizeof value) ==
               QUERY_FOUND &&
           strcmp(value, "1") == 0;
}

void counting_note_poster(struct exchange *exchange, const struct order *order,
                          const struct poster *poster, bool is_download)
{
    struct count_key keys[2];
    size_t count = 0;
    if (!counting_may(exchange, false))
        return;
    struct count_key key = key_of(exchange, EVENT_POSTER_MADE, order->language);
    say_partner(&key, exchange, order);
    if (exchange->log.format_id)
        strcpy(key.format_id, exchange->log.format_id);
    strcpy(key.type, poster_type_name(poster->type));
    if (!is_download || !was_made_before(exchange))
        keys[count++] = key;
    key.event = EVENT_POSTER_DOWNLOADED;
    if (is_download)
        keys[count++] = key;
    add(exchange, PART_POSTER, keys, count);
}

void counting_note_made(struct exchange *exchange, const struct order *order,
                        const char *format_id, enum poster_type type,
                        int number)
{
    if (!counting_may(exchange, false))
        return;
    struct count_key key = key_of(exchange, EVENT_POSTER_MADE, order->language);
    say_partner(&key, exchange, order);
    strcpy(key.format_id, format_id);
    strcpy(key.type, poster_type_name(type));
    add(exchange, PART_KIT_POSTERS + number, &key, 1);
}

void counting_note_kit(struct exchange *exchange, const struct order *order)
{
    if (!counting_may(exchange, false))
        return;
    struct count_key key = key_of(exchange, EVENT_KIT_MADE, order->language);
    say_partner(&key, exchange, order);
    add(exchange, PART_KIT, &key, 1);
}

// Whether it is about somebody's poster; what robots and typing errors in
// addresses give is not.
static bool is_about_poster(const struct exchange *exchange)
{
    static const char *const routes[] = {"posters", "kits", "photos"};
    const enum error_kind kind = exchange->error.kind;
    for (size_t i = 0; i < sizeof routes / sizeof *routes; i++)
        if (strcmp(exchange->log.route, routes[i]) == 0)
            return kind != ERROR_NOT_ALLOWED && kind != ERROR_GONE;
    return false;
}

void counting_note_error(struct exchange *exchange)
{
    if (!is_about_poster(exchange) || !counting_may(exchange, false))
        return;
    struct count_key key = key_of(exchange, EVENT_ERROR, exchange->language);
    strncat(key.detail, message_name(exchange->error.message),
            sizeof key.detail - 1);
    add(exchange, PART_ERROR, &key, 1);
}
