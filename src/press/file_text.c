#include "file_text.h"

#include <stdint.h>
#include <string.h>

// The namespaces of ISO 16684-1, of Dublin Core in it, and of IPTC's Core 1.3,
// which has the property for alt texts (IPTC Photo Metadata Standard 2021.1).
#define PACKET_HEAD                                                            \
    "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"     \
    "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"                                 \
    "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"    \
    "<rdf:Description rdf:about=\"\""                                          \
    " xmlns:dc=\"http://purl.org/dc/elements/1.1/\""                           \
    " xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\""                              \
    " xmlns:Iptc4xmpCore=\"http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/\">\n"
#define PACKET_TAIL                                                            \
    "</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"r\"?>"

// U+FFFE and U+FFFF, which no XML may hold (XML 1.0, production 2).
static bool is_no_character(const char *at)
{
    const unsigned char *byte = (const unsigned char *)at;
    return byte[0] == 0xef && byte[1] == 0xbf && byte[2] >= 0xbe;
}

// Copies clean UTF-8 as one line without what XML cannot hold, cut between
// characters.
static void copy_line(const char *from, char *to, size_t size)
{
    size_t used = 0;
    while (*from) {
        size_t length = 1;
        while (((unsigned char)from[length] & 0xc0) == 0x80)
            length++;
        if (used + length >= size)
            break;
        if ((unsigned char)*from < 0x20)
            to[used++] = ' ';
        else if (!is_no_character(from)) {
            memcpy(to + used, from, length);
            used += length;
        }
        from += length;
    }
    to[used] = '\0';
}

// `>` too: "]]>" may not stand in a text.
static bool add_escaped(struct buffer *xmp, const char *text)
{
    bool done = true;
    while (*text && done) {
        const size_t plain = strcspn(text, "&<>\"");
        done = buffer_append(xmp, text, plain);
        text += plain;
        if (!*text || !done)
            break;
        done = buffer_append_text(xmp, *text == '&'   ? "&amp;"
                                       : *text == '<' ? "&lt;"
                                       : *text == '>' ? "&gt;"
                                                      : "&quot;");
        text++;
    }
    return done;
}

static bool add_item(struct buffer *xmp, const char *language, const char *text)
{
    return buffer_append_format(xmp, "<rdf:li xml:lang=\"%s\">", language) &&
           add_escaped(xmp, text) && buffer_append_text(xmp, "</rdf:li>");
}

// A text in one language is given as the default too: readers look for that.
static bool add_local(struct buffer *xmp, const char *name,
                      const char *language, const char *text)
{
    return buffer_append_format(xmp, "<%s><rdf:Alt>", name) &&
           add_item(xmp, "x-default", text) && add_item(xmp, language, text) &&
           buffer_append_format(xmp, "</rdf:Alt></%s>\n", name);
}

static bool add_author(struct buffer *xmp, const char *author)
{
    return !*author ||
           (buffer_append_text(xmp, "<dc:creator><rdf:Seq><rdf:li>") &&
            add_escaped(xmp, author) &&
            buffer_append_text(xmp, "</rdf:li></rdf:Seq></dc:creator>\n"));
}

// What the reader of a PDF looks for beside that.
static bool add_pdf(struct buffer *xmp, const struct file_text *text)
{
    return buffer_append_format(
        xmp,
        "<dc:format>application/pdf</dc:format>\n"
        "<dc:language><rdf:Bag><rdf:li>%s</rdf:li></rdf:Bag></dc:language>\n"
        "<pdf:Producer xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\">%s"
        "</pdf:Producer>\n",
        text->language, text->software);
}

static bool write_xmp(struct file_text *text, enum poster_type type)
{
    struct buffer *xmp = &text->xmp;
    return buffer_append_text(xmp, PACKET_HEAD) &&
           add_local(xmp, "dc:title", text->language, text->title) &&
           add_local(xmp, "dc:description", text->language,
                     text->description) &&
           add_author(xmp, text->author) &&
           buffer_append_format(xmp, "<xmp:CreatorTool>%s</xmp:CreatorTool>\n",
                                text->software) &&
           (type != POSTER_PDF || add_pdf(xmp, text)) &&
           add_local(xmp, "Iptc4xmpCore:AltTextAccessibility", text->language,
                     text->description) &&
           buffer_append_text(xmp, PACKET_TAIL);
}

bool file_text_make(struct file_text *text, const struct template *template,
                    const struct order *order, const char *alt_text)
{
    const char *slogan = order_words(order, "slogan");
    *text = (struct file_text){.language = language_tag(order->language),
                               .software = "postertool " POSTERTOOL_VERSION};
    copy_line(*slogan ? slogan
                      : language_text(template->names, order->language),
              text->title, sizeof text->title);
    copy_line(alt_text, text->description, sizeof text->description);
    copy_line(order_words(order, "name"), text->author, sizeof text->author);
    return write_xmp(text, order->type);
}

bool file_text_make_document(struct file_text *text, enum language language,
                             const char *title, const char *description)
{
    *text = (struct file_text){.language = language_tag(language),
                               .software = "postertool " POSTERTOOL_VERSION};
    copy_line(title, text->title, sizeof text->title);
    copy_line(description, text->description, sizeof text->description);
    return write_xmp(text, POSTER_PDF);
}

void file_text_finish(struct file_text *text)
{
    buffer_finish(&text->xmp);
    *text = (struct file_text){0};
}
