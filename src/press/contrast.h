// Contrast: words against the pixels that really lie behind them, and how
// strong a shadow makes them readable. Paints nothing.
#pragma once

#include "canvas.h"
#include "halo.h"
#include "plan.h"

// From which size words on a poster of the plan are large type, px per em: bold
// words from 18.7 px on a screen (WCAG 2.2, 1.4.3); a poster is shown at least
// 360 px wide, so from 1/19 of its short side.
double contrast_large_px(const struct plan *plan);

// The contrast that words of a size should have on a poster of the plan: 4.5,
// or 3 for large ones (WCAG 2.2, 1.4.3).
double contrast_wanted(const struct plan *plan, const struct plan_text *text);

// Fills the text's contrast: what 95 of 100 pixels behind and beside its
// letters have at least. Where the style has a shadow, fills its strength: the
// least of a few that is enough, else the strongest. The canvas is opaque.
void contrast_settle(const struct plan *plan, struct plan_text *text,
                     const struct halo *halo, struct canvas *canvas);
