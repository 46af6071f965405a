// Order options: the options of a command line that make up an order, whatever
// is to be made of it, and the photo that they name.
#pragma once

#include "press/order.h"
#include "press/press.h"

#include <stdbool.h>

// The value that getopt_long gives for an option; a command's own begin behind.
enum order_option {
    OPTION_PROPERTY, // goes to the order as it is, under its own name
    OPTION_FOCUS,
    OPTION_SET,
    OPTION_PHOTO,
    OPTION_OUTPUT,
    OPTION_TEMPLATES,
    OPTION_FONTS,
    OPTION_HELP,
    OPTION_OWN,
};

// Rows of a table of struct option.
#define ORDER_OPTIONS                                                          \
    {"template", required_argument, NULL, OPTION_PROPERTY},                    \
        {"theme", required_argument, NULL, OPTION_PROPERTY},                   \
        {"type", required_argument, NULL, OPTION_PROPERTY},                    \
        {"effort", required_argument, NULL, OPTION_PROPERTY},                  \
        {"lang", required_argument, NULL, OPTION_PROPERTY},                    \
        {"zoom", required_argument, NULL, OPTION_PROPERTY},                    \
        {"turn", required_argument, NULL, OPTION_PROPERTY},                    \
        {"width", required_argument, NULL, OPTION_PROPERTY},                   \
        {"bleed", required_argument, NULL, OPTION_PROPERTY},                   \
        {"marks", required_argument, NULL, OPTION_PROPERTY},                   \
        {"tiles", required_argument, NULL, OPTION_PROPERTY},                   \
        {"focus", required_argument, NULL, OPTION_FOCUS},                      \
        {"set", required_argument, NULL, OPTION_SET},                          \
        {"photo", required_argument, NULL, OPTION_PHOTO},                      \
        {"output", required_argument, NULL, OPTION_OUTPUT},                    \
        {"templates", required_argument, NULL, OPTION_TEMPLATES},              \
        {"fonts", required_argument, NULL, OPTION_FONTS},                      \
        {"help", no_argument, NULL, OPTION_HELP},                              \
    {                                                                          \
        NULL, 0, NULL, 0                                                       \
    }

// What --help says of them, in three parts.
extern const char order_help_look[];
extern const char order_help_photo[];
extern const char order_help_paths[];

// What such options say.
struct order_options {
    struct order order; // without a photo until it is read
    struct press_config paths;
    const char *photo_path;  // NULL: none
    const char *output_path; // NULL: none
    struct buffer photo;
};

// Nothing said yet. Finish it with order_options_finish.
void order_options_init(struct order_options *options);
void order_options_finish(struct order_options *options);

// Takes one option but --help: `name` is its long name, `value` its value.
bool order_options_take(struct order_options *options, enum order_option id,
                        const char *name, const char *value, struct error *err);

// Reads the photo from the file that was named, or from standard input, as long
// as it is within the limit.
bool order_options_read_photo(struct order_options *options, struct error *err);
