#include "serve/log.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <sys/socket.h>
#include <unistd.h>

#include <cmocka.h>

enum { PAIRS_MAX = 32 };

// Standard error is, for a while, a socket on which every write is a message of
// its own.
static int saved_fd;
static int hearing_fd;

static void begin_hearing(void)
{
    int ends[2];
    assert_int_equal(
        socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_NONBLOCK, 0, ends), 0);
    fflush(stderr);
    saved_fd = dup(STDERR_FILENO);
    assert_true(dup2(ends[1], STDERR_FILENO) >= 0);
    close(ends[1]);
    hearing_fd = ends[0];
}

// The one line that was written since, without its end, in one write.
static void end_hearing(char *line, size_t size)
{
    char more;
    const ssize_t got = recv(hearing_fd, line, size - 1, 0);
    const ssize_t second = recv(hearing_fd, &more, 1, 0);
    assert_true(dup2(saved_fd, STDERR_FILENO) >= 0);
    close(saved_fd);
    close(hearing_fd);
    assert_true(got > 0);
    assert_true(second < 0);
    line[got] = '\0';
    assert_int_equal(strlen(line), got);
    assert_ptr_equal(strchr(line, '\n'), line + got - 1);
    line[got - 1] = '\0';
}

// A line of logfmt in its parts.
struct pairs {
    size_t count;
    char keys[PAIRS_MAX][32];
    char values[PAIRS_MAX][600];
};

// One value, quoted or not; gives what follows.
static const char *take_value(const char *at, char *value, size_t size)
{
    const bool is_quoted = *at == '"';
    at += is_quoted;
    const size_t length = strcspn(at, is_quoted ? "\"" : " \"=");
    assert_true(length < size);
    snprintf(value, size, "%.*s", (int)length, at);
    for (const char *byte = value; *byte; byte++)
        assert_true((unsigned char)*byte >= ' ' && *byte != '\\');
    at += length;
    if (is_quoted)
        assert_int_equal(*at++, '"');
    return at;
}

static void read_pairs(struct pairs *pairs, const char *at)
{
    pairs->count = 0;
    for (;;) {
        assert_true(pairs->count < PAIRS_MAX);
        char *key = pairs->keys[pairs->count];
        const size_t length = strspn(at, "abcdefghijklmnopqrstuvwxyz_");
        assert_in_range(length, 1, sizeof pairs->keys[0] - 1);
        snprintf(key, sizeof pairs->keys[0], "%.*s", (int)length, at);
        assert_int_equal(at[length], '=');
        at = take_value(at + length + 1, pairs->values[pairs->count++],
                        sizeof pairs->values[0]);
        if (!*at)
            return;
        assert_int_equal(*at++, ' ');
    }
}

// The value of a key that stands in the line once; NULL: it does not.
static const char *value(const struct pairs *pairs, const char *key)
{
    const char *found = NULL;
    for (size_t i = 0; i < pairs->count; i++)
        if (strcmp(pairs->keys[i], key) == 0) {
            assert_null(found);
            found = pairs->values[i];
        }
    return found;
}

static void assert_value(const struct pairs *pairs, const char *key,
                         const char *expected)
{
    const char *there = value(pairs, key);
    if (!there)
        fail_msg("there is no %s", key);
    assert_string_equal(there, expected);
}

static const struct request request = {.id = "0123456789abcdef0123456789abcdef",
                                       .method = METHOD_POST};

static void hear_request(struct pairs *pairs, int status,
                         const struct log_entry *entry)
{
    char line[2048];
    const struct sent sent = {.status = status, .bytes = 5678};
    begin_hearing();
    log_request(&request, &sent, entry);
    end_hearing(line, sizeof line);
    read_pairs(pairs, line);
}

static struct log_entry whole_entry(void)
{
    return (struct log_entry){.route = "posters",
                              .template_id = "volgers",
                              .format_id = "a4",
                              .bytes_in = 1234,
                              .read_ms = 7,
                              .milliseconds = 89,
                              .has_stages = true,
                              .stage_ms = {0.1, 2.25, 3, 4, 1234.5},
                              .memory_bytes = 3 << 20};
}

static void a_request_is_one_line_with_all_there_is_to_say(void **state)
{
    (void)state;
    struct pairs pairs;
    const struct log_entry entry = whole_entry();
    hear_request(&pairs, 200, &entry);
    assert_value(&pairs, "level", "info");
    assert_value(&pairs, "id", request.id);
    assert_value(&pairs, "method", "POST");
    assert_value(&pairs, "route", "posters");
    assert_value(&pairs, "status", "200");
    assert_value(&pairs, "in", "1234");
    assert_value(&pairs, "out", "5678");
    assert_value(&pairs, "ms", "89");
    assert_value(&pairs, "read_ms", "7");
    assert_value(&pairs, "template", "volgers");
    assert_value(&pairs, "format", "a4");
    assert_value(&pairs, "plan_ms", "0.1");
    assert_value(&pairs, "encode_ms", "1234.5");
    assert_value(&pairs, "peak_kb", "3072");
    assert_int_equal(pairs.count, 12 + PRESS_STAGES);
}

static void what_there_is_not_is_not_told(void **state)
{
    (void)state;
    struct pairs pairs;
    const struct log_entry entry = {.route = "index"};
    hear_request(&pairs, 304, &entry);
    assert_int_equal(pairs.count, 9);
    assert_null(value(&pairs, "template"));
    assert_null(value(&pairs, "reason"));
}

static void only_what_is_the_servers_fault_is_an_error(void **state)
{
    (void)state;
    struct pairs pairs;
    const struct log_entry entry = {.route = "posters"};
    hear_request(&pairs, 499, &entry);
    assert_value(&pairs, "level", "info");
    hear_request(&pairs, 500, &entry);
    assert_value(&pairs, "level", "error");
}

static void a_reason_is_told_with_its_field_and_cause(void **state)
{
    (void)state;
    struct pairs pairs;
    struct log_entry entry = whole_entry();
    struct error error = {0};
    error_set_detail(&error, ERROR_INVALID, MESSAGE_POSTER_FAILED,
                     "crashed by signal (%d)", 6);
    strcpy(error.field, "photo");
    entry.error = &error;
    hear_request(&pairs, 422, &entry);
    assert_value(&pairs, "reason", message_name(MESSAGE_POSTER_FAILED));
    assert_value(&pairs, "field", "photo");
    assert_value(&pairs, "cause", "crashed by signal (6)");
}

static void assert_cause(const char *detail, const char *cause)
{
    struct pairs pairs;
    struct log_entry entry = whole_entry();
    struct error error = {0};
    error_set_detail(&error, ERROR_SYSTEM, MESSAGE_SYSTEM, "%s", detail);
    entry.error = &error;
    hear_request(&pairs, 500, &entry);
    assert_value(&pairs, "cause", cause);
}

static void a_cause_cannot_end_its_line_or_begin_another(void **state)
{
    (void)state;
    assert_cause("a \"b\" c", "a 'b' c");
    assert_cause("a\" level=error x=\"", "a' level=error x='");
    assert_cause("a\nlevel=error\r\n", "a'level=error''");
    assert_cause("a\\", "a'");
    assert_cause("\t\v\f\b\a\x1b[31m", "''''''[31m");
    assert_cause("a=b é", "a=b é");
}

static void a_long_cause_is_cut_and_the_line_stays_whole(void **state)
{
    (void)state;
    char detail[401];
    char cause[ERROR_DETAIL_MAX];
    for (size_t i = 0; i < sizeof detail - 1; i++)
        detail[i] = "\"\n\\ x"[i % 5];
    detail[sizeof detail - 1] = '\0';
    for (size_t i = 0; i < sizeof cause - 1; i++)
        cause[i] = "''' x"[i % 5];
    cause[sizeof cause - 1] = '\0';
    assert_cause(detail, cause);
}

// Everything as long as it can be.
static void the_longest_line_has_room_for_its_cause(void **state)
{
    (void)state;
    struct pairs pairs;
    struct log_entry entry = whole_entry();
    struct error error = {.kind = ERROR_SYSTEM, .message = MESSAGE_SYSTEM};
    char id[LIMIT_ID_BYTES];
    memset(id, 'i', sizeof id - 1);
    id[sizeof id - 1] = '\0';
    memset(error.field, 'f', sizeof error.field - 1);
    memset(error.detail, 'd', sizeof error.detail - 1);
    entry.template_id = entry.format_id = id;
    entry.bytes_in = SIZE_MAX;
    entry.read_ms = entry.milliseconds = entry.memory_bytes = INT64_MAX;
    for (int i = 0; i < PRESS_STAGES; i++)
        entry.stage_ms[i] = 1e9;
    entry.error = &error;
    hear_request(&pairs, 500, &entry);
    assert_value(&pairs, "field", error.field);
    assert_value(&pairs, "cause", error.detail);
}

static void assert_event(const char *text, const char *event)
{
    char line[2048];
    struct pairs pairs;
    begin_hearing();
    log_event("%s", text);
    end_hearing(line, sizeof line);
    read_pairs(&pairs, line);
    assert_int_equal(pairs.count, 2);
    assert_value(&pairs, "level", "notice");
    assert_value(&pairs, "event", event);
}

static void an_event_is_one_line_whatever_it_says(void **state)
{
    (void)state;
    char text[1001];
    char event[512];
    memset(text, '"', sizeof text - 1);
    text[sizeof text - 1] = '\0';
    memset(event, '\'', sizeof event - 1);
    event[sizeof event - 1] = '\0';
    assert_event("the door ended", "the door ended");
    assert_event("a\n\"b\\", "a''b'");
    assert_event("", "");
    assert_event(text, event);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_request_is_one_line_with_all_there_is_to_say),
        cmocka_unit_test(what_there_is_not_is_not_told),
        cmocka_unit_test(only_what_is_the_servers_fault_is_an_error),
        cmocka_unit_test(a_reason_is_told_with_its_field_and_cause),
        cmocka_unit_test(a_cause_cannot_end_its_line_or_begin_another),
        cmocka_unit_test(a_long_cause_is_cut_and_the_line_stays_whole),
        cmocka_unit_test(the_longest_line_has_room_for_its_cause),
        cmocka_unit_test(an_event_is_one_line_whatever_it_says),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
