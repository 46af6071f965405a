// Order values: reads the values that an order has by itself, such as a width
// or a turn, from the strings of a form. Only order.c needs it.
#pragma once

#include "order.h"

struct order_property {
    const char *name;
    // Takes a value that ends with a NUL. On false the order is unchanged.
    bool (*read)(struct order *order, const char *value, struct error *err);
};

// NULL when no value of an order has this name.
const struct order_property *order_property_find(const char *name);
