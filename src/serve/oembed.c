// GET /oembed: tells other sites how to show the tool (oEmbed 1.0), of the
// tool's own page and of every embed. An address that is none of ours, or names
// a partner that is not there, is a 404: whoever pasted it sees a plain link,
// and that it was wrong. A partner outside its dates is told of all the same:
// its frame opens and closes by itself.
#include "routes.h"

#include "embed_choice.h"
#include "oembed_text.h"

#include <math.h>
#include <string.h>

enum { URL_MAX = 1024, THUMBNAIL_WIDTH = 360, TITLE_MAX = 700 };

static bool refuse(struct exchange *exchange, enum error_kind kind)
{
    return error_set(&exchange->error, kind, MESSAGE_OEMBED_URL, "url");
}

// What of ours an address is: "?lang=fr" is the page, "embed/sint-jan" an
// embed.
static bool read_choice(const struct exchange *exchange, const char *below,
                        struct embed_choice *choice)
{
    static const char folder[] = "embed/";
    char id[LIMIT_PARTNER_ID_BYTES] = "";
    const size_t length = strcspn(below, "?");
    const char *query = below[length] ? below + length + 1 : "";
    if (length > 0) {
        const size_t start = sizeof folder - 1;
        if (strncmp(below, folder, start) != 0 || length - start >= sizeof id)
            return false;
        memcpy(id, below + start, length - start);
        id[length - start] = '\0';
        if (*id && !partner_is_id(id))
            return false;
    }
    embed_choice_read(choice, exchange->site->press, id, query);
    return !choice->is_unknown;
}

static int read_limit(const struct exchange *exchange, const char *name)
{
    char text[16];
    request_query(exchange->request, name, text, sizeof text);
    return oembed_read_limit(text);
}

// A sample as large as is allowed.
static void add_thumbnail(const struct exchange *exchange,
                          const struct embed_choice *choice,
                          enum language language, struct oembed *oembed,
                          char *memory, size_t size)
{
    const struct press *press = exchange->site->press;
    const struct template *template = embed_choice_template(choice, press);
    const struct format *format = embed_choice_format(choice, press);
    const struct theme *theme = choice->theme;
    struct fixed_text text = fixed_text_in(memory, size);
    oembed->thumbnail = memory;
    if (!template || !format || !template_layout(template, format->layout))
        return;
    if (!theme && choice->partner)
        theme = partner_theme(choice->partner, template);
    const double proportion = (double)format->height_px / format->width_px;
    const double width = fmin(fmin(THUMBNAIL_WIDTH, oembed->width),
                              floor(oembed->height / proportion));
    if (width < ORDER_WIDTH_MIN_PX)
        return;
    oembed->thumbnail_width = (int)width;
    oembed->thumbnail_height =
        (int)fmin(oembed->height, round(width * proportion));
    fixed_text_add(&text,
                   "%sapi/v1/templates/%s/%s/sample.png?width=%d&lang=%s",
                   oembed->address, template->id, format->id, (int)width,
                   language_tag(language));
    if (theme)
        fixed_text_add(&text, "&theme=%s", theme->id);
}

static const char *site_name(const struct exchange *exchange,
                             enum language language)
{
    const struct config_page *page = &exchange->site->config.page;
    return *page->names[language] ? page->names[language]
                                  : page->names[LANGUAGE_NL];
}

static void write_title(const struct exchange *exchange,
                        const struct embed_choice *choice,
                        enum language language, char title[TITLE_MAX])
{
    struct fixed_text text = fixed_text_in(title, TITLE_MAX);
    if (choice->partner)
        fixed_text_add(&text, "%s · ", partner_name(choice->partner, language));
    fixed_text_add(&text, "%s", site_name(exchange, language));
}

static bool send(struct exchange *exchange, const struct embed_choice *choice,
                 bool is_xml)
{
    const enum language language =
        embed_choice_language(choice, exchange->language);
    const char *address = site_address(exchange->site, exchange->request);
    char title[TITLE_MAX];
    char path[EMBED_PATH_MAX];
    char embed[ADDRESS_MAX + EMBED_PATH_MAX];
    char thumbnail[ADDRESS_MAX + 256];
    struct fixed_text whole = fixed_text_in(embed, sizeof embed);
    embed_choice_write_path(choice, path);
    fixed_text_add(&whole, "%s%s", address, path);
    write_title(exchange, choice, language, title);
    struct oembed oembed = {
        .title = title,
        .provider = site_name(exchange, language),
        .address = address,
        .embed = embed,
        .width = (int)fmin(OEMBED_WIDTH, read_limit(exchange, "maxwidth")),
        .height = (int)fmin(OEMBED_HEIGHT, read_limit(exchange, "maxheight"))};
    add_thumbnail(exchange, choice, language, &oembed, thumbnail,
                  sizeof thumbnail);
    struct buffer text = {0};
    const bool done = is_xml ? oembed_write_xml(&oembed, &text)
                             : oembed_write_json(&oembed, &text);
    if (done) {
        const struct content content = {.media_type =
                                            is_xml ? "text/xml; charset=utf-8"
                                                   : "application/json",
                                        .cache_control = "public, max-age=3600",
                                        .body = buffer_view(&text)};
        exchange->sent =
            response_content(exchange->fcgi, exchange->request, &content);
    }
    buffer_finish(&text);
    return done || error_set_memory(&exchange->error);
}

bool oembed_answer(struct exchange *exchange)
{
    const struct request *request = exchange->request;
    const char *address = site_address(exchange->site, request);
    struct embed_choice choice;
    char form[8];
    char url[URL_MAX];
    char below[URL_MAX];
    const enum query asked =
        request_query(request, "format", form, sizeof form);
    const bool is_xml = strcmp(form, "xml") == 0;
    if (asked == QUERY_WRONG || (*form && !is_xml && strcmp(form, "json") != 0))
        return error_set(&exchange->error, ERROR_NOT_OFFERED,
                         MESSAGE_OEMBED_FORMAT, "format");
    if (request_query(request, "url", url, sizeof url) != QUERY_FOUND)
        return refuse(exchange, ERROR_MALFORMED);
    if (!*address || !address_below(address, url, below, sizeof below) ||
        !read_choice(exchange, below, &choice))
        return refuse(exchange, ERROR_NOT_FOUND);
    return send(exchange, &choice, is_xml);
}
