#include "anchor.h"

struct point anchor_find(const struct layout *layout,
                         const struct mapping *mapping, struct rect window)
{
    struct rect focus;
    if (!layout_box(layout, "focus", &focus))
        return (struct point){0.5, 0.5};
    focus = mapping_to_px(mapping, focus);
    return (struct point){(focus.x + focus.width / 2 - window.x) / window.width,
                          (focus.y + focus.height / 2 - window.y) /
                              window.height};
}
