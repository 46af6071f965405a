#include "store.h"

#include <string.h>

bool store_is_uri(const char *database)
{
    return strncmp(database, "postgresql://", strlen("postgresql://")) == 0 ||
           strncmp(database, "postgres://", strlen("postgres://")) == 0;
}
