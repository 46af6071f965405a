#include "crew.h"

#include "log.h"
#include "worker.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum {
    // A worker that dies sooner did not get to work.
    QUICK_DEATH_MS = 1000,
    DELAY_FIRST_MS = 100,
    DELAY_MOST_MS = 10000,
    // Three quick deaths in a row are no accident.
    FAILING_DELAY_MS = 4 * DELAY_FIRST_MS,
};

int crew_wanted(const struct crew *crew)
{
    if (!crew->site)
        return 0;
    long count = crew->site->config.workers;
    if (count == 0)
        count = sysconf(_SC_NPROCESSORS_ONLN);
    if (count > BOARD_WORKERS)
        return BOARD_WORKERS;
    return count > 0 ? (int)count : 1;
}

void crew_serve(struct crew *crew, struct site *site)
{
    crew->site = site;
    // What kept the old ones from working may be mended.
    for (int i = 0; i < BOARD_SLOTS; i++)
        crew->workers[i].start_at_ms = 0;
}

static bool is_wanted(const struct crew *crew, int index)
{
    return crew->site && (index < crew_wanted(crew) || index == BOARD_RESERVE);
}

static void note_start(struct crew *crew, int index, pid_t pid)
{
    struct board_worker *told = &crew->board->workers[index];
    atomic_store(&told->pid, pid);
    atomic_store(&told->since, time(NULL));
}

static void start_worker(struct crew *crew, int index)
{
    struct crew_worker *worker = &crew->workers[index];
    const bool is_reserve = index == BOARD_RESERVE;
    const struct worker_place place = {.site = crew->site,
                                       .queue = is_reserve ? crew->refused
                                                           : crew->queue,
                                       .slot = &crew->board->slots[index],
                                       .is_reserve = is_reserve};
    const pid_t self = getpid();
    slot_enter(place.slot, SLOT_STARTING);
    atomic_store(&place.slot->has_begun, 0);
    const pid_t pid = fork();
    if (pid == 0)
        worker_run(&place, self);
    worker->started_ms = slot_clock_ms();
    if (pid < 0) {
        log_event("a worker cannot be forked: %s", strerror(errno));
        worker->start_at_ms = worker->started_ms + DELAY_MOST_MS;
        return;
    }
    worker->pid = pid;
    worker->site = crew->site;
    worker->is_leaving = false;
    worker->was_stuck = false;
    worker->requests_before = atomic_load(&place.slot->requests);
    note_start(crew, index, pid);
}

static void start_missing(struct crew *crew)
{
    const long now = slot_clock_ms();
    for (int i = 0; i < BOARD_SLOTS; i++) {
        struct crew_worker *worker = &crew->workers[i];
        if (worker->pid != 0 && now - worker->started_ms >= QUICK_DEATH_MS)
            worker->delay_ms = 0;
        if (is_wanted(crew, i) && worker->pid == 0 &&
            now >= worker->start_at_ms)
            start_worker(crew, i);
    }
}

static bool has_served(const struct crew *crew, int index)
{
    return atomic_load(&crew->board->slots[index].requests) !=
           crew->workers[index].requests_before;
}

static enum worker_end end_of(const struct crew_worker *worker, int status)
{
    if (worker->was_stuck)
        return WORKER_STUCK;
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
        return worker->is_leaving ? WORKER_LEFT : WORKER_DONE;
    if (WIFEXITED(status))
        return WORKER_FAILED;
    return WTERMSIG(status) == SIGKILL || WTERMSIG(status) == SIGTERM
               ? WORKER_KILLED
               : WORKER_CRASHED;
}

static void tell_end(struct crew *crew, int index, int status)
{
    struct board_worker *told = &crew->board->workers[index];
    const enum worker_end end = end_of(&crew->workers[index], status);
    atomic_store(&told->pid, 0);
    atomic_store(&told->last_end, end);
    atomic_fetch_add(&told->restarts, 1);
    counter_add(&crew->board->counters.worker_ends[end]);
}

// Workers that die before they did anything are started again ever more slowly.
static void note_death(struct crew_worker *worker, bool has_served, int status)
{
    const long now = slot_clock_ms();
    const bool done = WIFEXITED(status) && WEXITSTATUS(status) == 0;
    worker->pid = 0;
    worker->site = NULL;
    if (done || has_served || now - worker->started_ms >= QUICK_DEATH_MS) {
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
    for (int i = 0; i < BOARD_SLOTS; i++)
        if (crew->workers[i].pid == pid) {
            tell_end(crew, i, status);
            note_death(&crew->workers[i], has_served(crew, i), status);
            return true;
        }
    return false;
}

// A request that never ends, such as one that is sent only by half, would keep
// its worker for ever.
static void end_stuck(struct crew *crew)
{
    for (int i = 0; i < BOARD_SLOTS; i++) {
        struct crew_worker *worker = &crew->workers[i];
        const struct slot *slot = &crew->board->slots[i];
        if (worker->pid == 0)
            continue;
        const struct config *config = &worker->site->config;
        // Reading, making the poster, also a second time, and writing may each
        // take their time.
        const long most_ms =
            2L * (config->request_timeout_s + config->poster_timeout_s) * 1000;
        // In this order, the reverse of slot_enter's: a request that comes in
        // between the two must not be taken to be as old as the idle time.
        const int phase = atomic_load(&slot->phase);
        const long since = atomic_load(&slot->since_ms);
        const long limit =
            phase == SLOT_READING ? config->request_timeout_s * 1000L : most_ms;
        if (phase != SLOT_IDLE && slot_clock_ms() - since > limit) {
            log_event("a worker was stuck for %ld ms", limit);
            worker->was_stuck = true;
            kill(worker->pid, SIGKILL);
        }
    }
}

static bool is_idle(const struct crew *crew, int index)
{
    const int phase = atomic_load(&crew->board->slots[index].phase);
    return phase == SLOT_IDLE || phase == SLOT_STARTING;
}

// Whether all who are wanted are there and stay.
static bool is_complete(const struct crew *crew)
{
    for (int i = 0; i < BOARD_SLOTS; i++) {
        const struct crew_worker *worker = &crew->workers[i];
        if (!is_wanted(crew, i))
            continue;
        if (worker->pid == 0 || (worker->is_leaving && is_idle(crew, i)))
            return false;
    }
    return true;
}

// Who is at work takes no further request; of the others one at a time goes, so
// that somebody always listens.
static void let_go(struct crew *crew)
{
    for (int i = 0; i < BOARD_SLOTS; i++) {
        struct crew_worker *worker = &crew->workers[i];
        const bool is_old = worker->site != crew->site || !is_wanted(crew, i);
        if (worker->pid == 0 || worker->is_leaving || !is_old)
            continue;
        if (is_idle(crew, i) && is_wanted(crew, i) && !is_complete(crew))
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

bool crew_is_failing(const struct crew *crew)
{
    const long now = slot_clock_ms();
    const int wanted = crew_wanted(crew);
    for (int i = 0; i < wanted; i++) {
        const struct crew_worker *worker = &crew->workers[i];
        if (worker->delay_ms < FAILING_DELAY_MS ||
            (worker->pid != 0 && now - worker->started_ms >= QUICK_DEATH_MS))
            return false;
    }
    return wanted > 0;
}

int crew_count(const struct crew *crew)
{
    int running = 0;
    for (int i = 0; i < BOARD_SLOTS; i++)
        running += crew->workers[i].pid != 0;
    return running;
}

bool crew_is_current(const struct crew *crew)
{
    for (int i = 0; i < BOARD_SLOTS; i++)
        if (crew->workers[i].pid != 0 &&
            (crew->workers[i].site != crew->site ||
             atomic_load(&crew->board->slots[i].phase) == SLOT_STARTING))
            return false;
    return true;
}

bool crew_uses(const struct crew *crew, const struct site *site)
{
    for (int i = 0; i < BOARD_SLOTS; i++)
        if (crew->workers[i].pid != 0 && crew->workers[i].site == site)
            return true;
    return crew->site == site;
}

void crew_signal(const struct crew *crew, int signal)
{
    for (int i = 0; i < BOARD_SLOTS; i++)
        if (crew->workers[i].pid != 0)
            kill(crew->workers[i].pid, signal);
}
