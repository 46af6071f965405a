#include "child_kit.h"

#include "answer.h"
#include "child.h"
#include "kit_stream.h"

struct task {
    struct press *press;
    const struct order *order;
    const struct kit_wish *wish;
    struct kit_receiver receiver;
};

static bool make(void *context)
{
    const struct task *task = context;
    struct kit_sender sender = {child_send};
    const struct kit_sink sink = kit_stream_sink(&sender);
    struct error err = {0};
    struct kit *kit;
    bool done = kit_open(&kit, task->press, task->order, task->wish, &err);
    done = done && kit_write(kit, &sink, &err);
    return kit_stream_end(&sender, done, &err);
}

static bool take(void *context, struct bytes piece)
{
    struct task *task = context;
    return kit_receiver_take(&task->receiver, piece);
}

static bool is_deserted(void *context)
{
    const struct task *task = context;
    return task->receiver.is_unwanted;
}

static struct kit_receiver begin_receiver(const struct kit_receiver *from)
{
    return (struct kit_receiver){.sink = from->sink,
                                 .formats = from->formats,
                                 .bytes_max = from->bytes_max};
}

static bool restart(void *context)
{
    struct task *task = context;
    if (task->receiver.has_begun)
        return false;
    task->receiver = begin_receiver(&task->receiver);
    return true;
}

struct child_limits child_kit_limits_of(const struct config *config)
{
    struct child_limits limits = child_limits_of(config);
    limits.sandbox.cpu_seconds = config->kit_timeout_s;
    limits.timeout_ms = config->kit_timeout_s * 1000;
    // Thirty formats, of which five of paper, are 50 MB. None of it is held.
    limits.answer_bytes = (size_t)1024 * 1024 * 1024;
    return limits;
}

bool child_print_kit(struct press *press, const struct order *order,
                     const struct kit_wish *wish,
                     const struct child_limits *limits,
                     const struct kit_sink *sink, struct child_report *report,
                     struct error *err)
{
    struct child_report unread;
    struct task task = {.press = press,
                        .order = order,
                        .wish = wish,
                        .receiver = {.sink = sink,
                                     .formats = press_formats(press),
                                     .bytes_max = limits->answer_bytes}};
    const struct child_work work = {make, take, is_deserted, restart, &task};
    report = report ? report : &unread;
    kit_prepare(press, order, wish);
    const bool done = child_process_run(&work, limits, report, err) &&
                      kit_receiver_finish(&task.receiver, err);
    return child_process_note(done, err, report);
}
