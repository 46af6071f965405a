#include "databases.h"

#include "evaluation/store.h"
#include "folder.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

static int made;
static struct store *main_store; // in which databases are made

static void must(bool held)
{
    if (!held)
        abort();
}

static void run_script(const char *verb)
{
    char command[512];
    snprintf(command, sizeof command, "sh %s/postgres.sh %s %s >/dev/null",
             SUPPORT_DIR, verb, folder_path("postgres"));
    must(system(command) == 0);
}

static const char *uri_of(const char *name)
{
    char text[256];
    snprintf(text, sizeof text, "postgresql:///%s?host=%s&user=postgres", name,
             folder_path("postgres"));
    return folder_keep(text);
}

static void open_main(void)
{
    struct error err = {0};
    must(store_open(&main_store, uri_of("postgres"), STORE_WRITE, &err));
}

void databases_start(void)
{
    folder_make();
    // The server is another user when this is root.
    must(chmod(folder_path("."), 0755) == 0);
    run_script("start");
    open_main();
}

void databases_stop(void)
{
    store_close(main_store);
    main_store = NULL;
    run_script("stop");
    folder_remove();
}

const char *databases_make(enum database_kind kind)
{
    char name[32];
    char sql[64];
    struct error err = {0};
    made++;
    snprintf(name, sizeof name, "made%d%s", made,
             kind == DATABASE_SQLITE ? ".db" : "");
    if (kind == DATABASE_SQLITE)
        return folder_path(name);
    snprintf(sql, sizeof sql, "CREATE DATABASE %s", name);
    // A statement is known by its address, and this one is another each time.
    store_close(main_store);
    open_main();
    must(store_run(main_store, sql, NULL, 0, NULL, &err));
    return uri_of(name);
}

void databases_crash(void)
{
    store_close(main_store);
    main_store = NULL;
    run_script("stop");
}

void databases_return(void)
{
    run_script("again");
    open_main();
}
