// Alt sentences: what the alt texts of posters are made of, in the four
// languages. Only alt_text.c needs it.
#pragma once

#include "messages.h"
#include "template.h"

// The sentence for a use of templates, with blanks (see blanks.h): the fields,
// [[template]] (its name), [[photo]] (the word for it, when there is one),
// [[pictured]] and [[named]] (the name, when there is a photo, and when there
// is none).
const char *alt_sentence(enum template_use use, enum language language);

// What is added for a field that the sentence has no blank for; its words stand
// at [[words]], and what people call it at [[label]].
const char *alt_addition(const char *field, enum language language);

// What is added for [[school]], whose poster it is.
const char *alt_school(enum language language);

// The word for [[photo]].
const char *alt_photo(enum language language);

// The quotes of a language inside others: an opening and a closing one.
const char *alt_inner_quote(enum language language, bool opening);
