// A library to be loaded before the others: a filter of system calls that is
// said to be there and is not.
int seccomp_load(void *filter);

int seccomp_load(void *filter)
{
    (void)filter;
    return 0;
}
