#include "event.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

const struct event_kind events[EVENT_COUNT] = {
    [EVENT_PAGE_OPENED] = {"page-opened",
                           EVENT_BY_PAGE,
                           EVENT_NO_DETAIL,
                           {"dat de pagina is geopend",
                            "que la page a été ouverte",
                            "that the page was opened",
                            "dass die Seite geöffnet wurde"}},
    [EVENT_PHOTO_CHOSEN] = {"photo-chosen",
                            EVENT_BY_PAGE,
                            EVENT_NO_DETAIL,
                            {"dat er een foto is gekozen, niet welke",
                             "qu’une photo a été choisie, pas laquelle",
                             "that a photo was chosen, not which",
                             "dass ein Foto gewählt wurde, nicht welches"}},
    [EVENT_POSTER_MADE] = {"poster-made",
                           EVENT_BY_SERVER,
                           EVENT_NO_DETAIL,
                           {"dat er een poster is gemaakt",
                            "qu’une affiche a été faite",
                            "that a poster was made",
                            "dass ein Plakat gemacht wurde"}},
    [EVENT_POSTER_DOWNLOADED] = {"poster-downloaded",
                                 EVENT_BY_SERVER,
                                 EVENT_NO_DETAIL,
                                 {"dat er een poster is gedownload",
                                  "qu’une affiche a été téléchargée",
                                  "that a poster was downloaded",
                                  "dass ein Plakat heruntergeladen wurde"}},
    [EVENT_KIT_MADE] = {"kit-made",
                        EVENT_BY_SERVER,
                        EVENT_NO_DETAIL,
                        {"dat er een kit met meerdere formaten is gemaakt",
                         "qu’un kit de plusieurs formats a été fait",
                         "that a kit of several formats was made",
                         "dass ein Paket mit mehreren Formaten gemacht wurde"}},
    [EVENT_SHARED] = {"shared",
                      EVENT_BY_PAGE,
                      EVENT_DETAIL_NETWORK,
                      {"dat een poster met de deelknop is gedeeld",
                       "qu’une affiche a été partagée avec le bouton",
                       "that a poster was shared with the button",
                       "dass ein Plakat mit der Taste geteilt wurde"}},
    [EVENT_CAPTION_COPIED] =
        {"caption-copied",
         EVENT_BY_PAGE,
         EVENT_DETAIL_NETWORK,
         {"dat de tekst voor bij een post is gekopieerd, en "
          "voor welk netwerk",
          "que le texte pour une publication a été copié, et "
          "pour quel réseau",
          "that the text to go with a post was copied, and "
          "for which network",
          "dass der Text zu einem Beitrag kopiert wurde, und "
          "für welches Netzwerk"}},
    [EVENT_EMBED_SHOWN] = {"embed-shown",
                           EVENT_BY_PAGE,
                           EVENT_NO_DETAIL,
                           {"dat de tool op de site van een school is getoond",
                            "que l’outil a été montré sur le site d’une école",
                            "that the tool was shown on a school’s site",
                            "dass das Werkzeug auf der Website einer Schule "
                            "gezeigt wurde"}},
    [EVENT_LINK_FOLLOWED] =
        {"link-followed",
         EVENT_BY_PAGE,
         EVENT_DETAIL_LINK,
         {"dat een link onderaan is gevolgd, en welke",
          "qu’un lien en bas de page a été suivi, et lequel",
          "that a link at the foot of a page was followed, and which",
          "dass ein Link unten auf der Seite angeklickt wurde, und "
          "welcher"}},
    [EVENT_CONVERSION] = {"conversion",
                          EVENT_BY_PAGE,
                          EVENT_DETAIL_LINK,
                          {"dat een link om leraar te worden is gevolgd",
                           "qu’un lien pour devenir enseignant a été suivi",
                           "that a link to becoming a teacher was followed",
                           "dass ein Link zum Lehrerberuf angeklickt wurde"}},
    [EVENT_ERROR] = {"error",
                     EVENT_BY_SERVER,
                     EVENT_DETAIL_CAUSE,
                     {"dat er iets misliep, en waaraan het lag",
                      "que quelque chose a échoué, et pourquoi",
                      "that something failed, and why",
                      "dass etwas misslang, und woran es lag"}},
    [EVENT_RATING] =
        {"rating",
         EVENT_BY_SURVEY,
         EVENT_DETAIL_RATING,
         {"welk cijfer van 1 tot 5 je geeft, als je antwoordt",
          "quelle note de 1 à 5 tu donnes, si tu réponds",
          "which mark from 1 to 5 you give, if you answer",
          "welchen Wert von 1 bis 5 du gibst, wenn du antwortest"}},
};

const char *event_teller_name(enum event_teller teller)
{
    static const char *const names[] = {[EVENT_BY_SERVER] = "server",
                                        [EVENT_BY_PAGE] = "page",
                                        [EVENT_BY_SURVEY] = "survey"};
    return names[teller];
}

const char *event_detail_name(enum event_detail detail)
{
    static const char *const names[] = {[EVENT_NO_DETAIL] = "",
                                        [EVENT_DETAIL_NETWORK] = "network",
                                        [EVENT_DETAIL_LINK] = "link",
                                        [EVENT_DETAIL_CAUSE] = "cause",
                                        [EVENT_DETAIL_RATING] = "rating"};
    return names[detail];
}

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
