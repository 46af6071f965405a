// A campaign that never was, put into a database as a node would: what a month
// or a year of it looks like. The same seed gives the same counts.
//   campaign DATABASE [month|year] [--from DAY] [--days N] [--partners N]
//            [--visits N] [--seed N]
#include "evaluation/store_batch.h"

#include <getopt.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

struct campaign {
    int from;
    int days;
    int partners;
    double visits; // on an ordinary day, of all partners together
    uint64_t random;
    struct store *store;
};

// Splitmix64 (Steele, Lea, Flood): from 0 up to 1.
static double chance(struct campaign *campaign)
{
    uint64_t z = campaign->random += 0x9e3779b97f4a7c15;
    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9;
    z = (z ^ z >> 27) * 0x94d049bb133111eb;
    return (double)((z ^ z >> 31) >> 11) / 9007199254740992.0;
}

// How often something happens that happens `mean` times as a rule (Knuth).
static int draw_number(struct campaign *campaign, double mean)
{
    const double end = exp(-mean);
    double product = chance(campaign);
    int number = 0;
    for (; product > end && number < 1000; number++)
        product *= chance(campaign);
    return number;
}

struct choice {
    const char *id;
    int weight;
};

static const char *choose(struct campaign *campaign,
                          const struct choice *choices, size_t count)
{
    int sum = 0;
    for (size_t i = 0; i < count; i++)
        sum += choices[i].weight;
    double at = chance(campaign) * sum;
    size_t i = 0;
    while (i + 1 < count && at >= choices[i].weight)
        at -= choices[i++].weight;
    return choices[i].id;
}

static const struct choice templates[] = {
    {"volgers", 30}, {"geverifieerd", 22}, {"like", 14},   {"klas", 9},
    {"story", 7},    {"word-leraar", 6},   {"bedankt", 4}, {"getuigenis", 3},
    {"hashtag", 2},  {"live", 2},          {"profiel", 2}, {"zonder-foto", 1},
};
static const struct choice formats[] = {
    {"instagram-portrait", 28},
    {"story", 22},
    {"instagram-square", 14},
    {"a4", 13},
    {"facebook-event", 4},
    {"linkedin-post", 6},
    {"x-post", 3},
    {"profile", 3},
    {"a3", 4},
    {"infoscreen", 2},
    {"slide", 1},
};
static const struct choice languages[] = {
    {"nl", 91}, {"fr", 5}, {"en", 3}, {"de", 1}};
static const struct choice networks[] = {
    {"instagram", 38}, {"facebook", 24}, {"whatsapp", 16}, {"device", 12},
    {"linkedin", 6},   {"x", 2},         {"bluesky", 1},   {"mastodon", 1}};
static const struct choice links[] = {{"over-de-campagne", 7},
                                      {"vacatures", 3}};
static const struct choice conversions[] = {{"word-leraar", 8},
                                            {"zij-instroom", 3}};
static const struct choice causes[] = {
    {"text_too_long", 34},    {"photo_missing", 22},
    {"photo_too_large", 14},  {"text_does_not_fit", 12},
    {"photo_broken", 7},      {"text_missing", 6},
    {"photo_unsupported", 4}, {"busy", 1}};
static const struct choice marks[] = {
    {"5", 46}, {"4", 36}, {"3", 12}, {"2", 4}, {"1", 2}};
static const char *const partner_questions[] = {"satisfaction", "tool",
                                                "posters", "image", "again"};
static const char *const remarks[] = {
    "Op vijf minuten klaar, en de hele lerarenkamer deed mee.",
    "Mag er ook een versie voor kleuterjuffen komen?",
    "De foto uit de klas lukte meteen, knap gedaan.",
    "Graag nog meer kleuren om uit te kiezen.",
    "Mijn leerlingen vonden het geweldig.",
    "Het formaat voor ons infoscherm was precies wat we zochten.",
    "De QR-code op het affiche werkt goed op de opendeurdag.",
    "Je voelt je er als leraar trots door.",
};

// The counts of one day; equal ones are put together at its end.
struct heap {
    struct count_key *keys;
    size_t count;
    size_t capacity;
};

static struct heap heap;

static void must(bool held, const char *what)
{
    if (!held) {
        fprintf(stderr, "campaign: %s\n", what);
        exit(3);
    }
}

// Of a visit: what its counts have in common.
struct visit {
    int day;
    const char *partner;
    const char *language;
};

static struct count_key *count(const struct visit *visit, enum event event)
{
    if (heap.count == heap.capacity) {
        heap.capacity = heap.capacity ? 2 * heap.capacity : 4096;
        heap.keys = reallocarray(heap.keys, heap.capacity, sizeof *heap.keys);
        must(heap.keys != NULL, "out of memory");
    }
    struct count_key *key = &heap.keys[heap.count++];
    *key = (struct count_key){.day = visit->day, .event = (int)event};
    strcpy(key->partner_id, visit->partner);
    strcpy(key->language, visit->language);
    return key;
}

static void count_detail(const struct visit *visit, enum event event,
                         const char *detail)
{
    strcpy(count(visit, event)->detail, detail);
}

static void rate(struct campaign *campaign, const struct visit *visit,
                 const char *question, const char *template)
{
    struct count_key *key = count(visit, EVENT_RATING);
    snprintf(key->detail, sizeof key->detail, "%s/%s", question,
             choose(campaign, marks, COUNT(marks)));
    strcpy(key->template_id, template);
}

static void remark(struct campaign *campaign, const struct visit *visit,
                   const char *survey)
{
    struct error err = {0};
    const char *text = remarks[(size_t)(chance(campaign) * COUNT(remarks))];
    const struct store_value values[] = {{.number = visit->day},
                                         {.text = visit->partner},
                                         {.text = survey},
                                         {.text = visit->language},
                                         {.text = text}};
    must(store_run(campaign->store,
                   "INSERT INTO remarks (day, partner, survey, language, text)"
                   " VALUES ($1, $2, $3, $4, $5)",
                   values, COUNT(values), NULL, &err),
         err.detail);
}

// One poster or a kit, from the choice to what is done with it.
static void make_poster(struct campaign *campaign, const struct visit *visit)
{
    const char *template = choose(campaign, templates, COUNT(templates));
    if (chance(campaign) < 0.03) {
        strcpy(count(visit, EVENT_KIT_MADE)->template_id, template);
        for (size_t i = 0; i < COUNT(formats); i++) {
            struct count_key *made = count(visit, EVENT_POSTER_MADE);
            strcpy(made->template_id, template);
            strcpy(made->format_id, formats[i].id);
            strcpy(made->type, formats[i].id[0] == 'a' ? "pdf" : "png");
        }
        return;
    }
    const char *format = choose(campaign, formats, COUNT(formats));
    struct count_key *made = count(visit, EVENT_POSTER_MADE);
    strcpy(made->template_id, template);
    strcpy(made->format_id, format);
    strcpy(made->type, format[0] == 'a'          ? "pdf"
                       : chance(campaign) < 0.15 ? "jpeg"
                                                 : "png");
    if (chance(campaign) >= 0.86)
        return;
    const struct count_key kept = *made;
    struct count_key *downloaded = count(visit, EVENT_POSTER_DOWNLOADED);
    *downloaded = kept;
    downloaded->event = EVENT_POSTER_DOWNLOADED;
    if (chance(campaign) < 0.24)
        count_detail(visit, EVENT_SHARED,
                     choose(campaign, networks, COUNT(networks)));
    if (chance(campaign) < 0.16)
        count_detail(visit, EVENT_CAPTION_COPIED,
                     choose(campaign, networks, COUNT(networks) - 4));
    if (chance(campaign) < 0.11) {
        rate(campaign, visit, "poster/ease", template);
        rate(campaign, visit, "poster/pride", template);
        if (chance(campaign) < 0.02)
            remark(campaign, visit, "poster");
    }
}

static void pay_visit(struct campaign *campaign, const struct visit *visit)
{
    count(visit, EVENT_PAGE_OPENED);
    if (chance(campaign) < 0.05)
        count_detail(visit, EVENT_LINK_FOLLOWED,
                     choose(campaign, links, COUNT(links)));
    if (chance(campaign) < 0.035)
        count_detail(visit, EVENT_CONVERSION,
                     choose(campaign, conversions, COUNT(conversions)));
    if (chance(campaign) >= 0.58)
        return;
    count(visit, EVENT_PHOTO_CHOSEN);
    if (chance(campaign) < 0.06)
        count_detail(visit, EVENT_ERROR,
                     choose(campaign, causes, COUNT(causes)));
    if (chance(campaign) >= 0.82)
        return;
    make_poster(campaign, visit);
    while (chance(campaign) < 0.28)
        make_poster(campaign, visit);
}

// How busy a day is beside an ordinary one: the launch, which ebbs away, a day
// of open doors at two thirds, and schools that are closed at the weekend.
static double strength(const struct campaign *campaign, int index)
{
    static const double week[] = {1.1, 1.25, 0.85, 1.2, 1.0, 0.35, 0.45};
    const double event = campaign->days * 0.62;
    const double from_event = fabs(index - floor(event));
    // 1970-01-01 was a Thursday.
    const int weekday =
        (event_days_between(19700101, campaign->from) + index + 3) % 7;
    return week[weekday] * (0.6 + 4.0 * exp(-index / 2.5) +
                            (from_event < 4 ? 3.0 * exp(-from_event) : 0));
}

// The first are those of the folder partners/; the later, the smaller.
static void name_partner(int index, char name[LIMIT_PARTNER_ID_BYTES])
{
    static const char *const known[] = {
        "", "scholennet-de-brug", "sint-jansinstituut-gent", "stad-leeuwstede"};
    if (index < (int)COUNT(known))
        snprintf(name, LIMIT_PARTNER_ID_BYTES, "%s", known[index]);
    else
        snprintf(name, LIMIT_PARTNER_ID_BYTES, "school-%04d", index);
}

static double share_of(int index)
{
    return 1 / pow(index + 3.0, 0.6);
}

static void live_day(struct campaign *campaign, int index, double all)
{
    const int day = event_day_after(campaign->from, index);
    const bool asks_partners = index == campaign->days - 3;
    for (int i = 0; i <= campaign->partners; i++) {
        char partner[LIMIT_PARTNER_ID_BYTES];
        name_partner(i, partner);
        struct visit visit = {day, partner, "nl"};
        const int visits =
            draw_number(campaign, campaign->visits * strength(campaign, index) *
                                      share_of(i) / all);
        for (int j = 0; j < visits; j++) {
            visit.language = choose(campaign, languages, COUNT(languages));
            if (i > 0 && chance(campaign) < 0.4)
                count(&visit, EVENT_EMBED_SHOWN);
            pay_visit(campaign, &visit);
        }
        if (!asks_partners || i == 0 || chance(campaign) > 0.45)
            continue;
        visit.language = "nl";
        for (size_t j = 0; j < COUNT(partner_questions); j++) {
            char question[64];
            snprintf(question, sizeof question, "partner/%s",
                     partner_questions[j]);
            rate(campaign, &visit, question, "");
        }
        if (chance(campaign) < 0.2)
            remark(campaign, &visit, "partner");
    }
}

static int compare_keys(const void *one, const void *other)
{
    return memcmp(one, other, sizeof(struct count_key));
}

static void store_day(struct campaign *campaign, int index)
{
    const struct count_key **keys = calloc(heap.count + 1, sizeof *keys);
    uint64_t *folded = calloc(heap.count + 1, sizeof *folded);
    struct ledger_batch batch = {.node = "campaign",
                                 .sequence = index + 1,
                                 .keys = keys,
                                 .folded = folded};
    struct error err = {0};
    must(keys && folded, "out of memory");
    if (heap.count > 0)
        qsort(heap.keys, heap.count, sizeof *heap.keys, compare_keys);
    for (size_t i = 0; i < heap.count; i++) {
        if (i == 0 || compare_keys(&heap.keys[i - 1], &heap.keys[i]) != 0)
            keys[batch.series_count++] = &heap.keys[i];
        folded[batch.series_count - 1]++;
    }
    must(store_put_batch(campaign->store, &batch, &err) == BATCH_STORED,
         err.kind ? err.detail : "there is a campaign in it already");
    heap.count = 0;
    free(keys);
    free(folded);
}

static void live(struct campaign *campaign)
{
    double all = 0;
    struct error err = {0};
    for (int i = 0; i <= campaign->partners; i++)
        all += share_of(i);
    for (int index = 0; index < campaign->days; index++) {
        must(store_begin(campaign->store, &err), err.detail);
        live_day(campaign, index, all);
        must(store_commit(campaign->store, &err), err.detail);
        store_day(campaign, index);
    }
}

int main(int argc, char **argv)
{
    enum { FROM, DAYS, PARTNERS, VISITS, SEED };
    static const struct option options[] = {
        {"from", required_argument, NULL, FROM},
        {"days", required_argument, NULL, DAYS},
        {"partners", required_argument, NULL, PARTNERS},
        {"visits", required_argument, NULL, VISITS},
        {"seed", required_argument, NULL, SEED},
        {NULL, 0, NULL, 0},
    };
    struct campaign campaign = {
        .from = 20261102, .days = 30, .partners = 120, .visits = 1400};
    struct error err = {0};
    if (argc > 2 && strcmp(argv[2], "year") == 0)
        campaign = (struct campaign){
            .from = 20260901, .days = 365, .partners = 5000, .visits = 1150};
    campaign.random = 11;
    for (int id; (id = getopt_long(argc, argv, "", options, NULL)) != -1;) {
        must(id != '?', "an option is unknown");
        const int number = atoi(optarg);
        if (id == FROM)
            campaign.from = number;
        else if (id == DAYS)
            campaign.days = number;
        else if (id == PARTNERS)
            campaign.partners = number;
        else if (id == VISITS)
            campaign.visits = number;
        else
            campaign.random = (uint64_t)number;
    }
    must(optind < argc, "which database?");
    must(event_is_day(campaign.from) && campaign.days > 0, "which days?");
    must(store_open(&campaign.store, argv[optind], STORE_WRITE, &err),
         err.detail);
    live(&campaign);
    store_close(campaign.store);
    free(heap.keys);
    return 0;
}
