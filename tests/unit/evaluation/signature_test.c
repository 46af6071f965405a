#include "evaluation/signature.h"

#include "folder.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>

static const char key[SIGNATURE_KEY_BYTES] =
    "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";
static const struct signature_claim claim = {.partner_id = "sint-jan",
                                             .from = 20261101,
                                             .to = 20261130,
                                             .until = 20270131};

static int begin(void **state)
{
    (void)state;
    folder_make();
    return 0;
}

static int end(void **state)
{
    (void)state;
    folder_remove();
    return 0;
}

// Computed by `printf 'postertool report 1\nsint-jan\n...' | openssl dgst
// -sha256 -hmac KEY`.
static void a_signature_is_the_hmac_of_what_it_says(void **state)
{
    (void)state;
    char signature[SIGNATURE_BYTES];
    signature_make(&claim, key, signature);
    assert_string_equal(signature, "18795b3f04276764d040ab67057622c8"
                                   "95700adfc0646ba84a58a7169e87ae77");
}

static void a_signature_holds_until_its_day(void **state)
{
    (void)state;
    char signature[SIGNATURE_BYTES];
    signature_make(&claim, key, signature);
    assert_true(signature_holds(&claim, key, signature, 20261101));
    assert_true(signature_holds(&claim, key, signature, 20270131));
    assert_false(signature_holds(&claim, key, signature, 20270201));
}

static void another_claim_or_key_has_another_signature(void **state)
{
    (void)state;
    char signature[SIGNATURE_BYTES];
    char other_key[SIGNATURE_KEY_BYTES];
    signature_make(&claim, key, signature);
    struct signature_claim others[4] = {claim, claim, claim, claim};
    strcpy(others[0].partner_id, "sint-jans");
    others[1].from--;
    others[2].to = 0;
    others[3].until++;
    for (size_t i = 0; i < 4; i++)
        assert_false(signature_holds(&others[i], key, signature, 20261201));
    strcpy(other_key, key);
    other_key[63] = 'e';
    assert_false(signature_holds(&claim, other_key, signature, 20261201));
}

static void what_is_no_signature_does_not_hold(void **state)
{
    (void)state;
    char signature[SIGNATURE_BYTES];
    char longer[SIGNATURE_BYTES + 1];
    signature_make(&claim, key, signature);
    snprintf(longer, sizeof longer, "%s0", signature);
    assert_false(signature_holds(&claim, key, longer, 20261201));
    assert_false(signature_holds(&claim, key, "", 20261201));
    for (size_t i = 0; i < SIGNATURE_BYTES - 1; i++) {
        const char was = signature[i];
        signature[i] = was == '0' ? '1' : '0';
        assert_false(signature_holds(&claim, key, signature, 20261201));
        signature[i] = was;
    }
    signature[SIGNATURE_BYTES - 2] = '\0';
    assert_false(signature_holds(&claim, key, signature, 20261201));
}

static void a_key_is_made_once_for_its_owner_alone(void **state)
{
    (void)state;
    char first[SIGNATURE_KEY_BYTES];
    char again[SIGNATURE_KEY_BYTES];
    struct error err = {0};
    struct stat status;
    const char *path = folder_path("report.key");
    assert_false(signature_read_key(path, false, first, &err));
    assert_int_equal(err.kind, ERROR_SYSTEM);
    assert_true(signature_read_key(path, true, first, &err));
    assert_int_equal(strspn(first, "0123456789abcdef"), 64);
    assert_true(signature_read_key(path, true, again, &err));
    assert_string_equal(first, again);
    assert_int_equal(stat(path, &status), 0);
    assert_int_equal(status.st_mode & 07777, 0600);
    assert_int_equal(status.st_nlink, 1);
    assert_true(
        signature_read_key(folder_path("other.key"), true, again, &err));
    assert_string_not_equal(first, again);
}

static void a_key_may_end_its_line_or_not(void **state)
{
    (void)state;
    char text[80];
    char read[SIGNATURE_KEY_BYTES];
    struct error err = {0};
    folder_write_text("bare", key);
    assert_true(signature_read_key(folder_path("bare"), false, read, &err));
    assert_string_equal(read, key);
    snprintf(text, sizeof text, "%s\n", key);
    folder_write_text("line", text);
    assert_true(signature_read_key(folder_path("line"), false, read, &err));
    assert_string_equal(read, key);
}

static void a_file_that_is_no_key_is_refused_and_kept(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "",
        "00",
        "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1F",
        "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f0",
        "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f\n\n",
    };
    char read[SIGNATURE_KEY_BYTES];
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct error err = {0};
        struct stat status;
        folder_write_text("wrong", texts[i]);
        assert_false(
            signature_read_key(folder_path("wrong"), true, read, &err));
        assert_non_null(strstr(err.detail, "64 hexadecimal digits"));
        assert_int_equal(stat(folder_path("wrong"), &status), 0);
        assert_int_equal(status.st_size, strlen(texts[i]));
    }
}

static void a_folder_that_is_not_there_is_told(void **state)
{
    (void)state;
    char read[SIGNATURE_KEY_BYTES];
    struct error err = {0};
    assert_false(
        signature_read_key(folder_path("none/report.key"), true, read, &err));
    assert_non_null(strstr(err.detail, "No such file"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_signature_is_the_hmac_of_what_it_says),
        cmocka_unit_test(a_signature_holds_until_its_day),
        cmocka_unit_test(another_claim_or_key_has_another_signature),
        cmocka_unit_test(what_is_no_signature_does_not_hold),
        cmocka_unit_test_setup_teardown(a_key_is_made_once_for_its_owner_alone,
                                        begin, end),
        cmocka_unit_test_setup_teardown(a_key_may_end_its_line_or_not, begin,
                                        end),
        cmocka_unit_test_setup_teardown(
            a_file_that_is_no_key_is_refused_and_kept, begin, end),
        cmocka_unit_test_setup_teardown(a_folder_that_is_not_there_is_told,
                                        begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
