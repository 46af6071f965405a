// Sentences: the words of the messages, with their placeholders. Only
// messages.c needs them.
#pragma once

#include "messages.h"

// Those of orders, words and photos, and those of requests and of the machine.
// Each is in one of the two, in the order nl, fr, en, de.
extern const char *const sentences[MESSAGE_COUNT][LANGUAGE_COUNT];
extern const char *const request_sentences[MESSAGE_COUNT][LANGUAGE_COUNT];
