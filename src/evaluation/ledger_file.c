#include "ledger_parts.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

static const char magic[8] = "ptledger";
enum { VERSION = 1 };

struct place {
    char path[PATH_MAX];
    char *why;
    size_t why_size;
};

static bool say(const struct place *place, const char *what, int number)
{
    snprintf(place->why, place->why_size, "%s: %s%s%s", place->path, what,
             number ? ": " : "", number ? strerror(number) : "");
    return false;
}

// Of each list, so that none shares a line of the cache with another.
static size_t round_up(size_t bytes)
{
    return (bytes + 63) / 64 * 64;
}

// Where the lists of a side are from `at` on, and where they end; NULL: only
// that.
static size_t lay_out(struct ledger_side *side, char *memory, size_t at,
                      struct ledger_size size)
{
    const size_t sizes[] = {
        sizeof *side->head,
        2 * (size_t)size.series * sizeof *side->slots,
        size.series * sizeof *side->values[0],
        size.series * sizeof *side->values[1],
        size.series * sizeof *side->keys,
        size.records * sizeof *side->records,
    };
    void *lists[sizeof sizes / sizeof *sizes] = {0};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        lists[i] = memory ? memory + at : NULL;
        at += round_up(sizes[i]);
    }
    if (side)
        *side = (struct ledger_side){.head = lists[0],
                                     .slots = lists[1],
                                     .values = {lists[2], lists[3]},
                                     .keys = lists[4],
                                     .records = lists[5]};
    return at;
}

static size_t bytes_of(struct ledger_size size)
{
    const size_t first = lay_out(NULL, NULL, LEDGER_HEAD_BYTES, size);
    return lay_out(NULL, NULL, first, size);
}

static bool map(struct ledger *ledger, int fd)
{
    ledger->bytes = bytes_of(ledger->size);
    char *memory =
        mmap(NULL, ledger->bytes, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    if (memory == MAP_FAILED)
        return false;
    ledger->fd = fd;
    ledger->head = (struct ledger_head *)memory;
    const size_t first =
        lay_out(&ledger->sides[0], memory, LEDGER_HEAD_BYTES, ledger->size);
    lay_out(&ledger->sides[1], memory, first, ledger->size);
    return true;
}

// The descriptor stays open.
static void unmap(struct ledger *ledger)
{
    munmap(ledger->head, ledger->bytes);
    ledger->head = NULL;
}

static bool write_name(char name[LEDGER_NODE_BYTES])
{
    unsigned char bits[(LEDGER_NODE_BYTES - 1) / 2];
    if (getrandom(bits, sizeof bits, 0) != (ssize_t)sizeof bits)
        return false;
    for (size_t i = 0; i < sizeof bits; i++)
        snprintf(name + 2 * i, 3, "%02x", bits[i]);
    return true;
}

static bool is_name(const char name[LEDGER_NODE_BYTES])
{
    return strspn(name, "0123456789abcdef") == LEDGER_NODE_BYTES - 1 &&
           name[LEDGER_NODE_BYTES - 1] == '\0';
}

// An id, or "": what no database could take would hold up all the others.
static bool is_id(const char *text, size_t size)
{
    size_t length = 0;
    while (length < size && text[length] > ' ' && text[length] < 0x7f)
        length++;
    return length < size && text[length] == '\0';
}

bool ledger_is_sound(const struct count_key *key)
{
    return key->event >= 0 && key->event < EVENT_COUNT &&
           event_is_day(key->day) &&
           is_id(key->partner_id, sizeof key->partner_id) &&
           is_id(key->template_id, sizeof key->template_id) &&
           is_id(key->format_id, sizeof key->format_id) &&
           is_id(key->type, sizeof key->type) &&
           is_id(key->language, sizeof key->language) &&
           is_id(key->detail, sizeof key->detail);
}

static bool is_side_sound(const struct ledger *ledger,
                          const struct ledger_side *side)
{
    const uint64_t state = atomic_load(&side->head->state);
    const uint32_t series = atomic_load(&side->head->series);
    const uint32_t records = (uint32_t)state;
    if (series > ledger->size.series || records > ledger->size.records ||
        state >> 33 != 0)
        return false;
    uint32_t sound = 0;
    while (sound < series && ledger_is_sound(&side->keys[sound]))
        sound++;
    if (sound < series)
        return false;
    while (records > 0 && sound < series + records &&
           side->records[sound - series].series < series)
        sound++;
    if (sound < series + records)
        return false;
    uint64_t sum = 0;
    const int holding = (state & LEDGER_SECOND) != 0;
    for (uint32_t i = 0; i < series; i++)
        if (__builtin_add_overflow(sum, side->values[holding][i], &sum))
            return false;
    return sum == side->head->folded[holding] && sum <= INT64_MAX;
}

static bool is_sound_at(const struct ledger *ledger, uint64_t turn)
{
    const struct ledger_head *head = ledger->head;
    const int active = (turn >> LEDGER_TURN_BITS) & 1;
    // The other side may be half emptied when no batch is under way.
    return memcmp(head->magic, magic, sizeof magic) == 0 &&
           head->version == VERSION &&
           head->key_size == sizeof(struct count_key) &&
           head->size.series == ledger->size.series &&
           head->size.records == ledger->size.records &&
           is_name(head->nodes[(turn & LEDGER_OTHER_NODE) != 0]) &&
           is_side_sound(ledger, &ledger->sides[active]) &&
           (!(turn & LEDGER_UNDER_WAY) ||
            is_side_sound(ledger, &ledger->sides[!active]));
}

// Whoever adds is kept out meanwhile. A recorder whose supervisor was killed
// may still settle its batch and empty that side: what was seen of it is then
// of no one moment, so it is looked at again.
static bool is_sound(const struct ledger *ledger)
{
    uint64_t turn;
    bool sound;
    do {
        turn = atomic_load(&ledger->head->turn);
        sound = is_sound_at(ledger, turn);
    } while (turn != atomic_load(&ledger->head->turn));
    return sound;
}

// The table of the side that is added to is made anew: nothing else of it is
// believed.
static void index_anew(const struct ledger *ledger)
{
    const uint64_t turn = atomic_load(&ledger->head->turn);
    const struct ledger_side *side =
        &ledger->sides[(turn >> LEDGER_TURN_BITS) & 1];
    memset(side->slots, 0,
           2 * (size_t)ledger->size.series * sizeof *side->slots);
    ledger_index(ledger, side);
}

static bool begin(struct ledger *ledger, int fd)
{
    if (!map(ledger, fd))
        return false;
    struct ledger_head *head = ledger->head;
    memcpy(head->magic, magic, sizeof magic);
    head->version = VERSION;
    head->key_size = sizeof(struct count_key);
    head->size = ledger->size;
    if (write_name(head->nodes[0]))
        return true;
    unmap(ledger);
    return false;
}

// Under another name first: a file of ours is whole, or not there.
static bool make(struct ledger *ledger, const struct place *place)
{
    char path[PATH_MAX + 8];
    snprintf(path, sizeof path, "%s.new", place->path);
    unlink(path);
    const int fd =
        open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (fd < 0)
        return say(place, "no file can be made", errno);
    const int fault = posix_fallocate(fd, 0, (off_t)bytes_of(ledger->size));
    if (fault != 0) {
        say(place, "there is no room for it", fault);
    } else if (!begin(ledger, fd)) {
        say(place, "it cannot be had in memory", errno);
    } else if (rename(path, place->path) != 0) {
        say(place, "it cannot be named", errno);
        unmap(ledger);
    } else {
        return true;
    }
    close(fd);
    unlink(path);
    return false;
}

enum finding { FOUND, FOUND_NONE, FOUND_DAMAGED, FOUND_STRANGE };

static enum finding find(struct ledger *ledger, const struct place *place)
{
    struct stat status;
    const int fd =
        open(place->path, O_RDWR | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    if (fd < 0 && errno == ENOENT)
        return FOUND_NONE;
    if (fd < 0) {
        say(place, "it cannot be opened", errno);
        return FOUND_STRANGE;
    }
    enum finding found = FOUND_DAMAGED;
    if (fstat(fd, &status) != 0 || !S_ISREG(status.st_mode) ||
        status.st_uid != geteuid()) {
        say(place, "it is no file of this program's", 0);
        found = FOUND_STRANGE;
    } else if ((size_t)status.st_size == bytes_of(ledger->size) &&
               map(ledger, fd)) {
        if (!ledger_lock(ledger)) {
            say(place, "another process does not let go of it", 0);
            found = FOUND_STRANGE;
        } else {
            if (is_sound(ledger)) {
                index_anew(ledger);
                found = FOUND;
            }
            ledger_unlock(ledger);
        }
        if (found != FOUND)
            unmap(ledger);
    }
    if (found != FOUND)
        close(fd);
    return found;
}

static bool set_aside(const struct place *place)
{
    char path[PATH_MAX + 16];
    snprintf(path, sizeof path, "%s.damaged", place->path);
    return rename(place->path, path) == 0 ||
           say(place, "it is damaged, and cannot be put aside", errno);
}

static bool open_file(struct ledger *ledger, const struct place *place)
{
    switch (find(ledger, place)) {
    case FOUND:
        return true;
    case FOUND_NONE:
        return make(ledger, place);
    case FOUND_DAMAGED:
        return set_aside(place) && make(ledger, place);
    case FOUND_STRANGE:
        break;
    }
    return false;
}

static bool open_memory(struct ledger *ledger)
{
    const int fd = memfd_create("ledger", MFD_CLOEXEC);
    if (fd < 0)
        return false;
    if (ftruncate(fd, (off_t)bytes_of(ledger->size)) == 0 && begin(ledger, fd))
        return true;
    close(fd);
    return false;
}

bool ledger_open_sized(struct ledger **ledger, const char *folder,
                       struct ledger_size size, char *why, size_t why_size,
                       struct error *err)
{
    struct place place = {.why = why, .why_size = why_size};
    struct ledger *made = calloc(1, sizeof *made);
    if (!made)
        return error_set_memory(err);
    made->size = size;
    *why = '\0';
    const int length =
        snprintf(place.path, sizeof place.path, "%s/ledger", folder);
    if (length >= (int)sizeof place.path)
        say(&place, "the path is too long", 0);
    else
        made->is_kept = open_file(made, &place);
    if (!made->is_kept && !open_memory(made)) {
        free(made);
        return error_set_memory(err);
    }
    *ledger = made;
    return true;
}

bool ledger_open(struct ledger **ledger, const char *folder, char *why,
                 size_t why_size, struct error *err)
{
    const struct ledger_size size = {LEDGER_SERIES, LEDGER_RECORDS};
    return ledger_open_sized(ledger, folder, size, why, why_size, err);
}

void ledger_close(struct ledger *ledger)
{
    if (!ledger)
        return;
    unmap(ledger);
    close(ledger->fd);
    free(ledger->borrowed);
    free(ledger);
}

// Into the name that does not hold; one store says that it does.
void ledger_rename_node(struct ledger *ledger)
{
    const uint64_t turn = atomic_load(&ledger->head->turn);
    char name[LEDGER_NODE_BYTES];
    if (!write_name(name))
        return;
    memcpy(ledger->head->nodes[(turn & LEDGER_OTHER_NODE) == 0], name,
           sizeof name);
    LEDGER_PUBLISH(&ledger->head->turn, turn ^ LEDGER_OTHER_NODE);
}
