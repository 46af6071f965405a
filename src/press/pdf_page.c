#include "pdf_page.h"

#include <math.h>

#define PT_PER_INCH 72.0
#define SCREEN_DPI 96.0

static double bleed_of(const struct format *format, const struct order *order)
{
    return order->bleed_mm == ORDER_BLEED_OWN ? format->bleed_mm
                                              : order->bleed_mm;
}

static struct rect grow(struct rect rect, double by)
{
    return (struct rect){rect.x - by, rect.y - by, rect.width + 2 * by,
                         rect.height + 2 * by};
}

static void set_paper(struct pdf_page *page, const struct format *format,
                      const struct order *order)
{
    const double bleed = bleed_of(format, order);
    const double around =
        order->has_marks ? fmax(bleed, PDF_MARK_GAP_MM) + PDF_MARK_MM : bleed;
    page->trim = (struct rect){around * PDF_PT_PER_MM, around * PDF_PT_PER_MM,
                               format->trim_mm[0] * PDF_PT_PER_MM,
                               format->trim_mm[1] * PDF_PT_PER_MM};
    page->bleed = grow(page->trim, bleed * PDF_PT_PER_MM);
    page->width = page->trim.width + 2 * page->trim.x;
    page->height = page->trim.height + 2 * page->trim.y;
}

static void set_screen(struct pdf_page *page, const struct plan *plan)
{
    page->width = plan->width * page->scale;
    page->height = plan->height * page->scale;
    page->trim = page->bleed =
        (struct rect){.width = page->width, .height = page->height};
}

// The middle of the plan's pixels is that of the page: their number is rounded,
// the page is exact.
void pdf_page_make(struct pdf_page *page, const struct plan *plan,
                   const struct order *order)
{
    const struct format *format = plan->format;
    const bool is_paper = format->trim_mm[0] > 0;
    *page = (struct pdf_page){.scale = PT_PER_INCH / SCREEN_DPI};
    if (is_paper) {
        page->scale =
            PT_PER_INCH / format->dpi * plan->full_width / plan->width;
        set_paper(page, format, order);
    } else {
        set_screen(page, plan);
    }
    page->origin =
        (struct point){(page->width - plan->width * page->scale) / 2,
                       (page->height - plan->height * page->scale) / 2};
}

bool pdf_page_is_large(const struct format *format)
{
    return format->trim_mm[0] > 210 && format->trim_mm[1] > 297;
}

void pdf_page_suit(struct order *order, const struct format *format)
{
    const bool is_print = format->trim_mm[0] > 0 && order->type == POSTER_PDF;
    order->in_sheets &= is_print && pdf_page_is_large(format);
    order->has_marks &= is_print && !order->in_sheets;
    if (!order->has_type && order->type == POSTER_PDF && !order->in_sheets &&
        !order->has_marks)
        order->type = POSTER_PNG;
}

bool pdf_page_check(const struct order *order, const struct format *format,
                    struct error *err)
{
    const bool is_pdf = order->type == POSTER_PDF;
    if (order->in_sheets && !(is_pdf && pdf_page_is_large(format)))
        return error_set(err, ERROR_INVALID, MESSAGE_TILES_WRONG, "tiles");
    if (order->has_marks &&
        !(is_pdf && format->trim_mm[0] > 0 && !order->in_sheets))
        return error_set(err, ERROR_INVALID, MESSAGE_MARKS_WRONG, "marks");
    return !is_pdf || order->layer == ORDER_POSTER ||
           error_set(err, ERROR_INVALID, MESSAGE_TYPE_UNKNOWN, "type");
}
