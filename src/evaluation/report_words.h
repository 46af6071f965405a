// Report words: what reports say, in the four languages, whatever they are
// written as; and how they write numbers and days.
#pragma once

#include "report.h"

#include <stddef.h>

enum report_word {
    REPORT_WORD_TITLE,
    REPORT_WORD_ALL_PARTNERS,
    REPORT_WORD_UP_TO, // between the first day and the last one
    // sections, in the order of the answer to the minister
    REPORT_WORD_ANSWER,
    REPORT_WORD_CLICKS,
    REPORT_WORD_SHARES,
    REPORT_WORD_CONVERSIONS,
    REPORT_WORD_SATISFACTION,
    REPORT_WORD_WAY, // from opening to downloading
    REPORT_WORD_STEP_OPENED,
    REPORT_WORD_STEP_CHOSEN,
    REPORT_WORD_STEP_MADE,
    REPORT_WORD_STEP_DOWNLOADED,
    REPORT_WORD_STEP_SHARED,
    REPORT_WORD_DAYS,
    REPORT_WORD_WEEKS,
    REPORT_WORD_DATES, // of the campaign
    REPORT_WORD_TEMPLATES,
    REPORT_WORD_FORMATS,
    REPORT_WORD_TYPES,
    REPORT_WORD_PARTNERS,
    REPORT_WORD_LANGUAGES,
    REPORT_WORD_NETWORKS,
    REPORT_WORD_LINKS,
    REPORT_WORD_CONVERSION_LINKS,
    REPORT_WORD_CAUSES,
    REPORT_WORD_SURVEY_POSTER, // who is asked
    REPORT_WORD_SURVEY_PARTNER,
    REPORT_WORD_REMARKS,
    // above columns and beside bars
    REPORT_WORD_DAY,
    REPORT_WORD_WEEK, // above the first day of each
    REPORT_WORD_WHAT,
    REPORT_WORD_COUNT,
    REPORT_WORD_OPENED,
    REPORT_WORD_MADE,
    REPORT_WORD_DOWNLOADED, // posters and kits
    REPORT_WORD_QUESTION,
    REPORT_WORD_ANSWERS,
    REPORT_WORD_MEAN,
    REPORT_WORD_OF_OPENED, // a part in hundred of the pages that were opened
    // in their cells
    REPORT_WORD_NOT_SAID,
    REPORT_WORD_NO_PARTNER,
    REPORT_WORD_KIT,            // as a format and as a type of file
    REPORT_WORD_DEVICE,         // shared by the button of the device
    REPORT_WORD_LARGEST,        // after "Partners": the largest 20 of
    REPORT_WORD_PARTNERS_COUNT, // "partners took part"
    // sentences
    REPORT_WORD_NOTHING,
    REPORT_WORD_NO_ANSWERS,
    REPORT_WORD_NO_DATES,
    REPORT_WORD_HIDDEN, // why there is "<5" and "–"
    REPORT_WORD_COUNTS_ONLY,
    REPORT_WORDS,
};

const char *report_word(enum report_word word, enum language language);

// What happened, in the plural: "posters gemaakt".
const char *report_event_word(enum event event, enum language language);

enum { REPORT_DAY_BYTES = 40, REPORT_COUNT_BYTES = 32 };

// "27 november 2026", "27 november", "27 nov", and "nov" of the same day.
void report_say_day(int day, enum language language,
                    char out[REPORT_DAY_BYTES]);
void report_say_day_of_year(int day, enum language language,
                            char out[REPORT_DAY_BYTES]);
void report_say_day_short(int day, enum language language,
                          char out[REPORT_DAY_BYTES]);
const char *report_month(int day, enum language language);

// "12.345" as the language groups figures; "<5" for REPORT_HIDDEN, "–" for
// REPORT_WITHHELD.
void report_say_count(long count, enum language language,
                      char out[REPORT_COUNT_BYTES]);

// "4,3": one digit behind the comma of the language.
void report_say_decimal(double value, enum language language,
                        char out[REPORT_COUNT_BYTES]);
