#include "serve/listeners.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <arpa/inet.h>
#include <fcntl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <cmocka.h>

static char folder[] = "/tmp/postertool-listener-XXXXXX";

static int make_folder(void **state)
{
    (void)state;
    return mkdtemp(folder) ? 0 : -1;
}

static int remove_folder(void **state)
{
    (void)state;
    return rmdir(folder);
}

static struct sockaddr_un socket_file(const char *name)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    snprintf(address.sun_path, sizeof address.sun_path, "%s/%s", folder, name);
    return address;
}

static int listen_on(const struct sockaddr_un *address, int backlog)
{
    const int fd = socket(AF_UNIX, SOCK_STREAM, 0);
    assert_int_equal(
        bind(fd, (const struct sockaddr *)address, sizeof *address), 0);
    assert_int_equal(listen(fd, backlog), 0);
    return fd;
}

static int knock(const struct sockaddr_un *address)
{
    const int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0);
    if (connect(fd, (const struct sockaddr *)address, sizeof *address) == 0)
        return fd;
    close(fd);
    return -1;
}

static bool open_unix(struct listener *listener,
                      const struct sockaddr_un *address, struct error *err)
{
    char text[sizeof address->sun_path + 8];
    snprintf(text, sizeof text, "unix:%s", address->sun_path);
    *err = (struct error){0};
    const struct listener_place place = {text, 0620, ""};
    return listener_open(listener, &place, err);
}

static bool open_at(struct listener *listener, const char *address,
                    struct error *err)
{
    const struct listener_place place = {address, 0600, ""};
    return listener_open(listener, &place, err);
}

static bool take(struct listeners *listeners, struct error *err)
{
    // An address is not needed, and not used.
    const struct listener_place posters = {"nowhere", 0600, ""};
    const struct listener_place status = {"", 0600, ""};
    *err = (struct error){0};
    return listeners_open(listeners, &posters, &status, err);
}

static void assert_opens(const struct sockaddr_un *address)
{
    struct listener listener;
    struct error err;
    struct stat status;
    if (!open_unix(&listener, address, &err))
        fail_msg("%s", err.detail);
    assert_int_equal(stat(address->sun_path, &status), 0);
    assert_int_equal(status.st_mode & 0777, 0620);
    const int fd = knock(address);
    assert_true(fd >= 0);
    close(fd);
    listener_close(&listener);
    assert_int_not_equal(access(address->sun_path, F_OK), 0);
}

static void assert_refused(const struct sockaddr_un *address,
                           const char *detail)
{
    struct listener listener;
    struct error err;
    assert_false(open_unix(&listener, address, &err));
    if (!strstr(err.detail, detail))
        fail_msg("\"%s\" does not hold \"%s\"", err.detail, detail);
    assert_int_equal(access(address->sun_path, F_OK), 0);
}

static void a_socket_file_has_its_mode_and_goes_with_the_socket(void **state)
{
    (void)state;
    const struct sockaddr_un address = socket_file("own");
    assert_opens(&address);
}

static void a_file_that_nobody_listens_on_is_replaced(void **state)
{
    (void)state;
    const struct sockaddr_un address = socket_file("stale");
    close(listen_on(&address, 1));
    assert_int_equal(access(address.sun_path, F_OK), 0);
    assert_opens(&address);
}

static void another_servers_socket_is_left_alone(void **state)
{
    (void)state;
    const struct sockaddr_un address = socket_file("live");
    const int other = listen_on(&address, 1);
    assert_refused(&address, "another server is there");
    close(other);
    unlink(address.sun_path);
}

static void a_server_that_is_too_busy_to_answer_is_there_too(void **state)
{
    (void)state;
    const struct sockaddr_un address = socket_file("busy");
    const int other = listen_on(&address, 0);
    int waiting[8];
    int count = 0;
    while (count < 8 && (waiting[count] = knock(&address)) >= 0)
        count++;
    assert_in_range(count, 1, 7);
    assert_refused(&address, "another server is there");
    while (count > 0)
        close(waiting[--count]);
    close(other);
    unlink(address.sun_path);
}

static void a_file_that_is_no_socket_is_left_alone(void **state)
{
    (void)state;
    const struct sockaddr_un address = socket_file("file");
    close(open(address.sun_path, O_CREAT | O_WRONLY, 0600));
    assert_refused(&address, "is no socket");
    unlink(address.sun_path);
}

static void a_port_is_opened_at_the_address_given_and_no_other(void **state)
{
    (void)state;
    struct listener listener;
    struct error err = {0};
    struct sockaddr_in address;
    socklen_t size = sizeof address;
    assert_true(open_at(&listener, "127.0.0.1:0", &err));
    assert_int_equal(
        getsockname(listener.fd, (struct sockaddr *)&address, &size), 0);
    assert_int_equal(ntohl(address.sin_addr.s_addr), INADDR_LOOPBACK);
    const int fd = socket(AF_INET, SOCK_STREAM, 0);
    assert_int_equal(connect(fd, (struct sockaddr *)&address, size), 0);
    close(fd);
    listener_close(&listener);
}

static void what_is_no_address_is_told(void **state)
{
    (void)state;
    static const char *const wrong[] = {"",      "here",    ":80",
                                        "here:", "unix:",   "a:http",
                                        "a:80x", "a:99999", "a:100000"};
    static const char *const right[] = {"unix:a", "a:1", "a:65535",
                                        "[::1]:9000"};
    for (size_t i = 0; i < sizeof right / sizeof *right; i++)
        assert_true(listener_is_address(right[i]));
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct listener listener;
        struct error err = {0};
        assert_false(listener_is_address(wrong[i]));
        assert_false(open_at(&listener, wrong[i], &err));
        assert_int_equal(err.message, MESSAGE_CONFIGURATION);
    }
    struct sockaddr_un address;
    char path[sizeof address.sun_path + 16] = "unix:/";
    memset(path + 6, 'x', sizeof address.sun_path);
    struct listener listener;
    struct error err = {0};
    assert_false(open_at(&listener, path, &err));
    assert_non_null(strstr(err.detail, "107 bytes"));
}

// Puts a listening socket at `fd` for the time of a check.
static void assert_taken(int fd, const struct sockaddr_un *address)
{
    struct listeners listeners;
    struct error err = {0};
    const int before = dup(fd);
    const int handed = listen_on(address, 1);
    assert_int_equal(dup2(handed, fd), fd);
    assert_true(take(&listeners, &err));
    assert_int_equal(listeners.count, 1);
    assert_int_equal(listeners.posters[0].fd, fd);
    assert_string_equal(listeners.posters[0].path, "");
    assert_int_equal(listeners.status.fd, -1);
    listeners_close(&listeners);
    // Whoever handed it over still has it.
    assert_int_equal(access(address->sun_path, F_OK), 0);
    if (handed != fd)
        close(handed);
    if (before >= 0) {
        dup2(before, fd);
        close(before);
    }
    unlink(address->sun_path);
}

static void a_socket_from_spawn_fcgi_is_taken(void **state)
{
    (void)state;
    const struct sockaddr_un address = socket_file("spawned");
    assert_taken(STDIN_FILENO, &address);
}

static void a_socket_from_systemd_is_taken_when_it_is_for_us(void **state)
{
    (void)state;
    const struct sockaddr_un address = socket_file("systemd");
    struct listeners listeners;
    struct error err = {0};
    char pid[16];
    snprintf(pid, sizeof pid, "%d", (int)getpid());
    setenv("LISTEN_FDS", "1", 1);
    setenv("LISTEN_PID", pid, 1);
    assert_taken(3, &address);
    // For another process.
    setenv("LISTEN_PID", "1", 1);
    const int before = dup(3);
    const int handed = listen_on(&address, 1);
    assert_int_equal(dup2(handed, 3), 3);
    assert_false(take(&listeners, &err));
    unsetenv("LISTEN_FDS");
    unsetenv("LISTEN_PID");
    close(3);
    if (handed != 3)
        close(handed);
    if (before >= 0) {
        dup2(before, 3);
        close(before);
    }
    unlink(address.sun_path);
}

// Three of systemd's, of which one is the operator's by its name.
static void several_sockets_are_told_apart_by_their_names(void **state)
{
    (void)state;
    enum { COUNT = 3, FIRST = 3, OTHER = 10 };
    const struct sockaddr_un address[COUNT] = {
        socket_file("first"), socket_file("told"), socket_file("second")};
    struct listeners listeners;
    struct error err;
    char pid[16];
    int before[COUNT];
    snprintf(pid, sizeof pid, "%d", (int)getpid());
    for (int i = 0; i < COUNT; i++)
        before[i] = fcntl(FIRST + i, F_DUPFD, OTHER);
    for (int i = 0; i < COUNT; i++) {
        const int fd = listen_on(&address[i], 1);
        const int moved = fcntl(fd, F_DUPFD, OTHER);
        close(fd);
        assert_int_equal(dup2(moved, FIRST + i), FIRST + i);
        close(moved);
    }
    setenv("LISTEN_FDS", "3", 1);
    setenv("LISTEN_PID", pid, 1);
    setenv("LISTEN_FDNAMES", "web:status:status2", 1);
    assert_true(take(&listeners, &err));
    assert_int_equal(listeners.count, 2);
    assert_int_equal(listeners.posters[0].fd, FIRST);
    assert_int_equal(listeners.posters[1].fd, FIRST + 2);
    assert_int_equal(listeners.status.fd, FIRST + 1);
    listeners_close(&listeners);
    // What is no socket is told.
    assert_false(take(&listeners, &err));
    assert_non_null(strstr(err.detail, "no listening socket"));
    unsetenv("LISTEN_FDS");
    unsetenv("LISTEN_PID");
    unsetenv("LISTEN_FDNAMES");
    for (int i = 0; i < COUNT; i++) {
        unlink(address[i].sun_path);
        if (before[i] >= 0) {
            dup2(before[i], FIRST + i);
            close(before[i]);
        }
    }
}

static void a_group_that_is_not_there_is_told(void **state)
{
    (void)state;
    const struct sockaddr_un address = socket_file("group");
    char text[sizeof address.sun_path + 8];
    snprintf(text, sizeof text, "unix:%s", address.sun_path);
    const struct listener_place place = {text, 0660, "no-such-group"};
    struct listener listener;
    struct error err = {0};
    assert_false(listener_open(&listener, &place, &err));
    assert_non_null(strstr(err.detail, "no such group"));
    assert_int_not_equal(access(address.sun_path, F_OK), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_socket_file_has_its_mode_and_goes_with_the_socket),
        cmocka_unit_test(a_file_that_nobody_listens_on_is_replaced),
        cmocka_unit_test(another_servers_socket_is_left_alone),
        cmocka_unit_test(a_server_that_is_too_busy_to_answer_is_there_too),
        cmocka_unit_test(a_file_that_is_no_socket_is_left_alone),
        cmocka_unit_test(a_port_is_opened_at_the_address_given_and_no_other),
        cmocka_unit_test(what_is_no_address_is_told),
        cmocka_unit_test(a_socket_from_spawn_fcgi_is_taken),
        cmocka_unit_test(a_socket_from_systemd_is_taken_when_it_is_for_us),
        cmocka_unit_test(several_sockets_are_told_apart_by_their_names),
        cmocka_unit_test(a_group_that_is_not_there_is_told),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
