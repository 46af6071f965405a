#include "template_blanks.h"

#include "blanks.h"

#include <stddef.h>

// What is wrong with a blank; NULL when nothing is.
static const char *fault_of(const struct template_blanks *blanks,
                            const struct blank *blank)
{
    const enum blank_words words = blanks->find(blanks->context, blank->name);
    if (words == BLANK_UNKNOWN)
        return "there is no such [field]";
    if (words == BLANK_MAYBE && !blank->in_part)
        return "may stay empty: put it, and what goes with it, in { }";
    return NULL;
}

void template_check_blanks(const struct template_blanks *blanks,
                           struct findings *findings)
{
    const char *at = blanks->text;
    const char *tag = language_tag(blanks->language);
    const char *fault = blanks_fault(at);
    struct blank blank = {0};
    if (fault)
        findings_add(findings, FINDING_ERROR, blanks->path, blanks->line,
                     "[%s] %s.%s: %s", blanks->section, blanks->key, tag,
                     fault);
    while (!fault && blanks_next(&at, &blank)) {
        const char *wrong = fault_of(blanks, &blank);
        if (wrong)
            findings_add(findings, FINDING_ERROR, blanks->path, blanks->line,
                         "[%s] %s.%s: [[%s]]: %s", blanks->section, blanks->key,
                         tag, blank.name, wrong);
    }
}
