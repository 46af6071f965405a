#include "board.h"

#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <time.h>

struct board *board_create(struct error *err)
{
    struct board *board = mmap(NULL, sizeof *board, PROT_READ | PROT_WRITE,
                               MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (board == MAP_FAILED) {
        error_set_memory(err);
        return NULL;
    }
    atomic_store(&board->started, time(NULL));
    for (int i = 0; i < BOARD_SLOTS; i++)
        atomic_store(&board->workers[i].last_end, -1);
    return board;
}

void board_destroy(struct board *board)
{
    if (board)
        munmap(board, sizeof *board);
}

void board_keep_from_children(struct board *board)
{
    madvise(board, sizeof *board, MADV_DONTFORK);
}

static void tell(struct board_site *site, const char *id, const char *why)
{
    if (site->told == BOARD_TEMPLATES)
        return;
    struct board_template *template = &site->templates[site->told++];
    snprintf(template->id, sizeof template->id, "%s", id);
    snprintf(template->why, sizeof template->why, "%s", why);
}

void board_tell_site(struct board *board, const struct press *press,
                     int workers)
{
    const struct template_list *templates = press_templates(press);
    const int now = atomic_load(&board->site);
    struct board_site *site = &board->sites[!now];
    *site = (struct board_site){.since = time(NULL),
                                .number = board->sites[now].number + 1,
                                .workers = workers,
                                .template_count = templates->count,
                                .refusal_count = templates->refusal_count};
    for (size_t i = 0; i < templates->refusal_count; i++)
        tell(site, templates->refusals[i].id, templates->refusals[i].why);
    for (size_t i = 0; i < templates->count; i++)
        tell(site, templates->items[i].id, "");
    counters_know(&board->counters, templates, press_formats(press));
    atomic_store(&board->site, !now);
}

bool board_is_ready(const struct board *board)
{
    const int state = atomic_load(&board->state);
    return state == SERVER_READY || state == SERVER_RELOADING;
}

const char *server_state_name(enum server_state state)
{
    static const char *const names[] = {"starting", "ready", "reloading",
                                        "failing", "stopping"};
    return names[state];
}
