#include "spoken.h"

#include <stdio.h>

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
static int month_of(int day)
{
    return (day / 100 % 100 + 11) % 12;
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

const char *spoken_month(enum language language, int day)
{
    return short_months[language][month_of(day)];
}
