#include "pdf_about.h"

#include <stdio.h>

#include <qpdf/qpdf-c.h>

static const char maker[] = "postertool " POSTERTOOL_VERSION;

static void set(qpdf_data pdf, qpdf_oh dictionary, const char *key,
                const char *value)
{
    if (*value)
        qpdf_oh_replace_key(pdf, dictionary, key,
                            qpdf_oh_new_unicode_string(pdf, value));
}

static void set_info(qpdf_data pdf, const struct pdf_about *about)
{
    // A new one: cairo's has a date.
    const qpdf_oh info = qpdf_oh_new_dictionary(pdf);
    set(pdf, info, "/Title", about->title);
    set(pdf, info, "/Author", about->author);
    set(pdf, info, "/Subject", about->alt_text);
    set(pdf, info, "/Creator", maker);
    set(pdf, info, "/Producer", maker);
    qpdf_oh_replace_key(pdf, qpdf_get_trailer(pdf), "/Info",
                        qpdf_make_indirect_object(pdf, info));
}

static bool append_escaped(struct buffer *xml, const char *text)
{
    bool done = true;
    for (; *text && done; text++) {
        const char *entity = *text == '&'   ? "&amp;"
                             : *text == '<' ? "&lt;"
                             : *text == '>' ? "&gt;"
                                            : NULL;
        done = entity ? buffer_append_text(xml, entity)
                      : buffer_append(xml, text, 1);
    }
    return done;
}

// One property with its text in a container of RDF.
static bool append_property(struct buffer *xml, const char *before,
                            const char *text, const char *after)
{
    return !*text ||
           (buffer_append_text(xml, before) && append_escaped(xml, text) &&
            buffer_append_text(xml, after));
}

static bool write_xmp(struct buffer *xml, const struct pdf_about *about)
{
    static const char default_language[] =
        "<rdf:Alt><rdf:li xml:lang=\"x-default\">";
    char title[64];
    char description[64];
    snprintf(title, sizeof title, "<dc:title>%s", default_language);
    snprintf(description, sizeof description, "<dc:description>%s",
             default_language);
    return buffer_append_text(
               xml, "<?xpacket begin=\"\xef\xbb\xbf\" "
                    "id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
                    "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf="
                    "\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">"
                    "<rdf:Description rdf:about=\"\" "
                    "xmlns:dc=\"http://purl.org/dc/elements/1.1/\" "
                    "xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\" "
                    "xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\">\n"
                    "<dc:format>application/pdf</dc:format>\n") &&
           append_property(xml, title, about->title,
                           "</rdf:li></rdf:Alt></dc:title>\n") &&
           append_property(xml, description, about->alt_text,
                           "</rdf:li></rdf:Alt></dc:description>\n") &&
           append_property(xml, "<dc:creator><rdf:Seq><rdf:li>", about->author,
                           "</rdf:li></rdf:Seq></dc:creator>\n") &&
           append_property(xml, "<dc:language><rdf:Bag><rdf:li>",
                           language_tag(about->language),
                           "</rdf:li></rdf:Bag></dc:language>\n") &&
           append_property(xml, "<xmp:CreatorTool>", maker,
                           "</xmp:CreatorTool>\n") &&
           append_property(xml, "<pdf:Producer>", maker, "</pdf:Producer>\n") &&
           buffer_append_text(xml, "</rdf:Description></rdf:RDF></x:xmpmeta>\n"
                                   "<?xpacket end=\"r\"?>\n");
}

static bool set_catalog(qpdf_data pdf, const struct pdf_about *about)
{
    struct buffer xmp = {0};
    const qpdf_oh catalog = qpdf_get_root(pdf);
    const qpdf_oh stream = qpdf_oh_new_stream(pdf);
    if (!write_xmp(&xmp, about)) {
        buffer_finish(&xmp);
        return false;
    }
    qpdf_oh_replace_stream_data(pdf, stream, xmp.data, xmp.size,
                                qpdf_oh_new_null(pdf), qpdf_oh_new_null(pdf));
    buffer_finish(&xmp);
    const qpdf_oh dictionary = qpdf_oh_get_dict(pdf, stream);
    qpdf_oh_replace_key(pdf, dictionary, "/Type",
                        qpdf_oh_new_name(pdf, "/Metadata"));
    qpdf_oh_replace_key(pdf, dictionary, "/Subtype",
                        qpdf_oh_new_name(pdf, "/XML"));
    qpdf_oh_replace_key(pdf, catalog, "/Metadata", stream);
    set(pdf, catalog, "/Lang", language_tag(about->language));
    qpdf_oh_replace_key(pdf, catalog, "/ViewerPreferences",
                        qpdf_oh_parse(pdf, "<< /DisplayDocTitle true >>"));
    return true;
}

static qpdf_oh first_child(qpdf_data pdf, qpdf_oh element)
{
    const qpdf_oh children = qpdf_oh_get_key_if_dict(pdf, element, "/K");
    return qpdf_oh_is_array(pdf, children)
               ? qpdf_oh_get_array_item(pdf, children, 0)
               : children;
}

// Gives the alt text to the figure, the first child of the document. Sheets
// have no tags.
static void set_alt_text(qpdf_data pdf, const char *alt_text)
{
    const qpdf_oh catalog = qpdf_get_root(pdf);
    if (!qpdf_oh_has_key(pdf, catalog, "/StructTreeRoot"))
        return;
    const qpdf_oh root = qpdf_oh_get_key(pdf, catalog, "/StructTreeRoot");
    const qpdf_oh figure = first_child(pdf, first_child(pdf, root));
    if (!qpdf_oh_is_dictionary(pdf, figure))
        return;
    set(pdf, figure, "/Alt", alt_text);
    qpdf_oh_replace_key(pdf, catalog, "/MarkInfo",
                        qpdf_oh_parse(pdf, "<< /Marked true >>"));
}

// A PDF counts y upwards.
static void set_box(qpdf_data pdf, qpdf_oh leaf, const char *key,
                    const struct pdf_page *page, struct rect box)
{
    char text[128];
    snprintf(text, sizeof text, "[ %.3f %.3f %.3f %.3f ]", box.x,
             page->height - box.y - box.height, box.x + box.width,
             page->height - box.y);
    qpdf_oh_replace_key(pdf, leaf, key, qpdf_oh_parse(pdf, text));
}

static void set_boxes(qpdf_data pdf, const struct pdf_page *page)
{
    const qpdf_oh leaf = qpdf_get_page_n(pdf, 0);
    const struct rect whole = {.width = page->width, .height = page->height};
    set_box(pdf, leaf, "/MediaBox", page, whole);
    set_box(pdf, leaf, "/BleedBox", page, page->bleed);
    set_box(pdf, leaf, "/TrimBox", page, page->trim);
}

static bool write(qpdf_data pdf, struct buffer *file)
{
    if (qpdf_init_write_memory(pdf) & QPDF_ERRORS)
        return false;
    qpdf_set_object_stream_mode(pdf, qpdf_o_generate);
    qpdf_set_deterministic_ID(pdf, QPDF_TRUE);
    qpdf_set_minimum_pdf_version(pdf, "1.6");
    return !(qpdf_write(pdf) & QPDF_ERRORS) &&
           buffer_append(file, qpdf_get_buffer(pdf),
                         qpdf_get_buffer_length(pdf));
}

bool pdf_about_add(const struct pdf_about *about, struct bytes drawn,
                   struct buffer *file, struct error *err)
{
    qpdf_data pdf = qpdf_init();
    qpdf_silence_errors(pdf);
    qpdf_set_suppress_warnings(pdf, QPDF_TRUE);
    bool done = !(qpdf_read_memory(pdf, "poster", (const char *)drawn.data,
                                   drawn.size, NULL) &
                  QPDF_ERRORS);
    if (done) {
        set_info(pdf, about);
        set_alt_text(pdf, about->alt_text);
        if (about->page)
            set_boxes(pdf, about->page);
        done = set_catalog(pdf, about) && write(pdf, file);
    }
    qpdf_cleanup(&pdf);
    return done ? true : error_set_memory(err);
}
