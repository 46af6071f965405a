// Desk: where processes ask the recorder for what only it can do, which knows
// the database. What is asked is a letter in a socket that the supervisor
// keeps; it carries one end of a pipe, on which the answer comes back. A
// recorder that ends takes its pipes with it, so that who waits hears of it;
// letters that it had not taken wait for the next one.
#pragma once

#include "evaluation/report.h"
#include "evaluation/signature.h"
#include "evaluation/survey.h"

#include "press/bytes.h"
#include "press/error.h"

#include <stdbool.h>

struct desk {
    int ask_fd;  // -1: closed
    int take_fd; // of the recorder
};

// False when there is no socket to be had; then there is nothing to close.
bool desk_open(struct desk *desk, struct error *err);
void desk_close_ask(struct desk *desk);
void desk_close_take(struct desk *desk);
void desk_close(struct desk *desk);

enum desk_wish {
    DESK_ANSWER,         // keep the answer to a survey
    DESK_REPORT,         // for the operator
    DESK_PARTNER_REPORT, // with a signature
};

struct desk_report {
    struct signature_claim claim; // of a partner; for the operator partner_id
                                  // may be "", and the days are what he asks
    char signature[SIGNATURE_BYTES];
    enum language language;
    enum report_format format;
};

struct desk_letter {
    uint32_t magic;
    enum desk_wish wish;
    union {
        struct survey_answer answer;
        struct desk_report report;
    };
};

enum desk_result {
    DESK_DONE,
    DESK_REFUSED, // the signature is wrong, or no longer good
    DESK_AWAY,    // there is no recorder or no database: ask again later
};

// Asks, and waits at most so long. On DESK_DONE the body of the answer (empty
// for DESK_ANSWER: it is committed) is appended to `body`. May be asked by any
// process that has ask_fd, behind its sandbox.
enum desk_result desk_ask(const struct desk *desk,
                          const struct desk_letter *letter, int patience_ms,
                          struct buffer *body);

// The same without waiting: asks, and returns the descriptor on which the
// answer will come, which is the caller's to close; -1 when nobody can be
// asked.
int desk_begin(const struct desk *desk, const struct desk_letter *letter);
// Takes what has come there, when poll(2) says that something has, behind what
// came before. True when that is all: *result is the answer's, and `heard` its
// body.
bool desk_hear(int fd, struct buffer *heard, enum desk_result *result);

// For the recorder: the letter that waited longest, without waiting, and where
// its answer goes, which is the caller's to close. False when there is none.
bool desk_take(const struct desk *desk, struct desk_letter *letter,
               int *answer_fd);

// Sends an answer and closes answer_fd. True when somebody still heard it.
bool desk_reply(int answer_fd, enum desk_result result, struct bytes body);

// Whether somebody still waits for an answer there.
bool desk_is_awaited(int answer_fd);
