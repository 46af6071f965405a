#include "spoken.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static const char *const weekdays[LANGUAGE_COUNT][7] = {
    {"maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag",
     "zondag"},
    {"lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"},
    {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday",
     "Sunday"},
    {"Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag",
     "Sonntag"},
};
static const char *const months[LANGUAGE_COUNT][12] = {
    {"januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus",
     "september", "oktober", "november", "december"},
    {"janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août",
     "septembre", "octobre", "novembre", "décembre"},
    {"January", "February", "March", "April", "May", "June", "July", "August",
     "September", "October", "November", "December"},
    {"Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August",
     "September", "Oktober", "November", "Dezember"},
};
static const char *const short_months[LANGUAGE_COUNT][12] = {
    {"jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt",
     "nov", "dec"},
    {"janv.", "févr.", "mars", "avril", "mai", "juin", "juil.", "août", "sept.",
     "oct.", "nov.", "déc."},
    {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct",
     "Nov", "Dec"},
    {"Jan.", "Feb.", "März", "Apr.", "Mai", "Juni", "Juli", "Aug.", "Sept.",
     "Okt.", "Nov.", "Dez."},
};
// Between three digits; of French a narrow blank that no line breaks at.
static const char *const groups[LANGUAGE_COUNT] = {".", "\u202f", ",", "."};

static int month_of(int day)
{
    return (day / 100 % 100 + 11) % 12;
}

void spoken_count(enum language language, long count, char out[SPOKEN_BYTES])
{
    char digits[32];
    size_t used = 0;
    if (count == REPORT_HIDDEN) {
        snprintf(out, SPOKEN_BYTES, "<%d", REPORT_SMALLEST);
        return;
    }
    const size_t length = (size_t)snprintf(digits, sizeof digits, "%ld", count);
    for (size_t i = 0; i < length; i++) {
        if (i > 0 && (length - i) % 3 == 0 && digits[i - 1] != '-') {
            strcpy(out + used, groups[language]);
            used += strlen(groups[language]);
        }
        out[used++] = digits[i];
    }
    out[used] = '\0';
}

void spoken_mean(enum language language, double mean, char out[SPOKEN_BYTES])
{
    const int tenths = (int)lround(mean * 10);
    snprintf(out, SPOKEN_BYTES, "%d%s%d", tenths / 10,
             language == LANGUAGE_EN ? "." : ",", tenths % 10);
}

int spoken_weekday_number(int day)
{
    // 1970-01-05 was a Monday.
    return ((event_days_between(19700105, day) % 7) + 7) % 7;
}

void spoken_weekday(enum language language, int day, char out[SPOKEN_BYTES])
{
    const char *weekday = weekdays[language][spoken_weekday_number(day)];
    const char *month = months[language][month_of(day)];
    snprintf(out, SPOKEN_BYTES, "%s%s %d%s %s", weekday,
             language == LANGUAGE_DE ? "," : "", day % 100,
             language == LANGUAGE_DE ? "." : "", month);
}

void spoken_date(enum language language, int day, char out[SPOKEN_BYTES])
{
    const bool is_first = day % 100 == 1 && language == LANGUAGE_FR;
    snprintf(out, SPOKEN_BYTES, "%d%s %s %d", day % 100,
             language == LANGUAGE_DE ? "."
             : is_first              ? "er"
                                     : "",
             months[language][month_of(day)], day / 10000);
}

void spoken_short(enum language language, int day, char out[SPOKEN_BYTES])
{
    snprintf(out, SPOKEN_BYTES, "%d%s %s", day % 100,
             language == LANGUAGE_DE ? "." : "",
             short_months[language][month_of(day)]);
}

const char *spoken_month(enum language language, int day)
{
    return short_months[language][month_of(day)];
}
