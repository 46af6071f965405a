// Holds the lock of the ledger in a folder, as a process does that is stuck:
//   hold_ledger FOLDER
// Prints "held", and lets go at the end of its input.
#include "evaluation/ledger_parts.h"

#include <stdio.h>

int main(int count, char **arguments)
{
    char why[256];
    struct ledger *ledger;
    struct error err = {0};
    if (count != 2)
        return 2;
    if (!ledger_open(&ledger, arguments[1], why, sizeof why, &err) || *why ||
        !ledger_lock(ledger)) {
        fprintf(stderr, "%s\n", why);
        return 1;
    }
    puts("held");
    fflush(stdout);
    while (getchar() != EOF)
        ;
    ledger_close(ledger);
    return 0;
}
