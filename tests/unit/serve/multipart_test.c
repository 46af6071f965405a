#include "serve/multipart.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define TYPE "multipart/form-data; boundary=grens"
#define PART(name, data)                                                       \
    "--grens\r\nContent-Disposition: form-data; name=\"" name                  \
    "\"\r\n\r\n" data "\r\n"
#define END "--grens--\r\n"

// What the parser told, as text: "name=data;" for each part, with "*" behind
// the name of a file input and "**" of one with a file.
struct told {
    char text[8192];
    size_t size;
    int refuse_at; // refuse this part; 0: none
    int parts;
};

static void tell(struct told *told, const void *data, size_t size)
{
    assert_true(told->size + size < sizeof told->text);
    memcpy(told->text + told->size, data, size);
    told->size += size;
    told->text[told->size] = '\0';
}

static bool begin(void *context, const struct multipart_part *part,
                  struct error *err)
{
    struct told *told = context;
    if (++told->parts == told->refuse_at)
        return error_set(err, ERROR_INVALID, MESSAGE_FIELD_UNKNOWN, "refused");
    tell(told, part->name, strlen(part->name));
    tell(told, "**", (size_t)part->has_filename + part->names_a_file);
    tell(told, "=", 1);
    return true;
}

static bool data(void *context, struct bytes bytes, struct error *err)
{
    (void)err;
    assert_true(bytes.size > 0);
    tell(context, bytes.data, bytes.size);
    return true;
}

static bool end(void *context, struct error *err)
{
    (void)err;
    tell(context, ";", 1);
    return true;
}

// Parses `size` bytes in pieces that end at each of `cuts`.
static bool parse(const char *type, const char *body, size_t size,
                  const size_t *cuts, size_t cut_count, struct told *told,
                  struct error *err)
{
    struct multipart multipart;
    const struct multipart_events events = {begin, data, end, told};
    *err = (struct error){0};
    told->text[0] = '\0';
    told->size = 0;
    told->parts = 0;
    if (!multipart_init(&multipart, type, &events, err))
        return false;
    size_t at = 0;
    for (size_t i = 0; i <= cut_count; i++) {
        const size_t next = i < cut_count ? cuts[i] : size;
        // A copy of just these bytes, so that reading past them is seen.
        uint8_t *piece = malloc(next - at + 1);
        memcpy(piece, body + at, next - at);
        const bool fed =
            multipart_feed(&multipart, (struct bytes){piece, next - at}, err);
        free(piece);
        if (!fed)
            return false;
        at = next;
    }
    return multipart_finish(&multipart, err);
}

// The same outcome however the body is cut: whole, at every byte, in single
// bytes.
static bool parse_all_ways(const char *body, size_t size, struct told *told,
                           struct error *err)
{
    const bool whole = parse(TYPE, body, size, NULL, 0, told, err);
    struct told other = {.refuse_at = told->refuse_at};
    struct error other_err;
    for (size_t cut = 0; cut <= size; cut++) {
        assert_int_equal(parse(TYPE, body, size, &cut, 1, &other, &other_err),
                         whole);
        if (whole)
            assert_string_equal(other.text, told->text);
        else
            assert_int_equal(other_err.kind, err->kind);
    }
    size_t *cuts = calloc(size + 1, sizeof *cuts);
    for (size_t i = 0; i < size; i++)
        cuts[i] = i + 1;
    assert_int_equal(parse(TYPE, body, size, cuts, size, &other, &other_err),
                     whole);
    if (whole)
        assert_string_equal(other.text, told->text);
    free(cuts);
    return whole;
}

static void assert_told(const char *body, const char *expected)
{
    struct told told = {0};
    struct error err;
    if (!parse_all_ways(body, strlen(body), &told, &err))
        fail_msg("refused: %s", err.detail);
    assert_string_equal(told.text, expected);
}

static void assert_refused(const char *body, const char *detail)
{
    struct told told = {0};
    struct error err;
    assert_false(parse_all_ways(body, strlen(body), &told, &err));
    assert_int_equal(err.kind, ERROR_MALFORMED);
    if (!strstr(err.detail, detail))
        fail_msg("\"%s\" does not hold \"%s\"", err.detail, detail);
}

static void parts_come_with_their_names_and_data(void **state)
{
    (void)state;
    assert_told(PART("a", "1") PART("b", "") PART("c", "drie") END,
                "a=1;b=;c=drie;");
}

static void a_body_of_no_parts_is_complete(void **state)
{
    (void)state;
    assert_told(END, "");
}

static void what_stands_before_and_behind_is_left_aside(void **state)
{
    (void)state;
    assert_told("hallo\r\n-- \r\n--gren\r\n" PART("a", "1") END "en\r\n--grens",
                "a=1;");
}

static void data_that_resembles_a_boundary_is_data(void **state)
{
    (void)state;
    assert_told(PART("a", "\r\n--gren\r\r\n--gren\r\n\n\r\n--") END,
                "a=\r\n--gren\r\r\n--gren\r\n\n\r\n--;");
}

static void file_inputs_are_told_from_texts(void **state)
{
    (void)state;
    assert_told("--grens\r\nContent-Disposition: form-data; name=\"f\"; "
                "filename=\"\"\r\nContent-Type: "
                "application/octet-stream\r\n\r\n\r\n"
                "--grens\r\ncontent-disposition:form-data;filename=x;name=g"
                "\r\n\r\n12\r\n" END,
                "f*=;g**=12;");
}

static void a_file_name_may_end_in_a_backslash(void **state)
{
    (void)state;
    assert_told("--grens\r\nContent-Disposition: form-data; name=\"f\"; "
                "filename=\"foto\\\"\r\n\r\n1\r\n"
                "--grens\r\nContent-Disposition: form-data; name=\"g\"; "
                "filename=\"foto\\\\\"\r\n\r\n2\r\n"
                "--grens\r\nContent-Disposition: form-data; name=\"h\"; "
                "filename=\"\\\"\"\r\n\r\n3\r\n" END,
                "f**=1;g**=2;h**=3;");
}

static void names_may_be_escaped(void **state)
{
    (void)state;
    assert_told("--grens\r\nContent-Disposition: form-data; "
                "name=\"a\\\"b\\\\c\\d\"\r\n\r\n1\r\n" END,
                "a\"b\\c\\d=1;");
}

static void blanks_behind_a_boundary_are_allowed(void **state)
{
    (void)state;
    assert_told("--grens \t\r\nContent-Disposition: form-data; name=a\r\n\r\n1"
                "\r\n--grens--  \r\n",
                "a=1;");
}

static void every_byte_may_be_data(void **state)
{
    (void)state;
    char body[600] = "--grens\r\nContent-Disposition: form-data; "
                     "name=\"a\"\r\n\r\n";
    const size_t before = strlen(body);
    for (int i = 0; i < 256; i++)
        body[before + (size_t)i] = (char)i;
    memcpy(body + before + 256, "\r\n--grens--", 11);
    struct told told = {0};
    struct error err;
    assert_true(parse(TYPE, body, before + 256 + 11, NULL, 0, &told, &err));
    assert_memory_equal(told.text + 2, body + before, 256);
}

static void wrong_bodies_are_refused_with_a_reason(void **state)
{
    (void)state;
    assert_refused("", "last boundary");
    assert_refused("niets", "last boundary");
    assert_refused(PART("a", "1"), "last boundary");
    assert_refused(PART("a", "1") "--grens", "last boundary");
    assert_refused(PART("a", "1") "--grens-x", "boundary ends wrongly");
    assert_refused("--grensX\r\n\r\n\r\n" END, "boundary ends wrongly");
    assert_refused("--grens\n\n" END, "boundary ends wrongly");
    assert_refused("--grens\r\n\r\n1\r\n" END, "no name");
    assert_refused("--grens\r\nContent-Type: a/b\r\n\r\n1\r\n" END, "no name");
    assert_refused("--grens\r\nContent-Disposition: form-data; "
                   "name=\"\"\r\n\r\n1\r\n" END,
                   "no name");
    assert_refused("--grens\r\nContent-Disposition: attachment; "
                   "name=\"a\"\r\n\r\n1\r\n" END,
                   "not form-data");
    assert_refused("--grens\r\nContent-Disposition: form-data; name=\"a\"; "
                   "name=\"b\"\r\n\r\n1\r\n" END,
                   "two names");
    assert_refused("--grens\r\nContent-Disposition: form-data; "
                   "name=\"a\r\n\r\n1\r\n" END,
                   "disposition");
    assert_refused("--grens\r\nContent-Disposition: form-data; x\r\n\r\n" END,
                   "disposition");
    assert_refused("--grens\r\nnonsense\r\n\r\n1\r\n" END, "header line");
    assert_refused("--grens\r\nA: b\r\n folded\r\n\r\n1\r\n" END,
                   "header line");
    assert_refused("--grens\r\nA: b\n\r\n1\r\n" END, "line end");
    assert_refused("--grens\r\nA: b\rc\r\n\r\n1\r\n" END, "line end");
    assert_refused("--grens\r\nContent-Disposition: form-data; "
                   "name=a\r\nContent-Type: multipart/mixed; "
                   "boundary=x\r\n\r\n1\r\n" END,
                   "multipart");
    assert_refused("--grens\r\nContent-Disposition: form-data; "
                   "name=a\r\nContent-Transfer-Encoding: "
                   "base64\r\n\r\nMQ==\r\n" END,
                   "transfer encoding");
}

static void a_nul_in_a_header_is_refused(void **state)
{
    (void)state;
    static const char body[] = "--grens\r\nContent-Disposition: form-data; "
                               "name=\"a\0b\"\r\n\r\n1\r\n" END;
    struct told told = {0};
    struct error err;
    assert_false(parse_all_ways(body, sizeof body - 1, &told, &err));
    assert_int_equal(err.kind, ERROR_MALFORMED);
}

static void a_header_has_a_bound(void **state)
{
    (void)state;
    char body[MULTIPART_HEADER_MAX + 200];
    for (int over = 0; over < 2; over++) {
        static const char before[] = "--grens\r\nContent-Disposition: "
                                     "form-data; name=a\r\nX: ";
        strcpy(body, before);
        // The header goes from behind the boundary's line to the empty line.
        const size_t filled = MULTIPART_HEADER_MAX - 4 + 9 + (size_t)over;
        memset(body + sizeof before - 1, 'x', filled - (sizeof before - 1));
        strcpy(body + filled, "\r\n\r\n1\r\n" END);
        struct told told = {0};
        struct error err;
        assert_int_equal(parse(TYPE, body, strlen(body), NULL, 0, &told, &err),
                         !over);
    }
}

static void names_have_a_bound(void **state)
{
    (void)state;
    char body[300];
    for (int over = 0; over < 2; over++) {
        snprintf(body, sizeof body,
                 "--grens\r\nContent-Disposition: form-data; "
                 "name=\"%0*d\"\r\n\r\n1\r\n" END,
                 MULTIPART_NAME_MAX - 1 + over, 0);
        struct told told = {0};
        struct error err;
        assert_int_equal(parse(TYPE, body, strlen(body), NULL, 0, &told, &err),
                         !over);
    }
}

static void parts_have_a_bound(void **state)
{
    (void)state;
    for (int over = 0; over < 2; over++) {
        char body[8000] = "";
        for (int i = 0; i < MULTIPART_PARTS_MAX + over; i++)
            strcat(body, PART("a", ""));
        strcat(body, END);
        struct told told = {0};
        struct error err;
        assert_int_equal(parse(TYPE, body, strlen(body), NULL, 0, &told, &err),
                         !over);
        if (over)
            assert_int_equal(err.message, MESSAGE_REQUEST_TOO_MANY_PARTS);
    }
}

static void a_refusal_ends_the_parsing(void **state)
{
    (void)state;
    static const char body[] = PART("a", "1") PART("b", "2") PART("c", "3") END;
    struct told told = {.refuse_at = 2};
    struct error err;
    assert_false(parse_all_ways(body, sizeof body - 1, &told, &err));
    assert_string_equal(err.field, "refused");
    assert_string_equal(told.text, "a=1;");
}

static void content_types_are_read_with_care(void **state)
{
    (void)state;
    static const struct {
        const char *type;
        enum error_kind kind;
    } cases[] = {
        {"multipart/form-data; boundary=grens", ERROR_NONE},
        {"MultiPart/Form-Data;Boundary=\"grens\"", ERROR_NONE},
        {"multipart/form-data; charset=utf-8; boundary=grens;", ERROR_NONE},
        {"multipart/form-data", ERROR_MALFORMED},
        {"multipart/form-data; boundary=", ERROR_MALFORMED},
        {"multipart/form-data; boundary=\"a", ERROR_MALFORMED},
        {"multipart/form-data; boundary=\"a \"", ERROR_MALFORMED},
        {"multipart/form-data; boundary=a\x01", ERROR_MALFORMED},
        {"multipart/form-data; boundary=é", ERROR_MALFORMED},
        {"multipart/form-datax; boundary=grens", ERROR_UNSUPPORTED},
        {"multipart/mixed; boundary=grens", ERROR_UNSUPPORTED},
        {"application/x-www-form-urlencoded", ERROR_UNSUPPORTED},
        {"", ERROR_UNSUPPORTED},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct told told = {0};
        struct error err;
        parse(cases[i].type, END, strlen(END), NULL, 0, &told, &err);
        if (err.kind != cases[i].kind)
            fail_msg("%s: %d", cases[i].type, (int)err.kind);
    }
}

static void a_boundary_has_at_most_seventy_characters(void **state)
{
    (void)state;
    for (int size = 69; size <= 300; size += size < 72 ? 1 : 60) {
        char type[400];
        char body[400];
        snprintf(type, sizeof type, "multipart/form-data; boundary=%0*d", size,
                 0);
        snprintf(body, sizeof body, "--%0*d--", size, 0);
        struct told told = {0};
        struct error err;
        assert_int_equal(parse(type, body, strlen(body), NULL, 0, &told, &err),
                         size <= 70);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(parts_come_with_their_names_and_data),
        cmocka_unit_test(a_body_of_no_parts_is_complete),
        cmocka_unit_test(what_stands_before_and_behind_is_left_aside),
        cmocka_unit_test(data_that_resembles_a_boundary_is_data),
        cmocka_unit_test(file_inputs_are_told_from_texts),
        cmocka_unit_test(a_file_name_may_end_in_a_backslash),
        cmocka_unit_test(names_may_be_escaped),
        cmocka_unit_test(blanks_behind_a_boundary_are_allowed),
        cmocka_unit_test(every_byte_may_be_data),
        cmocka_unit_test(wrong_bodies_are_refused_with_a_reason),
        cmocka_unit_test(a_nul_in_a_header_is_refused),
        cmocka_unit_test(a_header_has_a_bound),
        cmocka_unit_test(names_have_a_bound),
        cmocka_unit_test(parts_have_a_bound),
        cmocka_unit_test(a_refusal_ends_the_parsing),
        cmocka_unit_test(content_types_are_read_with_care),
        cmocka_unit_test(a_boundary_has_at_most_seventy_characters),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
