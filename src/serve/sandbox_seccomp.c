#include "sandbox_seccomp.h"

#include <errno.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <seccomp.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

// Calls that cannot reach anything outside the process, whatever they are
// given.
static const int harmless[] = {
    SCMP_SYS(brk),
    SCMP_SYS(clock_getres),
    SCMP_SYS(clock_gettime),
    SCMP_SYS(clock_nanosleep),
    SCMP_SYS(exit),
    SCMP_SYS(exit_group),
    SCMP_SYS(futex),
    SCMP_SYS(getpid),
    SCMP_SYS(getrandom),
    SCMP_SYS(gettid),
    SCMP_SYS(gettimeofday),
    SCMP_SYS(madvise),
    SCMP_SYS(mremap),
    SCMP_SYS(munmap),
    SCMP_SYS(nanosleep),
    SCMP_SYS(restart_syscall),
    SCMP_SYS(rseq),
    SCMP_SYS(rt_sigaction),
    SCMP_SYS(rt_sigprocmask),
    SCMP_SYS(rt_sigreturn),
    SCMP_SYS(sched_getaffinity), // how many threads would be useful
    SCMP_SYS(sched_yield),
    SCMP_SYS(set_robust_list),
    SCMP_SYS(sysinfo),
#ifdef __SANITIZE_ADDRESS__
    // What AddressSanitizer does beside, in new threads above all.
    SCMP_SYS(sigaltstack),
    SCMP_SYS(prlimit64),
#endif
};

static bool allow_harmless(scmp_filter_ctx filter)
{
    for (size_t i = 0; i < sizeof harmless / sizeof *harmless; i++)
        if (seccomp_rule_add(filter, SCMP_ACT_ALLOW, harmless[i], 0) != 0)
            return false;
    return true;
}

// Memory that can be written is never run.
static bool allow_memory(scmp_filter_ctx filter)
{
    const struct scmp_arg_cmp not_run =
        SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0);
    return seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mmap), 2, not_run,
                            SCMP_A3(SCMP_CMP_MASKED_EQ, MAP_ANONYMOUS,
                                    MAP_ANONYMOUS)) == 0 &&
           seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mprotect), 1,
                            not_run) == 0;
}

// The decoders of HEIC and AVIF start threads. The arguments of clone3 lie in
// memory, which a filter cannot see: told that it does not exist, the C library
// takes clone.
static bool allow_threads(scmp_filter_ctx filter)
{
    const unsigned long thread = CLONE_THREAD | CLONE_VM | CLONE_SIGHAND;
    return seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3),
                            0) == 0 &&
           seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(clone), 1,
                            SCMP_A0(SCMP_CMP_MASKED_EQ, thread, thread)) == 0 &&
           seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(prctl), 1,
                            SCMP_A0(SCMP_CMP_EQ, PR_SET_NAME, 0)) == 0;
}

// abort() sends a signal to the process itself, whose number stands in the
// filter: it is put in when the filter is entered.
static const uint32_t own_number = 0x5eccc0de;

static bool allow_abort(scmp_filter_ctx filter)
{
    return seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(tgkill), 1,
                            SCMP_A0(SCMP_CMP_EQ, own_number, 0)) == 0;
}

static bool allow_answer(scmp_filter_ctx filter, int answer_fd)
{
    return seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(write), 1,
                            SCMP_A0(SCMP_CMP_EQ, (scmp_datum_t)answer_fd, 0)) ==
               0 &&
           seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(write), 1,
                            SCMP_A0(SCMP_CMP_EQ, STDERR_FILENO, 0)) == 0;
}

// The rules as the kernel takes them; working them out takes longer than all
// else that a child does before its poster, so a worker does it once.
static struct sock_filter *program;
static unsigned short program_length;
static int program_fd = -1; // the answer_fd that it is for

// libseccomp writes its program to a file only: one in memory.
static bool take_program(scmp_filter_ctx filter)
{
    const int fd = memfd_create("filter", MFD_CLOEXEC);
    if (fd < 0)
        return false;
    const off_t size =
        seccomp_export_bpf(filter, fd) == 0 ? lseek(fd, 0, SEEK_END) : 0;
    bool done = size > 0 && size / (off_t)sizeof *program <= BPF_MAXINSNS;
    if (done) {
        free(program);
        program = malloc((size_t)size);
        done = program && pread(fd, program, (size_t)size, 0) == size;
        program_length = (unsigned short)(size / (off_t)sizeof *program);
    }
    close(fd);
    return done;
}

bool sandbox_seccomp_prepare(int answer_fd)
{
    if (program_fd == answer_fd)
        return true;
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_KILL_PROCESS);
    if (!filter)
        return false;
    // Calls of another architecture, such as 32-bit ones, end the process too.
    const bool done = seccomp_attr_set(filter, SCMP_FLTATR_ACT_BADARCH,
                                       SCMP_ACT_KILL_PROCESS) == 0 &&
                      allow_harmless(filter) && allow_memory(filter) &&
                      allow_threads(filter) && allow_abort(filter) &&
                      allow_answer(filter, answer_fd) && take_program(filter);
    seccomp_release(filter);
    if (done)
        program_fd = answer_fd;
    return done;
}

// Exactly one comparison is with the process's own number.
static bool put_own_number(void)
{
    int found = 0;
    for (int i = 0; i < program_length; i++)
        if (BPF_CLASS(program[i].code) == BPF_JMP &&
            program[i].k == own_number) {
            program[i].k = (uint32_t)getpid();
            found++;
        }
    return found == 1;
}

bool sandbox_seccomp_enter(int answer_fd)
{
    if (!sandbox_seccomp_prepare(answer_fd) || !put_own_number())
        return false;
    // What was put in is this process's alone.
    program_fd = -1;
    struct sock_fprog rules = {program_length, program};
    return syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER,
                   SECCOMP_FILTER_FLAG_TSYNC, &rules) == 0;
}

// Of all that serve.
static const int serving[] = {
    SCMP_SYS(alarm),     SCMP_SYS(close),       SCMP_SYS(close_range),
    SCMP_SYS(dup2),      SCMP_SYS(fcntl),       SCMP_SYS(fstat),
    SCMP_SYS(getppid),   SCMP_SYS(getsockname), SCMP_SYS(getsockopt),
    SCMP_SYS(lseek),     SCMP_SYS(poll),        SCMP_SYS(ppoll),
    SCMP_SYS(pselect6),  SCMP_SYS(read),        SCMP_SYS(readv),
    SCMP_SYS(recvfrom),  SCMP_SYS(recvmsg),     SCMP_SYS(rt_sigpending),
    SCMP_SYS(select),    SCMP_SYS(sendmsg),     SCMP_SYS(sendto),
    SCMP_SYS(setitimer), SCMP_SYS(setsockopt),  SCMP_SYS(shutdown),
    SCMP_SYS(write),     SCMP_SYS(writev),
};

// Of a worker: what it takes to fork a child, to collect it, and what the child
// does until it has its own walls.
static const int forking[] = {
    SCMP_SYS(dup3),
    SCMP_SYS(getrlimit),
    SCMP_SYS(kill),
    SCMP_SYS(landlock_create_ruleset),
    SCMP_SYS(landlock_restrict_self),
    SCMP_SYS(pipe2),
    SCMP_SYS(prlimit64),
    SCMP_SYS(seccomp),
    SCMP_SYS(setrlimit),
    SCMP_SYS(tgkill),
    SCMP_SYS(wait4),
};

// Of the door and the status listener.
static const int accepting[] = {
    SCMP_SYS(accept4),     SCMP_SYS(epoll_create1), SCMP_SYS(epoll_ctl),
    SCMP_SYS(epoll_pwait), SCMP_SYS(epoll_wait),    SCMP_SYS(tgkill),
    SCMP_SYS(pipe2), // for an answer from the recorder (desk.h)
};

// What a child says of itself on its way behind its walls; that it may be
// looked into is not among it.
static bool allow_prctl(scmp_filter_ctx filter)
{
    static const int options[] = {PR_SET_NAME, PR_SET_NO_NEW_PRIVS,
                                  PR_SET_PDEATHSIG, PR_GET_DUMPABLE,
                                  PR_GET_NO_NEW_PRIVS};
    for (size_t i = 0; i < sizeof options / sizeof *options; i++)
        if (seccomp_rule_add(
                filter, SCMP_ACT_ALLOW, SCMP_SYS(prctl), 1,
                SCMP_A0(SCMP_CMP_EQ, (scmp_datum_t)options[i], 0)) != 0)
            return false;
    return seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(prctl), 2,
                            SCMP_A0(SCMP_CMP_EQ, PR_SET_DUMPABLE, 0),
                            SCMP_A1(SCMP_CMP_EQ, 0, 0)) == 0;
}

// What libfcgi tries after a connection that held no request: there is nothing
// that it could accept from.
static bool refuse_accept(scmp_filter_ctx filter)
{
    return seccomp_rule_add(filter, SCMP_ACT_ERRNO(EBADF), SCMP_SYS(accept),
                            0) == 0;
}

// What the C library tries and does without.
static const int files[] = {
    SCMP_SYS(access), SCMP_SYS(newfstatat), SCMP_SYS(open),
    SCMP_SYS(openat), SCMP_SYS(readlink),   SCMP_SYS(stat),
};

static bool add_calls(scmp_filter_ctx filter, uint32_t action, const int *calls,
                      size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (seccomp_rule_add(filter, action, calls[i], 0) != 0)
            return false;
    return true;
}

// A process of one's own, in the same namespaces.
static bool allow_fork(scmp_filter_ctx filter)
{
    const unsigned long spaces = CLONE_NEWNS | CLONE_NEWCGROUP | CLONE_NEWUTS |
                                 CLONE_NEWIPC | CLONE_NEWUSER | CLONE_NEWPID |
                                 CLONE_NEWNET;
    return seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(clone), 1,
                            SCMP_A0(SCMP_CMP_MASKED_EQ, spaces, 0)) == 0 &&
           seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3),
                            0) == 0;
}

#define COUNT(array) (sizeof(array) / sizeof *(array))

bool sandbox_calls_enter(bool may_fork)
{
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_KILL_PROCESS);
    if (!filter)
        return false;
    const bool done =
        seccomp_attr_set(filter, SCMP_FLTATR_ACT_BADARCH,
                         SCMP_ACT_KILL_PROCESS) == 0 &&
        allow_harmless(filter) && allow_memory(filter) &&
        add_calls(filter, SCMP_ACT_ALLOW, serving, COUNT(serving)) &&
        add_calls(filter, SCMP_ACT_ERRNO(EACCES), files, COUNT(files)) &&
        (may_fork
             ? allow_fork(filter) && allow_prctl(filter) &&
                   refuse_accept(filter) &&
                   add_calls(filter, SCMP_ACT_ALLOW, forking, COUNT(forking))
             : add_calls(filter, SCMP_ACT_ALLOW, accepting,
                         COUNT(accepting))) &&
        seccomp_load(filter) == 0;
    seccomp_release(filter);
    return done;
}

// Of SQLite, and of the C library below it and below libpq.
static const int keeping[] = {
    SCMP_SYS(access),     SCMP_SYS(dup),       SCMP_SYS(faccessat2),
    SCMP_SYS(fallocate),  SCMP_SYS(fchown),    SCMP_SYS(fchmod),
    SCMP_SYS(fdatasync),  SCMP_SYS(flock),     SCMP_SYS(fstatfs),
    SCMP_SYS(fsync),      SCMP_SYS(ftruncate), SCMP_SYS(getcwd),
    SCMP_SYS(getdents64), SCMP_SYS(getegid),   SCMP_SYS(geteuid),
    SCMP_SYS(getgid),     SCMP_SYS(getuid),    SCMP_SYS(link),
    SCMP_SYS(linkat),     SCMP_SYS(lstat),     SCMP_SYS(newfstatat),
    SCMP_SYS(open),       SCMP_SYS(openat),    SCMP_SYS(pread64),
    SCMP_SYS(pwrite64),   SCMP_SYS(pwritev),   SCMP_SYS(readlink),
    SCMP_SYS(readlinkat), SCMP_SYS(rename),    SCMP_SYS(renameat),
    SCMP_SYS(stat),       SCMP_SYS(statfs),    SCMP_SYS(statx),
    SCMP_SYS(uname),      SCMP_SYS(unlink),    SCMP_SYS(unlinkat),
    SCMP_SYS(utimensat),
};

// Of libpq, which may first ask the resolver where a name is.
static const int connecting[] = {
    SCMP_SYS(bind),  SCMP_SYS(connect),  SCMP_SYS(getpeername),
    SCMP_SYS(ioctl), SCMP_SYS(sendmmsg), SCMP_SYS(socket),
};

// A file may be had as memory, but none that is run.
static bool allow_mapping(scmp_filter_ctx filter)
{
    return seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mmap), 1,
                            SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0)) == 0 &&
           seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mprotect), 1,
                            SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0)) == 0;
}

// Refused calls get an error, and do not end the process: the recorder holds
// nothing that strangers made, and what SQLite, libpq and the resolver try
// differs from one version to the next; with an error they do without, or the
// log says what failed, while a death would come again for ever.
bool sandbox_calls_enter_recorder(bool connects)
{
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ERRNO(EPERM));
    if (!filter)
        return false;
    const bool done =
        seccomp_attr_set(filter, SCMP_FLTATR_ACT_BADARCH,
                         SCMP_ACT_KILL_PROCESS) == 0 &&
        allow_harmless(filter) && allow_mapping(filter) &&
        add_calls(filter, SCMP_ACT_ALLOW, serving, COUNT(serving)) &&
        add_calls(filter, SCMP_ACT_ALLOW, keeping, COUNT(keeping)) &&
        add_calls(filter, SCMP_ACT_ALLOW, forking, COUNT(forking)) &&
        (!connects ||
         add_calls(filter, SCMP_ACT_ALLOW, connecting, COUNT(connecting))) &&
        allow_fork(filter) && allow_prctl(filter) && seccomp_load(filter) == 0;
    seccomp_release(filter);
    return done;
}
