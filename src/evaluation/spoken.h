// Spoken: numbers and days as people of a language write them.
#pragma once

#include "report.h"

enum { SPOKEN_BYTES = 96 };

// "1.234.567", or "<5" of REPORT_HIDDEN.
void spoken_count(enum language language, long count, char out[SPOKEN_BYTES]);

// A mean with one decimal: "4,3".
void spoken_mean(enum language language, double mean, char out[SPOKEN_BYTES]);

// "maandag 11 januari", "11 januari 2027", "11 jan", "jan".
void spoken_weekday(enum language language, int day, char out[SPOKEN_BYTES]);
void spoken_date(enum language language, int day, char out[SPOKEN_BYTES]);
void spoken_short(enum language language, int day, char out[SPOKEN_BYTES]);
const char *spoken_month(enum language language, int day);

// 0 of Monday to 6 of Sunday.
int spoken_weekday_number(int day);
