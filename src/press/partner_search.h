// Partner search: finds partners by what somebody types of their names, short
// names or towns, forgiving of accents, case, marks, the order of the words, a
// word that is not finished yet, and typing errors. Built once for a list.
#pragma once

#include "error.h"
#include "partner.h"

#include <stdbool.h>
#include <stddef.h>

// Use one from one thread at a time; children forked from the owner inherit a
// usable copy.
struct partner_search;

// What is looked for.
struct partner_wish {
    const char *text;       // any bytes; NULL or nothing in it: every partner
    enum language language; // of the names by which those alike are ordered
    int day;                // partners outside their dates are left out
};

// Builds the index of a list, which is borrowed and must outlive it. On false
// *search is NULL.
bool partner_search_create(struct partner_search **search,
                           const struct partner_list *list, struct error *err);

// Takes NULL.
void partner_search_destroy(struct partner_search *search);

// Puts the best `most` partners into found[], the best first: a name that is
// just that, one that begins so, one with all the words, then, when those are
// fewer than `most`, words inside others and typing errors; by name among those
// alike. Gives how many there are; *count says how many fit in all. Short of
// memory it finds none.
size_t partner_search_find(struct partner_search *search,
                           const struct partner_wish *wish,
                           const struct partner **found, size_t most,
                           size_t *count);
