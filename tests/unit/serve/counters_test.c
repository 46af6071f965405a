#include "serve/counters.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

enum { PROCESSES = 8, KILLED = 4, ADDITIONS = 20000 };

static struct counters counters;

static int start_at_zero(void **state)
{
    (void)state;
    memset(&counters, 0, sizeof counters);
    return 0;
}

static void every_status_has_its_place(void **state)
{
    (void)state;
    static const int statuses[] = {200, 304, 400, 404, 405, 413,
                                   415, 422, 499, 500, 503};
    bool seen[COUNTER_CODES] = {false};
    for (size_t i = 0; i < sizeof statuses / sizeof *statuses; i++) {
        const int code = counters_code(statuses[i]);
        assert_in_range(code, 0, COUNTER_CODES - 2);
        assert_false(seen[code]);
        assert_int_equal(counters_status(code), statuses[i]);
        seen[code] = true;
    }
}

static void any_other_status_has_the_last_place(void **state)
{
    (void)state;
    static const int statuses[] = {0, -1, 1, 100, 201, 302, 501, 599, 1000};
    for (size_t i = 0; i < sizeof statuses / sizeof *statuses; i++)
        assert_int_equal(counters_code(statuses[i]), COUNTER_CODES - 1);
    assert_int_equal(counters_status(COUNTER_CODES - 1), 0);
}

static struct format formats[] = {{.id = "a4", .layout = "portrait"},
                                  {.id = "a3", .layout = "portrait"},
                                  {.id = "story", .layout = "tall"}};
static const struct format_list format_list = {.items = formats, .count = 3};

static struct layout portrait[] = {{.id = "portrait"}};
static struct layout both[] = {{.id = "portrait"}, {.id = "tall"}};

static struct template templates[] = {
    {.id = "volgers", .layouts = portrait, .layout_count = 1},
    {.id = "klas", .layouts = both, .layout_count = 2}};

// The first `count` templates become known.
static void know(size_t count)
{
    const struct template_list list = {.items = templates, .count = count};
    counters_know(&counters, &list, &format_list);
}

// A series of the table; NULL when it is not known.
static const struct poster_series *series(const char *template_id,
                                          const char *format_id)
{
    for (int i = 0; i < COUNTER_SERIES; i++) {
        const struct poster_series *one = &counters.posters[i];
        if (strcmp(one->template_id, template_id) == 0 &&
            strcmp(one->format_id, format_id) == 0)
            return one;
    }
    return NULL;
}

static uint64_t posters(const char *template_id, const char *format_id,
                        enum poster_type type)
{
    const struct poster_series *one = series(template_id, format_id);
    assert_non_null(one);
    return atomic_load(&one->counts[type]);
}

static uint64_t all_posters(void)
{
    uint64_t sum = 0;
    for (int i = 0; i < COUNTER_SERIES; i++)
        for (int type = 0; type < POSTER_TYPES; type++)
            sum += atomic_load(&counters.posters[i].counts[type]);
    return sum;
}

static void posters_of_known_pairs_are_counted_by_type(void **state)
{
    (void)state;
    const enum poster_type last = POSTER_TYPES - 1;
    know(2);
    counters_add_poster(&counters, "volgers", "a4", 0);
    counters_add_poster(&counters, "volgers", "a4", 0);
    counters_add_poster(&counters, "volgers", "a4", last);
    counters_add_poster(&counters, "klas", "story", 0);
    assert_int_equal(posters("volgers", "a4", 0), 2);
    assert_int_equal(posters("volgers", "a4", last), 1);
    assert_int_equal(posters("klas", "story", 0), 1);
    assert_int_equal(posters("klas", "a4", 0), 0);
    assert_int_equal(all_posters(), 4);
}

static void posters_of_unknown_pairs_are_not_counted(void **state)
{
    (void)state;
    counters_add_poster(&counters, "volgers", "a4", 0);
    know(1);
    counters_add_poster(&counters, "klas", "a4", 0);
    counters_add_poster(&counters, "volgers", "a5", 0);
    counters_add_poster(&counters, "volgers", "", 0);
    counters_add_poster(&counters, "", "", 0);
    counters_add_poster(&counters, "volgersa4", "", 0);
    // A format that the template has no layout for.
    counters_add_poster(&counters, "volgers", "story", 0);
    assert_null(series("volgers", "story"));
    assert_int_equal(all_posters(), 0);
}

static void templates_that_come_later_leave_old_counts(void **state)
{
    (void)state;
    know(1);
    counters_add_poster(&counters, "volgers", "a4", 0);
    know(2);
    assert_int_equal(posters("volgers", "a4", 0), 1);
    counters_add_poster(&counters, "klas", "a4", 0);
    // It is no longer offered, and then again.
    know(0);
    know(2);
    counters_add_poster(&counters, "volgers", "a4", 0);
    assert_int_equal(posters("volgers", "a4", 0), 2);
    assert_int_equal(posters("klas", "a4", 0), 1);
}

static void a_full_table_counts_what_it_knows(void **state)
{
    (void)state;
    static struct format many[COUNTER_SERIES];
    const struct format_list list = {.items = many, .count = COUNTER_SERIES};
    const struct template_list first = {.items = templates, .count = 1};
    for (int i = 0; i < COUNTER_SERIES; i++) {
        snprintf(many[i].id, sizeof many[i].id, "f%d", i);
        strcpy(many[i].layout, "portrait");
    }
    counters_know(&counters, &first, &list);
    know(2);
    counters_add_poster(&counters, "klas", "a4", 0);
    assert_int_equal(all_posters(), 0);
    for (int i = 0; i < COUNTER_SERIES; i++)
        counters_add_poster(&counters, "volgers", many[i].id, 0);
    for (int i = 0; i < COUNTER_SERIES; i++)
        assert_int_equal(atomic_load(&counters.posters[i].counts[0]), 1);
}

// What processes share that add to one counter: beside it, for each, how often
// it set out to add and how often it had added.
struct shared {
    counter sum;
    counter begun[PROCESSES];
    counter done[PROCESSES];
};

static _Noreturn void add_on(struct shared *shared, int index, int tell_fd)
{
    const bool is_killed = index < KILLED;
    // It must not outlive a test that fails.
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    for (int i = 0; is_killed || i < ADDITIONS; i++) {
        counter_add(&shared->begun[index]);
        counter_add(&shared->sum);
        counter_add(&shared->done[index]);
        // From here on it may be killed at any moment.
        if (i == ADDITIONS / 2 && write(tell_fd, "x", 1) != 1)
            _exit(1);
    }
    _exit(0);
}

static void start_all(struct shared *shared, pid_t *processes, int tell_fd)
{
    for (int i = 0; i < PROCESSES; i++) {
        processes[i] = fork();
        assert_true(processes[i] >= 0);
        if (processes[i] == 0)
            add_on(shared, i, tell_fd);
    }
}

static void wait_for_all(int tell_fd)
{
    char byte;
    for (int i = 0; i < PROCESSES; i++)
        assert_int_equal(read(tell_fd, &byte, 1), 1);
}

static void end_all(const pid_t *processes)
{
    for (int i = 0; i < KILLED; i++)
        kill(processes[i], SIGKILL);
    for (int i = 0; i < PROCESSES; i++) {
        int status;
        assert_int_equal(waitpid(processes[i], &status, 0), processes[i]);
        assert_true(i < KILLED ? WIFSIGNALED(status)
                               : WIFEXITED(status) && WEXITSTATUS(status) == 0);
    }
}

// Who was killed may have been between two additions: that is one at the most
// for each of them, and all else is exact.
static void assert_sum(const struct shared *shared)
{
    uint64_t begun = 0;
    uint64_t done = 0;
    for (int i = 0; i < PROCESSES; i++) {
        const uint64_t set_out = atomic_load(&shared->begun[i]);
        const uint64_t added = atomic_load(&shared->done[i]);
        assert_true(added >= ADDITIONS / 2);
        assert_in_range(set_out - added, 0, i < KILLED ? 1 : 0);
        if (i >= KILLED)
            assert_int_equal(added, ADDITIONS);
        begun += set_out;
        done += added;
    }
    assert_in_range(atomic_load(&shared->sum), done, begun);
}

static void processes_that_are_killed_lose_nothing_that_was_added(void **state)
{
    (void)state;
    pid_t processes[PROCESSES];
    int ends[2];
    struct shared *shared = mmap(NULL, sizeof *shared, PROT_READ | PROT_WRITE,
                                 MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    assert_ptr_not_equal(shared, MAP_FAILED);
    assert_int_equal(pipe(ends), 0);
    start_all(shared, processes, ends[1]);
    wait_for_all(ends[0]);
    end_all(processes);
    assert_sum(shared);
    close(ends[0]);
    close(ends[1]);
    munmap(shared, sizeof *shared);
}

static void a_bound_belongs_to_what_is_below_it(void **state)
{
    (void)state;
    static const uint64_t *const bounds[] = {counters_byte_bounds,
                                             counters_time_bounds};
    for (int list = 0; list < 2; list++) {
        struct histogram histogram = {0};
        for (int i = 0; i < COUNTER_BOUNDS; i++) {
            histogram_add(&histogram, bounds[list], bounds[list][i]);
            assert_int_equal(atomic_load(&histogram.buckets[i]), i > 0 ? 2 : 1);
            histogram_add(&histogram, bounds[list], bounds[list][i] + 1);
            assert_int_equal(atomic_load(&histogram.buckets[i + 1]), 1);
        }
    }
}

static void the_smallest_and_the_largest_have_their_place(void **state)
{
    (void)state;
    struct histogram histogram = {0};
    histogram_add(&histogram, counters_byte_bounds, 0);
    assert_int_equal(atomic_load(&histogram.buckets[0]), 1);
    histogram_add(&histogram, counters_byte_bounds, UINT32_MAX);
    assert_int_equal(atomic_load(&histogram.buckets[COUNTER_BOUNDS]), 1);
    histogram_add(&histogram, counters_byte_bounds, 1);
    assert_int_equal(atomic_load(&histogram.sum), (uint64_t)UINT32_MAX + 1);
}

static void bounds_go_up(void **state)
{
    (void)state;
    for (int i = 1; i < COUNTER_BOUNDS; i++) {
        assert_true(counters_byte_bounds[i - 1] < counters_byte_bounds[i]);
        assert_true(counters_time_bounds[i - 1] < counters_time_bounds[i]);
    }
}

static void assert_other_names(const char *(*name)(int), int count)
{
    for (int i = 0; i < count; i++) {
        assert_non_null(name(i));
        for (int j = 0; j < i; j++)
            assert_string_not_equal(name(i), name(j));
    }
}

static const char *child_name(int end)
{
    return child_end_name((enum child_end)end);
}

static const char *worker_name(int end)
{
    return worker_end_name((enum worker_end)end);
}

static void whatever_is_counted_has_a_name_of_its_own(void **state)
{
    (void)state;
    assert_other_names(timing_name, TIMINGS);
    assert_other_names(child_name, CHILD_ENDS);
    assert_other_names(worker_name, WORKER_ENDS);
}

#define TEST(name) cmocka_unit_test_setup(name, start_at_zero)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(every_status_has_its_place),
        TEST(any_other_status_has_the_last_place),
        TEST(posters_of_known_pairs_are_counted_by_type),
        TEST(posters_of_unknown_pairs_are_not_counted),
        TEST(templates_that_come_later_leave_old_counts),
        TEST(a_full_table_counts_what_it_knows),
        TEST(processes_that_are_killed_lose_nothing_that_was_added),
        TEST(a_bound_belongs_to_what_is_below_it),
        TEST(the_smallest_and_the_largest_have_their_place),
        TEST(bounds_go_up),
        TEST(whatever_is_counted_has_a_name_of_its_own),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
