#include "report.h"

bool report_write(const struct report *report, enum report_format format,
                  struct buffer *out, struct error *err)
{
    bool done = false;
    switch (format) {
    case REPORT_TEXT:
        done = report_write_text(report, out);
        break;
    case REPORT_CSV:
        done = report_write_csv(report, out);
        break;
    case REPORT_JSON:
        done = report_write_json(report, out);
        break;
    case REPORT_HTML:
        done = report_write_html(report, out);
        break;
    case REPORT_PDF:
        return report_write_pdf(report, out, err);
    case REPORT_FORMATS:
        break;
    }
    return done || error_set_memory(err);
}
