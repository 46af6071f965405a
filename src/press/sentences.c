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
        {"Dit bestandstype kunnen we niet maken. Kies png, jpeg of pdf.",
         "Nous ne pouvons pas créer ce type de fichier. Choisis png, jpeg ou "
         "pdf.",
         "We cannot make this type of file. Choose png, jpeg or pdf.",
         "Diesen Dateityp können wir nicht erstellen. Wähle png, jpeg oder "
         "pdf."},
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
    [MESSAGE_FILE_TOO_LARGE] =
        {"Dit formaat mag maar {1} kB zijn, en zo klein wordt deze poster niet "
         "in dit bestandstype. Laat het type weg, of kies een rustigere foto.",
         "Ce format ne peut dépasser {1} ko, et cette affiche ne devient pas "
         "si petite dans ce type de fichier. Enlève le type, ou choisis une "
         "photo plus calme.",
         "This format may have only {1} kB, and this poster does not get that "
         "small in this type of file. Leave the type out, or choose a calmer "
         "photo.",
         "Dieses Format darf nur {1} kB haben, und so klein wird dieses Plakat "
         "in diesem Dateityp nicht. Lass den Typ weg oder wähle ein ruhigeres "
         "Foto."},
    [MESSAGE_MARKS_WRONG] =
        {"Snijtekens (marks) zijn yes of no, en staan enkel op een pdf van een "
         "papierformaat uit één stuk.",
         "Les traits de coupe (marks) sont yes ou no, et seulement sur un pdf "
         "d’un format papier en une pièce.",
         "Crop marks (marks) are yes or no, and only on a pdf of a paper "
         "format in one piece.",
         "Schnittmarken (marks) sind yes oder no, und nur auf einem PDF eines "
         "Papierformats aus einem Stück."},
    [MESSAGE_TILES_WRONG] =
        {"Op losse bladen (tiles) kan enkel a4, als pdf van een papier dat "
         "groter is: a3, a2 of rollup.",
         "Sur plusieurs feuilles (tiles), choisis a4, pour un pdf d’un papier "
         "plus grand : a3, a2 ou rollup.",
         "On several sheets (tiles) can only be a4, as a pdf of a larger "
         "paper: a3, a2 or rollup.",
         "Auf mehreren Blättern (tiles) geht nur a4, als PDF eines größeren "
         "Papiers: a3, a2 oder rollup."},
    [MESSAGE_PARTNER_UNKNOWN] =
        {"Deze school of organisatie kennen we niet (meer). Kies een andere, "
         "of typ de naam van je school.",
         "Nous ne connaissons pas (ou plus) cette école ou organisation. "
         "Choisis-en une autre, ou tape le nom de ton école.",
         "We do not know this school or organisation (any more). Choose "
         "another one, or type the name of your school.",
         "Diese Schule oder Organisation kennen wir nicht (mehr). Wähle eine "
         "andere, oder tippe den Namen deiner Schule."},
    [MESSAGE_PARTNER_NOT_NOW] =
        {"De actie van deze school of organisatie loopt nu niet. Maak je "
         "poster zonder haar naam, of kom later terug.",
         "L’action de cette école ou organisation n’est pas en cours. Fais "
         "ton affiche sans son nom, ou reviens plus tard.",
         "The campaign of this school or organisation is not running now. "
         "Make your poster without its name, or come back later.",
         "Die Aktion dieser Schule oder Organisation läuft gerade nicht. "
         "Mach dein Plakat ohne ihren Namen, oder komm später wieder."},
    [MESSAGE_PARTNER_TEMPLATE] =
        {"Deze school of organisatie gebruikt dit ontwerp niet. Kies een "
         "ander ontwerp.",
         "Cette école ou organisation n’utilise pas ce modèle. Choisis-en un "
         "autre.",
         "This school or organisation does not use this design. Choose "
         "another one.",
         "Diese Schule oder Organisation verwendet diese Vorlage nicht. Wähle "
         "eine andere."},
    [MESSAGE_PARTNER_THEME] =
        {"Deze school of organisatie gebruikt deze kleuren niet. Kies andere "
         "kleuren.",
         "Cette école ou organisation n’utilise pas ces couleurs. Choisis-en "
         "d’autres.",
         "This school or organisation does not use these colours. Choose other "
         "colours.",
         "Diese Schule oder Organisation verwendet diese Farben nicht. Wähle "
         "andere Farben."},
    [MESSAGE_PARTNER_FORMAT] =
        {"Deze school of organisatie gebruikt dit formaat niet. Kies een "
         "ander formaat.",
         "Cette école ou organisation n’utilise pas ce format. Choisis-en un "
         "autre.",
         "This school or organisation does not use this format. Choose "
         "another one.",
         "Diese Schule oder Organisation verwendet dieses Format nicht. Wähle "
         "ein anderes."},
    [MESSAGE_PARTNER_LANGUAGE] =
        {"Deze school of organisatie maakt geen posters in deze taal. Kies een "
         "andere taal.",
         "Cette école ou organisation ne fait pas d’affiches dans cette "
         "langue. Choisis-en une autre.",
         "This school or organisation makes no posters in this language. "
         "Choose another one.",
         "Diese Schule oder Organisation macht keine Plakate in dieser "
         "Sprache. Wähle eine andere."},
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
};
