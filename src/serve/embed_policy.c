#include "embed_policy.h"

#include "fixed_text.h"

#include <string.h>

// Keep it as nginx has it for all other pages (postertool-http.conf), but for
// the frames.
static const char own[] =
    "default-src 'self'; img-src 'self' data: blob:; media-src 'self' blob:; "
    "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors";

// "https://*.school.be:8443": no blank, no `;`, no `,`, no quote.
static bool is_origin(const char *origin)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyz"
                                  "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-.:*/[]";
    return *origin && strspn(origin, letters) == strlen(origin);
}

void embed_policy_write(const struct partner *partner,
                        char policy[EMBED_POLICY_MAX])
{
    struct fixed_text text = fixed_text_in(policy, EMBED_POLICY_MAX);
    fixed_text_add(&text, "%s", own);
    if (!partner || partner->origin_count == 0) {
        fixed_text_add(&text, " *");
        return;
    }
    fixed_text_add(&text, " 'self'");
    for (size_t i = 0; i < partner->origin_count; i++)
        if (is_origin(partner->origins[i]))
            fixed_text_add(&text, " %s", partner->origins[i]);
}
