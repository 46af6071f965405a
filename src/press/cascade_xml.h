// Cascade XML: reads the file that opencv_traincascade writes into a cascade.
// The only room that knows libxml2.
#pragma once

#include "cascade.h"

// Fills a zeroed cascade from the file; see cascade_create. On false it may be
// filled in part: cascade_destroy takes it.
bool cascade_xml_read(struct cascade *cascade, const char *path,
                      struct error *err);
