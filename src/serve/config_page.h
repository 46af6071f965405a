// Config of the page: what an operator can set of how it looks and speaks;
// sections [page] and [link ID] of postertool.ini(5).
#pragma once

#include "address.h"

#include "evaluation/report.h"
#include "press/error.h"
#include "press/ini.h"

#include <stdbool.h>

enum {
    CONFIG_FOLDER_MAX = 4096,
    CONFIG_LINE_MAX = 200, // a line of an INI is shorter
    CONFIG_LINKS_MAX = 6,
};

struct config_link {
    char id[LIMIT_ID_BYTES];
    char url[CONFIG_LINE_MAX];
    char labels[LANGUAGE_COUNT][CONFIG_LINE_MAX];
    bool is_conversion; // it leads to becoming a teacher
};

// A zeroed one is valid: no page at all.
struct config_page {
    char folder[CONFIG_FOLDER_MAX]; // of pages and languages; "": no page
    char address[ADDRESS_MAX];      // of the tool; "": as it is asked for
    char names[LANGUAGE_COUNT][CONFIG_LINE_MAX]; // of the campaign
    char contact[CONFIG_LINE_MAX];               // an e-mail address; "": none
    char color[8]; // "#rrggbb" behind the headline; "": ours
    char ink[8];   // of the headline
    char footers[LANGUAGE_COUNT][CONFIG_LINE_MAX];
    struct config_link links[CONFIG_LINKS_MAX];
    size_t link_count;
};

void config_page_init(struct config_page *page);

// Takes an entry of [page] or [link ID]; *taken tells whether it was one.
bool config_page_take(struct config_page *page, const struct ini_entry *entry,
                      bool *taken, struct error *err);

// What reports call the links, in a language; returns how many.
size_t config_page_links(const struct config_page *page, enum language language,
                         struct report_link links[CONFIG_LINKS_MAX]);

// What can only be seen when all is read: a link without its address, a
// headline that cannot be read on its ground. `path` is of the file.
bool config_page_check(const struct config_page *page, const char *path,
                       struct error *err);
