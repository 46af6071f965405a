// Order options: the options of a command line that make up an order, whatever
// is to be made of it, the photo that they name, and how a command line with
// them and a command's own is read.
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
    OPTION_PARTNERS,
    OPTION_HELP,
    OPTION_OWN,
};

// The row of an order with one photo, in a table of struct option.
#define ORDER_OPTION_PHOTO                                                     \
    {                                                                          \
        "photo", required_argument, NULL, OPTION_PHOTO                         \
    }

// The rows of every order, the last of the table.
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
        {"partner", required_argument, NULL, OPTION_PROPERTY},                 \
        {"school", required_argument, NULL, OPTION_PROPERTY},                  \
        {"focus", required_argument, NULL, OPTION_FOCUS},                      \
        {"set", required_argument, NULL, OPTION_SET},                          \
        {"output", required_argument, NULL, OPTION_OUTPUT},                    \
        {"templates", required_argument, NULL, OPTION_TEMPLATES},              \
        {"fonts", required_argument, NULL, OPTION_FONTS},                      \
        {"partners", required_argument, NULL, OPTION_PARTNERS},                \
        {"help", no_argument, NULL, OPTION_HELP},                              \
    {                                                                          \
        NULL, 0, NULL, 0                                                       \
    }

// What --help says of them, in parts.
extern const char order_help_look[];    // and the partner
extern const char order_help_photo[];   // and the effort
extern const char order_help_framing[]; // and the words
extern const char order_help_many[];    // of several posters: width ... tiles
extern const char order_help_paths[];

// What such options say.
struct order_options {
    struct order order; // without a photo until it is read
    struct press_config paths;
    const char *photo_path;  // NULL: none
    const char *output_path; // NULL: none
    const char *word;        // that is no option; NULL: none
    struct buffer photo;
};

// A command whose options make up an order.
struct order_command {
    const char *name;             // "render"
    const struct option *options; // its own, then ORDER_OPTIONS
    void (*print_help)(void);
    // Takes one of its own, whose value is `value`. An exit code, or -1 to go
    // on.
    int (*take)(void *context, int id, const char *value);
    void *context;
    bool needs_template;
    const char *word_missing; // what is told then; NULL: the command takes none
};

// Nothing said yet. Finish it with order_options_finish.
void order_options_init(struct order_options *options);
void order_options_finish(struct order_options *options);

// Reads a command line into *options, and tells what is wrong with it. An exit
// code, or -1 when there is an order to work at.
int order_options_read(struct order_options *options,
                       const struct order_command *command, int argc,
                       char **argv);

// Reads the photo from the file that was named, or from standard input, as long
// as it is within the limit.
bool order_options_read_photo(struct order_options *options, struct error *err);
