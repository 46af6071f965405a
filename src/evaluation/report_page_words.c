#include "report_page_words.h"

#include <string.h>

static const char *const words[PAGE_WORD_COUNT][LANGUAGE_COUNT] = {
    [WORD_TITLE] = {"Wat de campagne bereikte", "Ce que la campagne a atteint",
                    "What the campaign achieved",
                    "Was die Kampagne erreicht hat"},
    [WORD_PERIOD] = {"{1} tot en met {2}", "du {1} au {2}", "{1} to {2}",
                     "{1} bis {2}"},
    [WORD_ALL] = {"alle scholen en partners samen",
                  "toutes les écoles et tous les partenaires",
                  "all schools and partners together",
                  "alle Schulen und Partner zusammen"},
    [WORD_OF] = {"{1}", "{1}", "{1}", "{1}"},
    [WORD_CAMPAIGN_SIGN] = {"Alleen aantallen, niemand gevolgd.",
                            "Rien que des nombres, personne n’est suivi.",
                            "Counts only, nobody followed.",
                            "Nur Zahlen, niemand wird verfolgt."},
    [WORD_OPENED_UNIT] = {"keer geopend", "ouvertures", "times opened",
                          "Mal geöffnet"},
    [WORD_DOWNLOADED_UNIT] = {"keer gedownload", "téléchargements", "downloads",
                              "Downloads"},
    [WORD_SHARED_UNIT] = {"keer gedeeld", "partages", "times shared",
                          "Mal geteilt"},
    [WORD_CONVERSION_UNIT] = {"keer naar ‘word leraar’",
                              "fois vers « devenir enseignant »",
                              "times on to ‘become a teacher’",
                              "Mal zu „Lehrer werden“"},
    [WORD_MEAN_UNIT] = {"tevreden, op 5", "de satisfaction, sur 5",
                        "satisfied, out of 5", "zufrieden, von 5"},
    [WORD_MEAN_OF_FIVE] = {"{1} op 5", "{1} sur 5", "{1} out of 5",
                           "{1} von 5"},
    [WORD_ANSWERS] = {"{1} antwoorden", "{1} réponses", "{1} answers",
                      "{1} Antworten"},
    [WORD_MARKS] = {"{1} cijfers, alle vragen samen",
                    "{1} notes, toutes les questions ensemble",
                    "{1} marks, all questions together",
                    "{1} Noten, alle Fragen zusammen"},
    [WORD_CAPTIONS] = {"waarvan {1} bijschriften gekopieerd",
                       "dont {1} légendes copiées",
                       "of which {1} captions copied",
                       "davon {1} Begleittexte kopiert"},
    [WORD_MADE_NOTE] = {"{1} posters gemaakt", "{1} affiches faites",
                        "{1} posters made", "{1} Plakate gemacht"},
    [WORD_EMBEDS] = {"en {1} keer op sites van scholen",
                     "et {1} fois sur des sites d’écoles",
                     "and {1} times on schools’ sites",
                     "und {1} Mal auf Schulseiten"},
    [WORD_LINKS] = {"en {1} andere links gevolgd", "et {1} autres liens suivis",
                    "and {1} other links followed",
                    "und {1} andere Links gefolgt"},
    [WORD_CLICKS] = {"Kliks: van openen tot downloaden",
                     "Clics : d’ouvrir à télécharger",
                     "Clicks: from opening to downloading",
                     "Klicks: vom Öffnen zum Download"},
    [WORD_SUMMARY] = {"Alle cijfers", "Tous les chiffres", "All the figures",
                      "Alle Zahlen"},
    [WORD_SHARES] = {"Delen: waar posters heen gaan",
                     "Partages : où vont les affiches",
                     "Shares: where posters go",
                     "Teilen: wohin die Plakate gehen"},
    [WORD_CONVERSIONS] = {"Conversies: op weg naar de klas",
                          "Conversions : en route vers la classe",
                          "Conversions: on the way to a classroom",
                          "Konversionen: auf dem Weg in die Klasse"},
    [WORD_SATISFACTION] = {"Tevredenheid", "Satisfaction", "Satisfaction",
                           "Zufriedenheit"},
    [WORD_DAYS] = {"Posters per dag", "Affiches par jour", "Posters per day",
                   "Plakate pro Tag"},
    [WORD_WEEKS] = {"Posters per week", "Affiches par semaine",
                    "Posters per week", "Plakate pro Woche"},
    [WORD_MONTHS] = {"Posters per maand", "Affiches par mois",
                     "Posters per month", "Plakate pro Monat"},
    [WORD_TEMPLATES] = {"Ontwerpen", "Modèles", "Designs", "Entwürfe"},
    [WORD_FORMATS] = {"Formaten", "Formats", "Formats", "Formate"},
    [WORD_PARTNERS] = {"Scholen en partners", "Écoles et partenaires",
                       "Schools and partners", "Schulen und Partner"},
    [WORD_LANGUAGES] = {"Talen", "Langues", "Languages", "Sprachen"},
    [WORD_TYPES] = {"Bestanden", "Fichiers", "Files", "Dateien"},
    [WORD_ERRORS] = {"Wat misliep", "Ce qui a échoué", "What went wrong",
                     "Was misslang"},
    [WORD_REMARKS] = {"Opmerkingen", "Remarques", "Remarks", "Bemerkungen"},
    [WORD_HOW] = {"Hoe er is geteld", "Comment on a compté",
                  "How this was counted", "Wie gezählt wurde"},
    [WORD_STEP_OPENED] = {"Pagina geopend", "Page ouverte", "Page opened",
                          "Seite geöffnet"},
    [WORD_STEP_PHOTO] = {"Foto gekozen", "Photo choisie", "Photo chosen",
                         "Foto gewählt"},
    [WORD_STEP_MADE] = {"Poster gemaakt", "Affiche faite", "Poster made",
                        "Plakat gemacht"},
    [WORD_STEP_DOWNLOADED] = {"Gedownload", "Téléchargée", "Downloaded",
                              "Heruntergeladen"},
    [WORD_PER_HUNDRED] = {"{1} per 100 keer geopend", "{1} pour 100 ouvertures",
                          "{1} per 100 openings", "{1} je 100 Öffnungen"},
    [WORD_WAY_FINDING] =
        {"Per 100 keer dat de pagina openging, werd er {1} "
         "keer een poster of kit gedownload.",
         "Pour 100 ouvertures de la page, une affiche ou un kit a été "
         "téléchargé {1} fois.",
         "For every 100 times the page was opened, a poster "
         "or kit was downloaded {1} times.",
         "Je 100 Öffnungen der Seite wurde {1} Mal ein Plakat oder Paket "
         "heruntergeladen."},
    [WORD_DAYS_FINDING] = {"Het meest op {1}: {2} posters.",
                           "Le plus le {1} : {2} affiches.",
                           "Most on {1}: {2} posters.",
                           "Am meisten am {1}: {2} Plakate."},
    [WORD_WEEKS_FINDING] = {"Het meest in de week van {1}: {2} posters.",
                            "Le plus la semaine du {1} : {2} affiches.",
                            "Most in the week of {1}: {2} posters.",
                            "Am meisten in der Woche vom {1}: {2} Plakate."},
    [WORD_MONTHS_FINDING] = {"Het meest in de maand vanaf {1}: {2} posters.",
                             "Le plus dans le mois à partir du {1} : {2} "
                             "affiches.",
                             "Most in the month from {1}: {2} posters.",
                             "Am meisten im Monat ab {1}: {2} Plakate."},
    [WORD_ROWS_FINDING] = {"Het meest: {1}, {2} posters.",
                           "Le plus : {1}, {2} affiches.",
                           "Most: {1}, {2} posters.",
                           "Am meisten: {1}, {2} Plakate."},
    [WORD_ITEMS_FINDING] = {"Het meest: {1}, {2} keer.",
                            "Le plus : {1}, {2} fois.", "Most: {1}, {2} times.",
                            "Am meisten: {1}, {2} Mal."},
    [WORD_MEAN_FINDING] = {"Gemiddeld {1} op 5, van {2} antwoorden.",
                           "En moyenne {1} sur 5, de {2} réponses.",
                           "On average {1} out of 5, of {2} answers.",
                           "Im Schnitt {1} von 5, aus {2} Antworten."},
    [WORD_PARTNER_COUNT] = {"Deelgenomen: {1}.", "Participants : {1}.",
                            "Took part: {1}.", "Teilgenommen: {1}."},
    [WORD_MORE] = {"en nog {1}", "et encore {1}", "and {1} more",
                   "und noch {1}"},
    [WORD_NOTHING] = {"In deze dagen is hiervan nog niets geteld.",
                      "Rien n’a encore été compté pour ces jours.",
                      "Nothing of this was counted on these days yet.",
                      "Davon wurde an diesen Tagen noch nichts gezählt."},
    [WORD_NO_ANSWERS] = {"Er heeft nog niemand geantwoord.",
                         "Personne n’a encore répondu.",
                         "Nobody has answered yet.",
                         "Noch niemand hat geantwortet."},
    [WORD_NO_ERRORS] = {"Er liep niets mis.", "Rien n’a échoué.",
                        "Nothing went wrong.", "Nichts ging schief."},
    [WORD_FEW_ANSWERS] = {"minder dan 5 antwoorden", "moins de 5 réponses",
                          "fewer than 5 answers", "weniger als 5 Antworten"},
    [WORD_TABLE] = {"Tabel: {1}", "Tableau : {1}", "Table: {1}",
                    "Tabelle: {1}"},
    [WORD_DAY] = {"Dag", "Jour", "Day", "Tag"},
    [WORD_WEEK_FROM] = {"Week vanaf", "Semaine du", "Week from", "Woche ab"},
    [WORD_MONTH] = {"Maand vanaf", "Mois à partir du", "Month from",
                    "Monat ab"},
    [WORD_NAME] = {"Naam", "Nom", "Name", "Name"},
    [WORD_OPENED] = {"Geopend", "Ouvertures", "Opened", "Geöffnet"},
    [WORD_MADE] = {"Gemaakt", "Faites", "Made", "Gemacht"},
    [WORD_DOWNLOADED] = {"Gedownload", "Téléchargées", "Downloaded",
                         "Heruntergeladen"},
    [WORD_COUNT] = {"Aantal", "Nombre", "Count", "Anzahl"},
    [WORD_QUESTION] = {"Vraag", "Question", "Question", "Frage"},
    [WORD_MEAN] = {"Gemiddeld", "Moyenne", "Mean", "Schnitt"},
    [WORD_NUMBER_OF_ANSWERS] = {"Antwoorden", "Réponses", "Answers",
                                "Antworten"},
    [WORD_WHAT] = {"Wat", "Quoi", "What", "Was"},
    [WORD_SAID_NOTHING] = {"niet gezegd", "non précisé", "not said",
                           "nicht angegeben"},
    [WORD_REMARK] = {"Opmerking", "Remarque", "Remark", "Bemerkung"},
    [WORD_PARTNER] = {"School of partner", "École ou partenaire",
                      "School or partner", "Schule oder Partner"},
    [WORD_HOW_TEXT] =
        {"Deze cijfers zijn optelsommen per dag; van niemand is een adres, "
         "cookie of kenmerk bewaard. Robots tellen niet mee, en wie vraagt om "
         "niet gevolgd te worden (Do Not Track, Global Privacy Control) ook "
         "niet. Wie een pagina twee keer opent, telt twee keer. Uit één foto "
         "kunnen meer posters komen, en een kit telt elk van zijn posters. "
         "Gedeeld is: met de deelknop verstuurd of een bijschrift gekopieerd. "
         "‘Word leraar’ is: die link gevolgd. Wat daarna gebeurde, weten we "
         "niet. Tevredenheid is het gemiddelde van alle gegeven cijfers, van 1 "
         "tot 5. Antwoorden was vrij: wie het deed, spreekt niet voor "
         "iedereen.",
         "Ces chiffres sont des sommes par jour ; aucune adresse, aucun "
         "cookie, aucun identifiant n’est gardé. Les robots ne sont pas "
         "comptés, ni qui demande à ne pas être suivi (Do Not Track, Global "
         "Privacy Control). Qui ouvre une page deux fois compte deux fois. Une "
         "photo peut donner plusieurs affiches, et un kit compte chacune des "
         "siennes. Partagé veut dire : envoyé avec le bouton de partage, ou "
         "légende copiée. « Devenir enseignant » veut dire : ce lien suivi. La "
         "suite, nous ne la connaissons pas. La satisfaction est la moyenne de "
         "toutes les notes, de 1 à 5. Répondre était libre : qui l’a fait ne "
         "parle pas pour tous.",
         "These figures are sums per day; no address, cookie or identifier of "
         "anybody was kept. Robots are not counted, and neither is anyone who "
         "asks not to be followed (Do Not Track, Global Privacy Control). "
         "Opening a page twice counts twice. One photo can become several "
         "posters, and a kit counts each of its posters. Shared means: sent "
         "with the share button, or a caption copied. ‘Become a teacher’ "
         "means: that link was followed. What happened next, we do not know. "
         "Satisfaction is the mean of all marks given, from 1 to 5. Answering "
         "was optional: those who did do not speak for everybody.",
         "Diese Zahlen sind Summen pro Tag; von niemandem wurde eine Adresse, "
         "ein Cookie oder ein Merkmal aufbewahrt. Roboter zählen nicht mit, "
         "und wer nicht verfolgt werden will (Do Not Track, Global Privacy "
         "Control), auch nicht. Wer eine Seite zweimal öffnet, zählt zweimal. "
         "Aus einem Foto können mehrere Plakate werden, und ein Paket zählt "
         "jedes seiner Plakate. Geteilt heißt: mit der Teilen-Taste verschickt "
         "oder den Begleittext kopiert. „Lehrer werden“ heißt: diesem Link "
         "gefolgt. Was danach geschah, wissen wir nicht. Zufriedenheit ist das "
         "Mittel aller Noten von 1 bis 5. Antworten war freiwillig: Wer es "
         "tat, spricht nicht für alle."},
    [WORD_HIDDEN_NOTE] =
        {"Een aantal van 1 tot 4 staat hier als <5: het zou over iemand kunnen "
         "gaan.",
         "Un nombre de 1 à 4 est écrit <5 : il pourrait s’agir de quelqu’un.",
         "A count from 1 to 4 is shown as <5: it could be about somebody.",
         "Eine Anzahl von 1 bis 4 steht hier als <5: es könnte um jemanden "
         "gehen."},
    [WORD_DASH_NOTE] =
        {"Een – staat waar een groter getal zou verraden wat onder de 5 bleef.",
         "Un – remplace un nombre plus grand qui trahirait un nombre de moins "
         "de 5.",
         "A – stands where a larger count would give away one below 5.",
         "Ein – steht, wo eine größere Zahl eine unter 5 verraten würde."},
    [WORD_PARTIAL_NOTE] =
        {"Een + achter een getal: er zijn dagen bij met minder dan 5, die niet "
         "zijn meegeteld.",
         "Un + après un nombre : il y a des jours de moins de 5, qui ne sont "
         "pas comptés.",
         "A + behind a number: some days have fewer than 5, which are not "
         "added.",
         "Ein + hinter einer Zahl: an manchen Tagen sind es weniger als 5, die "
         "nicht mitzählen."},
};

static const char *const event_words[EVENT_COUNT][LANGUAGE_COUNT] = {
    [EVENT_PAGE_OPENED] = {"Pagina geopend", "Page ouverte", "Page opened",
                           "Seite geöffnet"},
    [EVENT_PHOTO_CHOSEN] = {"Foto gekozen", "Photo choisie", "Photo chosen",
                            "Foto gewählt"},
    [EVENT_POSTER_MADE] = {"Poster gemaakt", "Affiche faite", "Poster made",
                           "Plakat gemacht"},
    [EVENT_POSTER_DOWNLOADED] = {"Poster gedownload", "Affiche téléchargée",
                                 "Poster downloaded", "Plakat heruntergeladen"},
    [EVENT_KIT_MADE] = {"Kit gemaakt", "Kit fait", "Kit made", "Paket gemacht"},
    [EVENT_SHARED] = {"Poster gedeeld", "Affiche partagée", "Poster shared",
                      "Plakat geteilt"},
    [EVENT_CAPTION_COPIED] = {"Bijschrift gekopieerd", "Légende copiée",
                              "Caption copied", "Begleittext kopiert"},
    [EVENT_EMBED_SHOWN] = {"Getoond op de site van een school",
                           "Montré sur le site d’une école",
                           "Shown on a school’s site",
                           "Auf der Website einer Schule gezeigt"},
    [EVENT_LINK_FOLLOWED] = {"Andere link gevolgd", "Autre lien suivi",
                             "Other link followed", "Anderem Link gefolgt"},
    [EVENT_CONVERSION] = {"Naar ‘word leraar’", "Vers « devenir enseignant »",
                          "On to ‘become a teacher’", "Zu „Lehrer werden“"},
    [EVENT_ERROR] = {"Iets misgelopen", "Échec", "Something went wrong",
                     "Etwas misslang"},
    [EVENT_RATING] = {"Cijfers gegeven", "Notes données", "Marks given",
                      "Noten gegeben"},
};

const char *page_word(enum language language, enum page_word word)
{
    return words[word][language];
}

const char *page_event(enum language language, enum event event)
{
    return event_words[event][language];
}

static void add(char out[PAGE_SENTENCE_BYTES], size_t *used, const char *text,
                size_t size)
{
    const size_t room = PAGE_SENTENCE_BYTES - 1 - *used;
    if (size > room)
        size = room;
    memcpy(out + *used, text, size);
    *used += size;
}

void page_say(enum language language, enum page_word word, const char *first,
              const char *second, char out[PAGE_SENTENCE_BYTES])
{
    size_t used = 0;
    for (const char *at = words[word][language]; *at;) {
        const size_t plain = strcspn(at, "{");
        add(out, &used, at, plain);
        at += plain;
        if (!*at)
            break;
        const char *text = at[1] == '1' ? first : second;
        if (text)
            add(out, &used, text, strlen(text));
        at += strlen("{1}");
    }
    out[used] = '\0';
}
