// Cascade: tells whether a window of a grey picture shows what OpenCV trained
// an LBP cascade on, such as a face. Reads the cascades of the Debian package
// opencv-data. Does not search: which windows to try is the caller's.
#pragma once

#include "error.h"
#include "integral.h"

#include <stdbool.h>
#include <stddef.h>

// A pattern (MB-LBP: Zhang et al., "Face Detection Based on Multi-Block LBP
// Representation", 2007) compares the eight outer cells of a grid of 3 x 3 with
// the one in the middle, a bit for each; the grid has 4 x 4 corners.
enum {
    CASCADE_PATTERNS = 256,
    CASCADE_WORD_BITS = 32,
    CASCADE_WORDS = CASCADE_PATTERNS / CASCADE_WORD_BITS,
};

// Where the corners of a grid are in the sums of an integral.
struct cascade_feature {
    ptrdiff_t start; // the top left one, from the window's
    ptrdiff_t width; // from one to the next on the right: a cell's width
    ptrdiff_t down;  // from one to the next below
};

// The pattern of a feature, which lies inside the window, is in the subset or
// it is not. One cache line of 64 bytes.
struct cascade_stump {
    struct cascade_feature feature;
    float inside;
    float outside;
    uint32_t subset[CASCADE_WORDS]; // a bit for each pattern
};

// Passed when the values of the stumps add up to the threshold.
struct cascade_stage {
    struct cascade_stump *stumps; // owned
    size_t count;
    float threshold;
};

// Constant once read, so threads and forked children may share it.
struct cascade {
    int width; // of the window, px
    int height;
    struct cascade_stage *stages; // owned
    size_t stage_count;
};

// Reads `path`: an XML file with a boosted cascade (BOOST) of local binary
// patterns (LBP) whose trees have one node, as opencv_traincascade writes it.
// The whole of it is checked; the error names the file, the line and what is
// wrong. On false *cascade is NULL.
bool cascade_create(struct cascade **cascade, const char *path,
                    struct error *err);

// Takes NULL.
void cascade_destroy(struct cascade *cascade);

// Whether the window whose top left corner is at x, y passes the first `stages`
// stages; with the cascade's stage_count it shows what is searched for. The
// window must lie inside the picture.
bool cascade_accepts(const struct cascade *cascade,
                     const struct integral *integral, int x, int y,
                     size_t stages);
