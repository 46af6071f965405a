// PDF sheets: a poster cut into sheets of A4 for an office printer, which are
// glued together. Pure arithmetic; in points.
#pragma once

#include "geometry.h"

// What a printer leaves bare at each edge of a sheet, and what of the poster
// two sheets both show, mm.
#define PDF_SHEET_MARGIN_MM 5.0
#define PDF_SHEET_OVERLAP_MM 10.0

struct pdf_sheets {
    double width; // of one sheet
    double height;
    struct rect area; // of it that can be printed
    double overlap;
    int columns;
    int rows;
    double poster_width; // after cutting
    double poster_height;
};

// The least number of sheets for a poster of a size in points: upright ones,
// unless those on their side are fewer.
void pdf_sheets_make(struct pdf_sheets *sheets, double poster_width,
                     double poster_height);

// The part of the poster that a sheet shows.
struct rect pdf_sheets_part(const struct pdf_sheets *sheets, int row,
                            int column);
