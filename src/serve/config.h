// Config: what an operator can set, each with its default; see
// postertool.ini(5).
#pragma once

#include "config_evaluation.h"
#include "config_page.h"

#include "press/error.h"
#include "press/limits.h"

#include <stdbool.h>

enum { CONFIG_PATH_MAX = 4096, CONFIG_NAME_MAX = 64 };

// What to do where a wall of the sandbox cannot be set up.
enum config_sandbox {
    CONFIG_SANDBOX_FULL,    // do not start
    CONFIG_SANDBOX_REDUCED, // go on without it, and say so
};

struct config {
    // [serve]
    char listen[CONFIG_PATH_MAX];       // "": a socket that was handed over
    int socket_mode;                    // of a Unix socket, such as 0660
    char socket_group[CONFIG_NAME_MAX]; // of it; "": that of the server
    int workers;                        // 0: one for each processor
    int queue;             // requests that may wait; more are refused
    int max_requests;      // after which a worker is replaced
    int request_timeout_s; // reading a request, writing an answer
    int poster_timeout_s;  // making one poster
    int kit_timeout_s;     // making and sending one kit
    int poster_memory_mb;  // address space of one child
    enum config_sandbox sandbox;
    // [status]
    char status[CONFIG_PATH_MAX]; // where the operator is told; "": nowhere
    // [photo]
    struct photo_limits photo;
    // [press]
    char templates[CONFIG_PATH_MAX];
    char fonts[CONFIG_PATH_MAX];
    int art_cache_mb;               // of prepared art in each worker
    char samples[CONFIG_PATH_MAX];  // folder of the gallery's people; "": none
    char partners[CONFIG_PATH_MAX]; // "": none
    // [page], [link ID]
    struct config_page page;
    // [evaluation], [date ID]
    struct config_evaluation evaluation;
};

// Every key's default but for the paths, which are empty.
void config_init(struct config *config);

// Takes over what a file says. Errors name file, line, section and key and what
// would be right.
bool config_read(struct config *config, const char *path, struct error *err);
