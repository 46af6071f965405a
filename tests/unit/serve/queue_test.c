// A connection is here the end of a pipe that holds one byte, its number.
#include "serve/queue.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

enum { MANY = 100, TAKERS = 4 };

static struct queue queue;
static struct queue_count *count; // all processes see it

static int open_queue(void **state)
{
    (void)state;
    struct error err = {0};
    count = mmap(NULL, sizeof *count, PROT_READ | PROT_WRITE,
                 MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    return count != MAP_FAILED && queue_open(&queue, count, &err) ? 0 : -1;
}

static int close_queue(void **state)
{
    (void)state;
    queue_close_give(&queue);
    queue_close_take(&queue);
    return munmap(count, sizeof *count);
}

static int make_connection(int number)
{
    const uint8_t byte = (uint8_t)number;
    int ends[2];
    assert_int_equal(pipe2(ends, O_CLOEXEC), 0);
    assert_int_equal(write(ends[1], &byte, 1), 1);
    close(ends[1]);
    return ends[0];
}

static bool is_open(int fd)
{
    return fcntl(fd, F_GETFD) >= 0;
}

static void give(int number)
{
    const int connection = make_connection(number);
    assert_true(queue_give(&queue, connection));
    assert_false(is_open(connection));
}

// The number of a connection, which is closed; -1: it is none of ours.
static int read_number(int connection)
{
    uint8_t byte;
    const bool is_ours = read(connection, &byte, 1) == 1;
    close(connection);
    return is_ours ? byte : -1;
}

static void assert_taken(int number)
{
    int connection;
    assert_int_equal(queue_take(&queue, &connection), QUEUE_TAKEN);
    assert_int_not_equal(fcntl(connection, F_GETFD) & FD_CLOEXEC, 0);
    assert_int_equal(read_number(connection), number);
}

static void assert_nothing_taken(enum queue_taking why)
{
    int connection;
    assert_int_equal(queue_take(&queue, &connection), why);
}

static void assert_done(pid_t process)
{
    int status;
    assert_int_equal(waitpid(process, &status, 0), process);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 0);
}

// Takes until nobody gives any more and writes the numbers to `fd`.
static _Noreturn void take_all(int fd)
{
    struct pollfd ready = {.fd = queue.take_fd, .events = POLLIN};
    // It must not outlive a test that fails.
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    queue_close_give(&queue);
    for (;;) {
        int connection;
        const bool is_ready = poll(&ready, 1, -1) == 1;
        const enum queue_taking taking =
            is_ready ? queue_take(&queue, &connection) : QUEUE_NONE;
        if (taking == QUEUE_ENDED)
            _exit(0);
        if (taking == QUEUE_NONE)
            continue;
        const uint8_t number = (uint8_t)read_number(connection);
        if (write(fd, &number, 1) != 1)
            _exit(1);
    }
}

static pid_t start_taker(const int ends[2])
{
    const pid_t process = fork();
    assert_true(process >= 0);
    if (process == 0)
        take_all(ends[1]);
    return process;
}

static void give_many(void)
{
    for (int i = 0; i < MANY; i++)
        give(i);
}

static size_t read_all(const int ends[2], uint8_t *numbers, size_t size)
{
    size_t used = 0;
    ssize_t got;
    close(ends[1]);
    while ((got = read(ends[0], numbers + used, size - used)) > 0)
        used += (size_t)got;
    close(ends[0]);
    return used;
}

static void
connections_come_out_in_another_process_as_they_went_in(void **state)
{
    (void)state;
    int ends[2];
    uint8_t numbers[MANY + 1];
    assert_int_equal(pipe2(ends, O_CLOEXEC), 0);
    const pid_t taker = start_taker(ends);
    give_many();
    queue_close_give(&queue);
    assert_int_equal(read_all(ends, numbers, sizeof numbers), MANY);
    for (int i = 0; i < MANY; i++)
        assert_int_equal(numbers[i], i);
    assert_done(taker);
    assert_int_equal(queue_length(count), 0);
}

static void every_connection_goes_to_one_of_many_takers(void **state)
{
    (void)state;
    int ends[2];
    uint8_t numbers[MANY + 1];
    bool seen[MANY] = {false};
    pid_t takers[TAKERS];
    assert_int_equal(pipe2(ends, O_CLOEXEC), 0);
    for (int i = 0; i < TAKERS; i++)
        takers[i] = start_taker(ends);
    give_many();
    queue_close_give(&queue);
    assert_int_equal(read_all(ends, numbers, sizeof numbers), MANY);
    for (int i = 0; i < MANY; i++) {
        assert_in_range(numbers[i], 0, MANY - 1);
        assert_false(seen[numbers[i]]);
        seen[numbers[i]] = true;
    }
    for (int i = 0; i < TAKERS; i++)
        assert_done(takers[i]);
    assert_int_equal(queue_length(count), 0);
}

static void the_count_is_what_is_inside(void **state)
{
    (void)state;
    assert_int_equal(queue_length(count), 0);
    for (int i = 0; i < 5; i++) {
        give(i);
        assert_int_equal(queue_length(count), i + 1);
    }
    for (int i = 0; i < 5; i++) {
        assert_taken(i);
        assert_int_equal(queue_length(count), 4 - i);
    }
}

// As far as queue_take gets before it is killed.
static void take_and_be_killed(void)
{
    const pid_t process = fork();
    assert_true(process >= 0);
    if (process == 0) {
        char byte;
        if (recv(queue.take_fd, &byte, 1, MSG_DONTWAIT) == 1)
            raise(SIGKILL);
        _exit(1);
    }
    int status;
    assert_int_equal(waitpid(process, &status, 0), process);
    assert_true(WIFSIGNALED(status));
}

static void
a_taker_that_is_killed_leaves_a_count_that_is_put_right(void **state)
{
    (void)state;
    give(1);
    give(2);
    take_and_be_killed();
    assert_int_equal(queue_length(count), 2);
    // One is still inside, so that nobody can tell.
    queue_settle(&queue);
    assert_int_equal(queue_length(count), 2);
    assert_taken(2);
    assert_int_equal(queue_length(count), 1);
    queue_settle(&queue);
    assert_int_equal(queue_length(count), 0);
    give(3);
    assert_int_equal(queue_length(count), 1);
}

static void settling_changes_no_count_that_is_right(void **state)
{
    (void)state;
    queue_settle(&queue);
    assert_int_equal(queue_length(count), 0);
    give(1);
    give(2);
    queue_settle(&queue);
    assert_int_equal(queue_length(count), 2);
    assert_taken(1);
    queue_settle(&queue);
    assert_int_equal(queue_length(count), 1);
}

static void an_empty_queue_gives_nothing_without_waiting(void **state)
{
    (void)state;
    assert_nothing_taken(QUEUE_NONE);
    give(1);
    assert_taken(1);
    assert_nothing_taken(QUEUE_NONE);
    assert_int_equal(queue_length(count), 0);
}

static void a_queue_ends_when_nobody_gives_any_more(void **state)
{
    (void)state;
    queue_close_give(&queue);
    assert_nothing_taken(QUEUE_ENDED);
    assert_nothing_taken(QUEUE_ENDED);
    assert_int_equal(queue_length(count), 0);
}

static _Noreturn void give_and_end(int how_many)
{
    for (int i = 0; i < how_many; i++)
        if (!queue_give(&queue, make_connection(i)))
            _exit(1);
    _exit(0);
}

static void what_a_giver_left_inside_comes_before_the_end(void **state)
{
    (void)state;
    const pid_t giver = fork();
    assert_true(giver >= 0);
    if (giver == 0)
        give_and_end(3);
    assert_done(giver);
    queue_close_give(&queue);
    for (int i = 0; i < 3; i++)
        assert_taken(i);
    assert_nothing_taken(QUEUE_ENDED);
}

static void the_queue_goes_on_for_who_else_gives(void **state)
{
    (void)state;
    const pid_t giver = fork();
    assert_true(giver >= 0);
    if (giver == 0)
        give_and_end(1);
    assert_done(giver);
    assert_taken(0);
    assert_nothing_taken(QUEUE_NONE);
}

static void what_the_kernel_does_not_take_stays_open(void **state)
{
    (void)state;
    int connection = make_connection(0);
    int given = 0;
    while (queue_give(&queue, connection))
        connection = make_connection(++given);
    assert_true(is_open(connection));
    assert_true(given > 0);
    assert_int_equal(queue_length(count), given);
    assert_int_equal(read_number(connection), given & 0xff);
    // And there is room again as soon as one is taken.
    assert_taken(0);
    give(1);
    assert_int_equal(queue_length(count), given);
}

static void what_nobody_can_take_stays_open(void **state)
{
    (void)state;
    const int connection = make_connection(7);
    queue_close_take(&queue);
    assert_false(queue_give(&queue, connection));
    assert_int_equal(queue_length(count), 0);
    assert_int_equal(read_number(connection), 7);
}

#define TEST(name)                                                             \
    cmocka_unit_test_setup_teardown(name, open_queue, close_queue)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(connections_come_out_in_another_process_as_they_went_in),
        TEST(every_connection_goes_to_one_of_many_takers),
        TEST(the_count_is_what_is_inside),
        TEST(a_taker_that_is_killed_leaves_a_count_that_is_put_right),
        TEST(settling_changes_no_count_that_is_right),
        TEST(an_empty_queue_gives_nothing_without_waiting),
        TEST(a_queue_ends_when_nobody_gives_any_more),
        TEST(what_a_giver_left_inside_comes_before_the_end),
        TEST(the_queue_goes_on_for_who_else_gives),
        TEST(what_the_kernel_does_not_take_stays_open),
        TEST(what_nobody_can_take_stays_open),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
