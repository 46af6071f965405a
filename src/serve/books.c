#include "books.h"

#include "log.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

static void close_desks(struct books *books)
{
    desk_close(&books->desk);
    desk_close(&books->operator_desk);
}

static bool open_books(struct books *books, const char *folder)
{
    struct error err = {0};
    char why[ERROR_DETAIL_MAX];
    // As a rule the package or systemd made it.
    if (mkdir(folder, 0750) == 0)
        log_event("%s was made, for what is counted", folder);
    if (!desk_open(&books->desk, &err)) {
        log_event("nothing is counted: %s", err.detail);
        return false;
    }
    if (!desk_open(&books->operator_desk, &err)) {
        desk_close(&books->desk);
        log_event("nothing is counted: %s", err.detail);
        return false;
    }
    if (!ledger_open(&books->ledger, folder, why, sizeof why, &err)) {
        close_desks(books);
        log_event("nothing is counted: there is no memory for it");
        return false;
    }
    if (*why)
        log_event("counts wait in memory alone, and those that are not in the "
                  "database yet are lost when the server ends: %s",
                  why);
    snprintf(books->folder, sizeof books->folder, "%s", folder);
    return true;
}

void books_join(struct books *books, struct site *site)
{
    struct config_evaluation *evaluation = &site->config.evaluation;
    if (!*evaluation->folder || !(evaluation->counts || evaluation->surveys) ||
        (!books->ledger && !open_books(books, evaluation->folder)))
        return;
    if (strcmp(books->folder, evaluation->folder) != 0 && !books->has_told) {
        log_event("[evaluation] folder is another one from the next start on");
        books->has_told = true;
    }
    strcpy(evaluation->folder, books->folder);
    site->ledger = books->ledger;
    site->desk = &books->desk;
    site->operator_desk = &books->operator_desk;
}

void books_tell(const struct books *books, struct board_recorder *board)
{
    struct ledger_state state;
    if (!books->ledger)
        return;
    ledger_look(books->ledger, &state);
    atomic_store(&board->waiting, state.waiting);
    atomic_store(&board->lost, state.lost);
    atomic_store(&board->is_kept, state.is_kept);
}

void books_close(struct books *books)
{
    if (!books->ledger)
        return;
    close_desks(books);
    ledger_close(books->ledger);
    *books = (struct books){0};
}
