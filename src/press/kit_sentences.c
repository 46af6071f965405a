#include "kit_sentences.h"

static const char *const sentences[KIT_SENTENCES][LANGUAGE_COUNT] = {
    [KIT_TITLE] =
        {
            [LANGUAGE_NL] = "Lees mij",
            [LANGUAGE_FR] = "Lis-moi",
            [LANGUAGE_EN] = "Read me",
            [LANGUAGE_DE] = "Lies mich",
        },
    [KIT_INTRO] =
        {
            [LANGUAGE_NL] =
                "Je poster “[[template]]”, [[count]] keer: voor elk scherm en "
                "elk prikbord een eigen bestand.\n"
                "Hieronder staat waar elk bestand voor is, en hoe het er komt.",
            [LANGUAGE_FR] =
                "Ton affiche « [[template]] », en [[count]] exemplaires : un "
                "fichier pour chaque écran et chaque mur.\n"
                "Voici à quoi sert chacun, et comment l’y mettre.",
            [LANGUAGE_EN] =
                "Your poster “[[template]]”, [[count]] times: a file for every "
                "screen and every wall.\n"
                "Below is what each file is for, and how it gets there.",
            [LANGUAGE_DE] =
                "Dein Plakat „[[template]]“, [[count]] Mal: für jeden "
                "Bildschirm und jede Wand eine eigene Datei.\n"
                "Hier steht, wofür jede Datei ist und wie sie dorthin kommt.",
        },
    [KIT_FAILED] =
        {
            [LANGUAGE_NL] = "Let op: niet alles is gelukt",
            [LANGUAGE_FR] = "Attention : tout n’a pas réussi",
            [LANGUAGE_EN] = "Please note: not everything worked",
            [LANGUAGE_DE] = "Achtung: Nicht alles hat geklappt",
        },
    [KIT_FAILED_END] =
        {
            [LANGUAGE_NL] = "Van deze formaten zit er geen bestand bij. De "
                            "rest is in orde.",
            [LANGUAGE_FR] =
                "Ces formats n’ont pas de fichier. Le reste est en ordre.",
            [LANGUAGE_EN] =
                "There is no file for these formats. The rest is fine.",
            [LANGUAGE_DE] = "Für diese Formate gibt es keine Datei. Der Rest "
                            "ist in Ordnung.",
        },
    [KIT_SIZE_PX] =
        {
            [LANGUAGE_NL] = "[[width]] x [[height]] pixels",
            [LANGUAGE_FR] = "[[width]] x [[height]] pixels",
            [LANGUAGE_EN] = "[[width]] x [[height]] pixels",
            [LANGUAGE_DE] = "[[width]] x [[height]] Pixel",
        },
    [KIT_SIZE_MM] =
        {
            [LANGUAGE_NL] =
                "[[width]] x [[height]] mm{, plus [[bleed]] mm afloop rondom}"
                "{, op bladen [[sheets]]}",
            [LANGUAGE_FR] = "[[width]] x [[height]] mm{, plus [[bleed]] mm de "
                            "fond perdu tout autour}"
                            "{, en feuilles [[sheets]]}",
            [LANGUAGE_EN] = "[[width]] x [[height]] mm{, plus [[bleed]] mm of "
                            "bleed all round}"
                            "{, on sheets of [[sheets]]}",
            [LANGUAGE_DE] = "[[width]] x [[height]] mm{, dazu rundum [[bleed]] "
                            "mm Beschnitt}"
                            "{, auf Blättern [[sheets]]}",
        },
    [KIT_HOW] =
        {
            [LANGUAGE_NL] = "Zo doe je het",
            [LANGUAGE_FR] = "Comment faire",
            [LANGUAGE_EN] = "How to do it",
            [LANGUAGE_DE] = "So geht es",
        },
    [KIT_COPY] =
        {
            [LANGUAGE_NL] = "Woorden om te kopiëren",
            [LANGUAGE_FR] = "Textes à copier",
            [LANGUAGE_EN] = "Words to copy",
            [LANGUAGE_DE] = "Texte zum Kopieren",
        },
    [KIT_COPY_CAPTION] =
        {
            [LANGUAGE_NL] =
                "caption.[[lang]].txt: de tekst voor bij je post, voor elk "
                "netwerk een. Met hashtags, en nooit te lang.",
            [LANGUAGE_FR] =
                "caption.[[lang]].txt : le texte de ta publication, un par "
                "réseau. Avec les hashtags, et jamais trop long.",
            [LANGUAGE_EN] =
                "caption.[[lang]].txt: the words to go with your post, one for "
                "each network. With hashtags, and never too long.",
            [LANGUAGE_DE] =
                "caption.[[lang]].txt: der Text zu deinem Beitrag, einer für "
                "jedes Netzwerk. Mit Hashtags und nie zu lang.",
        },
    [KIT_PARTNER] =
        {"{Vragen? Mail naar [[contact]].}{ Meer lees je op "
         "[[link]].}",
         "{Des questions\u00A0? Écris à [[contact]].}{ Plus d’infos sur "
         "[[link]].}",
         "{Questions? Write to [[contact]].}{ Read more at "
         "[[link]].}",
         "{Fragen? Schreib an [[contact]].}{ Mehr dazu auf "
         "[[link]].}"},
    [KIT_COPY_ALT] =
        {
            [LANGUAGE_NL] =
                "alt.txt: wat er op de poster staat, voor wie hem niet ziet.\n"
                "- Instagram: voor je deelt, Meer opties, Alternatieve tekst.\n"
                "- Facebook: Bewerken op de foto, Alternatieve tekst.\n"
                "- X, Bluesky en Mastodon: ALT op de foto.\n"
                "- LinkedIn: ALT of Alternatieve tekst onder de foto.",
            [LANGUAGE_FR] =
                "alt.txt : ce que montre l’affiche, pour qui ne la voit pas.\n"
                "- Instagram : avant de partager, Plus d’options, Texte "
                "alternatif.\n"
                "- Facebook : Modifier sur la photo, Texte alternatif.\n"
                "- X, Bluesky et Mastodon : ALT sur la photo.\n"
                "- LinkedIn : ALT ou Texte alternatif sous la photo.",
            [LANGUAGE_EN] =
                "alt.txt: what the poster shows, for those who cannot see it.\n"
                "- Instagram: before you share, More options, Alt text.\n"
                "- Facebook: Edit on the photo, Alternative text.\n"
                "- X, Bluesky and Mastodon: ALT on the photo.\n"
                "- LinkedIn: ALT or Alternative text below the photo.",
            [LANGUAGE_DE] =
                "alt.txt: was auf dem Plakat zu sehen ist, für alle, die es "
                "nicht sehen.\n"
                "- Instagram: vor dem Teilen, Weitere Optionen, "
                "Alternativtext.\n"
                "- Facebook: Bearbeiten auf dem Foto, Alternativtext.\n"
                "- X, Bluesky und Mastodon: ALT auf dem Foto.\n"
                "- LinkedIn: ALT oder Alternativtext unter dem Foto.",
        },
    [KIT_PRIVACY] =
        {
            [LANGUAGE_NL] = "Je foto",
            [LANGUAGE_FR] = "Ta photo",
            [LANGUAGE_EN] = "Your photo",
            [LANGUAGE_DE] = "Dein Foto",
        },
    [KIT_PRIVACY_TEXT] =
        {
            [LANGUAGE_NL] =
                "Je foto en je woorden zijn nergens bewaard: deze bestanden "
                "zijn de enige. Maak er een kopie van als je ze graag hebt.\n"
                "Vraag iedereen die herkenbaar op de foto staat of het mag, en "
                "voor kinderen hun ouders. Wie zich bedenkt, mag dat: haal de "
                "poster dan weg.",
            [LANGUAGE_FR] =
                "Ta photo et tes mots ne sont gardés nulle part : ces fichiers "
                "sont les seuls. Fais-en une copie si tu y tiens.\n"
                "Demande l’accord de chaque personne reconnaissable sur la "
                "photo et, pour les enfants, de leurs parents. On peut changer "
                "d’avis : retire alors l’affiche.",
            [LANGUAGE_EN] =
                "Your photo and your words are kept nowhere: these files are "
                "the only ones. Make a copy if you are fond of them.\n"
                "Ask everybody who can be recognised in the photo, and for "
                "children their parents. People may change their minds: then "
                "take the poster down.",
            [LANGUAGE_DE] =
                "Dein Foto und deine Worte sind nirgends gespeichert: Es gibt "
                "nur diese Dateien. Mach eine Kopie, wenn du an ihnen hängst.\n"
                "Frag alle, die auf dem Foto zu erkennen sind, und bei Kindern "
                "die Eltern. Wer es sich anders überlegt, darf das: Nimm das "
                "Plakat dann weg.",
        },
    [KIT_CAPTION_TITLE] =
        {
            [LANGUAGE_NL] = "Tekst voor bij je post",
            [LANGUAGE_FR] = "Texte pour ta publication",
            [LANGUAGE_EN] = "Words to go with your post",
            [LANGUAGE_DE] = "Text zu deinem Beitrag",
        },
    [KIT_CAPTION_HELP] =
        {
            [LANGUAGE_NL] = "Kopieer wat onder de naam van je netwerk staat. "
                            "Veranderen mag.",
            [LANGUAGE_FR] =
                "Copie ce qui suit le nom de ton réseau. Tu peux le changer.",
            [LANGUAGE_EN] = "Copy what stands below the name of your network. "
                            "Feel free to change it.",
            [LANGUAGE_DE] = "Kopier, was unter dem Namen deines Netzwerks "
                            "steht. Ändern ist erlaubt.",
        },
    [KIT_CAPTION_LENGTH] =
        {
            [LANGUAGE_NL] = "[[length]] van de [[limit]] tekens",
            [LANGUAGE_FR] = "[[length]] signes sur [[limit]]",
            [LANGUAGE_EN] = "[[length]] of [[limit]] characters",
            [LANGUAGE_DE] = "[[length]] von [[limit]] Zeichen",
        },
};

const char *kit_sentence(enum kit_sentence sentence, enum language language)
{
    return sentences[sentence][language];
}

static const char *const places[KIT_PLACES][LANGUAGE_COUNT] = {
    [KIT_SOCIAL] =
        {
            [LANGUAGE_NL] = "Sociale media",
            [LANGUAGE_FR] = "Réseaux sociaux",
            [LANGUAGE_EN] = "Social media",
            [LANGUAGE_DE] = "Soziale Medien",
        },
    [KIT_STORY] =
        {
            [LANGUAGE_NL] = "Verhaal en status",
            [LANGUAGE_FR] = "Story et statut",
            [LANGUAGE_EN] = "Story and status",
            [LANGUAGE_DE] = "Story und Status",
        },
    [KIT_PROFILE] =
        {
            [LANGUAGE_NL] = "Profielfoto",
            [LANGUAGE_FR] = "Photo de profil",
            [LANGUAGE_EN] = "Profile picture",
            [LANGUAGE_DE] = "Profilbild",
        },
    [KIT_SCREEN] =
        {
            [LANGUAGE_NL] = "Schermen en e-mail",
            [LANGUAGE_FR] = "Écrans et e-mail",
            [LANGUAGE_EN] = "Screens and e-mail",
            [LANGUAGE_DE] = "Bildschirme und E-Mail",
        },
    [KIT_PRINT] =
        {
            [LANGUAGE_NL] = "Drukwerk",
            [LANGUAGE_FR] = "Impression",
            [LANGUAGE_EN] = "Print",
            [LANGUAGE_DE] = "Druck",
        },
    [KIT_ADS] =
        {
            [LANGUAGE_NL] = "Advertenties",
            [LANGUAGE_FR] = "Publicités",
            [LANGUAGE_EN] = "Advertisements",
            [LANGUAGE_DE] = "Anzeigen",
        },
};

const char *kit_place_name(enum kit_place place, enum language language)
{
    return places[place][language];
}
