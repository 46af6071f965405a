// Any bytes as what a page tells of a visit: refused with a sentence, or keys
// of which each text is an id of ours.
#include "serve/events_text.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool held)
{
    if (!held)
        abort();
}

static struct press *open_press(void)
{
    struct press *press;
    struct error err = {0};
    const struct press_config paths = {.templates_dir = SOURCE_DIR "/templates",
                                       .fonts_file =
                                           SOURCE_DIR "/fonts/fonts.ini",
                                       .photo_limits = PHOTO_LIMITS_DEFAULT,
                                       .partners_dir = SOURCE_DIR "/partners"};
    must(press_create(&press, &paths, &err));
    return press;
}

static void look_at_text(const char *text, size_t size)
{
    must(memchr(text, '\0', size));
    must(strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789-_") ==
         strlen(text));
}

static void look_at(const struct count_key *key)
{
    must(events[key->event].teller == EVENT_BY_PAGE);
    must(event_is_day(key->day));
    look_at_text(key->partner_id, sizeof key->partner_id);
    look_at_text(key->template_id, sizeof key->template_id);
    look_at_text(key->format_id, sizeof key->format_id);
    look_at_text(key->type, sizeof key->type);
    look_at_text(key->language, sizeof key->language);
    look_at_text(key->detail, sizeof key->detail);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const struct config_page page = {
        .links = {{.id = "job", .is_conversion = true}}, .link_count = 1};
    static struct press *press;
    static struct events_text events_read;
    struct error err = {0};
    if (!press)
        press = open_press();
    if (!events_text_read(&events_read, (struct bytes){data, size}, press,
                          &page, &err)) {
        must(err.kind == ERROR_MALFORMED || err.kind == ERROR_INVALID);
        must(!*err.field || order_is_name(err.field));
        return 0;
    }
    must(events_read.count > 0 && events_read.count <= EVENTS_MAX);
    for (size_t i = 0; i < events_read.count; i++)
        look_at(&events_read.keys[i]);
    return 0;
}
