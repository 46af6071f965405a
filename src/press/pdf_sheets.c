#include "pdf_sheets.h"

#include "pdf_page.h"

#include <math.h>

#define SHORT_SIDE_MM 210.0
#define LONG_SIDE_MM 297.0

// How many areas cover a length, when each but the first overlaps the one
// before. A length that is right but for the last digits needs no other sheet.
static int count(double length, double area, double overlap)
{
    return 1 + (int)fmax(0, ceil((length - area) / (area - overlap) - 1e-6));
}

static struct pdf_sheets with_sides(double width_mm, double height_mm,
                                    double poster_width, double poster_height)
{
    const double margin = PDF_SHEET_MARGIN_MM * PDF_PT_PER_MM;
    struct pdf_sheets sheets = {.width = width_mm * PDF_PT_PER_MM,
                                .height = height_mm * PDF_PT_PER_MM,
                                .overlap = PDF_SHEET_OVERLAP_MM * PDF_PT_PER_MM,
                                .poster_width = poster_width,
                                .poster_height = poster_height};
    sheets.area = (struct rect){margin, margin, sheets.width - 2 * margin,
                                sheets.height - 2 * margin};
    sheets.columns = count(poster_width, sheets.area.width, sheets.overlap);
    sheets.rows = count(poster_height, sheets.area.height, sheets.overlap);
    return sheets;
}

void pdf_sheets_make(struct pdf_sheets *sheets, double poster_width,
                     double poster_height)
{
    const struct pdf_sheets flat =
        with_sides(LONG_SIDE_MM, SHORT_SIDE_MM, poster_width, poster_height);
    *sheets =
        with_sides(SHORT_SIDE_MM, LONG_SIDE_MM, poster_width, poster_height);
    if (flat.columns * flat.rows < sheets->columns * sheets->rows)
        *sheets = flat;
}

struct rect pdf_sheets_part(const struct pdf_sheets *sheets, int row,
                            int column)
{
    const double x = column * (sheets->area.width - sheets->overlap);
    const double y = row * (sheets->area.height - sheets->overlap);
    return (struct rect){x, y,
                         fmin(sheets->area.width, sheets->poster_width - x),
                         fmin(sheets->area.height, sheets->poster_height - y)};
}
