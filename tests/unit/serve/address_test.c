#include "serve/address.h"
#include "serve/embed_policy.h"
#include "serve/oembed_text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void an_address_is_read_and_made_alike(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"https://poster.example.org", "https://poster.example.org/"},
        {"HTTPS://Poster.Example.org/a", "https://poster.example.org/a/"},
        {"http://127.0.0.1:8080/", "http://127.0.0.1:8080/"},
        {"http://[::1]:8080/x/", "http://[::1]:8080/x/"},
        {"ftp://x.org/", ""},
        {"poster.example.org", ""},
        {"https://", ""},
        {"https://a..b/", ""},
        {"https://x.org:0/", ""},
        {"https://x.org:99999/", ""},
        {"https://x.org/a?b", ""},
        {"https://x.org/\"><script>", ""},
        {"https://x.org/../", ""},
        {"https://u:p@x.org/", ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char address[ADDRESS_MAX];
        assert_int_equal(address_read(cases[i][0], address), *cases[i][1] != 0);
        assert_string_equal(address, cases[i][1]);
    }
}

static void what_is_below_an_address_is_found(void **state)
{
    (void)state;
    static const char ours[] = "https://poster.example.org/p/";
    static const char *const cases[][2] = {
        {"https://poster.example.org/p/", ""},
        {"https://poster.example.org/p", ""},
        {"http://POSTER.example.org:80/p/?lang=fr", "?lang=fr"},
        {"https://poster.example.org/p/embed/x?a=b#?secret=1", "embed/x?a=b"},
        {"https://poster.example.org/px/", NULL},
        {"https://poster.example.org/", NULL},
        {"https://poster.example.org.evil.org/p/", NULL},
        {"https://evil@poster.example.org/p/", NULL},
        {"https://poster.example.org:8443/p/", NULL},
        {"javascript:x", NULL},
        {"", NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char below[64];
        const char *found = address_below(ours, cases[i][0], below, 64);
        if (!cases[i][1]) {
            assert_null(found);
            continue;
        }
        assert_non_null(found);
        assert_string_equal(found, cases[i][1]);
    }
}

static void no_origin_ends_the_policy(void **state)
{
    (void)state;
    char *origins[] = {"https://a.example", "https://b.example; script-src *",
                       "x\r\nSet-Cookie: a", "'none'", "https://*.c.example:8"};
    const struct partner partner = {.origins = origins, .origin_count = 5};
    char policy[EMBED_POLICY_MAX];
    embed_policy_write(&partner, policy);
    assert_string_equal(
        strstr(policy, "frame-ancestors"),
        "frame-ancestors 'self' https://a.example https://*.c.example:8");
    embed_policy_write(NULL, policy);
    assert_string_equal(strstr(policy, "frame-ancestors"), "frame-ancestors *");
}

static void a_limit_that_is_none_is_passed_over(void **state)
{
    (void)state;
    assert_int_equal(oembed_read_limit("300"), 300);
    static const char *const none[] = {"", "0", "-1", "x", "1x", "9999999999"};
    for (size_t i = 0; i < sizeof none / sizeof *none; i++)
        assert_int_equal(oembed_read_limit(none[i]), OEMBED_MOST);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_address_is_read_and_made_alike),
        cmocka_unit_test(what_is_below_an_address_is_found),
        cmocka_unit_test(no_origin_ends_the_policy),
        cmocka_unit_test(a_limit_that_is_none_is_passed_over),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
