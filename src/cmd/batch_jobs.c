#include "batch_jobs.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { SLOTS_MAX = 3 * BATCH_PROCESSES_MAX };

// A piece between its beginning and its turn.
struct slot {
    pid_t process; // 0: none, or it has ended
    int fd;        // of its result, in memory alone; -1: there is none
    bool has_crashed;
};

struct crew {
    const struct batch_work *work;
    struct slot slots[SLOTS_MAX]; // piece n is in slot n % SLOTS_MAX
    size_t begun;
    size_t taken;
    int running;
    sigset_t waited; // signals, blocked while pieces run
    sigset_t before;
};

static bool fail(const char *what, struct error *err)
{
    return error_set_detail(err, ERROR_SYSTEM, MESSAGE_SYSTEM, "%s: %s", what,
                            strerror(errno));
}

static struct slot *slot_of(struct crew *crew, size_t piece)
{
    return &crew->slots[piece % SLOTS_MAX];
}

// Ends with the piece, with the parent, or when it takes too long. A signal
// from the terminal is the parent's affair.
static void run_piece(struct crew *crew, size_t piece, int fd)
{
    const struct rlimit seconds = {BATCH_PIECE_SECONDS, BATCH_PIECE_SECONDS};
    const struct rlimit no_core = {0, 0};
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    setrlimit(RLIMIT_CPU, &seconds);
    setrlimit(RLIMIT_CORE, &no_core);
    signal(SIGINT, SIG_IGN);
    signal(SIGTERM, SIG_IGN);
    signal(SIGHUP, SIG_IGN);
    sigprocmask(SIG_SETMASK, &crew->before, NULL);
    _exit(crew->work->run(crew->work->context, piece, fd) ? 0 : 1);
}

static bool begin_process(struct crew *crew, size_t piece, struct slot *slot,
                          struct error *err)
{
    slot->fd = memfd_create("poster", MFD_CLOEXEC);
    if (slot->fd < 0)
        return fail("memfd_create", err);
    const pid_t process = fork();
    if (process == 0)
        run_piece(crew, piece, slot->fd);
    if (process < 0) {
        fail("fork", err);
        close(slot->fd);
        return false;
    }
    slot->process = process;
    crew->running++;
    return true;
}

static bool begin_more(struct crew *crew, struct error *err)
{
    const struct batch_work *work = crew->work;
    const size_t ahead = 3 * (size_t)work->processes;
    while (crew->running < work->processes && crew->begun < work->count &&
           crew->begun < crew->taken + ahead) {
        struct slot *slot = slot_of(crew, crew->begun);
        *slot = (struct slot){.fd = -1};
        if (work->prepare(work->context, crew->begun) &&
            !begin_process(crew, crew->begun, slot, err))
            return false;
        crew->begun++;
    }
    return true;
}

static bool take_file(struct crew *crew, size_t piece, struct slot *slot,
                      struct error *err)
{
    const struct batch_work *work = crew->work;
    struct stat status;
    if (fstat(slot->fd, &status) != 0)
        return fail("fstat", err);
    const size_t size = (size_t)status.st_size;
    if (size == 0)
        return work->take(work->context, piece, (struct bytes){0},
                          slot->has_crashed, err);
    void *data = mmap(NULL, size, PROT_READ, MAP_PRIVATE, slot->fd, 0);
    if (data == MAP_FAILED)
        return fail("mmap", err);
    const bool done =
        work->take(work->context, piece, (struct bytes){data, size},
                   slot->has_crashed, err);
    munmap(data, size);
    return done;
}

// Those whose turn it is.
static bool take_ready(struct crew *crew, struct error *err)
{
    const struct batch_work *work = crew->work;
    while (crew->taken < crew->begun) {
        struct slot *slot = slot_of(crew, crew->taken);
        if (slot->process != 0)
            return true;
        const bool done = slot->fd >= 0
                              ? take_file(crew, crew->taken, slot, err)
                              : work->take(work->context, crew->taken,
                                           (struct bytes){0}, false, err);
        if (slot->fd >= 0)
            close(slot->fd);
        slot->fd = -1;
        crew->taken++;
        if (!done)
            return false;
    }
    return true;
}

static void reap(struct crew *crew, int options)
{
    for (size_t i = crew->taken; i < crew->begun; i++) {
        struct slot *slot = slot_of(crew, i);
        int status = 0;
        pid_t ended = 0;
        if (slot->process == 0)
            continue;
        while ((ended = waitpid(slot->process, &status, options)) < 0 &&
               errno == EINTR)
            continue;
        if (ended == 0)
            continue;
        slot->process = 0;
        slot->has_crashed = ended < 0 || status != 0;
        crew->running--;
    }
}

static void end_all(struct crew *crew)
{
    for (size_t i = crew->taken; i < crew->begun; i++)
        if (slot_of(crew, i)->process != 0)
            kill(slot_of(crew, i)->process, SIGKILL);
    reap(crew, 0);
    for (size_t i = crew->taken; i < crew->begun; i++)
        if (slot_of(crew, i)->fd >= 0)
            close(slot_of(crew, i)->fd);
}

// Waits for a child or a second, or only looks when none runs. True when all is
// to stop.
static bool wait_for_signal(const struct crew *crew)
{
    const struct timespec most = {crew->running > 0 ? 1 : 0, 0};
    const int signal = sigtimedwait(&crew->waited, NULL, &most);
    return signal == SIGINT || signal == SIGTERM || signal == SIGHUP;
}

// A signal that whoever started us had ignored (nohup does) stays ignored.
static void wait_unless_ignored(struct crew *crew, int number)
{
    struct sigaction action;
    if (sigaction(number, NULL, &action) == 0 && action.sa_handler != SIG_IGN)
        sigaddset(&crew->waited, number);
}

static void block_signals(struct crew *crew)
{
    // Ignored, it would take the exit codes of children with it.
    signal(SIGCHLD, SIG_DFL);
    sigemptyset(&crew->waited);
    sigaddset(&crew->waited, SIGCHLD);
    wait_unless_ignored(crew, SIGINT);
    wait_unless_ignored(crew, SIGTERM);
    wait_unless_ignored(crew, SIGHUP);
    sigprocmask(SIG_BLOCK, &crew->waited, &crew->before);
}

// Begins before it takes: a processor that has become free should not wait for
// a file to be written.
static enum batch_end run_all(struct crew *crew, struct error *err)
{
    const struct batch_work *work = crew->work;
    while (crew->taken < work->count) {
        reap(crew, WNOHANG);
        if (!begin_more(crew, err) || !take_ready(crew, err))
            return BATCH_FAILED;
        if (work->tick)
            work->tick(work->context);
        if (wait_for_signal(crew))
            return BATCH_STOPPED;
    }
    return BATCH_ALL_DONE;
}

enum batch_end batch_jobs_run(const struct batch_work *work, struct error *err)
{
    struct crew *crew = calloc(1, sizeof *crew);
    if (!crew) {
        error_set_memory(err);
        return BATCH_FAILED;
    }
    crew->work = work;
    block_signals(crew);
    const enum batch_end end = run_all(crew, err);
    end_all(crew);
    sigprocmask(SIG_SETMASK, &crew->before, NULL);
    free(crew);
    return end;
}
