#include "alt_text.h"

#include <stdio.h>

bool alt_text_write(const struct template *template, const struct order *order,
                    char *text, size_t size)
{
    (void)template;
    snprintf(text, size, "%s", order_words(order, "slogan"));
    return true;
}
