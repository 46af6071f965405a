#include "cmd/batch_photos.h"
#include "cmd/batch_resemble.h"

#include "folder.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static struct batch_photos photos;

static int make(void **state)
{
    static const char *const files[] = {
        "el-idrissi_amina.JPG", "José Peeters.jpg", "jose_maes.png",
        "jose maes.heic",       "IMG_0042.jpg",     "IMG_0043.jpg",
        "vandenbroeck.jpg",     "anna.jpg",         "lijst.txt",
        ".verborgen.jpg",       "sofie dupont.jpg", "sophie dupont.jpg",
        "mohamed amrani.jpg",   "Øystein.webp",     "zoe dhondt.jpeg"};
    (void)state;
    folder_make();
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        char path[128];
        snprintf(path, sizeof path, "fotos/%s", files[i]);
        folder_write_text(path, "x");
    }
    folder_write_text("geheim.jpg", "x");
    assert_int_equal(
        symlink(folder_path("geheim.jpg"), folder_path("fotos/link.jpg")), 0);
    struct error err = {0};
    assert_true(
        batch_photos_read(&photos, folder_path("fotos"), LANGUAGE_NL, &err));
    return 0;
}

static int tidy(void **state)
{
    (void)state;
    batch_photos_finish(&photos);
    folder_remove();
    return 0;
}

static void each_row_finds_its_photo(void **state)
{
    (void)state;
    static const struct {
        const char *cell;
        const char *name;
        enum batch_found found;
        const char *file;
    } cases[] = {
        // by the file's name
        {"IMG_0042.jpg", "", BATCH_FOUND, "IMG_0042.jpg"},
        {"img_0042.JPG", "", BATCH_FOUND, "IMG_0042.jpg"},
        {"IMG 0042", "", BATCH_FOUND, "IMG_0042.jpg"},
        {"jose peeters", "", BATCH_FOUND, "José Peeters.jpg"},
        {"Jose_Maes.png", "", BATCH_FOUND, "jose_maes.png"},
        {"C:\\fotos\\anna.jpg", "", BATCH_FOUND, "anna.jpg"},
        {"oystein", "", BATCH_FOUND, "Øystein.webp"},
        // by the person's
        {"", "José Peeters", BATCH_FOUND, "José Peeters.jpg"},
        {"", "Zoë D’Hondt", BATCH_FOUND, "zoe dhondt.jpeg"},
        {"", "Amina El Idrissi", BATCH_FOUND_LIKE, "el-idrissi_amina.JPG"},
        {"amina el idrissi.jpg", "", BATCH_FOUND_LIKE, "el-idrissi_amina.JPG"},
        {"weg.jpg", "Peeters, José", BATCH_FOUND_LIKE, "José Peeters.jpg"},
        // by a letter or two
        {"Vandenbroek.jpg", "", BATCH_FOUND_LIKE, "vandenbroeck.jpg"},
        {"", "Mohammed Amrani", BATCH_FOUND_LIKE, "mohamed amrani.jpg"},
        // too many
        {"jose maes", "", BATCH_FOUND_AMBIGUOUS, "jose maes.heic"},
        {"", "Sofhie Dupont", BATCH_FOUND_AMBIGUOUS, "sophie dupont.jpg"},
        // none
        {"IMG_0041.jpg", "", BATCH_FOUND_NONE, NULL},
        {"", "Anne", BATCH_FOUND_NONE, NULL},
        {"", "Anna", BATCH_FOUND, "anna.jpg"},
        {"lijst", "", BATCH_FOUND_NONE, NULL},
        {".verborgen.jpg", "", BATCH_FOUND_NONE, NULL},
        {"../geheim.jpg", "", BATCH_FOUND_NONE, NULL},
        {"link.jpg", "", BATCH_FOUND_NONE, NULL},
        {"..", "", BATCH_FOUND_NONE, NULL},
        {"/", "", BATCH_FOUND_NONE, NULL},
        {"", "", BATCH_FOUND_NONE, NULL},
        {"", "...", BATCH_FOUND_NONE, NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct batch_wish wish = {cases[i].cell, cases[i].name};
        struct batch_match match;
        assert_true(batch_photos_match(&photos, &wish, 1, &match));
        if (match.found != cases[i].found)
            fail_msg("\"%s\" of \"%s\": %d, %s", wish.cell, wish.name,
                     match.found, match.candidates);
        if (cases[i].file)
            assert_non_null(strstr(match.candidates, cases[i].file));
        if (match.found == BATCH_FOUND_AMBIGUOUS)
            assert_non_null(strstr(match.candidates, ", "));
    }
}

static void rows_do_not_take_each_others_photo(void **state)
{
    (void)state;
    const struct batch_wish wishes[] = {
        {"", "Vandenbroeck"},   {"", "Vandenbroek"},    {"", "Vandenbroek"},
        {"", "Mohamed Amrany"}, {"", "Mohamet Amrani"}, {"", "Anna"},
        {"", "Anna"},
    };
    struct batch_match matches[7];
    assert_true(batch_photos_match(&photos, wishes, 7, matches));
    // The first is called so, and the photo is nobody else's.
    assert_int_equal(matches[0].found, BATCH_FOUND);
    assert_int_equal(matches[1].found, BATCH_FOUND_NONE);
    assert_int_equal(matches[2].found, BATCH_FOUND_NONE);
    // Both are only like it.
    assert_int_equal(matches[3].found, BATCH_FOUND_CLAIMED);
    assert_int_equal(matches[3].rival, 4);
    assert_int_equal(matches[4].found, BATCH_FOUND_CLAIMED);
    assert_int_equal(matches[4].rival, 3);
    // One photo on two posters of one person is a wish.
    assert_int_equal(matches[5].found, BATCH_FOUND);
    assert_int_equal(matches[6].found, BATCH_FOUND);
}

static void distance_counts_letters_and_never_digits(void **state)
{
    (void)state;
    static const struct {
        const char *a;
        const char *b;
        int distance;
    } cases[] = {
        {"peeters", "peeters", 0},
        {"peeters", "peters", 1},
        {"peeters", "peetesr", 1}, // swapped
        {"peeters", "pijters", BATCH_UNLIKE},
        {"vandenberghe", "vandenbergh", 1},
        {"vandenberghen", "vandenberger", 2},
        {"jan", "jon", BATCH_UNLIKE},
        {"klas 12 foto", "klas 13 foto", BATCH_UNLIKE},
        {"klas 12 foto", "klas 12 fotos", 1},
        {"klas foto", "klas foto 1", BATCH_UNLIKE},
        {"", "", 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_int_equal(batch_resemble_distance(cases[i].a, cases[i].b),
                         cases[i].distance);
        assert_int_equal(batch_resemble_distance(cases[i].b, cases[i].a),
                         cases[i].distance);
    }
}

static void words_are_sorted(void **state)
{
    (void)state;
    char many[256] = "";
    char *sorted = batch_resemble_sort("el idrissi amina");
    assert_string_equal(sorted, "amina el idrissi");
    free(sorted);
    sorted = batch_resemble_sort("");
    assert_string_equal(sorted, "");
    free(sorted);
    for (int i = 0; i < 50; i++)
        strcat(many, "b a ");
    sorted = batch_resemble_sort(many);
    assert_int_equal(strlen(sorted), strlen(many));
    free(sorted);
}

static void a_folder_that_is_not_there_is_told(void **state)
{
    (void)state;
    struct batch_photos none;
    struct error err = {0};
    assert_false(batch_photos_read(&none, "/nonexistent", LANGUAGE_NL, &err));
    assert_non_null(strstr(err.detail, "/nonexistent: kan niet"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_row_finds_its_photo),
        cmocka_unit_test(rows_do_not_take_each_others_photo),
        cmocka_unit_test(distance_counts_letters_and_never_digits),
        cmocka_unit_test(words_are_sorted),
        cmocka_unit_test(a_folder_that_is_not_there_is_told),
    };
    return cmocka_run_group_tests(tests, make, tidy);
}
