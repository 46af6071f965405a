#include "order_options.h"

#include "cmd.h"

#include <errno.h>
#include <getopt.h>
#include <string.h>
#include <unistd.h>

const char order_help_look[] =
    "  --theme X        the colours; the template's default without it\n"
    "  --partner ID     whose logo or name goes on it; `postertool list\n"
    "                   partners` names them; its design without --template\n"
    "  --school NAME    the name of a school that is no partner\n";

const char order_help_photo[] =
    "  --effort E       fast (the default), or small: takes longer, for a "
    "file\n"
    "                   that will be mailed\n"
    "  --photo FILE     the photo, JPEG or PNG; - reads standard input\n";

const char order_help_framing[] =
    "  --focus X,Y      where the face is, 0..1 of the upright photo\n"
    "  --zoom Z         1 (just covers) to 8\n"
    "  --turn D         0, 90, 180 or 270 degrees clockwise\n"
    "  --set FIELD=TEXT the words of a field; may be repeated\n"
    "  --lang L         nl (the default), fr, en or de\n";

const char order_help_many[] =
    "  --width W        smaller posters, W pixels wide\n"
    "  --bleed MM       0, 1, 3 or 5: the bleed of paper formats\n"
    "  --marks M        no (the default) or yes: crop marks on the pdfs\n"
    "  --tiles a4       paper larger than A4 as sheets of it, to be glued\n";

const char order_help_paths[] = "  --templates DIR  where the templates are\n"
                                "  --fonts FILE     the fonts.ini\n"
                                "  --partners DIR   where the partners are\n"
                                "  --help           this text\n";

void order_options_init(struct order_options *options)
{
    *options = (struct order_options){.paths = cmd_default_paths()};
    order_init(&options->order);
}

void order_options_finish(struct order_options *options)
{
    buffer_finish(&options->photo);
    order_finish(&options->order);
}

static bool set(struct order *order, const char *name, const char *value,
                struct error *err)
{
    return order_set(order, name, value, strlen(value), err);
}

// "X,Y": two numbers, each with a point.
static bool set_focus(struct order *order, const char *value, struct error *err)
{
    const char *comma = strchr(value, ',');
    if (!comma)
        return error_set_values(err, ERROR_INVALID, MESSAGE_FRAMING_NUMBER,
                                "focus", 0, 1);
    return order_set(order, "focus_x", value, (size_t)(comma - value), err) &&
           set(order, "focus_y", comma + 1, err);
}

static bool set_field(struct order *order, const char *value, struct error *err)
{
    char name[LIMIT_ID_BYTES];
    const size_t length = strcspn(value, "=");
    if (value[length] != '=' || length >= sizeof name)
        return error_set(err, ERROR_INVALID, MESSAGE_FIELD_UNKNOWN, NULL);
    memcpy(name, value, length);
    name[length] = '\0';
    // `--set template=x` is not the option `--template`.
    if (order_is_property(name))
        return error_set(err, ERROR_INVALID, MESSAGE_FIELD_UNKNOWN, NULL);
    return set(order, name, value + length + 1, err);
}

// Takes one option of an order: `name` is its long name.
static bool take(struct order_options *options, enum order_option id,
                 const char *name, const char *value, struct error *err)
{
    switch (id) {
    case OPTION_PROPERTY:
        return set(&options->order, name, value, err);
    case OPTION_FOCUS:
        return set_focus(&options->order, value, err);
    case OPTION_SET:
        return set_field(&options->order, value, err);
    case OPTION_PHOTO:
        options->photo_path = value;
        break;
    case OPTION_OUTPUT:
        options->output_path = value;
        break;
    case OPTION_TEMPLATES:
        options->paths.templates_dir = value;
        break;
    case OPTION_FONTS:
        options->paths.fonts_file = value;
        break;
    case OPTION_PARTNERS:
        options->paths.partners_dir = value;
        break;
    case OPTION_HELP:
    case OPTION_OWN:
        break;
    }
    return true;
}

// An exit code, or -1 to go on.
static int take_any(struct order_options *options,
                    const struct order_command *command, int id,
                    const char *name)
{
    struct error err = {0};
    if (id == OPTION_HELP) {
        command->print_help();
        return EXIT_DONE;
    }
    if (id >= OPTION_OWN)
        return command->take(command->context, id, optarg);
    return take(options, (enum order_option)id, name, optarg, &err)
               ? -1
               : cmd_fail(&err, options->order.language);
}

int order_options_read(struct order_options *options,
                       const struct order_command *command, int argc,
                       char **argv)
{
    opterr = 0;
    for (int which = 0, id;
         (id = getopt_long(argc, argv, "o:", command->options, &which)) !=
         -1;) {
        if (id == '?')
            return cmd_usage(command->name,
                             "an option is unknown or lacks its value");
        const int code =
            take_any(options, command, id == 'o' ? OPTION_OUTPUT : id,
                     command->options[which].name);
        if (code >= 0)
            return code;
    }
    if (command->word_missing && optind == argc)
        return cmd_usage(command->name, command->word_missing);
    if (command->word_missing)
        options->word = argv[optind++];
    if (optind < argc)
        return cmd_usage(command->name, "there is a word too many");
    if (command->needs_template && !*options->order.template_id &&
        !*options->order.partner_id)
        return cmd_usage(command->name, "--template is missing");
    return -1;
}

// Appends standard input by its descriptor: where it is a socket, /dev/stdin
// cannot be opened. False with errno set, as buffer_append_file.
static bool append_stdin(struct buffer *buffer, size_t limit)
{
    char chunk[65536];
    for (ssize_t got; (got = read(STDIN_FILENO, chunk, sizeof chunk)) != 0;) {
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return false;
        if (buffer->size + (size_t)got > limit) {
            errno = EFBIG;
            return false;
        }
        if (!buffer_append(buffer, chunk, (size_t)got)) {
            errno = ENOMEM;
            return false;
        }
    }
    return true;
}

bool order_options_read_photo(struct order_options *options, struct error *err)
{
    if (!options->photo_path)
        return true;
    const bool done =
        strcmp(options->photo_path, "-") == 0
            ? append_stdin(&options->photo, LIMIT_PHOTO_BYTES)
            : buffer_append_file(&options->photo, options->photo_path,
                                 LIMIT_PHOTO_BYTES);
    if (!done) {
        if (errno == EFBIG)
            return error_set_values(err, ERROR_TOO_LARGE,
                                    MESSAGE_PHOTO_TOO_LARGE, "photo",
                                    LIMIT_PHOTO_BYTES / 1000000, 0);
        error_set_detail(err, ERROR_INVALID, MESSAGE_PHOTO_MISSING,
                         "%s: cannot be read: %s", options->photo_path,
                         strerror(errno));
        strcpy(err->field, "photo");
        return false;
    }
    options->order.photo = buffer_view(&options->photo);
    // A file that is there but empty is not a file that is not there.
    if (!options->order.photo.data)
        options->order.photo.data = (const uint8_t *)"";
    return true;
}
