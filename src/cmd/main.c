// The executable: picks the subcommand by its name.
#include "cmd.h"

#include <stdio.h>
#include <string.h>

struct command {
    const char *name;
    int (*run)(int argc, char **argv);
    const char *summary;
};

static const struct command commands[] = {
    {"render", cmd_render, "make one poster"},
    {"kit", cmd_kit, "make one poster in many formats, as a ZIP"},
    {"batch", cmd_batch, "make the posters of many people, from a CSV file"},
    {"list", cmd_list, "list the templates or the formats"},
    {"check", cmd_check, "tell what is wrong with templates and settings"},
    {"proof", cmd_proof, "print a contact sheet of the templates"},
    {"report", cmd_report, "tell what the campaign achieved"},
    {"serve", cmd_serve, "answer web requests over FastCGI"},
};

static void print_help(FILE *to)
{
    fputs("Usage: postertool COMMAND [OPTION]...\n"
          "Turns a photo and a slogan into a campaign poster.\n\n",
          to);
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
        fprintf(to, "  %-8s %s\n", commands[i].name, commands[i].summary);
    fputs("\n`postertool COMMAND --help` tells more; so does "
          "postertool(1).\n",
          to);
}

static int run(int argc, char **argv)
{
    if (argc < 2) {
        print_help(stderr);
        return EXIT_USAGE;
    }
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
        if (strcmp(argv[1], commands[i].name) == 0)
            return commands[i].run(argc - 1, argv + 1);
    if (strcmp(argv[1], "--version") == 0) {
        puts("postertool " POSTERTOOL_VERSION);
        return EXIT_DONE;
    }
    if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0) {
        print_help(stdout);
        return EXIT_DONE;
    }
    fprintf(stderr,
            "postertool: there is no such command; `postertool --help` lists "
            "them\n");
    return EXIT_USAGE;
}

int main(int argc, char **argv)
{
    const int code = run(argc, argv);
    // What was printed may only now meet a full disk.
    if (fflush(stdout) == 0 && !ferror(stdout))
        return code;
    fputs("postertool: standard output cannot be written\n", stderr);
    return EXIT_FAILED;
}
