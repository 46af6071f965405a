#include "pdf_about.h"

#include <stdio.h>
#include <string.h>

#include <qpdf/qpdf-c.h>

static void set(qpdf_data pdf, qpdf_oh dictionary, const char *key,
                const char *value)
{
    if (*value)
        qpdf_oh_replace_key(pdf, dictionary, key,
                            qpdf_oh_new_unicode_string(pdf, value));
}

static void set_info(qpdf_data pdf, const struct file_text *text)
{
    // A new one: cairo's has a date.
    const qpdf_oh info = qpdf_oh_new_dictionary(pdf);
    set(pdf, info, "/Title", text->title);
    set(pdf, info, "/Author", text->author);
    set(pdf, info, "/Subject", text->description);
    set(pdf, info, "/Creator", text->software);
    set(pdf, info, "/Producer", text->software);
    qpdf_oh_replace_key(pdf, qpdf_get_trailer(pdf), "/Info",
                        qpdf_make_indirect_object(pdf, info));
}

static void set_catalog(qpdf_data pdf, const struct file_text *text)
{
    const qpdf_oh catalog = qpdf_get_root(pdf);
    const qpdf_oh stream = qpdf_oh_new_stream(pdf);
    qpdf_oh_replace_stream_data(pdf, stream, text->xmp.data, text->xmp.size,
                                qpdf_oh_new_null(pdf), qpdf_oh_new_null(pdf));
    const qpdf_oh dictionary = qpdf_oh_get_dict(pdf, stream);
    qpdf_oh_replace_key(pdf, dictionary, "/Type",
                        qpdf_oh_new_name(pdf, "/Metadata"));
    qpdf_oh_replace_key(pdf, dictionary, "/Subtype",
                        qpdf_oh_new_name(pdf, "/XML"));
    qpdf_oh_replace_key(pdf, catalog, "/Metadata", stream);
    set(pdf, catalog, "/Lang", text->language);
    qpdf_oh_replace_key(pdf, catalog, "/ViewerPreferences",
                        qpdf_oh_parse(pdf, "<< /DisplayDocTitle true >>"));
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

// Whether the element of the tags is a figure.
static bool is_figure(qpdf_data pdf, qpdf_oh element)
{
    return qpdf_oh_is_dictionary(pdf, element) &&
           qpdf_oh_has_key(pdf, element, "/S") &&
           strcmp(qpdf_oh_get_name(pdf, qpdf_oh_get_key(pdf, element, "/S")),
                  "/" PDF_FIGURE) == 0;
}

// Gives the alt texts to the children of the document that are figures.
static void set_alt_texts(qpdf_data pdf, const char *const *alt_texts,
                          size_t count)
{
    const qpdf_oh catalog = qpdf_get_root(pdf);
    if (!qpdf_oh_has_key(pdf, catalog, "/StructTreeRoot"))
        return;
    const qpdf_oh root = qpdf_oh_get_key(pdf, catalog, "/StructTreeRoot");
    const qpdf_oh document = first_child(pdf, root);
    const qpdf_oh children = qpdf_oh_get_key_if_dict(pdf, document, "/K");
    const int all = qpdf_oh_is_array(pdf, children)
                        ? qpdf_oh_get_array_n_items(pdf, children)
                        : 0;
    size_t next = 0;
    for (int i = 0; i < all && next < count; i++) {
        const qpdf_oh child = qpdf_oh_get_array_item(pdf, children, i);
        if (is_figure(pdf, child))
            set(pdf, child, "/Alt", alt_texts[next++]);
    }
    qpdf_oh_replace_key(pdf, catalog, "/MarkInfo",
                        qpdf_oh_parse(pdf, "<< /Marked true >>"));
}

// What goes into a PDF; `count` alt texts of a document, or the page of a
// poster.
struct about {
    const struct file_text *text;
    const struct pdf_page *page;
    const char *const *alt_texts; // NULL: a poster's
    size_t count;
};

static bool add(const struct about *about, struct bytes drawn,
                struct buffer *file, struct error *err)
{
    qpdf_data pdf = qpdf_init();
    qpdf_silence_errors(pdf);
    qpdf_set_suppress_warnings(pdf, QPDF_TRUE);
    bool done = !(qpdf_read_memory(pdf, "poster", (const char *)drawn.data,
                                   drawn.size, NULL) &
                  QPDF_ERRORS);
    if (done) {
        set_info(pdf, about->text);
        if (about->alt_texts)
            set_alt_texts(pdf, about->alt_texts, about->count);
        else
            set_alt_text(pdf, about->text->description);
        if (about->page)
            set_boxes(pdf, about->page);
        set_catalog(pdf, about->text);
        done = write(pdf, file);
    }
    qpdf_cleanup(&pdf);
    return done ? true : error_set_memory(err);
}

bool pdf_about_add(const struct file_text *text, const struct pdf_page *page,
                   struct bytes drawn, struct buffer *file, struct error *err)
{
    const struct about about = {.text = text, .page = page};
    return add(&about, drawn, file, err);
}

bool pdf_about_add_document(const struct file_text *text,
                            const char *const *alt_texts, size_t count,
                            struct bytes drawn, struct buffer *file,
                            struct error *err)
{
    const struct about about = {
        .text = text, .alt_texts = alt_texts, .count = count};
    return add(&about, drawn, file, err);
}
