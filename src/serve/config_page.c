#include "config_page.h"

#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// WCAG 2.2, 1.4.3: what text wants at least.
static const double contrast_wanted = 4.5;

void config_page_init(struct config_page *page)
{
    *page = (struct config_page){
        .names = {[LANGUAGE_NL] = "Word een echte influencer"}};
}

static bool read_color(const struct ini_entry *entry, char color[8],
                       struct error *err)
{
    const char *value = entry->value;
    if (value[0] != '#' || strlen(value) != 7 ||
        strspn(value + 1, "0123456789abcdefABCDEF") != 6)
        return ini_wrong(entry, err,
                         "\"%.40s\" is not a colour such as "
                         "#ffd21e",
                         value);
    for (int i = 0; i < 8; i++)
        color[i] = (char)tolower((unsigned char)value[i]);
    return true;
}

// One @ with something before it and a dot behind: enough to see a mistake.
static bool read_contact(const struct ini_entry *entry,
                         char contact[CONFIG_LINE_MAX], struct error *err)
{
    const char *at = strchr(entry->value, '@');
    if (!at || at == entry->value || strchr(at + 1, '@') || !strchr(at, '.') ||
        strpbrk(entry->value, " \t<>\"?&"))
        return ini_wrong(entry, err,
                         "\"%.60s\" is not an e-mail address such as "
                         "poster@example.org",
                         entry->value);
    snprintf(contact, CONFIG_LINE_MAX, "%s", entry->value);
    return true;
}

static bool read_url(const struct ini_entry *entry, char url[CONFIG_LINE_MAX],
                     struct error *err)
{
    const bool is_web = strncmp(entry->value, "https://", 8) == 0 ||
                        strncmp(entry->value, "http://", 7) == 0;
    if (!is_web || strpbrk(entry->value, " \t<>\""))
        return ini_wrong(entry, err,
                         "\"%.60s\" does not begin with https:// or http://",
                         entry->value);
    snprintf(url, CONFIG_LINE_MAX, "%s", entry->value);
    return true;
}

// `label.nl` and its like.
static bool take_local(const struct ini_entry *entry, const char *key,
                       char texts[LANGUAGE_COUNT][CONFIG_LINE_MAX], bool *taken,
                       struct error *err)
{
    char *local[LANGUAGE_COUNT] = {0};
    const bool done = ini_take_local(entry, key, local, taken, err);
    for (int i = 0; i < LANGUAGE_COUNT && done; i++)
        if (local[i])
            snprintf(texts[i], CONFIG_LINE_MAX, "%s", local[i]);
    ini_finish_local(local);
    return done;
}

static bool find_link(struct config_page *page, const struct ini_entry *entry,
                      struct config_link **link, struct error *err)
{
    char id[LIMIT_ID_BYTES];
    if (!ini_read_id(entry, entry->section + strlen("link "), id, "link", err))
        return false;
    for (size_t i = 0; i < page->link_count; i++)
        if (strcmp(page->links[i].id, id) == 0) {
            *link = &page->links[i];
            return true;
        }
    if (page->link_count == CONFIG_LINKS_MAX)
        return ini_wrong(entry, err, "there are %d links at the most",
                         CONFIG_LINKS_MAX);
    *link = &page->links[page->link_count++];
    strcpy((*link)->id, id);
    return true;
}

static bool take_link(struct config_page *page, const struct ini_entry *entry,
                      struct error *err)
{
    struct config_link *link = NULL;
    bool taken = false;
    if (!find_link(page, entry, &link, err))
        return false;
    if (strcmp(entry->key, "url") == 0)
        return read_url(entry, link->url, err);
    if (strcmp(entry->key, "conversion") == 0)
        return ini_read_flag(entry, &link->is_conversion, err);
    if (!take_local(entry, "label", link->labels, &taken, err))
        return false;
    return taken || ini_wrong(entry, err,
                              "there is no such key; a link has "
                              "url, conversion, label.nl, label.fr, "
                              "label.en, label.de");
}

bool config_page_take(struct config_page *page, const struct ini_entry *entry,
                      bool *taken, struct error *err)
{
    *taken = strncmp(entry->section, "link ", 5) == 0;
    if (*taken)
        return take_link(page, entry, err);
    *taken = strcmp(entry->section, "page") == 0;
    if (!*taken)
        return true;
    if (strcmp(entry->key, "folder") == 0) {
        snprintf(page->folder, sizeof page->folder, "%s", entry->value);
        return true;
    }
    if (strcmp(entry->key, "address") == 0)
        return address_read(entry->value, page->address) ||
               ini_wrong(entry, err,
                         "\"%.60s\" is not an address such as "
                         "https://poster.example.org/",
                         entry->value);
    if (strcmp(entry->key, "contact") == 0)
        return read_contact(entry, page->contact, err);
    if (strcmp(entry->key, "color") == 0)
        return read_color(entry, page->color, err);
    if (strcmp(entry->key, "ink") == 0)
        return read_color(entry, page->ink, err);
    bool is_local = false;
    if (!take_local(entry, "footer", page->footers, &is_local, err) ||
        (!is_local && !take_local(entry, "name", page->names, &is_local, err)))
        return false;
    return is_local ||
           ini_wrong(
               entry, err,
               "there is no such key; [page] has folder, address, "
               "contact, color, ink, and name.nl, footer.nl and their like");
}

// Relative luminance plus the glare of WCAG 2.2.
static double light(const char *color)
{
    static const double weights[] = {0.2126, 0.7152, 0.0722};
    const unsigned long rgb = strtoul(color + 1, NULL, 16);
    double sum = 0.05;
    for (int i = 0; i < 3; i++) {
        const double part = (double)(rgb >> (16 - 8 * i) & 0xff) / 255;
        sum +=
            weights[i] *
            (part <= 0.04045 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4));
    }
    return sum;
}

bool config_page_check(const struct config_page *page, const char *path,
                       struct error *err)
{
    for (size_t i = 0; i < page->link_count; i++) {
        const struct config_link *link = &page->links[i];
        if (!*link->url || !*link->labels[LANGUAGE_NL])
            return error_set_detail(err, ERROR_SYSTEM, MESSAGE_CONFIGURATION,
                                    "%s: [link %s] needs url and label.nl",
                                    path, link->id);
    }
    if (!*page->color != !*page->ink)
        return error_set_detail(err, ERROR_SYSTEM, MESSAGE_CONFIGURATION,
                                "%s: [page] color and ink go together", path);
    if (!*page->color)
        return true;
    const double ratio = light(page->color) / light(page->ink);
    const double contrast = ratio < 1 ? 1 / ratio : ratio;
    return contrast >= contrast_wanted ||
           error_set_detail(err, ERROR_SYSTEM, MESSAGE_CONFIGURATION,
                            "%s: [page] ink %s on color %s has a contrast of "
                            "%.1f; text wants %.1f",
                            path, page->ink, page->color, contrast,
                            contrast_wanted);
}

size_t config_page_links(const struct config_page *page, enum language language,
                         struct report_link links[CONFIG_LINKS_MAX])
{
    for (size_t i = 0; i < page->link_count; i++) {
        const struct config_link *link = &page->links[i];
        strcpy(links[i].id, link->id);
        snprintf(links[i].label, sizeof links[i].label, "%s",
                 *link->labels[language] ? link->labels[language]
                                         : link->labels[LANGUAGE_NL]);
    }
    return page->link_count;
}
