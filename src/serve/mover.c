#include "mover.h"

#include "log.h"
#include "slot.h"

#include "evaluation/store_batch.h"

#include <inttypes.h>
#include <string.h>
#include <time.h>

enum {
    PAUSE_FIRST_MS = 1000,
    PAUSE_MOST_MS = 30 * 1000,
    FORGET_EVERY_MS = 60 * 60 * 1000,
    // New counts come while others are moved: there is more to do.
    BATCHES_AT_A_TIME = 4,
};

void mover_disconnect(struct mover *mover)
{
    store_close(mover->store);
    mover->store = NULL;
}

// The connection is given up too: a new one knows what is there now.
static bool fail(struct mover *mover, const struct error *err)
{
    const char *what = *err->detail ? err->detail : "memory is out";
    mover_disconnect(mover);
    mover->pause_ms = mover->pause_ms == 0 ? PAUSE_FIRST_MS
                      : mover->pause_ms > PAUSE_MOST_MS / 2
                          ? PAUSE_MOST_MS
                          : mover->pause_ms * 2;
    mover->not_before_ms = slot_clock_ms() + mover->pause_ms;
    if (!mover->is_away || strcmp(mover->told, what) != 0)
        log_event("the database is away, counts wait for it: %s", what);
    mover->is_away = true;
    strcpy(mover->told, what);
    board_tell_recorder(mover->board, RECORDER_AWAY, what);
    return false;
}

static void succeed(struct mover *mover)
{
    if (mover->is_away)
        log_event("the database is there again, and has the counts that "
                  "waited");
    mover->is_away = false;
    mover->pause_ms = 0;
    mover->not_before_ms = 0;
    atomic_store(&mover->board->success, time(NULL));
    board_tell_recorder(mover->board, RECORDER_WORKING, "");
}

static bool connect_store(struct mover *mover, struct error *err)
{
    char database[CONFIG_STATE_MAX + 32];
    if (mover->store)
        return true;
    config_evaluation_database(mover->evaluation, database);
    return store_open(&mover->store, database, STORE_WRITE, err);
}

static bool move(struct mover *mover, struct error *err)
{
    struct ledger_batch batch;
    for (int i = 0; i < BATCHES_AT_A_TIME; i++) {
        if (!ledger_take(mover->ledger, &batch))
            return true;
        switch (store_put_batch(mover->store, &batch, err)) {
        case BATCH_STORED:
            ledger_settle(mover->ledger);
            break;
        case BATCH_OLD:
            log_event("the ledger is an older copy than the database knows; "
                      "it goes on as a new node");
            ledger_rename_node(mover->ledger);
            break;
        case BATCH_FAILED:
            return false;
        }
    }
    return true;
}

static bool forget(struct mover *mover, struct error *err)
{
    const long now = slot_clock_ms();
    if (mover->forgot_ms != 0 && now - mover->forgot_ms < FORGET_EVERY_MS)
        return true;
    if (!store_forget(mover->store, event_today(),
                      mover->evaluation->keep_remarks_days, err))
        return false;
    mover->forgot_ms = now;
    return true;
}

static bool read_totals(struct mover *mover, struct error *err)
{
    uint64_t totals[EVENT_COUNT];
    if (!store_totals(mover->store, totals, err))
        return false;
    for (int i = 0; i < EVENT_COUNT; i++)
        atomic_store(&mover->board->totals[i], totals[i]);
    return true;
}

bool mover_attend_now(struct mover *mover)
{
    struct error err = {0};
    if (!connect_store(mover, &err) || !move(mover, &err) ||
        !forget(mover, &err) || !read_totals(mover, &err))
        return fail(mover, &err);
    succeed(mover);
    return true;
}

bool mover_attend(struct mover *mover)
{
    return slot_clock_ms() >= mover->not_before_ms && mover_attend_now(mover);
}

bool mover_keep_answer(struct mover *mover, const struct survey_answer *answer)
{
    struct error err = {0};
    // While it is away, nobody is kept waiting to hear that again.
    if (slot_clock_ms() < mover->not_before_ms)
        return false;
    if (!connect_store(mover, &err) ||
        !store_put_answer(mover->store, answer, &err))
        return fail(mover, &err);
    atomic_store(&mover->board->success, time(NULL));
    return true;
}
