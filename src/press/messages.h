// Messages: every sentence that a user can be told, in the four languages of
// the campaign. A sentence says what is wrong and what would be right. {1} and
// {2} stand for numbers, {type} for the kind of file that the first number
// names, {characters} for the characters that the numbers are, {id} for an id
// that is packed in them. No sentence holds other text that the user typed.
#pragma once

#include <stddef.h>

enum language {
    LANGUAGE_NL, // the default
    LANGUAGE_FR,
    LANGUAGE_EN,
    LANGUAGE_DE,
    LANGUAGE_COUNT,
};

enum message {
    MESSAGE_NONE = 0,
    // the order
    MESSAGE_TEMPLATE_MISSING,
    MESSAGE_TEMPLATE_UNKNOWN,
    MESSAGE_FORMAT_UNKNOWN,
    MESSAGE_FORMAT_NOT_OFFERED, // the template has no layout for it
    MESSAGE_THEME_UNKNOWN,
    MESSAGE_TYPE_UNKNOWN,
    MESSAGE_LANGUAGE_UNKNOWN,
    MESSAGE_FIELD_UNKNOWN, // a part of the form that nobody knows
    MESSAGE_FIELD_TWICE,
    MESSAGE_FRAMING_NUMBER, // not a number, or outside {1}..{2}
    MESSAGE_TURN_WRONG,
    MESSAGE_BLEED_WRONG,
    MESSAGE_EFFORT_WRONG,
    // the formats of a kit; {id}: the one that is meant
    MESSAGE_KIT_EMPTY,
    MESSAGE_KIT_FORMAT_UNKNOWN,
    MESSAGE_KIT_FORMAT_NOT_OFFERED,
    MESSAGE_KIT_FORMAT_TWICE,
    MESSAGE_FILE_TOO_LARGE, // {1}: kilobytes that the format may have
    MESSAGE_MARKS_WRONG,    // not yes or no, or not on a PDF of paper
    MESSAGE_TILES_WRONG,    // not a4, or not on a PDF of a larger paper
    // the partner, and what it does not let its people choose
    MESSAGE_PARTNER_UNKNOWN,
    MESSAGE_PARTNER_NOT_NOW, // today is not within its dates
    MESSAGE_PARTNER_TEMPLATE,
    MESSAGE_PARTNER_THEME,
    MESSAGE_PARTNER_FORMAT,
    MESSAGE_PARTNER_LANGUAGE,
    // the words
    MESSAGE_TEXT_MISSING,
    MESSAGE_TEXT_TOO_LONG, // {1} characters given, at most {2}
    MESSAGE_TEXT_NOT_UTF8,
    MESSAGE_TEXT_CONTROL,
    MESSAGE_TEXT_MARKS,    // too many accents on one letter
    MESSAGE_TEXT_NO_GLYPH, // {characters}: the first such code points
    MESSAGE_TEXT_DOES_NOT_FIT,
    // the photo
    MESSAGE_PHOTO_MISSING,
    MESSAGE_PHOTO_EMPTY,
    MESSAGE_PHOTO_NOT_WANTED,
    MESSAGE_PHOTO_TOO_LARGE,       // {1}: megabytes allowed
    MESSAGE_PHOTO_TOO_MANY_PIXELS, // {1}: megapixels allowed
    MESSAGE_PHOTO_TOO_LONG_SIDE,   // {1}: pixels allowed
    MESSAGE_PHOTO_NOT_A_PICTURE,
    MESSAGE_PHOTO_UNSUPPORTED, // {type}: an enum file_type, as a number
    MESSAGE_PHOTO_TRUNCATED,
    MESSAGE_PHOTO_BROKEN,
    // the request
    MESSAGE_REQUEST_NOT_FOUND,
    MESSAGE_REQUEST_METHOD,
    MESSAGE_REQUEST_NOT_MULTIPART,
    MESSAGE_REQUEST_MALFORMED,
    MESSAGE_REQUEST_SHORT, // fewer bytes came than were announced
    MESSAGE_REQUEST_LENGTH_MISSING,
    MESSAGE_REQUEST_TOO_LARGE, // {1}: megabytes allowed
    MESSAGE_REQUEST_TOO_MANY_PARTS,
    MESSAGE_REQUEST_PART_TOO_LARGE,
    MESSAGE_OEMBED_URL,    // no address of ours to tell of
    MESSAGE_OEMBED_FORMAT, // neither json nor xml
    MESSAGE_EVENT_UNKNOWN, // none of what is counted
    MESSAGE_EVENTS_TYPE,   // no JSON, or above {1} kB
    MESSAGE_TOO_MANY,      // in so short a time
    MESSAGE_REPORT_LINK,   // its signature is wrong, or it is too old
    MESSAGE_REPORT_FORMAT, // of none of its types
    MESSAGE_REPORT_ASKED,  // its days, partner, language or format are wrong
    MESSAGE_REPORT_AWAY,   // there is no database now
    // an answer to a survey
    MESSAGE_SURVEY_EMPTY, // no question was answered
    MESSAGE_SURVEY_VALUE, // not a whole number from {1} to {2}
    MESSAGE_SURVEY_AWAY,  // it cannot be kept now
    MESSAGE_BUSY,
    MESSAGE_POSTER_FAILED, // the child that made the poster died
    MESSAGE_CLIENT_GONE,   // nobody is there to read this
    // the machine, the operator's files
    MESSAGE_SYSTEM,
    MESSAGE_CONFIGURATION, // the detail says which file and line
    MESSAGE_COUNT,
};

// The name of a message for logs and counters: "photo_broken".
const char *message_name(enum message message);

// The language of a tag such as "nl", "nl-BE" or "FR"; LANGUAGE_COUNT when it
// is none of ours.
enum language language_from_tag(const char *tag);

// "nl", "fr", "en" or "de".
const char *language_tag(enum language language);

// Of texts in our languages the one in `language`, else the Dutch one, else "".
const char *language_text(char *const texts[LANGUAGE_COUNT],
                          enum language language);

enum { MESSAGE_VALUES = 4 };

// Packs an id (of lower-case letters, digits, `-` and `_`, at most 31 bytes)
// into values, for {id}; any other text packs as none. What does not fit is
// cut.
void message_pack_id(const char *id, long values[MESSAGE_VALUES]);

// Writes the sentence for `message` to out (always ended by a NUL, cut at
// size - 1 bytes). Of `values`, 0 is no character; NULL writes "…" for each.
void message_write(enum message message, enum language language,
                   const long values[MESSAGE_VALUES], char *out, size_t size);
