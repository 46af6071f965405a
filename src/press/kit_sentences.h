// Kit sentences: what the texts of a kit say around what is the order's own, in
// the four languages. Blanks in them are filled by kit_texts.c (blanks.h). Only
// kit_texts.c needs it.
#pragma once

#include "messages.h"

enum kit_sentence {
    KIT_TITLE,
    KIT_INTRO,          // [[count]] files of [[template]]
    KIT_FAILED,         // heading above the formats that failed
    KIT_FAILED_END,     // below them
    KIT_SIZE_PX,        // [[width]] x [[height]]
    KIT_SIZE_MM,        // the same, after the cut; {with [[bleed]]}{[[sheets]]}
    KIT_HOW,            // heading above steps
    KIT_COPY,           // heading above the texts to copy
    KIT_COPY_CAPTION,   // caption.[[lang]].txt
    KIT_PARTNER,        // [[contact]], [[link]]
    KIT_COPY_ALT,       // alt.txt
    KIT_PRIVACY,        // heading
    KIT_PRIVACY_TEXT,   // lines
    KIT_CAPTION_TITLE,  // of the captions
    KIT_CAPTION_HELP,   // below it
    KIT_CAPTION_LENGTH, // [[length]] of [[limit]]
    KIT_SENTENCES
};

const char *kit_sentence(enum kit_sentence sentence, enum language language);

// Where files go: a heading and steps each, in this order.
enum kit_place {
    KIT_SOCIAL,
    KIT_STORY,
    KIT_PROFILE,
    KIT_SCREEN,
    KIT_PRINT,
    KIT_ADS,
    KIT_PLACES
};

const char *kit_place_name(enum kit_place place, enum language language);

// Steps, a line each: of a place, or of what stands in it.
enum kit_hint {
    KIT_HINT_SOCIAL,
    KIT_HINT_STORY,
    KIT_HINT_PROFILE,
    KIT_HINT_SLIDE,
    KIT_HINT_INFOSCREEN,
    KIT_HINT_BACKGROUND, // of a video call
    KIT_HINT_SIGNATURE,  // of e-mails
    KIT_HINT_PRINT,      // {[[type]], [[bleed]]}
    KIT_HINT_A3,
    KIT_HINT_SHEETS, // of a poster that comes on them
    KIT_HINT_ADS,
    KIT_HINTS
};

const char *kit_hint(enum kit_hint hint, enum language language);
