#include "supervisor.h"

#include "aides.h"
#include "board.h"
#include "books.h"
#include "crew.h"
#include "log.h"
#include "notify.h"
#include "trial.h"
#include "watch.h"

#include <errno.h>
#include <malloc.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
    LOOK_EVERY_MS = 250,
    // What a request may take beside its poster when the server stops.
    STOP_EXTRA_MS = 5000,
};

// A site that was loaded. Those before it are kept while workers have them.
struct edition {
    struct site site;
    struct edition *older;
};

struct supervisor {
    const struct service *service;
    struct board *board;
    struct queue waiting; // requests for the workers
    struct queue refused; // and for the reserve
    struct crew crew;
    struct aides aides;
    struct books books;
    struct notify notify;
    struct edition *editions; // the newest first; NULL before the first
    struct trial trial;
    struct watch watch;
    int signals_fd;
    bool must_stop;
    bool must_reload;
    bool was_ready;
    bool is_replacing;  // not every worker has the newest edition yet
    struct error fault; // of the first loading
};

static bool init(struct supervisor *supervisor, const struct service *service,
                 struct listeners *listeners, struct error *err)
{
    sigset_t signals;
    *supervisor = (struct supervisor){.service = service,
                                      .signals_fd = -1,
                                      .waiting = {.give_fd = -1, .take_fd = -1},
                                      .refused = {.give_fd = -1, .take_fd = -1},
                                      .notify = {.fd = -1},
                                      .watch = {.fd = -1, .top = -1},
                                      .must_reload = true};
    sigemptyset(&signals);
    sigaddset(&signals, SIGCHLD);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGHUP);
    sigprocmask(SIG_BLOCK, &signals, NULL);
    supervisor->signals_fd = signalfd(-1, &signals, SFD_CLOEXEC | SFD_NONBLOCK);
    if (supervisor->signals_fd < 0)
        return error_set_detail(err, ERROR_SYSTEM, MESSAGE_SYSTEM,
                                "signalfd: %s", strerror(errno));
    notify_open(&supervisor->notify);
    supervisor->board = board_create(err);
    if (!supervisor->board)
        return false;
    supervisor->crew = (struct crew){.board = supervisor->board,
                                     .queue = &supervisor->waiting,
                                     .refused = &supervisor->refused};
    supervisor->aides =
        (struct aides){.board = supervisor->board,
                       .listeners = listeners,
                       .door = {.listeners = listeners,
                                .workers = &supervisor->waiting,
                                .reserve = &supervisor->refused,
                                .count = &supervisor->board->door}};
    return queue_open(&supervisor->waiting, &supervisor->board->waiting, err) &&
           queue_open(&supervisor->refused, &supervisor->board->refused, err);
}

static void drop_edition(struct edition *edition)
{
    site_finish(&edition->site);
    free(edition);
}

static void finish(struct supervisor *supervisor)
{
    trial_finish(&supervisor->trial);
    watch_close(&supervisor->watch);
    if (supervisor->signals_fd >= 0)
        close(supervisor->signals_fd);
    for (struct edition *at = supervisor->editions; at;) {
        struct edition *older = at->older;
        drop_edition(at);
        at = older;
    }
    aides_finish(&supervisor->aides);
    queue_close(&supervisor->waiting);
    queue_close(&supervisor->refused);
    notify_close(&supervisor->notify);
    books_close(&supervisor->books);
    board_destroy(supervisor->board);
}

static void take_signals(struct supervisor *supervisor)
{
    struct signalfd_siginfo info;
    while (read(supervisor->signals_fd, &info, sizeof info) ==
           (ssize_t)sizeof info) {
        if (info.ssi_signo == SIGTERM || info.ssi_signo == SIGINT)
            supervisor->must_stop = true;
        else if (info.ssi_signo == SIGHUP)
            supervisor->must_reload = true;
    }
}

static void reap(struct supervisor *supervisor)
{
    pid_t pid;
    int status;
    while ((pid = waitpid(-1, &status, WNOHANG)) > 0)
        if (!crew_note_end(&supervisor->crew, pid, status) &&
            !aides_note_end(&supervisor->aides, pid, status))
            trial_note_end(&supervisor->trial, pid, status);
}

// Until something happens, or for a while.
static void wait_a_while(struct supervisor *supervisor)
{
    struct pollfd fds[] = {
        {.fd = supervisor->signals_fd, .events = POLLIN},
        {.fd = supervisor->watch.fd, .events = POLLIN},
        {.fd = supervisor->trial.pid ? supervisor->trial.fd : -1,
         .events = POLLIN},
    };
    poll(fds, sizeof fds / sizeof *fds, LOOK_EVERY_MS);
    take_signals(supervisor);
    reap(supervisor);
}

// Before the site is read, so that no change is missed.
static void follow(struct supervisor *supervisor, const struct config *config)
{
    struct error err = {0};
    struct watch *watch = &supervisor->watch;
    if (!supervisor->service->watches)
        return;
    if (watch->fd < 0 && !watch_open(watch, &err)) {
        log_event("%s; after a change, send SIGHUP", err.detail);
        return;
    }
    watch->has_changed = false;
    // A folder that is gone may come back: attend_watch looks for it.
    if (!watch_follow(watch, config->templates, &err) && watch->top >= 0)
        log_event("%s; after a change, send SIGHUP", err.detail);
    watch_also(watch, config->page.folder);
    watch_also_each(watch, config->partners);
}

static void fail(struct supervisor *supervisor, const struct error *fault)
{
    counter_add(&supervisor->board->counters.reloads[false]);
    if (!supervisor->editions) {
        supervisor->fault = *fault;
        return;
    }
    log_event("the site cannot be read again, the one that is served stays: %s",
              fault->detail);
    notify_tell(&supervisor->notify,
                "READY=1\nSTATUS=not read again, what was served stays: %.300s",
                fault->detail);
}

static void start_reload(struct supervisor *supervisor)
{
    struct config config;
    struct error err = {0};
    const struct service *service = supervisor->service;
    supervisor->must_reload = false;
    if (supervisor->editions)
        notify_reloading(&supervisor->notify);
    if (!service->configure(service->context, &config, &err)) {
        fail(supervisor, &err);
        return;
    }
    follow(supervisor, &config);
    trial_start(&supervisor->trial, &config, supervisor->board);
}

// What others than the workers go by.
static void apply(struct supervisor *supervisor, const struct site *site)
{
    struct board *board = supervisor->board;
    const struct config *config = &site->config;
    atomic_store(&board->door.bound, config->queue);
    atomic_store(&board->door.silent_most_s, config->request_timeout_s);
    supervisor->aides.door.may_lower =
        config->sandbox == CONFIG_SANDBOX_REDUCED;
    board_tell_site(board, site->press, crew_wanted(&supervisor->crew));
    if (supervisor->was_ready)
        counter_add(&board->counters.reloads[true]);
}

// Loads what has passed; it becomes what workers answer from.
static bool adopt(struct supervisor *supervisor, struct error *err)
{
    struct edition *edition = calloc(1, sizeof *edition);
    if (!edition)
        return error_set_memory(err);
    if (!trial_load(&supervisor->trial, &edition->site, err)) {
        free(edition);
        return false;
    }
    site_log_refusals(&edition->site);
    edition->older = supervisor->editions;
    supervisor->editions = edition;
    supervisor->is_replacing = true;
    books_join(&supervisor->books, &edition->site);
    crew_serve(&supervisor->crew, &edition->site);
    aides_serve(&supervisor->aides, &edition->site);
    apply(supervisor, &edition->site);
    return true;
}

static void end_reload(struct supervisor *supervisor)
{
    struct trial *trial = &supervisor->trial;
    struct error err = trial->fault;
    const bool passed = trial->state == TRIAL_PASSED;
    if (!passed || !adopt(supervisor, &err)) {
        site_log_barred(trial->barred, trial->barred_count);
        fail(supervisor, &err);
    }
    trial_finish(trial);
}

// Where the folder itself was gone, it may be back.
static void attend_watch(struct supervisor *supervisor)
{
    struct watch *watch = &supervisor->watch;
    struct error err = {0};
    watch_attend(watch);
    if (watch_is_due(watch) ||
        (watch->fd >= 0 && watch->top < 0 && supervisor->editions &&
         watch_follow(watch, supervisor->editions->site.config.templates,
                      &err)))
        supervisor->must_reload = true;
}

static void attend_reload(struct supervisor *supervisor)
{
    struct trial *trial = &supervisor->trial;
    attend_watch(supervisor);
    trial_attend(trial);
    if (trial->state == TRIAL_PASSED || trial->state == TRIAL_FAILED)
        end_reload(supervisor);
    if (trial->state == TRIAL_NONE && supervisor->must_reload)
        start_reload(supervisor);
}

static void drop_unused(struct supervisor *supervisor)
{
    for (struct edition **at = &supervisor->editions; *at;) {
        struct edition *edition = *at;
        if (crew_uses(&supervisor->crew, &edition->site)) {
            at = &edition->older;
            continue;
        }
        *at = edition->older;
        drop_edition(edition);
        // Else the heap would keep room for two for ever.
        malloc_trim(0);
    }
}

static void tell_ready(const struct supervisor *supervisor)
{
    const struct crew *crew = &supervisor->crew;
    const struct template_list *templates = press_templates(crew->site->press);
    notify_tell(&supervisor->notify,
                "READY=1\nSTATUS=%d workers, %zu templates, %zu left out",
                crew_wanted(crew), templates->count, templates->refusal_count);
}

static void note_replaced(struct supervisor *supervisor)
{
    const struct crew *crew = &supervisor->crew;
    if (!supervisor->is_replacing || crew_count(crew) <= crew_wanted(crew) ||
        !crew_is_current(crew) || !aides_are_there(&supervisor->aides))
        return;
    const struct template_list *templates = press_templates(crew->site->press);
    supervisor->is_replacing = false;
    log_event("%s: %d workers, %zu templates, %zu left out",
              supervisor->was_ready ? "ready with what was read again"
                                    : "ready",
              crew_wanted(crew), templates->count, templates->refusal_count);
    tell_ready(supervisor);
    supervisor->was_ready = true;
}

// Tells the status listener, and the log when it gets serious.
static void note_state(struct supervisor *supervisor)
{
    _Atomic int *told = &supervisor->board->state;
    const int before = atomic_load(told);
    int now = SERVER_STARTING;
    books_tell(&supervisor->books, &supervisor->board->recorder);
    if (supervisor->was_ready)
        now =
            supervisor->is_replacing || supervisor->trial.state == TRIAL_RUNNING
                ? SERVER_RELOADING
                : SERVER_READY;
    if (crew_is_failing(&supervisor->crew))
        now = SERVER_FAILING;
    if (now == before)
        return;
    atomic_store(told, now);
    if (now == SERVER_FAILING) {
        log_event("workers end as soon as they start; they are tried again "
                  "ever more slowly");
        notify_tell(&supervisor->notify,
                    "STATUS=workers end as soon as they start");
    } else if (before == SERVER_FAILING) {
        log_event("workers live again");
        tell_ready(supervisor);
    }
}

// Nobody is let in any more; who is within is still answered. The workers end
// when the queue has.
static void stop(struct supervisor *supervisor)
{
    struct crew *crew = &supervisor->crew;
    const struct queue_count *waiting = &supervisor->board->waiting;
    trial_finish(&supervisor->trial);
    atomic_store(&supervisor->board->state, SERVER_STOPPING);
    notify_tell(&supervisor->notify,
                "STOPPING=1\nSTATUS=requests in hand are finished");
    if (!crew->site)
        return;
    const struct config *config = &crew->site->config;
    const long deadline =
        slot_clock_ms() + STOP_EXTRA_MS + config->poster_timeout_s * 1000L;
    log_event("stopping: requests in hand are finished");
    aides_close_door(&supervisor->aides);
    while (crew_count(crew) > 0 || queue_length(waiting) > 0) {
        if (slot_clock_ms() > deadline) {
            crew_signal(crew, SIGKILL);
            if (crew_count(crew) == 0)
                break;
        } else if (crew_count(crew) == 0) {
            // All had answered their share, or died: there is more to do.
            crew_tend(crew);
        }
        notify_attend(&supervisor->notify);
        wait_a_while(supervisor);
    }
}

bool supervisor_run(const struct service *service, struct listeners *listeners,
                    struct error *err)
{
    struct supervisor supervisor;
    bool done = init(&supervisor, service, listeners, err);
    while (done && !supervisor.must_stop) {
        attend_reload(&supervisor);
        crew_tend(&supervisor.crew);
        if (supervisor.editions)
            aides_tend(&supervisor.aides);
        note_replaced(&supervisor);
        note_state(&supervisor);
        drop_unused(&supervisor);
        notify_attend(&supervisor.notify);
        if (supervisor.fault.kind != ERROR_NONE) {
            *err = supervisor.fault;
            done = false;
        } else {
            wait_a_while(&supervisor);
        }
    }
    if (done)
        stop(&supervisor);
    finish(&supervisor);
    return done;
}
