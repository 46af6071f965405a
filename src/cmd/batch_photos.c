#include "batch_photos.h"

#include "batch_resemble.h"
#include "batch_words.h"

#include "press/words.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

// The ending of a photo's name, or the end of the name when it has none.
static const char *find_ending(const char *file)
{
    static const char *const endings[] = {".jpg",  ".jpeg", ".jpe", ".jfif",
                                          ".png",  ".webp", ".gif", ".heic",
                                          ".heif", ".avif"};
    const char *point = strrchr(file, '.');
    for (size_t i = 0; point && i < sizeof endings / sizeof *endings; i++)
        if (strcasecmp(point, endings[i]) == 0)
            return point;
    return file + strlen(file);
}

static char *plain_stem(const char *file)
{
    char *stem = strndup(file, (size_t)(find_ending(file) - file));
    char *plain = stem ? words_plain(stem) : NULL;
    free(stem);
    return plain;
}

static void finish_photo(struct batch_photo *photo)
{
    free(photo->file);
    free(photo->plain);
    free(photo->sorted);
}

static bool make_photo(struct batch_photo *photo, const char *file)
{
    *photo = (struct batch_photo){.file = strdup(file),
                                  .plain = plain_stem(file),
                                  .is_photo = *find_ending(file) != '\0'};
    photo->sorted = photo->plain ? batch_resemble_sort(photo->plain) : NULL;
    if (photo->file && photo->sorted)
        return true;
    finish_photo(photo);
    return false;
}

static bool add(struct batch_photos *photos, const char *file)
{
    // Doubles at each power of two.
    if ((photos->count & (photos->count - 1)) == 0) {
        const size_t wanted = photos->count > 0 ? 2 * photos->count : 1;
        struct batch_photo *more =
            realloc(photos->items, wanted * sizeof *more);
        if (!more)
            return false;
        photos->items = more;
    }
    if (!make_photo(&photos->items[photos->count], file))
        return false;
    photos->count++;
    return true;
}

static bool is_utf8(const char *name)
{
    struct error err = {0};
    char *clean;
    if (!words_clean(name, strlen(name), &clean, "photo", &err))
        return false;
    free(clean);
    return true;
}

// A link may lead out of the folder: it is none of its files.
static bool is_file(DIR *folder, const char *name)
{
    struct stat status;
    return name[0] != '.' &&
           fstatat(dirfd(folder), name, &status, AT_SYMLINK_NOFOLLOW) == 0 &&
           S_ISREG(status.st_mode) && is_utf8(name);
}

static bool read_folder(struct batch_photos *photos, DIR *folder)
{
    const struct dirent *entry;
    while ((entry = readdir(folder)))
        if (is_file(folder, entry->d_name) && !add(photos, entry->d_name))
            return false;
    return true;
}

static int compare_files(const void *a, const void *b)
{
    return strcmp(((const struct batch_photo *)a)->file,
                  ((const struct batch_photo *)b)->file);
}

bool batch_photos_read(struct batch_photos *photos, const char *path,
                       enum language language, struct error *err)
{
    *photos = (struct batch_photos){.folder = strdup(path)};
    DIR *folder = opendir(path);
    if (!folder) {
        batch_photos_finish(photos);
        return batch_fail(err, language, BATCH_PHOTOS_UNREADABLE, path,
                          strerror(errno));
    }
    const bool done = photos->folder && read_folder(photos, folder);
    closedir(folder);
    if (!done) {
        batch_photos_finish(photos);
        return error_set_memory(err);
    }
    if (photos->count > 0)
        qsort(photos->items, photos->count, sizeof *photos->items,
              compare_files);
    return true;
}

void batch_photos_finish(struct batch_photos *photos)
{
    for (size_t i = 0; i < photos->count; i++)
        finish_photo(&photos->items[i]);
    free(photos->items);
    free(photos->folder);
    *photos = (struct batch_photos){0};
}

char *batch_photos_path(const struct batch_photos *photos, size_t photo)
{
    char *path = NULL;
    return asprintf(&path, "%s/%s", photos->folder, photos->items[photo].file) <
                   0
               ? NULL
               : path;
}

// A wish on its way to a photo.
struct search {
    struct batch_photos *photos;
    const char *file; // the cell without folders; "": none
    char *plain;      // of the file, else of the name
    char *sorted;     // its words in order
    char *name;       // the words of the name in order
};

static void finish_search(struct search *search)
{
    free(search->plain);
    free(search->sorted);
    free(search->name);
}

// A cell may hold a path of the computer on which the list was made.
static const char *last_part(const char *cell)
{
    const char *slash = strrchr(cell, '/');
    const char *back = strrchr(cell, '\\');
    const char *part = slash > back ? slash : back;
    return part ? part + 1 : cell;
}

static bool begin_search(struct search *search, struct batch_photos *photos,
                         const struct batch_wish *wish)
{
    *search = (struct search){.photos = photos, .file = last_part(wish->cell)};
    char *name = words_plain(wish->name);
    search->plain =
        *search->file ? plain_stem(search->file) : words_plain(wish->name);
    search->sorted = search->plain ? batch_resemble_sort(search->plain) : NULL;
    search->name = name ? batch_resemble_sort(name) : NULL;
    free(name);
    if (search->sorted && search->name)
        return true;
    finish_search(search);
    return false;
}

// Takes photo `index` for one that may be meant.
static void take(struct batch_match *match, const struct batch_photos *photos,
                 size_t index, enum batch_found found)
{
    const char *file = photos->items[index].file;
    const size_t used = strlen(match->candidates);
    const bool is_first = match->found == BATCH_FOUND_NONE;
    match->found = is_first ? found : BATCH_FOUND_AMBIGUOUS;
    match->photo = index;
    if (used + strlen(file) + 3 <= sizeof match->candidates)
        snprintf(match->candidates + used, sizeof match->candidates - used,
                 "%s%s", is_first ? "" : ", ", file);
}

static bool has_plain(const struct search *search, size_t index,
                      const char *ending)
{
    const struct batch_photo *photo = &search->photos->items[index];
    return photo->is_photo && *search->plain &&
           strcmp(photo->plain, search->plain) == 0 &&
           (!ending || strcasecmp(find_ending(photo->file), ending) == 0);
}

static void find_exactly(const struct search *search, struct batch_match *match)
{
    struct batch_photos *photos = search->photos;
    const char *ending = find_ending(search->file);
    *match = (struct batch_match){0};
    for (size_t i = 0; i < photos->count && *search->file; i++)
        if (strcmp(photos->items[i].file, search->file) == 0)
            take(match, photos, i, BATCH_FOUND);
    for (size_t i = 0; i < photos->count && !match->found && *ending; i++)
        if (has_plain(search, i, ending))
            take(match, photos, i, BATCH_FOUND);
    if (match->found)
        return;
    for (size_t i = 0; i < photos->count; i++)
        if (has_plain(search, i, NULL))
            take(match, photos, i, BATCH_FOUND);
}

static bool has_words(const struct batch_photo *photo, const char *sorted)
{
    return photo->is_photo && *sorted && strcmp(photo->sorted, sorted) == 0;
}

static int distance(const struct search *search, size_t index)
{
    const struct batch_photo *photo = &search->photos->items[index];
    if (!photo->is_photo || photo->is_taken)
        return BATCH_UNLIKE;
    const int plain = batch_resemble_distance(photo->plain, search->plain);
    const int sorted = batch_resemble_distance(photo->sorted, search->sorted);
    return plain < sorted ? plain : sorted;
}

static void find_nearest(const struct search *search, struct batch_match *match)
{
    const struct batch_photos *photos = search->photos;
    int best = BATCH_UNLIKE;
    for (size_t i = 0; i < photos->count; i++) {
        const int far = distance(search, i);
        best = far < best ? far : best;
    }
    for (size_t i = 0; i < photos->count && best < BATCH_UNLIKE; i++)
        if (distance(search, i) <= best + 1)
            take(match, photos, i, BATCH_FOUND_LIKE);
}

static void find_like(const struct search *search, struct batch_match *match)
{
    const struct batch_photos *photos = search->photos;
    for (size_t i = 0; i < photos->count; i++)
        if (has_words(&photos->items[i], search->sorted))
            take(match, photos, i, BATCH_FOUND_LIKE);
    for (size_t i = 0; i < photos->count && !match->found; i++)
        if (has_words(&photos->items[i], search->name))
            take(match, photos, i, BATCH_FOUND_LIKE);
    if (!match->found)
        find_nearest(search, match);
}

// Two rows that ask for different things and found the same by likeness.
static void dispute(const struct search *searches, size_t count,
                    struct batch_match *matches, size_t *first)
{
    for (size_t i = 0; i < count; i++) {
        struct batch_match *match = &matches[i];
        if (match->found != BATCH_FOUND_LIKE)
            continue;
        const size_t other = first[match->photo];
        first[match->photo] = other == 0 ? i + 1 : other;
        if (other == 0 ||
            strcmp(searches[other - 1].sorted, searches[i].sorted) == 0)
            continue;
        *match = (struct batch_match){.found = BATCH_FOUND_CLAIMED,
                                      .photo = match->photo,
                                      .rival = other - 1};
        matches[other - 1] = (struct batch_match){
            .found = BATCH_FOUND_CLAIMED, .photo = match->photo, .rival = i};
    }
}

static void match_all(struct batch_photos *photos,
                      const struct search *searches, size_t count,
                      struct batch_match *matches, size_t *first)
{
    for (size_t i = 0; i < photos->count; i++)
        photos->items[i].is_taken = false;
    for (size_t i = 0; i < count; i++) {
        find_exactly(&searches[i], &matches[i]);
        if (matches[i].found == BATCH_FOUND)
            photos->items[matches[i].photo].is_taken = true;
    }
    for (size_t i = 0; i < count; i++)
        if (matches[i].found == BATCH_FOUND_NONE)
            find_like(&searches[i], &matches[i]);
    dispute(searches, count, matches, first);
}

bool batch_photos_match(struct batch_photos *photos,
                        const struct batch_wish *wishes, size_t count,
                        struct batch_match *matches)
{
    struct search *searches = calloc(count + 1, sizeof *searches);
    size_t *first = calloc(photos->count + 1, sizeof *first);
    size_t made = 0;
    while (searches && made < count &&
           begin_search(&searches[made], photos, &wishes[made]))
        made++;
    const bool done = searches && first && made == count;
    if (done)
        match_all(photos, searches, count, matches, first);
    for (size_t i = 0; i < made; i++)
        finish_search(&searches[i]);
    free(searches);
    free(first);
    return done;
}
