#!/usr/bin/env bash
# ImageMagick or GraphicsMagick as a command: a process for each poster, one
# thread. They read the photo and the overlay and write the poster as files.
#   magick.sh im|gm FOLDER
set -euo pipefail
export LC_ALL=C MAGICK_THREAD_LIMIT=1 OMP_NUM_THREADS=1 TIMEFORMAT='%U %S'
which=$1
folder=$2
output=$(mktemp -t bench-XXXXXX.png)
trap 'rm -f "$output"' EXIT

# Debian's own program, whatever else is called convert.
im=$(command -v convert-im6.q16 || command -v convert)

field() { awk -F'\t' -v name="$1" -v n="$2" '$1 == name { print $(n + 1) }' "$folder/$id.txt"; }
round() { awk -v x="$1" 'BEGIN { printf "%d", x + 0.5 }'; }

# What the commands below need of a job.
read_job() {
    photo=$(field photo 1)
    size=$(field size 1)x$(field size 2)
    x=$(field window 1) y=$(field window 2)
    window=$(field window 3)x$(field window 4)
    crop=$(round "$(field crop 3)")x$(round "$(field crop 4)")
    crop+=+$(round "$(field crop 1)")+$(round "$(field crop 2)")
    overlay=$folder/$id-overlay.png
}

make_im() {
    "$im" -size "$size" xc:white \
        \( "$photo" -crop "$crop" +repage -resize "$window!" \) \
        -geometry "+$x+$y" -composite "$overlay" -geometry +0+0 -composite \
        -depth 8 "png24:$output"
}

make_gm() {
    gm convert "$photo" -crop "$crop" +repage -filter Lanczos \
        -resize "$window!" -background white -extent "$size-$x-$y" \
        -draw "image Over 0,0 0,0 $overlay" -depth 8 "png24:$output"
}

if [ "$which" = im ]; then
    "$im" -version | sed -nE '1s/^Version: (ImageMagick [^ ]+).*/\1/p'
else
    gm version | sed -nE '1s/^(GraphicsMagick [^ ]+).*/\1/p'
fi
while IFS=$'\t' read -r id path; do
    read_job
    spent=$({ time "make_$which" 1>&2; } 2>&1 | tail -n 1)
    [ -z "${path:-}" ] || cp "$output" "$path"
    echo "$spent $(stat -c %s "$output")" |
        awk '{ printf "%.3f\t%d\n", ($1 + $2) * 1000, $3 }'
done
