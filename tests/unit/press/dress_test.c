// Quotes, dashes, dots and no-break blanks, in each language.
#include "press/dress.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

struct pair {
    const char *typed;
    const char *dressed;
};

static void assert_dressed(const struct pair *pairs, size_t count,
                           enum language language)
{
    for (size_t i = 0; i < count; i++) {
        char *dressed = dress_words(pairs[i].typed, language);
        assert_string_equal(dressed, pairs[i].dressed);
        // What is dressed is dressed.
        char *again = dress_words(dressed, language);
        assert_string_equal(again, dressed);
        free(again);
        free(dressed);
    }
}
#define ASSERT_DRESSED(pairs, language)                                        \
    assert_dressed(pairs, sizeof(pairs) / sizeof *(pairs), language)

static void dutch(void **state)
{
    (void)state;
    static const struct pair pairs[] = {
        {"", ""},
        {"Respect.", "Respect."},
        {"\"Aha, nu snap ik het!\"", "“Aha, nu snap ik het!”"},
        {"Hij zei: 'ja'.", "Hij zei: ‘ja’."},
        {"\"Ze zei 'ja', zeker?\"", "“Ze zei ‘ja’, zeker?”"},
        {"'s Morgens", "’s\u00A0Morgens"},
        {"en 's avonds", "en ’s\u00A0avonds"},
        // As phones type it.
        {"en ’s morgens", "en ’s\u00A0morgens"},
        {"’s Morgens", "’s\u00A0Morgens"},
        {"’t is ’k weet", "’t\u00A0is ’k\u00A0weet"},
        {"'t is 'k weet", "’t\u00A0is ’k\u00A0weet"},
        {"zo'n foto's", "zo’n foto’s"},
        {"de leraars' kamer", "de leraars’ kamer"},
        {"sinds '68", "sinds ’68"},
        {"ja - nee", "ja\u00A0– nee"},
        {"ja – nee", "ja\u00A0– nee"},
        {"3-4 oud-leerlingen", "3-4 oud-leerlingen"},
        {"Drie... twee", "Drie… twee"},
        {"....", "...."},
        {"om 8.25 uur", "om 8.25\u00A0uur"},
        {"24 kg, 100 %, € 5", "24\u00A0kg, 100\u00A0%, €\u00A05"},
        {"24 volgers", "24\u00A0volgers"},
        {"In 2024 begon ik.", "In 2024 begon ik."},
        {"3B en 24.", "3B en 24."},
        {"24 uurtjes", "24\u00A0uurtjes"},
        // As typed: without a partner, or between signs.
        {"'; DROP TABLE x; --", "'; DROP TABLE x; --"},
        {"<a b=\"c\">", "<a b=\"c\">"},
        {"24\" scherm", "24\" scherm"},
        {"\"", "\""},
        {"'", "'"},
        {"\"\"", "\"\""},
        {"\"open", "\"open"},
        {"<b>{{x}} %s", "<b>{{x}} %s"},
    };
    ASSERT_DRESSED(pairs, LANGUAGE_NL);
}

static void others(void **state)
{
    (void)state;
    static const struct pair french[] = {
        {"\"Ah !\"", "«\u00A0Ah\u00A0!\u00A0»"},
        {"« Ah »", "«\u00A0Ah\u00A0»"},
        {"Où ? Là : ici", "Où\u00A0? Là\u00A0: ici"},
        {"j'ai compris", "j’ai compris"},
        {"à 8 h 25", "à 8\u00A0h 25"},
    };
    static const struct pair english[] = {
        {"Don't say \"no\"", "Don’t say “no”"},
        {"why ?", "why ?"},
    };
    static const struct pair german[] = {
        {"\"Aha!\" hab ich's", "„Aha!“ hab ich’s"},
        {"um 8 Uhr", "um 8\u00A0Uhr"},
    };
    ASSERT_DRESSED(french, LANGUAGE_FR);
    ASSERT_DRESSED(english, LANGUAGE_EN);
    ASSERT_DRESSED(german, LANGUAGE_DE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(dutch),
        cmocka_unit_test(others),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
