#!/bin/sh
# Holds the shape of the code: layers, no circles, one library in one room,
# sizes. Prints `ok - NAME` or `not ok - NAME: WHY` for each rule.
#   tests/structure.sh [SRC]    (src/ beside this folder without it)
set -u
src=${1:-$(dirname "$0")/../src}
cd "$src" || exit 1
bad=0

verdict() {
    if [ -z "$2" ]; then
        echo "ok - $1"
    else
        echo "not ok - $1:"
        echo "$2" | sed 's/^/    /'
        bad=1
    fi
}

# Lines of "file:#include ..." for every include, however it is spaced; a header
# of ours in angle brackets is one in quotes.
includes() {
    grep -HE '^[[:blank:]]*#[[:blank:]]*include' ./*/*.[ch] |
        sed -E 's|^\./||; s|:[[:blank:]]*#[[:blank:]]*include[[:blank:]]*|:#include |
            s,<((press|evaluation|serve|cmd)/[^>]*)>,"\1",'
}
# Lines of "file header", quoted ones with the folder of the file when they name
# none.
quoted() {
    includes | grep ':#include "' |
        awk -F'[:"]' '{ split($1, at, "/"); h = $3
            print $1, (h ~ "/" ? h : at[1] "/" h) }'
}
system() {
    includes | grep ':#include \(<\|FT_\)' |
        sed -E 's|:#include <?([^>]*)>?.*| \1|'
}

front='press/(bytes|check|error|findings|format|guard|ini|json|kit|limits|messages|network|order|partner|partner_search|photo_samples|press|proof|samples|series|template|words|zip)\.h'
verdict "the press sees nothing else" \
    "$(quoted | awk '$1 ~ /^press\// && $2 !~ /^press\//')"
verdict "the evaluation sees only the front door of the press" \
    "$(quoted | awk -v front="^$front\$" '$1 ~ /^evaluation\// &&
        $2 !~ /^evaluation\// && $2 !~ front')"
verdict "serve sees the evaluation, and of the press only its front door" \
    "$(quoted | awk -v front="^$front\$" '$1 ~ /^serve\// &&
        $2 !~ /^(serve|evaluation)\// && $2 !~ front')"
verdict "cmd sees of the press only its front door" \
    "$(quoted | awk -v front="^$front\$" '$1 ~ /^cmd\// && $2 ~ /^press\// &&
        $2 !~ front')"
verdict "nobody sees cmd" \
    "$(quoted | awk '$1 !~ /^cmd\// && $2 ~ /^cmd\//')"

# tsort complains about circles of headers.
verdict "no header includes itself in a circle" \
    "$(quoted | awk '$1 ~ /\.h$/ { print $1, $2 }' | tsort 2>&1 >/dev/null)"

# Headers of the C library and of Linux may be anywhere.
libc='^(arpa|linux|net|netinet|sys)/|^(assert|ctype|dirent|errno|fcntl|getopt|grp|iconv|inttypes|limits|link|locale|malloc|math|netdb|poll|sched|search|setjmp|signal|stdarg|stdatomic|stdbool|stddef|stdint|stdio|stdlib|string|strings|time|unistd)\.h$'
# Libraries that read photos in one room and write files in another: their two
# halves share nothing, and no more do the XML of faces and that of drawings, or
# the JSON that the press writes and that of pages, GLib's letters and its hashes.
# libpq is loaded in one room and used in another.
# Pango's font maps are the fonts' room, its shaping is shape's. cairo draws PDFs
# in the rooms of their parts (pdf_*.c), and its faces are FreeType's there.
verdict "each library is included by one room" \
    "$(system | awk -v libc="$libc" '$2 !~ libc {
            lib = $2
            if (lib ~ /^FT_/ || lib == "ft2build.h") lib = "freetype"
            if (lib ~ /^hb/) lib = "harfbuzz"
            if (lib ~ /^pango\/pangof/) lib = "pango font maps"
            else if (lib ~ /^pango\//) lib = "pango"
            sub(/\/.*/, "", lib)
            if (lib ~ /^cairo/ && $1 ~ /press\/(encode_)?pdf(_[a-z]+)?\.c$/) next
            if (lib == "libpq-fe.h" && $1 ~ /store_(libpq|postgres)\.c$/) lib = lib $1
            if (lib == "png.h" && $1 ~ /(photo|encode)_png\.c$/) lib = lib $1
            if (lib == "glib.h" && $1 ~ /(press\/words|evaluation\/signature)\.c$/) lib = lib $1
            if (lib == "jansson.h" && $1 ~ /^(press\/json(_partner)?|serve\/values)\.c$/) lib = lib $1
            if (lib ~ /^j(peglib|error)\.h$/ && $1 ~ /(photo|encode)_jpeg\.c$/) lib = lib $1
            if (lib == "webp" && $1 ~ /(photo|encode)_webp\.c$/) lib = lib $1
            if (lib == "libxml" && $1 ~ /(drawing|cascade_xml)\.c$/) lib = lib $1
            if (!seen[lib " " $1]++) { rooms[lib] = rooms[lib] " " $1; n[lib]++ }
        }
        END { for (lib in n) if (n[lib] > 1) print lib ":" rooms[lib] }')"
verdict "libraries are included by .c files, never by headers" \
    "$(system | awk -v libc="$libc" '$1 ~ /\.h$/ && $2 !~ libc')"

verdict "no file is above 400 lines" \
    "$(wc -l ./*/*.c | awk '$2 != "total" && $1 > 400')"
verdict "no function is above 80 lines" \
    "$(awk 'FNR == 1 { start = 0 }
        /^\{/ { start = FNR }
        /^\}/ { if (start && FNR - start > 80) print FILENAME ":" start
            start = 0 }' ./*/*.c)"
verdict "every header says what its room is for" \
    "$(for file in ./*/*.h; do
        head -n 1 "$file" | grep -q '^// ' || echo "$file"
    done)"
exit $bad
