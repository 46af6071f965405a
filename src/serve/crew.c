#include "crew.h"

#include "log.h"
#include "worker.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
    // A worker that dies sooner did not get to work.
    QUICK_DEATH_MS = 1000,
    DELAY_FIRST_MS = 100,
    DELAY_MOST_MS = 10000,
};

static const size_t slots_size = CREW_MAX * sizeof(struct slot);

bool crew_init(struct crew *crew, int listen_fd, struct error *err)
{
    *crew = (struct crew){.listen_fd = listen_fd};
    crew->slots = mmap(NULL, slots_size, PROT_READ | PROT_WRITE,
                       MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (crew->slots != MAP_FAILED)
        return true;
    crew->slots = NULL;
    return error_set_memory(err);
}

void crew_finish(struct crew *crew)
{
    if (crew->slots)
        munmap(crew->slots, slots_size);
    *crew = (struct crew){0};
}

int crew_wanted(const struct crew *crew)
{
    if (!crew->site)
        return 0;
    long count = crew->site->config.workers;
    if (count == 0)
        count = sysconf(_SC_NPROCESSORS_ONLN);
    if (count > CREW_MAX)
        return CREW_MAX;
    return count > 0 ? (int)count : 1;
}

void crew_serve(struct crew *crew, struct site *site)
{
    crew->site = site;
    // What kept the old ones from working may be mended.
    for (int i = 0; i < CREW_MAX; i++)
        crew->workers[i].start_at_ms = 0;
}

static void start_worker(struct crew *crew, int index)
{
    struct crew_worker *worker = &crew->workers[index];
    struct slot *slot = &crew->slots[index];
    const pid_t self = getpid();
    atomic_store(&slot->phase, SLOT_IDLE);
    const pid_t pid = fork();
    if (pid == 0) {
        // What the workers tell of themselves is not for their children to
        // write.
        madvise(crew->slots, slots_size, MADV_DONTFORK);
        worker_run(crew->site, crew->listen_fd, slot, self);
    }
    worker->started_ms = slot_clock_ms();
    if (pid < 0) {
        log_event("a worker cannot be forked: %s", strerror(errno));
        worker->start_at_ms = worker->started_ms + DELAY_MOST_MS;
        return;
    }
    worker->pid = pid;
    worker->site = crew->site;
    worker->is_leaving = false;
}

static void start_missing(struct crew *crew)
{
    const int wanted = crew_wanted(crew);
    for (int i = 0; i < wanted; i++)
        if (crew->workers[i].pid == 0 &&
            slot_clock_ms() >= crew->workers[i].start_at_ms)
            start_worker(crew, i);
}

// Workers that die at once are started again ever more slowly.
static void note_death(struct crew_worker *worker, int status)
{
    const long now = slot_clock_ms();
    const bool done = WIFEXITED(status) && WEXITSTATUS(status) == 0;
    worker->pid = 0;
    worker->site = NULL;
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

bool crew_note_end(struct crew *crew, pid_t pid, int status)
{
    for (int i = 0; i < CREW_MAX; i++)
        if (crew->workers[i].pid == pid) {
            note_death(&crew->workers[i], status);
            return true;
        }
    return false;
}

// A request that never ends, such as one that is sent only by half, would keep
// its worker for ever.
static void end_stuck(const struct crew *crew)
{
    for (int i = 0; i < CREW_MAX; i++) {
        const struct crew_worker *worker = &crew->workers[i];
        const struct slot *slot = &crew->slots[i];
        if (worker->pid == 0)
            continue;
        const struct config *config = &worker->site->config;
        // Reading, making the poster and writing may each take their time.
        const long most_ms =
            (2L * config->request_timeout_s + config->poster_timeout_s) * 1000;
        // In this order, the reverse of slot_enter's: a request that comes in
        // between the two must not be taken to be as old as the idle time.
        const int phase = atomic_load(&slot->phase);
        const long since = atomic_load(&slot->since_ms);
        const long limit =
            phase == SLOT_READING ? config->request_timeout_s * 1000L : most_ms;
        if (phase != SLOT_IDLE && slot_clock_ms() - since > limit) {
            log_event("a worker was stuck for %ld ms", limit);
            kill(worker->pid, SIGKILL);
        }
    }
}

static bool is_idle(const struct crew *crew, int index)
{
    return atomic_load(&crew->slots[index].phase) == SLOT_IDLE;
}

// Whether all who are wanted are there and stay.
static bool is_complete(const struct crew *crew)
{
    const int wanted = crew_wanted(crew);
    for (int i = 0; i < wanted; i++) {
        const struct crew_worker *worker = &crew->workers[i];
        if (worker->pid == 0 || (worker->is_leaving && is_idle(crew, i)))
            return false;
    }
    return true;
}

// Who is at work takes no further request; of the others one at a time goes, so
// that somebody always listens.
static void let_go(struct crew *crew)
{
    const int wanted = crew_wanted(crew);
    for (int i = 0; i < CREW_MAX; i++) {
        struct crew_worker *worker = &crew->workers[i];
        const bool is_old = worker->site != crew->site || i >= wanted;
        if (worker->pid == 0 || worker->is_leaving || !is_old)
            continue;
        if (is_idle(crew, i) && i < wanted && !is_complete(crew))
            continue;
        worker->is_leaving = true;
        kill(worker->pid, SIGTERM);
    }
}

void crew_tend(struct crew *crew)
{
    end_stuck(crew);
    start_missing(crew);
    let_go(crew);
}

int crew_count(const struct crew *crew)
{
    int running = 0;
    for (int i = 0; i < CREW_MAX; i++)
        running += crew->workers[i].pid != 0;
    return running;
}

bool crew_is_current(const struct crew *crew)
{
    for (int i = 0; i < CREW_MAX; i++)
        if (crew->workers[i].pid != 0 && crew->workers[i].site != crew->site)
            return false;
    return true;
}

bool crew_uses(const struct crew *crew, const struct site *site)
{
    for (int i = 0; i < CREW_MAX; i++)
        if (crew->workers[i].pid != 0 && crew->workers[i].site == site)
            return true;
    return crew->site == site;
}

void crew_signal(const struct crew *crew, int signal)
{
    for (int i = 0; i < CREW_MAX; i++)
        if (crew->workers[i].pid != 0)
            kill(crew->workers[i].pid, signal);
}
