#include "press/words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void assert_clean(const char *typed, const char *expected)
{
    char *clean = NULL;
    struct error err = {0};
    if (!words_clean(typed, strlen(typed), &clean, "slogan", &err))
        fail_msg("\"%s\" was refused", typed);
    assert_string_equal(clean, expected);
    free(clean);
}

static void assert_refused(const char *typed, size_t size, enum message message)
{
    char *clean = NULL;
    struct error err = {0};
    // Memory of exactly this size, so that reading past it is seen.
    char *exact = malloc(size + 1);
    memcpy(exact, typed, size);
    assert_false(words_clean(exact, size, &clean, "slogan", &err));
    assert_null(clean);
    assert_int_equal(err.kind, ERROR_INVALID);
    assert_int_equal(err.message, message);
    assert_string_equal(err.field, "slogan");
    free(exact);
}

static void what_phones_paste_is_cleaned_away(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"", ""},
        {"Geen filter.", "Geen filter."},
        {"  a \t b  ", "a b"},
        {"a\r\nb\rc\nd", "a\nb\nc\nd"},
        {"\n\na \n \n b\n", "a\nb"},
        {"a\u2028b\u2029c", "a\nb\nc"},
        {"a\u200Bb\uFEFFc\u00ADd\u2060e", "abcde"},
        {"\u202Ea\u202C\u2066b\u2069\u200F", "ab"},
        {"\u200Ea\u061Cb\u202A\u2067c\u2068", "abc"},
        {"a\u2003b\u3000c", "a b c"},
        {"8.25\u00A0uur", "8.25\u00A0uur"},
        {"1\u202F000\u2007000", "1\u202F000\u2007000"},
        {"e\u0301", "é"},
        {"“smart” ‘quotes’", "“smart” ‘quotes’"},
        {"<b> {{x}} %s '; DROP", "<b> {{x}} %s '; DROP"},
        {"👩‍🏫", "👩‍🏫"},
        {"می‌خواهم", "می‌خواهم"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_clean(cases[i][0], cases[i][1]);
}

static void what_is_no_utf8_is_refused(void **state)
{
    (void)state;
    static const char *const cases[] = {
        "\xff",
        "a\x80",
        "\xc3",
        "\xc0\xaf",
        "\xe2\x82",
        "\xed\xa0\x80",
        "\xf5\x80\x80\x80",
        "\xf4\x90\x80\x80",
        "ok \xe9t\xe9",
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_refused(cases[i], strlen(cases[i]), MESSAGE_TEXT_NOT_UTF8);
}

static void control_characters_are_refused(void **state)
{
    (void)state;
    for (char c = 1; c < 32; c++)
        if (!strchr("\t\n\v\f\r", c)) {
            const char typed[] = {'a', c, 'b'};
            assert_refused(typed, 3, MESSAGE_TEXT_CONTROL);
        }
    assert_refused("a\x7f", 2, MESSAGE_TEXT_CONTROL);
    assert_refused("a\xc2\x86", 3, MESSAGE_TEXT_CONTROL);
    assert_refused("a\0b", 3, MESSAGE_TEXT_CONTROL);
    assert_refused("\0", 1, MESSAGE_TEXT_CONTROL);
}

static void characters_are_counted_as_a_person_would(void **state)
{
    (void)state;
    static const struct {
        const char *words;
        size_t count;
    } cases[] = {
        {"", 0},
        {"abc", 3},
        {"é", 1},
        {"q\u0301", 1},
        {"a b\nc", 5},
        {"👩‍🏫", 1},
        {"👨‍👩‍👧‍👦", 1},
        {"🇧🇪", 1},
        {"👍🏽", 1},
        {"1️⃣", 1},
        {"שלום", 4},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        if (words_count(cases[i].words) != cases[i].count)
            fail_msg("\"%s\": %zu", cases[i].words,
                     words_count(cases[i].words));
}

static void capitals_are_those_of_unicode(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"juf Amina", "JUF AMINA"},
        {"ijs", "IJS"},
        {"straße", "STRASSE"},
        {"Élève", "ÉLÈVE"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char *upper = words_upper(cases[i][0]);
        assert_string_equal(upper, cases[i][1]);
        free(upper);
    }
}

static void what_went_leaves_a_normalised_text(void **state)
{
    (void)state;
    // A letter and its accent, with something between that goes.
    assert_clean("e\u200B\u0301", "é");
    assert_clean("e\u202E\u0301\u00ADx", "éx");
    assert_clean("A\uFEFF\u030A", "Å");
    assert_clean("\u212B\u2126", "Å\u03A9");
    assert_clean("\u1100\u1161", "\uAC00");
    // Compatibility is not canonical: what was typed stays.
    assert_clean("ﬁ ½ ²", "fi ½ ²");
    assert_clean("𝔉𝓪 ＡＢ ĳs Ĳ", "Fa AB ijs IJ");
}

static void nothing_to_see_is_no_words(void **state)
{
    (void)state;
    static const char *const unseen[] = {
        " ",      "\n\n",        "\u00A0",       "\u00A0\u202F",
        "\u200B", "\u200D",      "\u200C\u200D", "\u00AD",
        "\u3000", "\t\u00A0\n ", "\u202E\u202C", "\u2064",
    };
    for (size_t i = 0; i < sizeof unseen / sizeof *unseen; i++)
        assert_clean(unseen[i], "");
    assert_clean("\u00A0a\u00A0", "\u00A0a\u00A0");
}

static void the_size_rules_and_not_a_nul(void **state)
{
    (void)state;
    char *clean = NULL;
    struct error err = {0};
    assert_true(words_clean("abcdef", 3, &clean, "slogan", &err));
    assert_string_equal(clean, "abc");
    free(clean);
    // A character that is cut by the size is no character.
    assert_refused("é", 1, MESSAGE_TEXT_NOT_UTF8);
    assert_refused("👩", 3, MESSAGE_TEXT_NOT_UTF8);
}

static void no_bytes_at_all_do_harm(void **state)
{
    (void)state;
    static const char alphabet[] = "a \n\r\t\x01\x7f\x80\xc3\xa9\xe2\x80"
                                   "\x8b\xcc\x81\xf0\x9f\x98\x80\xff";
    unsigned seed = 9;
    int taken = 0;
    for (int round = 0; round < 20000; round++) {
        char typed[12];
        const size_t size = (seed >> 16) % sizeof typed;
        for (size_t i = 0; i < size; i++) {
            seed = seed * 1664525 + 1013904223;
            typed[i] = alphabet[(seed >> 16) % (sizeof alphabet - 1)];
        }
        seed = seed * 1664525 + 1013904223;
        char *clean = NULL;
        char *again = NULL;
        struct error err;
        if (!words_clean(typed, size, &clean, "slogan", &err)) {
            assert_null(clean);
            continue;
        }
        // What is clean stays as it is.
        assert_true(words_clean(clean, strlen(clean), &again, "slogan", &err));
        assert_string_equal(again, clean);
        taken++;
        free(clean);
        free(again);
    }
    assert_true(taken > 500);
}

static void assert_cut(const char *words, size_t most, bool whole_words,
                       const char *expected)
{
    char *cut = words_cut(words, most, whole_words);
    if (strcmp(cut, expected) != 0)
        fail_msg("\"%s\" to %zu: \"%s\" instead of \"%s\"", words, most, cut,
                 expected);
    assert_true(words_count(cut) <= most);
    free(cut);
}

static void words_are_cut_between_characters(void **state)
{
    (void)state;
    static const struct {
        const char *words;
        size_t most;
        const char *expected;
    } cases[] = {
        {"", 0, ""},
        {"", 5, ""},
        {"abc", 0, ""},
        {"abc", 2, "ab"},
        {"abc", 3, "abc"},
        {"abc", 99, "abc"},
        {"één", 1, "é"},
        {"één", 2, "éé"},
        {"q\u0301q\u0301", 1, "q\u0301"},
        {"a b", 2, "a"}, // no blank at the end
        {"ab\ncd", 3, "ab"},
        {"a 👩🏽‍🏫 b", 2, "a"},
        {"a 👩🏽‍🏫 b", 3, "a 👩🏽‍🏫"},
        {"👩🏽‍🏫👨‍👩‍👧‍👦🎓", 1, "👩🏽‍🏫"},
        {"👩🏽‍🏫👨‍👩‍👧‍👦🎓", 2,
         "👩🏽‍🏫👨‍👩‍👧‍👦"},
        {"🇧🇪🇳🇱", 1, "🇧🇪"},
        {"1️⃣2️⃣", 1, "1️⃣"},
        {"👩🏽‍🏫", 0, ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_cut(cases[i].words, cases[i].most, false, cases[i].expected);
}

static void whole_words_stay_or_go(void **state)
{
    (void)state;
    assert_cut("mijn volgers worden", 19, true, "mijn volgers worden");
    assert_cut("mijn volgers worden", 18, true, "mijn volgers");
    assert_cut("mijn volgers worden", 13, true, "mijn volgers");
    assert_cut("mijn volgers worden", 12, true, "mijn volgers");
    assert_cut("mijn volgers worden", 11, true, "mijn");
    assert_cut("mijn volgers worden", 18, false, "mijn volgers worde");
    assert_cut("ja\nvolgers", 5, true, "ja");
    assert_cut("wij 👩🏽‍🏫🎓 lezen", 5, true, "wij");
    // The only word is cut.
    assert_cut("verantwoordelijk", 5, true, "veran");
    assert_cut("abc", 0, true, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_phones_paste_is_cleaned_away),
        cmocka_unit_test(what_is_no_utf8_is_refused),
        cmocka_unit_test(control_characters_are_refused),
        cmocka_unit_test(characters_are_counted_as_a_person_would),
        cmocka_unit_test(words_are_cut_between_characters),
        cmocka_unit_test(whole_words_stay_or_go),
        cmocka_unit_test(capitals_are_those_of_unicode),
        cmocka_unit_test(what_went_leaves_a_normalised_text),
        cmocka_unit_test(nothing_to_see_is_no_words),
        cmocka_unit_test(the_size_rules_and_not_a_nul),
        cmocka_unit_test(no_bytes_at_all_do_harm),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
