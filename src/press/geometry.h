// Geometry: the few shapes that rooms hand to each other.
#pragma once

// Origin at the top left, y downwards.
struct rect {
    double x;
    double y;
    double width;
    double height;
};

struct point {
    double x;
    double y;
};

// From viewBox units to pixels: pixel = unit * scale + offset.
struct mapping {
    double scale;
    double offset_x;
    double offset_y;
};
