#include "status_report.h"

#include "sandbox.h"
#include "stencil.h"
#include "values.h"

#include <stdlib.h>
#include <time.h>

// Every minute a new one, for a screen on the wall.
static const char page[] =
    "<!doctype html>\n"
    "<html lang=\"en\"><meta charset=\"utf-8\">\n"
    "<meta name=\"viewport\" content=\"width=device-width\">\n"
    "<meta http-equiv=\"refresh\" content=\"60\">\n"
    "<title>postertool: {{state}}</title>\n"
    "<style>\n"
    "body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;"
    "padding:0 1rem;color-scheme:light dark}\n"
    "table{border-collapse:collapse;margin:.5rem 0 1.5rem}\n"
    "th,td{text-align:left;padding:.2rem 1.5rem .2rem 0;vertical-align:top;"
    "font-variant-numeric:tabular-nums}\n"
    "thead th{border-bottom:1px solid}\n"
    "h1{font-size:1.6rem}h2{font-size:1.1rem;margin:1.5rem 0 0}\n"
    "</style>\n"
    "<h1>postertool is {{state}}</h1>\n"
    "<table>\n"
    "<tr><th scope=\"row\">version<td>{{version}}\n"
    "<tr><th scope=\"row\">started<td>{{started}}\n"
    "<tr><th scope=\"row\">sandbox<td>{{sandbox.level}}"
    "{{#sandbox.landlock}}, Landlock {{sandbox.landlock}}"
    "{{/sandbox.landlock}}{{^sandbox.landlock}}, no Landlock in this kernel"
    "{{/sandbox.landlock}}{{#sandbox.missing}}<br>missing: {{.}}"
    "{{/sandbox.missing}}\n"
    "<tr><th scope=\"row\">queue<td>{{queue.waiting}} waiting, at most "
    "{{queue.limit}}; {{queue.refused}} refused, {{queue.silent}} connections "
    "silent\n"
    "<tr><th scope=\"row\">requests<td>{{requests.answered}} answered, "
    "{{requests.lost}} lost\n"
    "<tr><th scope=\"row\">site<td>read {{site.since}}; readings so far: "
    "{{site.number}}, failed: {{site.failed}}\n"
    "<tr><th scope=\"row\">counts<td>{{#recorder}}the recorder is {{state}} "
    "since {{since}}; {{waiting}} wait, {{lost}} lost{{#success}}, the last "
    "were kept {{success}}{{/success}}{{#memory_alone}}<br>they wait in memory "
    "alone{{/memory_alone}}{{#fault}}<br>{{fault}}{{/fault}}{{/recorder}}"
    "{{^recorder}}nothing is counted{{/recorder}}\n"
    "</table>\n"
    "<h2>Workers</h2>\n"
    "<table><thead><tr><th>process<th>state<th>since<th>started<th>requests"
    "<th>restarts<th>last end</thead>\n"
    "{{#workers}}<tr><td>{{pid}}{{#reserve}} (reserve){{/reserve}}"
    "<td>{{state}}<td>{{seconds}} s<td>{{started}}<td>{{requests}}"
    "<td>{{restarts}}<td>{{last_end}}\n{{/workers}}"
    "</table>\n"
    "<h2>Processes that ended</h2>\n"
    "<table>\n"
    "{{#ends}}<tr><td>{{of}}<td>{{cause}}<td>{{count}}\n{{/ends}}"
    "{{^ends}}<tr><td>none\n{{/ends}}"
    "</table>\n"
    "<h2>Templates</h2>\n"
    "<table>\n"
    "{{#templates.refused}}<tr><td>{{id}}<td>left out: {{why}}\n"
    "{{/templates.refused}}"
    "{{#templates.loaded}}<tr><td>{{.}}<td>served\n{{/templates.loaded}}"
    "</table>\n"
    "<h2>Partners</h2>\n"
    "<p>{{partners.loaded}} served, {{partners.left_out}} left out</p>\n"
    "<table>\n"
    "{{#partners.refused}}<tr><td>{{id}}<td>left out: {{why}}\n"
    "{{/partners.refused}}"
    "</table>\n"
    "<h2>Libraries</h2>\n"
    "<p>{{#libraries}}{{.}} {{/libraries}}</p>\n";

static bool put_time(struct value *value, const char *name, long seconds)
{
    char text[32];
    struct tm parts;
    const time_t time = seconds;
    gmtime_r(&time, &parts);
    strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts);
    return value_put_text(value, name, text);
}

static bool put_worker(struct value *list, const struct board *board, int index)
{
    const struct board_worker *worker = &board->workers[index];
    const struct slot *slot = &board->slots[index];
    const int pid = atomic_load(&worker->pid);
    const unsigned restarts = atomic_load(&worker->restarts);
    const int end = atomic_load(&worker->last_end);
    if (pid == 0 && restarts == 0)
        return true;
    struct value *item = value_create_object();
    const long ms = slot_clock_ms() - atomic_load(&slot->since_ms);
    return item && value_put_number(item, "pid", pid) &&
           value_put_flag(item, "reserve", index == BOARD_RESERVE) &&
           value_put_text(item, "state",
                          pid == 0
                              ? "gone"
                              : slot_phase_name(atomic_load(&slot->phase))) &&
           value_put_number(item, "seconds", ms / 1000) &&
           put_time(item, "started", atomic_load(&worker->since)) &&
           value_put_number(item, "requests",
                            (long)atomic_load(&slot->requests)) &&
           value_put_number(item, "restarts", (long)restarts) &&
           value_put_text(item, "last_end",
                          end < 0 ? ""
                                  : worker_end_name((enum worker_end)end)) &&
           value_put(list, NULL, item);
}

static bool put_workers(struct value *report, const struct board *board)
{
    struct value *list = value_create_list();
    if (!list || !value_put(report, "workers", list))
        return false;
    for (int i = 0; i < BOARD_SLOTS; i++)
        if (!put_worker(list, board, i))
            return false;
    return true;
}

static bool put_end(struct value *list, const char *of, const char *cause,
                    unsigned long count)
{
    if (count == 0)
        return true;
    struct value *item = value_create_object();
    return item && value_put_text(item, "of", of) &&
           value_put_text(item, "cause", cause) &&
           value_put_number(item, "count", (long)count) &&
           value_put(list, NULL, item);
}

static bool put_ends(struct value *report, const struct counters *counters)
{
    struct value *list = value_create_list();
    bool done = list && value_put(report, "ends", list);
    for (int i = 0; i < WORKER_ENDS && done; i++)
        done = put_end(list, "worker", worker_end_name((enum worker_end)i),
                       atomic_load(&counters->worker_ends[i]));
    for (int i = 0; i < CHILD_ENDS && done; i++)
        done = put_end(list, "child", child_end_name((enum child_end)i),
                       atomic_load(&counters->child_ends[i]));
    return done;
}

static bool put_templates(struct value *report, const struct board_site *site)
{
    struct value *templates = value_create_object();
    struct value *loaded = value_create_list();
    struct value *refused = value_create_list();
    bool done = templates && value_put(report, "templates", templates) &&
                loaded && value_put(templates, "loaded", loaded) && refused &&
                value_put(templates, "refused", refused);
    for (size_t i = 0; i < site->told && done; i++) {
        const struct board_template *template = &site->templates[i];
        if (!*template->why) {
            done = value_put_text(loaded, NULL, template->id);
            continue;
        }
        struct value *item = value_create_object();
        done = item && value_put_text(item, "id", template->id) &&
               value_put_text(item, "why", template->why) &&
               value_put(refused, NULL, item);
    }
    return done;
}

// Those that are served are too many to tell.
static bool put_partners(struct value *report, const struct board_site *site)
{
    struct value *partners = value_create_object();
    struct value *refused = value_create_list();
    bool done =
        value_put(report, "partners", partners) &&
        value_put(partners, "refused", refused) &&
        value_put_number(partners, "loaded", (long)site->partner_count) &&
        value_put_number(partners, "left_out",
                         (long)site->partner_refusal_count);
    for (size_t i = 0; i < site->partners_told && done; i++) {
        struct value *item = value_create_object();
        done = value_put(refused, NULL, item) &&
               value_put_text(item, "id", site->partners[i].id) &&
               value_put_text(item, "why", site->partners[i].why);
    }
    return done;
}

static bool put_sandbox(struct value *report, const struct board *board)
{
    struct value *sandbox = value_create_object();
    struct value *missing = value_create_list();
    const int lowered = atomic_load(&board->lowered);
    bool done =
        sandbox && value_put(report, "sandbox", sandbox) && missing &&
        value_put(sandbox, "missing", missing) &&
        value_put_text(sandbox, "level", lowered ? "reduced" : "full") &&
        value_put_number(sandbox, "landlock", atomic_load(&board->landlock));
    for (int wall = 0; wall < SANDBOX_WALLS && done; wall++)
        if (lowered & 1 << wall)
            done = value_put_text(missing, NULL, sandbox_wall_name(wall));
    return done;
}

static bool put_queue(struct value *report, const struct board *board)
{
    struct value *queue = value_create_object();
    return queue && value_put(report, "queue", queue) &&
           value_put_number(queue, "waiting", queue_length(&board->waiting)) &&
           value_put_number(queue, "limit", atomic_load(&board->door.bound)) &&
           value_put_number(queue, "refused",
                            (long)atomic_load(&board->door.refused)) &&
           value_put_number(queue, "shut",
                            (long)atomic_load(&board->door.shut)) &&
           value_put_number(queue, "silent", atomic_load(&board->door.silent));
}

static bool put_requests(struct value *report, const struct board *board)
{
    const struct counters *counters = &board->counters;
    struct value *requests = value_create_object();
    unsigned long begun = 0;
    unsigned long answered = 0;
    long in_hand = 0;
    for (int i = 0; i < COUNTER_ROUTES; i++) {
        for (int code = 0; code < COUNTER_CODES; code++)
            answered += atomic_load(&counters->requests[i][code]);
        begun += atomic_load(&counters->begun[i]);
    }
    for (int i = 0; i < BOARD_SLOTS; i++)
        in_hand += atomic_load(&board->slots[i].has_begun);
    const long lost = (long)(begun - answered) - in_hand;
    return requests && value_put(report, "requests", requests) &&
           value_put_number(requests, "begun", (long)begun) &&
           value_put_number(requests, "answered", (long)answered) &&
           value_put_number(requests, "lost", lost > 0 ? lost : 0);
}

static bool put_libraries(struct value *report, const struct board *board)
{
    struct value *list = value_create_list();
    bool done = list && value_put(report, "libraries", list);
    for (int i = 0; i < BOARD_LIBRARIES && *board->libraries[i] && done; i++)
        done = value_put_text(list, NULL, board->libraries[i]);
    return done;
}

static bool put_site(struct value *report, const struct board *board)
{
    const struct board_site *site = &board->sites[atomic_load(&board->site)];
    struct value *told = value_create_object();
    return told && value_put(report, "site", told) &&
           put_time(told, "since", site->since) &&
           value_put_number(told, "number", (long)site->number) &&
           value_put_number(told, "failed",
                            (long)atomic_load(&board->counters.reloads[0])) &&
           put_templates(report, site) && put_partners(report, site);
}

static bool put_totals(struct value *told,
                       const struct board_recorder *recorder)
{
    struct value *totals = value_create_object();
    bool done = totals && value_put(told, "totals", totals);
    for (int i = 0; i < EVENT_COUNT && done; i++)
        done = value_put_number(totals, events[i].id,
                                (long)atomic_load(&recorder->totals[i]));
    return done;
}

static bool put_recorder(struct value *report,
                         const struct board_recorder *recorder)
{
    const int state = atomic_load(&recorder->state);
    const long success = atomic_load(&recorder->success);
    const char *fault = recorder->faults[atomic_load(&recorder->fault)];
    if (state == RECORDER_NONE)
        return value_put_nothing(report, "recorder");
    struct value *told = value_create_object();
    return told && value_put(report, "recorder", told) &&
           value_put_text(told, "state", recorder_state_name(state)) &&
           put_time(told, "since", atomic_load(&recorder->since)) &&
           (success ? put_time(told, "success", success)
                    : value_put_nothing(told, "success")) &&
           value_put_text(told, "fault", fault) &&
           value_put_number(told, "waiting",
                            (long)atomic_load(&recorder->waiting)) &&
           value_put_number(told, "lost", (long)atomic_load(&recorder->lost)) &&
           value_put_flag(told, "memory_alone",
                          !atomic_load(&recorder->is_kept)) &&
           put_totals(told, recorder);
}

static struct value *create_report(const struct board *board)
{
    struct value *report = value_create_object();
    if (report && value_put_text(report, "version", POSTERTOOL_VERSION) &&
        value_put_text(
            report, "state",
            server_state_name((enum server_state)atomic_load(&board->state))) &&
        value_put_flag(report, "ready", board_is_ready(board)) &&
        put_time(report, "started", atomic_load(&board->started)) &&
        put_sandbox(report, board) && put_queue(report, board) &&
        put_requests(report, board) && put_site(report, board) &&
        put_workers(report, board) && put_ends(report, &board->counters) &&
        put_recorder(report, &board->recorder) && put_libraries(report, board))
        return report;
    value_destroy(report);
    return NULL;
}

bool status_report_json(const struct board *board, struct buffer *out)
{
    struct value *report = create_report(board);
    char *text = report ? value_script(report) : NULL;
    const bool done =
        text && buffer_append_text(out, text) && buffer_append_text(out, "\n");
    free(text);
    value_destroy(report);
    return done;
}

bool status_report_html(const struct board *board, struct buffer *out)
{
    static const struct stencil stencil = {"status", "status", page};
    static const struct stencil_list list = {&stencil, 1};
    struct error err = {0};
    struct value *report = create_report(board);
    const bool done =
        report && stencil_fill(&list, &stencil, NULL, report, out, &err);
    value_destroy(report);
    return done;
}
