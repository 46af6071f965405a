// Every case is a process of its own: what is closed stays closed.
#include "serve/sandbox.h"
#include "serve/sandbox_landlock.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

enum {
    ANSWER_FD = 3, // as of the child of a worker
    WENT_WELL = 0,
    WENT_WRONG = 77,
    NO_SANDBOX = 78,
};

// What a process had open before its walls were closed.
static int listening_fd;
static int calling_fd; // connected to it
static int unbound_fd; // to be connected
static int null_fd;    // of /dev/null

static struct sockaddr_un address = {.sun_family = AF_UNIX};
static socklen_t address_size;

static int open_all(void **state)
{
    (void)state;
    snprintf(address.sun_path + 1, sizeof address.sun_path - 1,
             "postertool-sandbox-%d", getpid());
    address_size = (socklen_t)(offsetof(struct sockaddr_un, sun_path) + 1 +
                               strlen(address.sun_path + 1));
    const struct sockaddr *where = (const struct sockaddr *)&address;
    // ANSWER_FD must be open and no other's.
    null_fd = open("/dev/null", O_RDWR);
    if (dup2(null_fd, ANSWER_FD) < 0)
        return -1;
    listening_fd = socket(AF_UNIX, SOCK_STREAM, 0);
    calling_fd = socket(AF_UNIX, SOCK_STREAM, 0);
    unbound_fd = socket(AF_UNIX, SOCK_STREAM, 0);
    return bind(listening_fd, where, address_size) == 0 &&
                   listen(listening_fd, 8) == 0 &&
                   connect(calling_fd, where, address_size) == 0
               ? 0
               : -1;
}

static bool enter_worker(void)
{
    // What its children will need cannot be had any more afterwards.
    return sandbox_warm(ANSWER_FD) && sandbox_enter_worker(false);
}

static bool enter_aide(void)
{
    return sandbox_enter_aide(false);
}

// How a process ended that did this within its walls.
static int end_of(bool (*enter)(void), int (*act)(void))
{
    int status;
    const pid_t process = fork();
    assert_true(process >= 0);
    if (process == 0)
        _exit(enter() ? act() : NO_SANDBOX);
    assert_int_equal(waitpid(process, &status, 0), process);
    return status;
}

static void assert_goes_well(bool (*enter)(void), int (*act)(void),
                             const char *what)
{
    const int status = end_of(enter, act);
    if (!WIFEXITED(status) || WEXITSTATUS(status) != WENT_WELL)
        fail_msg("%s: status %x", what, (unsigned)status);
}

static void assert_is_killed(bool (*enter)(void), int (*act)(void),
                             const char *what)
{
    const int status = end_of(enter, act);
    if (!WIFSIGNALED(status) || WTERMSIG(status) != SIGSYS)
        fail_msg("%s: status %x", what, (unsigned)status);
}

struct act {
    const char *name;
    int (*act)(void);
};

#define ACT(name)                                                              \
    {                                                                          \
#name, name                                                            \
    }
#define COUNT(array) (sizeof(array) / sizeof *(array))

// Gives WENT_WELL when what ought to be is.
static int must(bool is_so)
{
    return is_so ? WENT_WELL : WENT_WRONG;
}

static int use_a_pipe(void)
{
    int ends[2];
    char byte = 0;
    if (pipe2(ends, O_CLOEXEC) != 0 || write(ends[1], "x", 1) != 1)
        return WENT_WRONG;
    struct pollfd ready = {.fd = ends[0], .events = POLLIN};
    return must(poll(&ready, 1, -1) == 1 && read(ends[0], &byte, 1) == 1 &&
                byte == 'x' && close(ends[0]) == 0 && close(ends[1]) == 0);
}

static int fork_and_collect(void)
{
    int status = 0;
    const pid_t process = fork();
    if (process == 0)
        _exit(7);
    return must(process > 0 && waitpid(process, &status, 0) == process &&
                WIFEXITED(status) && WEXITSTATUS(status) == 7);
}

static int end_a_child(void)
{
    int status = 0;
    const pid_t process = fork();
    while (process == 0)
        poll(NULL, 0, -1);
    return must(process > 0 && kill(process, SIGKILL) == 0 &&
                waitpid(process, &status, 0) == process &&
                WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
}

// The end of a child that closes the walls of a child around itself.
static int end_of_child(int (*act)(void))
{
    const struct sandbox_limits limits = {.memory_bytes = RLIM_INFINITY,
                                          .cpu_seconds = 60};
    int status = 0;
    const pid_t process = fork();
    if (process == 0)
        _exit(sandbox_enter(&limits, ANSWER_FD) ? act() : NO_SANDBOX);
    return process > 0 && waitpid(process, &status, 0) == process ? status : -1;
}

static int answer(void)
{
    return must(write(ANSWER_FD, "x", 1) == 1);
}

static int have_a_child_that_answers(void)
{
    const int status = end_of_child(answer);
    return must(WIFEXITED(status) && WEXITSTATUS(status) == WENT_WELL);
}

static int open_a_file(void)
{
    return must(open("/dev/null", O_RDONLY) >= 0);
}

static int have_a_child_that_opens(void)
{
    const int status = end_of_child(open_a_file);
    return must(WIFSIGNALED(status) && WTERMSIG(status) == SIGSYS);
}

static int have_a_child_that_forks(void)
{
    const int status = end_of_child(fork_and_collect);
    return must(WIFSIGNALED(status) && WTERMSIG(status) == SIGSYS);
}

static void a_worker_may_do_its_work(void **state)
{
    (void)state;
    static const struct act acts[] = {ACT(use_a_pipe), ACT(fork_and_collect),
                                      ACT(end_a_child)};
    for (size_t i = 0; i < COUNT(acts); i++)
        assert_goes_well(enter_worker, acts[i].act, acts[i].name);
}

static void a_child_of_a_worker_closes_more(void **state)
{
    (void)state;
    static const struct act acts[] = {ACT(have_a_child_that_answers),
                                      ACT(have_a_child_that_opens),
                                      ACT(have_a_child_that_forks)};
    for (size_t i = 0; i < COUNT(acts); i++)
        assert_goes_well(enter_worker, acts[i].act, acts[i].name);
}

// What must end the process at once. Each would go well without walls, or fail
// in another way.
static int make_a_socket(void)
{
    return socket(AF_UNIX, SOCK_STREAM, 0);
}

static int make_two_sockets(void)
{
    int ends[2];
    return socketpair(AF_UNIX, SOCK_STREAM, 0, ends);
}

static int connect_a_socket(void)
{
    return connect(unbound_fd, (const struct sockaddr *)&address, address_size);
}

static int bind_a_socket(void)
{
    return bind(unbound_fd, (const struct sockaddr *)&address,
                sizeof(sa_family_t));
}

static int listen_to_a_socket(void)
{
    return listen(listening_fd, 8);
}

static int accept_a_connection(void)
{
    return accept4(listening_fd, NULL, NULL, SOCK_CLOEXEC);
}

static int start_a_program(void)
{
    char *const arguments[] = {"true", NULL};
    return execve("/bin/true", arguments, arguments + 1);
}

static int start_a_program_of_a_descriptor(void)
{
    char *const arguments[] = {"true", NULL};
    return (int)syscall(SYS_execveat, null_fd, "", arguments, arguments + 1,
                        0x1000); // AT_EMPTY_PATH
}

static int look_into_another(void)
{
    return (int)syscall(SYS_ptrace, 16, getppid(), 0, 0); // PTRACE_ATTACH
}

static int read_from_another(void)
{
    return (int)syscall(SYS_process_vm_readv, getppid(), NULL, 0, NULL, 0, 0);
}

static int mount_something(void)
{
    return (int)syscall(SYS_mount, "none", "/", "tmpfs", 0, NULL);
}

static int leave_a_namespace(void)
{
    return (int)syscall(SYS_unshare, 0x10000000); // CLONE_NEWUSER
}

static int fork_into_a_namespace(void)
{
    return (int)syscall(SYS_clone, 0x10000000 | SIGCHLD, 0, 0, 0, 0);
}

static int run_memory(void)
{
    return mmap(NULL, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS,
                -1, 0) != MAP_FAILED;
}

static int map_a_file(void)
{
    return mmap(NULL, 4096, PROT_READ, MAP_PRIVATE, null_fd, 0) != MAP_FAILED;
}

static int remove_a_file(void)
{
    return unlink("/tmp/postertool-sandbox-test");
}

static int rename_a_file(void)
{
    return rename("/tmp/postertool-sandbox-test", "/tmp/postertool-sandbox");
}

static int make_a_folder(void)
{
    return mkdir("/tmp/postertool-sandbox-test/folder", 0700);
}

static int change_a_mode(void)
{
    return chmod("/tmp/postertool-sandbox-test", 0600);
}

static int list_a_folder(void)
{
    char entries[1024];
    return (int)syscall(SYS_getdents64, null_fd, entries, sizeof entries);
}

static int control_a_device(void)
{
    return (int)syscall(SYS_ioctl, STDERR_FILENO, 0x5412, "x"); // TIOCSTI
}

static int change_its_user(void)
{
    return (int)syscall(SYS_setuid, getuid());
}

static int load_a_program_into_the_kernel(void)
{
    return (int)syscall(SYS_bpf, 0, NULL, 0);
}

static int open_a_ring(void)
{
    return (int)syscall(425, 1, NULL); // io_uring_setup
}

static const struct act forbidden[] = {
    ACT(make_a_socket),
    ACT(make_two_sockets),
    ACT(connect_a_socket),
    ACT(bind_a_socket),
    ACT(listen_to_a_socket),
    ACT(start_a_program),
    ACT(start_a_program_of_a_descriptor),
    ACT(look_into_another),
    ACT(read_from_another),
    ACT(mount_something),
    ACT(leave_a_namespace),
    ACT(fork_into_a_namespace),
    ACT(run_memory),
    ACT(map_a_file),
    ACT(remove_a_file),
    ACT(rename_a_file),
    ACT(make_a_folder),
    ACT(change_a_mode),
    ACT(list_a_folder),
    ACT(control_a_device),
    ACT(change_its_user),
    ACT(load_a_program_into_the_kernel),
    ACT(open_a_ring),
};

static void what_is_forbidden_ends_a_worker(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(forbidden); i++)
        assert_is_killed(enter_worker, forbidden[i].act, forbidden[i].name);
    assert_is_killed(enter_worker, accept_a_connection, "accept");
}

static void what_is_forbidden_ends_an_aide(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(forbidden); i++)
        assert_is_killed(enter_aide, forbidden[i].act, forbidden[i].name);
    assert_is_killed(enter_aide, fork_and_collect, "fork");
    // The desk of the recorder answers through one.
    assert_goes_well(enter_aide, use_a_pipe, "a pipe");
}

// The folder of the recorder.
static char folder[] = "/tmp/postertool-recorder-XXXXXX";
static char inside[64];
static char outside[64];

static int make_folder(void **state)
{
    (void)state;
    strcpy(folder + strlen(folder) - 6, "XXXXXX");
    if (!mkdtemp(folder))
        return -1;
    snprintf(inside, sizeof inside, "%s/in", folder);
    snprintf(outside, sizeof outside, "%s-out", folder);
    return mkdir(inside, 0700) == 0 && mkdir(outside, 0700) == 0 ? 0 : -1;
}

static int remove_folder(void **state)
{
    (void)state;
    return rmdir(inside) == 0 && rmdir(outside) == 0 && rmdir(folder) == 0 ? 0
                                                                           : -1;
}

static bool enter_recorder(void)
{
    return sandbox_enter_recorder(inside, false, false);
}

static bool enter_recorder_that_connects(void)
{
    return sandbox_enter_recorder(inside, true, false);
}

static int keep_a_file_in(const char *where)
{
    char path[96];
    char byte = 0;
    snprintf(path, sizeof path, "%s/file", where);
    const int fd = open(path, O_RDWR | O_CREAT, 0600);
    if (fd < 0)
        return WENT_WRONG;
    void *memory = mmap(NULL, 1, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    return must(pwrite(fd, "x", 1, 0) == 1 && pread(fd, &byte, 1, 0) == 1 &&
                byte == 'x' && ftruncate(fd, 5) == 0 && fdatasync(fd) == 0 &&
                memory != MAP_FAILED && unlink(path) == 0);
}

static int keep_a_file(void)
{
    return keep_a_file_in(inside);
}

static int keep_a_file_elsewhere(void)
{
    return keep_a_file_in(outside);
}

static int write_to_a_device(void)
{
    return must(open("/dev/null", O_WRONLY) >= 0);
}

static int read_a_file(void)
{
    char byte;
    const int fd = open("/etc/passwd", O_RDONLY);
    return must(fd >= 0 && read(fd, &byte, 1) == 1);
}

static void a_recorder_may_do_its_work(void **state)
{
    (void)state;
    static const struct act acts[] = {ACT(use_a_pipe), ACT(fork_and_collect),
                                      ACT(end_a_child), ACT(keep_a_file),
                                      ACT(read_a_file)};
    for (size_t i = 0; i < COUNT(acts); i++)
        assert_goes_well(enter_recorder, acts[i].act, acts[i].name);
}

static void a_recorder_writes_in_its_folder_alone(void **state)
{
    (void)state;
    if (sandbox_landlock_version() == 0)
        skip();
    static const struct act acts[] = {ACT(keep_a_file_elsewhere),
                                      ACT(write_to_a_device)};
    for (size_t i = 0; i < COUNT(acts); i++) {
        const int status = end_of(enter_recorder, acts[i].act);
        assert_true(WIFEXITED(status));
        assert_int_equal(WEXITSTATUS(status), WENT_WRONG);
    }
}

// Those of above that go well, or fail, with another error than that of the
// filter.
static const struct act *refused;
static int try_refused(void)
{
    errno = 0;
    return must(refused->act() < 0 && errno == EPERM);
}

static int fail_to_run_memory(void)
{
    return must(run_memory() == 0);
}

static int have_a_socket(void)
{
    return must(make_a_socket() >= 0);
}

static void what_is_forbidden_is_refused_to_a_recorder(void **state)
{
    (void)state;
    static const struct act acts[] = {ACT(make_two_sockets),
                                      ACT(listen_to_a_socket),
                                      ACT(start_a_program),
                                      ACT(start_a_program_of_a_descriptor),
                                      ACT(look_into_another),
                                      ACT(read_from_another),
                                      ACT(mount_something),
                                      ACT(leave_a_namespace),
                                      ACT(fork_into_a_namespace),
                                      ACT(make_a_folder),
                                      ACT(change_its_user),
                                      ACT(load_a_program_into_the_kernel),
                                      ACT(open_a_ring)};
    for (size_t i = 0; i < COUNT(acts); i++) {
        refused = &acts[i];
        assert_goes_well(enter_recorder, try_refused, acts[i].name);
        assert_goes_well(enter_recorder_that_connects, try_refused,
                         acts[i].name);
    }
    static const struct act more[] = {ACT(make_a_socket), ACT(connect_a_socket),
                                      ACT(bind_a_socket),
                                      ACT(control_a_device)};
    for (size_t i = 0; i < COUNT(more); i++) {
        refused = &more[i];
        assert_goes_well(enter_recorder, try_refused, more[i].name);
    }
    assert_goes_well(enter_recorder, fail_to_run_memory, "memory that is run");
    assert_goes_well(enter_recorder_that_connects, have_a_socket, "a socket");
}

static bool is_refused(int result)
{
    return result < 0 && errno == EACCES;
}

static int find_no_file(void)
{
    struct stat about;
    return must(is_refused(open("/dev/null", O_RDONLY)) &&
                is_refused(open("/dev/null", O_RDWR)) &&
                is_refused(open("/tmp/postertool-sandbox-test",
                                O_WRONLY | O_CREAT, 0600)) &&
                is_refused(openat(AT_FDCWD, ".", O_DIRECTORY)) &&
                is_refused(open("/tmp", O_TMPFILE | O_RDWR, 0600)) &&
                is_refused((int)syscall(SYS_open, "/dev/null", O_RDONLY)) &&
                is_refused(access("/dev/null", R_OK)) &&
                is_refused(stat("/dev/null", &about)));
}

static void files_are_not_there(void **state)
{
    (void)state;
    assert_goes_well(enter_worker, find_no_file, "a worker");
    assert_goes_well(enter_aide, find_no_file, "an aide");
}

static int take_a_call_and_answer(void)
{
    char byte = 0;
    struct iovec letter = {"x", 1};
    const struct msghdr message = {.msg_iov = &letter, .msg_iovlen = 1};
    const int fd = accept4(listening_fd, NULL, NULL, SOCK_CLOEXEC);
    return must(fd >= 0 && sendmsg(fd, &message, MSG_NOSIGNAL) == 1 &&
                read(calling_fd, &byte, 1) == 1 && byte == 'x');
}

// As the door does.
static int pass_a_descriptor_on(void)
{
    char byte = 'x';
    struct iovec letter = {&byte, 1};
    union {
        char bytes[CMSG_SPACE(sizeof(int))];
        struct cmsghdr header;
    } carrier = {.header = {.cmsg_len = CMSG_LEN(sizeof(int)),
                            .cmsg_level = SOL_SOCKET,
                            .cmsg_type = SCM_RIGHTS}};
    const struct msghdr message = {.msg_iov = &letter,
                                   .msg_iovlen = 1,
                                   .msg_control = carrier.bytes,
                                   .msg_controllen = sizeof carrier.bytes};
    memcpy(CMSG_DATA(&carrier.header), &null_fd, sizeof null_fd);
    return must(sendmsg(calling_fd, &message, MSG_NOSIGNAL) == 1);
}

static void an_aide_takes_connections_in_and_passes_them_on(void **state)
{
    (void)state;
    // In this order: there is one connection that waits.
    assert_goes_well(enter_aide, pass_a_descriptor_on, "pass on");
    assert_goes_well(enter_aide, take_a_call_and_answer, "take in");
}

static int be_unseen(void)
{
    struct rlimit core;
    return must(prctl(PR_GET_DUMPABLE) == 0 &&
                getrlimit(RLIMIT_CORE, &core) == 0 && core.rlim_cur == 0 &&
                core.rlim_max == 0 && prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0));
}

static void nobody_sees_the_memory_of_a_worker(void **state)
{
    (void)state;
    assert_goes_well(enter_worker, be_unseen, "a worker");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_worker_may_do_its_work),
        cmocka_unit_test(a_child_of_a_worker_closes_more),
        cmocka_unit_test(what_is_forbidden_ends_a_worker),
        cmocka_unit_test_setup_teardown(a_recorder_may_do_its_work, make_folder,
                                        remove_folder),
        cmocka_unit_test_setup_teardown(a_recorder_writes_in_its_folder_alone,
                                        make_folder, remove_folder),
        cmocka_unit_test_setup_teardown(
            what_is_forbidden_is_refused_to_a_recorder, make_folder,
            remove_folder),
        cmocka_unit_test(what_is_forbidden_ends_an_aide),
        cmocka_unit_test(files_are_not_there),
        cmocka_unit_test(an_aide_takes_connections_in_and_passes_them_on),
        cmocka_unit_test(nobody_sees_the_memory_of_a_worker),
    };
    return cmocka_run_group_tests(tests, open_all, NULL);
}
