#include "sentences.h"

// In the order nl, fr, en, de.
const char *const sentences[MESSAGE_COUNT][LANGUAGE_COUNT] = {
    [MESSAGE_NONE] = {"", "", "", ""},
    [MESSAGE_TEMPLATE_MISSING] = {"Kies eerst een ontwerp voor je poster.",
                                  "Choisis d’abord un modèle pour ton affiche.",
                                  "Choose a design for your poster first.",
                                  "Wähle zuerst eine Vorlage für dein Plakat."},
    [MESSAGE_TEMPLATE_UNKNOWN] =
        {"Dit ontwerp bestaat niet (meer). Kies een ander.",
         "Ce modèle n’existe pas (ou plus). Choisis-en un autre.",
         "This design does not exist (any more). Choose another one.",
         "Diese Vorlage gibt es nicht (mehr). Wähle eine andere."},
    [MESSAGE_FORMAT_UNKNOWN] =
        {"Dit formaat bestaat niet. Kies er een uit de lijst.",
         "Ce format n’existe pas. Choisis-en un dans la liste.",
         "This format does not exist. Choose one from the list.",
         "Dieses Format gibt es nicht. Wähle eines aus der Liste."},
    [MESSAGE_FORMAT_NOT_OFFERED] =
        {"Dit ontwerp bestaat niet in dit formaat. Kies een ander formaat of "
         "een ander ontwerp.",
         "Ce modèle n’existe pas dans ce format. Choisis un autre format ou un "
         "autre modèle.",
         "This design does not come in this format. Choose another format or "
         "another design.",
         "Diese Vorlage gibt es nicht in diesem Format. Wähle ein anderes "
         "Format oder eine andere Vorlage."},
    [MESSAGE_THEME_UNKNOWN] =
        {"Deze kleuren bestaan niet voor dit ontwerp. Kies andere kleuren.",
         "Ces couleurs n’existent pas pour ce modèle. Choisis-en d’autres.",
         "This design does not come in these colours. Choose other colours.",
         "Diese Farben gibt es für diese Vorlage nicht. Wähle andere Farben."},
    [MESSAGE_TYPE_UNKNOWN] =
        {"Dit bestandstype kunnen we niet maken. Kies png.",
         "Nous ne pouvons pas créer ce type de fichier. Choisis png.",
         "We cannot make this type of file. Choose png.",
         "Diesen Dateityp können wir nicht erstellen. Wähle png."},
    [MESSAGE_LANGUAGE_UNKNOWN] =
        {"Deze taal kennen we niet. Kies nl, fr, en of de.",
         "Nous ne connaissons pas cette langue. Choisis nl, fr, en ou de.",
         "We do not know this language. Choose nl, fr, en or de.",
         "Diese Sprache kennen wir nicht. Wähle nl, fr, en oder de."},
    [MESSAGE_FIELD_UNKNOWN] =
        {"Het formulier bevat een veld dat dit ontwerp niet heeft. Laat het "
         "weg.",
         "Le formulaire contient un champ que ce modèle n’a pas. Enlève-le.",
         "The form has a field that this design does not have. Leave it out.",
         "Das Formular enthält ein Feld, das diese Vorlage nicht hat. Lass es "
         "weg."},
    [MESSAGE_FIELD_TWICE] =
        {"Dit veld staat twee keer in het formulier. Geef het één keer.",
         "Ce champ figure deux fois dans le formulaire. Donne-le une seule "
         "fois.",
         "This field is in the form twice. Give it once.",
         "Dieses Feld steht zweimal im Formular. Gib es nur einmal an."},
    [MESSAGE_FRAMING_NUMBER] = {"Geef hier een getal van {1} tot {2}.",
                                "Donne ici un nombre de {1} à {2}.",
                                "Give a number from {1} to {2} here.",
                                "Gib hier eine Zahl von {1} bis {2} an."},
    [MESSAGE_TURN_WRONG] =
        {"Draaien kan met 0, 90, 180 of 270 graden.",
         "La rotation peut être de 0, 90, 180 ou 270 degrés.",
         "Turning is possible by 0, 90, 180 or 270 degrees.",
         "Drehen ist um 0, 90, 180 oder 270 Grad möglich."},
    [MESSAGE_BLEED_WRONG] = {"De afloop kan 0, 1, 3 of 5 mm zijn.",
                             "Le fond perdu peut être de 0, 1, 3 ou 5 mm.",
                             "The bleed can be 0, 1, 3 or 5 mm.",
                             "Der Anschnitt kann 0, 1, 3 oder 5 mm sein."},
    [MESSAGE_EFFORT_WRONG] =
        {"De inspanning (effort) kan fast of small zijn.",
         "L’effort (effort) peut être fast ou small.",
         "The effort can be fast or small.",
         "Der Aufwand (effort) kann fast oder small sein."},
    [MESSAGE_KIT_EMPTY] = {"Kies minstens één formaat voor je kit.",
                           "Choisis au moins un format pour ton kit.",
                           "Choose at least one format for your kit.",
                           "Wähle mindestens ein Format für dein Kit."},
    [MESSAGE_KIT_FORMAT_UNKNOWN] =
        {"Het formaat {id} bestaat niet. Kies er een uit de lijst.",
         "Le format {id} n’existe pas. Choisis-en un dans la liste.",
         "There is no format {id}. Choose one from the list.",
         "Das Format {id} gibt es nicht. Wähle eines aus der Liste."},
    [MESSAGE_KIT_FORMAT_NOT_OFFERED] =
        {"Dit ontwerp bestaat niet in het formaat {id}. Laat het weg of kies "
         "een ander ontwerp.",
         "Ce modèle n’existe pas dans le format {id}. Enlève ce format ou "
         "choisis un autre modèle.",
         "This design does not come in the format {id}. Leave it out or choose "
         "another design.",
         "Diese Vorlage gibt es nicht im Format {id}. Lass es weg oder wähle "
         "eine andere Vorlage."},
    [MESSAGE_KIT_FORMAT_TWICE] =
        {"Het formaat {id} staat twee keer in de lijst. Geef het één keer.",
         "Le format {id} figure deux fois dans la liste. Donne-le une seule "
         "fois.",
         "The format {id} is in the list twice. Give it once.",
         "Das Format {id} steht zweimal in der Liste. Gib es nur einmal an."},
    [MESSAGE_TEXT_MISSING] =
        {"Vul dit veld in: zonder deze woorden is de poster niet af.",
         "Remplis ce champ : sans ces mots, l’affiche n’est pas finie.",
         "Fill in this field: the poster is not finished without these words.",
         "Fülle dieses Feld aus: Ohne diese Worte ist das Plakat nicht "
         "fertig."},
    [MESSAGE_TEXT_TOO_LONG] =
        {"Deze tekst is te lang: {1} tekens, er passen er hoogstens {2}. Kort "
         "hem wat in.",
         "Ce texte est trop long : {1} caractères, il en tient {2} au plus. "
         "Raccourcis-le un peu.",
         "This text is too long: {1} characters, at most {2} fit. Shorten it a "
         "little.",
         "Dieser Text ist zu lang: {1} Zeichen, höchstens {2} passen. Kürze "
         "ihn etwas."},
    [MESSAGE_TEXT_NOT_UTF8] =
        {"Deze tekst kwam beschadigd aan (geen geldige UTF-8). Typ hem "
         "opnieuw.",
         "Ce texte est arrivé abîmé (UTF-8 non valable). Tape-le à nouveau.",
         "This text arrived damaged (not valid UTF-8). Type it again.",
         "Dieser Text kam beschädigt an (kein gültiges UTF-8). Tippe ihn noch "
         "einmal."},
    [MESSAGE_TEXT_CONTROL] =
        {"In deze tekst zit een onzichtbaar stuurteken. Typ hem opnieuw in "
         "plaats van te plakken.",
         "Ce texte contient un caractère de commande invisible. Tape-le au "
         "lieu de le coller.",
         "This text has an invisible control character in it. Type it instead "
         "of pasting it.",
         "Dieser Text enthält ein unsichtbares Steuerzeichen. Tippe ihn, statt "
         "ihn einzufügen."},
    [MESSAGE_TEXT_MARKS] =
        {"Op één letter staan te veel accenten. Hoogstens vier kunnen er op.",
         "Une lettre porte trop d’accents. Elle peut en porter quatre au plus.",
         "One letter has too many accents on it. It can have four at most.",
         "Ein Buchstabe trägt zu viele Akzente. Höchstens vier sind möglich."},
    [MESSAGE_TEXT_NO_GLYPH] =
        {"Dit kunnen onze letters niet tekenen: {characters}. Haal het weg of "
         "vervang het.",
         "Nos lettres ne peuvent pas dessiner ceci : {characters}. Enlève-le "
         "ou remplace-le.",
         "Our typefaces cannot draw this: {characters}. Remove or replace it.",
         "Das können unsere Schriften nicht zeichnen: {characters}. Entferne "
         "oder ersetze es."},
    [MESSAGE_TEXT_DOES_NOT_FIT] =
        {"Deze tekst past niet leesbaar op de poster. Maak hem korter of "
         "gebruik kortere woorden.",
         "Ce texte ne tient pas lisiblement sur l’affiche. Raccourcis-le ou "
         "prends des mots plus courts.",
         "This text does not fit on the poster at a readable size. Make it "
         "shorter or use shorter words.",
         "Dieser Text passt nicht lesbar auf das Plakat. Kürze ihn oder nimm "
         "kürzere Wörter."},
    [MESSAGE_PHOTO_MISSING] = {"Kies een foto: dit ontwerp kan niet zonder.",
                               "Choisis une photo : ce modèle en a besoin.",
                               "Choose a photo: this design cannot do without.",
                               "Wähle ein Foto: Diese Vorlage braucht eines."},
    [MESSAGE_PHOTO_EMPTY] =
        {"Dit bestand is leeg. Kies de foto opnieuw.",
         "Ce fichier est vide. Choisis à nouveau la photo.",
         "This file is empty. Choose the photo again.",
         "Diese Datei ist leer. Wähle das Foto noch einmal."},
    [MESSAGE_PHOTO_NOT_WANTED] =
        {"Op dit ontwerp komt geen foto. Laat de foto weg of kies een ander "
         "ontwerp.",
         "Ce modèle n’a pas de photo. Enlève la photo ou choisis un autre "
         "modèle.",
         "This design has no photo. Leave the photo out or choose another "
         "design.",
         "Diese Vorlage hat kein Foto. Lass das Foto weg oder wähle eine "
         "andere Vorlage."},
    [MESSAGE_PHOTO_TOO_LARGE] =
        {"Deze foto is groter dan {1} MB. Kies een kleinere, of verklein ze "
         "eerst.",
         "Cette photo dépasse {1} Mo. Choisis-en une plus petite ou réduis-la "
         "d’abord.",
         "This photo is larger than {1} MB. Choose a smaller one, or shrink it "
         "first.",
         "Dieses Foto ist größer als {1} MB. Wähle ein kleineres oder "
         "verkleinere es zuerst."},
    [MESSAGE_PHOTO_TOO_MANY_PIXELS] =
        {"Deze foto heeft meer dan {1} megapixel. Verklein ze eerst.",
         "Cette photo a plus de {1} mégapixels. Réduis-la d’abord.",
         "This photo has more than {1} megapixels. Shrink it first.",
         "Dieses Foto hat mehr als {1} Megapixel. Verkleinere es zuerst."},
    [MESSAGE_PHOTO_TOO_LONG_SIDE] =
        {"Deze foto is langer dan {1} pixels. Snijd ze eerst bij.",
         "Un côté de cette photo dépasse {1} pixels. Recadre-la d’abord.",
         "One side of this photo is longer than {1} pixels. Crop it first.",
         "Eine Seite dieses Fotos ist länger als {1} Pixel. Schneide es "
         "zuerst zu."},
    [MESSAGE_PHOTO_NOT_A_PICTURE] =
        {"Dit bestand is geen foto. Kies een foto: JPEG, HEIC, PNG, WebP, AVIF "
         "of GIF.",
         "Ce fichier n’est pas une photo. Choisis une photo : JPEG, HEIC, PNG, "
         "WebP, AVIF ou GIF.",
         "This file is not a photo. Choose a photo: JPEG, HEIC, PNG, WebP, "
         "AVIF or GIF.",
         "Diese Datei ist kein Foto. Wähle ein Foto: JPEG, HEIC, PNG, WebP, "
         "AVIF oder GIF."},
    [MESSAGE_PHOTO_UNSUPPORTED] =
        {"Dit lijkt {type} te zijn. Kies een gewone foto: JPEG, HEIC, PNG, "
         "WebP, AVIF of GIF.",
         "Cela semble être {type}. Choisis une photo ordinaire : JPEG, HEIC, "
         "PNG, WebP, AVIF ou GIF.",
         "This seems to be {type}. Choose an ordinary photo: JPEG, HEIC, PNG, "
         "WebP, AVIF or GIF.",
         "Das scheint {type} zu sein. Wähle ein gewöhnliches Foto: JPEG, HEIC, "
         "PNG, WebP, AVIF oder GIF."},
    [MESSAGE_PHOTO_TRUNCATED] =
        {"Een stuk van deze foto ontbreekt: ze kwam niet volledig aan. Stuur "
         "ze opnieuw.",
         "Il manque un morceau de cette photo : elle n’est pas arrivée "
         "entière. Envoie-la à nouveau.",
         "A part of this photo is missing: it did not arrive whole. Send it "
         "again.",
         "Ein Teil dieses Fotos fehlt: Es kam nicht vollständig an. Schick es "
         "noch einmal."},
    [MESSAGE_PHOTO_BROKEN] =
        {"Deze foto is beschadigd. Open ze op je toestel, bewaar ze opnieuw "
         "en probeer het nog eens.",
         "Cette photo est abîmée. Ouvre-la sur ton appareil, enregistre-la à "
         "nouveau et réessaie.",
         "This photo is damaged. Open it on your device, save it again and try "
         "once more.",
         "Dieses Foto ist beschädigt. Öffne es auf deinem Gerät, speichere es "
         "neu und versuche es noch einmal."},
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
