// Any bytes as a drawing: it is refused, or every element of it can be asked
// for, and it costs no more than it may.
#include "press/drawing.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool held)
{
    if (!held)
        abort();
}

static void take(void *context, const char *name, const char *value)
{
    size_t *bytes = context;
    *bytes += strlen(name) + strlen(value);
}

static void ask(const struct drawing *drawing, size_t index)
{
    size_t bytes = 0;
    struct buffer text = {0};
    const struct drawing_element element = drawing_element(drawing, index);
    must(element.depth >= 0 && element.depth <= DRAWING_DEPTH_MAX);
    must(element.parent < drawing_count(drawing));
    must(index == 0 ? element.depth == 0 : element.parent < index);
    must(index == 0 ||
         drawing_element(drawing, element.parent).depth == element.depth - 1);
    drawing_each_attribute(drawing, index, take, &bytes);
    take(&bytes, element.id, element.classes);
    must(drawing_text(drawing, index, &text));
    buffer_finish(&text);
}

// The place of an error is the drawing's, so that a designer finds it.
static void look_at(const struct error *err)
{
    must(err->kind == ERROR_SYSTEM && err->message == MESSAGE_CONFIGURATION);
    must(strncmp(err->detail, "a.svg:", 6) == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct drawing *drawing;
    struct error err = {0};
    const struct bytes svg = {data, size};
    if (!drawing_read(&drawing, svg, "a.svg", &err)) {
        must(!drawing);
        look_at(&err);
        return 0;
    }
    must(drawing_count(drawing) > 0);
    must(drawing_count(drawing) <= DRAWING_COST_MAX);
    must(strcmp(drawing_element(drawing, 0).name, "svg") == 0);
    for (size_t i = 0; i < drawing_count(drawing); i++)
        ask(drawing, i);
    if (!drawing_check(drawing, "a.svg", &err))
        look_at(&err);
    drawing_destroy(drawing);
    return 0;
}
