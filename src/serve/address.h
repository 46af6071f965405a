// Address: where the tool stands on the web, such as
// https://poster.example.org/posters/, and what of ours another address names.
// Pure.
#pragma once

#include <stdbool.h>

enum { ADDRESS_MAX = 400, ADDRESS_HOST_MAX = 262 };

// Takes an address of http or https without a query, its host in small letters
// and with a slash at the end. False, with address "", for anything else.
bool address_read(const char *text, char address[ADDRESS_MAX]);

// Puts one together of what a web server tells of a request: "https", the Host
// header and the path of the tool ("" or "/posters"). False, with address "",
// when one of them is none: a Host is whatever a client sends.
bool address_of_parts(const char *scheme, const char *host, const char *path,
                      char address[ADDRESS_MAX]);

// Of a whole URL the part below the address, without `#` and what follows it:
// "embed/sint-jan?lang=fr". http and https are one, and so are a name in
// capitals and one in small letters. NULL when it is not below the address, or
// is above `size` - 1 bytes.
const char *address_below(const char *address, const char *url, char *out,
                          int size);
