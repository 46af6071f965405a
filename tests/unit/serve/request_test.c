#include "serve/request.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

// The parameters of the request of this test: libfcgi is not needed.
static const char *request_id;
static const char *request_method;
static const char *request_host;

const char *fcgi_param(const struct fcgi *fcgi, const char *name)
{
    (void)fcgi;
    const char *const given[][2] = {{"REQUEST_ID", request_id},
                                    {"REQUEST_METHOD", request_method},
                                    {"HTTP_HOST", request_host},
                                    {"REQUEST_SCHEME", "https"},
                                    {"SCRIPT_NAME", "/posters"}};
    for (size_t i = 0; i < sizeof given / sizeof *given; i++)
        if (strcmp(name, given[i][0]) == 0 && given[i][1])
            return given[i][1];
    return "";
}

static void read_with_id(struct request *request, const char *id)
{
    request_id = id;
    request_read(request, NULL);
}

static void the_id_of_the_web_server_is_taken_over(void **state)
{
    (void)state;
    static const char *const ids[] = {"0123456789abcdef0123456789abcdef",
                                      "00000000000000000000000000000000",
                                      "ffffffffffffffffffffffffffffffff"};
    struct request request;
    for (size_t i = 0; i < sizeof ids / sizeof *ids; i++) {
        read_with_id(&request, ids[i]);
        assert_string_equal(request.id, ids[i]);
    }
}

static void any_other_id_is_replaced(void **state)
{
    (void)state;
    static const char *const ids[] = {
        NULL,
        "",
        "0123456789abcdef0123456789abcde",
        "0123456789abcdef0123456789abcdef0",
        "0123456789abcdef0123456789abcdeg",
        "0123456789ABCDEF0123456789ABCDEF",
        "0123456789abcdef 123456789abcdef",
        "0123456789abcdef\n123456789abcdef",
        "0123456789abcdef\"123456789abcdef",
        "0123456789abcdef0123456789abcdef\nlevel=error",
        "0123456789abcd\xc3\xa9"
        "0123456789abcdef",
    };
    struct request request;
    char before[REQUEST_ID_SIZE] = "";
    for (size_t i = 0; i < sizeof ids / sizeof *ids; i++) {
        read_with_id(&request, ids[i]);
        assert_int_equal(strlen(request.id), 16);
        assert_int_equal(strspn(request.id, "0123456789abcdef"), 16);
        assert_string_not_equal(request.id, before);
        strcpy(before, request.id);
    }
}

static void a_method_is_known_by_its_exact_name(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        enum method method;
    } cases[] = {
        {"GET", METHOD_GET},        {"HEAD", METHOD_HEAD},
        {"POST", METHOD_POST},      {"OPTIONS", METHOD_OPTIONS},
        {"options", METHOD_OTHER},  {"OPTIONS ", METHOD_OTHER},
        {"OPTIONSX", METHOD_OTHER}, {"", METHOD_OTHER},
        {"PROPFIND", METHOD_OTHER},
    };
    struct request request;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        request_method = cases[i].name;
        request_read(&request, NULL);
        assert_int_equal(request.method, cases[i].method);
    }
    request_method = NULL;
}

// A Host is whatever a client sends, and gets into pages as an address.
static void a_host_that_is_none_gives_no_address(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"poster.example", "https://poster.example/posters/"},
        {"Poster.Example:8443", "https://poster.example:8443/posters/"},
        {"", ""},
        {"a b", ""},
        {"a/b", ""},
        {"a\"><script>", ""},
        {"user@evil.example", ""},
        {"a;frame-ancestors *", ""},
        {"a\r\nX: y", ""},
        {"a:port", ""},
    };
    struct request request;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        request_host = cases[i][0];
        request_read(&request, NULL);
        assert_string_equal(request.address, cases[i][1]);
    }
    request_host = NULL;
}

static void the_language_that_weighs_most_is_taken(void **state)
{
    (void)state;
    assert_int_equal(request_language(""), LANGUAGE_NL);
    assert_int_equal(request_language("fr"), LANGUAGE_FR);
    assert_int_equal(request_language("de-AT, en;q=0.9"), LANGUAGE_DE);
    assert_int_equal(request_language("fr;q=0.2, en;q=0.25"), LANGUAGE_EN);
    assert_int_equal(request_language("es,pt;q=0.9,*;q=0.1"), LANGUAGE_NL);
    assert_int_equal(request_language("en;q=0, fr;q=0.001"), LANGUAGE_FR);
    assert_int_equal(request_language(",, ;q=1,"), LANGUAGE_NL);
    assert_int_equal(request_language("en;q=,fr;q=0."), LANGUAGE_EN);
}

static void a_browser_prefers_a_page_and_a_program_json(void **state)
{
    (void)state;
    assert_true(request_prefers_html(
        "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"));
    assert_true(request_prefers_html("application/json;q=0.1, text/html"));
    assert_false(request_prefers_html("*/*"));
    assert_false(request_prefers_html(""));
    assert_false(request_prefers_html("application/json, text/html;q=0.9"));
    assert_false(request_prefers_html("text/html;q=0"));
    assert_false(request_prefers_html("application/problem+json, text/html"));
}

static void assert_query(const char *query, const char *name,
                         enum query expected, const char *value)
{
    struct request request = {0};
    char out[8];
    strcpy(request.query, query);
    assert_int_equal(request_query(&request, name, out, sizeof out), expected);
    assert_string_equal(out, value);
}

static void a_query_is_decoded_within_bounds(void **state)
{
    (void)state;
    assert_query("", "a", QUERY_MISSING, "");
    assert_query("ab=1", "a", QUERY_MISSING, "");
    assert_query("a", "a", QUERY_MISSING, "");
    assert_query("a=", "a", QUERY_FOUND, "");
    assert_query("b=2&a=1", "a", QUERY_FOUND, "1");
    assert_query("a=%41+%c3%a9", "a", QUERY_FOUND, "A é");
    assert_query("a=1234567", "a", QUERY_FOUND, "1234567");
    assert_query("a=12345678", "a", QUERY_WRONG, "");
    assert_query("a=%", "a", QUERY_WRONG, "");
    assert_query("a=%4", "a", QUERY_WRONG, "");
    assert_query("a=%zz", "a", QUERY_WRONG, "");
    assert_query("a=x%00", "a", QUERY_WRONG, "");
    assert_query("&&&a=1", "a", QUERY_FOUND, "1");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_id_of_the_web_server_is_taken_over),
        cmocka_unit_test(any_other_id_is_replaced),
        cmocka_unit_test(a_method_is_known_by_its_exact_name),
        cmocka_unit_test(a_host_that_is_none_gives_no_address),
        cmocka_unit_test(the_language_that_weighs_most_is_taken),
        cmocka_unit_test(a_browser_prefers_a_page_and_a_program_json),
        cmocka_unit_test(a_query_is_decoded_within_bounds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
