// Databases: fresh ones for a test, of SQLite and of a PostgreSQL of its own.
#pragma once

enum database_kind { DATABASE_SQLITE, DATABASE_POSTGRES, DATABASE_KINDS };

// Makes the temporary folder (see folder.h) and starts a PostgreSQL in it.
void databases_start(void);
void databases_stop(void);

// A database that has nothing in it yet, as store_open takes it. The text
// lasts until databases_stop.
const char *databases_make(enum database_kind kind);

// Ends PostgreSQL as a crash would, and starts it again.
void databases_crash(void);
void databases_return(void);
