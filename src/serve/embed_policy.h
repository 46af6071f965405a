// Embed policy: the Content-Security-Policy of an embed: what it may load, and
// which sites may show it in a frame.
#pragma once

#include "press/press.h"

// LIMIT_PARTNER_ORIGINS of them, each shorter than a line of an INI (198).
enum { EMBED_POLICY_MAX = 7000 };

// Ours, and the partner's origins; with none, or of the open embed (NULL),
// every site. An origin that could end the header or its part of it is left
// out, whoever let it in.
void embed_policy_write(const struct partner *partner,
                        char policy[EMBED_POLICY_MAX]);
