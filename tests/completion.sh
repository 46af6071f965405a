#!/usr/bin/env bash
# The completion of the command line. Prints `ok - NAME` or `not ok - NAME`.
#   tests/completion.sh POSTERTOOL SOURCE
set -u
tool=$1
source=$2
export POSTERTOOL_TEMPLATES="$source/templates"
export POSTERTOOL_FONTS="$source/fonts/fonts.ini"
bad=0

# Only readline itself can be asked for this.
compopt() { :; }
# shellcheck source=deploy/completion/postertool
. "$source/deploy/completion/postertool" || exit 1

verdict() {
    if [ "$2" = 0 ]; then
        echo "ok - $1"
    else
        echo "not ok - $1"
        printf '    %s\n' "${COMPREPLY[@]}"
        bad=1
    fi
}

# typed WORD...: what is offered for the last word.
typed() {
    COMP_WORDS=("$tool" "$@")
    COMP_CWORD=$#
    COMPREPLY=()
    _postertool
}
# offers WORD...: these alone, in any order.
offers() {
    [ "$(printf '%s\n' "${COMPREPLY[@]}" | sort)" = \
        "$(printf '%s\n' "$@" | sort)" ]
}
# among WORD: this and others.
among() {
    [[ ${#COMPREPLY[@]} -gt 1 && " ${COMPREPLY[*]} " == *" $1 "* ]]
}

typed ""
among render && among serve && among --help
verdict "a command is offered" $?
typed ren
offers render
verdict "a command is completed" $?
typed list ""
offers templates formats partners events
verdict "what can be listed is offered" $?

complete=0
for command in render kit batch list check proof report serve; do
    typed "$command" --
    for option in $("$tool" "$command" --help | grep -oE '^  --[a-z-]+'); do
        among "$option" || { complete=1; echo "    $command $option"; }
    done
done
verdict "every option of every command is offered" $complete
typed serve --conf
offers --config
verdict "an option is completed" $?

typed kit --formats sto
offers story
verdict "a format of a list is completed" $?
typed kit --formats a4,sto
offers a4,story
verdict "so is one behind a comma" $?

typed render --template v
offers volgers
verdict "a template is completed" $?
typed render --template = v
offers volgers
verdict "so it is after an equals sign" $?
typed render --template volgers --theme ""
offers geel bord koraal violet
verdict "the themes are the template's" $?
typed render --theme ""
among geel && among roze
verdict "without a template they are everybody's" $?
typed render --template = volgers --set ""
offers slogan= number= name=
verdict "fields are the template's, and wait for words" $?
typed render --format a
among a4 && among ad-300x250
verdict "a format is completed" $?
typed report --format ""
offers text csv json html pdf
verdict "a report has formats of its own" $?
typed render --lang ""
offers nl fr en de
verdict "languages are offered" $?
typed check --config "$source/READ"
offers "$source/README.md"
verdict "a file is completed" $?
typed batch "$source/READ"
offers "$source/README.md"
verdict "a list is completed" $?
typed batch --photos "$source/templ"
offers "$source/templates"
verdict "a folder of photos is completed" $?
typed render --partners "$source/partners" --partner st
offers stad-leeuwstede
verdict "a partner is completed" $?
typed check --partners "$source/partn"
offers "$source/partners"
verdict "a folder of partners is completed" $?
typed serve --templates "$source/templ"
offers "$source/templates"
verdict "a folder is completed" $?
typed render --templates /nonexistent --template ""
[ ${#COMPREPLY[@]} = 0 ]
verdict "templates that are not there offer nothing, and say nothing" $?
exit $bad
