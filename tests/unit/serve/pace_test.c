// So much in a second, whatever comes at once and whoever asks.
#include "serve/pace.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

enum { SECOND_US = 1000000 };

static void a_burst_is_let_through_and_no_more(void **state)
{
    (void)state;
    _Atomic int64_t through = 0;
    for (int i = 0; i < 10 * PACE_BURST_S; i++)
        assert_true(pace_take(&through, 1, 10, SECOND_US));
    assert_false(pace_take(&through, 1, 10, SECOND_US));
}

static void after_a_while_there_is_room_again(void **state)
{
    (void)state;
    _Atomic int64_t through = 0;
    assert_true(pace_take(&through, 10 * PACE_BURST_S, 10, SECOND_US));
    assert_false(pace_take(&through, 1, 10, SECOND_US));
    assert_true(pace_take(&through, 1, 10, SECOND_US + SECOND_US / 10));
    assert_false(pace_take(&through, 1, 10, SECOND_US + SECOND_US / 10));
    assert_true(pace_take(&through, 10 * PACE_BURST_S, 10, 60 * SECOND_US));
}

static void all_or_none(void **state)
{
    (void)state;
    _Atomic int64_t through = 0;
    assert_true(pace_take(&through, 1, 10, SECOND_US));
    assert_false(pace_take(&through, 10 * PACE_BURST_S, 10, SECOND_US));
    assert_true(pace_take(&through, 10 * PACE_BURST_S - 1, 10, SECOND_US));
}

static void more_than_a_burst_waits_for_a_quiet_moment(void **state)
{
    (void)state;
    _Atomic int64_t through = 0;
    assert_true(pace_take(&through, 20, 1, SECOND_US));
    assert_false(pace_take(&through, 20, 1, 20 * SECOND_US));
    assert_true(pace_take(&through, 20, 1, 21 * SECOND_US));
}

static void nothing_asked_is_nothing_refused(void **state)
{
    (void)state;
    _Atomic int64_t through = 0;
    for (int i = 0; i < 100000; i++)
        assert_true(pace_take(&through, 20, 0, 0));
}

static void processes_share_it(void **state)
{
    (void)state;
    struct {
        _Atomic int64_t through;
        _Atomic int let_through;
    } *shared = mmap(NULL, sizeof *shared, PROT_READ | PROT_WRITE,
                     MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    assert_ptr_not_equal(shared, MAP_FAILED);
    for (int child = 0; child < 4; child++)
        if (fork() == 0) {
            for (int i = 0; i < 1000; i++)
                if (pace_take(&shared->through, 1, 100, SECOND_US))
                    atomic_fetch_add(&shared->let_through, 1);
            _exit(0);
        }
    while (wait(NULL) > 0)
        continue;
    assert_int_equal(atomic_load(&shared->let_through), 100 * PACE_BURST_S);
    munmap(shared, sizeof *shared);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_burst_is_let_through_and_no_more),
        cmocka_unit_test(after_a_while_there_is_room_again),
        cmocka_unit_test(all_or_none),
        cmocka_unit_test(more_than_a_burst_waits_for_a_quiet_moment),
        cmocka_unit_test(nothing_asked_is_nothing_refused),
        cmocka_unit_test(processes_share_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
