// Spoken: weekdays, as the findings of charts say them. Other days and numbers
// are written by report_words.h.
#pragma once

#include "report_words.h"

enum { SPOKEN_BYTES = 96 };

// "maandag 11 januari".
void spoken_weekday(enum language language, int day, char out[SPOKEN_BYTES]);

// 0 of Monday to 6 of Sunday.
int spoken_weekday_number(int day);
