// Dress: clean words as a typesetter writes them: quotes, dashes and dots of
// the language, and no-break blanks where a line must not end. Changes no
// letter.
#pragma once

#include "messages.h"

// To be freed by the caller; NULL when memory is out.
//
//     "Aha!"        “Aha!”, in French « Aha ! », in German „Aha!“
//     's morgens    ’s morgens, with a no-break blank
//     24 kg         with a no-break blank
//     ja - nee      ja – nee, with a no-break blank before the dash
//     ...           …
//
// A quote that has no partner, or stands between signs, stays as it was typed.
char *dress_words(const char *words, enum language language);
