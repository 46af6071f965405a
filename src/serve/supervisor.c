#include "supervisor.h"

#include "log.h"
#include "worker.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
    LOOK_EVERY_MS = 250,
    // A worker that dies sooner did not get to work.
    QUICK_DEATH_MS = 1000,
    DELAY_FIRST_MS = 100,
    DELAY_MOST_MS = 10000,
    // What a request may take beside its poster when the server stops.
    STOP_EXTRA_MS = 5000,
};

struct worker {
    pid_t pid; // 0: none
    long started_ms;
    long start_at_ms; // not before
    long delay_ms;    // of the next start after a quick death
};

struct supervisor {
    struct site *site;
    int listen_fd;
    int count;
    struct worker *workers;
    struct slot *slots; // shared with the workers
    sigset_t signals;
};

static int worker_count(const struct config *config)
{
    const long cores = sysconf(_SC_NPROCESSORS_ONLN);
    if (config->workers > 0)
        return config->workers;
    return cores > 0 ? (int)cores : 1;
}

static size_t slots_size(const struct supervisor *supervisor)
{
    return (size_t)supervisor->count * sizeof *supervisor->slots;
}

static bool init(struct supervisor *supervisor, struct site *site,
                 const struct listener *listener, struct error *err)
{
    *supervisor = (struct supervisor){.site = site,
                                      .listen_fd = listener->fd,
                                      .count = worker_count(&site->config)};
    supervisor->workers =
        calloc((size_t)supervisor->count, sizeof *supervisor->workers);
    supervisor->slots =
        mmap(NULL, slots_size(supervisor), PROT_READ | PROT_WRITE,
             MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (!supervisor->workers || supervisor->slots == MAP_FAILED)
        return error_set_memory(err);
    sigemptyset(&supervisor->signals);
    sigaddset(&supervisor->signals, SIGCHLD);
    sigaddset(&supervisor->signals, SIGTERM);
    sigaddset(&supervisor->signals, SIGINT);
    sigaddset(&supervisor->signals, SIGHUP);
    sigprocmask(SIG_BLOCK, &supervisor->signals, NULL);
    return true;
}

static void start_worker(struct supervisor *supervisor, int index)
{
    struct worker *worker = &supervisor->workers[index];
    struct slot *slot = &supervisor->slots[index];
    const pid_t self = getpid();
    atomic_store(&slot->phase, SLOT_IDLE);
    const pid_t pid = fork();
    if (pid == 0) {
        // What the workers tell of themselves is not for their children to
        // write.
        madvise(supervisor->slots, slots_size(supervisor), MADV_DONTFORK);
        worker_run(supervisor->site, supervisor->listen_fd, slot, self);
    }
    worker->started_ms = slot_clock_ms();
    if (pid < 0) {
        log_event("a worker cannot be forked: %s", strerror(errno));
        worker->start_at_ms = worker->started_ms + DELAY_MOST_MS;
        return;
    }
    worker->pid = pid;
}

static void start_missing(struct supervisor *supervisor)
{
    for (int i = 0; i < supervisor->count; i++)
        if (supervisor->workers[i].pid == 0 &&
            slot_clock_ms() >= supervisor->workers[i].start_at_ms)
            start_worker(supervisor, i);
}

// Workers that die at once are started again ever more slowly.
static void note_death(struct worker *worker, int status)
{
    const long now = slot_clock_ms();
    const bool done = WIFEXITED(status) && WEXITSTATUS(status) == 0;
    worker->pid = 0;
    if (done || now - worker->started_ms >= QUICK_DEATH_MS) {
        worker->delay_ms = 0;
        worker->start_at_ms = now;
    } else {
        worker->delay_ms =
            worker->delay_ms == 0 ? DELAY_FIRST_MS : worker->delay_ms * 2;
        if (worker->delay_ms > DELAY_MOST_MS)
            worker->delay_ms = DELAY_MOST_MS;
        worker->start_at_ms = now + worker->delay_ms;
    }
    if (!done)
        log_event("a worker ended by %s %d, next one in %ld ms",
                  WIFSIGNALED(status) ? "signal" : "status",
                  WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status),
                  worker->delay_ms);
}

static void reap(struct supervisor *supervisor)
{
    pid_t pid;
    int status;
    while ((pid = waitpid(-1, &status, WNOHANG)) > 0)
        for (int i = 0; i < supervisor->count; i++)
            if (supervisor->workers[i].pid == pid)
                note_death(&supervisor->workers[i], status);
}

// A request that never ends, such as one that is sent only by half, would keep
// its worker for ever.
static void end_stuck(struct supervisor *supervisor)
{
    const struct config *config = &supervisor->site->config;
    // Reading, making the poster and writing may each take their time.
    const long most_ms =
        (2L * config->request_timeout_s + config->poster_timeout_s) * 1000;
    for (int i = 0; i < supervisor->count; i++) {
        const struct slot *slot = &supervisor->slots[i];
        // In this order, the reverse of slot_enter's: a request that comes in
        // between the two must not be taken to be as old as the idle time.
        const int phase = atomic_load(&slot->phase);
        const long since = atomic_load(&slot->since_ms);
        const long limit =
            phase == SLOT_READING ? config->request_timeout_s * 1000L : most_ms;
        if (supervisor->workers[i].pid != 0 && phase != SLOT_IDLE &&
            slot_clock_ms() - since > limit) {
            log_event("a worker was stuck for %ld ms", limit);
            kill(supervisor->workers[i].pid, SIGKILL);
        }
    }
}

static int count_running(const struct supervisor *supervisor)
{
    int running = 0;
    for (int i = 0; i < supervisor->count; i++)
        running += supervisor->workers[i].pid != 0;
    return running;
}

static void signal_all(const struct supervisor *supervisor, int signal)
{
    for (int i = 0; i < supervisor->count; i++)
        if (supervisor->workers[i].pid != 0)
            kill(supervisor->workers[i].pid, signal);
}

// The signal that came, 0 when none did for a while.
static int wait_for_signal(const struct supervisor *supervisor)
{
    const struct timespec wait = {.tv_nsec = LOOK_EVERY_MS * 1000000L};
    const int signal = sigtimedwait(&supervisor->signals, NULL, &wait);
    return signal > 0 ? signal : 0;
}

static void stop(struct supervisor *supervisor)
{
    const long deadline = slot_clock_ms() + STOP_EXTRA_MS +
                          supervisor->site->config.poster_timeout_s * 1000L;
    log_event("stopping: requests in hand are finished");
    signal_all(supervisor, SIGTERM);
    while (count_running(supervisor) > 0) {
        wait_for_signal(supervisor);
        reap(supervisor);
        if (slot_clock_ms() > deadline)
            signal_all(supervisor, SIGKILL);
    }
}

bool supervisor_run(struct site *site, const struct listener *listener,
                    struct error *err)
{
    struct supervisor supervisor;
    bool done = init(&supervisor, site, listener, err);
    if (done) {
        start_missing(&supervisor);
        log_event("ready: %d workers, %zu templates", supervisor.count,
                  press_templates(site->press)->count);
        for (int signal = 0; signal != SIGTERM && signal != SIGINT;) {
            signal = wait_for_signal(&supervisor);
            if (signal == SIGHUP)
                log_event("SIGHUP: nothing is read again; restart for that");
            reap(&supervisor);
            end_stuck(&supervisor);
            start_missing(&supervisor);
        }
        stop(&supervisor);
    }
    free(supervisor.workers);
    return done;
}
