// Report page words: what a report says on a page, in four languages: its
// headings, its findings and what its numbers are.
#pragma once

#include "report.h"

enum page_word {
    WORD_TITLE,
    WORD_PERIOD,        // {1}, {2}: days
    WORD_ALL,           // of all partners
    WORD_OF,            // {1}: a partner
    WORD_CAMPAIGN_SIGN, // at the foot
    // the numbers that matter most
    WORD_OPENED_UNIT,
    WORD_DOWNLOADED_UNIT,
    WORD_SHARED_UNIT,
    WORD_CONVERSION_UNIT,
    WORD_MEAN_UNIT,
    WORD_MEAN_OF_FIVE, // {1}
    WORD_ANSWERS,      // {1}: how many
    WORD_MARKS,        // {1}: how many, of all questions
    WORD_CAPTIONS,     // {1}
    WORD_MADE_NOTE,    // {1}
    WORD_EMBEDS,       // {1}
    WORD_LINKS,        // {1}: links at the foot that were followed
    // headings
    WORD_CLICKS,
    WORD_SUMMARY,
    WORD_SHARES,
    WORD_CONVERSIONS,
    WORD_SATISFACTION,
    WORD_DAYS,
    WORD_WEEKS,
    WORD_MONTHS,
    WORD_TEMPLATES,
    WORD_FORMATS,
    WORD_PARTNERS,
    WORD_LANGUAGES,
    WORD_TYPES,
    WORD_ERRORS,
    WORD_REMARKS,
    WORD_HOW,
    // the way
    WORD_STEP_OPENED,
    WORD_STEP_PHOTO,
    WORD_STEP_MADE,
    WORD_STEP_DOWNLOADED,
    WORD_PER_HUNDRED, // {1}
    // findings
    WORD_WAY_FINDING,    // {1}: of 100
    WORD_DAYS_FINDING,   // {1}: a day, {2}: how many
    WORD_WEEKS_FINDING,  // {1}: the first day of the week, {2}
    WORD_MONTHS_FINDING, // {1}, {2}
    WORD_ROWS_FINDING,   // {1}: a name, {2}: how many posters
    WORD_ITEMS_FINDING,  // {1}: a name, {2}: how many times
    WORD_MEAN_FINDING,   // {1}: the mean, {2}: of how many answers
    WORD_PARTNER_COUNT,  // {1}
    WORD_MORE,           // {1}: that only the table has
    // where there is nothing
    WORD_NOTHING,
    WORD_NO_ANSWERS,
    WORD_NO_ERRORS,
    WORD_FEW_ANSWERS,
    // tables
    WORD_TABLE, // {1}: of what
    WORD_DAY,
    WORD_WEEK_FROM,
    WORD_MONTH,
    WORD_NAME,
    WORD_OPENED,
    WORD_MADE,
    WORD_DOWNLOADED,
    WORD_COUNT,
    WORD_QUESTION,
    WORD_MEAN,
    WORD_NUMBER_OF_ANSWERS,
    WORD_WHAT,
    WORD_SAID_NOTHING, // a row whose id is ""
    WORD_REMARK,
    WORD_PARTNER,
    // notes
    WORD_HOW_TEXT,
    WORD_HIDDEN_NOTE,
    WORD_DASH_NOTE,
    WORD_PARTIAL_NOTE,
    PAGE_WORD_COUNT,
};

const char *page_word(enum language language, enum page_word word);

enum { PAGE_SENTENCE_BYTES = 1024 };

// Writes a sentence with texts for {1} and {2}, either of which may be NULL.
void page_say(enum language language, enum page_word word, const char *first,
              const char *second, char out[PAGE_SENTENCE_BYTES]);

// What an event is called in the table of all numbers.
const char *page_event(enum language language, enum event event);
