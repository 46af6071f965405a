#include "report_form.h"

#include "report_asked.h"

#include "evaluation/markup.h"
#include "press/partner.h"

#include <string.h>

// Of the days that are shown when none are asked for.
enum { LAST_DAYS = 30 };

enum label { LABEL_FROM, LABEL_TO, LABEL_PARTNER, LABEL_LANGUAGE, LABEL_SHOW };
static const char *const labels[LANGUAGE_COUNT][5] = {
    {"Van", "Tot en met", "School of partner (id)", "Taal", "Toon"},
    {"Du", "Au", "École ou partenaire (id)", "Langue", "Afficher"},
    {"From", "To", "School or partner (id)", "Language", "Show"},
    {"Von", "Bis", "Schule oder Partner (ID)", "Sprache", "Zeigen"},
};
static const char *const languages[LANGUAGE_COUNT] = {"Nederlands", "Français",
                                                      "English", "Deutsch"};

static const char style[] =
    "<style>\n"
    ".ask{display:flex;flex-wrap:wrap;gap:.75rem 1rem;align-items:end;"
    "padding:1rem max(1rem,calc(50vw - 33rem));background:#14110f;"
    "color:#fffdf7}\n"
    ".ask label{display:block;font-size:.9375rem}\n"
    ".ask input,.ask select,.ask button{display:block;min-height:2.75rem;"
    "margin-top:.25rem;padding:.25rem .75rem;border:2px solid #fffdf7;"
    "border-radius:.5rem;font:inherit;background:#fffdf7;color:#14110f;"
    "max-width:100%}\n"
    ".ask button{background:#ffd21e;border-color:#ffd21e;font-weight:700;"
    "cursor:pointer}\n"
    ".ask p{margin:0;padding:.625rem 0;display:flex;gap:1.25rem}\n"
    ".ask a{color:inherit;padding:.25rem 0}\n"
    ".ask :focus-visible{outline:3px solid #ffd21e;outline-offset:3px}\n"
    "@media print{.ask{display:none}}\n"
    "</style>\n";

static bool read_days(const struct report_form *form,
                      struct signature_claim *claim)
{
    claim->to = *form->to ? report_asked_day(form->to) : event_today();
    if (claim->to == 0)
        return false;
    claim->from = *form->from ? report_asked_day(form->from)
                              : event_day_after(claim->to, 1 - LAST_DAYS);
    return claim->from != 0 && claim->from <= claim->to &&
           event_days_between(claim->from, claim->to) < REPORT_DAYS_MAX;
}

bool report_form_read(const struct report_form *form,
                      struct desk_letter *letter)
{
    struct desk_report *report = &letter->report;
    *letter = (struct desk_letter){.wish = DESK_REPORT};
    report->language =
        *form->language ? language_from_tag(form->language) : LANGUAGE_NL;
    report->format =
        *form->format ? report_format_find(form->format) : REPORT_HTML;
    if (report->language == LANGUAGE_COUNT) {
        report->language = LANGUAGE_NL;
        return false;
    }
    if (*form->partner) {
        if (!partner_is_id(form->partner))
            return false;
        strcpy(report->claim.partner_id, form->partner);
    }
    return read_days(form, &report->claim) && report->format != REPORT_FORMATS;
}

static bool add_day(struct buffer *out, const char *label, const char *name,
                    int day)
{
    return markup_between(out, "<label>", label, "") &&
           buffer_append_format(out, "<input type=\"date\" name=\"%s\"",
                                name) &&
           (day == 0 ||
            buffer_append_format(out, " value=\"%04d-%02d-%02d\"", day / 10000,
                                 day / 100 % 100, day % 100)) &&
           buffer_append_text(out, "></label>\n");
}

static bool add_languages(struct buffer *out, const char *label,
                          enum language chosen)
{
    bool done =
        markup_between(out, "<label>", label, "<select name=\"lang\">\n");
    for (int i = 0; i < LANGUAGE_COUNT && done; i++)
        done = buffer_append_format(out, "<option value=\"%s\" lang=\"%s\"%s>",
                                    language_tag((enum language)i),
                                    language_tag((enum language)i),
                                    (enum language)i == chosen ? " selected"
                                                               : "") &&
               markup_between(out, "", languages[i], "</option>\n");
    return done && buffer_append_text(out, "</select></label>\n");
}

// The same report as another file.
static bool add_links(struct buffer *out, const struct desk_report *report)
{
    static const enum report_format formats[] = {REPORT_PDF, REPORT_CSV,
                                                 REPORT_JSON};
    static const char *const names[] = {"PDF", "CSV", "JSON"};
    bool done = buffer_append_text(out, "<p>");
    for (int i = 0; i < 3 && done; i++)
        done = buffer_append_format(
            out,
            "<a href=\"?from=%d&amp;to=%d&amp;partner=%s&amp;lang=%s&amp;"
            "format=%s\">%s</a>\n",
            report->claim.from, report->claim.to, report->claim.partner_id,
            language_tag(report->language), report_format_name(formats[i]),
            names[i]);
    return done && buffer_append_text(out, "</p>\n");
}

static bool add_form(struct buffer *out, const struct desk_report *report)
{
    const char *const *words = labels[report->language];
    return markup_between(out, "<form class=\"ask\" aria-label=\"",
                          words[LABEL_SHOW], "\">\n") &&
           add_day(out, words[LABEL_FROM], "from", report->claim.from) &&
           add_day(out, words[LABEL_TO], "to", report->claim.to) &&
           markup_between(out, "<label>", words[LABEL_PARTNER],
                          "<input name=\"partner\" autocomplete=\"off\" "
                          "spellcheck=\"false\" value=\"") &&
           markup_between(out, "", report->claim.partner_id, "\"></label>\n") &&
           add_languages(out, words[LABEL_LANGUAGE], report->language) &&
           markup_between(out, "<button>", words[LABEL_SHOW], "</button>\n") &&
           add_links(out, report) && buffer_append_text(out, "</form>\n");
}

// Where the content of the page begins.
static const char begin_body[] = "</head>\n<body>\n";

static size_t find_body(struct bytes page)
{
    const void *found = page.size > 0 ? memmem(page.data, page.size, begin_body,
                                               sizeof begin_body - 1)
                                      : NULL;
    return found ? (size_t)((const uint8_t *)found - page.data) : page.size;
}

static bool begin_page(struct buffer *out, enum language language)
{
    return buffer_append_format(
        out,
        "<!doctype html>\n<html lang=\"%s\">\n<head>\n<meta "
        "charset=\"utf-8\">\n<meta name=\"viewport\" "
        "content=\"width=device-width, initial-scale=1\">\n"
        "<title>postertool</title>\n<style>body{margin:0;background:#fffdf7;"
        "color:#14110f;font:1rem/1.45 Lato,Arial,sans-serif}h1{margin:2rem "
        "max(1rem,calc(50vw - 33rem));font-size:1.5rem}</style>\n",
        language_tag(language));
}

bool report_form_write(const struct desk_report *report, struct bytes page,
                       const char *why, struct buffer *out)
{
    const size_t head = find_body(page);
    const size_t rest =
        head < page.size ? head + sizeof begin_body - 1 : page.size;
    return (head > 0 ? buffer_append(out, page.data, head)
                     : begin_page(out, report->language)) &&
           buffer_append_text(out, style) &&
           buffer_append_text(out, begin_body) && add_form(out, report) &&
           (head > 0 ? buffer_append(out, page.data + rest, page.size - rest)
                     : markup_between(out, "<main><h1>", why,
                                      "</h1></main>\n</body>\n</html>\n"));
}
