#include "signature.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib.h>

enum { KEY_DIGITS = SIGNATURE_KEY_BYTES - 1, KEY_BITS_BYTES = KEY_DIGITS / 2 };

static bool refuse(const char *path, const char *what, struct error *err)
{
    return error_set_detail(err, ERROR_SYSTEM, MESSAGE_CONFIGURATION,
                            "%s: the key of links %s", path, what);
}

static bool refuse_system(const char *path, const char *what, struct error *err)
{
    char why[256];
    snprintf(why, sizeof why, "%s: %s", what, strerror(errno));
    return refuse(path, why, err);
}

// Of 32 random bytes.
static bool make_key(char key[SIGNATURE_KEY_BYTES])
{
    uint8_t bits[KEY_BITS_BYTES];
    if (getrandom(bits, sizeof bits, 0) != (ssize_t)sizeof bits)
        return false;
    for (size_t i = 0; i < sizeof bits; i++)
        snprintf(key + 2 * i, 3, "%02x", bits[i]);
    explicit_bzero(bits, sizeof bits);
    return true;
}

static void find_folder(const char *path, char *folder, size_t size)
{
    const char *slash = strrchr(path, '/');
    if (slash)
        snprintf(folder, size, "%.*s", slash > path ? (int)(slash - path) : 1,
                 path);
    else
        snprintf(folder, size, ".");
}

// A key that root makes by hand is for who serves: its owner is the folder's.
static bool give_away(int fd, const char *path)
{
    char folder[4096];
    struct stat of_folder;
    find_folder(path, folder, sizeof folder);
    if (stat(folder, &of_folder) != 0)
        return false;
    return of_folder.st_uid == geteuid() ||
           fchown(fd, of_folder.st_uid, of_folder.st_gid) == 0;
}

static bool write_key(int fd, const char *path)
{
    char text[SIGNATURE_KEY_BYTES + 1];
    if (!make_key(text))
        return false;
    text[KEY_DIGITS] = '\n';
    const bool done =
        write(fd, text, SIGNATURE_KEY_BYTES) == (ssize_t)SIGNATURE_KEY_BYTES &&
        fsync(fd) == 0 && give_away(fd, path);
    explicit_bzero(text, sizeof text);
    return done;
}

// The file gets its name when it is whole, and no key that is there is ever
// replaced: of two who make one, both read the first.
static bool make_file(const char *path)
{
    char *fresh;
    if (asprintf(&fresh, "%s.XXXXXX", path) < 0)
        return false;
    const int fd = mkostemp(fresh, O_CLOEXEC);
    bool done = fd >= 0 && write_key(fd, path) &&
                (link(fresh, path) == 0 || errno == EEXIST);
    if (fd >= 0) {
        unlink(fresh);
        close(fd);
    }
    free(fresh);
    return done;
}

static bool is_key(const char *text, ssize_t size)
{
    return (size == KEY_DIGITS ||
            (size == KEY_DIGITS + 1 && text[KEY_DIGITS] == '\n')) &&
           strspn(text, "0123456789abcdef") == KEY_DIGITS;
}

bool signature_read_key(const char *path, bool makes,
                        char key[SIGNATURE_KEY_BYTES], struct error *err)
{
    // One more than a key and its end of line: a longer file is none.
    char text[SIGNATURE_KEY_BYTES + 2] = "";
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0 && errno == ENOENT && makes) {
        if (!make_file(path))
            return refuse_system(path, "cannot be made", err);
        fd = open(path, O_RDONLY | O_CLOEXEC);
    }
    if (fd < 0)
        return refuse_system(path, "cannot be read", err);
    const ssize_t size = read(fd, text, sizeof text - 1);
    close(fd);
    if (!is_key(text, size))
        return refuse(path, "is not 64 hexadecimal digits", err);
    memcpy(key, text, KEY_DIGITS);
    key[KEY_DIGITS] = '\0';
    explicit_bzero(text, sizeof text);
    return true;
}

// What is signed says what it is for, and parts its fields by what no id has:
// no two claims are the same text. The key is the text of its digits.
void signature_make(const struct signature_claim *claim,
                    const char key[SIGNATURE_KEY_BYTES],
                    char signature[SIGNATURE_BYTES])
{
    char text[LIMIT_PARTNER_ID_BYTES + 96];
    const int length =
        snprintf(text, sizeof text, "postertool report 1\n%s\n%d\n%d\n%d\n",
                 claim->partner_id, claim->from, claim->to, claim->until);
    char *digits =
        g_compute_hmac_for_string(G_CHECKSUM_SHA256, (const guchar *)key,
                                  KEY_DIGITS, text, (gssize)length);
    strcpy(signature, digits);
    g_free(digits);
}

// However many digits are right, it takes as long.
static bool is_same(const char *a, const char *b)
{
    unsigned differs = 0;
    for (size_t i = 0; i < SIGNATURE_BYTES - 1; i++)
        differs |= (unsigned)(a[i] ^ b[i]);
    return differs == 0;
}

bool signature_holds(const struct signature_claim *claim,
                     const char key[SIGNATURE_KEY_BYTES], const char *signature,
                     int today)
{
    char right[SIGNATURE_BYTES];
    if (strnlen(signature, SIGNATURE_BYTES) != SIGNATURE_BYTES - 1)
        return false;
    signature_make(claim, key, right);
    return is_same(right, signature) && today <= claim->until;
}
