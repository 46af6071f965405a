#include "partner.h"

#include "ini.h"
#include "partner_ini.h"
#include "template_caption.h"

#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void finish_partner(struct partner *partner)
{
    ini_finish_local(partner->names);
    ini_finish_local(partner->short_names);
    for (size_t i = 0; i < partner->origin_count; i++)
        free(partner->origins[i]);
    template_finish_captions(partner->captions, partner->caption_count);
    logo_finish(&partner->logo);
    free(partner->templates.ids);
    free(partner->themes.ids);
    free(partner->formats.ids);
    free(partner->origins);
    free(partner->ini_path);
    free(partner->place);
    free(partner->contact);
    free(partner->link);
    *partner = (struct partner){0};
}

// A folder of partners while it is read.
struct folder {
    const char *dir;
    struct partner_known known;
    struct partner_list *list; // of what can be used; NULL with findings
    struct findings *findings; // of all that is wrong; NULL with a list
    const struct guard *guard; // NULL: none
    size_t logos;              // bytes of all so far
    size_t room;               // for items in the list
};

// Takes what was found into the findings when there are any; false when the
// partner cannot be used.
static bool settle(bool done, struct findings *findings, struct error *err)
{
    if (done || !findings || error_is_memory(err))
        return done;
    findings_add_error(findings, err);
    return true;
}

static bool refuse(const char *path, const char *what, struct error *err)
{
    return error_set_detail(err, ERROR_SYSTEM, MESSAGE_CONFIGURATION, "%s: %s",
                            path, what);
}

// A file that is one, and lies in the folder: a link must not lead out of it.
static bool check_file(const char *dir, const char *path, struct error *err)
{
    struct stat status;
    char *folder = realpath(dir, NULL);
    char *file = realpath(path, NULL);
    const size_t size = folder ? strlen(folder) : 0;
    bool done = false;
    if (!folder || !file || stat(file, &status) != 0)
        error_set_detail(err, ERROR_SYSTEM, MESSAGE_CONFIGURATION,
                         "%s: cannot be read: %s", path, strerror(errno));
    else if (strncmp(file, folder, size) != 0 || file[size] != '/')
        refuse(path, "is a link that leads out of the folder", err);
    else if (!S_ISREG(status.st_mode))
        refuse(path, "is no file", err);
    else
        done = true;
    free(folder);
    free(file);
    return done;
}

static bool read_ini(const struct folder *folder, struct partner *partner,
                     const char *dir, const char *path,
                     struct partner_lines *lines, struct error *err)
{
    struct buffer text = {0};
    bool done = check_file(dir, path, err);
    if (done && !buffer_append_file(&text, path, LIMIT_PARTNER_INI_BYTES))
        done = error_set_detail(
            err, ERROR_SYSTEM, MESSAGE_CONFIGURATION, "%s: cannot be read: %s",
            path, errno == EFBIG ? "it is larger than 64 KB" : strerror(errno));
    done =
        done && partner_ini_read(partner, buffer_view(&text), path,
                                 &folder->known, lines, folder->findings, err);
    buffer_finish(&text);
    return done;
}

// The file of the logo: what partner.ini says, else what there is. NULL with
// no error: none.
static char *find_logo(const char *dir, const struct partner_lines *lines,
                       struct error *err)
{
    const char *const names[] = {*lines->logo_file ? lines->logo_file
                                                   : "logo.svg",
                                 *lines->logo_file ? NULL : "logo.png"};
    for (size_t i = 0; i < 2 && names[i]; i++) {
        char *path;
        if (asprintf(&path, "%s/%s", dir, names[i]) < 0) {
            error_set_memory(err);
            return NULL;
        }
        struct stat status;
        if (*lines->logo_file || lstat(path, &status) == 0)
            return path;
        free(path);
    }
    return NULL;
}

static bool read_logo(struct folder *folder, struct partner *partner,
                      const char *dir, const struct partner_lines *lines,
                      struct error *err)
{
    err->kind = ERROR_NONE;
    char *path = find_logo(dir, lines, err);
    if (!path)
        return err->kind == ERROR_NONE;
    bool done;
    if (lines->logo > 0 && access(path, F_OK) != 0)
        done =
            error_set_detail(err, ERROR_SYSTEM, MESSAGE_CONFIGURATION,
                             "%s:%d: [partner] logo: there is no file "
                             "\"%s\" in the folder",
                             partner->ini_path, lines->logo, lines->logo_file);
    else
        done =
            check_file(dir, path, err) && logo_read(&partner->logo, path, err);
    folder->logos += partner->logo.file.size;
    if (done && folder->logos > LIMIT_PARTNER_LOGOS_BYTES)
        done = refuse(path,
                      "all logos together are larger than 256 MB; make some "
                      "smaller",
                      err);
    free(path);
    return settle(done, folder->findings, err);
}

static bool read_partner(struct folder *folder, struct partner *partner,
                         const char *dir, const char *ini, const char *name,
                         struct error *err)
{
    struct partner_lines lines = {0};
    *partner = (struct partner){0};
    bool done = partner_is_id(name);
    if (done)
        strcpy(partner->id, name);
    else
        done = settle(refuse(dir,
                             "the folder's name is no id of a partner: small "
                             "letters, digits and -, at most 63, no - first",
                             err),
                      folder->findings, err);
    if (done &&
        settle(read_ini(folder, partner, dir, ini, &lines, err),
               folder->findings, err) &&
        read_logo(folder, partner, dir, &lines, err))
        return true;
    finish_partner(partner);
    return false;
}

static bool add_refusal(struct partner_list *list, const char *id,
                        const struct error *why)
{
    struct partner_refusal *refusals =
        realloc(list->refusals, (list->refusal_count + 1) * sizeof *refusals);
    if (!refusals)
        return false;
    list->refusals = refusals;
    struct partner_refusal *refusal = &refusals[list->refusal_count];
    snprintf(refusal->id, sizeof refusal->id, "%.63s", id);
    refusal->why = strdup(why->detail);
    if (!refusal->why)
        return false;
    list->refusal_count++;
    return true;
}

// Takes over what the partner holds. False when memory is out.
static bool add_item(struct folder *folder, struct partner *partner)
{
    struct partner_list *list = folder->list;
    if (list->count == folder->room) {
        const size_t room = folder->room > 0 ? 2 * folder->room : 16;
        struct partner *items = realloc(list->items, room * sizeof *items);
        if (!items)
            return false;
        list->items = items;
        folder->room = room;
    }
    list->items[list->count++] = *partner;
    return true;
}

// Unless there are too many, or the guard keeps the folder shut.
static bool read_if_open(struct folder *folder, struct partner *partner,
                         const char *dir, const char *ini, const char *name,
                         struct error *err)
{
    const char *reason = guard_reason(folder->guard, GUARD_PARTNER, name);
    if (reason)
        return error_set_detail(err, ERROR_SYSTEM, MESSAGE_CONFIGURATION, "%s",
                                reason);
    if (folder->list && folder->list->count == LIMIT_PARTNERS)
        return refuse(dir, "there are more than 20000 partners", err);
    guard_begin(folder->guard, GUARD_PARTNER, name);
    return read_partner(folder, partner, dir, ini, name, err);
}

static bool add_partner(struct folder *folder, const char *dir, const char *ini,
                        const char *name, struct error *err)
{
    struct partner_list *list = folder->list;
    struct partner partner = {0};
    struct error why = {0};
    const bool is_one = read_if_open(folder, &partner, dir, ini, name, &why);
    if (!is_one)
        return (!error_is_memory(&why) && list &&
                add_refusal(list, name, &why)) ||
               error_set_memory(err);
    if (list && add_item(folder, &partner))
        return true;
    finish_partner(&partner);
    return list ? error_set_memory(err) : true;
}

// A misspelt partner.ini would be a partner that nobody misses.
static void warn_empty(const struct folder *folder, const char *dir)
{
    struct stat status;
    if (folder->findings && stat(dir, &status) == 0 && S_ISDIR(status.st_mode))
        findings_add(folder->findings, FINDING_WARNING, dir, 0,
                     "the folder holds no partner.ini");
}

// A folder is a partner when it holds a partner.ini.
static bool read_folder(struct folder *folder, const char *name,
                        struct error *err)
{
    struct stat status;
    char *dir = NULL;
    char *ini = NULL;
    bool done = true;
    if (name[0] == '.')
        return true;
    if (asprintf(&dir, "%s/%s", folder->dir, name) < 0 ||
        asprintf(&ini, "%s/partner.ini", dir) < 0)
        done = error_set_memory(err);
    else if (lstat(ini, &status) == 0)
        done = add_partner(folder, dir, ini, name, err);
    else
        warn_empty(folder, dir);
    free(dir);
    free(ini);
    return done;
}

// In the order of the alphabet, in which one reads what is told of them.
static bool read_folders(struct folder *folder, struct error *err)
{
    struct dirent **names;
    if (!folder->dir || !*folder->dir)
        return true;
    const int count = scandir(folder->dir, &names, NULL, alphasort);
    if (count < 0)
        return errno == ENOENT ||
               error_set_detail(err, ERROR_SYSTEM, MESSAGE_CONFIGURATION,
                                "%s: cannot be read: %s", folder->dir,
                                strerror(errno));
    bool done = true;
    for (int i = 0; i < count; i++) {
        done = done && read_folder(folder, names[i]->d_name, err);
        free(names[i]);
    }
    free(names);
    guard_begin(folder->guard, GUARD_PARTNER, "");
    return done;
}

static int compare(const void *a, const void *b)
{
    const struct partner *one = a;
    const struct partner *other = b;
    return strcmp(one->id, other->id);
}

static int compare_refusals(const void *a, const void *b)
{
    const struct partner_refusal *one = a;
    const struct partner_refusal *other = b;
    return strcmp(one->id, other->id);
}

bool partner_list_read(struct partner_list *list, const char *dir,
                       const struct template_list *templates,
                       const struct format_list *formats,
                       const struct guard *guard, struct error *err)
{
    struct folder folder = {.dir = dir,
                            .known = {templates, formats},
                            .list = list,
                            .guard = guard};
    *list = (struct partner_list){0};
    if (!read_folders(&folder, err)) {
        partner_list_finish(list);
        return false;
    }
    if (list->count > 0)
        qsort(list->items, list->count, sizeof *list->items, compare);
    if (list->refusal_count > 0)
        qsort(list->refusals, list->refusal_count, sizeof *list->refusals,
              compare_refusals);
    return true;
}

bool partner_list_examine(const char *dir,
                          const struct template_list *templates,
                          const struct format_list *formats,
                          struct findings *findings, struct error *err)
{
    struct folder folder = {
        .dir = dir, .known = {templates, formats}, .findings = findings};
    return read_folders(&folder, err);
}

void partner_list_finish(struct partner_list *list)
{
    for (size_t i = 0; i < list->count; i++)
        finish_partner(&list->items[i]);
    for (size_t i = 0; i < list->refusal_count; i++)
        free(list->refusals[i].why);
    free(list->items);
    free(list->refusals);
    *list = (struct partner_list){0};
}
