// Watch: notices that something changed in the folders of a site. The only room
// that knows inotify.
#pragma once

#include "press/error.h"

#include <stdbool.h>

enum { WATCH_DELAY_MS = 300 }; // from the last change: an editor makes several

struct watch {
    int fd;  // to wait for with poll; -1: nothing is watched
    int top; // the folder's own descriptor of inotify; -1: it is gone
    long changed_ms;
    bool has_changed;
};

// Watches nothing yet. On false there is nothing to close.
bool watch_open(struct watch *watch, struct error *err);

// Takes what watch_open filled, also when it gave false.
void watch_close(struct watch *watch);

// Watches the folder `dir` and those in it, also ones that came since the last
// call; what changed before is forgotten, so read the folder after it. False
// when a part of them cannot be watched; top is then -1 when it is the folder
// itself.
bool watch_follow(struct watch *watch, const char *dir, struct error *err);

// Watches one more folder, and `text` in it; "" is none. What cannot be watched
// is not.
void watch_also(const struct watch *watch, const char *dir);

// Watches one more folder and those in it; "" is none. What cannot be watched
// is not.
void watch_also_each(const struct watch *watch, const char *dir);

// Takes in what happened. Never waits.
void watch_attend(struct watch *watch);

// True when something changed and it has been quiet since for WATCH_DELAY_MS.
bool watch_is_due(const struct watch *watch);
