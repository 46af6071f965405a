#include "stencil.h"

#include <stdio.h>
#include <string.h>

enum { DEPTH_MAX = 16, NAME_MAX_BYTES = 64 };

struct scope {
    const struct value *value;
    const struct scope *outer;
};

struct filling {
    const struct stencil_list *list;
    const struct stencil *stencil; // the one that is read
    struct buffer *out;
    struct error *err;
    int depth;
};

// A mark of the text: {{#name}} has kind '#', {{name}} ' ', {{{name}}} '{'.
struct mark {
    char kind;
    char name[NAME_MAX_BYTES];
    const char *start; // of what is replaced
    const char *end;
};

static const char kinds[] = "#^/>!{";

const struct stencil *stencil_find(const struct stencil_list *list,
                                   const char *name)
{
    for (size_t i = 0; i < list->count; i++)
        if (strcmp(list->items[i].name, name) == 0)
            return &list->items[i];
    return NULL;
}

bool stencil_append_html(struct buffer *html, const char *text)
{
    bool done = true;
    for (; *text && done; text++) {
        const char *escape = *text == '<'   ? "&lt;"
                             : *text == '>' ? "&gt;"
                             : *text == '&' ? "&amp;"
                             : *text == '"' ? "&quot;"
                                            : NULL;
        done = escape ? buffer_append_text(html, escape)
                      : buffer_append(html, text, 1);
    }
    return done;
}

static bool fail(struct filling *filling, const char *at, const char *what,
                 const char *name)
{
    int line = 1;
    for (const char *c = filling->stencil->text; c < at; c++)
        line += *c == '\n';
    return error_set_detail(filling->err, ERROR_SYSTEM, MESSAGE_CONFIGURATION,
                            "%s:%d: %s: %s", filling->stencil->path, line, name,
                            what);
}

// Marks that leave nothing of their line when they are alone on it.
static void widen(struct mark *mark, const char *text)
{
    const char *start = mark->start;
    while (start > text && (start[-1] == ' ' || start[-1] == '\t'))
        start--;
    const char *end = mark->end + strspn(mark->end, " \t");
    if ((start > text && start[-1] != '\n') || (*end && *end != '\n'))
        return;
    mark->start = start;
    mark->end = end + (*end == '\n');
}

// The next mark at or behind `at`. False when there is none (its start is then
// NULL) or it is wrong.
static bool next_mark(struct filling *filling, const char *at,
                      struct mark *mark)
{
    *mark = (struct mark){.kind = ' ', .start = strstr(at, "{{")};
    if (!mark->start)
        return false;
    const char *name = mark->start + 2;
    if (*name && strchr(kinds, *name))
        mark->kind = *name++;
    const char *close = mark->kind == '{' ? "}}}" : "}}";
    const char *end = strstr(name, close);
    if (!end)
        return fail(filling, mark->start, "is not closed", "{{");
    mark->end = end + strlen(close);
    name += strspn(name, " ");
    size_t length = (size_t)(end > name ? end - name : 0);
    while (length > 0 && name[length - 1] == ' ')
        length--;
    if (mark->kind == '!')
        length = 0;
    if (length >= sizeof mark->name)
        return fail(filling, mark->start, "a name is too long", "{{");
    memcpy(mark->name, name, length);
    if (strchr("#^/!", mark->kind))
        widen(mark, filling->stencil->text);
    return true;
}

// The mark that closes a section which begins behind `at`.
static bool find_close(struct filling *filling, const struct mark *open,
                       struct mark *close)
{
    int depth = 1;
    for (const char *at = open->end; next_mark(filling, at, close);
         at = close->end) {
        if (strcmp(close->name, open->name) != 0)
            continue;
        depth += close->kind == '#' || close->kind == '^';
        depth -= close->kind == '/';
        if (depth == 0)
            return true;
    }
    return close->start
               ? false
               : fail(filling, open->start, "is not closed", open->name);
}

static const struct value *look_up(const struct scope *scope, const char *name)
{
    if (strcmp(name, ".") == 0)
        return scope->value;
    char part[NAME_MAX_BYTES];
    const struct value *value = NULL;
    size_t length = strcspn(name, ".");
    snprintf(part, sizeof part, "%.*s", (int)length, name);
    for (; scope && !value; scope = scope->outer)
        value = value_member(scope->value, part);
    while (value && name[length] == '.') {
        name += length + 1;
        length = strcspn(name, ".");
        snprintf(part, sizeof part, "%.*s", (int)length, name);
        value = value_member(value, part);
    }
    return value;
}

// What is left out today may be filled tomorrow: a mistake in it is found now,
// as far as it can be without values.
static bool check_part(struct filling *filling, const char *from,
                       const char *to)
{
    struct mark mark;
    struct mark close;
    for (; next_mark(filling, from, &mark) && mark.start < to;
         from = mark.end) {
        if (mark.kind == '/')
            return fail(filling, mark.start, "was not opened", mark.name);
        if (mark.kind == '>' && !stencil_find(filling->list, mark.name))
            return fail(filling, mark.start, "there is no such file",
                        mark.name);
        if (mark.kind != '#' && mark.kind != '^')
            continue;
        if (!find_close(filling, &mark, &close) ||
            !check_part(filling, mark.end, close.start))
            return false;
        mark.end = close.end;
    }
    return filling->err->kind == ERROR_NONE;
}

static bool fill_part(struct filling *filling, const char *from, const char *to,
                      const struct scope *scope);

static bool fill_section(struct filling *filling, const struct mark *open,
                         const struct mark *close, const struct scope *scope)
{
    const struct value *value = look_up(scope, open->name);
    if (!value)
        return fail(filling, open->start, "there is no such value", open->name);
    if ((open->kind == '^') == value_is_something(value))
        return check_part(filling, open->end, close->start);
    struct scope inner = {value, scope};
    if (open->kind == '^' || !value_is_list(value))
        return fill_part(filling, open->end, close->start, &inner);
    for (size_t i = 0; i < value_count(value); i++) {
        inner.value = value_item(value, i);
        if (!fill_part(filling, open->end, close->start, &inner))
            return false;
    }
    return true;
}

static bool fill_value(struct filling *filling, const struct mark *mark,
                       const struct scope *scope)
{
    char digits[VALUE_TEXT_MAX];
    const char *text = value_text(look_up(scope, mark->name), digits);
    if (!text)
        return fail(filling, mark->start, "there is no such text", mark->name);
    return (mark->kind == '{' ? buffer_append_text(filling->out, text)
                              : stencil_append_html(filling->out, text)) ||
           error_set_memory(filling->err);
}

static bool fill_other(struct filling *filling, const struct mark *mark,
                       const struct scope *scope)
{
    struct filling inner = *filling;
    inner.stencil = stencil_find(filling->list, mark->name);
    if (!inner.stencil)
        return fail(filling, mark->start, "there is no such file", mark->name);
    const char *text = inner.stencil->text;
    return fill_part(&inner, text, text + strlen(text), scope);
}

// Fills what a mark stands for; *at goes behind it.
static bool fill_mark(struct filling *filling, const struct mark *mark,
                      const struct scope *scope, const char **at)
{
    struct mark close;
    *at = mark->end;
    switch (mark->kind) {
    case '!':
        return true;
    case '>':
        return fill_other(filling, mark, scope);
    case '/':
        return fail(filling, mark->start, "was not opened", mark->name);
    case '#':
    case '^':
        if (!find_close(filling, mark, &close) ||
            !fill_section(filling, mark, &close, scope))
            return false;
        *at = close.end;
        return true;
    default:
        return fill_value(filling, mark, scope);
    }
}

static bool fill_part(struct filling *filling, const char *from, const char *to,
                      const struct scope *scope)
{
    if (++filling->depth > DEPTH_MAX)
        return fail(filling, from, "too deep", "{{");
    while (from < to) {
        struct mark mark;
        const bool found = next_mark(filling, from, &mark);
        if (!found && mark.start)
            return false;
        const bool is_inside = found && mark.start < to;
        const char *end = is_inside ? mark.start : to;
        if (end > from &&
            !buffer_append(filling->out, from, (size_t)(end - from)))
            return error_set_memory(filling->err);
        from = to;
        if (is_inside && !fill_mark(filling, &mark, scope, &from))
            return false;
    }
    filling->depth--;
    return true;
}

bool stencil_fill(const struct stencil_list *list,
                  const struct stencil *stencil, const struct value *inner,
                  const struct value *outer, struct buffer *out,
                  struct error *err)
{
    const struct scope around = {outer, NULL};
    const struct scope scope = {inner, &around};
    struct filling filling = {list, stencil, out, err, 0};
    return fill_part(&filling, stencil->text,
                     stencil->text + strlen(stencil->text),
                     inner ? &scope : &around);
}
