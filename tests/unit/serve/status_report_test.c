// The press of this test is a list of templates, so that they can be wrong in
// every way.
#include "serve/status_report.h"

#include "serve/sandbox.h"
#include "serve/values.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static struct template_list templates;
static struct format_list formats;

const struct template_list *press_templates(const struct press *press)
{
    (void)press;
    return &templates;
}

static struct partner_list partners;

const struct partner_list *press_partners(const struct press *press)
{
    (void)press;
    return &partners;
}

const struct format_list *press_formats(const struct press *press)
{
    (void)press;
    return &formats;
}

const char *press_stage_name(enum press_stage stage)
{
    (void)stage;
    return "stage";
}

static struct board *board;

static int open_board(void **state)
{
    (void)state;
    struct error err = {0};
    templates = (struct template_list){0};
    board = board_create(&err);
    return board ? 0 : -1;
}

static int close_board(void **state)
{
    (void)state;
    board_destroy(board);
    return 0;
}

// A site with one refused template.
static void refuse(const char *id, const char *why)
{
    static struct template_refusal refusal;
    static char copy[ERROR_DETAIL_MAX];
    snprintf(refusal.id, sizeof refusal.id, "%s", id);
    snprintf(copy, sizeof copy, "%s", why);
    refusal.why = copy;
    templates =
        (struct template_list){.refusals = &refusal, .refusal_count = 1};
    board_tell_site(board, NULL, 1);
}

static struct value *read_report(void)
{
    struct buffer out = {0};
    struct value *report;
    struct error err = {0};
    assert_true(status_report_json(board, &out));
    assert_true(buffer_append(&out, "", 1));
    if (!value_read(&report, "status", (const char *)out.data, &err))
        fail_msg("%s", err.detail);
    buffer_finish(&out);
    return report;
}

// The text at a path such as "templates.refused.0.why".
static const char *text_at(const struct value *report, const char *path)
{
    static char digits[VALUE_TEXT_MAX];
    const struct value *at = report;
    char name[32];
    int used;
    for (; sscanf(path, "%31[^.]%n", name, &used) == 1; path += used) {
        at = value_is_list(at) ? value_item(at, (size_t)(*name - '0'))
                               : value_member(at, name);
        used += path[used] == '.';
    }
    const char *text = value_text(at, digits);
    return text ? text : "(none)";
}

static void assert_at(const char *path, const char *expected)
{
    struct value *report = read_report();
    const char *text = text_at(report, path);
    if (strcmp(text, expected) != 0)
        fail_msg("%s is \"%s\"", path, text);
    value_destroy(report);
}

static void a_board_without_a_site_can_be_read(void **state)
{
    (void)state;
    assert_at("state", "starting");
    assert_at("site.number", "0");
    assert_at("requests.lost", "0");
}

static void a_refused_template_is_told_with_its_reason(void **state)
{
    (void)state;
    refuse("klas", "klas/template.ini:3: order is no number");
    assert_at("site.number", "1");
    assert_at("templates.refused.0.id", "klas");
    assert_at("templates.refused.0.why",
              "klas/template.ini:3: order is no number");
    refuse("volgers", "another");
    assert_at("site.number", "2");
    assert_at("templates.refused.0.id", "volgers");
}

static void assert_why(const char *why, const char *told)
{
    refuse("klas", why);
    assert_at("templates.refused.0.why", told);
}

static void a_reason_may_hold_whatever_a_text_does(void **state)
{
    (void)state;
    assert_why("a \"b\" 'c' \\ /", "a \"b\" 'c' \\ /");
    assert_why("</script><!-- & ", "</script><!-- & ");
    assert_why("a\nb\r\n\tc", "a\nb\r\n\tc");
    assert_why("\x01\x1f\x7f", "\x01\x1f\x7f");
    assert_why("é € \xf0\x9f\x98\x80", "é € \xf0\x9f\x98\x80");
}

static void a_reason_that_is_no_text_is_told_as_far_as_it_is(void **state)
{
    (void)state;
    assert_why("a\xff z", "a? z");
    assert_why("a\x80\xbf z", "a?? z");
    assert_why("caf\xe9 z", "caf? z");
    assert_why("caf\xe9", "caf?");
    // Too long for what it says, a half of a pair, past the last character.
    assert_why("\xc0\xaf z", "?? z");
    assert_why("\xe0\x80\xaf z", "??? z");
    assert_why("\xf0\x80\x80\xaf z", "???? z");
    assert_why("\xed\xa0\x80 z", "??? z");
    assert_why("\xf4\x90\x80\x80 z", "???? z");
    assert_why("\xf5\x80\x80\x80 z", "???? z");
    // Those beside these are texts.
    assert_why("\xc2\x80 \xe0\xa0\x80 \xed\x9f\xbf \xee\x80\x80",
               "\xc2\x80 \xe0\xa0\x80 \xed\x9f\xbf \xee\x80\x80");
    assert_why("\xf0\x90\x80\x80 \xf4\x8f\xbf\xbf",
               "\xf0\x90\x80\x80 \xf4\x8f\xbf\xbf");
    assert_why("\xe2\x82", "??");
    assert_why("\xe2", "?");
}

static void a_folder_whose_name_is_no_text_is_told(void **state)
{
    (void)state;
    refuse("caf\xe9", "wrong");
    assert_at("templates.refused.0.id", "caf?");
}

// A reason of letters before a character that does not fit any more.
static void assert_cut(size_t letters, const char *character)
{
    char why[ERROR_DETAIL_MAX];
    char told[ERROR_DETAIL_MAX];
    memset(why, 'x', letters);
    why[letters] = '\0';
    strcpy(told, why);
    strcat(why, character);
    strcat(why, "yyyy");
    assert_why(why, told);
}

static void a_long_reason_is_cut_between_two_characters(void **state)
{
    (void)state;
    assert_cut(BOARD_WHY_MAX - 1, "y");
    for (size_t room = 0; room < 4; room++)
        assert_cut(BOARD_WHY_MAX - 1 - room, "\xf0\x9f\x98\x80");
    assert_cut(BOARD_WHY_MAX - 2, "é");
}

static void more_templates_than_there_is_room_for_are_counted(void **state)
{
    (void)state;
    static struct template items[BOARD_TEMPLATES + 7];
    for (size_t i = 0; i < BOARD_TEMPLATES + 7; i++)
        snprintf(items[i].id, sizeof items[i].id, "t%zu", i);
    templates =
        (struct template_list){.items = items, .count = BOARD_TEMPLATES + 7};
    board_tell_site(board, NULL, 1);
    struct value *report = read_report();
    const struct value *told = value_member(report, "templates");
    assert_int_equal(value_count(value_member(told, "loaded")),
                     BOARD_TEMPLATES);
    assert_int_equal(value_count(value_member(told, "refused")), 0);
    value_destroy(report);
}

static void workers_are_told_with_their_last_end(void **state)
{
    (void)state;
    atomic_store(&board->workers[2].pid, 4711);
    atomic_store(&board->slots[2].phase, SLOT_WORKING);
    atomic_store(&board->slots[2].requests, 12);
    atomic_store(&board->workers[BOARD_RESERVE].restarts, 3);
    atomic_store(&board->workers[BOARD_RESERVE].last_end, WORKER_STUCK);
    assert_at("workers.0.pid", "4711");
    assert_at("workers.0.state", "working");
    assert_at("workers.0.requests", "12");
    assert_at("workers.0.last_end", "");
    assert_at("workers.1.state", "gone");
    assert_at("workers.1.restarts", "3");
    assert_at("workers.1.last_end", "stuck");
    assert_at("workers.2.pid", "(none)");
}

static void
requests_that_are_neither_answered_nor_in_hand_are_lost(void **state)
{
    (void)state;
    atomic_store(&board->counters.begun[1], 10);
    atomic_store(&board->counters.requests[1][0], 5);
    atomic_store(&board->counters.requests[1][COUNTER_CODES - 1], 1);
    atomic_store(&board->slots[0].has_begun, 1);
    atomic_store(&board->slots[BOARD_RESERVE].has_begun, 1);
    assert_at("requests.begun", "10");
    assert_at("requests.answered", "6");
    assert_at("requests.lost", "2");
}

static void what_ended_and_which_walls_are_missing_is_told(void **state)
{
    (void)state;
    atomic_store(&board->counters.child_ends[CHILD_FORBIDDEN], 2);
    atomic_store(&board->counters.worker_ends[WORKER_KILLED], 1);
    atomic_store(&board->lowered, 1 << SANDBOX_LANDLOCK);
    atomic_store(&board->landlock, 0);
    assert_at("ends.0.of", "worker");
    assert_at("ends.0.cause", "killed");
    assert_at("ends.1.cause", "sandbox");
    assert_at("ends.1.count", "2");
    assert_at("sandbox.level", "reduced");
    assert_at("sandbox.missing.0", "Landlock");
}

static void every_state_has_a_name(void **state)
{
    (void)state;
    static const char *const names[] = {"starting", "ready", "reloading",
                                        "failing", "stopping"};
    static const bool is_ready[] = {false, true, true, false, false};
    for (int i = 0; i <= SERVER_STOPPING; i++) {
        atomic_store(&board->state, i);
        assert_at("state", names[i]);
        assert_int_equal(board_is_ready(board), is_ready[i]);
    }
}

static void assert_in_page(const char *text, bool is_there)
{
    struct buffer out = {0};
    assert_true(status_report_html(board, &out));
    assert_true(buffer_append(&out, "", 1));
    if ((strstr((const char *)out.data, text) != NULL) != is_there)
        fail_msg("\"%s\": %s", text, (const char *)out.data);
    buffer_finish(&out);
}

static void a_page_shows_a_reason_as_text(void **state)
{
    (void)state;
    refuse("<b>k&s", "<script>alert(\"1\")</script> & 'x'");
    assert_in_page("<script", false);
    assert_in_page("<b>", false);
    assert_in_page("&lt;script&gt;", true);
    assert_in_page("&lt;b&gt;k&amp;s", true);
    assert_in_page("alert(\"", false);
    assert_in_page("left out: ", true);
}

static void a_page_shows_a_reason_that_is_no_text(void **state)
{
    (void)state;
    refuse("klas", "caf\xe9 is wrong");
    assert_in_page("caf? is wrong", true);
}

#define TEST(name)                                                             \
    cmocka_unit_test_setup_teardown(name, open_board, close_board)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_board_without_a_site_can_be_read),
        TEST(a_refused_template_is_told_with_its_reason),
        TEST(a_reason_may_hold_whatever_a_text_does),
        TEST(a_reason_that_is_no_text_is_told_as_far_as_it_is),
        TEST(a_folder_whose_name_is_no_text_is_told),
        TEST(a_long_reason_is_cut_between_two_characters),
        TEST(more_templates_than_there_is_room_for_are_counted),
        TEST(workers_are_told_with_their_last_end),
        TEST(requests_that_are_neither_answered_nor_in_hand_are_lost),
        TEST(what_ended_and_which_walls_are_missing_is_told),
        TEST(every_state_has_a_name),
        TEST(a_page_shows_a_reason_as_text),
        TEST(a_page_shows_a_reason_that_is_no_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
