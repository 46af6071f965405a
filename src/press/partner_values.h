// Partner values: what an address in a partner.ini may be: a site, a link, an
// e-mail address. Text in, yes or no out; knows no file. What passes holds
// nothing that could end a header line or an attribute of HTML.
#pragma once

#include <stdbool.h>

// A site that may frame: https://HOST, https://*.HOST, either with a port, and
// for those who build a page http://localhost and http://127.0.0.1. Lower-case
// only, nothing behind it.
bool partner_is_origin(const char *text);

// https://HOST, with or without a port and a path.
bool partner_is_link(const char *text);

// An address of e-mail with a host of two parts at least.
bool partner_is_email(const char *text);

// Reads a day that exists, "2026-09-01", as 20260901. False when it is none.
bool partner_read_day(const char *text, int *day);
