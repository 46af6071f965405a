// Vectorised: marks loops that the compiler makes once for every processor and
// once for newer ones; which runs is chosen when the program starts. Integers
// only: the results are the same.
#pragma once

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define VECTORISED_PLAIN
#endif
#endif

// The choice runs before a sanitizer is ready.
#if defined(__x86_64__) && defined(__ELF__) && !defined(VECTORISED_PLAIN) &&   \
    !defined(__SANITIZE_ADDRESS__)
#define VECTORISED __attribute__((target_clones("avx2", "default")))
#else
#define VECTORISED
#endif
