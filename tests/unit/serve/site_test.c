// A site is loaded and given up many times by one process.
#include "serve/site.h"

#include <malloc.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

enum {
    FIRST_LOADS = 2, // in which libraries set up what they keep
    LOADS = 8,
    // libhyphen and GLib keep a little of each (tests/support/lsan.supp).
    KEPT_BYTES_MAX = 2800,
};

static void load_once(void)
{
    struct config config;
    struct site site;
    struct error err;
    config_init(&config);
    strcpy(config.templates, SOURCE_DIR "/templates");
    strcpy(config.fonts, SOURCE_DIR "/fonts/fonts.ini");
    if (!site_load(&site, &config, NULL, &err))
        fail_msg("%s", err.detail);
    assert_true(press_templates(site.press)->count > 0);
    site_finish(&site);
}

// AddressSanitizer's heap has no statistics: there it is the leaks that tell.
static void loading_again_takes_no_more_memory(void **state)
{
    (void)state;
    for (int i = 0; i < FIRST_LOADS; i++)
        load_once();
    const size_t before = mallinfo2().uordblks;
    for (int i = 0; i < LOADS; i++)
        load_once();
    const size_t after = mallinfo2().uordblks;
    if (after > before + (size_t)LOADS * KEPT_BYTES_MAX)
        fail_msg("%zu bytes of each are kept", (after - before) / LOADS);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(loading_again_takes_no_more_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
