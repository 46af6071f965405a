#include "serve/response.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

static void every_kind_has_its_status(void **state)
{
    (void)state;
    assert_int_equal(response_status(ERROR_MALFORMED), 400);
    assert_int_equal(response_status(ERROR_NOT_FOUND), 404);
    assert_int_equal(response_status(ERROR_NOT_ALLOWED), 405);
    assert_int_equal(response_status(ERROR_TOO_LARGE), 413);
    assert_int_equal(response_status(ERROR_UNSUPPORTED), 415);
    assert_int_equal(response_status(ERROR_INVALID), 422);
    assert_int_equal(response_status(ERROR_BUSY), 503);
    assert_int_equal(response_status(ERROR_SYSTEM), 500);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_kind_has_its_status),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
