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

int spoken_weekday_number(int day)
{
    // 1970-01-05 was a Monday.
    return ((event_days_between(19700105, day) % 7) + 7) % 7;
}

void spoken_weekday(enum language language, int day, char out[SPOKEN_BYTES])
{
    char date[REPORT_DAY_BYTES];
    report_say_day_of_year(day, language, date);
    snprintf(out, SPOKEN_BYTES, "%s%s %s",
             weekdays[language][spoken_weekday_number(day)],
             language == LANGUAGE_DE ? "," : "", date);
}
