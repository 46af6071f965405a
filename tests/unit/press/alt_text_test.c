// What is told of a poster to who cannot see it.
#include "made_up.h"

#include "press/alt_text.h"
#include "press/words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

// A field that no rule knows, and one that the layout has no box for.
#define INI(more)                                                              \
    "[template]\nname.nl = Proef\nname.fr = Essai\ndefault_theme = dag\n"      \
    "photo = optional\n" more "[theme dag]\nname.nl = Dag\n"                   \
    "paper = #ffffff\nink = #000000\n"                                         \
    "[field slogan]\nlabel.nl = Slogan\nmax_length = 1000\n"                   \
    "[field name]\nlabel.nl = Naam\nmax_length = 20\n"                         \
    "[field sign]\nlabel.nl = Hoeveel?\nmax_length = 20\n"                     \
    "[field hidden]\nlabel.nl = Weg\nmax_length = 20\n"                        \
    "[text slogan]\nfont = display\nsize = 1..30\nlines = 1..20\n"             \
    "color = ink\n[text name]\nfont = text\nsize = 2..6\ncolor = ink\n"        \
    "[text sign]\nfont = strong\nsize = 2..4\ncolor = ink\n"                   \
    "[text hidden]\nfont = strong\nsize = 2..4\ncolor = ink\n"

static void assert_alt(const char *const values[], const char *expected)
{
    struct poster poster;
    struct order order;
    struct error err;
    made_up_order(&order, values);
    if (!press_print(made_up_press, &order, &poster, NULL, &err))
        fail_msg("%s %s", err.field, err.detail);
    assert_string_equal(poster.alt_text, expected);
    poster_finish(&poster);
    order_finish(&order);
}

#define ASSERT_ALT(expected, ...)                                              \
    assert_alt((const char *const[]){__VA_ARGS__, NULL}, expected)

static void open(const char *ini)
{
    press_destroy(made_up_press);
    made_up_open(ini);
}

static void what_is_there_is_told_and_no_more(void **state)
{
    (void)state;
    open(INI(""));
    ASSERT_ALT("Campagneposter “Proef”: foto van Juf, met de slogan “Hallo "
               "allen”.",
               "photo", "", "name", "Juf", "slogan", "Hallo\nallen");
    ASSERT_ALT("Campagneposter “Proef” van Juf.", "name", "Juf");
    ASSERT_ALT("Campagneposter “Proef”: foto, met de slogan “Zij zei ‘ja!’”",
               "photo", "", "slogan", "Zij zei \"ja!\"");
    ASSERT_ALT("Campagneposter “Proef”, met de slogan “x”, Hoeveel: 3.",
               "slogan", "x", "sign", "3", "hidden", "niet te zien");
    ASSERT_ALT("Affiche de campagne «\u00a0Essai\u00a0»\u00a0: photo de Juf, "
               "avec le slogan «\u00a0“Oui”\u00a0».",
               "lang", "fr", "photo", "", "name", "Juf", "slogan", "\"Oui\"");
    ASSERT_ALT("Campaign poster “Proef” by Juf, with the slogan “x”.", "lang",
               "en", "name", "Juf", "slogan", "x");
    ASSERT_ALT("Kampagnenplakat „Proef“: Foto von Juf, mit dem Slogan „Ja.“",
               "lang", "de", "photo", "", "name", "Juf", "slogan", "Ja.");
}

static void a_use_has_its_own_sentence(void **state)
{
    (void)state;
    open(INI("uses = thanks\n"));
    ASSERT_ALT("Bedankposter voor juf, met foto, met de woorden “x”.", "photo",
               "", "name", "juf", "slogan", "x");
    open(INI("uses = event, team\n"));
    ASSERT_ALT("Campagneposter “Proef”: foto van het team van De Zon.", "photo",
               "", "name", "De Zon");
}

static void a_template_may_have_its_own(void **state)
{
    (void)state;
    open(INI(
        "alt.nl = [[template]]{, [[photo]]}{, door [[name]]}{: “[[slogan.]]”}"
        "{ en [[sign]]}\n"));
    ASSERT_ALT("Proef, foto: “x.”", "photo", "", "slogan", "x");
    ASSERT_ALT("Proef, door Juf: “x ‘y’.” en 3", "name", "Juf", "slogan",
               "x \"y\"", "sign", "3");
    // The other languages have ours.
    ASSERT_ALT("Kampagnenplakat „Proef“.", "lang", "de", "hidden", "x");
}

static void too_much_is_cut(void **state)
{
    (void)state;
    static const char family[] = "👩‍👩‍👧‍👦 ";
    struct poster poster;
    struct order order;
    struct error err;
    char many[4000] = "";
    char long_words[1000];
    memset(long_words, 'a', sizeof long_words - 1);
    long_words[sizeof long_words - 1] = '\0';
    for (int i = 0; i < 999; i += 4)
        long_words[i] = ' ';
    for (int i = 0; i < 80; i++)
        strcat(many, family);
    open(INI(""));
    const char *const words[] = {long_words, many};
    for (int i = 0; i < 2; i++) {
        made_up_order(&order, (const char *const[]){"slogan", words[i], NULL});
        if (!press_print(made_up_press, &order, &poster, NULL, &err))
            fail_msg("%s %s", err.field, err.detail);
        const size_t count = words_count(poster.alt_text);
        const size_t length = strlen(poster.alt_text);
        assert_true(count <= ALT_TEXT_CHARACTERS);
        assert_true(i == 1 || count > ALT_TEXT_CHARACTERS - 10);
        assert_true(length < sizeof poster.alt_text && length > 400);
        assert_string_equal(poster.alt_text + length - 3, "…");
        poster_finish(&poster);
        order_finish(&order);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_there_is_told_and_no_more),
        cmocka_unit_test(a_use_has_its_own_sentence),
        cmocka_unit_test(a_template_may_have_its_own),
        cmocka_unit_test(too_much_is_cut),
    };
    return cmocka_run_group_tests(tests, made_up_make, made_up_tidy);
}
