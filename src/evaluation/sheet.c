#include "sheet.h"

#include "letters.h"
#include "markup.h"

#include <stdlib.h>
#include <string.h>

void sheet_finish(struct sheet *sheet)
{
    for (size_t i = 0; i < sheet->count; i++) {
        buffer_finish(&sheet->files[i]);
        free(sheet->alts[i]);
    }
    sheet->count = 0;
}

void sheet_begin(struct sheet *sheet, struct chart *part)
{
    chart_begin(part, sheet->language, SHEET_WIDTH, "");
}

static bool write_file(struct buffer *file, const struct chart *part,
                       enum sheet_face face)
{
    return buffer_append_format(
               file,
               "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%g\" "
               "height=\"%g\" viewBox=\"0 0 %g %g\" font-family=\"%s\">\n",
               SHEET_WIDTH, SHEET_HEIGHT, SHEET_WIDTH, SHEET_HEIGHT,
               face == SHEET_LOUD ? "League Spartan" : "Lato") &&
           buffer_append(file, part->body.data, part->body.size) &&
           buffer_append_text(file, "</svg>\n");
}

void sheet_end(struct sheet *sheet, struct chart *part, enum sheet_face face,
               const char *tag, const char *alt)
{
    const size_t i = sheet->count;
    sheet->failed = sheet->failed || part->failed || i == SHEET_PARTS;
    if (!sheet->failed) {
        sheet->alts[i] = alt ? strdup(alt) : NULL;
        sheet->failed = !write_file(&sheet->files[i], part, face) ||
                        (alt && !sheet->alts[i]);
        sheet->parts[i] =
            (struct press_part){.page = sheet->page,
                                .tag = tag,
                                .alt = sheet->alts[i],
                                .svg = buffer_view(&sheet->files[i])};
        sheet->count++;
    }
    chart_finish(part);
}

// The bytes of a text that go on a line: whole words, one at the least.
static size_t take_line(const char *text, double size, double width)
{
    size_t taken = 0;
    for (size_t at = 0; text[at];) {
        char line[PAGE_SENTENCE_BYTES];
        const size_t end = at + strcspn(text + at, " ");
        if (end >= sizeof line)
            break;
        memcpy(line, text, end);
        line[end] = '\0';
        if (taken > 0 && letters_width(line, size) > width)
            break;
        taken = end;
        at = end + strspn(text + end, " ");
    }
    return taken > 0 ? taken : strlen(text);
}

double sheet_write(struct sheet *sheet, const struct sheet_text *place,
                   const char *text)
{
    struct chart part;
    struct chart_text line = place->text;
    sheet_begin(sheet, &part);
    for (int i = 0; i < place->most && *text; i++) {
        char words[LETTERS_CUT_BYTES];
        char cut[LETTERS_CUT_BYTES];
        size_t taken = take_line(text, line.size, place->width);
        if (i == place->most - 1)
            taken = strlen(text);
        if (taken >= sizeof words)
            taken = sizeof words - 1;
        memcpy(words, text, taken);
        words[taken] = '\0';
        letters_cut(words, line.size, place->width, cut);
        chart_text(&part, &line, cut);
        line.y += place->leading;
        text += taken;
        text += strspn(text, " ");
    }
    sheet_end(sheet, &part, place->face, place->tag, NULL);
    return line.y;
}
