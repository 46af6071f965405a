#include "serve/config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static bool read_text(struct config *config, const char *text,
                      struct error *err)
{
    char path[] = "/tmp/postertool-config-XXXXXX";
    const int fd = mkstemp(path);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, text, strlen(text)), strlen(text));
    close(fd);
    *err = (struct error){0};
    config_init(config);
    const bool done = config_read(config, path, err);
    unlink(path);
    return done;
}

static void every_key_is_read(void **state)
{
    (void)state;
    struct config config;
    struct error err;
    assert_true(read_text(&config,
                          "[serve]\nlisten = unix:/run/p.sock\n"
                          "socket_mode = 0600\nworkers = 3\n"
                          "socket_group = www\nqueue = 6\nsandbox = reduced\n"
                          "max_requests = 7\nrequest_timeout_s = 8\n"
                          "poster_timeout_s = 9\nkit_timeout_s = 10\n"
                          "poster_memory_mb = 768\n"
                          "[status]\nlisten = 127.0.0.1:9180\n"
                          "[photo]\nmax_mb = 10\nmax_megapixels = 11\n"
                          "max_side_px = 1200\nmax_scans = 13\n"
                          "max_chunks = 14\nmax_chunk_kb = 150\n"
                          "max_profile_kb = 16\n"
                          "[press]\ntemplates = /t\nfonts = /f\nsamples = /s\n"
                          "partners = /p\n"
                          "[page]\naddress = HTTPS://Poster.Example.org/a\n",
                          &err));
    assert_string_equal(config.listen, "unix:/run/p.sock");
    assert_int_equal(config.socket_mode, 0600);
    assert_int_equal(config.workers, 3);
    assert_string_equal(config.socket_group, "www");
    assert_int_equal(config.queue, 6);
    assert_int_equal(config.sandbox, CONFIG_SANDBOX_REDUCED);
    assert_string_equal(config.status, "127.0.0.1:9180");
    assert_int_equal(config.max_requests, 7);
    assert_int_equal(config.request_timeout_s, 8);
    assert_int_equal(config.poster_timeout_s, 9);
    assert_int_equal(config.kit_timeout_s, 10);
    assert_int_equal(config.poster_memory_mb, 768);
    assert_int_equal(config.photo.bytes, 10 * 1000 * 1000);
    assert_int_equal(config.photo.pixels, 11 * 1000 * 1000);
    assert_int_equal(config.photo.side_px, 1200);
    assert_int_equal(config.photo.scans, 13);
    assert_int_equal(config.photo.chunks, 14);
    assert_int_equal(config.photo.chunk_bytes, 150 * 1000);
    assert_int_equal(config.photo.profile_bytes, 16 * 1000);
    assert_string_equal(config.templates, "/t");
    assert_string_equal(config.fonts, "/f");
    assert_string_equal(config.samples, "/s");
    assert_string_equal(config.partners, "/p");
    assert_string_equal(config.page.address, "https://poster.example.org/a/");
}

static void an_empty_file_leaves_the_defaults(void **state)
{
    (void)state;
    struct config config;
    struct config defaults;
    struct error err;
    assert_true(read_text(&config, "; nothing\n", &err));
    config_init(&defaults);
    assert_memory_equal(&config, &defaults, sizeof config);
}

static void mistakes_name_line_section_and_key(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"[serve]\nworker = 2\n", ":2: [serve] worker: there is no such key"},
        {"[server]\nworkers = 2\n", ":2: [server] workers: there is no such"},
        {"[serve]\n\nworkers = many\n", ":3: [serve] workers: \"many\" is not"},
        {"[serve]\nworkers = -1\n", ":2: [serve] workers: \"-1\" is not a "},
        {"[serve]\nworkers = 257\n", "from 0 to 256"},
        {"[serve]\nmax_requests = 0\n", "from 1 to 1000000"},
        {"[serve]\nposter_memory_mb = 639\n", "from 640 to"},
        {"[serve]\nqueue = 201\n", "from 0 to 200"},
        {"[serve]\nsandbox = off\n", "\"off\" is neither full nor reduced"},
        {"[page]\naddress = poster.example.org\n", ":2: [page] address: "},
        {"[page]\naddress = https://x.org/?a\n", ":2: [page] address: "},
        {"[page]\naddress = javascript:alert(1)\n", ":2: [page] address: "},
        {"[status]\nlisten = 9180\n", "neither unix:PATH nor HOST:PORT"},
        {"[status]\nport = 9180\n", "[status] has listen"},
        {"[status]\nlisten = 127.0.0.1:9180\n"
         "[photo]\nmax_mb = 101\n",
         "from 1 to 100"},
        {"[photo]\nmax_bytes = 5\n", "[photo] max_bytes: there is no such"},
        {"[serve]\nsocket_mode = 0999\n", "not a mode such as 0660"},
        {"[serve]\nlisten = here\n",
         ":2: [serve] listen: \"here\" is neither unix:PATH nor HOST:PORT"},
        {"[serve]\nlisten = unix:\n", ":2: [serve] listen: \"unix:\" is"},
        {"[serve]\nworkers\n", ":2: is neither [section] nor key = value"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct config config;
        struct error err;
        assert_false(read_text(&config, cases[i][0], &err));
        if (!strstr(err.detail, cases[i][1]))
            fail_msg("\"%s\" does not hold \"%s\"", err.detail, cases[i][1]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_key_is_read),
        cmocka_unit_test(an_empty_file_leaves_the_defaults),
        cmocka_unit_test(mistakes_name_line_section_and_key),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
