#include "roster.h"

#include "plan.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

// No file of ours that says how things look is nearly as large.
enum { INI_BYTES_MAX = 4 * 1000 * 1000 };

static bool check_template(struct template *template, const struct fonts *fonts,
                           struct error *err)
{
    for (size_t i = 0; i < template->layout_count; i++)
        if (!plan_prepare_layout(template, &template->layouts[i], err))
            return false;
    for (size_t i = 0; i < template->style_count; i++)
        if (!fonts_role(fonts, template->styles[i].font))
            return error_set_detail(
                err, ERROR_SYSTEM, MESSAGE_CONFIGURATION,
                "%s:%d: [text %s] font: \"%s\" is no role of the fonts",
                template->ini_path, template->styles[i].line,
                template->styles[i].id, template->styles[i].font);
    return true;
}

static uint64_t add_text(uint64_t stamp, const char *text)
{
    // The NUL too: it ends the text for the next one.
    return bytes_hash(stamp,
                      (struct bytes){(const uint8_t *)text, strlen(text) + 1});
}

static bool add_file(uint64_t *stamp, const char *path, struct error *err)
{
    struct buffer file = {0};
    const bool done = buffer_append_file(&file, path, INI_BYTES_MAX);
    if (done)
        *stamp = bytes_hash(*stamp, buffer_view(&file));
    else
        error_set_detail(err, ERROR_SYSTEM, MESSAGE_CONFIGURATION,
                         "%s: cannot be read: %s", path, strerror(errno));
    buffer_finish(&file);
    return done;
}

// Fonts are megabytes: their size and time must do.
static uint64_t add_fonts(uint64_t stamp, const struct fonts *fonts)
{
    for (size_t i = 0; i < fonts->face_count; i++) {
        struct stat status;
        if (stat(fonts->faces[i].file, &status) != 0)
            continue;
        const int64_t facts[] = {status.st_size, status.st_mtim.tv_sec,
                                 status.st_mtim.tv_nsec};
        stamp = bytes_hash(
            stamp, (struct bytes){(const uint8_t *)facts, sizeof facts});
    }
    return stamp;
}

// What every template's posters depend on.
static bool stamp_all(uint64_t *stamp, const struct roster_source *source,
                      struct error *err)
{
    *stamp = add_text(BYTES_HASH_EMPTY, POSTERTOOL_VERSION);
    *stamp = add_fonts(*stamp, source->fonts);
    return add_file(stamp, source->formats_file, err) &&
           add_file(stamp, source->fonts_file, err);
}

static bool stamp_template(struct template *template, uint64_t of_all,
                           struct error *err)
{
    template->stamp = of_all;
    if (!add_file(&template->stamp, template->ini_path, err))
        return false;
    for (size_t i = 0; i < template->layout_count; i++) {
        const struct layout *layout = &template->layouts[i];
        template->stamp = add_text(template->stamp, layout->id);
        template->stamp =
            bytes_hash(template->stamp, buffer_view(&layout->svg));
    }
    return true;
}

// A wrong template is left out; an error when none is left.
static bool check_all(struct template_list *list,
                      const struct roster_source *source, struct error *err)
{
    uint64_t of_all;
    if (!stamp_all(&of_all, source, err))
        return false;
    for (size_t i = 0; i < list->count;) {
        struct template *template = &list->items[i];
        struct error why = {0};
        guard_begin(source->guard, GUARD_TEMPLATE, template->id);
        if (check_template(template, source->fonts, &why) &&
            stamp_template(template, of_all, &why)) {
            i++;
            continue;
        }
        guard_refuse(source->guard, GUARD_TEMPLATE, template->id, &why);
        if (error_is_memory(&why) || !template_list_refuse(list, i, &why))
            return error_set_memory(err);
        if (list->count == 0) {
            *err = why;
            return false;
        }
    }
    guard_begin(source->guard, GUARD_TEMPLATE, "");
    return true;
}

bool roster_read(struct template_list *list, const struct roster_source *source,
                 struct error *err)
{
    if (!template_list_read_guarded(list, source->dir, source->formats,
                                    source->guard, err))
        return false;
    guard_begin(source->guard, GUARD_TEMPLATE, "");
    if (check_all(list, source, err))
        return true;
    template_list_finish(list);
    return false;
}
