// Any bytes as a partner.ini: what comes through is within its bounds, a list
// of mistakes and the first mistake are found in the same files, and a mistake
// is told with the file's name.
#include "press/partner_ini.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char path[] = "partner.ini";
static struct format_list formats;
static struct template_list templates;

static void must(bool held)
{
    if (!held)
        abort();
}

static void open_all(void)
{
    struct error err = {0};
    must(format_list_read(&formats, SOURCE_DIR "/templates/formats.ini", &err));
    must(template_list_read(&templates, SOURCE_DIR "/templates", &formats,
                            &err));
}

static void look_at(const struct partner *partner)
{
    must(partner->names[LANGUAGE_NL] && *partner->names[LANGUAGE_NL]);
    for (int i = 0; i < LANGUAGE_COUNT; i++) {
        must(*partner_name(partner, (enum language)i) != '\0');
        must(*partner_short_name(partner, (enum language)i) != '\0');
    }
    must(!*partner->template_id ||
         template_find(&templates, partner->template_id));
    for (size_t i = 0; i < partner->templates.count; i++)
        must(template_find(&templates, partner->templates.ids[i]));
    for (size_t i = 0; i < partner->formats.count; i++)
        must(format_find(&formats, partner->formats.ids[i]));
    must(partner->origin_count <= LIMIT_PARTNER_ORIGINS);
    // Each goes into a header as it is.
    for (size_t i = 0; i < partner->origin_count; i++) {
        must(strncmp(partner->origins[i], "http", 4) == 0);
        must(!strpbrk(partner->origins[i], " ;,'\"<>\r\n\\"));
    }
    must(!partner->link || strncmp(partner->link, "http", 4) == 0);
    must(!partner->contact || strchr(partner->contact, '@'));
    must(!partner->from || !partner->to || partner->from <= partner->to);
}

static bool read_partner(struct bytes text, struct findings *findings)
{
    const struct partner_known known = {&templates, &formats};
    struct partner_list list = {.items = calloc(1, sizeof *list.items),
                                .count = 1};
    struct partner_lines lines = {0};
    struct error err = {0};
    must(list.items != NULL);
    const bool done = partner_ini_read(list.items, text, path, &known, &lines,
                                       findings, &err);
    if (!done)
        must(strncmp(err.detail, path, strlen(path)) == 0);
    else if (!findings)
        look_at(list.items);
    partner_list_finish(&list);
    return done;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const struct bytes text = {data, size};
    struct findings findings = {0};
    if (templates.count == 0)
        open_all();
    const bool is_right = read_partner(text, NULL);
    const bool was_read = read_partner(text, &findings);
    bool has_mistake = !was_read;
    for (size_t i = 0; i < findings.count; i++)
        has_mistake |= findings.items[i].level == FINDING_ERROR;
    must(is_right != has_mistake);
    findings_finish(&findings);
    return 0;
}
