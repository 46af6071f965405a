#!/bin/sh
# Where the time of a job goes, as perf sees it: the eight largest, libraries
# without symbols as a whole. TSV: share, what.
#   profile.sh BUILD SOURCE FOLDER JOB WORK
set -eu
data=$5/perf-$4.data
# The first second is the start of the program, which is not the job.
for _ in $(seq 60); do echo "$4"; done |
    perf record -q -F 4000 -D 1000 -o "$data" \
        "$1/bench_ours" "$2" "$3" child >/dev/null 2>&1
echo "share	what"
perf report -i "$data" --stdio --sort dso,sym 2>/dev/null |
    awk '/^#/ || NF < 4 { next }
        {
            share = $1
            sub(/%/, "", share)
            what = $4 " in " $2
            if ($2 ~ /kernel/) what = "the kernel: fork, pages, pipe, exit"
            else if ($4 ~ /^0x/) what = $2
            sum[what] += share
        }
        END { for (what in sum) printf "%.1f %%\t%s\n", sum[what], what }' |
    sort -rn | head -n 8
