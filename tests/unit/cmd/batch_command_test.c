// `postertool batch`: lists of people and a small design of the tests' own.
#include "made_up.h"
#include "run.h"

#include "folder.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#define LIST                                                                   \
    "naam;foto;spreuk;kleur;extra\r\n"                                         \
    "Amina El Idrissi;;Respect.;;\r\n"                                         \
    "Jos\xe9;ann.jpg;Caf\xe9;nacht;\r\n"                                       \
    "Wim;weg.jpg;Weg.;;\r\n"                                                   \
    "Kapot;kapot.jpg;Stuk.;;\r\n"                                              \
    "Jose;ANN;Twee.;;\r\n"                                                     \
    "Lang;ann.jpg;Deze slogan heeft meer dan veertig tekens.;;\r\n"            \
    "Los;ann.jpg;een;dag;;meer\r\n"

static struct run run;

static int make(void **state)
{
    made_up_make(state);
    folder_write("fotos/el-idrissi_amina.JPG", made_up_photo.data,
                 made_up_photo.size);
    folder_write("fotos/ann.jpg", made_up_photo.data, made_up_photo.size);
    folder_write("fotos/kapot.jpg", made_up_photo.data, made_up_photo.size / 2);
    folder_write_text("list.csv", LIST);
    setenv("POSTERTOOL_TEMPLATES", folder_path("."), 1);
    setenv("POSTERTOOL_FONTS", SOURCE_DIR "/fonts/fonts.ini", 1);
    return 0;
}

static int tidy(void **state)
{
    run_finish(&run);
    return made_up_tidy(state);
}

// Runs `batch LIST --template proef --photos fotos ...`.
static int batch(const char *list, const char *const more[])
{
    const char *arguments[24] = {"batch",      folder_path(list),
                                 "--photos",   folder_path("fotos"),
                                 "--template", "proef"};
    size_t count = 6;
    for (size_t i = 0; more[i]; i++)
        arguments[count++] = more[i];
    run_finish(&run);
    run = (struct run){0};
    return run_command(&run, arguments);
}
#define BATCH(list, ...) batch(list, (const char *const[]){__VA_ARGS__, NULL})

static char *read_text(const char *name)
{
    struct buffer file = {0};
    assert_true(buffer_append_file(&file, folder_path(name), 1000000));
    assert_true(buffer_append(&file, "", 1));
    return (char *)file.data;
}

static bool is_there(const char *name)
{
    return access(folder_path(name), F_OK) == 0;
}

static void assert_has(const char *text, const char *part)
{
    if (!strstr(text, part))
        fail_msg("\"%s\" is not in\n%s", part, text);
}

static void assert_told(const char *part)
{
    assert_has((const char *)run.told.data, part);
}

// The inode: a file that was written again has another.
static ino_t identity(const char *name)
{
    struct stat status;
    assert_int_equal(stat(folder_path(name), &status), 0);
    return status.st_ino;
}

static void one_bad_row_never_stops_the_others(void **state)
{
    (void)state;
    assert_int_equal(BATCH("list.csv", "-o", folder_path("uit")), 1);
    assert_told("De kolom “extra” kennen we niet");
    assert_told("rij 4: Voor deze rij is er geen foto");
    assert_told("rij 8: Deze rij heeft meer cellen");
    char *report = read_text("uit/report.csv");
    assert_has(report, "\r\n2;Amina El Idrissi;post;amina-el-idrissi-post.png;"
                       "nakijken;\"De foto el-idrissi_amina.JPG werd gekozen");
    assert_has(report, "\r\n3;José;post;jose-post.png;");
    assert_has(report, "\r\n4;Wim;post;;geweigerd;Voor deze rij");
    assert_has(report, "\r\n5;Kapot;post;;geweigerd;Een stuk van deze foto");
    assert_has(report, "\r\n6;Jose;post;jose-2-post.png;nakijken;\"Rij 3 heeft "
                       "dezelfde naam.");
    assert_has(report, "\r\n7;Lang;post;;geweigerd;Slogan: Deze tekst is te "
                       "lang: 42 tekens, er passen er hoogstens 40.");
    assert_has(report, "\r\n8;Los;;;geweigerd;Deze rij heeft meer cellen");
    free(report);
    assert_true(is_there("uit/jose-post.png"));
    assert_false(is_there("uit/kapot-post.png"));
}

// What the single command makes of the same wishes.
static void a_poster_is_what_render_makes(void **state)
{
    (void)state;
    struct run one = {0};
    assert_int_equal(
        run_command(&one, (const char *const[]){"render", "--template", "proef",
                                                "--theme", "nacht", "--photo",
                                                folder_path("fotos/ann.jpg"),
                                                "--set", "slogan=Café", "--set",
                                                "name=José", "-o", "-", NULL}),
        0);
    struct buffer file = {0};
    assert_true(
        buffer_append_file(&file, folder_path("uit/jose-post.png"), 1000000));
    assert_int_equal(file.size, one.printed.size);
    assert_memory_equal(file.data, one.printed.data, file.size);
    buffer_finish(&file);
    run_finish(&one);
}

static void a_second_run_makes_what_changed(void **state)
{
    (void)state;
    const ino_t amina = identity("uit/amina-el-idrissi-post.png");
    const ino_t jose = identity("uit/jose-post.png");
    char *text = strdup(LIST);
    memcpy(strstr(text, "Caf\xe9"), "Th\xe9 .", 4);
    folder_write_text("changed.csv", text);
    free(text);
    assert_int_equal(unlink(folder_path("uit/jose-2-post.png")), 0);
    assert_int_equal(BATCH("changed.csv", "-o", folder_path("uit")), 1);
    char *report = read_text("uit/report.csv");
    assert_has(report, "amina-el-idrissi-post.png;bestond al;\"De foto el-");
    assert_null(strstr(report, "jose-post.png;bestond al"));
    assert_null(strstr(report, "jose-2-post.png;bestond al"));
    free(report);
    assert_true(is_there("uit/jose-2-post.png"));
    assert_int_equal(identity("uit/amina-el-idrissi-post.png"), amina);
    assert_int_not_equal(identity("uit/jose-post.png"), jose);
    assert_int_equal(BATCH("changed.csv", "--force", "-o", folder_path("uit")),
                     1);
    assert_int_not_equal(identity("uit/amina-el-idrissi-post.png"), amina);
}

static void another_photo_of_the_same_name_is_another_poster(void **state)
{
    (void)state;
    const ino_t amina = identity("uit/amina-el-idrissi-post.png");
    const ino_t jose = identity("uit/jose-post.png");
    struct buffer photo = {0};
    // Bytes behind the end of a JPEG are no part of its picture.
    assert_true(buffer_append(&photo, made_up_photo.data, made_up_photo.size) &&
                buffer_append(&photo, "x", 1));
    folder_write("fotos/ann.jpg", photo.data, photo.size);
    buffer_finish(&photo);
    assert_int_equal(BATCH("changed.csv", "-o", folder_path("uit")), 1);
    assert_int_equal(identity("uit/amina-el-idrissi-post.png"), amina);
    assert_int_not_equal(identity("uit/jose-post.png"), jose);
}

static void the_number_of_processes_changes_nothing(void **state)
{
    (void)state;
    static const char *const jobs[] = {"1", "3"};
    struct buffer zips[2] = {{0}};
    char *reports[2];
    for (int i = 0; i < 2; i++) {
        assert_int_equal(BATCH("list.csv", "--jobs", jobs[i], "--formats",
                               "post, card", "-o", folder_path("uit.zip")),
                         1);
        assert_true(
            buffer_append_file(&zips[i], folder_path("uit.zip"), 10000000));
        reports[i] = read_text("uit-report.csv");
    }
    assert_int_equal(zips[0].size, zips[1].size);
    assert_memory_equal(zips[0].data, zips[1].data, zips[0].size);
    assert_string_equal(reports[0], reports[1]);
    assert_has(reports[0], "jose-card.png");
    for (int i = 0; i < 2; i++) {
        buffer_finish(&zips[i]);
        free(reports[i]);
    }
}

static void a_dry_run_tells_and_writes_nothing(void **state)
{
    (void)state;
    assert_int_equal(BATCH("list.csv", "--dry-run", "--lang", "en", "-o",
                           folder_path("droog")),
                     1);
    assert_true(buffer_append(&run.printed, "", 1));
    const char *table = (const char *)run.printed.data;
    assert_has(table, "    2  warned      amina-el-idrissi-post  <- "
                      "el-idrissi_amina.JPG");
    assert_has(table, "    4  refused     ");
    assert_has(table, "    7  refused     ");
    assert_false(is_there("droog"));
    folder_write_text("good.csv", "slogan,foto\nEen.,ann\nTwee.,\n");
    assert_int_equal(BATCH("good.csv", "--dry-run"), 0);
}

static void a_row_may_have_a_partner_and_a_school(void **state)
{
    (void)state;
    folder_write_text("een/partner.ini",
                      "[partner]\nname.nl = Sint-Jan\nformats = tall\n");
    folder_write_text("scholen.csv",
                      "naam;foto;slogan;instelling;partner\n"
                      "Ann;ann.jpg;A;De Regenboog;\n"
                      "Bea;ann.jpg;B;De Brug;sint jan\n"
                      "Cas;ann.jpg;C;;nergens\n"
                      "Dre;ann.jpg;D;xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
                      "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx;een\n");
    assert_int_equal(BATCH("scholen.csv", "--dry-run", "--lang", "en",
                           "--partners", folder_path("."), "--school", "Ons"),
                     1);
    assert_true(buffer_append(&run.printed, "", 1));
    const char *table = (const char *)run.printed.data;
    assert_has(table, "warned      ann-post");
    assert_has(table, "warned      bea-tall");
    assert_has(table, "We do not know this school");
    assert_has(table, "84");
}

static void assert_stops(const char *list, int code, const char *part)
{
    folder_write_text("wrong.csv", list);
    assert_int_equal(BATCH("wrong.csv", "-o", folder_path("niets")), code);
    assert_told(part);
    assert_false(is_there("niets"));
}

static void what_concerns_every_row_stops_before_the_first(void **state)
{
    (void)state;
    assert_stops("naam;foto\nA;ann.jpg\n", 1,
                 "Een kolom ontbreekt: slogan (Slogan). Deze kolommen zijn er: "
                 "naam, foto.");
    assert_stops("naam;foto;slogan\n;;\n", 1, "heeft enkel namen van kolommen");
    assert_stops("slogan;foto;bestand\nA;;\n", 1, "“foto” en “bestand”");
}

static void each_row_may_choose(void **state)
{
    (void)state;
    folder_write_text("own.csv", "slogan;formaat;type;focus;zoom;template\n"
                                 "Een.;card,post;jpeg;0.5,0.4;2;\n"
                                 "Twee.;;;;;Proef\nDrie.;a0;;;;\nVier.;;;x;;\n"
                                 "Vijf.;;;;9;\nZes.;;;;;ander\n");
    assert_int_equal(BATCH("own.csv", "-o", folder_path("eigen"), "--set",
                           "name=Team", "--lang", "en"),
                     1);
    char *report = read_text("eigen/report.csv");
    assert_has(report, "\r\n2;;card;row-2-card.jpg;");
    assert_has(report, "\r\n2;;post;row-2-post.jpg;");
    assert_has(report, "\r\n3;;post;row-3-post.png;");
    assert_has(report, "\r\n4;;;;refused;format: There is no format a0.");
    assert_has(report, "\r\n5;;post;;refused;focus: ");
    assert_has(report, "\r\n6;;post;;refused;zoom: ");
    assert_has(report, "\r\n7;;;;refused;template: ");
    free(report);
}

static void marks_are_for_the_formats_that_can_have_them(void **state)
{
    (void)state;
    folder_write_text("marks.csv",
                      "slogan;formaat;snijtekens\nEen.;card,post;yes\n");
    assert_int_equal(
        BATCH("marks.csv", "-o", folder_path("merk"), "--set", "name=Team"), 0);
    char *report = read_text("merk/report.csv");
    assert_has(report, "\r\n2;;card;row-2-card.pdf;");
    assert_has(report, "\r\n2;;post;row-2-post.png;");
    free(report);
}

static void a_wrong_use_is_told(void **state)
{
    (void)state;
    assert_int_equal(BATCH("list.csv", "--jobs", "0", "-o", "x"), 2);
    assert_int_equal(BATCH("list.csv", "--jobs", "2"), 2);
    assert_int_equal(BATCH("list.csv", "again.csv", "-o", "x"), 2);
    assert_int_equal(BATCH("none.csv", "-o", folder_path("niets")), 1);
    assert_int_equal(BATCH("list.csv", "-o", folder_path("list.csv")), 3);
    assert_int_equal(
        BATCH("list.csv", "-o", "/nonexistent/uit", "--lang", "en"), 3);
    // What was not written is not spoken of.
    folder_write_text("een.csv", "naam;foto;slogan\nA;weg.jpg;B\n");
    assert_int_equal(BATCH("een.csv", "-o", folder_path("een"), "--report",
                           "/nonexistent/report.csv"),
                     3);
    assert_told("/nonexistent/report.csv: cannot be written");
    assert_true(buffer_append(&run.printed, "", 1));
    assert_null(strstr((const char *)run.printed.data, "report.csv"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_bad_row_never_stops_the_others),
        cmocka_unit_test(a_poster_is_what_render_makes),
        cmocka_unit_test(a_second_run_makes_what_changed),
        cmocka_unit_test(another_photo_of_the_same_name_is_another_poster),
        cmocka_unit_test(the_number_of_processes_changes_nothing),
        cmocka_unit_test(a_dry_run_tells_and_writes_nothing),
        cmocka_unit_test(a_row_may_have_a_partner_and_a_school),
        cmocka_unit_test(what_concerns_every_row_stops_before_the_first),
        cmocka_unit_test(each_row_may_choose),
        cmocka_unit_test(marks_are_for_the_formats_that_can_have_them),
        cmocka_unit_test(a_wrong_use_is_told),
    };
    return cmocka_run_group_tests(tests, make, tidy);
}
