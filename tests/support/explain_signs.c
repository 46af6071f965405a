// Explains where the signs of schools stand: of every template, in the first
// format of each of its layouts, with each partner and with a name that was
// typed. Writes OUT/<template>.txt:
//   explain_signs TEMPLATES FONTS.INI PARTNERS PHOTO OUT
#include "press/press.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct press *press;
static struct buffer photo;

static void fail(const char *what, const struct error *err)
{
    fprintf(stderr, "explain_signs: %s: %s%s\n", what, err ? err->field : "",
            err ? err->detail : "");
    exit(1);
}

static void set(struct order *order, const char *name, const char *value)
{
    struct error err = {0};
    if (!order_set(order, name, value, strlen(value), &err))
        fail(name, &err);
}

// Writes what --explain says of the school: its lines, and the logo's.
static void write_signs(char *explain, FILE *out)
{
    bool is_wanted = false;
    for (char *line = strtok(explain, "\n"); line; line = strtok(NULL, "\n")) {
        if (*line != ' ')
            is_wanted = strncmp(line, "text school", 11) == 0 ||
                        strncmp(line, "text partner", 12) == 0 ||
                        strncmp(line, "logo ", 5) == 0;
        if (is_wanted)
            fprintf(out, "%s\n", line);
    }
}

static void explain(const struct template *template,
                    const struct format *format, const char *name,
                    const char *value, FILE *out)
{
    struct order order;
    struct poster poster;
    struct buffer text = {0};
    struct error err = {0};
    order_init(&order);
    set(&order, "template", template->id);
    set(&order, "format", format->id);
    set(&order, "slogan", "Juf in hart en nieren.");
    set(&order, "width", format->width_px < 800 ? "160" : "400");
    if (name)
        set(&order, name, value);
    if (template->photo != PHOTO_NONE)
        order.photo = buffer_view(&photo);
    fprintf(out, "%s %s\n", format->id, value ? value : "nothing");
    // The art is the same for all of one layout.
    press_prepare(press, &order);
    if (!press_print(press, &order, &poster, &text, &err) ||
        !buffer_append(&text, "", 1))
        fail(template->id, &err);
    write_signs((char *)text.data, out);
    poster_finish(&poster);
    buffer_finish(&text);
    order_finish(&order);
}

static bool is_first_of_layout(const struct format_list *formats, size_t index)
{
    for (size_t i = 0; i < index; i++)
        if (strcmp(formats->items[i].layout, formats->items[index].layout) == 0)
            return false;
    return true;
}

static void explain_template(const struct template *template, FILE *out)
{
    const struct format_list *formats = press_formats(press);
    const struct partner_list *partners = press_partners(press);
    for (size_t i = 0; i < formats->count; i++) {
        const struct format *format = &formats->items[i];
        if (!is_first_of_layout(formats, i) ||
            !template_layout(template, format->layout))
            continue;
        for (size_t k = 0; k < partners->count; k++)
            explain(template, format, "partner", partners->items[k].id, out);
        explain(template, format, "school", "Basisschool De Zonnewijzer", out);
        explain(template, format, NULL, NULL, out);
    }
}

int main(int argc, char **argv)
{
    struct error err = {0};
    if (argc != 6)
        fail("TEMPLATES FONTS.INI PARTNERS PHOTO OUT", NULL);
    const struct press_config paths = {.templates_dir = argv[1],
                                       .fonts_file = argv[2],
                                       .photo_limits = PHOTO_LIMITS_DEFAULT,
                                       .art_bytes = 64 * 1000 * 1000,
                                       .partners_dir = argv[3]};
    if (!press_create(&press, &paths, &err))
        fail("press", &err);
    if (!buffer_append_file(&photo, argv[4], LIMIT_PHOTO_BYTES))
        fail(argv[4], NULL);
    const struct template_list *templates = press_templates(press);
    for (size_t i = 0; i < templates->count; i++) {
        char path[4096];
        snprintf(path, sizeof path, "%s/%s.txt", argv[5],
                 templates->items[i].id);
        FILE *out = fopen(path, "w");
        if (!out)
            fail(path, NULL);
        explain_template(&templates->items[i], out);
        if (fclose(out) != 0)
            fail(path, NULL);
    }
    buffer_finish(&photo);
    press_destroy(press);
    return 0;
}
