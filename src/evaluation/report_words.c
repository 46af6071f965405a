#include "report_words.h"

#include <stdio.h>
#include <string.h>

// In the order nl, fr, en, de.
static const char *const words[REPORT_WORDS][LANGUAGE_COUNT] = {
    [REPORT_WORD_TITLE] = {"Wat de campagne heeft bereikt",
                           "Ce que la campagne a atteint",
                           "What the campaign achieved",
                           "Was die Kampagne erreicht hat"},
    [REPORT_WORD_ALL_PARTNERS] = {"Alle partners", "Tous les partenaires",
                                  "All partners", "Alle Partner"},
    [REPORT_WORD_UP_TO] = {"tot en met", "au", "to", "bis"},
    [REPORT_WORD_ANSWER] = {"In het kort", "En bref", "In short",
                            "Kurz gesagt"},
    [REPORT_WORD_CLICKS] = {"Kliks", "Clics", "Clicks", "Klicks"},
    [REPORT_WORD_SHARES] = {"Gedeeld", "Partages", "Shares", "Geteilt"},
    [REPORT_WORD_CONVERSIONS] = {"Op weg naar leraar worden",
                                 "En route vers l’enseignement",
                                 "On the way to becoming a teacher",
                                 "Auf dem Weg zum Lehrerberuf"},
    [REPORT_WORD_SATISFACTION] = {"Tevredenheid", "Satisfaction",
                                  "Satisfaction", "Zufriedenheit"},
    [REPORT_WORD_WAY] = {"Van openen tot downloaden",
                         "De l’ouverture au téléchargement",
                         "From opening to downloading",
                         "Vom Öffnen bis zum Herunterladen"},
    [REPORT_WORD_STEP_OPENED] = {"De pagina is geopend", "La page est ouverte",
                                 "The page was opened",
                                 "Die Seite wurde geöffnet"},
    [REPORT_WORD_STEP_CHOSEN] = {"Een foto is gekozen", "Une photo est choisie",
                                 "A photo was chosen",
                                 "Ein Foto wurde gewählt"},
    [REPORT_WORD_STEP_MADE] = {"Een poster is gemaakt", "Une affiche est faite",
                               "A poster was made", "Ein Plakat wurde gemacht"},
    [REPORT_WORD_STEP_DOWNLOADED] = {"Een poster of kit is gedownload",
                                     "Une affiche ou un kit est téléchargé",
                                     "A poster or kit was downloaded",
                                     "Ein Plakat oder Paket wurde geladen"},
    [REPORT_WORD_STEP_SHARED] = {"Gedeeld, of een bijschrift gekopieerd",
                                 "Partagée, ou une légende est copiée",
                                 "Shared, or a caption was copied",
                                 "Geteilt, oder ein Begleittext kopiert"},
    [REPORT_WORD_WEEKS] = {"Posters per week", "Affiches par semaine",
                           "Posters per week", "Plakate pro Woche"},
    [REPORT_WORD_WEEK] = {"week van", "semaine du", "week of", "Woche vom"},
    [REPORT_WORD_DAYS] = {"Posters per dag", "Affiches par jour",
                          "Posters per day", "Plakate pro Tag"},
    [REPORT_WORD_DATES] = {"Data van de campagne", "Dates de la campagne",
                           "Dates of the campaign", "Daten der Kampagne"},
    [REPORT_WORD_TEMPLATES] = {"Per ontwerp", "Par modèle", "By design",
                               "Nach Entwurf"},
    [REPORT_WORD_FORMATS] = {"Per formaat", "Par format", "By format",
                             "Nach Format"},
    [REPORT_WORD_TYPES] = {"Per soort bestand", "Par type de fichier",
                           "By type of file", "Nach Dateityp"},
    [REPORT_WORD_PARTNERS] = {"Per partner", "Par partenaire", "By partner",
                              "Nach Partner"},
    [REPORT_WORD_LANGUAGES] = {"Per taal", "Par langue", "By language",
                               "Nach Sprache"},
    [REPORT_WORD_NETWORKS] = {"Gedeeld, per netwerk", "Partages, par réseau",
                              "Shares, by network", "Geteilt, nach Netzwerk"},
    [REPORT_WORD_LINKS] = {"Andere links gevolgd", "Autres liens suivis",
                           "Other links followed", "Anderen Links gefolgt"},
    [REPORT_WORD_CONVERSION_LINKS] = {"Links om leraar te worden",
                                      "Liens pour devenir enseignant",
                                      "Links to becoming a teacher",
                                      "Links zum Lehrerberuf"},
    [REPORT_WORD_CAUSES] = {"Waaraan het lag als iets misliep",
                            "Pourquoi quelque chose a échoué",
                            "Why something failed", "Woran es lag"},
    [REPORT_WORD_SURVEY_POSTER] = {"Wie een poster maakte",
                                   "Qui a fait une affiche",
                                   "Who made a poster",
                                   "Wer ein Plakat gemacht hat"},
    [REPORT_WORD_SURVEY_PARTNER] = {"De partners", "Les partenaires",
                                    "The partners", "Die Partner"},
    [REPORT_WORD_REMARKS] = {"In hun eigen woorden", "Avec leurs mots",
                             "In their own words", "Mit eigenen Worten"},
    [REPORT_WORD_DAY] = {"dag", "jour", "day", "Tag"},
    [REPORT_WORD_WHAT] = {"wat", "quoi", "what", "was"},
    [REPORT_WORD_COUNT] = {"aantal", "nombre", "count", "Anzahl"},
    [REPORT_WORD_OPENED] = {"geopend", "ouvertures", "opened", "geöffnet"},
    [REPORT_WORD_MADE] = {"gemaakt", "faites", "made", "gemacht"},
    [REPORT_WORD_DOWNLOADED] = {"gedownload", "téléchargées", "downloaded",
                                "geladen"},
    [REPORT_WORD_QUESTION] = {"vraag", "question", "question", "Frage"},
    [REPORT_WORD_ANSWERS] = {"antwoorden", "réponses", "answers", "Antworten"},
    [REPORT_WORD_MEAN] = {"gemiddeld", "moyenne", "mean", "Mittel"},
    [REPORT_WORD_OF_OPENED] = {"van de geopende pagina’s", "des pages ouvertes",
                               "of the pages opened", "der geöffneten Seiten"},
    [REPORT_WORD_NOT_SAID] = {"niet gezegd", "non précisé", "not said",
                              "nicht gesagt"},
    [REPORT_WORD_NO_PARTNER] = {"Zonder partner", "Sans partenaire",
                                "Without a partner", "Ohne Partner"},
    [REPORT_WORD_KIT] = {"Kit (zip met alle formaten)",
                         "Kit (zip de tous les formats)",
                         "Kit (zip of all formats)",
                         "Paket (Zip mit allen Formaten)"},
    [REPORT_WORD_DEVICE] = {"Delen op het toestel", "Partage de l’appareil",
                            "Sharing on the device", "Teilen am Gerät"},
    [REPORT_WORD_LARGEST] = {"de grootste van", "les plus grands de",
                             "the largest of", "die größten von"},
    [REPORT_WORD_PARTNERS_COUNT] = {"partners deden mee",
                                    "partenaires ont participé",
                                    "partners took part",
                                    "Partner machten mit"},
    [REPORT_WORD_NOTHING] = {"In deze dagen is er niets geteld.",
                             "Rien n’a été compté ces jours-là.",
                             "Nothing was counted on these days.",
                             "An diesen Tagen wurde nichts gezählt."},
    [REPORT_WORD_NO_ANSWERS] = {"Nog geen antwoorden.",
                                "Pas encore de réponses.", "No answers yet.",
                                "Noch keine Antworten."},
    [REPORT_WORD_NO_DATES] = {"Er zijn geen data van de campagne ingesteld.",
                              "Aucune date de la campagne n’est définie.",
                              "No dates of the campaign are set.",
                              "Es sind keine Daten der Kampagne gesetzt."},
    [REPORT_WORD_HIDDEN] =
        {"Een aantal van 1 tot 4 staat er als <5, zodat niemand te herkennen "
         "is. Waar het dan nog te berekenen zou zijn, staat bij een groter "
         "aantal –.",
         "Un nombre de 1 à 4 est écrit <5, pour que personne ne soit reconnu. "
         "Là où on pourrait encore le calculer, un nombre plus grand est "
         "écrit –.",
         "A count from 1 to 4 is written <5, so that nobody can be recognised. "
         "Where it could still be worked out, a larger count is written –.",
         "Eine Anzahl von 1 bis 4 steht als <5 da, damit niemand zu erkennen "
         "ist. Wo sie sich noch berechnen ließe, steht statt einer größeren "
         "Anzahl –."},
    [REPORT_WORD_COUNTS_ONLY] =
        {"Geteld is wat er gebeurde, nooit wie het deed: er zijn geen cookies, "
         "geen adressen en geen profielen. Wie niet gevolgd wil worden (Do Not "
         "Track, Global Privacy Control), telt niet mee.",
         "On a compté ce qui s’est passé, jamais qui l’a fait : pas de "
         "cookies, pas d’adresses, pas de profils. Qui ne veut pas être suivi "
         "(Do Not Track, Global Privacy Control) n’est pas compté.",
         "Counted is what happened, never who did it: there are no cookies, no "
         "addresses and no profiles. Whoever asks not to be tracked (Do Not "
         "Track, Global Privacy Control) is not counted.",
         "Gezählt ist, was geschah, nie wer es tat: keine Cookies, keine "
         "Adressen, keine Profile. Wer nicht verfolgt werden will (Do Not "
         "Track, Global Privacy Control), zählt nicht mit."},
};

static const char *const event_words[EVENT_COUNT][LANGUAGE_COUNT] = {
    [EVENT_PAGE_OPENED] = {"pagina geopend", "page ouverte", "page opened",
                           "Seite geöffnet"},
    [EVENT_PHOTO_CHOSEN] = {"foto gekozen", "photo choisie", "photo chosen",
                            "Foto gewählt"},
    [EVENT_POSTER_MADE] = {"posters gemaakt", "affiches faites", "posters made",
                           "Plakate gemacht"},
    [EVENT_POSTER_DOWNLOADED] = {"posters gedownload", "affiches téléchargées",
                                 "posters downloaded",
                                 "Plakate heruntergeladen"},
    [EVENT_KIT_MADE] = {"kits gedownload", "kits téléchargés",
                        "kits downloaded", "Pakete heruntergeladen"},
    [EVENT_SHARED] = {"gedeeld met de deelknop", "partagées avec le bouton",
                      "shared with the button", "mit der Taste geteilt"},
    [EVENT_CAPTION_COPIED] = {"bijschriften gekopieerd", "légendes copiées",
                              "captions copied", "Begleittexte kopiert"},
    [EVENT_EMBED_SHOWN] = {"getoond op sites van scholen",
                           "montré sur des sites d’écoles",
                           "shown on sites of schools",
                           "auf Websites von Schulen gezeigt"},
    [EVENT_LINK_FOLLOWED] = {"andere links gevolgd", "autres liens suivis",
                             "other links followed", "anderen Links gefolgt"},
    [EVENT_CONVERSION] = {"doorgeklikt om leraar te worden",
                          "clics pour devenir enseignant",
                          "clicked on to becoming a teacher",
                          "weitergeklickt zum Lehrerberuf"},
    [EVENT_ERROR] = {"keren dat iets misliep", "échecs",
                     "times that something failed", "Mal misslang etwas"},
    [EVENT_RATING] = {"cijfers gegeven", "notes données", "ratings given",
                      "Noten gegeben"},
};

const char *report_word(enum report_word word, enum language language)
{
    return words[word][language];
}

const char *report_event_word(enum event event, enum language language)
{
    return event_words[event][language];
}

static const char *const months[LANGUAGE_COUNT][12] = {
    {"januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus",
     "september", "oktober", "november", "december"},
    {"janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août",
     "septembre", "octobre", "novembre", "décembre"},
    {"January", "February", "March", "April", "May", "June", "July", "August",
     "September", "October", "November", "December"},
    {"Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August",
     "September", "Oktober", "November", "Dezember"},
};

static const char *const short_months[LANGUAGE_COUNT][12] = {
    {"jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt",
     "nov", "dec"},
    {"janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.",
     "oct.", "nov.", "déc."},
    {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct",
     "Nov", "Dec"},
    {"Jan.", "Feb.", "März", "Apr.", "Mai", "Juni", "Juli", "Aug.", "Sept.",
     "Okt.", "Nov.", "Dez."},
};

// The days of a month are numbered, the first one in French.
static const char *dot(int number, enum language language)
{
    if (language == LANGUAGE_DE)
        return ".";
    return language == LANGUAGE_FR && number == 1 ? "er" : "";
}

static int month_of(int day)
{
    return (day / 100 % 100 + 11) % 12;
}

void report_say_day_of_year(int day, enum language language,
                            char out[REPORT_DAY_BYTES])
{
    const int number = day % 100;
    snprintf(out, REPORT_DAY_BYTES, "%d%s %s", number, dot(number, language),
             months[language][month_of(day)]);
}

void report_say_day(int day, enum language language, char out[REPORT_DAY_BYTES])
{
    report_say_day_of_year(day, language, out);
    const size_t used = strlen(out);
    snprintf(out + used, REPORT_DAY_BYTES - used, " %d", day / 10000);
}

const char *report_month(int day, enum language language)
{
    return short_months[language][month_of(day)];
}

void report_say_day_short(int day, enum language language,
                          char out[REPORT_DAY_BYTES])
{
    const int number = day % 100;
    snprintf(out, REPORT_DAY_BYTES, "%d%s %s", number, dot(number, language),
             report_month(day, language));
}

void report_say_count(long count, enum language language,
                      char out[REPORT_COUNT_BYTES])
{
    // The French blank is a narrow one that no line breaks at.
    static const char *const groups[LANGUAGE_COUNT] = {".", "\u202f", ",", "."};
    if (count < 0) {
        snprintf(out, REPORT_COUNT_BYTES, "%s",
                 count == REPORT_HIDDEN ? "<5" : "–");
        return;
    }
    char figures[24];
    const int length = snprintf(figures, sizeof figures, "%ld", count);
    size_t used = 0;
    for (int i = 0; i < length; i++) {
        if (i > 0 && (length - i) % 3 == 0)
            used += (size_t)snprintf(out + used, REPORT_COUNT_BYTES - used,
                                     "%s", groups[language]);
        if (used < REPORT_COUNT_BYTES - 1)
            out[used++] = figures[i];
    }
    out[used < REPORT_COUNT_BYTES ? used : REPORT_COUNT_BYTES - 1] = '\0';
}

void report_say_decimal(double value, enum language language,
                        char out[REPORT_COUNT_BYTES])
{
    snprintf(out, REPORT_COUNT_BYTES, "%.1f", value);
    char *point = strchr(out, '.');
    if (point != NULL && language != LANGUAGE_EN)
        *point = ',';
}
