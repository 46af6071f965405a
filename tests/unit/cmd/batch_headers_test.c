#include "cmd/batch_headers.h"

#include "press/press.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

// The designs themselves: their labels are what people see.
static struct press *press;
static struct batch_table table;
static struct batch_headers headers;

static int open_press(void **state)
{
    struct error err = {0};
    const struct press_config config = {
        .templates_dir = SOURCE_DIR "/templates",
        .fonts_file = SOURCE_DIR "/fonts/fonts.ini",
        .photo_limits = PHOTO_LIMITS_DEFAULT};
    (void)state;
    return press_create(&press, &config, &err) ? 0 : -1;
}

static int close_press(void **state)
{
    (void)state;
    press_destroy(press);
    return 0;
}

static bool read_list(const char *list, struct error *err)
{
    *err = (struct error){0};
    assert_true(batch_table_read(
        &table, (struct bytes){(const uint8_t *)list, strlen(list)}, "list",
        LANGUAGE_EN, err));
    return batch_headers_read(&headers, &table, LANGUAGE_EN, err);
}

static void begin(const char *list)
{
    struct error err;
    if (!read_list(list, &err))
        fail_msg("%s", err.detail);
}

static void end(void)
{
    batch_headers_finish(&headers);
    batch_table_finish(&table);
}

static int column_of(const char *id, const char *field)
{
    const struct template *template = template_find(press_templates(press), id);
    struct batch_fields fields;
    struct error err = {0};
    assert_non_null(template);
    if (!batch_headers_fields(&headers, template, &fields, LANGUAGE_EN, &err))
        fail_msg("%s", err.detail);
    for (size_t i = 0; i < template->field_count; i++)
        if (strcmp(template->fields[i].id, field) == 0)
            return fields.columns[i];
    fail_msg("%s has no field %s", id, field);
    return BATCH_NO_COLUMN;
}

static void fields_are_found_by_id_label_and_other_words(void **state)
{
    (void)state;
    static const char *const slogans[] = {
        "slogan", "SLOGAN", " Je slogan ", "Ton slogan", "Dein Slogan",
        "spreuk", "Tekst",  "citaat",      "Texte",      "quote"};
    for (size_t i = 0; i < sizeof slogans / sizeof *slogans; i++) {
        char list[64];
        snprintf(list, sizeof list, "x;%s\n1;2\n", slogans[i]);
        begin(list);
        assert_int_equal(column_of("volgers", "slogan"), 1);
        assert_true(batch_headers_is_unknown(&headers, 0));
        assert_false(batch_headers_is_unknown(&headers, 1));
        end();
    }
}

static void accents_and_signs_do_not_count(void **state)
{
    (void)state;
    begin("Combien d'eleves?;Wie viele Schülerinnen und Schüler ?\n1;2\n");
    struct batch_fields fields;
    struct error err = {0};
    assert_false(batch_headers_fields(
        &headers, template_find(press_templates(press), "volgers"), &fields,
        LANGUAGE_EN, &err));
    assert_non_null(strstr(err.detail, "eleves"));
    assert_non_null(strstr(err.detail, "mean the same"));
    end();
}

static void a_school_is_a_name_where_the_design_asks_for_one(void **state)
{
    (void)state;
    begin("naam;school;slogan\n1;2;3\n");
    assert_int_equal(column_of("klas", "name"), 1);
    assert_int_equal(column_of("volgers", "name"), 0);
    end();
}

static void assert_name(const char *list, const char *name)
{
    begin(list);
    char *own = batch_headers_name(&headers, 0);
    assert_string_equal(own, name);
    free(own);
    end();
}

static void names_in_two_columns_become_one(void **state)
{
    (void)state;
    assert_name("naam\nEls Peeters\n", "Els Peeters");
    assert_name("Naam;Voornaam\nPeeters;Els\n", "Els Peeters");
    assert_name("Prénom,Nom de famille\nEls,Peeters\n", "Els Peeters");
    assert_name("voornaam;achternaam;naam\nE;P;Juf Els\n", "Juf Els");
    assert_name("voornaam;achternaam\n;Peeters\n", "Peeters");
    assert_name("slogan\nx\n", "");
    begin("Naam;Voornaam\nPeeters;Els\n");
    assert_int_equal(column_of("volgers", "name"), BATCH_FULL_NAME);
    end();
}

static void properties_are_found_in_every_language(void **state)
{
    (void)state;
    begin("Ontwerp;Formaten;Kleuren;Sprache;Draaien;Foto's;Focus x;fond "
          "perdu\n1;2;3;4;5;6;7;8\n");
    assert_int_equal(batch_headers_property(&headers, "template"), 0);
    assert_int_equal(batch_headers_property(&headers, "format"), 1);
    assert_int_equal(batch_headers_property(&headers, "theme"), 2);
    assert_int_equal(batch_headers_property(&headers, "lang"), 3);
    assert_int_equal(batch_headers_property(&headers, "turn"), 4);
    assert_int_equal(headers.photo, 5);
    assert_int_equal(batch_headers_property(&headers, "focus_x"), 6);
    assert_int_equal(batch_headers_property(&headers, "bleed"), 7);
    assert_int_equal(batch_headers_property(&headers, "zoom"), BATCH_NO_COLUMN);
    end();
}

static void two_columns_for_one_property_are_told(void **state)
{
    (void)state;
    struct error err;
    assert_false(read_list("foto;bestand\n1;2\n", &err));
    assert_non_null(strstr(err.detail, "“foto” and “bestand”"));
    batch_table_finish(&table);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fields_are_found_by_id_label_and_other_words),
        cmocka_unit_test(accents_and_signs_do_not_count),
        cmocka_unit_test(a_school_is_a_name_where_the_design_asks_for_one),
        cmocka_unit_test(names_in_two_columns_become_one),
        cmocka_unit_test(properties_are_found_in_every_language),
        cmocka_unit_test(two_columns_for_one_property_are_told),
    };
    return cmocka_run_group_tests(tests, open_press, close_press);
}
