#include "template_blanks.h"

#include "blanks.h"

#include <stddef.h>
#include <string.h>

static const struct template_blank *
find_other(const struct template_blanks *blanks, const char *name)
{
    const struct template_blank *other = blanks->others;
    while (other && other->name && strcmp(other->name, name) != 0)
        other++;
    return other && other->name ? other : NULL;
}

// What is wrong with a blank; NULL when nothing is.
static const char *fault_of(const struct template *template,
                            const struct template_blanks *blanks,
                            const struct blank *blank)
{
    const struct template_blank *other = find_other(blanks, blank->name);
    const struct field *field = template_field(template, blank->name);
    if (!other && !field)
        return "there is no such [field]";
    if ((other ? other->may_be_empty : !field->required) && !blank->in_part)
        return "may stay empty: put it, and what goes with it, in { }";
    return NULL;
}

void template_check_blanks(const struct template *template,
                           const struct template_blanks *blanks,
                           struct findings *findings)
{
    const char *at = blanks->text;
    const char *tag = language_tag(blanks->language);
    const char *fault = blanks_fault(at);
    struct blank blank = {0};
    if (fault)
        findings_add(findings, FINDING_ERROR, template->ini_path, blanks->line,
                     "[%s] %s.%s: %s", blanks->section, blanks->key, tag,
                     fault);
    while (!fault && blanks_next(&at, &blank)) {
        const char *wrong = fault_of(template, blanks, &blank);
        if (wrong)
            findings_add(findings, FINDING_ERROR, template->ini_path,
                         blanks->line, "[%s] %s.%s: [[%s]]: %s",
                         blanks->section, blanks->key, tag, blank.name, wrong);
    }
}
