#include "report_fixture.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct report_date dates[] = {
    {20260921, "Start: de minister op het plein"},
    {20261005, "Dag van de Leraar"},
    {20261007, "Radio"},
    {20261012, "Affiches in de stations"},
    {20261031, "Herfstvakantie"},
    {20270111, "Tweede ronde"},
    {20270620, "Proclamaties"},
};
static const struct report_date crowd[] = {
    {20260901, "Eerste schooldag"},
    {20260902, "Tweede schooldag met een heel lang label dat niet past"},
    {20260902, "Nog iets op dezelfde dag"},
    {20260903, "Derde"},
    {20260904, "Vierde dag"},
    {20260915, "Midden"},
    {20260926, "Bijna op het einde van de maand"},
    {20260927, "Zondag"},
    {20260928, "Maandag met een lang label"},
    {20260929, "Dinsdag"},
    {20260930, "Woensdag, de laatste dag van allemaal samen"},
    {20260930, "Einde"},
};

// A number that looks like chance.
static long stir(long seed)
{
    const unsigned long value =
        ((unsigned long)seed * 2654435761UL) & 0xffffffffUL;
    return (long)((value >> 7 ^ value >> 19) % 1000);
}

static char *copy(const char *text)
{
    char *made = strdup(text);
    if (!made)
        abort();
    return made;
}

static void *make(size_t count, size_t size)
{
    void *made = calloc(count ? count : 1, size);
    if (!made)
        abort();
    return made;
}

// The few that a partner's report does not tell.
static long told(const struct report *report, long count)
{
    return report->wish.hides_few && count > 0 && count < REPORT_SMALLEST
               ? REPORT_HIDDEN
               : count;
}

static long factor_of(int day)
{
    // 2026-09-21 was a Monday.
    const int since = event_days_between(20260921, day);
    const int weekday = (since % 7 + 7) % 7;
    const long fades = 100 - (since > 0 && since < 70 ? since : 70);
    return weekday >= 5 ? fades / 4 : fades + (day == 20261005 ? 160 : 0);
}

static void make_days(struct report *report, long scale)
{
    const struct report_wish *wish = &report->wish;
    report->day_count = (size_t)event_days_between(wish->from, wish->to) + 1;
    report->days = make(report->day_count, sizeof *report->days);
    for (size_t i = 0; i < report->day_count; i++) {
        struct report_day *day = &report->days[i];
        day->day = event_day_after(wish->from, (int)i);
        const long made =
            factor_of(day->day) * scale * (700 + stir(day->day)) / 100000;
        *day = (struct report_day){day->day, made * 2 + made / 3, made,
                                   made * 4 / 5};
        report->totals[EVENT_POSTER_MADE] += day->made;
        report->totals[EVENT_PAGE_OPENED] += day->opened;
        report->totals[EVENT_POSTER_DOWNLOADED] += day->downloaded;
        day->opened = told(report, day->opened);
        day->made = told(report, day->made);
        day->downloaded = told(report, day->downloaded);
    }
}

static void make_totals(struct report *report)
{
    long *totals = report->totals;
    const long made = totals[EVENT_POSTER_MADE];
    totals[EVENT_PHOTO_CHOSEN] = made * 6 / 5;
    totals[EVENT_KIT_MADE] = made / 19;
    totals[EVENT_SHARED] = made / 4;
    totals[EVENT_CAPTION_COPIED] = made / 7;
    totals[EVENT_EMBED_SHOWN] = made / 3;
    totals[EVENT_LINK_FOLLOWED] = made / 40;
    totals[EVENT_CONVERSION] = made / 22;
    totals[EVENT_ERROR] = made / 90;
    totals[EVENT_RATING] = made / 5;
    report->steps[REPORT_STEP_OPENED] = totals[EVENT_PAGE_OPENED];
    report->steps[REPORT_STEP_CHOSEN] = totals[EVENT_PHOTO_CHOSEN];
    report->steps[REPORT_STEP_MADE] = made;
    report->steps[REPORT_STEP_DOWNLOADED] =
        totals[EVENT_POSTER_DOWNLOADED] + totals[EVENT_KIT_MADE];
    report->steps[REPORT_STEP_SHARED] =
        totals[EVENT_SHARED] + totals[EVENT_CAPTION_COPIED];
    for (int i = 0; i < REPORT_STEPS; i++)
        report->steps[i] = told(report, report->steps[i]);
    for (int i = 0; i < EVENT_COUNT; i++)
        totals[i] = told(report, totals[i]);
}

static void make_table(const struct report *report, struct report_table *table,
                       long total, const char *const names[], size_t count)
{
    table->rows = make(count, sizeof *table->rows);
    table->count = count;
    for (size_t i = 0; i < count; i++) {
        struct report_row *row = &table->rows[i];
        const long made =
            total > 0 ? total * 10 / (long)((i + 2) * (i + 2) * 8) : 0;
        snprintf(row->id, sizeof row->id, "id-%zu", i);
        row->name = copy(names[i]);
        row->opened = told(report, made * 2);
        row->made = told(report, made);
        row->downloaded = told(report, made * 4 / 5);
    }
}

static void make_items(const struct report *report, struct report_items *items,
                       long total, const char *const names[], size_t count)
{
    items->items = make(count, sizeof *items->items);
    items->count = count;
    for (size_t i = 0; i < count; i++) {
        snprintf(items->items[i].id, sizeof items->items[i].id, "id-%zu", i);
        items->items[i].name = copy(names[i]);
        items->items[i].count = told(
            report, total > 0 ? total * 10 / (long)((i + 2) * (i + 1) * 6) : 0);
    }
}

#define COUNT(list) (sizeof(list) / sizeof *(list))

static void make_tables(struct report *report)
{
    static const char *const templates[] = {
        "Volgers",     "Mijn mooiste like", "LIVE vanaf 8.25 uur",
        "Story",       "Geverifieerd",      "Profiel",
        "Hashtag",     "Getuigenis",        "Bedankt",
        "Word leraar", "Zonder foto",       "Klas"};
    static const char *const formats[] = {"Instagram, vierkant",
                                          "Story",
                                          "A4",
                                          "A3",
                                          "Facebook",
                                          "LinkedIn",
                                          "Scherm in de gang",
                                          "Instagram, staand",
                                          "WhatsApp",
                                          "Banner"};
    static const char *const partners[] = {
        "Sint-Jan Basisschool",
        "GO! atheneum De Brug",
        "Vrije basisschool De Kleine Wereld van Heusden-Zolder",
        "Freinetschool De Vlieger",
        "KTA Mechelen",
        "Sancta Maria",
        "Het Leercollectief",
        "Zavo Zaventem",
        "De Regenboog",
        "Sint-Lucas"};
    static const char *const languages[] = {"Nederlands", "Frans", "Engels",
                                            "Duits"};
    static const char *const types[] = {"PNG", "JPEG", "PDF", "WebP"};
    static const char *const networks[] = {
        "Instagram", "WhatsApp", "Facebook", "LinkedIn", "Smartschool", "X"};
    static const char *const links[] = {"onderwijs.vlaanderen.be",
                                        "Word leraar", "Zij-instromen"};
    static const char *const causes[] = {"De foto is te groot",
                                         "De tekst past niet",
                                         "De foto is stuk", "Te druk"};
    const long *totals = report->totals;
    make_table(report, &report->templates, totals[EVENT_POSTER_MADE], templates,
               COUNT(templates));
    make_table(report, &report->formats, totals[EVENT_POSTER_MADE], formats,
               COUNT(formats));
    make_table(report, &report->partners, totals[EVENT_POSTER_MADE], partners,
               COUNT(partners));
    report->partner_count = COUNT(partners);
    make_table(report, &report->languages, totals[EVENT_POSTER_MADE], languages,
               COUNT(languages));
    make_table(report, &report->types, totals[EVENT_POSTER_MADE], types,
               COUNT(types));
    make_items(report, &report->networks, totals[EVENT_SHARED], networks,
               COUNT(networks));
    make_items(report, &report->conversions, totals[EVENT_CONVERSION], links,
               COUNT(links));
    make_items(report, &report->causes, totals[EVENT_ERROR], causes,
               COUNT(causes));
}

static void make_questions(struct report *report, long answers)
{
    static const char *const texts[][3] = {
        {"Hoe makkelijk was het om je poster te maken?", "heel moeilijk",
         "heel makkelijk"},
        {"Hoe graag toon je deze poster aan anderen?", "liever niet",
         "heel graag"},
        {"Hoe tevreden ben je over de campagne?", "helemaal niet",
         "heel tevreden"},
        {"Hoe vlot werkten jullie leraren met de postermaker?", "heel stroef",
         "heel vlot"},
        {"Hoe goed passen de posters bij jullie school?", "helemaal niet",
         "heel goed"},
        {"Hoeveel doet de campagne voor het beeld van leraren?", "niets",
         "heel veel"},
        {"Doe je een volgende keer opnieuw mee?", "zeker niet", "zeker wel"}};
    static const int shares[] = {2, 5, 12, 39, 42};
    report->questions = make(COUNT(texts), sizeof *report->questions);
    report->question_count = COUNT(texts);
    for (size_t i = 0; i < COUNT(texts); i++) {
        struct report_question *question = &report->questions[i];
        const long of = i < 2 ? answers : answers / 12;
        long sum = 0;
        question->survey = i < 2 ? SURVEY_POSTER : SURVEY_PARTNER;
        snprintf(question->id, sizeof question->id, "q%zu", i);
        question->text = copy(texts[i][0]);
        question->lowest = copy(texts[i][1]);
        question->highest = copy(texts[i][2]);
        for (int k = 0; k < SURVEY_VALUES; k++) {
            const long given =
                of * (shares[(k + (i == 5)) % 5] + (i == 3 && k < 2) * 9) / 100;
            question->answers += given;
            sum += given * (k + 1);
            question->spread[k] = told(report, given);
        }
        if (question->answers > 0)
            question->mean = (double)sum / (double)question->answers;
        question->answers = told(report, question->answers);
        if (question->answers == REPORT_HIDDEN)
            question->mean = 0;
    }
}

static void make_remarks(struct report *report)
{
    static const char *const texts[] = {
        "Eindelijk eens iets dat niet over tekorten gaat.",
        "<b>Vet</b> & \"leuk\" 'zeker'",
        "Graag ook voor de leraren op rust \xF0\x9F\x98\x8A"};
    report->remarks = make(COUNT(texts), sizeof *report->remarks);
    report->remark_count = COUNT(texts);
    for (size_t i = 0; i < COUNT(texts); i++) {
        report->remarks[i].day = report->wish.from;
        strcpy(report->remarks[i].partner_id, i == 1 ? "sint-jan" : "");
        report->remarks[i].text = copy(texts[i]);
    }
}

static void replace(char **text, const char *by)
{
    free(*text);
    *text = copy(by);
}

static void make_extreme(struct report *report)
{
    static const long counts[] = {1234567, 1, 0, 0};
    report->totals[EVENT_PAGE_OPENED] = 1234567;
    report->totals[EVENT_POSTER_MADE] = 1234568;
    report->totals[EVENT_POSTER_DOWNLOADED] = 0;
    report->totals[EVENT_SHARED] = 1;
    report->totals[EVENT_PHOTO_CHOSEN] = 1;
    report->totals[EVENT_CONVERSION] = 1234567890;
    report->steps[REPORT_STEP_OPENED] = 1234567;
    report->steps[REPORT_STEP_CHOSEN] = 1;
    report->steps[REPORT_STEP_MADE] = 1234568;
    report->steps[REPORT_STEP_DOWNLOADED] = 0;
    report->steps[REPORT_STEP_SHARED] = 1;
    report->days[3].made = 1234567;
    report->days[4].made = 1;
    for (size_t i = 0; i < 4; i++)
        report->templates.rows[i].made = counts[i];
    replace(&report->templates.rows[0].name,
            "Een sjabloon met een naam van tachtig tekens die nergens helemaal "
            "op past, echt");
    replace(&report->templates.rows[1].name,
            "مدرسة النور الابتدائية في بروكسل");
    replace(&report->templates.rows[2].name, "<script>alert(1)</script>");
    replace(&report->templates.rows[3].name, "學校\xff kapot");
    replace(&report->questions[0].text,
            "Een vraag die wel heel erg lang is en die over drie regels loopt "
            "omdat iemand alles wil weten?");
    replace(&report->questions[0].lowest,
            "absoluut en volstrekt helemaal niet mee eens");
    memset(report->questions[1].spread, 0, sizeof report->questions[1].spread);
    report->questions[1].answers = report->questions[1].spread[4] = 1;
    report->questions[1].mean = 5;
}

struct kind {
    const char *name;
    int from;
    int to;
    long scale;
};
static const struct kind kinds[] = {
    {"week", 20261005, 20261011, 300},    {"month", 20260915, 20261014, 300},
    {"quarter", 20260901, 20261129, 300}, {"year", 20260901, 20270831, 300},
    {"years", 20250101, 20291231, 300},   {"partner", 20260915, 20261014, 8},
    {"hidden", 20260915, 20261014, 0},    {"empty", 20260915, 20261014, 0},
    {"extreme", 20260901, 20260930, 300},
};

bool report_fixture_make(struct report *report, const char *kind,
                         enum language language)
{
    size_t i = 0;
    while (i < COUNT(kinds) && strcmp(kinds[i].name, kind) != 0)
        i++;
    *report = (struct report){0};
    if (i == COUNT(kinds))
        return false;
    const bool is_partner =
        strcmp(kind, "partner") == 0 || strcmp(kind, "hidden") == 0;
    report->wish = (struct report_wish){.from = kinds[i].from,
                                        .to = kinds[i].to,
                                        .language = language,
                                        .hides_few = is_partner,
                                        .has_remarks = !is_partner,
                                        .campaign = "Wie is jouw influencer?",
                                        .dates = dates,
                                        .date_count = COUNT(dates)};
    if (is_partner) {
        strcpy(report->wish.partner_id, "sint-jan");
        report->partner_name = copy("Sint-Jan Basisschool");
    }
    make_days(report, kinds[i].scale);
    make_totals(report);
    if (strcmp(kind, "hidden") == 0) {
        for (size_t k = 0; k < report->day_count; k++)
            report->days[k].made = k % 3 ? REPORT_HIDDEN : 0;
        for (int k = 0; k < EVENT_COUNT; k++)
            report->totals[k] = REPORT_HIDDEN;
        for (int k = 0; k < REPORT_STEPS; k++)
            report->steps[k] = REPORT_HIDDEN;
        report->days[5].made = REPORT_WITHHELD;
    }
    if (strcmp(kind, "empty") == 0)
        return true;
    make_tables(report);
    make_questions(report, report->totals[EVENT_POSTER_MADE] / 10);
    if (strcmp(kind, "extreme") == 0) {
        make_extreme(report);
        report->wish.dates = crowd;
        report->wish.date_count = COUNT(crowd);
    }
    if (report->wish.has_remarks)
        make_remarks(report);
    return true;
}

static void finish_table(struct report_table *table)
{
    for (size_t i = 0; i < table->count; i++)
        free(table->rows[i].name);
    free(table->rows);
}

static void finish_items(struct report_items *items)
{
    for (size_t i = 0; i < items->count; i++)
        free(items->items[i].name);
    free(items->items);
}

void report_fixture_finish(struct report *report)
{
    struct report_table *const tables[] = {&report->templates, &report->formats,
                                           &report->types, &report->partners,
                                           &report->languages};
    struct report_items *const lists[] = {&report->networks, &report->links,
                                          &report->conversions,
                                          &report->causes};
    for (size_t i = 0; i < COUNT(tables); i++)
        finish_table(tables[i]);
    for (size_t i = 0; i < COUNT(lists); i++)
        finish_items(lists[i]);
    for (size_t i = 0; i < report->question_count; i++) {
        free(report->questions[i].text);
        free(report->questions[i].lowest);
        free(report->questions[i].highest);
    }
    for (size_t i = 0; i < report->remark_count; i++)
        free(report->remarks[i].text);
    free(report->questions);
    free(report->remarks);
    free(report->days);
    free(report->partner_name);
    *report = (struct report){0};
}
