// Writes a made-up report: make_report KIND LANGUAGE FORMAT >FILE
// For a PDF it wants the fonts and templates that the environment names.
#include "report_fixture.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct press *load_press(void)
{
    const struct press_config config = {
        .templates_dir = getenv("POSTERTOOL_TEMPLATES"),
        .fonts_file = getenv("POSTERTOOL_FONTS"),
        .photo_limits = PHOTO_LIMITS_DEFAULT};
    struct press *press = NULL;
    struct error err = {0};
    if (!press_create(&press, &config, &err))
        fprintf(stderr, "make_report: %s\n", err.detail);
    return press;
}

static bool write_report(struct report *report, const char *format,
                         struct buffer *out)
{
    struct error err = {0};
    if (strcmp(format, "html") == 0)
        return report_write_html(report, out);
    struct press *press = load_press();
    report->wish.press = press;
    const bool done = press && report_write_pdf(report, out, &err);
    if (!done)
        fprintf(stderr, "make_report: %s\n", err.detail);
    press_destroy(press);
    return done;
}

int main(int count, char **arguments)
{
    struct report report;
    struct buffer out = {0};
    if (count != 4 || !report_fixture_make(&report, arguments[1],
                                           language_from_tag(arguments[2]))) {
        fprintf(stderr, "usage: make_report KIND LANGUAGE html|pdf\n");
        return 2;
    }
    const bool done = write_report(&report, arguments[3], &out) &&
                      fwrite(out.data, 1, out.size, stdout) == out.size;
    report_fixture_finish(&report);
    buffer_finish(&out);
    return done ? 0 : 1;
}
