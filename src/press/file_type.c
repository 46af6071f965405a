#include "file_type.h"

#include <stdbool.h>
#include <string.h>
#include <strings.h>

struct signature {
    enum file_type type;
    size_t offset;
    const char *bytes;
    size_t size;
};

// The first that fits counts.
static const struct signature signatures[] = {
    {FILE_TYPE_RAW, 4, "ftypcrx", 7},              // Canon CR3
    {FILE_TYPE_RARE_HEIF, 4, "ftyphei", 7},        // moving HEIF and the like
    {FILE_TYPE_RARE_HEIF, 4, "ftyphev", 7},        //
    {FILE_TYPE_RARE_HEIF, 4, "ftypmsf1", 8},       //
    {FILE_TYPE_RARE_HEIF, 4, "ftypmif", 7},        //
    {FILE_TYPE_RARE_HEIF, 4, "ftypavi", 7},        //
    {FILE_TYPE_SOUND, 4, "ftypM4A", 7},            //
    {FILE_TYPE_VIDEO, 4, "ftyp", 4},               // MP4, MOV, 3GP
    {FILE_TYPE_VIDEO, 4, "moov", 4},               // old QuickTime
    {FILE_TYPE_VIDEO, 0, "\x1a\x45\xdf\xa3", 4},   // WebM, Matroska
    {FILE_TYPE_VIDEO, 8, "AVI ", 4},               //
    {FILE_TYPE_VIDEO, 0, "\0\0\1\xba", 4},         // MPEG
    {FILE_TYPE_VIDEO, 0, "\0\0\1\xb3", 4},         //
    {FILE_TYPE_VIDEO, 0, "FLV\1", 4},              //
    {FILE_TYPE_VIDEO, 0, "\x30\x26\xb2\x75", 4},   // WMV
    {FILE_TYPE_SOUND, 0, "ID3", 3},                // MP3
    {FILE_TYPE_SOUND, 0, "OggS", 4},               //
    {FILE_TYPE_SOUND, 0, "fLaC", 4},               //
    {FILE_TYPE_SOUND, 8, "WAVE", 4},               //
    {FILE_TYPE_RAW, 8, "CR\2", 3},                 // Canon CR2, in a TIFF
    {FILE_TYPE_RAW, 0, "IIRO", 4},                 // Olympus
    {FILE_TYPE_RAW, 0, "IIU\0", 4},                // Panasonic
    {FILE_TYPE_RAW, 0, "FUJIFILMCCD-RAW", 15},     //
    {FILE_TYPE_RAW, 0, "\0MRM", 4},                // Minolta
    {FILE_TYPE_RAW, 6, "HEAPCCDR", 8},             // Canon CRW
    {FILE_TYPE_TIFF, 0, "II*\0", 4},               // and DNG, NEF, ARW
    {FILE_TYPE_TIFF, 0, "MM\0*", 4},               //
    {FILE_TYPE_TIFF, 0, "II+\0", 4},               // BigTIFF
    {FILE_TYPE_TIFF, 0, "MM\0+", 4},               //
    {FILE_TYPE_PHOTOSHOP, 0, "8BPS", 4},           //
    {FILE_TYPE_JPEG_2000, 0, "\0\0\0\x0cjP  ", 8}, //
    {FILE_TYPE_JPEG_2000, 0, "\xff\x4f\xff\x51", 4},
    {FILE_TYPE_JPEG_XL, 0, "\0\0\0\x0cJXL ", 8},
    {FILE_TYPE_JPEG_XL, 0, "\xff\x0a", 2},
    {FILE_TYPE_ICON, 0, "\0\0\1\0", 4},
    {FILE_TYPE_BMP, 0, "BM", 2},
    {FILE_TYPE_OFFICE, 0, "\xd0\xcf\x11\xe0", 4}, // Word, Excel until 2003
    {FILE_TYPE_ZIP, 0, "PK\5\6", 4},
    {FILE_TYPE_ZIP, 0, "Rar!", 4},
    {FILE_TYPE_ZIP, 0, "7z\xbc\xaf", 4},
    {FILE_TYPE_ZIP, 0, "\x1f\x8b", 2},
};

static bool fits(struct bytes file, const struct signature *s)
{
    return file.size >= s->offset + s->size &&
           memcmp(file.data + s->offset, s->bytes, s->size) == 0;
}

// Only the beginning of a file is looked at.
static bool holds(struct bytes file, const char *text)
{
    const size_t most = 2000;
    return memmem(file.data, file.size < most ? file.size : most, text,
                  strlen(text)) != NULL;
}

static bool begins(struct bytes file, const char *text)
{
    const size_t size = strlen(text);
    return file.size >= size &&
           strncasecmp((const char *)file.data, text, size) == 0;
}

// Blanks and the mark of UTF-8 in front of a text.
static struct bytes skip_blanks(struct bytes file)
{
    if (begins(file, "\xef\xbb\xbf"))
        file = (struct bytes){file.data + 3, file.size - 3};
    while (file.size > 0 && strchr(" \t\r\n", *file.data) && *file.data)
        file = (struct bytes){file.data + 1, file.size - 1};
    return file;
}

// Neither control characters nor bytes that UTF-8 never has.
static bool is_text(struct bytes file)
{
    for (size_t i = 0; i < file.size && i < 512; i++) {
        const uint8_t byte = file.data[i];
        if ((byte < ' ' && (byte == 0 || !strchr("\t\r\n\f", byte))) ||
            byte == 0x7f || byte >= 0xf5)
            return false;
    }
    return file.size > 0;
}

static enum file_type text_type_of(struct bytes file)
{
    const struct bytes text = skip_blanks(file);
    if (holds(file, "%PDF-"))
        return FILE_TYPE_PDF;
    if (begins(text, "<svg") ||
        ((begins(text, "<?xml") || begins(text, "<!")) && holds(text, "<svg")))
        return FILE_TYPE_SVG;
    if (begins(text, "<!doctype html") || begins(text, "<html") ||
        begins(text, "<head") || begins(text, "<body") ||
        begins(text, "<script"))
        return FILE_TYPE_HTML;
    return is_text(file) ? FILE_TYPE_TEXT : FILE_TYPE_UNKNOWN;
}

enum file_type file_type_of(struct bytes file)
{
    for (size_t i = 0; i < sizeof signatures / sizeof *signatures; i++)
        if (fits(file, &signatures[i]))
            return signatures[i].type;
    if (begins(file, "PK\3\4"))
        return holds(file, "[Content_Types].xml") || holds(file, "mimetype")
                   ? FILE_TYPE_OFFICE
                   : FILE_TYPE_ZIP;
    return text_type_of(file);
}

const char *file_type_name(enum file_type type, enum language language)
{
    // In the order nl, fr, en, de.
    static const char *const names[FILE_TYPE_COUNT][LANGUAGE_COUNT] = {
        [FILE_TYPE_RARE_JPEG] = {"een ongewoon soort JPEG",
                                 "un JPEG d’un genre rare",
                                 "an unusual kind of JPEG",
                                 "ein ungewöhnliches JPEG"},
        [FILE_TYPE_RARE_HEIF] = {"een bewegende of ongewone HEIC",
                                 "un HEIC animé ou d’un genre rare",
                                 "a moving or unusual HEIC",
                                 "ein bewegtes oder ungewöhnliches HEIC"},
        [FILE_TYPE_TIFF] = {"een TIFF- of RAW-foto", "une photo TIFF ou RAW",
                            "a TIFF or RAW photo", "ein TIFF- oder RAW-Foto"},
        [FILE_TYPE_BMP] = {"een BMP-bestand", "un fichier BMP", "a BMP file",
                           "eine BMP-Datei"},
        [FILE_TYPE_JPEG_2000] = {"een JPEG 2000", "un JPEG 2000", "a JPEG 2000",
                                 "ein JPEG 2000"},
        [FILE_TYPE_JPEG_XL] = {"een JPEG XL", "un JPEG XL", "a JPEG XL",
                               "ein JPEG XL"},
        [FILE_TYPE_PHOTOSHOP] = {"een Photoshop-bestand",
                                 "un fichier Photoshop", "a Photoshop file",
                                 "eine Photoshop-Datei"},
        [FILE_TYPE_ICON] = {"een icoon", "une icône", "an icon", "ein Symbol"},
        [FILE_TYPE_RAW] = {"een RAW-foto", "une photo RAW", "a RAW photo",
                           "ein RAW-Foto"},
        [FILE_TYPE_VIDEO] = {"een video", "une vidéo", "a video", "ein Video"},
        [FILE_TYPE_SOUND] = {"een geluidsbestand", "un fichier audio",
                             "a sound file", "eine Tondatei"},
        [FILE_TYPE_PDF] = {"een PDF", "un PDF", "a PDF", "ein PDF"},
        [FILE_TYPE_SVG] = {"een SVG-tekening", "un dessin SVG",
                           "an SVG drawing", "eine SVG-Zeichnung"},
        [FILE_TYPE_HTML] = {"een webpagina", "une page web", "a web page",
                            "eine Webseite"},
        [FILE_TYPE_OFFICE] = {"een Office-document", "un document Office",
                              "an Office document", "ein Office-Dokument"},
        [FILE_TYPE_ZIP] = {"een gecomprimeerd archief",
                           "une archive compressée", "a compressed archive",
                           "ein komprimiertes Archiv"},
        [FILE_TYPE_TEXT] = {"een tekstbestand", "un fichier texte",
                            "a text file", "eine Textdatei"},
    };
    const char *name = type > FILE_TYPE_UNKNOWN && type < FILE_TYPE_COUNT
                           ? names[type][language]
                           : NULL;
    return name ? name : "?";
}
