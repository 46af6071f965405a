// Who is counted, by the headers of a request.
#include "serve/counting.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

static const char phone[] = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac "
                            "OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
                            "Version/18.1 Mobile/15E148 Safari/604.1";

static void a_browser_is_a_person(void **state)
{
    (void)state;
    assert_int_equal(counting_visitor(phone, "", "", true), COUNTING_PERSON);
    assert_int_equal(counting_visitor(phone, "0", "0", false), COUNTING_PERSON);
    assert_int_equal(
        counting_visitor("Mozilla/5.0 (Android 14) Instagram 355.0.0", "", "",
                         true),
        COUNTING_PERSON);
    static const char cubot[] = "Mozilla/5.0 (Linux; Android 10; CUBOT X30)";
    assert_int_equal(counting_visitor(cubot, "", "", true), COUNTING_PERSON);
    assert_int_equal(
        counting_visitor("CUBOT X30 (compatible; Googlebot/2.1)", "", "", true),
        COUNTING_ROBOT);
}

static void who_asks_for_it_is_not_followed(void **state)
{
    (void)state;
    assert_int_equal(counting_visitor(phone, "1", "", true), COUNTING_PRIVATE);
    assert_int_equal(counting_visitor(phone, "", "1", true), COUNTING_PRIVATE);
    assert_int_equal(counting_visitor("", "1", "1", false), COUNTING_PRIVATE);
}

static void robots_are_known_by_what_they_call_themselves(void **state)
{
    (void)state;
    static const char *const robots[] = {
        ("Mozilla/5.0 (compatible; Googlebot/2.1; "
         "+http://www.google.com/bot.html)"),
        "Mozilla/5.0 (compatible; YandexBot/3.0)",
        "Mozilla/5.0 (compatible; Yahoo! Slurp)",
        "Baiduspider+(+http://www.baidu.com/search/spider.htm)",
        "CCBot/2.0 (https://commoncrawl.org/faq/)",
        "facebookexternalhit/1.1",
        "Mozilla/5.0 HeadlessChrome/120.0",
        "SkypeUriPreview Preview/0.5",
        "Chrome-Lighthouse",
        "check_http (monitoring-plugins 2.3)"};
    for (size_t i = 0; i < sizeof robots / sizeof *robots; i++) {
        assert_int_equal(counting_visitor(robots[i], "", "", true),
                         COUNTING_ROBOT);
        assert_int_equal(counting_visitor(robots[i], "", "", false),
                         COUNTING_ROBOT);
    }
}

static void programs_make_posters_but_open_no_page(void **state)
{
    (void)state;
    assert_int_equal(counting_visitor("", "", "", false), COUNTING_PERSON);
    assert_int_equal(counting_visitor("", "", "", true), COUNTING_ROBOT);
    assert_int_equal(counting_visitor("curl/7.88.1", "", "", false),
                     COUNTING_PERSON);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_browser_is_a_person),
        cmocka_unit_test(who_asks_for_it_is_not_followed),
        cmocka_unit_test(robots_are_known_by_what_they_call_themselves),
        cmocka_unit_test(programs_make_posters_but_open_no_page),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
