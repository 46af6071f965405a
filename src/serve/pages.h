// Pages: what people see in a browser, filled when the site is loaded, from a
// folder of HTML with marks (stencil.h) and a file of texts for each language.
#pragma once

#include "config.h"
#include "values.h"

#include "press/bytes.h"
#include "press/press.h"

#include <stdbool.h>
#include <stdint.h>

enum page { PAGE_INDEX, PAGE_PRIVACY, PAGE_STYLE, PAGE_COUNT };

struct pages;

// Reads the configured folder and fills every page in every language. A folder
// of "" gives none (*pages is NULL, and true). Errors name file and line. On
// false there is nothing to finish.
bool pages_create(struct pages **pages, const struct press *press,
                  const struct config *config, struct error *err);

// Takes NULL.
void pages_destroy(struct pages *pages);

// A page as it is sent; borrowed.
struct bytes pages_view(const struct pages *pages, enum page page,
                        enum language language);

// What a page says that tells of a problem.
struct pages_problem {
    const char *root;     // the path back to "/", such as "../../"
    const char *label;    // what people call the field at fault; NULL for none
    const char *sentence; // what is wrong
    const char *id;       // of the request
};

// Appends the page of a problem. False when memory is out.
bool pages_write_problem(const struct pages *pages,
                         const struct pages_problem *problem,
                         enum language language, struct buffer *html);
