#include "batch_words.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

// In the order nl, fr, en, de.
static const char *const words[BATCH_WORDS][LANGUAGE_COUNT] = {
    [BATCH_NO_WORD] = {"", "", "", ""},
    [BATCH_NO_MEMORY] = {"", "", "", ""},
    [BATCH_FILE_UNREADABLE] = {"{1}: kan niet worden gelezen: {2}",
                               "{1} : ne peut pas être lu : {2}",
                               "{1}: cannot be read: {2}",
                               "{1}: kann nicht gelesen werden: {2}"},
    [BATCH_FILE_TOO_LARGE] = {"{1}: is groter dan 10 MB. Splits de lijst.",
                              "{1} : dépasse 10 Mo. Partage la liste.",
                              "{1}: is larger than 10 MB. Split the list.",
                              "{1}: ist größer als 10 MB. Teile die Liste."},
    [BATCH_IS_WORKBOOK] =
        {"{1}: is een Excel-werkmap, geen CSV. Kies in Excel Opslaan als, en "
         "dan CSV UTF-8.",
         "{1} : est un classeur Excel, pas un CSV. Dans Excel, choisis "
         "Enregistrer sous, puis CSV UTF-8.",
         "{1}: is an Excel workbook, not CSV. In Excel choose Save As, then "
         "CSV UTF-8.",
         "{1}: ist eine Excel-Arbeitsmappe, kein CSV. Wähle in Excel Speichern "
         "unter, dann CSV UTF-8."},
    [BATCH_IS_NO_TEXT] =
        {"{1}: is geen tekst. Bewaar de lijst als CSV UTF-8.",
         "{1} : n’est pas du texte. Enregistre la liste en CSV UTF-8.",
         "{1}: is not text. Save the list as CSV UTF-8.",
         "{1}: ist kein Text. Speichere die Liste als CSV UTF-8."},
    [BATCH_EMPTY] =
        {"{1}: is leeg. Op de eerste rij horen de namen van de kolommen.",
         "{1} : est vide. La première ligne contient les noms des colonnes.",
         "{1}: is empty. The first row has the names of the columns.",
         "{1}: ist leer. In der ersten Zeile stehen die Namen der Spalten."},
    [BATCH_NO_ROWS] =
        {"{1}: heeft enkel namen van kolommen. Zet daaronder voor elke persoon "
         "een rij.",
         "{1} : n’a que des noms de colonnes. Mets en dessous une ligne par "
         "personne.",
         "{1}: has names of columns alone. Put a row for each person below "
         "them.",
         "{1}: hat nur Namen von Spalten. Setze darunter eine Zeile für jede "
         "Person."},
    [BATCH_TOO_MANY_ROWS] =
        {"{1}: heeft meer dan 10000 rijen. Splits de lijst.",
         "{1} : a plus de 10000 lignes. Partage la liste.",
         "{1}: has more than 10000 rows. Split the list.",
         "{1}: hat mehr als 10000 Zeilen. Teile die Liste."},
    [BATCH_TOO_MANY_COLUMNS] =
        {"{1}: rij {2} heeft meer dan 64 kolommen. Verwijder de lege.",
         "{1} : la ligne {2} a plus de 64 colonnes. Supprime les vides.",
         "{1}: row {2} has more than 64 columns. Remove the empty ones.",
         "{1}: Zeile {2} hat mehr als 64 Spalten. Entferne die leeren."},
    [BATCH_CELL_TOO_LONG] =
        {"{1}: in rij {2} staat een cel met meer dan 4096 tekens. Staan de "
         "aanhalingstekens goed?",
         "{1} : la ligne {2} a une cellule de plus de 4096 caractères. Les "
         "guillemets sont-ils bien placés ?",
         "{1}: row {2} has a cell of more than 4096 characters. Are the quotes "
         "right?",
         "{1}: Zeile {2} hat eine Zelle mit mehr als 4096 Zeichen. Stimmen die "
         "Anführungszeichen?"},
    [BATCH_QUOTE_OPEN] =
        {"{1}: in rij {2} begint een cel met een aanhalingsteken dat nooit "
         "sluit. Zet er een bij of haal het weg.",
         "{1} : à la ligne {2}, une cellule commence par un guillemet qui ne "
         "se "
         "ferme jamais. Ajoutes-en un ou enlève-le.",
         "{1}: in row {2} a cell begins with a quote that never closes. Add "
         "one or remove it.",
         "{1}: In Zeile {2} beginnt eine Zelle mit einem Anführungszeichen, "
         "das "
         "nie schließt. Ergänze eines oder entferne es."},
    [BATCH_COLUMN_UNKNOWN] =
        {"De kolom “{1}” kennen we niet; ze wordt overgeslagen.",
         "Nous ne connaissons pas la colonne « {1} » ; elle est ignorée.",
         "The column “{1}” is unknown and is left aside.",
         "Die Spalte „{1}“ kennen wir nicht; sie wird übergangen."},
    [BATCH_COLUMN_TWICE] =
        {"De kolommen “{1}” en “{2}” betekenen hetzelfde. Verwijder er een.",
         "Les colonnes « {1} » et « {2} » disent la même chose. Supprimes-en "
         "une.",
         "The columns “{1}” and “{2}” mean the same. Remove one.",
         "Die Spalten „{1}“ und „{2}“ bedeuten dasselbe. Entferne eine."},
    [BATCH_COLUMN_MISSING] =
        {"Een kolom ontbreekt: {1}. Deze kolommen zijn er: {2}.",
         "Il manque une colonne : {1}. Les colonnes sont : {2}.",
         "A column is missing: {1}. The columns are: {2}.",
         "Eine Spalte fehlt: {1}. Diese Spalten gibt es: {2}."},
    [BATCH_PHOTOS_MISSING] =
        {"Dit ontwerp heeft foto's nodig. Zeg met --photos in welke map ze "
         "staan.",
         "Ce modèle a besoin de photos. Indique leur dossier avec --photos.",
         "This design needs photos. Tell their folder with --photos.",
         "Diese Vorlage braucht Fotos. Nenne ihren Ordner mit --photos."},
    [BATCH_PHOTOS_UNREADABLE] = {"{1}: kan niet worden gelezen: {2}",
                                 "{1} : ne peut pas être lu : {2}",
                                 "{1}: cannot be read: {2}",
                                 "{1}: kann nicht gelesen werden: {2}"},
    [BATCH_ROW_OVERFLOWS] =
        {"Deze rij heeft meer cellen dan er kolommen zijn. Zet een tekst met "
         "een scheidingsteken tussen aanhalingstekens.",
         "Cette ligne a plus de cellules qu’il n’y a de colonnes. Mets entre "
         "guillemets un texte qui contient un séparateur.",
         "This row has more cells than there are columns. Put a text with a "
         "separator in it between quotes.",
         "Diese Zeile hat mehr Zellen als es Spalten gibt. Setze einen Text "
         "mit "
         "Trennzeichen in Anführungszeichen."},
    [BATCH_NAMESAKE] =
        {"Rij {1} heeft dezelfde naam. Kijk of dat klopt.",
         "La ligne {1} porte le même nom. Vérifie si c’est juste.",
         "Row {1} has the same name. See whether that is right.",
         "Zeile {1} hat denselben Namen. Prüfe, ob das stimmt."},
    [BATCH_PHOTO_RESEMBLES] =
        {"De foto {1} werd gekozen omdat haar naam erop lijkt. Kijk of het de "
         "juiste is.",
         "La photo {1} a été choisie parce que son nom ressemble. Vérifie que "
         "c’est la bonne.",
         "The photo {1} was chosen because its name is like it. See whether it "
         "is the right one.",
         "Das Foto {1} wurde gewählt, weil sein Name ähnlich ist. Prüfe, ob es "
         "das richtige ist."},
    [BATCH_PHOTO_AMBIGUOUS] =
        {"Meer dan één foto kan de juiste zijn: {1}. Schrijf de bestandsnaam "
         "in een kolom foto.",
         "Plusieurs photos conviennent : {1}. Écris le nom du fichier dans une "
         "colonne photo.",
         "More than one photo may be the right one: {1}. Write the file's name "
         "in a column photo.",
         "Mehr als ein Foto kann das richtige sein: {1}. Schreib den "
         "Dateinamen "
         "in eine Spalte Foto."},
    [BATCH_PHOTO_CLAIMED] =
        {"De foto {1} lijkt hierbij te horen, maar ook bij rij {2}. Schrijf de "
         "bestandsnaam in een kolom foto.",
         "La photo {1} semble convenir, mais aussi à la ligne {2}. Écris le "
         "nom "
         "du fichier dans une colonne photo.",
         "The photo {1} seems to belong here, but to row {2} too. Write the "
         "file's name in a column photo.",
         "Das Foto {1} scheint hierher zu gehören, aber auch zu Zeile {2}. "
         "Schreib den Dateinamen in eine Spalte Foto."},
    [BATCH_PHOTO_NOT_FOUND] =
        {"Voor deze rij is er geen foto in de map. Kijk de bestandsnaam na.",
         "Il n’y a pas de photo pour cette ligne dans le dossier. Vérifie le "
         "nom du fichier.",
         "There is no photo for this row in the folder. Check the file's name.",
         "Für diese Zeile ist kein Foto im Ordner. Prüfe den Dateinamen."},
    [BATCH_PHOTO_SMALL] =
        {"De foto heeft weinig pixels voor dit formaat; ze kan korrelig zijn.",
         "La photo a peu de pixels pour ce format ; elle peut être floue.",
         "The photo has few pixels for this format; it may look grainy.",
         "Das Foto hat wenige Pixel für dieses Format; es kann körnig wirken."},
    [BATCH_WORDS_WEAK] =
        {"De woorden zijn hier moeilijk te lezen. Probeer een ander thema of "
         "een andere foto.",
         "Les mots sont difficiles à lire ici. Essaie un autre thème ou une "
         "autre photo.",
         "The words are hard to read here. Try another theme or photo.",
         "Die Worte sind hier schwer zu lesen. Versuche ein anderes Thema oder "
         "Foto."},
    [BATCH_NOT_REACHED] = {"Onderbroken voor deze rij aan de beurt was.",
                           "Interrompu avant que cette ligne soit faite.",
                           "Interrupted before this row was made.",
                           "Unterbrochen, bevor diese Zeile an der Reihe war."},
    [BATCH_HEAD_ROW] = {"rij", "ligne", "row", "Zeile"},
    [BATCH_HEAD_NAME] = {"naam", "nom", "name", "Name"},
    [BATCH_HEAD_FORMAT] = {"formaat", "format", "format", "Format"},
    [BATCH_HEAD_FILE] = {"bestand", "fichier", "file", "Datei"},
    [BATCH_HEAD_STATE] = {"toestand", "état", "state", "Stand"},
    [BATCH_HEAD_MESSAGE] = {"bericht", "message", "message", "Meldung"},
    [BATCH_HEAD_PHOTO] = {"foto", "photo", "photo", "Foto"},
    [BATCH_HEAD_ORDER] = {"bestelling", "commande", "order", "Auftrag"},
    [BATCH_STATE_MADE] = {"gemaakt", "faite", "made", "gemacht"},
    [BATCH_STATE_WARNED] = {"nakijken", "à vérifier", "warned", "prüfen"},
    [BATCH_STATE_REFUSED] = {"geweigerd", "refusée", "refused", "abgelehnt"},
    [BATCH_STATE_SKIPPED] = {"bestond al", "existait", "skipped", "schon da"},
    [BATCH_STATE_NOT_REACHED] = {"niet gemaakt", "pas faite", "not made",
                                 "nicht gemacht"},
    [BATCH_STATE_GOOD] = {"goed", "bonne", "good", "gut"},
    [BATCH_ROW] = {"rij {1}", "ligne {1}", "row {1}", "Zeile {1}"},
    [BATCH_REPORT_IN] = {"Verslag: {1}", "Rapport : {1}", "Report: {1}",
                         "Bericht: {1}"},
    [BATCH_INTERRUPTED] =
        {"Onderbroken. Dezelfde opdracht gaat verder waar dit stopte.",
         "Interrompu. La même commande reprend où ceci s’est arrêté.",
         "Interrupted. The same command goes on where this stopped.",
         "Unterbrochen. Derselbe Befehl macht weiter, wo dies aufhörte."},
    [BATCH_INTERRUPTED_ZIP] = {"Onderbroken. De ZIP is niet bewaard.",
                               "Interrompu. Le ZIP n’est pas gardé.",
                               "Interrupted. The ZIP is not kept.",
                               "Unterbrochen. Das ZIP wird nicht aufgehoben."},
    [BATCH_TIME_LEFT] = {"nog {1}", "encore {1}", "{1} left", "noch {1}"},
};

struct writing {
    char *out;
    size_t size;
    size_t used;
    bool is_full;
};

static void append(struct writing *writing, const char *text)
{
    if (writing->is_full)
        return;
    for (; *text && writing->used + 1 < writing->size; text++)
        writing->out[writing->used++] =
            (unsigned char)*text < ' ' || *text == 0x7f ? ' ' : *text;
    writing->is_full = *text != '\0';
    // Never half a character at the end.
    if (*text && ((unsigned char)*text & 0xc0) == 0x80) {
        while (writing->used > 0 &&
               ((unsigned char)writing->out[writing->used - 1] & 0xc0) == 0x80)
            writing->used--;
        if (writing->used > 0)
            writing->used--;
    }
    writing->out[writing->used] = '\0';
}

void batch_say(enum batch_word word, enum language language, const char *first,
               const char *second, char *out, size_t size)
{
    struct writing writing = {.out = out, .size = size};
    out[0] = '\0';
    for (const char *at = words[word][language]; *at;) {
        const bool is_blank =
            strncmp(at, "{1}", 3) == 0 || strncmp(at, "{2}", 3) == 0;
        const char one[2] = {*at, '\0'};
        append(&writing, is_blank ? (at[1] == '1' ? first : second) : one);
        at += is_blank ? 3 : 1;
    }
}

bool batch_fail(struct error *err, enum language language, enum batch_word word,
                const char *first, const char *second)
{
    char sentence[ERROR_DETAIL_MAX];
    batch_say(word, language, first, second, sentence, sizeof sentence);
    return error_set_detail(err, ERROR_INVALID, MESSAGE_CONFIGURATION, "%s",
                            sentence);
}

struct batch_number batch_number(long number)
{
    struct batch_number text;
    snprintf(text.text, sizeof text.text, "%ld", number);
    return text;
}
