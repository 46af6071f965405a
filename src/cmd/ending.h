// Ending: what the ending of a file's name says of its type.
#pragma once

// "png", "jpeg" or "pdf", as an order has it; NULL when the ending is none of
// theirs.
const char *ending_type(const char *path);
