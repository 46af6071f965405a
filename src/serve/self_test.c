#include "self_test.h"

#include "child.h"
#include "log.h"
#include "sandbox.h"
#include "sandbox_landlock.h"
#include "slot.h"

#include "press/photo_samples.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
    SMALL_PX = 64, // of the posters that are tried
    ANSWER_FD = 3, // nobody listens to it here
    TRIAL_SECONDS = 5,
};

// What must end the process.

static void open_file(void)
{
    open("/etc/passwd", O_RDONLY);
}

static void make_file(void)
{
    open("/tmp/postertool-self-test", O_WRONLY | O_CREAT, 0600);
}

static void make_socket(void)
{
    socket(AF_INET, SOCK_STREAM, 0);
}

static void start_program(void)
{
    char *const arguments[] = {"true", NULL};
    execve("/bin/true", arguments, arguments + 1);
}

static void start_process(void)
{
    fork();
}

static void signal_parent(void)
{
    kill(getppid(), 0);
}

static void run_memory(void)
{
    void *memory = mmap(NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC,
                        MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    (void)memory;
}

static const struct {
    const char *name;
    void (*act)(void);
} forbidden[] = {
    {"opening a file", open_file},
    {"making a file", make_file},
    {"making a socket", make_socket},
    {"starting a program", start_program},
    {"starting a process", start_process},
    {"signalling the parent", signal_parent},
    {"running memory that can be written", run_memory},
};

// The memory is what AddressSanitizer needs too.
static struct sandbox_limits trial_limits(void)
{
    return (struct sandbox_limits){RLIM_INFINITY, TRIAL_SECONDS, false};
}

static int raise_all(void)
{
    const struct sandbox_limits limits = trial_limits();
    return sandbox_raise(&limits, ANSWER_FD);
}

static int raise_worker(void)
{
    return sandbox_enter_worker(false) ? 0 : 1 << SANDBOX_CALLS;
}

// A process of its own that raises its walls and acts, or exits with what they
// lack. Its status as waitpid gives it; -1 when there is none.
static int try_inside(int (*raise_walls)(void), void (*act)(void))
{
    int status = -1;
    const pid_t child = fork();
    if (child == 0) {
        const int lacks = raise_walls();
        if (lacks == 0 && act)
            act();
        _exit(lacks);
    }
    if (child < 0)
        return -1;
    while (waitpid(child, &status, 0) < 0)
        if (errno != EINTR)
            return -1;
    return status;
}

static bool fail(struct error *err, const char *what, const char *how)
{
    return error_set_detail(err, ERROR_SYSTEM, MESSAGE_SYSTEM,
                            "the sandbox does not hold: %s %s", what, how);
}

// Which walls this machine lets nobody have, and whether that may be.
static bool test_setting_up(const struct site *site, int *lacks,
                            struct error *err)
{
    const bool lowered = site->config.sandbox == CONFIG_SANDBOX_REDUCED;
    const int status = try_inside(raise_all, NULL);
    *lacks = status >= 0 && WIFEXITED(status) ? WEXITSTATUS(status)
                                              : 1 << SANDBOX_CALLS;
    for (int wall = 0; wall < SANDBOX_WALLS; wall++) {
        if (!(*lacks & 1 << wall))
            continue;
        if (!lowered)
            return error_set_detail(
                err, ERROR_SYSTEM, MESSAGE_SYSTEM,
                "the sandbox cannot be set up: %s; \"sandbox = reduced\" in "
                "[serve] goes on without",
                sandbox_wall_name(wall));
        log_event("the sandbox is reduced: %s cannot be had",
                  sandbox_wall_name(wall));
    }
    return true;
}

static bool test_walls(struct error *err)
{
    for (size_t i = 0; i < sizeof forbidden / sizeof *forbidden; i++) {
        const int status = try_inside(raise_all, forbidden[i].act);
        if (status < 0 || !WIFSIGNALED(status) || WTERMSIG(status) != SIGSYS)
            return fail(err, forbidden[i].name, "is possible in it");
    }
    return true;
}

static bool test_worker_walls(struct error *err)
{
    static void (*const acts[])(void) = {make_socket, start_program,
                                         run_memory};
    for (size_t i = 0; i < sizeof acts / sizeof *acts; i++) {
        const int status = try_inside(raise_worker, acts[i]);
        if (status < 0 || !WIFSIGNALED(status) || WTERMSIG(status) != SIGSYS)
            return fail(err, "a worker", "can do what it must not");
    }
    return true;
}

// Prints one small poster in a child as if somebody had asked for it.
static bool test_poster(struct site *site, const struct template *template,
                        struct bytes photo, const char *what, struct error *err)
{
    const struct child_limits limits = child_limits_of(&site->config);
    struct order order;
    struct poster poster = {0};
    struct error fault = {0};
    order_init(&order);
    strcpy(order.template_id, template->id);
    order.width_px = SMALL_PX;
    if (template->photo != PHOTO_NONE)
        order.photo = photo;
    bool done = true;
    for (size_t i = 0; i < template->field_count && done; i++) {
        const struct field *field = &template->fields[i];
        const char *example = field->examples[LANGUAGE_NL];
        done = !example ||
               order_set(&order, field->id, example, strlen(example), &fault);
    }
    done = done &&
           child_print(site->press, &order, &limits, &poster, NULL, &fault);
    if (!done) {
        char sentence[256];
        message_write(fault.message, LANGUAGE_EN, fault.values, sentence,
                      sizeof sentence);
        // That there is no process for it is nobody's fault.
        error_set_detail(err, fault.kind, MESSAGE_SYSTEM,
                         "%s cannot be printed in the sandbox: %s %s", what,
                         sentence, fault.detail);
    }
    poster_finish(&poster);
    order_finish(&order);
    return done;
}

static bool test_photos(struct site *site, const struct template *template,
                        struct error *err)
{
    for (size_t i = 0; i < PHOTO_SAMPLES; i++)
        if (!test_poster(site, template, photo_samples[i].file,
                         photo_samples[i].name, err))
            return false;
    return true;
}

// Shows one photo in a child.
static bool test_shown_photo(struct site *site, struct error *err)
{
    const struct child_limits limits = child_limits_of(&site->config);
    struct order order;
    struct shown_photo shown = {0};
    struct error fault = {0};
    order_init(&order);
    order.photo = photo_samples[0].file;
    const bool done =
        child_show_photo(site->press, &order, &limits, &shown, NULL, &fault);
    shown_photo_finish(&shown);
    return done || error_set_detail(err, fault.kind, MESSAGE_SYSTEM,
                                    "a photo cannot be shown in the sandbox: "
                                    "%.200s",
                                    fault.detail);
}

// A template that takes a photo, if there is one, with every kind of photo.
static bool test_each(struct site *site, const struct guard *guard,
                      size_t *good, struct error *err)
{
    const struct template_list *templates = press_templates(site->press);
    bool photos_tested = false;
    for (size_t i = 0; i < templates->count; i++) {
        const struct template *template = &templates->items[i];
        struct error why = {0};
        guard_begin(guard, GUARD_TEMPLATE, template->id);
        if (!test_poster(site, template, photo_samples[0].file, "it", &why)) {
            *err = why;
            if (why.kind == ERROR_BUSY)
                return false;
            guard_refuse(guard, GUARD_TEMPLATE, template->id, &why);
            continue;
        }
        ++*good;
        if (photos_tested || template->photo == PHOTO_NONE)
            continue;
        photos_tested = true;
        if (!test_photos(site, template, err))
            return false;
    }
    guard_begin(guard, GUARD_TEMPLATE, "");
    return true;
}

static bool test_posters(struct site *site, const struct guard *guard,
                         struct error *err)
{
    struct error last = {0};
    size_t good = 0;
    if (!test_each(site, guard, &good, &last)) {
        *err = last;
        return false;
    }
    return good > 0 || error_set_detail(err, ERROR_SYSTEM, MESSAGE_SYSTEM,
                                        "no template is left; of the last, %s",
                                        last.detail);
}

bool self_test_run(struct site *site, const struct guard *guard,
                   struct error *err)
{
    const long start = slot_clock_ms();
    const bool lowered = site->config.sandbox == CONFIG_SANDBOX_REDUCED;
    int lacks;
    if (!test_setting_up(site, &lacks, err))
        return false;
    atomic_store(&site->board->landlock, sandbox_landlock_version());
    atomic_store(&site->board->lowered, lacks);
    if (lacks == 0 && (!test_walls(err) || !test_worker_walls(err)))
        return false;
    // From here on as a worker does it.
    child_warm();
    if (!sandbox_enter_worker(lowered))
        return fail(err, "that of a worker", "cannot be set up");
    if (!test_posters(site, guard, err) || !test_shown_photo(site, err))
        return false;
    log_event("sandbox: system calls, limits, no new privileges, Landlock %d; "
              "self-test passed in %ld ms",
              atomic_load(&site->board->landlock), slot_clock_ms() - start);
    return true;
}
