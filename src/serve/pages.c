#include "pages.h"

#include "closed_context.h"
#include "page_context.h"
#include "schools_context.h"
#include "stencil.h"
#include "survey_context.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FILES_MAX = 32, FILE_BYTES_MAX = 1000 * 1000 };

static const char *const names[PAGE_COUNT] = {
    [PAGE_PRIVACY] = "privacy",
    [PAGE_STYLE] = "site.css",
    [PAGE_SURVEY_CARD] = "survey-card",
};

static const char *const living_names[LIVING_PAGES] = {
    [PAGE_INDEX] = "index",   [PAGE_EMBED] = "embed",
    [PAGE_CLOSED] = "closed", [PAGE_SCHOOLS] = "schools",
    [PAGE_SURVEY] = "survey",
};

struct pages {
    struct stencil stencils[FILES_MAX]; // their texts owned
    size_t stencil_count;
    struct value *texts[LANGUAGE_COUNT];    // the language files
    struct value *contexts[LANGUAGE_COUNT]; // what marks can name
    struct buffer filled[LANGUAGE_COUNT][PAGE_COUNT];
};

static bool read_file(const char *path, char **text, struct error *err)
{
    struct buffer buffer = {0};
    const bool done = buffer_append_file(&buffer, path, FILE_BYTES_MAX) &&
                      buffer_append(&buffer, "", 1);
    *text = (char *)buffer.data;
    if (done)
        return true;
    buffer_finish(&buffer);
    return error_set_detail(err, ERROR_SYSTEM, MESSAGE_CONFIGURATION,
                            "%s cannot be read: %s", path, strerror(errno));
}

// "index.html" is called index, "site.css" as it is; anything else is none.
static bool name_stencil(const char *file, char *name, size_t size)
{
    const char *dot = strrchr(file, '.');
    if (!dot || file[0] == '.' ||
        (strcmp(dot, ".html") != 0 && strcmp(dot, ".css") != 0))
        return false;
    const size_t length =
        strcmp(dot, ".html") == 0 ? (size_t)(dot - file) : strlen(file);
    if (length >= size)
        return false;
    snprintf(name, size, "%.*s", (int)length, file);
    return true;
}

static bool add_stencil(struct pages *pages, const char *folder,
                        const char *file, struct error *err)
{
    char path[CONFIG_FOLDER_MAX + 256];
    char name[64];
    char *text;
    if (!name_stencil(file, name, sizeof name))
        return true;
    snprintf(path, sizeof path, "%s/%s", folder, file);
    if (pages->stencil_count == FILES_MAX)
        return error_set_detail(err, ERROR_SYSTEM, MESSAGE_CONFIGURATION,
                                "%s holds more than %d files", folder,
                                FILES_MAX);
    if (!read_file(path, &text, err))
        return false;
    pages->stencils[pages->stencil_count++] =
        (struct stencil){strdup(name), strdup(path), text};
    return true;
}

static bool read_stencils(struct pages *pages, const char *folder,
                          struct error *err)
{
    DIR *dir = opendir(folder);
    if (!dir)
        return error_set_detail(err, ERROR_SYSTEM, MESSAGE_CONFIGURATION,
                                "%s cannot be read: %s", folder,
                                strerror(errno));
    bool done = true;
    for (struct dirent *entry; done && (entry = readdir(dir));)
        done = add_stencil(pages, folder, entry->d_name, err);
    closedir(dir);
    return done;
}

static bool read_texts(struct pages *pages, const char *folder,
                       enum language language, struct error *err)
{
    char path[CONFIG_FOLDER_MAX + 32];
    char missing[256];
    char *text;
    snprintf(path, sizeof path, "%s/text/%s.json", folder,
             language_tag(language));
    if (!read_file(path, &text, err))
        return false;
    struct value **texts = &pages->texts[language];
    const bool done = value_read(texts, path, text, err);
    free(text);
    return done && (value_same_names(*texts, pages->texts[LANGUAGE_NL], missing,
                                     sizeof missing) ||
                    error_set_detail(err, ERROR_SYSTEM, MESSAGE_CONFIGURATION,
                                     "%s: %s is in only one of it and nl.json",
                                     path, missing));
}

static struct stencil_list list_of(const struct pages *pages)
{
    return (struct stencil_list){pages->stencils, pages->stencil_count};
}

static bool fill(const struct pages *pages, const char *name,
                 const struct value *inner, enum language language,
                 struct buffer *out, struct error *err)
{
    const struct stencil_list list = list_of(pages);
    const struct stencil *stencil = stencil_find(&list, name);
    return stencil ? stencil_fill(&list, stencil, inner,
                                  pages->contexts[language], out, err)
                   : error_set_detail(err, ERROR_SYSTEM, MESSAGE_CONFIGURATION,
                                      "the folder of pages lacks %s", name);
}

static bool fill_problem(const struct pages *pages,
                         const struct pages_problem *problem,
                         enum language language, struct buffer *html,
                         struct error *err)
{
    struct value *said = value_create_object();
    const bool done =
        ((value_put_text(said, "root", problem->root) &&
          value_put_text(said, "label", problem->label ? problem->label : "") &&
          value_put_text(said, "sentence", problem->sentence) &&
          value_put_text(said, "id", problem->id)) ||
         error_set_memory(err)) &&
        fill(pages, "problem", said, language, html, err);
    value_destroy(said);
    return done;
}

// A page of a problem that cannot be filled is found now, not when there is
// one.
static bool try_problem(const struct pages *pages, enum language language,
                        struct error *err)
{
    const struct pages_problem problem = {"../", "x", "x", "x"};
    struct buffer html = {0};
    const bool done = fill_problem(pages, &problem, language, &html, err);
    buffer_finish(&html);
    return done;
}

// So is what is wrong with a page that is filled for each request: each is
// filled for the open embed and for somebody's.
static bool try_living(const struct pages *pages, const struct press *press,
                       enum language language, struct error *err)
{
    static char text[] = "x";
    const struct partner somebody = {.id = "x",
                                     .names = {text, text, text, text},
                                     .place = text,
                                     .contact = text,
                                     .link = text};
    const struct partner *const found[] = {&somebody};
    const struct schools_search search = {text, found, 1};
    const struct embed_choice choices[] = {{0}, {.partner = &somebody}};
    bool done = true;
    for (size_t i = 0; i < sizeof choices / sizeof *choices && done; i++) {
        const struct embed_view view = {press,
                                        &choices[i],
                                        pages->contexts[language],
                                        pages->texts[language],
                                        language,
                                        "https://poster.example.org/"};
        struct value *inner;
        done = (embed_context_create(&inner, &view) &&
                closed_context_put(inner, &view, 20260901) &&
                schools_context_put(inner, &view, &search)) ||
               error_set_memory(err);
        for (int page = 0; page < LIVING_PAGES && done; page++) {
            struct buffer html = {0};
            // Nobody's is never closed; that of a survey has its own try.
            if (page == PAGE_SURVEY ||
                (page == PAGE_CLOSED && !choices[i].partner))
                continue;
            done = pages_fill(pages, (enum living_page)page, inner, language,
                              &html, err);
            buffer_finish(&html);
        }
        value_destroy(inner);
    }
    return done;
}

static bool try_survey(const struct pages *pages, enum language language,
                       struct error *err)
{
    static char text[] = "x";
    const struct partner somebody = {.id = "x",
                                     .names = {text, text, text, text}};
    const struct survey_view views[] = {
        {.partner = &somebody, .wrong = text, .field = text},
        {.is_thanks = true},
    };
    bool done = true;
    for (size_t i = 0; i < sizeof views / sizeof *views && done; i++) {
        struct survey_view view = views[i];
        struct buffer html = {0};
        view.outer = pages->contexts[language];
        view.language = language;
        view.root = "../";
        view.id = "x";
        done = survey_context_fill(pages, &view, &html, err);
        buffer_finish(&html);
    }
    return done;
}

static bool fill_language(struct pages *pages, const struct press *press,
                          const struct config *config,
                          const struct survey_list *surveys,
                          enum language language, struct error *err)
{
    if (!page_context_create(&pages->contexts[language], press, config,
                             pages->texts[language], language, err))
        return false;
    if (!survey_context_put_all(pages->contexts[language], surveys, config,
                                language))
        return error_set_memory(err);
    for (int page = 0; page < PAGE_COUNT; page++)
        if (!fill(pages, names[page], NULL, language,
                  &pages->filled[language][page], err))
            return false;
    return try_problem(pages, language, err) &&
           try_living(pages, press, language, err) &&
           try_survey(pages, language, err);
}

bool pages_create(struct pages **pages, const struct press *press,
                  const struct config *config,
                  const struct survey_list *surveys, struct error *err)
{
    const char *folder = config->page.folder;
    *pages = NULL;
    if (!*folder)
        return true;
    struct pages *made = calloc(1, sizeof *made);
    if (!made)
        return error_set_memory(err);
    bool done = read_stencils(made, folder, err);
    for (int i = 0; i < LANGUAGE_COUNT && done; i++)
        done = read_texts(made, folder, (enum language)i, err);
    for (int i = 0; i < LANGUAGE_COUNT && done; i++)
        done =
            fill_language(made, press, config, surveys, (enum language)i, err);
    if (done)
        *pages = made;
    else
        pages_destroy(made);
    return done;
}

void pages_destroy(struct pages *pages)
{
    if (!pages)
        return;
    for (size_t i = 0; i < pages->stencil_count; i++) {
        free((char *)pages->stencils[i].name);
        free((char *)pages->stencils[i].path);
        free((char *)pages->stencils[i].text);
    }
    for (int i = 0; i < LANGUAGE_COUNT; i++) {
        value_destroy(pages->contexts[i]);
        value_destroy(pages->texts[i]);
        for (int page = 0; page < PAGE_COUNT; page++)
            buffer_finish(&pages->filled[i][page]);
    }
    free(pages);
}

struct bytes pages_view(const struct pages *pages, enum page page,
                        enum language language)
{
    return buffer_view(&pages->filled[language][page]);
}

bool pages_write_problem(const struct pages *pages,
                         const struct pages_problem *problem,
                         enum language language, struct buffer *html)
{
    struct error ignored = {0};
    return fill_problem(pages, problem, language, html, &ignored);
}

const struct value *pages_context(const struct pages *pages,
                                  enum language language)
{
    return pages->contexts[language];
}

const struct value *pages_texts(const struct pages *pages,
                                enum language language)
{
    return pages->texts[language];
}

bool pages_fill(const struct pages *pages, enum living_page page,
                const struct value *inner, enum language language,
                struct buffer *html, struct error *err)
{
    return fill(pages, living_names[page], inner, language, html, err);
}
