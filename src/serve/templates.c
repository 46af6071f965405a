// GET /api/v1/templates: what there is to choose from.
#include "routes.h"

#include <stdlib.h>
#include <string.h>

bool templates_answer(struct exchange *exchange)
{
    char tag[16];
    enum language language = exchange->language;
    if (request_query(exchange->request, "lang", tag, sizeof tag) !=
        QUERY_MISSING) {
        language = language_from_tag(tag);
        if (language == LANGUAGE_COUNT)
            return error_set(&exchange->error, ERROR_INVALID,
                             MESSAGE_LANGUAGE_UNKNOWN, "lang");
    }
    char *text =
        press_list_json(exchange->site->press, PRESS_LIST_ALL, language);
    if (!text)
        return error_set_memory(&exchange->error);
    const struct content content = {
        .media_type = "application/json",
        .cache_control = "no-cache",
        .body = {(const uint8_t *)text, strlen(text)}};
    exchange->sent =
        response_content(exchange->fcgi, exchange->request, &content);
    free(text);
    return true;
}
