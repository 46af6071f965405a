#include "kit_sentences.h"

static const char *const hints[KIT_HINTS][LANGUAGE_COUNT] = {
    [KIT_HINT_SOCIAL] =
        {
            [LANGUAGE_NL] =
                "1. Zet het bestand op je telefoon: stuur het naar jezelf en "
                "bewaar het bij je foto’s.\n"
                "2. Open de app, begin een nieuwe post en kies de foto.\n"
                "3. Plak de tekst van je netwerk, uit caption.[[lang]].txt.\n"
                "4. Plak alt.txt bij Alternatieve tekst. Waar die zit, staat "
                "onderaan.",
            [LANGUAGE_FR] =
                "1. Mets le fichier sur ton téléphone : envoie-le-toi et "
                "enregistre-le dans tes photos.\n"
                "2. Ouvre l’appli, commence une publication et choisis la "
                "photo.\n"
                "3. Colle le texte de ton réseau, dans caption.[[lang]].txt.\n"
                "4. Colle alt.txt dans Texte alternatif. Tu verras plus bas où "
                "le trouver.",
            [LANGUAGE_EN] =
                "1. Put the file on your phone: send it to yourself and save "
                "it with your photos.\n"
                "2. Open the app, start a new post and choose the photo.\n"
                "3. Paste the words for your network, from "
                "caption.[[lang]].txt.\n"
                "4. Paste alt.txt under Alternative text. Where that is, is "
                "told at the end.",
            [LANGUAGE_DE] = "1. Hol die Datei aufs Handy: Schick sie dir "
                            "selbst und speichere sie bei deinen Fotos.\n"
                            "2. Öffne die App, beginn einen neuen Beitrag und "
                            "wähl das Foto.\n"
                            "3. Füg den Text deines Netzwerks ein, aus "
                            "caption.[[lang]].txt.\n"
                            "4. Füg alt.txt bei Alternativtext ein. Wo das "
                            "ist, steht am Ende.",
        },
    [KIT_HINT_STORY] =
        {
            [LANGUAGE_NL] =
                "- WhatsApp: open Updates, tik op Mijn status, kies de foto en "
                "verstuur.\n"
                "- Instagram en Facebook: tik op de plus, kies Verhaal en dan "
                "de foto.\n"
                "- Na 24 uur is hij weg. Gelukkig heb je het bestand nog.",
            [LANGUAGE_FR] = "- WhatsApp : ouvre Actus, touche Mon statut, "
                            "choisis la photo et envoie.\n"
                            "- Instagram et Facebook : touche le plus, choisis "
                            "Story, puis la photo.\n"
                            "- Au bout de 24 heures, elle disparaît. Le "
                            "fichier, lui, te reste.",
            [LANGUAGE_EN] =
                "- WhatsApp: open Updates, tap My status, choose the photo and "
                "send it.\n"
                "- Instagram and Facebook: tap the plus, choose Story, then "
                "the photo.\n"
                "- After 24 hours it is gone. Luckily you still have the file.",
            [LANGUAGE_DE] = "- WhatsApp: Öffne Aktuelles, tipp auf Mein "
                            "Status, wähl das Foto und schick es ab.\n"
                            "- Instagram und Facebook: Tipp auf das Plus, wähl "
                            "Story, dann das Foto.\n"
                            "- Nach 24 Stunden ist sie weg. Die Datei hast du "
                            "zum Glück noch.",
        },
    [KIT_HINT_PROFILE] =
        {
            [LANGUAGE_NL] =
                "1. Ga in de app naar je profiel en tik op je foto.\n"
                "2. Kies dit bestand, en laat het kader zo groot als het is: "
                "alles past in de cirkel.",
            [LANGUAGE_FR] =
                "1. Dans l’appli, va sur ton profil et touche ta photo.\n"
                "2. Choisis ce fichier et laisse le cadre au plus grand : tout "
                "tient dans le cercle.",
            [LANGUAGE_EN] =
                "1. In the app, go to your profile and tap your picture.\n"
                "2. Choose this file, and leave the frame as large as it is: "
                "everything fits the circle.",
            [LANGUAGE_DE] =
                "1. Geh in der App auf dein Profil und tipp auf dein Bild.\n"
                "2. Wähl diese Datei und lass den Rahmen so groß wie möglich: "
                "Alles passt in den Kreis.",
        },
    [KIT_HINT_SLIDE] =
        {
            [LANGUAGE_NL] = "- Presentatie: maak een lege dia, kies Invoegen, "
                            "Afbeelding, en trek ze tot aan de randen.",
            [LANGUAGE_FR] =
                "- Présentation : crée une diapositive vide, choisis "
                "Insertion, Image, et étire-la jusqu’aux bords.",
            [LANGUAGE_EN] = "- Presentation: make an empty slide, choose "
                            "Insert, Picture, and pull it to the edges.",
            [LANGUAGE_DE] = "- Präsentation: Mach eine leere Folie, wähl "
                            "Einfügen, Bild, und zieh es bis an die Ränder.",
        },
    [KIT_HINT_INFOSCREEN] =
        {
            [LANGUAGE_NL] = "- Infoscherm: geef het bestand aan wie het scherm "
                            "beheert, vaak het secretariaat of ICT.",
            [LANGUAGE_FR] = "- Écran d’information : donne le fichier à qui "
                            "s’en occupe, souvent le secrétariat.",
            [LANGUAGE_EN] = "- Info screen: give the file to whoever looks "
                            "after it, often the office or IT.",
            [LANGUAGE_DE] = "- Infobildschirm: Gib die Datei der Person, die "
                            "ihn betreut, oft im Sekretariat.",
        },
    [KIT_HINT_BACKGROUND] =
        {
            [LANGUAGE_NL] = "- Zoom: Instellingen, Achtergrond en effecten, "
                            "plusteken, Afbeelding toevoegen.\n"
                            "- Teams: in de vergadering, Meer, Video-effecten, "
                            "Nieuwe toevoegen.\n"
                            "- Staan de woorden in spiegelbeeld? Zo zie jij ze "
                            "alleen. De anderen lezen ze gewoon.",
            [LANGUAGE_FR] = "- Zoom : Paramètres, Arrière-plans et effets, le "
                            "plus, Ajouter une image.\n"
                            "- Teams : dans la réunion, Plus, Effets vidéo, "
                            "Ajouter nouveau.\n"
                            "- Le texte est à l’envers ? Pour toi seulement. "
                            "Les autres le lisent bien.",
            [LANGUAGE_EN] =
                "- Zoom: Settings, Background and effects, the plus, Add "
                "image.\n"
                "- Teams: in the meeting, More, Video effects, Add new.\n"
                "- Are the words mirrored? Only for you. The others read them "
                "as they are.",
            [LANGUAGE_DE] = "- Zoom: Einstellungen, Hintergrund und Effekte, "
                            "Plus, Bild hinzufügen.\n"
                            "- Teams: in der Besprechung, Mehr, Videoeffekte, "
                            "Neu hinzufügen.\n"
                            "- Stehen die Worte spiegelverkehrt da? Nur für "
                            "dich. Die anderen lesen sie richtig.",
        },
    [KIT_HINT_SIGNATURE] =
        {
            [LANGUAGE_NL] = "- Outlook: Instellingen, Handtekeningen, voeg de "
                            "afbeelding in en zet ze op 600 pixels breed.\n"
                            "- Gmail: Alle instellingen, Handtekening, "
                            "pictogram Afbeelding invoegen.",
            [LANGUAGE_FR] = "- Outlook : Paramètres, Signatures, insère "
                            "l’image et donne-lui 600 pixels de large.\n"
                            "- Gmail : Tous les paramètres, Signature, icône "
                            "Insérer une image.",
            [LANGUAGE_EN] =
                "- Outlook: Settings, Signatures, insert the picture and make "
                "it 600 pixels wide.\n"
                "- Gmail: All settings, Signature, the icon Insert image.",
            [LANGUAGE_DE] =
                "- Outlook: Einstellungen, Signaturen, füg das Bild ein und "
                "mach es 600 Pixel breit.\n"
                "- Gmail: Alle Einstellungen, Signatur, Symbol Bild einfügen.",
        },
    [KIT_HINT_PRINT] =
        {
            [LANGUAGE_NL] =
                "{- Naar de drukkerij: mail het bestand en zeg erbij: "
                "“[[type]], [[bleed]] mm afloop”. Meer moeten ze niet weten.}\n"
                "- Op de printer van school: open het bestand, kies Afdrukken, "
                "Passend op pagina, enkelzijdig, beste kwaliteit.\n"
                "- Een wit randje is normaal: een gewone printer drukt niet "
                "tot aan de rand.",
            [LANGUAGE_FR] =
                "{- Chez l’imprimeur : envoie le fichier et précise : "
                "« [[type]], [[bleed]] mm de fond perdu ». Cela suffit.}\n"
                "- À l’imprimante de l’école : ouvre le fichier, choisis "
                "Imprimer, Ajuster à la page, recto, meilleure qualité.\n"
                "- Un petit bord blanc, c’est normal : une imprimante "
                "ordinaire ne va pas jusqu’au bord.",
            [LANGUAGE_EN] =
                "{- To the print shop: mail the file and say: “[[type]], "
                "[[bleed]] mm bleed”. They need no more.}\n"
                "- On the school printer: open the file, choose Print, Fit to "
                "page, one-sided, best quality.\n"
                "- A small white edge is normal: an office printer does not "
                "reach the edge.",
            [LANGUAGE_DE] =
                "{- In die Druckerei: Schick die Datei und sag dazu: "
                "„[[type]], [[bleed]] mm Beschnitt“. Mehr brauchen sie "
                "nicht.}\n"
                "- Am Drucker der Schule: Öffne die Datei, wähl Drucken, An "
                "Seite anpassen, einseitig, beste Qualität.\n"
                "- Ein schmaler weißer Rand ist normal: Ein Bürodrucker druckt "
                "nicht bis zur Kante.",
        },
    [KIT_HINT_A3] =
        {
            [LANGUAGE_NL] = "- A3 zonder A3-printer: open het bestand in Adobe "
                            "Reader, kies Afdrukken en dan Poster. Het komt op "
                            "bladen A4, die je aan elkaar plakt.",
            [LANGUAGE_FR] =
                "- Du A3 sans imprimante A3 : ouvre le fichier dans Adobe "
                "Reader, choisis Imprimer, puis Affiche. Il sort sur des "
                "feuilles A4 que tu colles ensemble.",
            [LANGUAGE_EN] = "- A3 without an A3 printer: open the file in "
                            "Adobe Reader, choose Print, then Poster. It comes "
                            "on A4 sheets, which you glue together.",
            [LANGUAGE_DE] = "- A3 ohne A3-Drucker: Öffne die Datei in Adobe "
                            "Reader, wähl Drucken, dann Poster. Sie kommt auf "
                            "A4-Blättern, die du zusammenklebst.",
        },
    [KIT_HINT_SHEETS] =
        {
            [LANGUAGE_NL] =
                "- Op bladen A4: kies Afdrukken, Ware grootte (niet: Passend "
                "op pagina), enkelzijdig.\n"
                "- Leg de bladen uit: op elk staat zijn rij en zijn kolom. "
                "Snij de linkerrand weg, behalve in de eerste kolom, en de "
                "bovenrand, behalve in de eerste rij.\n"
                "- Plak langs de streepjeslijn: het volgende blad komt tot "
                "daar, over de strook met de pijl.",
            [LANGUAGE_FR] =
                "- Sur feuilles A4 : choisis Imprimer, Taille réelle (et non "
                "Ajuster à la page), recto.\n"
                "- Dispose les feuilles : chacune porte sa ligne et sa "
                "colonne. Coupe le bord gauche, sauf dans la première colonne, "
                "et le bord du haut, sauf sur la première ligne.\n"
                "- Colle le long des tirets : la feuille suivante vient "
                "jusque-là, sur la bande avec la flèche.",
            [LANGUAGE_EN] =
                "- On sheets of A4: choose Print, Actual size (not: Fit to "
                "page), one-sided.\n"
                "- Lay the sheets out: each says its row and column. Cut off "
                "the left edge, but in the first column, and the top edge, but "
                "in the first row.\n"
                "- Glue along the dashed line: the next sheet comes up to it, "
                "over the strip with the arrow.",
            [LANGUAGE_DE] =
                "- Auf Blättern A4: Wähl Drucken, Tatsächliche Größe (nicht: "
                "An Seite anpassen), einseitig.\n"
                "- Leg die Blätter aus: Auf jedem stehen Zeile und Spalte. "
                "Schneid den linken Rand ab, außer in der ersten Spalte, und "
                "den oberen, außer in der ersten Zeile.\n"
                "- Kleb entlang der gestrichelten Linie: Das nächste Blatt "
                "reicht bis dorthin, über den Streifen mit dem Pfeil.",
        },
    [KIT_HINT_ADS] =
        {
            [LANGUAGE_NL] =
                "- Geef deze bestanden aan wie de advertenties plaatst. In "
                "Google Ads: Displaycampagne, Advertenties, Afbeeldingen "
                "uploaden.\n"
                "- Ze zijn licht genoeg: Google neemt tot 150 KB aan.",
            [LANGUAGE_FR] =
                "- Donne ces fichiers à qui place les annonces. Dans Google "
                "Ads : campagne Display, Annonces, Importer des images.\n"
                "- Ils sont assez légers : Google accepte jusqu’à 150 Ko.",
            [LANGUAGE_EN] =
                "- Give these files to whoever places the advertisements. In "
                "Google Ads: Display campaign, Ads, Upload images.\n"
                "- They are light enough: Google takes up to 150 KB.",
            [LANGUAGE_DE] =
                "- Gib diese Dateien der Person, die Anzeigen schaltet. In "
                "Google Ads: Displaykampagne, Anzeigen, Bilder hochladen.\n"
                "- Sie sind klein genug: Google nimmt bis zu 150 KB.",
        },
};

const char *kit_hint(enum kit_hint hint, enum language language)
{
    return hints[hint][language];
}
