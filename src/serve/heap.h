// Heap: gathers the memory of a process that will be forked for every poster. A
// fork copies a number for each page, and 512 small pages are one large one.
#pragma once

// Gives back what is free on the heap of this process and asks the kernel to
// put the rest into large pages (transparent huge pages; MADV_COLLAPSE since
// Linux 6.1). Where it does not, only time is lost.
void heap_gather(void);
