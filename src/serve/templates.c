// GET /api/v1/templates: what there is to choose from.
#include "reply.h"

#include <stdlib.h>
#include <string.h>

bool templates_answer(struct exchange *exchange)
{
    enum language language;
    if (!reply_read_language(exchange, &language, &exchange->error))
        return false;
    char *text =
        press_list_json(exchange->site->press, PRESS_LIST_ALL, language);
    if (!text)
        return error_set_memory(&exchange->error);
    reply_send(exchange, "application/json",
               (struct bytes){(const uint8_t *)text, strlen(text)});
    free(text);
    return true;
}
