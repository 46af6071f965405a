// Signs: a design of three layouts and partners of every kind, for tests of the
// school's sign on a poster.
#pragma once

#include "made_up.h"

// For cmocka: before the tests of a program; made_up_tidy comes after them.
int signs_make(void **state);

// What --explain says of the sign: from "logo" on.
struct sign {
    char text[4096];
    const char *logo; // NULL: nothing
    double x, y, width, height;
};

// Explains an order of pairs of names and values, ended by NULL.
void signs_explain(const char *const values[], struct sign *sign);

#define EXPLAIN(sign, ...)                                                     \
    signs_explain((const char *const[]){"slogan", "x", __VA_ARGS__, NULL}, sign)
