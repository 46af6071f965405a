// Sentences: the words of the messages, with their placeholders. Only
// messages.c needs them.
#pragma once

#include "messages.h"

// In the order nl, fr, en, de.
extern const char *const sentences[MESSAGE_COUNT][LANGUAGE_COUNT];
