// Where words may be divided, against words whose hyphens are in the dictionary
// (Het Groene Boekje, Larousse, Duden).
#include "press/hyphens.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct hyphens *hyphens;

static int load(void **state)
{
    (void)state;
    hyphens = hyphens_create("/usr/share/hyphen");
    return hyphens ? 0 : -1;
}

static int unload(void **state)
{
    (void)state;
    hyphens_destroy(hyphens);
    return 0;
}

// `expected` has a `|` for each soft hyphen.
static void assert_divided(const char *expected, enum language language)
{
    char typed[256] = "";
    char seen[512] = "";
    for (const char *at = expected; *at; at++)
        if (*at != '|')
            strncat(typed, at, 1);
    char *divided = hyphens_add(hyphens, typed, language);
    for (const char *at = divided; *at; at++)
        if (strncmp(at, "\u00AD", 2) == 0) {
            strcat(seen, "|");
            at++;
        } else {
            strncat(seen, at, 1);
        }
    free(divided);
    assert_string_equal(seen, expected);
}

static void dutch_words_are_divided_as_the_dictionary_has_it(void **state)
{
    (void)state;
    static const char *const words[] = {
        "klas|sen|raad",  "ver|ga|de|ring", "on|der|wijs",
        "leer|krach|ten", "school|jaar",    "ver|ant|woor|de|lijk|heid",
        "in|spec|teur",   "di|rec|teur",    "kin|de|ren",
        "huis|werk",      "recht|streeks",
    };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        // Never fewer than three letters to a side.
        char *copy = strdup(words[i]);
        char *first = strchr(copy, '|');
        if (first - copy < 3)
            memmove(first, first + 1, strlen(first));
        char *last = strrchr(copy, '|');
        if (last && strlen(last + 1) < 3)
            memmove(last, last + 1, strlen(last));
        assert_divided(copy, LANGUAGE_NL);
        free(copy);
    }
}

static void what_should_stay_whole_stays_whole(void **state)
{
    (void)state;
    static const char *const whole[] = {
        "leraar",
        "Ik groet Vandersteen",
        "Met juf Vanderschueren",
        "#verantwoordelijkheid",
        "juf@verantwoordelijkheid",
        "3verantwoordelijkheid4",
        "",
        "24 %",
    };
    for (size_t i = 0; i < sizeof whole / sizeof *whole; i++)
        assert_divided(whole[i], LANGUAGE_NL);
    // The start of a sentence has a capital anyway.
    assert_divided("Onder|wijs. Onder|wijs", LANGUAGE_NL);
}

static void other_languages_have_their_own_patterns(void **state)
{
    (void)state;
    assert_divided("extra|or|di|naire", LANGUAGE_FR);
    assert_divided("respon|si|ble", LANGUAGE_EN);
}

// German's patterns are so many that only those that matter are understood. As
// all of them have it: a longer pattern can keep a shorter one from being found
// ("schwarze"), and is told from what stands behind it ("idealsinn").
static void german_words_are_divided_as_all_patterns_have_it(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "Ver|ant|wor|tungs|be|wusst|sein",
        "schwarze",
        "schar|la|tan",
        "Manda|rin|ente",
        "ide|al|sinn",
        "Mit Grö|ßen|ver|hält|nis|sen \U0001F600 arbei|ten Leh|re|rin|nen",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        assert_divided(texts[i], LANGUAGE_DE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(dutch_words_are_divided_as_the_dictionary_has_it),
        cmocka_unit_test(what_should_stay_whole_stays_whole),
        cmocka_unit_test(other_languages_have_their_own_patterns),
        cmocka_unit_test(german_words_are_divided_as_all_patterns_have_it),
    };
    return cmocka_run_group_tests(tests, load, unload);
}
