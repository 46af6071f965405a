#include "checked.h"

#include "folder.h"
#include "press/bytes.h"
#include "press/check.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#define NAMES(nl)                                                              \
    "name.nl = " nl "\nname.fr = " nl " (fr)\nname.en = " nl " (en)\n"         \
    "name.de = " nl " (de)\n"
#define LABELS(nl)                                                             \
    "label.nl = " nl "\nlabel.fr = " nl " (fr)\nlabel.en = " nl " (en)\n"      \
    "label.de = " nl " (de)\n"                                                 \
    "example.nl = Ja\nexample.fr = Oui\nexample.en = Yes\nexample.de = Ja\n"

// A screen, and paper in fifths of a millimetre: a pixel each.
static const char formats[] =
    "[layout portrait]\nsize = 400x500\nsafe = 20\n"
    "[layout a]\nsize = 500x600\nbleed = 50\n"
    "safe = 60\n"
    "[format post]\nlayout = portrait\n"
    "size = 400x500\ngroup = social\n" NAMES(
        "Post") "[format card]\nlayout = a\nsize = 80x100mm\n"
                "dpi = 127\nbleed = 10mm\n"
                "group = print\n" NAMES("Kaart");

static const char ini[] =
    "[template]\ndefault_theme = dag\nphoto = optional\norder = 3\n"
    "sample = juf\n" NAMES(
        "Proef") "description.nl = Nl\ndescription.fr = Fr\n"
                 "description.en = En\ndescription.de = De\n"
                 "[theme dag]\npaper = #ffffff\nink = #000000\n" NAMES("Dag") "[theme nacht]\npaper = #102030\nink = #ffd400\n" NAMES(
                     "Nacht") "[field slogan]\nmax_length = 50\nrequired = "
                              "yes\n" LABELS(
                                  "Slogan") "[field "
                                            "name]\nmax_length = "
                                            "25\n" LABELS(
                                                "Naam") "["
                                                        "t"
                                                        "e"
                                                        "x"
                                                        "t"
                                                        " "
                                                        "s"
                                                        "l"
                                                        "o"
                                                        "g"
                                                        "a"
                                                        "n"
                                                        "]"
                                                        "\nfont = "
                                                        "display\nsize = "
                                                        "16..60\nlines = 1..4\n"
                                                        "c"
                                                        "o"
                                                        "l"
                                                        "o"
                                                        "r"
                                                        " "
                                                        "="
                                                        " "
                                                        "i"
                                                        "n"
                                                        "k"
                                                        "\n"
                                                        "["
                                                        "t"
                                                        "e"
                                                        "x"
                                                        "t"
                                                        " "
                                                        "n"
                                                        "a"
                                                        "m"
                                                        "e"
                                                        "]"
                                                        "\nfont = text\nsize = "
                                                        "11..20\nlines = "
                                                        "1..2\ncolor = ink\n"
                                                        "h"
                                                        "y"
                                                        "p"
                                                        "h"
                                                        "e"
                                                        "n"
                                                        "s"
                                                        " "
                                                        "="
                                                        " "
                                                        "n"
                                                        "o"
                                                        "\n"
                                                        "["
                                                        "t"
                                                        "e"
                                                        "x"
                                                        "t"
                                                        " "
                                                        "s"
                                                        "i"
                                                        "g"
                                                        "n"
                                                        "]"
                                                        "\nfont = strong\nsize "
                                                        "= 11..20\ncolor = "
                                                        "ink\n"
                                                        "w"
                                                        "o"
                                                        "r"
                                                        "d"
                                                        "s"
                                                        "."
                                                        "n"
                                                        "l"
                                                        " "
                                                        "="
                                                        " "
                                                        "G"
                                                        "r"
                                                        "o"
                                                        "e"
                                                        "t"
                                                        "e"
                                                        "n"
                                                        "\nwords.fr = "
                                                        "Salut\nwords.en = "
                                                        "Bye\nwords.de = Ade\n";

static const char portrait[] =
    "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 400 500'>\n"
    "<g id='under'>\n"
    "<rect class='fill-paper' width='400' height='500'/>\n"
    "</g>\n"
    "<rect id='photo' width='400' height='200'/>\n"
    "<g id='over'>\n"
    "<rect class='fill-ink with-name' x='380' y='250' width='9' height='9'/>\n"
    "</g>\n"
    "<circle id='focus' cx='200' cy='80' r='9'/>\n"
    "<rect id='slogan' x='20' y='210' width='360' height='170'/>\n"
    "<rect id='name' x='20' y='390' width='240' height='50'/>\n"
    "<rect id='sign' x='20' y='450' width='200' height='30'/>\n"
    "<rect id='logo' x='300' y='440' width='80' height='40'/>\n"
    "</svg>\n";

static const char paper[] =
    "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 500 600'>\n"
    "<g id='under'>\n"
    "<rect class='fill-paper' width='500' height='600'/>\n"
    "</g>\n"
    "<rect id='photo' width='500' height='250'/>\n"
    "<rect id='slogan' x='60' y='260' width='380' height='170'/>\n"
    "<rect id='name' x='60' y='440' width='240' height='60'/>\n"
    "<rect id='sign' x='60' y='505' width='200' height='35'/>\n"
    "</svg>\n";

static const struct {
    const char *name;
    const char *text;
} files[] = {
    {"formats.ini", formats},         {"proef/template.ini", ini},
    {"proef/portrait.svg", portrait}, {"proef/a.svg", paper},
    {"people/juf.png", "is there"},
};
enum { FILES = sizeof files / sizeof *files };

const char *checked_file(const char *name)
{
    for (size_t i = 0; i < FILES; i++)
        if (strcmp(files[i].name, name) == 0)
            return files[i].text;
    return "";
}

void checked_restore(void)
{
    for (size_t i = 0; i < FILES; i++)
        folder_write_text(files[i].name, files[i].text);
}

int checked_make(void **state)
{
    (void)state;
    folder_make();
    checked_restore();
    return 0;
}

int checked_tidy(void **state)
{
    (void)state;
    folder_remove();
    return 0;
}

// The text of a file as it is now, to be freed.
static char *read_now(const char *name)
{
    struct buffer file = {0};
    if (access(folder_path(name), F_OK) == 0)
        assert_true(buffer_append_file(&file, folder_path(name), 10000000));
    assert_true(buffer_append(&file, "", 1));
    return (char *)file.data;
}

void checked_change(const struct mistake *mistake)
{
    if (!mistake->to) {
        assert_int_equal(unlink(folder_path(mistake->file)), 0);
        return;
    }
    char *old = read_now(mistake->file);
    const char *at = mistake->from ? strstr(old, mistake->from) : NULL;
    if (mistake->from && !at)
        fail_msg("\"%s\" is not in %s", mistake->from, mistake->file);
    const size_t kept = at ? (size_t)(at - old) : strlen(old);
    struct buffer changed = {0};
    assert_true(buffer_append(&changed, old, kept));
    assert_true(buffer_append(&changed, mistake->to, strlen(mistake->to)));
    if (at) {
        const char *rest = at + strlen(mistake->from);
        assert_true(buffer_append(&changed, rest, strlen(rest)));
    }
    folder_write(mistake->file, changed.data, changed.size);
    buffer_finish(&changed);
    free(old);
}

void checked_look(struct findings *findings)
{
    const struct press_config config = {.templates_dir = folder_path("."),
                                        .fonts_file =
                                            SOURCE_DIR "/fonts/fonts.ini",
                                        .photo_limits = PHOTO_LIMITS_DEFAULT};
    struct error err = {0};
    *findings = (struct findings){0};
    if (!check_run(&config, folder_path("people"), findings, &err))
        fail_msg("%s", err.detail);
    assert_false(findings->is_short);
}

// The paths of findings begin with the folder and "./".
static bool is_path_of(const char *path, const char *name)
{
    const size_t length = strlen(path);
    const size_t name_length = strlen(name);
    return length > name_length && path[length - name_length - 1] == '/' &&
           strcmp(path + length - name_length, name) == 0;
}

static int line_of(const char *name, const char *at)
{
    char *text = read_now(name);
    const char *found = strstr(text, at);
    int line = 1;
    if (!found)
        fail_msg("\"%s\" is not in %s", at, name);
    for (const char *c = text; c < found; c++)
        line += *c == '\n';
    free(text);
    return line;
}

static void fail_with(const struct findings *findings,
                      const struct mistake *mistake, const char *in, int line)
{
    for (size_t i = 0; i < findings->count; i++) {
        const struct finding *finding = &findings->items[i];
        print_error("found: %s:%d: %d %s\n", finding->path, finding->line,
                    (int)finding->level, finding->text);
    }
    fail_msg("wanted: %s:%d: %d %s (and %d others)", in, line,
             (int)mistake->level, mistake->text, mistake->others);
}

void assert_found(const struct findings *findings,
                  const struct mistake *mistake)
{
    const char *in = mistake->in ? mistake->in : mistake->file;
    const int line = mistake->at ? line_of(in, mistake->at) : 0;
    for (size_t i = 0; i < findings->count; i++) {
        const struct finding *finding = &findings->items[i];
        if (is_path_of(finding->path, in) && finding->line == line &&
            finding->level == mistake->level &&
            strcmp(finding->text, mistake->text) == 0)
            return;
    }
    fail_with(findings, mistake, in, line);
}

void assert_each_is_told(const struct mistake *mistakes, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const struct mistake *mistake = &mistakes[i];
        struct findings findings;
        // Also after a test that failed.
        checked_restore();
        checked_change(mistake);
        checked_look(&findings);
        assert_found(&findings, mistake);
        if (findings.count != (size_t)(1 + mistake->others))
            fail_with(&findings, mistake, mistake->file, -1);
        findings_finish(&findings);
        checked_restore();
        if (!*checked_file(mistake->file))
            unlink(folder_path(mistake->file));
    }
}
