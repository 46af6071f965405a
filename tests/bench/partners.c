// What it costs to look for a partner among 5,000, beside a plain scan of their
// names: `bench_partners`.
#include "press/partner_search.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { PARTNERS = 5000, ROUNDS = 200, MOST = 20 };

static double now_us(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e6 + (double)now.tv_nsec / 1e3;
}

static void fill(struct partner_list *list)
{
    static const char *const kinds[] = {"Vrije Basisschool", "Atheneum",
                                        "Technisch Instituut", "College"};
    static const char *const names[] = {"Sint-Jan", "Sint-Jozef", "De Linde",
                                        "Onze-Lieve-Vrouw", "Mariagaarde"};
    static const char *const towns[] = {"Gent",   "Genk",  "Aalst", "Brugge",
                                        "Leuven", "Ieper", "Mol"};
    list->items = calloc(PARTNERS, sizeof *list->items);
    for (; list->items && list->count < PARTNERS; list->count++) {
        struct partner *partner = &list->items[list->count];
        const size_t i = list->count;
        snprintf(partner->id, sizeof partner->id, "school-%zu", i);
        if (asprintf(&partner->names[LANGUAGE_NL], "%s %s %c%zu", kinds[i % 4],
                     names[i % 5], 'a' + (char)(i % 26), i) < 0)
            return;
        partner->place = strdup(towns[i % 7]);
    }
}

static size_t scan(const struct partner_list *list, const char *typed)
{
    size_t found = 0;
    for (size_t i = 0; i < list->count; i++)
        found += strcasestr(list->items[i].names[LANGUAGE_NL], typed) != NULL;
    return found;
}

int main(void)
{
    static const char *const typed[] = {"sint jo", "gent", "lidne aalst",
                                        "colege sint jozef brugge", "q123"};
    struct partner_list list = {0};
    struct partner_search *search;
    struct error err = {0};
    const struct partner *found[MOST];
    size_t count = 0;
    fill(&list);
    double start = now_us();
    if (!partner_search_create(&search, &list, &err))
        return 1;
    printf("index of %zu: %.1f ms\n", list.count, (now_us() - start) / 1e3);
    for (size_t i = 0; i < sizeof typed / sizeof *typed; i++) {
        const struct partner_wish wish = {typed[i], LANGUAGE_NL, 20261126};
        start = now_us();
        for (int round = 0; round < ROUNDS; round++)
            partner_search_find(search, &wish, found, MOST, &count);
        const double index_us = (now_us() - start) / ROUNDS;
        size_t plain = 0;
        start = now_us();
        for (int round = 0; round < ROUNDS; round++)
            plain += scan(&list, typed[i]);
        printf("%-26s %6.0f us, %5zu found; plain scan %6.0f us, %5zu\n",
               typed[i], index_us, count, (now_us() - start) / ROUNDS,
               plain / ROUNDS);
    }
    partner_search_destroy(search);
    partner_list_finish(&list);
    return 0;
}
