#include "oembed_text.h"

#include "stencil.h"
#include "values.h"

#include <stdlib.h>
#include <string.h>

enum { CACHE_SECONDS = 3600 };

int oembed_read_limit(const char *text)
{
    char *end;
    const long limit = strtol(text, &end, 10);
    return end == text || *end || limit < 1 || limit > OEMBED_MOST ? OEMBED_MOST
                                                                   : (int)limit;
}

static bool put_attribute(struct buffer *html, const char *name,
                          const char *value)
{
    return buffer_append_format(html, " %s=\"", name) &&
           stencil_append_html(html, value) && buffer_append_text(html, "\"");
}

bool oembed_write_html(const struct oembed *oembed, struct buffer *html)
{
    // WordPress listens to a frame only when a blockquote stands before it,
    // which is what it shows until the frame speaks; it takes `hidden` and
    // `style` away. For others the frame is enough.
    return buffer_append_text(html, "<blockquote hidden><a") &&
           put_attribute(html, "href", oembed->embed) &&
           buffer_append_text(html, ">") &&
           stencil_append_html(html, oembed->title) &&
           buffer_append_text(html, "</a></blockquote><iframe") &&
           put_attribute(html, "src", oembed->embed) &&
           put_attribute(html, "title", oembed->title) &&
           buffer_append_format(
               html,
               " width=\"%d\" height=\"%d\" loading=\"lazy\" "
               "allow=\"camera; web-share; clipboard-write\" "
               "frameborder=\"0\" style=\"border:0;max-width:100%%\"></iframe>",
               oembed->width, oembed->height);
}

// The members in their order, as text; a number is its digits.
struct member {
    const char *name;
    const char *text; // NULL: the number
    long number;
};

enum { MEMBERS_MAX = 12 };

static size_t list_members(const struct oembed *oembed, const char *html,
                           struct member members[MEMBERS_MAX])
{
    const struct member all[MEMBERS_MAX] = {
        {"version", "1.0", 0},
        {"type", "rich", 0},
        {"title", oembed->title, 0},
        {"provider_name", oembed->provider, 0},
        {"provider_url", oembed->address, 0},
        {"cache_age", NULL, CACHE_SECONDS},
        {"html", html, 0},
        {"width", NULL, oembed->width},
        {"height", NULL, oembed->height},
        {"thumbnail_url", oembed->thumbnail, 0},
        {"thumbnail_width", NULL, oembed->thumbnail_width},
        {"thumbnail_height", NULL, oembed->thumbnail_height},
    };
    memcpy(members, all, sizeof all);
    // The three of a thumbnail go together.
    return *oembed->thumbnail ? MEMBERS_MAX : MEMBERS_MAX - 3;
}

static bool write_json(const struct member *members, size_t count,
                       struct buffer *text)
{
    struct value *object = value_create_object();
    bool done = object != NULL;
    for (size_t i = 0; i < count && done; i++)
        done =
            members[i].text
                ? value_put_text(object, members[i].name, members[i].text)
                : value_put_number(object, members[i].name, members[i].number);
    char *json = done ? value_script(object) : NULL;
    done = json && buffer_append_text(text, json);
    free(json);
    value_destroy(object);
    return done;
}

static bool write_xml(const struct member *members, size_t count,
                      struct buffer *text)
{
    bool done = buffer_append_text(
        text, "<?xml version=\"1.0\" encoding=\"utf-8\" standalone=\"yes\"?>\n"
              "<oembed>\n");
    for (size_t i = 0; i < count && done; i++) {
        done = buffer_append_format(text, "<%s>", members[i].name) &&
               (members[i].text
                    ? stencil_append_html(text, members[i].text)
                    : buffer_append_format(text, "%ld", members[i].number)) &&
               buffer_append_format(text, "</%s>\n", members[i].name);
    }
    return done && buffer_append_text(text, "</oembed>\n");
}

static bool write(const struct oembed *oembed, bool is_xml, struct buffer *text)
{
    struct member members[MEMBERS_MAX];
    struct buffer html = {0};
    bool done = oembed_write_html(oembed, &html) && buffer_append(&html, "", 1);
    if (done) {
        const size_t count =
            list_members(oembed, (const char *)html.data, members);
        done = is_xml ? write_xml(members, count, text)
                      : write_json(members, count, text);
    }
    buffer_finish(&html);
    return done;
}

bool oembed_write_json(const struct oembed *oembed, struct buffer *text)
{
    return write(oembed, false, text);
}

bool oembed_write_xml(const struct oembed *oembed, struct buffer *text)
{
    return write(oembed, true, text);
}
