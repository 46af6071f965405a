// Line breaks against Unicode's own test data (package unicode-data).
#include "press/shape.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static size_t add_utf8(unsigned c, char *to)
{
    if (c < 0x80) {
        to[0] = (char)c;
        return 1;
    }
    const size_t size = c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    for (size_t i = size; i-- > 1; c >>= 6)
        to[i] = (char)(0x80 | (c & 0x3f));
    to[0] = (char)((size == 2 ? 0xc0 : size == 3 ? 0xe0 : 0xf0) | c);
    return size;
}

// One line of the data: "× 0041 ÷ 0020 ÷". False when a break is elsewhere.
static bool agrees(char *line)
{
    char text[512] = "";
    bool breaks[512] = {false};
    size_t size = 0;
    for (char *word = strtok(line, " \t\n"); word;
         word = strtok(NULL, " \t\n")) {
        if (strcmp(word, "÷") == 0)
            breaks[size] = true;
        else if (strcmp(word, "×") != 0)
            size += add_utf8((unsigned)strtoul(word, NULL, 16), text + size);
    }
    struct shape_break *found = calloc(size + 1, sizeof *found);
    assert_true(shape_breaks(text, LANGUAGE_EN, found));
    bool same = true;
    for (size_t i = 1; i < size; i++)
        same &= (found[i].line || found[i].must) == breaks[i];
    free(found);
    return same;
}

static void lines_break_where_unicode_says(void **state)
{
    (void)state;
    FILE *file = fopen("/usr/share/unicode/auxiliary/LineBreakTest.txt", "r");
    if (!file)
        fail_msg("the package unicode-data is missing");
    char line[4096];
    int all = 0;
    int wrong = 0;
    while (fgets(line, sizeof line, file)) {
        line[strcspn(line, "#")] = '\0';
        // Surrogates and NUL are no text.
        if (!strchr(line, '0') || strstr(line, " D800") ||
            strstr(line, " 0000"))
            continue;
        all++;
        wrong += !agrees(line);
    }
    fclose(file);
    print_message("%d of %d lines break otherwise\n", wrong, all);
    assert_true(all > 5000);
    // Pango 1.50 keeps numbers together by an older rule than the data's (LB
    // 25 of UAX 14), and breaks after some hyphens.
    assert_true(wrong * 100 <= all);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_break_where_unicode_says),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
