#include "press/misspelling.h"
#include "press/partner_search.h"
#include "press/school_words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { TODAY = 20261126, MOST = 20 };

// Partners with the parts that are searched.
static void add(struct partner_list *list, const char *id, const char *name,
                const char *short_name, const char *place)
{
    list->items = realloc(list->items, (list->count + 1) * sizeof *list->items);
    struct partner *partner = &list->items[list->count++];
    *partner = (struct partner){.names = {strdup(name)},
                                .place = place ? strdup(place) : NULL};
    if (short_name)
        partner->short_names[LANGUAGE_NL] = strdup(short_name);
    snprintf(partner->id, sizeof partner->id, "%s", id);
}

static struct partner_list few(void)
{
    struct partner_list list = {0};
    add(&list, "a-gent", "Koninklijk Atheneum", "KA Gent", "Gent");
    add(&list, "a-genk", "Koninklijk Atheneum Genk", NULL, "Genk");
    add(&list, "jan", "Sint-Jansinstituut", "SJI", "Gent");
    add(&list, "jozef", "Sint-Jozefscollege", NULL, "Aalst");
    add(&list, "jozef-2", "Sint-Jozefscollege", NULL, "Turnhout");
    add(&list, "olv", "O.-L.-Vrouw-Presentatie", NULL, "Sint-Niklaas");
    add(&list, "onze", "Onze-Lieve-Vrouwecollege", NULL, "Antwerpen");
    add(&list, "coeur", "Collège du Sacré-Cœur", NULL, "Liège");
    add(&list, "michel", "Institut Saint-Michel", NULL, "Bruxelles");
    add(&list, "linde", "Basisschool De Linde", "De Linde", "Hasselt");
    add(&list, "lindeboom", "De Lindeboom", NULL, "Wetteren");
    add(&list, "kortrijk", "Vrije Basisschool Sint-Lucas", NULL, "Kortrijk");
    add(&list, "hondt", "D'Hondtschool", NULL, "'s-Gravenvoeren");
    return list;
}

static struct partner_search *index_of(const struct partner_list *list)
{
    struct partner_search *search;
    struct error err = {0};
    assert_true(partner_search_create(&search, list, &err));
    return search;
}

// The ids that are found, one blank between them.
static const char *ids(struct partner_search *search, const char *text,
                       size_t most)
{
    static char all[4096];
    const struct partner *found[MOST];
    size_t count;
    size_t used = 0;
    const struct partner_wish wish = {text, LANGUAGE_NL, TODAY};
    const size_t got = partner_search_find(search, &wish, found, most, &count);
    assert_true(got <= most && got <= count);
    all[0] = '\0';
    for (size_t i = 0; i < got; i++)
        used += (size_t)snprintf(all + used, sizeof all - used, "%s%s",
                                 i > 0 ? " " : "", found[i]->id);
    return all;
}

static void what_is_typed_is_found_however_it_is_written(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"sint-jansinstituut", "jan"},
        {"SINT JANSINSTITUUT", "jan"},
        {"St.-Jansinstituut", "jan"},
        {"sint jans instituut", "jan"},
        {"sintjansinstituut", "jan"},
        {"instituut sint jans", "jan"},
        {"sji", "jan"},
        {"college sacre coeur", "coeur"},
        {"COLLÈGE DU SACRÉ-CŒUR", "coeur"},
        {"collège du sacre\xcc\x81 c\xc5\x93ur", "coeur"},
        {"saint michel", "michel"},
        {"sint michel", "michel"},
        {"sankt michel", "michel"},
        {"o.l.v. presentatie", "olv"},
        {"o l vrouw", "olv onze"},
        {"olv presentatie", "olv"},
        {"onze lieve vrouw presentatie", "olv"},
        {"olv college", "onze"},
        {"olv antwerpen", "onze"},
        {"onze lieve vrouwe", "onze olv"},
        {"vbs sint lucas", "kortrijk"},
        {"dhondtschool", "hondt"},
        {"d’hondt", "hondt"},
        {"s gravenvoeren", "hondt"},
        {"lucas kort", "kortrijk"},
        {"kor luc", "kortrijk"},
    };
    struct partner_list list = few();
    struct partner_search *search = index_of(&list);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        if (strcmp(ids(search, cases[i][0], MOST), cases[i][1]) != 0)
            fail_msg("\"%s\" found: %s", cases[i][0],
                     ids(search, cases[i][0], MOST));
    partner_search_destroy(search);
    // Each partner here is finished by the list.
    partner_list_finish(&list);
}

static void typing_errors_are_forgiven_by_length(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"linbe", "linde lindeboom"},         // wrong
        {"lnide", "linde lindeboom"},         // swapped
        {"linnde", "linde lindeboom"},        // too many
        {"lide", "linde"},                    // missing
        {"lxnxe", ""},                        // two in five letters
        {"kortijk", "kortrijk"},              //
        {"antwrpen", "onze"},                 //
        {"antwerpne", "onze"},                //
        {"antwrpne", "onze"},                 // two in eight
        {"jozefscolege aalst", "jozef"},      //
        {"jozefscollge turnhotu", "jozef-2"}, //
        {"jozfscoll", "jozef jozef-2"},       // while typing
        {"sjj", ""},                          // nothing below four letters
    };
    struct partner_list list = few();
    struct partner_search *search = index_of(&list);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        if (strcmp(ids(search, cases[i][0], MOST), cases[i][1]) != 0)
            fail_msg("\"%s\" found: %s", cases[i][0],
                     ids(search, cases[i][0], MOST));
    partner_search_destroy(search);
    partner_list_finish(&list);
}

static void the_best_comes_first_and_alike_by_name(void **state)
{
    (void)state;
    struct partner_list list = few();
    add(&list, "z-linde", "De Linde", NULL, "Zele");
    add(&list, "in", "School Lindeboom", NULL, "Mol");
    struct partner_search *search = index_of(&list);
    // Same names first, then those that begin so.
    assert_string_equal(ids(search, "de linde", MOST),
                        "linde z-linde lindeboom");
    assert_string_equal(ids(search, "lindeboom", MOST), "lindeboom in");
    // A word that is whole before one that begins so; then a typing error.
    assert_string_equal(ids(search, "atheneum gent", MOST), "a-gent a-genk");
    assert_string_equal(ids(search, "jozefscollege", MOST), "jozef jozef-2");
    // Nobody's error is looked for when there is enough without.
    assert_string_equal(ids(search, "atheneum gent", 1), "a-gent");
    partner_search_destroy(search);
    partner_list_finish(&list);
}

static void without_words_the_first_by_name_are_found(void **state)
{
    (void)state;
    static const char *const nothings[] = {NULL, "", "  ", "-.!?"};
    struct partner_list list = few();
    struct partner_search *search = index_of(&list);
    for (size_t i = 0; i < sizeof nothings / sizeof *nothings; i++)
        assert_string_equal(ids(search, nothings[i], 3),
                            "linde coeur lindeboom");
    partner_search_destroy(search);
    partner_list_finish(&list);
}

static void names_are_ordered_in_the_language(void **state)
{
    (void)state;
    struct partner_list list = {0};
    add(&list, "a", "Aap", NULL, NULL);
    add(&list, "b", "Bos", NULL, NULL);
    list.items[0].names[LANGUAGE_FR] = strdup("Singe");
    list.items[1].names[LANGUAGE_FR] = strdup("Forêt");
    struct partner_search *search = index_of(&list);
    const struct partner *found[MOST];
    size_t count;
    struct partner_wish wish = {"", LANGUAGE_FR, TODAY};
    assert_int_equal(partner_search_find(search, &wish, found, MOST, &count),
                     2);
    assert_string_equal(found[0]->id, "b");
    wish.text = "foret";
    assert_int_equal(partner_search_find(search, &wish, found, MOST, &count),
                     1);
    partner_search_destroy(search);
    partner_list_finish(&list);
}

static void who_is_outside_the_dates_is_left_out(void **state)
{
    (void)state;
    struct partner_list list = few();
    struct partner_search *search = index_of(&list);
    list.items[2].to = TODAY - 1;
    assert_string_equal(ids(search, "sji", MOST), "");
    list.items[2].to = TODAY;
    assert_string_equal(ids(search, "sji", MOST), "jan");
    list.items[2].from = TODAY + 1;
    assert_string_equal(ids(search, "sji", MOST), "");
    partner_search_destroy(search);
    partner_list_finish(&list);
}

static void anything_may_be_typed(void **state)
{
    (void)state;
    char long_text[5000];
    struct partner_list list = few();
    struct partner_list none = {0};
    struct partner_search *search = index_of(&list);
    struct partner_search *empty = index_of(&none);
    uint32_t seed = 7;
    for (int round = 0; round < 2000; round++) {
        const size_t length = (seed >> 8) % (sizeof long_text - 1);
        for (size_t i = 0; i < length; i++) {
            seed = seed * 1664525 + 1013904223;
            const char noise = (char)((seed >> 24) | 1);
            const char likely = "sint jozef-o.l.v"[seed >> 28];
            long_text[i] = round % 2 ? noise : likely;
        }
        long_text[round % 3 ? length % 60 : length] = '\0';
        ids(search, long_text, (size_t)round % MOST);
        assert_string_equal(ids(empty, long_text, MOST), "");
    }
    partner_search_destroy(search);
    partner_search_destroy(empty);
    partner_search_destroy(NULL);
    partner_list_finish(&list);
}

static unsigned pick(uint32_t *seed, unsigned count)
{
    *seed = *seed * 1664525 + 1013904223;
    return (unsigned)((uint64_t)(*seed >> 8) * count >> 24);
}

// Schools as they are called in Flanders.
static struct partner_list many(size_t count)
{
    static const char *const kinds[] = {"Vrije Basisschool",
                                        "Gemeentelijke Basisschool",
                                        "GO! Atheneum",
                                        "Koninklijk Atheneum",
                                        "Technisch Instituut",
                                        "College",
                                        "Lyceum",
                                        "Freinetschool",
                                        "Steinerschool",
                                        "Buitengewoon Onderwijs"};
    static const char *const names[] = {
        "Sint-Jan",        "Sint-Jozef",    "Sint-Pieter", "Onze-Lieve-Vrouw",
        "De Linde",        "De Regenboog",  "Het Kompas",  "De Wegwijzer",
        "Sint-Franciscus", "Mariagaarde",   "Ter Duinen",  "'t Klavertje",
        "Klim-Op",         "De Speelvogel", "Heilig Hart", "De Boomgaard"};
    static const char *const towns[] = {
        "Gent",     "Genk",        "Aalst",    "Brugge",    "Kortrijk",
        "Hasselt",  "Leuven",      "Mechelen", "Turnhout",  "Lier",
        "Oostende", "Ieper",       "Tienen",   "Diest",     "Mol",
        "Geel",     "Dendermonde", "Waregem",  "Roeselare", "Sint-Niklaas"};
    struct partner_list list = {0};
    uint32_t seed = 1;
    for (size_t i = 0; i < count; i++) {
        char id[32];
        char name[96];
        char place[48];
        snprintf(id, sizeof id, "school-%zu", i);
        snprintf(name, sizeof name, "%s %s %c%c%zu",
                 kinds[pick(&seed, sizeof kinds / sizeof *kinds)],
                 names[pick(&seed, sizeof names / sizeof *names)],
                 'a' + (char)pick(&seed, 26), 'a' + (char)pick(&seed, 26), i);
        snprintf(place, sizeof place, "%s",
                 towns[pick(&seed, sizeof towns / sizeof *towns)]);
        add(&list, id, name, NULL, place);
    }
    return list;
}

static void each_of_five_thousand_is_found_by_its_name(void **state)
{
    (void)state;
    struct partner_list list = many(5000);
    struct partner_search *search = index_of(&list);
    for (size_t i = 0; i < list.count; i += 7) {
        const char *first = ids(search, list.items[i].names[0], 1);
        assert_string_equal(first, list.items[i].id);
    }
    // And with its words the other way round, its town and a typing error.
    char typed[256];
    for (size_t i = 3; i < list.count; i += 101) {
        const char *name = list.items[i].names[0];
        snprintf(typed, sizeof typed, "%s %s bassischool",
                 strrchr(name, ' ') + 1, list.items[i].place);
        if (!strstr(name, "Basisschool"))
            continue;
        assert_string_equal(ids(search, typed, 1), list.items[i].id);
    }
    const struct partner *found[MOST];
    size_t count;
    const struct partner_wish wish = {"sint jozef gent", LANGUAGE_NL, TODAY};
    assert_int_equal(partner_search_find(search, &wish, found, MOST, &count),
                     count < MOST ? count : MOST);
    assert_in_range(count, 5, 40);
    partner_search_destroy(search);
    partner_list_finish(&list);
}

static void errors_are_counted_up_to_what_is_allowed(void **state)
{
    (void)state;
    assert_int_equal(misspelling_count("school", "school", 2, false), 0);
    assert_int_equal(misspelling_count("shcool", "school", 2, false), 1);
    assert_int_equal(misspelling_count("schol", "school", 2, false), 1);
    assert_int_equal(misspelling_count("scholl", "school", 2, false), 1);
    assert_int_equal(misspelling_count("school", "scholen", 2, false), 3);
    assert_int_equal(misspelling_count("sch", "school", 2, false), 3);
    assert_int_equal(misspelling_count("sch", "school", 2, true), 0);
    assert_int_equal(misspelling_count("shc", "school", 2, true), 1);
    assert_int_equal(misspelling_count("", "", 0, false), 0);
    assert_int_equal(misspelling_count("abc", "xyz", 1, true), 2);
    assert_int_equal(misspelling_allowance("abc"), 0);
    assert_int_equal(misspelling_allowance("abcd"), 1);
    assert_int_equal(misspelling_allowance("abcdefgh"), 2);
}

static void words_beyond_their_room_are_cut(void **state)
{
    (void)state;
    struct school_words words;
    char text[4000];
    memset(text, 'a', sizeof text - 1);
    text[sizeof text - 1] = '\0';
    assert_true(school_words_split(&words, text));
    assert_int_equal(words.count, 1);
    assert_int_equal(strlen(words.words[0]), SCHOOL_WORD_BYTES - 1);
    for (size_t i = 2; i < sizeof text - 1; i += 3)
        text[i] = ' ';
    assert_true(school_words_split(&words, text));
    assert_int_equal(words.count, SCHOOL_WORDS_MAX);
    school_words_add_others(&words);
    assert_int_equal(words.count, SCHOOL_WORDS_MAX);
    for (size_t i = 1; i < sizeof text - 1; i += 2)
        text[i] = '.';
    assert_true(school_words_split(&words, text));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_typed_is_found_however_it_is_written),
        cmocka_unit_test(typing_errors_are_forgiven_by_length),
        cmocka_unit_test(the_best_comes_first_and_alike_by_name),
        cmocka_unit_test(without_words_the_first_by_name_are_found),
        cmocka_unit_test(names_are_ordered_in_the_language),
        cmocka_unit_test(who_is_outside_the_dates_is_left_out),
        cmocka_unit_test(anything_may_be_typed),
        cmocka_unit_test(each_of_five_thousand_is_found_by_its_name),
        cmocka_unit_test(errors_are_counted_up_to_what_is_allowed),
        cmocka_unit_test(words_beyond_their_room_are_cut),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
