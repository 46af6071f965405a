// The press of this test is a few lines below, so that a child can do all that
// a broken decoder could.
#include "serve/child.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <pthread.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

enum { ANSWER_FD = 3, POSTER_BYTES = 3 * 1000 * 1000 };

// How the last child went.
static struct child_report report;

// What the child does instead of printing.
static bool (*print)(struct poster *poster, struct error *err);

// Nothing is drawn here.
void press_prepare(struct press *press, const struct order *order)
{
    (void)press;
    (void)order;
}

bool press_print(struct press *press, const struct order *order,
                 struct poster *poster, struct buffer *explain,
                 struct error *err)
{
    (void)press;
    (void)order;
    (void)explain;
    *poster = (struct poster){0};
    return print(poster, err);
}

// What the child does instead of showing a photo.
static bool (*show)(struct shown_photo *shown, struct error *err);

bool press_show_photo(const struct press *unused, struct bytes photo, int turn,
                      struct shown_photo *shown, struct error *err)
{
    (void)unused;
    *shown = (struct shown_photo){0};
    // That the order's own came over is seen in the file.
    return buffer_append(&shown->file, photo.data, photo.size) &&
           buffer_append_format(&shown->file, " %d", turn) && show(shown, err);
}

static uint8_t byte_at(size_t i)
{
    return (uint8_t)(i * 7 + i / 251);
}

static bool print_well(struct poster *poster, struct error *err)
{
    (void)err;
    if (!buffer_reserve(&poster->file, POSTER_BYTES))
        return false;
    for (size_t i = 0; i < POSTER_BYTES; i++)
        poster->file.data[i] = byte_at(i);
    poster->file.size = POSTER_BYTES;
    poster->width_px = 1080;
    poster->height_px = 1350;
    strcpy(poster->name, "volgers-a4.png");
    return true;
}

// A small poster; its name is what the child has to say.
static bool say(struct poster *poster, const char *name)
{
    snprintf(poster->name, sizeof poster->name, "%s", name);
    return buffer_append_text(&poster->file, "x");
}

static bool run_limited(bool (*what)(struct poster *, struct error *),
                        const struct child_limits *limits,
                        struct poster *poster, struct error *err)
{
    struct order order;
    order_init(&order);
    *err = (struct error){0};
    print = what;
    return child_print(NULL, &order, limits, poster, &report, err);
}

// Limits that only a test that would hang comes near to.
static struct child_limits wide(void)
{
    return (struct child_limits){
        .sandbox = {.memory_bytes = RLIM_INFINITY, .cpu_seconds = 60},
        .timeout_ms = 60000,
        .answer_bytes = (size_t)512 << 20,
        .client_fd = -1};
}

static bool run(bool (*what)(struct poster *, struct error *),
                struct poster *poster, struct error *err)
{
    const struct child_limits limits = wide();
    return run_limited(what, &limits, poster, err);
}

static void assert_good_poster(void)
{
    struct poster poster;
    struct error err;
    assert_true(run(print_well, &poster, &err));
    assert_int_equal(err.kind, ERROR_NONE);
    assert_string_equal(poster.name, "volgers-a4.png");
    assert_string_equal(poster.media_type, "image/png");
    assert_int_equal(poster.width_px, 1080);
    assert_int_equal(poster.height_px, 1350);
    assert_int_equal(poster.file.size, POSTER_BYTES);
    for (size_t i = 0; i < POSTER_BYTES; i++)
        if (poster.file.data[i] != byte_at(i))
            fail_msg("byte %zu is another one", i);
    buffer_finish(&poster.file);
}

// The child fails for the reason given, and the next poster is a good one.
static void assert_failed(bool (*what)(struct poster *, struct error *),
                          const struct child_limits *limits, const char *detail)
{
    struct poster poster;
    struct error err;
    assert_false(run_limited(what, limits, &poster, &err));
    assert_int_equal(err.kind, ERROR_INVALID);
    assert_int_equal(err.message, MESSAGE_POSTER_FAILED);
    assert_string_equal(err.field, "photo");
    if (!strstr(err.detail, detail))
        fail_msg("\"%s\" does not hold \"%s\"", err.detail, detail);
    assert_good_poster();
}

static void a_poster_comes_over_whole(void **state)
{
    (void)state;
    assert_good_poster();
}

static bool print_little(struct poster *poster, struct error *err)
{
    (void)err;
    return say(poster, "little.png");
}

static void a_child_that_is_just_ending_is_not_ended_by_the_worker(void **state)
{
    (void)state;
    // The worker kills every child behind its answer; often, for it is a race.
    for (int i = 0; i < 300; i++) {
        struct poster poster;
        struct error err;
        if (!run(print_little, &poster, &err))
            fail_msg("poster %d: %s", i, err.detail);
        buffer_finish(&poster.file);
    }
}

static bool refuse(struct poster *poster, struct error *err)
{
    (void)poster;
    error_set_values(err, ERROR_TOO_LARGE, MESSAGE_PHOTO_TOO_LARGE, "photo", 25,
                     7);
    strcpy(err->detail, "for the operator");
    return false;
}

static void an_error_comes_over_with_all_it_says(void **state)
{
    (void)state;
    struct poster poster;
    struct error err;
    assert_false(run(refuse, &poster, &err));
    assert_int_equal(err.kind, ERROR_TOO_LARGE);
    assert_int_equal(err.message, MESSAGE_PHOTO_TOO_LARGE);
    assert_string_equal(err.field, "photo");
    assert_int_equal(err.values[0], 25);
    assert_int_equal(err.values[1], 7);
    assert_string_equal(err.detail, "for the operator");
}

static bool crash(struct poster *poster, struct error *err)
{
    (void)poster;
    (void)err;
    abort();
}

static bool leave(struct poster *poster, struct error *err)
{
    (void)poster;
    (void)err;
    _exit(0);
}

static bool give_up(struct poster *poster, struct error *err)
{
    (void)poster;
    (void)err;
    _exit(7);
}

static void a_child_that_ends_early_costs_one_poster(void **state)
{
    (void)state;
    const struct child_limits limits = wide();
    assert_failed(crash, &limits, "crashed by signal (6)");
    assert_failed(leave, &limits, "without an answer");
    assert_failed(give_up, &limits, "gave up (7)");
}

static bool sleep_on(struct poster *poster, struct error *err)
{
    (void)poster;
    (void)err;
    const struct timespec long_time = {.tv_sec = 600};
    while (clock_nanosleep(CLOCK_MONOTONIC, 0, &long_time, NULL) == 0)
        continue;
    return true;
}

static bool compute_on(struct poster *poster, struct error *err)
{
    (void)poster;
    (void)err;
    volatile bool more = true;
    while (more)
        continue;
    return true;
}

static void a_child_that_does_not_end_is_ended(void **state)
{
    (void)state;
    struct child_limits limits = wide();
    limits.timeout_ms = 100;
    assert_failed(sleep_on, &limits, "too long");
    limits = wide();
    limits.sandbox.cpu_seconds = 1;
    assert_failed(compute_on, &limits, "processor time");
}

static bool take_much_memory(struct poster *poster, struct error *err)
{
    // Written to, so that the compiler cannot leave it out.
    volatile char *much = malloc((size_t)1 << 30);
    if (!much)
        return error_set_memory(err);
    much[0] = 'x';
    return say(poster, "too-much.png");
}

static void a_child_that_takes_much_memory_gets_none(void **state)
{
    (void)state;
#ifdef __SANITIZE_ADDRESS__
    skip(); // AddressSanitizer's own address space is beyond every limit.
#endif
#if defined(__has_feature)
#if __has_feature(address_sanitizer)
    skip();
#endif
#endif
    struct child_limits limits = wide();
    limits.sandbox.memory_bytes = (size_t)512 << 20;
    assert_failed(take_much_memory, &limits, "out of memory");
}

static bool send_noise(struct poster *poster, struct error *err)
{
    (void)err;
    static const char noise[10000] = "noise";
    return write(ANSWER_FD, noise, sizeof noise) == sizeof noise &&
           say(poster, "a.png");
}

static bool name_a_folder(struct poster *poster, struct error *err)
{
    (void)err;
    return say(poster, "../a.png");
}

static bool name_two_headers(struct poster *poster, struct error *err)
{
    (void)err;
    return say(poster, "a\r\nSet-Cookie: a=b");
}

static bool name_no_type(struct poster *poster, struct error *err)
{
    (void)err;
    poster->type = POSTER_TYPES;
    return say(poster, "a.png");
}

static bool note_two_headers(struct poster *poster, struct error *err)
{
    (void)err;
    strcpy(poster->file_note, "type=png\r\nX: y");
    return say(poster, "a.png");
}

static bool tell_two_lines(struct poster *poster, struct error *err)
{
    (void)err;
    strcpy(poster->alt_text, "a\nb");
    return say(poster, "a.png");
}

static bool name_no_field(struct poster *poster, struct error *err)
{
    refuse(poster, err);
    strcpy(err->field, "x\nlevel=error");
    return false;
}

static bool name_no_kind(struct poster *poster, struct error *err)
{
    refuse(poster, err);
    err->kind = ERROR_SYSTEM + 1;
    return false;
}

static bool name_no_message(struct poster *poster, struct error *err)
{
    refuse(poster, err);
    err->message = MESSAGE_COUNT;
    return false;
}

static bool end_no_text(struct poster *poster, struct error *err)
{
    refuse(poster, err);
    memset(err->detail, 'x', sizeof err->detail);
    return false;
}

static void what_a_child_sends_is_checked(void **state)
{
    (void)state;
    const struct child_limits limits = wide();
    assert_failed(send_noise, &limits, "sent no answer");
    assert_failed(name_a_folder, &limits, "wrong poster");
    assert_failed(name_two_headers, &limits, "wrong poster");
    assert_failed(name_no_type, &limits, "wrong poster");
    assert_failed(note_two_headers, &limits, "wrong poster");
    assert_failed(tell_two_lines, &limits, "wrong poster");
    assert_failed(name_no_field, &limits, "wrong error");
    assert_failed(name_no_kind, &limits, "wrong error");
    assert_failed(name_no_message, &limits, "wrong error");
    assert_failed(end_no_text, &limits, "wrong error");
}

static bool run_photo(bool (*what)(struct shown_photo *, struct error *),
                      struct shown_photo *shown, struct error *err)
{
    const struct child_limits limits = wide();
    struct order order;
    order_init(&order);
    order.photo = (struct bytes){(const uint8_t *)"photo", 5};
    order.framing.turn = 270;
    *err = (struct error){0};
    show = what;
    return child_show_photo(NULL, &order, &limits, shown, &report, err);
}

static bool show_well(struct shown_photo *shown, struct error *err)
{
    (void)err;
    shown->width_px = 4032;
    shown->height_px = 3024;
    return true;
}

static void a_photo_comes_over_whole(void **state)
{
    (void)state;
    struct shown_photo shown;
    struct error err;
    assert_true(run_photo(show_well, &shown, &err));
    assert_int_equal(shown.width_px, 4032);
    assert_int_equal(shown.height_px, 3024);
    assert_int_equal(shown.file.size, 9);
    assert_memory_equal(shown.file.data, "photo 270", 9);
    buffer_finish(&shown.file);
}

static bool show_no_size(struct shown_photo *shown, struct error *err)
{
    show_well(shown, err);
    shown->height_px = -1;
    return true;
}

static bool show_no_file(struct shown_photo *shown, struct error *err)
{
    show_well(shown, err);
    shown->file.size = 0;
    return true;
}

static bool show_and_crash(struct shown_photo *shown, struct error *err)
{
    (void)shown;
    (void)err;
    abort();
}

static bool show_and_open(struct shown_photo *shown, struct error *err)
{
    open("/dev/null", O_RDONLY);
    return show_well(shown, err);
}

static bool show_broken(struct shown_photo *shown, struct error *err)
{
    (void)shown;
    return error_set(err, ERROR_UNSUPPORTED, MESSAGE_PHOTO_NOT_A_PICTURE,
                     "photo");
}

static void a_photo_is_checked_and_costs_no_more_than_itself(void **state)
{
    (void)state;
    static const struct {
        bool (*show)(struct shown_photo *, struct error *);
        const char *detail;
    } cases[] = {{show_no_size, "wrong photo"},
                 {show_no_file, "wrong photo"},
                 {show_and_crash, "crashed by signal (6)"},
                 {show_and_open, "the sandbox forbids"}};
    struct shown_photo shown;
    struct error err;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_false(run_photo(cases[i].show, &shown, &err));
        assert_int_equal(err.message, MESSAGE_POSTER_FAILED);
        if (!strstr(err.detail, cases[i].detail))
            fail_msg("case %zu: %s", i, err.detail);
    }
    assert_false(run_photo(show_broken, &shown, &err));
    assert_int_equal(err.kind, ERROR_UNSUPPORTED);
    assert_int_equal(err.message, MESSAGE_PHOTO_NOT_A_PICTURE);
    assert_good_poster();
}

// What a broken decoder might be made to do. Each must end the child.
static void do_open(void)
{
    open("/dev/null", O_RDONLY);
}

static void do_create(void)
{
    open("/tmp/postertool-test", O_WRONLY | O_CREAT, 0600);
}

static void do_unlink(void)
{
    unlink("/tmp/postertool-test");
}

static void do_socket(void)
{
    socket(AF_UNIX, SOCK_STREAM, 0);
}

static void do_pipe(void)
{
    int ends[2];
    if (pipe(ends) == 0)
        close(ends[0]);
}

static void do_dup(void)
{
    dup(STDERR_FILENO);
}

static void do_exec(void)
{
    char *const arguments[] = {"true", NULL};
    execve("/bin/true", arguments, arguments + 1);
}

static void do_fork(void)
{
    fork();
}

static void do_clone(void)
{
    syscall(SYS_clone, SIGCHLD, 0, 0, 0, 0);
}

static void do_kill(void)
{
    kill(getppid(), 0);
}

static void do_ptrace(void)
{
    syscall(SYS_ptrace, 16, getppid(), 0, 0);
}

static void do_run_memory(void)
{
    mmap(NULL, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
}

static void do_make_run(void)
{
    static char code[8192];
    mprotect((void *)(((uintptr_t)code + 4095) & ~(uintptr_t)4095), 4096,
             PROT_READ | PROT_EXEC);
}

static void do_map_file(void)
{
    mmap(NULL, 4096, PROT_READ, MAP_PRIVATE, STDERR_FILENO, 0);
}

static void do_write_elsewhere(void)
{
    if (write(STDOUT_FILENO, "x", 1) < 0)
        return;
}

static void do_read(void)
{
    char byte;
    if (read(STDERR_FILENO, &byte, 1) < 0)
        return;
}

static void do_ioctl(void)
{
    syscall(SYS_ioctl, STDERR_FILENO, 0x5412, "x");
}

static void do_prctl(void)
{
    prctl(PR_SET_DUMPABLE, 1);
}

static void do_io_uring(void)
{
    syscall(425, 1, NULL);
}

static void do_bpf(void)
{
    syscall(SYS_bpf, 0, NULL, 0);
}

static void do_keyctl(void)
{
    syscall(SYS_keyctl, 0, 0, 0, 0, 0);
}

static void do_unshare(void)
{
    syscall(SYS_unshare, 0x10000000);
}

static void do_chmod(void)
{
    chmod("/tmp", 0777);
}

static void (*forbidden)(void);

static bool do_forbidden(struct poster *poster, struct error *err)
{
    (void)err;
    forbidden();
    return say(poster, "went-on.png");
}

static void what_is_forbidden_ends_the_child(void **state)
{
    (void)state;
    static void (*const acts[])(void) = {
        do_open,   do_create,     do_unlink,   do_socket,   do_pipe,
        do_dup,    do_exec,       do_fork,     do_clone,    do_kill,
        do_ptrace, do_run_memory, do_make_run, do_map_file, do_write_elsewhere,
        do_read,   do_ioctl,      do_prctl,    do_io_uring, do_bpf,
        do_keyctl, do_unshare,    do_chmod};
    const struct child_limits limits = wide();
    for (size_t i = 0; i < sizeof acts / sizeof *acts; i++) {
        struct poster poster;
        struct error err;
        forbidden = acts[i];
        if (run_limited(do_forbidden, &limits, &poster, &err) ||
            !strstr(err.detail, "the sandbox forbids"))
            fail_msg("act %zu: %s", i, err.detail);
    }
    assert_good_poster();
}

// A helper process that children speak to by standard error, which is the one
// thing beside the answer that they may write to.
struct helper {
    pid_t pid;
    int saved_fd; // standard error while the helper hears
};

// Does to each child that says its number what the helper is there for.
static _Noreturn void hear(int fd, void (*act)(pid_t child))
{
    pid_t child;
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    while (read(fd, &child, sizeof child) == sizeof child)
        act(child);
    _exit(0);
}

static void start_helper(struct helper *helper, void (*act)(pid_t child))
{
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    helper->pid = fork();
    assert_true(helper->pid >= 0);
    if (helper->pid == 0) {
        close(ends[1]);
        hear(ends[0], act);
    }
    close(ends[0]);
    helper->saved_fd = dup(STDERR_FILENO);
    assert_true(dup2(ends[1], STDERR_FILENO) >= 0);
    close(ends[1]);
}

static void end_helper(const struct helper *helper)
{
    int status;
    assert_true(dup2(helper->saved_fd, STDERR_FILENO) >= 0);
    close(helper->saved_fd);
    assert_int_equal(waitpid(helper->pid, &status, 0), helper->pid);
    assert_true(WIFEXITED(status));
}

static void kill_child(pid_t child)
{
    kill(child, SIGKILL);
}

// How many children have begun, and which is the first that is left alone.
static _Atomic int *begun;
static int first_spared;

static bool ask_to_be_ended(struct poster *poster, struct error *err)
{
    const pid_t self = getpid();
    if (atomic_fetch_add(begun, 1) >= first_spared)
        return print_little(poster, err);
    return write(STDERR_FILENO, &self, sizeof self) == sizeof self &&
           sleep_on(poster, err);
}

// Prints while a helper ends the first `count` children.
static bool print_killed(int count, struct poster *poster, struct error *err)
{
    struct helper helper;
    begun = mmap(NULL, sizeof *begun, PROT_READ | PROT_WRITE,
                 MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    assert_true(begun != MAP_FAILED);
    first_spared = count;
    start_helper(&helper, kill_child);
    const bool done = run(ask_to_be_ended, poster, err);
    end_helper(&helper);
    return done;
}

static void a_child_that_somebody_kills_is_tried_again(void **state)
{
    (void)state;
    struct poster poster;
    struct error err;
    if (!print_killed(1, &poster, &err))
        fail_msg("%s", err.detail);
    assert_string_equal(poster.name, "little.png");
    assert_int_equal(err.kind, ERROR_NONE);
    assert_int_equal(atomic_load(begun), 2);
    assert_true(report.was_retried);
    assert_false(report.was_ended);
    buffer_finish(&poster.file);
    munmap((void *)begun, sizeof *begun);
}

static void a_child_that_somebody_kills_twice_costs_its_poster(void **state)
{
    (void)state;
    struct poster poster;
    struct error err;
    assert_false(print_killed(3, &poster, &err));
    assert_int_equal(err.kind, ERROR_INVALID);
    assert_int_equal(err.message, MESSAGE_POSTER_FAILED);
    assert_int_equal(atomic_load(begun), 2);
    assert_true(report.was_retried);
    assert_true(report.was_ended);
    assert_int_equal(report.end, CHILD_KILLED);
    munmap((void *)begun, sizeof *begun);
    assert_good_poster();
}

// The end of a connection that only the helper holds; the child holds none.
static int client_end;

static void leave_connection(pid_t child)
{
    (void)child;
    close(client_end);
}

static void speak_on_connection(pid_t child)
{
    (void)child;
    if (write(client_end, "x", 1) == 1)
        kill(child, SIGKILL);
}

static void shut_connection(pid_t child)
{
    shutdown(client_end, SHUT_WR);
    kill(child, SIGKILL);
}

// A connection over TCP, on the loopback address.
static void connect_pair(int ends[2])
{
    struct sockaddr_in address = {.sin_family = AF_INET,
                                  .sin_addr = {htonl(INADDR_LOOPBACK)}};
    socklen_t size = sizeof address;
    const int listener = socket(AF_INET, SOCK_STREAM, 0);
    assert_int_equal(bind(listener, (struct sockaddr *)&address, size), 0);
    assert_int_equal(listen(listener, 1), 0);
    assert_int_equal(getsockname(listener, (struct sockaddr *)&address, &size),
                     0);
    ends[0] = socket(AF_INET, SOCK_STREAM, 0);
    assert_int_equal(connect(ends[0], (struct sockaddr *)&address, size), 0);
    ends[1] = accept(listener, NULL, NULL);
    assert_true(ends[1] >= 0);
    close(listener);
}

static bool say_number_and_wait(struct poster *poster, struct error *err)
{
    const pid_t self = getpid();
    return write(STDERR_FILENO, &self, sizeof self) == sizeof self &&
           sleep_on(poster, err);
}

// Prints for a client that does this while the child is at work.
static bool print_for_client(int ends[2], void (*act)(pid_t child),
                             struct error *err)
{
    struct helper helper;
    struct poster poster;
    struct child_limits limits = wide();
    client_end = ends[0];
    limits.client_fd = ends[1];
    start_helper(&helper, act);
    close(client_end);
    const bool done = run_limited(say_number_and_wait, &limits, &poster, err);
    end_helper(&helper);
    close(ends[1]);
    return done;
}

static void assert_deserted(int ends[2])
{
    struct error err;
    assert_false(print_for_client(ends, leave_connection, &err));
    assert_int_equal(err.kind, ERROR_GONE);
    assert_int_equal(err.message, MESSAGE_CLIENT_GONE);
    assert_true(report.was_ended);
    assert_int_equal(report.end, CHILD_DESERTED);
    assert_false(report.was_retried);
}

static void a_child_ends_when_its_client_leaves(void **state)
{
    (void)state;
    int ends[2];
    assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, ends), 0);
    assert_deserted(ends);
    connect_pair(ends);
    assert_deserted(ends);
    assert_good_poster();
}

// What the helper does at last is seen: the client's end was not.
static void assert_not_left(void (*act)(pid_t child))
{
    struct error err;
    int ends[2];
    assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, ends), 0);
    assert_false(print_for_client(ends, act, &err));
    assert_int_equal(err.message, MESSAGE_POSTER_FAILED);
    assert_int_equal(report.end, CHILD_KILLED);
}

static void a_client_that_says_more_or_no_more_has_not_left(void **state)
{
    (void)state;
    assert_not_left(speak_on_connection);
    assert_not_left(shut_connection);
}

static void a_client_that_stays_gets_its_poster(void **state)
{
    (void)state;
    struct poster poster;
    struct error err;
    int ends[2];
    struct child_limits limits = wide();
    assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, ends), 0);
    limits.client_fd = ends[1];
    assert_true(run_limited(print_well, &limits, &poster, &err));
    assert_int_equal(poster.file.size, POSTER_BYTES);
    buffer_finish(&poster.file);
    close(ends[0]);
    close(ends[1]);
}

// How a child went that did this.
static const struct child_report *report_of(bool (*what)(struct poster *,
                                                         struct error *),
                                            const struct child_limits *limits)
{
    struct poster poster;
    struct error err;
    if (run_limited(what, limits, &poster, &err))
        buffer_finish(&poster.file);
    assert_false(report.was_retried);
    assert_true(report.memory_bytes > 0);
    return &report;
}

static void it_is_told_how_a_child_went(void **state)
{
    (void)state;
    struct child_limits limits = wide();
    assert_false(report_of(print_well, &limits)->was_ended);
    assert_true(report.memory_bytes > POSTER_BYTES);
    // A refusal is an answer.
    assert_false(report_of(refuse, &limits)->was_ended);
    assert_true(report_of(crash, &limits)->was_ended);
    assert_int_equal(report.end, CHILD_CRASHED);
    assert_true(report_of(leave, &limits)->was_ended);
    assert_int_equal(report.end, CHILD_CRASHED);
    assert_true(report_of(give_up, &limits)->was_ended);
    assert_int_equal(report.end, CHILD_CRASHED);
    forbidden = do_open;
    assert_true(report_of(do_forbidden, &limits)->was_ended);
    assert_int_equal(report.end, CHILD_FORBIDDEN);
    limits.timeout_ms = 100;
    assert_true(report_of(sleep_on, &limits)->was_ended);
    assert_int_equal(report.end, CHILD_LATE);
    limits = wide();
    limits.sandbox.cpu_seconds = 1;
    assert_true(report_of(compute_on, &limits)->was_ended);
    assert_int_equal(report.end, CHILD_CPU);
    limits = wide();
    limits.answer_bytes = POSTER_BYTES / 2;
    assert_true(report_of(print_well, &limits)->was_ended);
    assert_int_equal(report.end, CHILD_CRASHED);
}

static void *count_up(void *context)
{
    char *volatile memory = malloc(100000);
    memset(memory, 1, 100000);
    *(int *)context += memory[99999];
    free(memory);
    return NULL;
}

// As the decoders of HEIC and AVIF do.
static bool use_threads(struct poster *poster, struct error *err)
{
    (void)err;
    int sum = 0;
    for (int i = 0; i < 20; i++) {
        pthread_t thread;
        if (pthread_create(&thread, NULL, count_up, &sum) != 0 ||
            pthread_join(thread, NULL) != 0)
            return say(poster, "none");
    }
    return say(poster, sum == 20 ? "threads" : "wrong");
}

static void assert_says(bool (*what)(struct poster *, struct error *),
                        const char *name)
{
    struct poster poster;
    struct error err;
    if (!run(what, &poster, &err))
        fail_msg("%s", err.detail);
    assert_string_equal(poster.name, name);
    buffer_finish(&poster.file);
}

static void a_child_may_have_threads(void **state)
{
    (void)state;
    assert_says(use_threads, "threads");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_poster_comes_over_whole),
        cmocka_unit_test(
            a_child_that_is_just_ending_is_not_ended_by_the_worker),
        cmocka_unit_test(an_error_comes_over_with_all_it_says),
        cmocka_unit_test(a_child_that_ends_early_costs_one_poster),
        cmocka_unit_test(a_child_that_does_not_end_is_ended),
        cmocka_unit_test(a_child_that_takes_much_memory_gets_none),
        cmocka_unit_test(what_a_child_sends_is_checked),
        cmocka_unit_test(a_photo_comes_over_whole),
        cmocka_unit_test(a_photo_is_checked_and_costs_no_more_than_itself),
        cmocka_unit_test(what_is_forbidden_ends_the_child),
        cmocka_unit_test(a_child_that_somebody_kills_is_tried_again),
        cmocka_unit_test(a_child_that_somebody_kills_twice_costs_its_poster),
        cmocka_unit_test(a_child_ends_when_its_client_leaves),
        cmocka_unit_test(a_client_that_says_more_or_no_more_has_not_left),
        cmocka_unit_test(a_client_that_stays_gets_its_poster),
        cmocka_unit_test(it_is_told_how_a_child_went),
        cmocka_unit_test(a_child_may_have_threads),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
