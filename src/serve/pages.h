// Pages: what people see in a browser, from a folder of HTML with marks
// (stencil.h) and a file of texts for each language. Those that are the same
// for everybody are filled when the site is loaded, the others when asked for.
#pragma once

#include "config.h"
#include "values.h"

#include "evaluation/survey.h"
#include "press/bytes.h"
#include "press/press.h"

#include <stdbool.h>
#include <stdint.h>

enum page { PAGE_PRIVACY, PAGE_STYLE, PAGE_SURVEY_CARD, PAGE_COUNT };

// Those that are filled for each request.
enum living_page {
    PAGE_INDEX,
    PAGE_EMBED,
    PAGE_CLOSED, // in the place of an embed whose partner is outside its dates
    PAGE_SCHOOLS,
    PAGE_SURVEY,
    LIVING_PAGES,
};

struct pages;

// Reads the configured folder and fills every page in every language. A folder
// of "" gives none (*pages is NULL, and true). Errors name file and line. On
// false there is nothing to finish.
bool pages_create(struct pages **pages, const struct press *press,
                  const struct config *config,
                  const struct survey_list *surveys, struct error *err);

// Takes NULL.
void pages_destroy(struct pages *pages);

// A page as it is sent; borrowed.
struct bytes pages_view(const struct pages *pages, enum page page,
                        enum language language);

// What the marks of every page can name; and the texts of a language. Borrowed.
const struct value *pages_context(const struct pages *pages,
                                  enum language language);
const struct value *pages_texts(const struct pages *pages,
                                enum language language);

// Appends a page; its marks name `inner` before what all pages have. Errors
// name file and line.
bool pages_fill(const struct pages *pages, enum living_page page,
                const struct value *inner, enum language language,
                struct buffer *html, struct error *err);

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
