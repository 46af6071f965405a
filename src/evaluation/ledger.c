#include "ledger_parts.h"

#include "press/bytes.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

enum {
    LOCK_OF_ADDING, // the byte of the file that stands for it
    LOCK_OF_RECORDER,
    LOCK_PATIENCE_MS = 3000,
    LOCK_PAUSE_NS = 1000 * 1000,
};

static bool set_lock(const struct ledger *ledger, short type, int which)
{
    struct flock lock = {
        .l_type = type, .l_whence = SEEK_SET, .l_start = which, .l_len = 1};
    int result;
    do
        result = fcntl(ledger->fd, F_SETLK, &lock);
    while (result != 0 && errno == EINTR);
    return result == 0;
}

static int64_t clock_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

// It is held for microseconds, unless the disk that the memory is written to is
// so busy that its holder waits for a page. Who holds it for longer than that
// takes is stuck, and a poster must not wait for that.
bool ledger_lock(const struct ledger *ledger)
{
    const struct timespec pause = {.tv_nsec = LOCK_PAUSE_NS};
    const int64_t until = clock_ms() + LOCK_PATIENCE_MS;
    while (!set_lock(ledger, F_WRLCK, LOCK_OF_ADDING)) {
        if (clock_ms() >= until)
            return false;
        nanosleep(&pause, NULL);
    }
    return true;
}

void ledger_unlock(const struct ledger *ledger)
{
    set_lock(ledger, F_UNLCK, LOCK_OF_ADDING);
}

int ledger_fd(const struct ledger *ledger)
{
    return ledger->fd;
}

void ledger_keep_from_children(struct ledger *ledger)
{
    madvise(ledger->head, ledger->bytes, MADV_DONTFORK);
}

// FNV-1a, whose upper bits are good; see mix.
static uint64_t hash(const void *bytes, size_t count)
{
    return bytes_hash(BYTES_HASH_EMPTY, (struct bytes){bytes, count});
}

static uint64_t mix(uint64_t value)
{
    value = (value ^ (value >> 33)) * 0xff51afd7ed558ccd;
    value = (value ^ (value >> 33)) * 0xc4ceb9fe1a85ec53;
    return value ^ (value >> 33);
}

uint64_t ledger_receipt(const char *text, int part)
{
    const uint64_t number = (uint32_t)part;
    return mix(mix(hash(text, strlen(text))) + number);
}

static const struct ledger_side *active_side(const struct ledger *ledger,
                                             uint64_t turn)
{
    return &ledger->sides[(turn >> LEDGER_TURN_BITS) & 1];
}

static const struct ledger_side *other_side(const struct ledger *ledger,
                                            uint64_t turn)
{
    return &ledger->sides[!((turn >> LEDGER_TURN_BITS) & 1)];
}

static uint32_t record_count(uint64_t state)
{
    return (uint32_t)state;
}

static int holding(uint64_t state)
{
    return (state & LEDGER_SECOND) != 0;
}

static bool find_slot(const struct ledger *ledger,
                      const struct ledger_side *side,
                      const struct count_key *key, uint32_t **slot)
{
    const uint32_t series = atomic_load(&side->head->series);
    const uint32_t slots = 2 * ledger->size.series;
    uint32_t at = (uint32_t)(mix(hash(key, sizeof *key)) % slots);
    for (uint32_t i = 0; i < slots; i++) {
        *slot = &side->slots[at];
        // One that names a series to come was left by who was killed before
        // there was one.
        if (**slot == 0 || **slot > series)
            return true;
        if (memcmp(&side->keys[**slot - 1], key, sizeof *key) == 0)
            return true;
        at = (at + 1) % slots;
    }
    return false;
}

void ledger_index(const struct ledger *ledger, const struct ledger_side *side)
{
    const uint32_t series = atomic_load(&side->head->series);
    for (uint32_t i = 0; i < series; i++) {
        uint32_t *slot;
        if (find_slot(ledger, side, &side->keys[i], &slot) && *slot == 0)
            *slot = i + 1;
    }
}

// The series of a key, which is made when there is none: one without records is
// nothing. False when there is no room.
static bool find_series(const struct ledger *ledger,
                        const struct ledger_side *side,
                        const struct count_key *key, uint32_t *series)
{
    uint32_t *slot;
    const uint32_t count = atomic_load(&side->head->series);
    if (!find_slot(ledger, side, key, &slot))
        return false;
    if (*slot > 0 && *slot <= count) {
        *series = *slot - 1;
        return true;
    }
    if (count == ledger->size.series)
        return false;
    side->keys[count] = *key;
    side->values[0][count] = 0;
    side->values[1][count] = 0;
    *slot = count + 1;
    LEDGER_PUBLISH(&side->head->series, count + 1);
    *series = count;
    return true;
}

// Into the values that do not hold yet, all anew: an earlier attempt may have
// been cut short.
static void fold(const struct ledger_side *side)
{
    const uint64_t state = atomic_load(&side->head->state);
    const uint32_t series = atomic_load(&side->head->series);
    const int now = holding(state);
    uint64_t *to = side->values[!now];
    memcpy(to, side->values[now], series * sizeof *to);
    for (uint32_t i = 0; i < record_count(state); i++)
        to[side->records[i].series]++;
    side->head->folded[!now] = side->head->folded[now] + record_count(state);
    LEDGER_PUBLISH(&side->head->state, now ? 0 : LEDGER_SECOND);
}

static bool add(struct ledger *ledger, uint64_t receipt,
                const struct count_key *keys, uint32_t count)
{
    const struct ledger_side *side =
        active_side(ledger, atomic_load(&ledger->head->turn));
    if (record_count(atomic_load(&side->head->state)) + count >
        ledger->size.records)
        fold(side);
    const uint64_t state = atomic_load(&side->head->state);
    for (uint32_t i = 0; i < count; i++) {
        struct ledger_record record = {.receipt = receipt, .item = i};
        if (!find_series(ledger, side, &keys[i], &record.series))
            return false;
        side->records[record_count(state) + i] = record;
    }
    LEDGER_PUBLISH(&side->head->state, state + count);
    return true;
}

static bool are_sound(const struct count_key *keys, size_t count)
{
    size_t sound = 0;
    while (sound < count && ledger_is_sound(&keys[sound]))
        sound++;
    return sound == count && count <= LEDGER_KEYS_MAX;
}

bool ledger_add(struct ledger *ledger, uint64_t receipt,
                const struct count_key *keys, size_t count)
{
    if (!ledger || count == 0)
        return true;
    bool done = are_sound(keys, count) && ledger_lock(ledger);
    if (done) {
        done = add(ledger, receipt, keys, (uint32_t)count);
        ledger_unlock(ledger);
    }
    if (!done)
        atomic_fetch_add(&ledger->head->lost, count);
    return done;
}

static uint64_t waiting_on(const struct ledger_side *side)
{
    const uint64_t state = atomic_load(&side->head->state);
    return record_count(state) + side->head->folded[holding(state)];
}

// Nobody else looks at this side now. What is cut short is done again: that
// there are no series is said last.
static void empty(const struct ledger *ledger, const struct ledger_side *side)
{
    LEDGER_PUBLISH(&side->head->state, 0);
    side->head->folded[0] = 0;
    side->head->folded[1] = 0;
    // Pages that are empty stay untouched, and need not go to the disk.
    for (uint32_t i = 0; i < 2 * ledger->size.series; i++)
        if (side->slots[i] != 0)
            side->slots[i] = 0;
    LEDGER_PUBLISH(&side->head->series, 0);
}

static bool lend(struct ledger *ledger, uint64_t turn,
                 struct ledger_batch *batch)
{
    const struct ledger_side *side = other_side(ledger, turn);
    const uint64_t state = atomic_load(&side->head->state);
    const uint32_t series = atomic_load(&side->head->series);
    const struct count_key **keys =
        realloc(ledger->borrowed, (series + 1U) * sizeof *keys);
    if (!keys)
        return false;
    ledger->borrowed = keys;
    for (uint32_t i = 0; i < series; i++)
        keys[i] = &side->keys[i];
    *batch =
        (struct ledger_batch){.sequence = (int64_t)(turn >> LEDGER_TURN_BITS),
                              .keys = keys,
                              .folded = side->values[holding(state)],
                              .series_count = series,
                              .records = side->records,
                              .record_count = record_count(state)};
    memcpy(batch->node, ledger->head->nodes[(turn & LEDGER_OTHER_NODE) != 0],
           sizeof batch->node);
    return true;
}

// The sides change places, in one store; nobody adds meanwhile.
static bool begin_batch(struct ledger *ledger, uint64_t *turn)
{
    if (waiting_on(active_side(ledger, *turn)) == 0)
        return false;
    empty(ledger, other_side(ledger, *turn));
    if (!ledger_lock(ledger))
        return false;
    *turn += (1 << LEDGER_TURN_BITS) + LEDGER_UNDER_WAY;
    LEDGER_PUBLISH(&ledger->head->turn, *turn);
    ledger_unlock(ledger);
    return true;
}

bool ledger_take(struct ledger *ledger, struct ledger_batch *batch)
{
    // Until this process ends: a recorder whose supervisor was killed may still
    // be there beside that of the next one.
    if (!set_lock(ledger, F_WRLCK, LOCK_OF_RECORDER))
        return false;
    uint64_t turn = atomic_load(&ledger->head->turn);
    if (!(turn & LEDGER_UNDER_WAY) && !begin_batch(ledger, &turn))
        return false;
    return lend(ledger, turn, batch);
}

void ledger_settle(struct ledger *ledger)
{
    const uint64_t turn = atomic_load(&ledger->head->turn);
    LEDGER_PUBLISH(&ledger->head->turn, turn & ~(uint64_t)LEDGER_UNDER_WAY);
}

void ledger_look(const struct ledger *ledger, struct ledger_state *state)
{
    uint64_t turn;
    // While the sides change places there are two answers.
    do {
        turn = atomic_load(&ledger->head->turn);
        state->waiting = waiting_on(active_side(ledger, turn));
        if (turn & LEDGER_UNDER_WAY)
            state->waiting += waiting_on(other_side(ledger, turn));
    } while (turn != atomic_load(&ledger->head->turn));
    state->lost = atomic_load(&ledger->head->lost);
    state->is_kept = ledger->is_kept;
}
