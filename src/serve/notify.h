// Notify: tells systemd how the server is, by the protocol of sd_notify(3).
// Without systemd nothing is told.
#pragma once

// Where to tell it, and how often the watchdog wants to hear; taken from the
// environment once.
struct notify {
    int fd;        // -1: nobody wants to know
    long every_ms; // 0: there is no watchdog
    long told_ms;  // when it last heard
};

// Call it in the supervisor. What cannot be opened is not told.
void notify_open(struct notify *notify);
void notify_close(struct notify *notify);

// Sends variables such as "READY=1\nSTATUS=...", in the manner of printf.
void notify_tell(const struct notify *notify, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

// RELOADING=1, with the time that systemd wants to see.
void notify_reloading(const struct notify *notify);

// That the server is alive, when it is time to say so.
void notify_attend(struct notify *notify);
