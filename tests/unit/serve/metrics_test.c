// Reads the metrics as Prometheus does, by its text format (version 0.0.4).
#include "serve/metrics.h"

#include "serve/routes.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <regex.h>

#include <cmocka.h>

enum { FAMILIES_MAX = 64, LINES_MAX = 4096, NAME_MAX_BYTES = 96 };

#define NAME "[a-zA-Z_:][a-zA-Z0-9_:]*"
#define LABEL "[a-zA-Z_][a-zA-Z0-9_]*=\"([^\"\\]|\\\\[\\\"n])*\""
#define LABELS "(\\{" LABEL "(," LABEL ")*\\})?"
#define VALUE "(-?[0-9]+(\\.[0-9]+)?(e[+-]?[0-9]+)?|[+-]Inf|NaN)"

static regex_t help_line;
static regex_t type_line;
static regex_t sample_line;

static struct board *board;

static int set_up(void **state)
{
    (void)state;
    return regcomp(&help_line, "^# HELP " NAME " [^\\]+$",
                   REG_EXTENDED | REG_NOSUB) ||
           regcomp(&type_line, "^# TYPE " NAME " (counter|gauge|histogram)$",
                   REG_EXTENDED | REG_NOSUB) ||
           regcomp(&sample_line, "^" NAME LABELS " " VALUE "$",
                   REG_EXTENDED | REG_NOSUB);
}

static int tear_down(void **state)
{
    (void)state;
    regfree(&help_line);
    regfree(&type_line);
    regfree(&sample_line);
    return 0;
}

static int open_board(void **state)
{
    (void)state;
    struct error err = {0};
    board = board_create(&err);
    return board ? 0 : -1;
}

static int close_board(void **state)
{
    (void)state;
    board_destroy(board);
    return 0;
}

// What was read so far.
struct reading {
    int families;
    char names[FAMILIES_MAX][NAME_MAX_BYTES]; // the last is the one at hand
    bool has_type;
    bool is_histogram;
    bool is_counter;
    int samples;
    char *series[LINES_MAX]; // each line up to its value; borrowed
};

static bool fits(const regex_t *form, const char *line)
{
    return regexec(form, line, 0, NULL, 0) == 0;
}

static void begin_family(struct reading *reading, const char *line)
{
    char name[NAME_MAX_BYTES];
    assert_int_equal(sscanf(line, "# HELP %95s", name), 1);
    // The one before was whole.
    assert_true(reading->families == 0 || reading->has_type);
    for (int i = 0; i < reading->families; i++)
        assert_string_not_equal(reading->names[i], name);
    assert_in_range(reading->families, 0, FAMILIES_MAX - 1);
    strcpy(reading->names[reading->families++], name);
    reading->has_type = false;
}

static void take_type(struct reading *reading, const char *line)
{
    char name[NAME_MAX_BYTES];
    char type[16];
    assert_int_equal(sscanf(line, "# TYPE %95s %15s", name, type), 2);
    assert_false(reading->has_type);
    assert_true(reading->families > 0);
    assert_string_equal(reading->names[reading->families - 1], name);
    reading->has_type = true;
    reading->is_histogram = strcmp(type, "histogram") == 0;
    reading->is_counter = strcmp(type, "counter") == 0;
}

static bool ends_in(const char *name, const char *end)
{
    const size_t length = strlen(name);
    return length > strlen(end) &&
           strcmp(name + length - strlen(end), end) == 0;
}

// That the sample is of the family at hand.
static void assert_belongs(const struct reading *reading, const char *line)
{
    assert_true(reading->has_type);
    const char *family = reading->names[reading->families - 1];
    assert_int_equal(strncmp(line, family, strlen(family)), 0);
    char rest[NAME_MAX_BYTES];
    snprintf(rest, sizeof rest, "%.*s",
             (int)strcspn(line + strlen(family), "{ "), line + strlen(family));
    if (reading->is_histogram)
        assert_true(strcmp(rest, "_bucket") == 0 || strcmp(rest, "_sum") == 0 ||
                    strcmp(rest, "_count") == 0);
    else
        assert_string_equal(rest, "");
    // The convention of names.
    assert_int_equal(reading->is_counter, ends_in(family, "_total"));
}

static void take_sample(struct reading *reading, char *line)
{
    assert_belongs(reading, line);
    *strrchr(line, ' ') = '\0';
    for (int i = 0; i < reading->samples; i++)
        if (strcmp(reading->series[i], line) == 0)
            fail_msg("twice: %s", line);
    assert_in_range(reading->samples, 0, LINES_MAX - 1);
    reading->series[reading->samples++] = line;
}

static char *write_metrics(void)
{
    struct buffer out = {0};
    assert_true(metrics_write(board, &out));
    assert_true(buffer_append(&out, "", 1));
    char *text = (char *)out.data;
    assert_int_equal(strlen(text), out.size - 1);
    assert_int_equal(text[out.size - 2], '\n');
    return text;
}

static void assert_well_formed(void)
{
    static struct reading reading;
    char *text = write_metrics();
    char *rest = text;
    char *line;
    reading = (struct reading){0};
    // The end of the last line leaves an empty one.
    while ((line = strsep(&rest, "\n")) && rest) {
        if (fits(&help_line, line))
            begin_family(&reading, line);
        else if (fits(&type_line, line))
            take_type(&reading, line);
        else if (fits(&sample_line, line))
            take_sample(&reading, line);
        else
            fail_msg("no line of metrics: %s", line);
    }
    assert_true(reading.families > 20);
    free(text);
}

// The value of a series, such as "ready" or "workers{state=\"idle\"}".
static double value_of(const char *series)
{
    char *text = write_metrics();
    char line[256];
    snprintf(line, sizeof line, "\npostertool_%s ", series);
    const char *at = strstr(text, line);
    if (!at)
        fail_msg("there is no %s", series);
    const double value = strtod(at + strlen(line), NULL);
    free(text);
    return value;
}

static void assert_value(const char *series, double expected)
{
    const double value = value_of(series);
    if (value != expected)
        fail_msg("%s is %.6f", series, value);
}

static bool is_there(const char *what)
{
    char *text = write_metrics();
    const bool found = strstr(text, what) != NULL;
    free(text);
    return found;
}

// Every counter that there is has counted something.
static void count_everything(void)
{
    struct counters *counters = &board->counters;
    for (int route = 0; route < routes_count(); route++) {
        counter_add(&counters->begun[route]);
        for (int code = 0; code < COUNTER_CODES; code++)
            counter_add(&counters->requests[route][code]);
    }
    for (int i = 0; i < MESSAGE_COUNT; i++)
        counter_add(&counters->rejected[i]);
    for (int i = 0; i < CHILD_ENDS; i++)
        counter_add(&counters->child_ends[i]);
    for (int i = 0; i < WORKER_ENDS; i++)
        counter_add(&counters->worker_ends[i]);
    for (int i = 0; i < TIMINGS; i++)
        histogram_add(&counters->timings[i], counters_time_bounds, UINT64_MAX);
    histogram_add(&counters->uploads, counters_byte_bounds, 1);
    histogram_add(&counters->child_memory, counters_byte_bounds, UINT64_MAX);
    atomic_store(&counters->bytes_out, UINT64_MAX);
}

static void count_posters(void)
{
    static struct layout layout = {.id = "portrait"};
    static struct template items[] = {
        {.id = "volgers", .layouts = &layout, .layout_count = 1},
        {.id = "klas-2", .layouts = &layout, .layout_count = 1}};
    static struct format sizes[] = {{.id = "a4", .layout = "portrait"},
                                    {.id = "a3", .layout = "portrait"}};
    const struct template_list templates = {.items = items, .count = 2};
    const struct format_list formats = {.items = sizes, .count = 2};
    counters_know(&board->counters, &templates, &formats);
    for (int i = 0; i < 4; i++)
        for (int type = 0; type < POSTER_TYPES; type++)
            counters_add_poster(&board->counters, items[i / 2].id,
                                sizes[i % 2].id, (enum poster_type)type);
}

static void a_new_board_gives_well_formed_metrics(void **state)
{
    (void)state;
    assert_well_formed();
}

static void whatever_was_counted_gives_well_formed_metrics(void **state)
{
    (void)state;
    count_everything();
    count_posters();
    for (int i = 0; i < BOARD_SLOTS; i++) {
        atomic_store(&board->workers[i].pid, 1 + i);
        atomic_store(&board->slots[i].phase, i % SLOT_PHASES);
    }
    assert_well_formed();
}

static void posters_are_told_by_template_format_and_type(void **state)
{
    (void)state;
    char series[128];
    count_posters();
    counters_add_poster(&board->counters, "klas-2", "a3", 0);
    snprintf(series, sizeof series,
             "posters_total{template=\"klas-2\",format=\"a3\",type=\"%s\"}",
             poster_type_name(0));
    assert_value(series, 2);
}

static void a_histogram_adds_up_to_its_count(void **state)
{
    (void)state;
    struct histogram *uploads = &board->counters.uploads;
    histogram_add(uploads, counters_byte_bounds, 1);
    histogram_add(uploads, counters_byte_bounds, 10000);
    histogram_add(uploads, counters_byte_bounds, 10001);
    histogram_add(uploads, counters_byte_bounds, 2000000000);
    assert_value("upload_bytes_bucket{le=\"10000\"}", 2);
    assert_value("upload_bytes_bucket{le=\"30000\"}", 3);
    assert_value("upload_bytes_bucket{le=\"1e+06\"}", 3);
    assert_value("upload_bytes_bucket{le=\"1e+09\"}", 3);
    assert_value("upload_bytes_bucket{le=\"+Inf\"}", 4);
    assert_value("upload_bytes_count", 4);
    assert_value("upload_bytes_sum", 2000020002);
}

static void times_are_told_in_seconds(void **state)
{
    (void)state;
    struct histogram *reading = &board->counters.timings[TIMING_READ];
    histogram_add(reading, counters_time_bounds, 1000);
    histogram_add(reading, counters_time_bounds, 2500000);
    assert_value("stage_seconds_bucket{stage=\"read\",le=\"0.001\"}", 1);
    assert_value("stage_seconds_bucket{stage=\"read\",le=\"3\"}", 2);
    assert_value("stage_seconds_bucket{stage=\"answer\",le=\"+Inf\"}", 0);
    assert_value("stage_seconds_count{stage=\"read\"}", 2);
    assert_value("stage_seconds_sum{stage=\"read\"}", 2.501);
}

static void
only_workers_that_are_there_are_told_and_not_the_reserve(void **state)
{
    (void)state;
    atomic_store(&board->workers[0].pid, 4711);
    atomic_store(&board->slots[0].phase, SLOT_WORKING);
    atomic_store(&board->slots[1].phase, SLOT_WORKING);
    atomic_store(&board->workers[BOARD_RESERVE].pid, 4712);
    atomic_store(&board->slots[BOARD_RESERVE].phase, SLOT_WORKING);
    assert_value("workers{state=\"working\"}", 1);
    assert_value("workers{state=\"idle\"}", 0);
}

static void what_is_served_is_that_of_the_site_at_hand(void **state)
{
    (void)state;
    atomic_store(&board->site, 1);
    board->sites[0].template_count = 7;
    board->sites[1].template_count = 5;
    board->sites[1].refusal_count = 2;
    atomic_store(&board->state, SERVER_RELOADING);
    assert_value("templates{state=\"loaded\"}", 5);
    assert_value("templates{state=\"refused\"}", 2);
    assert_value("ready", 1);
    assert_value("sandbox_reduced", 0);
    atomic_store(&board->lowered, 4);
    assert_value("sandbox_reduced", 1);
}

static void a_request_with_another_status_is_told_as_0(void **state)
{
    (void)state;
    counter_add(&board->counters.requests[0][counters_code(418)]);
    counter_add(&board->counters.requests[0][counters_code(404)]);
    assert_value("requests_total{route=\"none\",code=\"0\"}", 1);
    assert_value("requests_total{route=\"none\",code=\"404\"}", 1);
    assert_false(is_there("code=\"200\""));
}

static void memory_that_is_out_is_told(void **state)
{
    (void)state;
    for (size_t limit = 1; limit < 20000; limit = limit * 3 / 2 + 1) {
        struct buffer out = {.limit = limit};
        const bool done = metrics_write(board, &out);
        assert_true(out.size <= limit);
        struct buffer whole = {0};
        assert_true(metrics_write(board, &whole));
        assert_int_equal(done, whole.size <= limit);
        buffer_finish(&out);
        buffer_finish(&whole);
    }
}

#define TEST(name)                                                             \
    cmocka_unit_test_setup_teardown(name, open_board, close_board)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_new_board_gives_well_formed_metrics),
        TEST(whatever_was_counted_gives_well_formed_metrics),
        TEST(posters_are_told_by_template_format_and_type),
        TEST(a_histogram_adds_up_to_its_count),
        TEST(times_are_told_in_seconds),
        TEST(only_workers_that_are_there_are_told_and_not_the_reserve),
        TEST(what_is_served_is_that_of_the_site_at_hand),
        TEST(a_request_with_another_status_is_told_as_0),
        TEST(memory_that_is_out_is_told),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
