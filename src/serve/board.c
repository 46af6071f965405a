#include "board.h"

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
    libraries_list(board->libraries, BOARD_LIBRARIES);
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

// How many bytes the character at `at` has (RFC 3629, section 4); 0: there is
// none.
static size_t character_size(const char *at)
{
    // By the first byte: how many follow, and what the next one may be.
    static const struct {
        uint8_t first, last;
        uint8_t more;
        uint8_t next_first, next_last;
    } kinds[] = {
        {0x01, 0x7f, 0, 0x00, 0xff}, {0xc2, 0xdf, 1, 0x80, 0xbf},
        {0xe0, 0xe0, 2, 0xa0, 0xbf}, {0xe1, 0xec, 2, 0x80, 0xbf},
        {0xed, 0xed, 2, 0x80, 0x9f}, {0xee, 0xef, 2, 0x80, 0xbf},
        {0xf0, 0xf0, 3, 0x90, 0xbf}, {0xf1, 0xf3, 3, 0x80, 0xbf},
        {0xf4, 0xf4, 3, 0x80, 0x8f},
    };
    const uint8_t *bytes = (const uint8_t *)at;
    size_t kind = 0;
    while (kind < sizeof kinds / sizeof *kinds &&
           (bytes[0] < kinds[kind].first || bytes[0] > kinds[kind].last))
        kind++;
    if (kind == sizeof kinds / sizeof *kinds ||
        bytes[1] < kinds[kind].next_first || bytes[1] > kinds[kind].next_last)
        return 0;
    for (size_t i = 2; i <= kinds[kind].more; i++)
        if ((bytes[i] & 0xc0) != 0x80)
            return 0;
    return kinds[kind].more + 1U;
}

// Copies as many whole characters as fit. The name of a folder, and what a file
// holds, may be any bytes, of which no report could be made: what is no
// character becomes a question mark.
static void copy_text(char *to, size_t size, const char *text)
{
    while (*text) {
        const size_t there = character_size(text);
        const size_t length = there > 0 ? there : 1;
        if (length >= size)
            break;
        memcpy(to, there > 0 ? text : "?", length);
        to += length;
        size -= length;
        text += length;
    }
    *to = '\0';
}

static void tell(struct board_site *site, const char *id, const char *why)
{
    if (site->told == BOARD_TEMPLATES)
        return;
    struct board_template *template = &site->templates[site->told++];
    copy_text(template->id, sizeof template->id, id);
    copy_text(template->why, sizeof template->why, why);
}

static void tell_partner(struct board_site *site,
                         const struct partner_refusal *refusal)
{
    if (site->partners_told == BOARD_PARTNERS)
        return;
    struct board_partner *partner = &site->partners[site->partners_told++];
    copy_text(partner->id, sizeof partner->id, refusal->id);
    copy_text(partner->why, sizeof partner->why, refusal->why);
}

void board_tell_site(struct board *board, const struct press *press,
                     int workers)
{
    const struct template_list *templates = press_templates(press);
    const struct partner_list *partners = press_partners(press);
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
    site->partner_count = partners->count;
    site->partner_refusal_count = partners->refusal_count;
    for (size_t i = 0; i < partners->refusal_count; i++)
        tell_partner(site, &partners->refusals[i]);
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

void board_tell_recorder(struct board_recorder *recorder,
                         enum recorder_state state, const char *fault)
{
    const int now = atomic_load(&recorder->fault);
    copy_text(recorder->faults[!now], sizeof recorder->faults[0], fault);
    atomic_store(&recorder->fault, !now);
    if (atomic_exchange(&recorder->state, state) != (int)state)
        atomic_store(&recorder->since, time(NULL));
}

const char *recorder_state_name(int state)
{
    static const char *const names[RECORDER_STATES] = {"none", "starting",
                                                       "working", "away"};
    return state >= 0 && state < RECORDER_STATES ? names[state] : "none";
}
