// `postertool render`: one order from the command line, one poster.
#include "cmd.h"

#include "output.h"

#include "press/order.h"

#include <errno.h>
#include <fcntl.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum option_id {
    OPTION_PROPERTY, // goes to the order as it is, under its own name
    OPTION_FOCUS,
    OPTION_SET,
    OPTION_PHOTO,
    OPTION_OUTPUT,
    OPTION_EXPLAIN,
    OPTION_TEMPLATES,
    OPTION_FONTS,
    OPTION_HELP,
};

static const struct option options[] = {
    {"template", required_argument, NULL, OPTION_PROPERTY},
    {"format", required_argument, NULL, OPTION_PROPERTY},
    {"theme", required_argument, NULL, OPTION_PROPERTY},
    {"type", required_argument, NULL, OPTION_PROPERTY},
    {"effort", required_argument, NULL, OPTION_PROPERTY},
    {"lang", required_argument, NULL, OPTION_PROPERTY},
    {"zoom", required_argument, NULL, OPTION_PROPERTY},
    {"turn", required_argument, NULL, OPTION_PROPERTY},
    {"width", required_argument, NULL, OPTION_PROPERTY},
    {"bleed", required_argument, NULL, OPTION_PROPERTY},
    {"marks", required_argument, NULL, OPTION_PROPERTY},
    {"tiles", required_argument, NULL, OPTION_PROPERTY},
    {"focus", required_argument, NULL, OPTION_FOCUS},
    {"set", required_argument, NULL, OPTION_SET},
    {"photo", required_argument, NULL, OPTION_PHOTO},
    {"output", required_argument, NULL, OPTION_OUTPUT},
    {"explain", no_argument, NULL, OPTION_EXPLAIN},
    {"templates", required_argument, NULL, OPTION_TEMPLATES},
    {"fonts", required_argument, NULL, OPTION_FONTS},
    {"help", no_argument, NULL, OPTION_HELP},
    {NULL, 0, NULL, 0},
};

static const char help[] =
    "Usage: postertool render --template T [OPTION]... [--set FIELD=TEXT]... "
    "-o FILE\n"
    "Makes one poster.\n\n"
    "  --template T     the design; `postertool list templates` names them\n"
    "  --format F       the size; `postertool list formats` names them\n"
    "  --theme X        the colours; the template's default without it\n"
    "  --type T         png (the default), jpeg, or pdf for print; pdf too "
    "when\n"
    "                   FILE ends in .pdf\n"
    "  --effort E       fast (the default), or small: takes longer, for a "
    "file\n"
    "                   that will be mailed\n"
    "  --photo FILE     the photo, JPEG or PNG; - reads standard input\n"
    "  --focus X,Y      where the face is, 0..1 of the upright photo\n"
    "  --zoom Z         1 (just covers) to 8\n"
    "  --turn D         0, 90, 180 or 270 degrees clockwise\n"
    "  --set FIELD=TEXT the words of a field; may be repeated\n"
    "  --lang L         nl (the default), fr, en or de\n"
    "  --width W        a smaller poster, W pixels wide\n"
    "  --bleed MM       0, 1, 3 or 5: the bleed of a paper format\n"
    "  --marks M        no (the default) or yes: crop marks on a pdf\n"
    "  --tiles a4       a pdf of several A4 sheets, to be glued together\n"
    "  -o FILE          where the poster goes; - writes standard output\n"
    "  --explain        print the layout as text (on standard error when the\n"
    "                   poster goes to standard output)\n"
    "  --templates DIR  where the templates are\n"
    "  --fonts FILE     the fonts.ini\n"
    "  --help           this text\n";

struct job {
    struct order order;
    struct press_config paths;
    const char *photo_path;
    const char *output_path;
    bool has_type; // one was given
    bool explain;
    struct buffer photo;
};

static int usage(const char *what)
{
    return cmd_usage("render", what);
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

// Takes one option. An exit code, or -1 to go on.
static int take_option(struct job *job, int id, const char *name)
{
    struct error err = {0};
    bool done = true;
    switch ((enum option_id)id) {
    case OPTION_PROPERTY:
        done = set(&job->order, name, optarg, &err);
        job->has_type |= strcmp(name, "type") == 0;
        break;
    case OPTION_FOCUS:
        done = set_focus(&job->order, optarg, &err);
        break;
    case OPTION_SET:
        done = set_field(&job->order, optarg, &err);
        break;
    case OPTION_PHOTO:
        job->photo_path = optarg;
        break;
    case OPTION_OUTPUT:
        job->output_path = optarg;
        break;
    case OPTION_EXPLAIN:
        job->explain = true;
        break;
    case OPTION_TEMPLATES:
        job->paths.templates_dir = optarg;
        break;
    case OPTION_FONTS:
        job->paths.fonts_file = optarg;
        break;
    case OPTION_HELP:
        fputs(help, stdout);
        return EXIT_DONE;
    }
    return done ? -1 : cmd_fail(&err, job->order.language);
}

// Without another wish, a file gets the type that its name tells.
static void choose_type(struct job *job)
{
    static const char ending[] = ".pdf";
    const size_t size = job->output_path ? strlen(job->output_path) : 0;
    if (!job->has_type && size >= strlen(ending) &&
        strcmp(job->output_path + size - strlen(ending), ending) == 0)
        job->order.type = POSTER_PDF;
}

static int take_options(struct job *job, int argc, char **argv)
{
    opterr = 0;
    for (int which = 0, id;
         (id = getopt_long(argc, argv, "o:", options, &which)) != -1;) {
        if (id == '?')
            return usage("an option is unknown or lacks its value");
        const int code = take_option(job, id == 'o' ? OPTION_OUTPUT : id,
                                     options[which].name);
        if (code >= 0)
            return code;
    }
    if (optind < argc)
        return usage("there is a word too many");
    if (!*job->order.template_id)
        return usage("--template is missing");
    if (!job->output_path && !job->explain)
        return usage("-o is missing");
    choose_type(job);
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

// A photo from a file or from standard input, as long as it is within the
// limit.
static bool read_photo(struct job *job, struct error *err)
{
    if (!job->photo_path)
        return true;
    const bool done = strcmp(job->photo_path, "-") == 0
                          ? append_stdin(&job->photo, LIMIT_PHOTO_BYTES)
                          : buffer_append_file(&job->photo, job->photo_path,
                                               LIMIT_PHOTO_BYTES);
    if (!done) {
        if (errno == EFBIG)
            return error_set_values(err, ERROR_TOO_LARGE,
                                    MESSAGE_PHOTO_TOO_LARGE, "photo",
                                    LIMIT_PHOTO_BYTES / 1000000, 0);
        error_set_detail(err, ERROR_INVALID, MESSAGE_PHOTO_MISSING,
                         "%s: cannot be read: %s", job->photo_path,
                         strerror(errno));
        strcpy(err->field, "photo");
        return false;
    }
    job->order.photo = buffer_view(&job->photo);
    // A file that is there but empty is not a file that is not there.
    if (!job->order.photo.data)
        job->order.photo.data = (const uint8_t *)"";
    return true;
}

static bool print(struct job *job, struct error *err)
{
    struct press *press = NULL;
    struct poster poster = {0};
    struct buffer explain = {0};
    bool done =
        read_photo(job, err) && press_create(&press, &job->paths, err) &&
        press_print(press, &job->order, &poster, job->explain ? &explain : NULL,
                    err) &&
        (!job->output_path ||
         output_write(job->output_path, buffer_view(&poster.file), err));
    if (done && job->explain) {
        const bool taken =
            job->output_path && strcmp(job->output_path, "-") == 0;
        fwrite(explain.data, 1, explain.size, taken ? stderr : stdout);
    }
    poster_finish(&poster);
    buffer_finish(&explain);
    press_destroy(press);
    return done;
}

// In a process of its own: a photo can crash a library that reads it, and that
// is told like any other photo that cannot be read. Both processes come back
// with the exit code.
static int print_apart(struct job *job)
{
    struct error err = {0};
    int status = 0;
    const pid_t child = fork();
    if (child == 0)
        return print(job, &err) ? EXIT_DONE
                                : cmd_fail(&err, job->order.language);
    while (child > 0 && waitpid(child, &status, 0) < 0 && errno == EINTR)
        continue;
    if (child > 0 && WIFEXITED(status))
        return WEXITSTATUS(status);
    if (child < 0)
        error_set_detail(&err, ERROR_SYSTEM, MESSAGE_SYSTEM, "fork: %s",
                         strerror(errno));
    else
        error_set(&err, ERROR_INVALID, MESSAGE_POSTER_FAILED, "photo");
    return cmd_fail(&err, job->order.language);
}

int cmd_render(int argc, char **argv)
{
    struct job job = {.paths = cmd_default_paths()};
    order_init(&job.order);
    int code = take_options(&job, argc, argv);
    if (code < 0)
        code = print_apart(&job);
    buffer_finish(&job.photo);
    order_finish(&job.order);
    return code;
}
