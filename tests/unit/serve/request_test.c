#include "serve/request.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

// The parameters of the request of this test: libfcgi is not needed.
static const char *request_id;
static const char *request_method = "";
static const char *request_host = "";

const char *fcgi_param(const struct fcgi *fcgi, const char *name)
{
    (void)fcgi;
    if (strcmp(name, "REQUEST_METHOD") == 0)
        return request_method;
    if (strcmp(name, "HTTP_HOST") == 0)
        return request_host;
    if (strcmp(name, "REQUEST_SCHEME") == 0)
        return "https";
    if (strcmp(name, "SCRIPT_NAME") == 0)
        return "/poster";
    return strcmp(name, "REQUEST_ID") == 0 && request_id ? request_id : "";
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

static void a_method_is_one_that_is_known_as_it_is_written(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        enum method method;
    } cases[] = {
        {"GET", METHOD_GET},        {"HEAD", METHOD_HEAD},
        {"POST", METHOD_POST},      {"OPTIONS", METHOD_OPTIONS},
        {"options", METHOD_OTHER},  {"OPTION", METHOD_OTHER},
        {"OPTIONSX", METHOD_OTHER}, {"", METHOD_OTHER},
    };
    struct request request;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        request_method = cases[i].text;
        request_read(&request, NULL);
        assert_int_equal(request.method, cases[i].method);
    }
}

static void an_address_is_never_of_a_host_that_is_none(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"Poster.Example.org", "https://poster.example.org/poster/"},
        {"127.0.0.1:8080", "https://127.0.0.1:8080/poster/"},
        {"[::1]:8080", "https://[::1]:8080/poster/"},
        {"", ""},
        {"a b", ""},
        {"x.org/evil", ""},
        {"x.org?evil", ""},
        {"x.org#evil", ""},
        {"u@x.org", ""},
        {"x.org\r\nSet-Cookie: a=b", ""},
        {"x.org\"><script>", ""},
        {"x.org;script-src *", ""},
        {"x.org:99999", ""},
        {"x.org, y.org", ""},
    };
    struct request request;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        request_host = cases[i][0];
        request_read(&request, NULL);
        assert_string_equal(request.address, cases[i][1]);
    }
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
        cmocka_unit_test(a_method_is_one_that_is_known_as_it_is_written),
        cmocka_unit_test(an_address_is_never_of_a_host_that_is_none),
        cmocka_unit_test(the_language_that_weighs_most_is_taken),
        cmocka_unit_test(a_browser_prefers_a_page_and_a_program_json),
        cmocka_unit_test(a_query_is_decoded_within_bounds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
