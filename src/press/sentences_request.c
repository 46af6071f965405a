#include "sentences.h"

// In the order nl, fr, en, de.
const char *const request_sentences[MESSAGE_COUNT][LANGUAGE_COUNT] = {
    [MESSAGE_REQUEST_NOT_FOUND] = {"Deze pagina bestaat niet.",
                                   "Cette page n’existe pas.",
                                   "This page does not exist.",
                                   "Diese Seite gibt es nicht."},
    [MESSAGE_REQUEST_METHOD] =
        {"Zo kan deze pagina niet worden gebruikt. Ga terug naar het "
         "formulier.",
         "Cette page ne s’utilise pas ainsi. Retourne au formulaire.",
         "This page cannot be used like this. Go back to the form.",
         "So kann diese Seite nicht benutzt werden. Geh zurück zum Formular."},
    [MESSAGE_REQUEST_NOT_MULTIPART] =
        {"Dit is geen formulier dat we kunnen lezen: stuur het als "
         "multipart/form-data.",
         "Ce n’est pas un formulaire que nous pouvons lire : envoie-le en "
         "multipart/form-data.",
         "This is not a form that we can read: send it as multipart/form-data.",
         "Das ist kein Formular, das wir lesen können: Sende es als "
         "multipart/form-data."},
    [MESSAGE_REQUEST_MALFORMED] =
        {"Het formulier kwam beschadigd aan. Ga terug en verstuur het opnieuw.",
         "Le formulaire est arrivé abîmé. Reviens en arrière et envoie-le à "
         "nouveau.",
         "The form arrived damaged. Go back and send it again.",
         "Das Formular kam beschädigt an. Geh zurück und sende es noch "
         "einmal."},
    [MESSAGE_REQUEST_SHORT] =
        {"Het formulier kwam niet volledig aan. Ga terug en verstuur het "
         "opnieuw.",
         "Le formulaire n’est pas arrivé en entier. Reviens en arrière et "
         "envoie-le à nouveau.",
         "The form did not arrive whole. Go back and send it again.",
         "Das Formular kam nicht vollständig an. Geh zurück und sende es noch "
         "einmal."},
    [MESSAGE_REQUEST_LENGTH_MISSING] =
        {"De lengte van het formulier ontbreekt of klopt niet. Ga terug en "
         "verstuur het opnieuw.",
         "La longueur du formulaire manque ou est fausse. Reviens en arrière "
         "et envoie-le à nouveau.",
         "The length of the form is missing or wrong. Go back and send it "
         "again.",
         "Die Länge des Formulars fehlt oder stimmt nicht. Geh zurück und "
         "sende es noch einmal."},
    [MESSAGE_REQUEST_TOO_LARGE] =
        {"Wat je stuurt is te groot: hoogstens {1} MB. Kies een kleinere "
         "foto.",
         "Ton envoi est trop grand : {1} Mo au plus. Choisis une photo plus "
         "petite.",
         "What you send is too large: at most {1} MB. Choose a smaller photo.",
         "Deine Sendung ist zu groß: höchstens {1} MB. Wähle ein kleineres "
         "Foto."},
    [MESSAGE_REQUEST_TOO_MANY_PARTS] =
        {"Het formulier heeft te veel velden. Gebruik het formulier van de "
         "site.",
         "Le formulaire a trop de champs. Utilise le formulaire du site.",
         "The form has too many fields. Use the form of the site.",
         "Das Formular hat zu viele Felder. Benutze das Formular der Website."},
    [MESSAGE_REQUEST_PART_TOO_LARGE] =
        {"Deze tekst is veel te lang. Kort hem in.",
         "Ce texte est beaucoup trop long. Raccourcis-le.",
         "This text is much too long. Shorten it.",
         "Dieser Text ist viel zu lang. Kürze ihn."},
    [MESSAGE_OEMBED_URL] =
        {"Dit is geen adres van onze postermaker dat je kunt insluiten.",
         "Ce n’est pas une adresse de notre créateur d’affiches à intégrer.",
         "This is no address of our poster maker that can be embedded.",
         "Das ist keine Adresse unseres Plakatmachers zum Einbetten."},
    [MESSAGE_EVENT_UNKNOWN] =
        {"Dit staat niet op de lijst van wat we tellen.",
         "Ceci n’est pas sur la liste de ce que nous comptons.",
         "This is not on the list of what we count.",
         "Das steht nicht auf der Liste dessen, was wir zählen."},
    [MESSAGE_EVENTS_TYPE] = {"Hier lezen we alleen JSON van hoogstens {1} kB.",
                             "Ici, nous lisons seulement du JSON de {1} ko au "
                             "plus.",
                             "Here we only read JSON of at most {1} kB.",
                             "Hier lesen wir nur JSON von höchstens {1} kB."},
    [MESSAGE_TOO_MANY] =
        {"Even te druk hier. Probeer het zo dadelijk opnieuw.",
         "Trop de monde pour l’instant. Réessaie dans un moment.",
         "Too busy right now. Try again in a moment.",
         "Gerade zu viel los. Versuch es gleich noch einmal."},
    [MESSAGE_OEMBED_FORMAT] = {"Er is alleen json en xml.",
                               "Il n’y a que json et xml.",
                               "There is only json and xml.",
                               "Es gibt nur json und xml."},
    [MESSAGE_REPORT_LINK] =
        {"Deze link naar een verslag werkt niet of niet meer. Vraag een nieuwe "
         "aan wie hem gaf.",
         "Ce lien vers un rapport ne fonctionne pas ou plus. Demandes-en un "
         "nouveau à la personne qui te l’a donné.",
         "This link to a report does not work, or no longer. Ask whoever gave "
         "it for a new one.",
         "Dieser Link zu einem Bericht funktioniert nicht oder nicht mehr. "
         "Bitte um einen neuen, wo du ihn bekommen hast."},
    [MESSAGE_REPORT_FORMAT] = {"Een verslag is er als html, pdf, csv en json.",
                               "Un rapport existe en html, pdf, csv et json.",
                               "A report comes as html, pdf, csv and json.",
                               "Einen Bericht gibt es als html, pdf, csv und "
                               "json."},
    [MESSAGE_REPORT_ASKED] =
        {"Zo kan geen verslag gemaakt worden. Kijk de dagen na, hoogstens vijf "
         "jaar, en het id van de school.",
         "Un rapport ne peut pas être fait ainsi. Vérifie les jours, cinq ans "
         "au plus, et l’id de l’école.",
         "No report can be made like this. Check the days, five years at most, "
         "and the id of the school.",
         "So kann kein Bericht gemacht werden. Prüfe die Tage, höchstens fünf "
         "Jahre, und die ID der Schule."},
    [MESSAGE_REPORT_AWAY] =
        {"Het verslag kan nu niet gemaakt worden. Er gaat niets verloren: "
         "probeer het straks opnieuw.",
         "Le rapport ne peut pas être fait maintenant. Rien n’est perdu : "
         "réessaie plus tard.",
         "The report cannot be made right now. Nothing is lost: try again "
         "later.",
         "Der Bericht kann gerade nicht gemacht werden. Es geht nichts "
         "verloren: Versuche es später noch einmal."},
    [MESSAGE_SURVEY_EMPTY] = {"Geef minstens één cijfer.",
                              "Donne au moins une note.",
                              "Give at least one mark.",
                              "Wähle mindestens einen Wert."},
    [MESSAGE_SURVEY_VALUE] = {"Kies een cijfer van {1} tot {2}.",
                              "Choisis une note de {1} à {2}.",
                              "Choose a mark from {1} to {2}.",
                              "Wähle einen Wert von {1} bis {2}."},
    [MESSAGE_SURVEY_AWAY] =
        {"We kunnen je antwoord nu even niet bewaren. Verstuur het zo meteen "
         "nog eens: het telt maar één keer.",
         "Nous ne pouvons pas garder ta réponse pour l’instant. Renvoie-la "
         "dans "
         "un moment : elle ne comptera qu’une fois.",
         "We cannot keep your answer right now. Send it again in a moment: it "
         "counts only once.",
         "Wir können deine Antwort gerade nicht aufbewahren. Sende sie gleich "
         "noch einmal: Sie zählt nur einmal."},
    [MESSAGE_BUSY] =
        {"Het is hier nu erg druk. Probeer het over enkele seconden opnieuw.",
         "Il y a beaucoup de monde en ce moment. Réessaie dans quelques "
         "secondes.",
         "It is very busy here right now. Try again in a few seconds.",
         "Hier ist gerade viel los. Versuche es in ein paar Sekunden noch "
         "einmal."},
    [MESSAGE_POSTER_FAILED] =
        {"Met deze foto lukt het niet. Open ze op je toestel, bewaar ze "
         "opnieuw als JPEG en probeer het nog eens.",
         "Cela ne marche pas avec cette photo. Ouvre-la sur ton appareil, "
         "enregistre-la à nouveau en JPEG et réessaie.",
         "It does not work with this photo. Open it on your device, save it "
         "again as JPEG and try once more.",
         "Mit diesem Foto klappt es nicht. Öffne es auf deinem Gerät, "
         "speichere es neu als JPEG und versuche es noch einmal."},
    // Nobody reads it; every message has its sentence.
    [MESSAGE_CLIENT_GONE] =
        {"Je verbinding werd verbroken. Probeer het nog eens.",
         "Ta connexion a été interrompue. Réessaie.",
         "Your connection was lost. Try again.",
         "Deine Verbindung wurde unterbrochen. Versuche es noch einmal."},
    [MESSAGE_SYSTEM] =
        {"Er ging bij ons iets mis. Probeer het later opnieuw.",
         "Un problème est survenu de notre côté. Réessaie plus tard.",
         "Something went wrong on our side. Try again later.",
         "Bei uns ist etwas schiefgegangen. Versuche es später noch einmal."},
    [MESSAGE_CONFIGURATION] =
        {"De instellingen of een ontwerp zijn fout.",
         "La configuration ou un modèle est erroné.",
         "The configuration or a template is wrong.",
         "Die Konfiguration oder eine Vorlage ist fehlerhaft."},
};
