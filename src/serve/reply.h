// Reply: what many handlers begin and end with: the language that is asked for,
// and a text that is sent.
#pragma once

#include "routes.h"

// `?lang=` of a request, else the visitor's language. False for one that we do
// not have.
bool reply_read_language(const struct exchange *exchange,
                         enum language *language, struct error *err);

// The same for pages, which take another language for none.
enum language reply_language(const struct exchange *exchange);

// Sends a text that a browser asks about again before it uses it.
void reply_send(struct exchange *exchange, const char *media_type,
                struct bytes body);
