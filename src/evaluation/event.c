#include "event.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

const struct event_kind events[EVENT_COUNT] = {
    [EVENT_PAGE_OPENED] = {"page-opened",
                           EVENT_BY_PAGE,
                           EVENT_NO_DETAIL,
                           {"dat de pagina is geopend",
                            "que la page est ouverte",
                            "that the page was opened",
                            "dass die Seite geöffnet wurde"}},
    [EVENT_PHOTO_CHOSEN] = {"photo-chosen",
                            EVENT_BY_PAGE,
                            EVENT_NO_DETAIL,
                            {"dat er een foto is gekozen, niet welke",
                             "qu’une photo est choisie, pas laquelle",
                             "that a photo was chosen, not which",
                             "dass ein Foto gewählt wurde, nicht welches"}},
    [EVENT_POSTER_MADE] = {"poster-made",
                           EVENT_BY_SERVER,
                           EVENT_NO_DETAIL,
                           {"dat er een poster is gemaakt",
                            "qu’une affiche est faite",
                            "that a poster was made",
                            "dass ein Plakat gemacht wurde"}},
    [EVENT_POSTER_DOWNLOADED] = {"poster-downloaded",
                                 EVENT_BY_SERVER,
                                 EVENT_NO_DETAIL,
                                 {"dat er een poster is gedownload",
                                  "qu’une affiche est téléchargée",
                                  "that a poster was downloaded",
                                  "dass ein Plakat heruntergeladen wurde"}},
    [EVENT_KIT_MADE] = {"kit-made",
                        EVENT_BY_SERVER,
                        EVENT_NO_DETAIL,
                        {"dat er een kit met alle formaten is gemaakt",
                         "qu’un kit de tous les formats est fait",
                         "that a kit of all formats was made",
                         "dass ein Paket mit allen Formaten gemacht wurde"}},
    [EVENT_SHARED] = {"shared",
                      EVENT_BY_PAGE,
                      EVENT_DETAIL_NETWORK,
                      {"dat een poster met de deelknop is gedeeld",
                       "qu’une affiche est partagée avec le bouton",
                       "that a poster was shared with the button",
                       "dass ein Plakat mit der Taste geteilt wurde"}},
    [EVENT_CAPTION_COPIED] = {"caption-copied",
                              EVENT_BY_PAGE,
                              EVENT_DETAIL_NETWORK,
                              {"dat een bijschrift is gekopieerd, en voor welk "
                               "netwerk",
                               "qu’une légende est copiée, et pour quel réseau",
                               "that a caption was copied, and for which "
                               "network",
                               "dass ein Begleittext kopiert wurde, und für "
                               "welches Netzwerk"}},
    [EVENT_EMBED_SHOWN] = {"embed-shown",
                           EVENT_BY_PAGE,
                           EVENT_NO_DETAIL,
                           {"dat de tool op de site van een school is getoond",
                            "que l’outil est montré sur le site d’une école",
                            "that the tool was shown on a school’s site",
                            "dass das Werkzeug auf der Website einer Schule "
                            "gezeigt wurde"}},
    [EVENT_LINK_FOLLOWED] = {"link-followed",
                             EVENT_BY_PAGE,
                             EVENT_DETAIL_LINK,
                             {"dat een link onderaan is gevolgd, en welke",
                              "qu’un lien au bas est suivi, et lequel",
                              "that a link at the foot was followed, and which",
                              "dass einem Link am Fuß gefolgt wurde, und "
                              "welchem"}},
    [EVENT_CONVERSION] = {"conversion",
                          EVENT_BY_PAGE,
                          EVENT_DETAIL_LINK,
                          {"dat een link om leraar te worden is gevolgd",
                           "qu’un lien pour devenir enseignant est suivi",
                           "that a link to becoming a teacher was followed",
                           "dass einem Link zum Lehrerberuf gefolgt wurde"}},
    [EVENT_ERROR] = {"error",
                     EVENT_BY_SERVER,
                     EVENT_DETAIL_CAUSE,
                     {"dat er iets misliep, en waaraan het lag",
                      "que quelque chose a échoué, et pourquoi",
                      "that something failed, and why",
                      "dass etwas misslang, und woran es lag"}},
    [EVENT_RATING] = {"rating",
                      EVENT_BY_SURVEY,
                      EVENT_DETAIL_RATING,
                      {"welk cijfer van 1 tot 5 je geeft, als je antwoordt",
                       "quelle note de 1 à 5 vous donnez, si vous répondez",
                       "which mark from 1 to 5 you give, if you answer",
                       "welche Note von 1 bis 5 Sie geben, wenn Sie "
                       "antworten"}},
};

enum event event_find(const char *id)
{
    int event = 0;
    while (event < EVENT_COUNT && strcmp(events[event].id, id) != 0)
        event++;
    return (enum event)event;
}

int event_today(void)
{
    const time_t now = time(NULL);
    struct tm parts;
    localtime_r(&now, &parts);
    return (parts.tm_year + 1900) * 10000 + (parts.tm_mon + 1) * 100 +
           parts.tm_mday;
}

// Days since 1970-01-01 of a date of the Gregorian calendar, and back.
static long number_of(int day)
{
    struct tm parts = {.tm_year = day / 10000 - 1900,
                       .tm_mon = day / 100 % 100 - 1,
                       .tm_mday = day % 100,
                       .tm_hour = 12};
    const long seconds = (long)timegm(&parts);
    return (seconds - (seconds % 86400 + 86400) % 86400) / 86400;
}

static int day_of(long number)
{
    const time_t seconds = number * 86400;
    struct tm parts;
    gmtime_r(&seconds, &parts);
    return (parts.tm_year + 1900) * 10000 + (parts.tm_mon + 1) * 100 +
           parts.tm_mday;
}

bool event_is_day(int day)
{
    return day >= 19700101 && day <= 99991231 && day_of(number_of(day)) == day;
}

bool event_read_day(const char *text, int *day)
{
    int year, month, date;
    char end;
    if (strlen(text) != 10 || strspn(text, "0123456789-") != 10 ||
        sscanf(text, "%4d-%2d-%2d%c", &year, &month, &date, &end) != 3 ||
        text[4] != '-' || text[7] != '-' ||
        !event_is_day(year * 10000 + month * 100 + date))
        return false;
    *day = year * 10000 + month * 100 + date;
    return true;
}

int event_day_after(int day, int by)
{
    return day_of(number_of(day) + by);
}

int event_days_between(int from, int to)
{
    return (int)(number_of(to) - number_of(from));
}
