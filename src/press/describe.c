#include "describe.h"

#include "contrast.h"
#include "sharpness.h"

#include <stdio.h>
#include <string.h>

bool describe_photo(const struct plan *plan, struct poster *poster)
{
    int width;
    int height;
    photo_upright_size(&plan->photo, plan->turn, &width, &height);
    struct buffer list = {0};
    bool done = true;
    for (size_t i = 0; i < plan->formats->count && done; i++) {
        const struct format *format = &plan->formats->items[i];
        const double scale = sharpness_scale(plan->template, format, width,
                                             height, plan->framing.zoom);
        const char *small = sharpness_is_enough(scale, format) ? "" : ";small";
        if (scale <= 0)
            continue;
        if (format == plan->format)
            snprintf(poster->photo_scale, sizeof poster->photo_scale,
                     "%.2f;wanted=%.2f%s", scale, sharpness_wanted(format),
                     small);
        done = buffer_append_format(&list, "%s%s;scale=%.2f%s",
                                    list.size > 0 ? ", " : "", format->id,
                                    scale, small);
    }
    // A list that is too long is none: half of it would be wrong.
    if (done && list.size < sizeof poster->photo_formats)
        memcpy(poster->photo_formats, list.data ? list.data : (uint8_t *)"",
               list.size);
    buffer_finish(&list);
    return done;
}

void describe_words(const struct plan *plan, struct poster *poster)
{
    size_t used = 0;
    const size_t size = sizeof poster->text_contrast;
    for (size_t i = 0; i < plan->text_count; i++) {
        const struct plan_text *text = &plan->texts[i];
        const double wanted = contrast_wanted(plan, text);
        const int more =
            snprintf(poster->text_contrast + used, size - used,
                     "%s%s;ratio=%.1f;wanted=%.1f%s", used > 0 ? ", " : "",
                     text->style->id, text->contrast, wanted,
                     text->contrast < wanted ? ";weak" : "");
        // A list that is too long ends with a whole item.
        if (more < 0 || (size_t)more >= size - used) {
            poster->text_contrast[used] = '\0';
            return;
        }
        used += (size_t)more;
    }
}
