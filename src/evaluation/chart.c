#include "chart.h"

#include "markup.h"

#include <string.h>

void chart_begin(struct chart *chart, enum language language, double width,
                 const char *title)
{
    *chart =
        (struct chart){.language = language, .width = width, .title = title};
}

void chart_finish(struct chart *chart)
{
    buffer_finish(&chart->body);
}

void chart_leave_empty(struct chart *chart, enum page_word word)
{
    chart->is_empty = true;
    page_say(chart->language, word, NULL, NULL, chart->finding);
}

static void note(struct chart *chart, bool done)
{
    chart->failed = chart->failed || !done;
}

void chart_rect(struct chart *chart, double x, double y, double width,
                double height, const char *fill)
{
    note(chart,
         buffer_append_format(&chart->body,
                              "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" "
                              "height=\"%.1f\" fill=\"%s\"/>\n",
                              x, y, width, height, fill));
}

void chart_stub(struct chart *chart, double x, double y, double width,
                double height)
{
    note(chart, buffer_append_format(
                    &chart->body,
                    "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" "
                    "height=\"%.1f\" fill=\"none\" stroke=\"" CHART_SOFT
                    "\" stroke-dasharray=\"2 2\"/>\n",
                    x + 0.5, y + 0.5, width - 1, height - 1));
}

void chart_line(struct chart *chart, double x1, double y1, double x2, double y2,
                const char *stroke, double width)
{
    note(chart,
         buffer_append_format(&chart->body,
                              "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" "
                              "y2=\"%.1f\" stroke=\"%s\" "
                              "stroke-width=\"%g\"/>\n",
                              x1, y1, x2, y2, stroke, width));
}

void chart_pointer(struct chart *chart, double x, double y)
{
    note(chart, buffer_append_format(&chart->body,
                                     "<path d=\"M%.1f %.1fl5 8h-10z\" "
                                     "fill=\"" CHART_INK "\"/>\n",
                                     x, y));
}

void chart_text(struct chart *chart, const struct chart_text *place,
                const char *text)
{
    struct buffer *body = &chart->body;
    note(chart,
         buffer_append_format(body,
                              "<text x=\"%.1f\" y=\"%.1f\" "
                              "font-size=\"%g\"%s%s%s fill=\"%s\"%s%s>",
                              place->x, place->y, place->size,
                              place->anchor ? " text-anchor=\"" : "",
                              place->anchor ? place->anchor : "",
                              place->anchor ? "\"" : "",
                              place->fill ? place->fill : CHART_INK,
                              place->is_bold ? " font-weight=\"700\"" : "",
                              place->has_halo ? " stroke=\"" CHART_GROUND
                                                "\" stroke-width=\"4\" "
                                                "stroke-linejoin=\"round\" "
                                                "paint-order=\"stroke\""
                                              : "") &&
             markup_between(body, "", text, "</text>\n"));
}

long chart_step(long most, int lines)
{
    static const int round[] = {1, 2, 5};
    long power = 1;
    for (int i = 0;; i = (i + 1) % 3) {
        const long step = round[i] * power;
        if (most / step + (most % step != 0) <= lines)
            return step;
        if (i == 2)
            power *= 10;
    }
}

void chart_count(const struct chart *chart, long count, bool is_partial,
                 char out[SPOKEN_BYTES])
{
    report_say_count(count, chart->language, out);
    if (is_partial && count >= 0)
        strcat(out, "+");
}

bool chart_put(const struct chart *chart, const char *id, const char *classes,
               struct buffer *out)
{
    return buffer_append_format(
               out,
               "<svg class=\"%s\" role=\"img\" aria-labelledby=\"%s-t %s-d\" "
               "viewBox=\"0 0 %.0f %.0f\" font-family=\"Lato, 'Helvetica "
               "Neue', Arial, sans-serif\">\n",
               classes, id, id, chart->width, chart->height) &&
           buffer_append_format(out, "<title id=\"%s-t\">", id) &&
           markup_between(out, "", chart->title, "</title>\n") &&
           buffer_append_format(out, "<desc id=\"%s-d\">", id) &&
           markup_between(out, "", chart->finding, "</desc>\n") &&
           buffer_append(out, chart->body.data, chart->body.size) &&
           buffer_append_text(out, "</svg>\n");
}

bool chart_put_at(const struct chart *chart, double x, double y, double scale,
                  struct buffer *out)
{
    return buffer_append_format(
               out, "<g transform=\"translate(%.2f %.2f) scale(%g)\">\n", x, y,
               scale) &&
           buffer_append(out, chart->body.data, chart->body.size) &&
           buffer_append_text(out, "</g>\n");
}
