#include "pdf_clusters.h"

#include <stdlib.h>
#include <string.h>

static bool has_outline(const struct typeset_glyph *glyph)
{
    return glyph->face->strike == 0;
}

// A line on its way to runs: its glyphs, and the end of the words that each
// stands for.
struct line {
    const struct typeset_glyph *glyphs;
    size_t count;
    size_t *starts; // by glyph
    size_t *ends;
};

// The words from a glyph to the next one, in the order of the words; those
// before the first belong to it.
static void find_words(struct line *line, size_t size)
{
    for (size_t i = 0; i < line->count; i++) {
        size_t end = size;
        bool is_first = true;
        for (size_t j = 0; j < line->count; j++) {
            const size_t at = line->glyphs[j].at;
            if (!has_outline(&line->glyphs[j]))
                continue;
            if (at > line->glyphs[i].at && at < end)
                end = at;
            is_first = is_first && at >= line->glyphs[i].at;
        }
        line->starts[i] = is_first ? 0 : line->glyphs[i].at;
        line->ends[i] = end;
    }
}

static bool same_cluster(const struct line *line, size_t a, size_t b)
{
    return line->glyphs[a].at == line->glyphs[b].at;
}

// Whether glyph i goes on with the words of the run before it.
static bool goes_on(const struct line *line, const struct pdf_run *run,
                    size_t i)
{
    const size_t last = i - 1;
    if (!has_outline(&line->glyphs[last]) || line->glyphs[i].face != run->face)
        return false;
    if (same_cluster(line, last, i))
        return true;
    const bool forward = line->starts[i] == line->ends[last];
    const bool backward = line->ends[i] == line->starts[last];
    return run->cluster_count == 1 ? forward || backward
           : run->backward         ? backward
                                   : forward;
}

static void begin_run(struct pdf_runs *runs, const struct line *line, size_t i,
                      size_t first, struct pdf_cluster *clusters)
{
    runs->items[runs->count++] =
        (struct pdf_run){.face = line->glyphs[i].face,
                         .first_glyph = first,
                         .glyph_count = 1,
                         .start = line->starts[i],
                         .size = line->ends[i] - line->starts[i],
                         .clusters = clusters,
                         .cluster_count = 1};
    *clusters = (struct pdf_cluster){line->ends[i] - line->starts[i], 1};
}

static void add_glyph(struct pdf_run *run, const struct line *line, size_t i)
{
    const size_t size = line->ends[i] - line->starts[i];
    run->glyph_count++;
    if (same_cluster(line, i - 1, i)) {
        run->clusters[run->cluster_count - 1].glyphs++;
        return;
    }
    run->backward = line->starts[i] < line->starts[i - 1];
    run->clusters[run->cluster_count++] = (struct pdf_cluster){size, 1};
    run->size += size;
    if (run->backward)
        run->start = line->starts[i];
}

// From the order of the glyphs to that of the words.
static void turn_round(struct pdf_run *run)
{
    for (size_t i = 0; run->backward && i < run->cluster_count / 2; i++) {
        struct pdf_cluster *a = &run->clusters[i];
        struct pdf_cluster *b = &run->clusters[run->cluster_count - 1 - i];
        const struct pdf_cluster kept = *a;
        *a = *b;
        *b = kept;
    }
}

static void cut(struct pdf_runs *runs, const struct line *line, size_t first)
{
    size_t used = 0; // clusters of all runs
    for (size_t i = 0; i < line->count; i++) {
        if (!has_outline(&line->glyphs[i]))
            continue;
        struct pdf_run *run =
            runs->count > 0 ? &runs->items[runs->count - 1] : NULL;
        if (run && goes_on(line, run, i)) {
            used -= run->cluster_count;
            add_glyph(run, line, i);
        } else {
            begin_run(runs, line, i, first + i, runs->clusters + used);
        }
        used += runs->items[runs->count - 1].cluster_count;
    }
    for (size_t i = 0; i < runs->count; i++)
        turn_round(&runs->items[i]);
}

bool pdf_runs_make(struct pdf_runs *runs, const struct typeset *typeset,
                   const struct typeset_line *typeset_line)
{
    const size_t count = typeset_line->glyph_count;
    struct line line = {.glyphs = typeset->glyphs + typeset_line->first_glyph,
                        .count = count,
                        .starts = calloc(count + 1, sizeof *line.starts),
                        .ends = calloc(count + 1, sizeof *line.ends)};
    *runs = (struct pdf_runs){.items = calloc(count + 1, sizeof *runs->items),
                              .clusters =
                                  calloc(count + 1, sizeof *runs->clusters)};
    const bool done = line.starts && line.ends && runs->items && runs->clusters;
    if (done) {
        find_words(&line, strlen(typeset_line->words));
        cut(runs, &line, typeset_line->first_glyph);
    } else {
        pdf_runs_finish(runs);
    }
    free(line.starts);
    free(line.ends);
    return done;
}

void pdf_runs_finish(struct pdf_runs *runs)
{
    free(runs->items);
    free(runs->clusters);
    *runs = (struct pdf_runs){0};
}
