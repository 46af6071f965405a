// GET /embed/qr.svg: a QR code of an embed's address, from the ids in the
// query.
#include "routes.h"

#include "embed_choice.h"
#include "qr_code.h"

bool qr_answer(struct exchange *exchange)
{
    const struct site *site = exchange->site;
    struct error *err = &exchange->error;
    const char *address = site_address(site, exchange->request);
    char id[LIMIT_PARTNER_ID_BYTES];
    char path[EMBED_PATH_MAX];
    char whole[ADDRESS_MAX + EMBED_PATH_MAX];
    struct fixed_text text = fixed_text_in(whole, sizeof whole);
    struct embed_choice choice;
    struct buffer svg = {0};
    const enum query found =
        request_query(exchange->request, "partner", id, sizeof id);
    if (!*address)
        return error_set_detail(err, ERROR_NOT_FOUND, MESSAGE_REQUEST_NOT_FOUND,
                                "where the tool stands is not known: set "
                                "[page] address");
    embed_choice_read(&choice, site->press, id, exchange->request->query);
    // What is printed is not looked at again, so it must be right.
    if (found == QUERY_WRONG || choice.is_unknown)
        return error_set(err, ERROR_INVALID, MESSAGE_PARTNER_UNKNOWN,
                         "partner");
    embed_choice_write_path(&choice, path);
    fixed_text_add(&text, "%s%s", address, path);
    const bool done = qr_code_write_svg(whole, &svg, err);
    if (done) {
        const struct content content = {.media_type = "image/svg+xml",
                                        .cache_control = "public, max-age=3600",
                                        .body = buffer_view(&svg),
                                        .is_unlisted = true};
        exchange->sent =
            response_content(exchange->fcgi, exchange->request, &content);
    }
    buffer_finish(&svg);
    return done;
}
