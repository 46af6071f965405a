#include "child.h"

#include "answer.h"

#include <string.h>

// What one child is to do, and what came of it.
struct task {
    struct press *press;
    const struct order *order;
    const struct partner *partner; // of a logo
    int width_px;
    // Makes a file and says so in the answer, or what is wrong.
    void (*make)(const struct task *task, struct answer *answer,
                 struct buffer *file);
    struct buffer received;
};

static void make_poster(const struct task *task, struct answer *answer,
                        struct buffer *file)
{
    struct poster poster;
    if (!press_print(task->press, task->order, &poster, NULL, &answer->error))
        return;
    answer_describe_poster(answer, &poster);
    *file = poster.file;
}

static void make_photo(const struct task *task, struct answer *answer,
                       struct buffer *file)
{
    const struct order *order = task->order;
    struct shown_photo shown;
    if (!press_show_photo(task->press, order->photo, order->framing.turn,
                          &shown, &answer->error))
        return;
    answer_describe_photo(answer, &shown);
    *file = shown.file;
}

static void make_logo(const struct task *task, struct answer *answer,
                      struct buffer *file)
{
    if (press_draw_logo(task->press, task->partner, task->width_px, file,
                        &answer->error))
        answer_describe_file(answer, file->size);
    else
        buffer_finish(file);
}

static bool make(void *context)
{
    const struct task *task = context;
    struct answer answer = answer_make();
    struct buffer file = {0};
    task->make(task, &answer, &file);
    return child_send(&answer, sizeof answer) &&
           child_send(file.data, file.size);
}

static bool take(void *context, struct bytes piece)
{
    struct task *task = context;
    return buffer_append(&task->received, piece.data, piece.size);
}

static bool restart(void *context)
{
    struct task *task = context;
    buffer_finish(&task->received);
    return true;
}

// The caller finishes what was received, also on false.
static bool run(struct task *task, const struct child_limits *limits,
                struct child_report *report, struct error *err)
{
    const struct child_work work = {
        .make = make, .take = take, .restart = restart, .context = task};
    task->received = (struct buffer){.limit = limits->answer_bytes};
    return child_process_run(&work, limits, report, err);
}

struct child_limits child_limits_of(const struct config *config)
{
    return (struct child_limits){
        .sandbox = {.memory_bytes =
                        (size_t)config->poster_memory_mb * 1024 * 1024,
                    .cpu_seconds = config->poster_timeout_s,
                    .lowered = config->sandbox == CONFIG_SANDBOX_REDUCED},
        .timeout_ms = config->poster_timeout_s * 1000,
        // No poster is larger than its raw pixels and a little, and the largest
        // has LIMIT_POSTER_SIDE_PX a side; print formats have half of that.
        .answer_bytes = (size_t)256 * 1024 * 1024,
        .client_fd = -1};
}

bool child_print(struct press *press, const struct order *order,
                 const struct child_limits *limits, struct poster *poster,
                 struct child_report *report, struct error *err)
{
    struct task task = {.press = press, .order = order, .make = make_poster};
    struct child_report unread;
    report = report ? report : &unread;
    press_prepare(press, order);
    const bool done = run(&task, limits, report, err) &&
                      answer_take_poster(&task.received, poster, err);
    buffer_finish(&task.received);
    return child_process_note(done, err, report);
}

bool child_show_photo(struct press *press, const struct order *order,
                      const struct child_limits *limits,
                      struct shown_photo *shown, struct child_report *report,
                      struct error *err)
{
    struct task task = {.press = press, .order = order, .make = make_photo};
    struct child_report unread;
    report = report ? report : &unread;
    const bool done = run(&task, limits, report, err) &&
                      answer_take_photo(&task.received, shown, err);
    buffer_finish(&task.received);
    return child_process_note(done, err, report);
}

bool child_draw_logo(struct press *press, const struct partner *partner,
                     int width_px, const struct child_limits *limits,
                     struct buffer *png, struct child_report *report,
                     struct error *err)
{
    struct task task = {.press = press,
                        .partner = partner,
                        .width_px = width_px,
                        .make = make_logo};
    struct child_report unread;
    report = report ? report : &unread;
    const bool done = run(&task, limits, report, err) &&
                      answer_take_file(&task.received, png, err);
    buffer_finish(&task.received);
    return child_process_note(done, err, report);
}
