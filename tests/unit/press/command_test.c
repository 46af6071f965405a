// The command from outside, for what a shell cannot ask (tests/cli.sh asks the
// rest): sockets, pipes, devices, links, and files that must not be touched.
#include "run.h"

#include "folder.h"
#include "picture.h"

#include <errno.h>
#include <fcntl.h>
#include <jansson.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

static struct buffer photo;

static int make(void **state)
{
    (void)state;
    struct picture picture;
    folder_make();
    picture_init(&picture, 120, 160);
    picture_draw(&picture);
    picture_encode_jpeg(&picture, PICTURE_BASELINE, 0, &photo);
    folder_write("photo.jpg", photo.data, photo.size);
    picture_finish(&picture);
    setenv("POSTERTOOL_TEMPLATES", SOURCE_DIR "/templates", 1);
    setenv("POSTERTOOL_FONTS", SOURCE_DIR "/fonts/fonts.ini", 1);
    return 0;
}

static int tidy(void **state)
{
    (void)state;
    buffer_finish(&photo);
    folder_remove();
    return 0;
}

static int open_file(const char *path, int flags)
{
    const int fd = open(path, flags | O_CLOEXEC, 0600);
    assert_true(fd >= 0);
    return fd;
}

// A small good order with one more option and its value.
static int render(struct run *run, const char *output, const char *option,
                  const char *value)
{
    return run_command(
        run, (const char *const[]){"render", "--template", "volgers", "--width",
                                   "60", "--photo", folder_path("photo.jpg"),
                                   "--set", "slogan=Respect.", "-o", output,
                                   option, value, NULL});
}

static bool is_png(const struct buffer *file)
{
    return file->size > 8 && memcmp(file->data, "\x89PNG\r\n\x1a\n", 8) == 0;
}

static void assert_poster(const char *name)
{
    struct buffer file = {0};
    assert_true(buffer_append_file(&file, folder_path(name), 10000000));
    assert_true(is_png(&file));
    buffer_finish(&file);
}

// A child gives the photo through a socket, as Node.js and sshd do.
static void a_photo_comes_through_a_socket(void **state)
{
    (void)state;
    int ends[2];
    struct run run = {0};
    assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends),
                     0);
    const pid_t giver = fork();
    if (giver == 0) {
        size_t sent = 0;
        while (sent < photo.size) {
            const ssize_t now =
                write(ends[1], photo.data + sent, photo.size - sent);
            if (now <= 0)
                _exit(1);
            sent += (size_t)now;
        }
        _exit(0);
    }
    close(ends[1]);
    run.in = ends[0];
    const int code = run_command(
        &run, (const char *const[]){"render", "--template", "volgers",
                                    "--width", "60", "--photo", "-", "--set",
                                    "slogan=x", "-o", "-", NULL});
    waitpid(giver, NULL, 0);
    assert_int_equal(code, 0);
    assert_true(is_png(&run.printed));
    run_finish(&run);
}

static void too_large_a_photo_on_standard_input_is_refused(void **state)
{
    (void)state;
    struct run run = {.in = open_file("/dev/zero", O_RDONLY)};
    assert_int_equal(
        run_command(&run,
                    (const char *const[]){"render", "--template", "volgers",
                                          "--photo", "-", "--set", "slogan=x",
                                          "-o", "-", "--lang", "en", NULL}),
        1);
    assert_int_equal(run.printed.size, 0);
    assert_non_null(strstr((char *)run.told.data,
                           "photo: This photo is larger than 25 MB"));
    run_finish(&run);
}

static void a_link_is_followed_and_stays(void **state)
{
    (void)state;
    struct run run = {0};
    struct stat status;
    folder_write_text("real.png", "old");
    assert_int_equal(symlink("real.png", folder_path("link.png")), 0);
    assert_int_equal(render(&run, folder_path("link.png"), NULL, NULL), 0);
    assert_int_equal(lstat(folder_path("link.png"), &status), 0);
    assert_true(S_ISLNK(status.st_mode));
    assert_poster("real.png");
    run_finish(&run);
}

// Never with the device itself: what is wrong here would replace it.
static void a_device_is_written_to_and_stays(void **state)
{
    (void)state;
    struct run run = {0};
    struct stat status;
    assert_int_equal(symlink("/dev/null", folder_path("null")), 0);
    assert_int_equal(symlink("/dev/full", folder_path("full")), 0);
    assert_int_equal(render(&run, folder_path("null"), NULL, NULL), 0);
    assert_int_equal(render(&run, folder_path("full"), NULL, NULL), 3);
    assert_non_null(strstr((char *)run.told.data, "cannot be written"));
    assert_int_equal(stat(folder_path("null"), &status), 0);
    assert_true(S_ISCHR(status.st_mode));
    assert_int_equal(stat(folder_path("full"), &status), 0);
    assert_true(S_ISCHR(status.st_mode));
    run_finish(&run);
}

static void a_pipe_is_written_to_and_stays(void **state)
{
    (void)state;
    struct run run = {0};
    struct stat status;
    uint8_t start[8];
    assert_int_equal(mkfifo(folder_path("pipe"), 0600), 0);
    // Open for both, so that nobody waits for the other; a poster this small
    // fits into the pipe.
    const int pipe = open_file(folder_path("pipe"), O_RDWR | O_NONBLOCK);
    assert_int_equal(render(&run, folder_path("pipe"), NULL, NULL), 0);
    assert_int_equal(read(pipe, start, sizeof start), sizeof start);
    assert_memory_equal(start, "\x89PNG\r\n\x1a\n", 8);
    close(pipe);
    assert_int_equal(stat(folder_path("pipe"), &status), 0);
    assert_true(S_ISFIFO(status.st_mode));
    run_finish(&run);
}

static void a_file_is_replaced_whole_with_the_rights_of_a_new_one(void **state)
{
    (void)state;
    struct run run = {.mask = 027};
    struct stat status;
    assert_int_equal(render(&run, folder_path("new.png"), NULL, NULL), 0);
    assert_int_equal(stat(folder_path("new.png"), &status), 0);
    assert_int_equal(status.st_mode & 0777, 0640);
    folder_write_text("old.png", "old");
    assert_int_equal(render(&run, folder_path("old.png"), NULL, NULL), 0);
    assert_poster("old.png");
    run_finish(&run);
}

static void a_failure_leaves_the_file_that_was_there(void **state)
{
    (void)state;
    static const char *const wrong[][2] = {
        {"--format", "a0"}, {"--set", "name=\xff"}, {"--photo", "/dev/null"}};
    struct buffer file = {0};
    folder_write_text("kept.png", "old");
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct run run = {0};
        assert_int_equal(
            render(&run, folder_path("kept.png"), wrong[i][0], wrong[i][1]), 1);
        run_finish(&run);
    }
    assert_true(buffer_append_file(&file, folder_path("kept.png"), 100));
    assert_int_equal(file.size, 3);
    buffer_finish(&file);
}

static void a_folder_that_takes_no_file_is_the_systems_fault(void **state)
{
    (void)state;
    struct run run = {0};
    // Not even root can make a file there.
    assert_int_equal(render(&run, "/proc/poster.png", NULL, NULL), 3);
    assert_int_equal(render(&run, folder_path("photo.jpg/x.png"), NULL, NULL),
                     3);
    run_finish(&run);
}

static void a_full_disk_is_told_whatever_is_printed(void **state)
{
    (void)state;
    const char *const photo_path = folder_path("photo.jpg");
    const char *const commands[][12] = {
        {"--version", NULL},
        {"--help", NULL},
        {"render", "--help", NULL},
        {"list", "formats", NULL},
        {"list", "templates", "--json", NULL},
        {"render", "--template", "volgers", "--width", "60", "--photo",
         photo_path, "--set", "slogan=x", "--explain", NULL},
        {"render", "--template", "volgers", "--width", "60", "--photo",
         photo_path, "--set", "slogan=x", "-o", "-", NULL},
    };
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) {
        struct run run = {.out = "/dev/full"};
        const int code = run_command(&run, commands[i]);
        if (code != 3)
            fail_msg("%s %s: %d", commands[i][0], commands[i][1], code);
        assert_non_null(strstr((char *)run.told.data, "cannot be written"));
        run_finish(&run);
    }
}

static void an_error_is_one_line_that_names_its_field(void **state)
{
    (void)state;
    static const char *const wrong[][3] = {
        {"--set", "name=a\U0001F600\uA9B2", "name"},
        {"--set", "name=\xff", "name"},
        {"--set", "name=WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW", "name"},
        {"--theme", "beige", "theme"},
        {"--format", "a0", "format"},
        {"--zoom", "0", "zoom"},
        {"--focus", "2,0", "focus_x"},
        {"--photo", "/", "photo"},
        {"--width", "1", "width"},
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct run run = {0};
        char start[64];
        const int code =
            render(&run, folder_path("wrong.png"), wrong[i][0], wrong[i][1]);
        const char *told = (const char *)run.told.data;
        snprintf(start, sizeof start, "postertool: %s: ", wrong[i][2]);
        if (code != 1 || strncmp(told, start, strlen(start)) != 0 ||
            strchr(told, '\n') != told + strlen(told) - 1)
            fail_msg("%s %s: %d, %s", wrong[i][0], wrong[i][1], code, told);
        assert_int_equal(access(folder_path("wrong.png"), F_OK), -1);
        run_finish(&run);
    }
}

static void a_character_that_is_missing_is_named(void **state)
{
    (void)state;
    struct run run = {0};
    assert_int_equal(
        render(&run, folder_path("wrong.png"), "--set", "name=a\uA9B2"), 1);
    assert_non_null(strstr((char *)run.told.data, "ꦲ (U+A9B2)"));
    run_finish(&run);
}

static void the_listing_is_json(void **state)
{
    (void)state;
    static const char *const parts[] = {"templates", "formats"};
    for (int i = 0; i < 2; i++) {
        struct run run = {0};
        assert_int_equal(
            run_command(
                &run, (const char *const[]){"list", parts[i], "--json", NULL}),
            0);
        json_t *root = json_loadb((const char *)run.printed.data,
                                  run.printed.size, 0, NULL);
        assert_non_null(root);
        assert_true(json_array_size(json_object_get(root, parts[i])) >= 3);
        json_decref(root);
        run_finish(&run);
    }
}

// On the installed templates all words can be set.
static void the_proof_is_a_sheet_of_every_template(void **state)
{
    (void)state;
    struct run run = {0};
    const char *const arguments[] = {
        "proof", "--template", "volgers", "--photo", folder_path("photo.jpg"),
        "-o",    "-",          NULL};
    assert_int_equal(run_command(&run, arguments), 0);
    assert_true(is_png(&run.printed));
    assert_non_null(strstr((char *)run.told.data, ": volgers story\n"));
    assert_null(strstr((char *)run.told.data, "column"));
    run_finish(&run);
    assert_int_equal(run_command(&run, (const char *const[]){"proof", NULL}),
                     2);
    assert_non_null(strstr((char *)run.told.data, "-o is missing"));
    run_finish(&run);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_photo_comes_through_a_socket),
        cmocka_unit_test(too_large_a_photo_on_standard_input_is_refused),
        cmocka_unit_test(a_link_is_followed_and_stays),
        cmocka_unit_test(a_device_is_written_to_and_stays),
        cmocka_unit_test(a_pipe_is_written_to_and_stays),
        cmocka_unit_test(a_file_is_replaced_whole_with_the_rights_of_a_new_one),
        cmocka_unit_test(a_failure_leaves_the_file_that_was_there),
        cmocka_unit_test(a_folder_that_takes_no_file_is_the_systems_fault),
        cmocka_unit_test(a_full_disk_is_told_whatever_is_printed),
        cmocka_unit_test(an_error_is_one_line_that_names_its_field),
        cmocka_unit_test(a_character_that_is_missing_is_named),
        cmocka_unit_test(the_listing_is_json),
        cmocka_unit_test(the_proof_is_a_sheet_of_every_template),
    };
    return cmocka_run_group_tests(tests, make, tidy);
}
