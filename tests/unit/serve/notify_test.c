#include "serve/notify.h"

#include "serve/slot.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cmocka.h>

enum { HOUR_MS = 3600 * 1000 };

static char folder[] = "/tmp/notify-test-XXXXXX";
static char socket_path[64];
static char abstract_name[64]; // with its "@"

static int make_folder(void **state)
{
    (void)state;
    if (!mkdtemp(folder))
        return -1;
    snprintf(socket_path, sizeof socket_path, "%s/notify", folder);
    snprintf(abstract_name, sizeof abstract_name, "@postertool-test-%d",
             getpid());
    return 0;
}

static int remove_folder(void **state)
{
    (void)state;
    return rmdir(folder);
}

static int clear_environment(void **state)
{
    (void)state;
    unsetenv("NOTIFY_SOCKET");
    unsetenv("WATCHDOG_USEC");
    unsetenv("WATCHDOG_PID");
    // Of a test that failed.
    unlink(socket_path);
    return 0;
}

// Listens as systemd does, and says so in the environment.
static int listen_at(const char *name)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    const size_t size = offsetof(struct sockaddr_un, sun_path) + strlen(name);
    strcpy(address.sun_path, name);
    if (name[0] == '@')
        address.sun_path[0] = '\0';
    const int fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_NONBLOCK, 0);
    assert_true(fd >= 0);
    assert_int_equal(
        bind(fd, (const struct sockaddr *)&address, (socklen_t)size), 0);
    setenv("NOTIFY_SOCKET", name, 1);
    return fd;
}

static void stop_listening(int fd)
{
    close(fd);
    unlink(socket_path);
}

// The next message; "" when there is none.
static const char *heard(int fd)
{
    static char text[1024];
    const ssize_t got = recv(fd, text, sizeof text - 1, MSG_DONTWAIT);
    text[got > 0 ? got : 0] = '\0';
    return text;
}

static void assert_ready_is_heard(const char *name)
{
    struct notify notify;
    const int fd = listen_at(name);
    notify_open(&notify);
    assert_true(notify.fd >= 0);
    notify_tell(&notify, "READY=1\nSTATUS=%d workers", 3);
    assert_string_equal(heard(fd), "READY=1\nSTATUS=3 workers");
    assert_string_equal(heard(fd), "");
    notify_close(&notify);
    notify_tell(&notify, "STOPPING=1");
    assert_string_equal(heard(fd), "");
    stop_listening(fd);
}

static void that_it_is_ready_is_heard_at_a_path(void **state)
{
    (void)state;
    assert_ready_is_heard(socket_path);
}

static void that_it_is_ready_is_heard_at_an_abstract_name(void **state)
{
    (void)state;
    assert_ready_is_heard(abstract_name);
}

static void that_it_reads_again_is_heard_with_the_time(void **state)
{
    (void)state;
    struct notify notify;
    const int fd = listen_at(socket_path);
    const char head[] = "RELOADING=1\nMONOTONIC_USEC=";
    const long before_ms = slot_clock_ms();
    notify_open(&notify);
    notify_reloading(&notify);
    const char *text = heard(fd);
    assert_int_equal(strncmp(text, head, strlen(head)), 0);
    const char *digits = text + strlen(head);
    assert_true(*digits);
    assert_int_equal(strspn(digits, "0123456789"), strlen(digits));
    assert_in_range(atoll(digits), before_ms * 1000LL,
                    (slot_clock_ms() + 1) * 1000LL);
    notify_close(&notify);
    stop_listening(fd);
}

// Whether it says that it is alive after `silent_ms`, with this environment.
static bool says_it_is_alive(const char *usec, const char *pid, long silent_ms)
{
    struct notify notify;
    const int fd = listen_at(socket_path);
    if (usec)
        setenv("WATCHDOG_USEC", usec, 1);
    if (pid)
        setenv("WATCHDOG_PID", pid, 1);
    notify_open(&notify);
    notify.told_ms = slot_clock_ms() - silent_ms;
    notify_attend(&notify);
    const char *text = heard(fd);
    const bool says = strcmp(text, "WATCHDOG=1") == 0;
    assert_true(says || !*text);
    notify_close(&notify);
    stop_listening(fd);
    clear_environment(NULL);
    return says;
}

static void it_says_that_it_is_alive_only_when_asked(void **state)
{
    (void)state;
    char own[16];
    char other[16];
    snprintf(own, sizeof own, "%d", getpid());
    snprintf(other, sizeof other, "%d", getppid());
    assert_true(says_it_is_alive("60000000", NULL, HOUR_MS));
    assert_true(says_it_is_alive("60000000", own, HOUR_MS));
    assert_false(says_it_is_alive("60000000", other, HOUR_MS));
    assert_false(says_it_is_alive("60000000", "", HOUR_MS));
    assert_false(says_it_is_alive(NULL, NULL, HOUR_MS));
    assert_false(says_it_is_alive(NULL, own, HOUR_MS));
    assert_false(says_it_is_alive("0", own, HOUR_MS));
    assert_false(says_it_is_alive("-60000000", own, HOUR_MS));
    assert_false(says_it_is_alive("soon", own, HOUR_MS));
}

static void it_says_so_at_half_the_time(void **state)
{
    (void)state;
    // Two hours in microseconds.
    assert_false(says_it_is_alive("7200000000", NULL, HOUR_MS / 2));
    assert_true(says_it_is_alive("7200000000", NULL, HOUR_MS));
}

static void it_does_not_say_so_twice_at_a_time(void **state)
{
    (void)state;
    struct notify notify;
    const int fd = listen_at(socket_path);
    setenv("WATCHDOG_USEC", "7200000000", 1);
    notify_open(&notify);
    notify.told_ms = slot_clock_ms() - HOUR_MS;
    notify_attend(&notify);
    notify_attend(&notify);
    assert_string_equal(heard(fd), "WATCHDOG=1");
    assert_string_equal(heard(fd), "");
    notify_close(&notify);
    stop_listening(fd);
}

static void assert_nobody_is_told(void)
{
    struct notify notify;
    setenv("WATCHDOG_USEC", "60000000", 1);
    notify_open(&notify);
    assert_int_equal(notify.fd, -1);
    notify_tell(&notify, "READY=1");
    notify_reloading(&notify);
    notify.told_ms = slot_clock_ms() - HOUR_MS;
    notify_attend(&notify);
    notify_close(&notify);
}

static void without_systemd_nobody_is_told(void **state)
{
    (void)state;
    assert_nobody_is_told();
}

static void an_address_that_is_wrong_is_not_told(void **state)
{
    (void)state;
    char path[64];
    snprintf(path, sizeof path, "%s/nobody", folder);
    const char *const wrong[] = {"",       "/",  "@",   "@postertool-nobody",
                                 "notify", path, folder};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        setenv("NOTIFY_SOCKET", wrong[i], 1);
        assert_nobody_is_told();
    }
}

static void an_address_that_is_too_long_is_not_told(void **state)
{
    (void)state;
    char path[1000];
    for (const char *first = "/@"; *first; first++)
        for (size_t size = 100; size < sizeof path; size++) {
            memset(path, 'x', size);
            path[0] = *first;
            path[size] = '\0';
            setenv("NOTIFY_SOCKET", path, 1);
            assert_nobody_is_told();
        }
}

static void who_no_longer_listens_does_no_harm(void **state)
{
    (void)state;
    struct notify notify;
    const int fd = listen_at(socket_path);
    notify_open(&notify);
    stop_listening(fd);
    notify_tell(&notify, "READY=1");
    notify_reloading(&notify);
    notify_close(&notify);
}

static void who_does_not_read_is_not_waited_for(void **state)
{
    (void)state;
    struct notify notify;
    const int fd = listen_at(socket_path);
    notify_open(&notify);
    // More than the kernel keeps: this would never end.
    for (int i = 0; i < 100000; i++)
        notify_tell(&notify, "STATUS=%d", i);
    assert_string_equal(heard(fd), "STATUS=0");
    notify_close(&notify);
    stop_listening(fd);
}

#define TEST(name) cmocka_unit_test_setup(name, clear_environment)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(that_it_is_ready_is_heard_at_a_path),
        TEST(that_it_is_ready_is_heard_at_an_abstract_name),
        TEST(that_it_reads_again_is_heard_with_the_time),
        TEST(it_says_that_it_is_alive_only_when_asked),
        TEST(it_says_so_at_half_the_time),
        TEST(it_does_not_say_so_twice_at_a_time),
        TEST(without_systemd_nobody_is_told),
        TEST(an_address_that_is_wrong_is_not_told),
        TEST(an_address_that_is_too_long_is_not_told),
        TEST(who_no_longer_listens_does_no_harm),
        TEST(who_does_not_read_is_not_waited_for),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
