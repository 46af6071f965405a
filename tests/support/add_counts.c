// Adds counts to the ledger of a server that runs, as a worker of it does:
//   add_counts FOLDER COUNT FIRST
// Each has a receipt of its own, from FIRST on. Prints how many were
// acknowledged, one number a line as they come.
#include "evaluation/ledger.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int main(int count, char **arguments)
{
    char why[256];
    struct ledger *ledger;
    struct error err = {0};
    if (count != 4)
        return 2;
    if (!ledger_open(&ledger, arguments[1], why, sizeof why, &err) || *why) {
        fprintf(stderr, "%s\n", why);
        return 1;
    }
    const long times = strtol(arguments[2], NULL, 10);
    const long first = strtol(arguments[3], NULL, 10);
    struct count_key key = {.day = event_today(), .event = EVENT_PAGE_OPENED};
    setvbuf(stdout, NULL, _IONBF, 0);
    for (long i = 0; i < times; i++) {
        snprintf(key.partner_id, sizeof key.partner_id, "school-%ld", i % 5);
        if (ledger_add(ledger, (uint64_t)(first + i), &key, 1))
            printf("%ld\n", i + 1);
    }
    ledger_close(ledger);
    return 0;
}
