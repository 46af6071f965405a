// Runs a fuzz target once on every file of the folders named: the corpus, and
// whatever crashed once. The sanitizers, or the target's own abort(), are the
// judges.
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "press/bytes.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int replay_folder(const char *folder)
{
    DIR *dir = opendir(folder);
    int count = 0;
    if (!dir)
        return 0;
    for (struct dirent *entry; (entry = readdir(dir));) {
        char path[4096];
        struct buffer file = {0};
        snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
        if (entry->d_name[0] == '.' ||
            !buffer_append_file(&file, path, 1 << 24))
            continue;
        // A copy of its own, so that a byte too far is one outside.
        uint8_t *copy = malloc(file.size);
        for (size_t i = 0; i < file.size && copy; i++)
            copy[i] = file.data[i];
        if (copy)
            LLVMFuzzerTestOneInput(copy, file.size);
        free(copy);
        buffer_finish(&file);
        count++;
    }
    closedir(dir);
    return count;
}

int main(int argc, char **argv)
{
    for (int i = 1; i < argc; i++) {
        const int count = replay_folder(argv[i]);
        printf("%s - %s: %d files\n", count > 0 ? "ok" : "not ok", argv[i],
               count);
        if (count == 0)
            return 1;
    }
    return 0;
}
