#include "sense.h"

#include <string.h>
#include <strings.h>

// Between blanks, to be found by strstr with the blanks.
static const char *const articles[LANGUAGE_COUNT] = {
    [LANGUAGE_NL] = " de het een geen mijn je jouw zijn haar ons onze hun dit "
                    "dat deze die elke elk te juf meester mevrouw meneer ",
    [LANGUAGE_FR] = " le la les un une des du mon ma mes ton ta tes son sa ses "
                    "notre nos votre vos leur leurs ce cet cette ces madame "
                    "monsieur ",
    [LANGUAGE_EN] = " the a an my your his her its our their this that these "
                    "those every each no to mr ms mrs miss ",
    [LANGUAGE_DE] = " der die das den dem des ein eine einen einem einer mein "
                    "meine dein deine sein seine ihr ihre unser unsere jeder "
                    "jede jedes zu frau herr ",
};

static const char *const links[LANGUAGE_COUNT] = {
    [LANGUAGE_NL] = " en of maar want dus met zonder voor van in op aan bij "
                    "naar uit om tot door over als dat die omdat terwijl sinds "
                    "tijdens tegen tussen onder ",
    [LANGUAGE_FR] = " et ou mais car donc avec sans pour de dans sur chez vers "
                    "par entre sous comme que qui quand depuis pendant contre ",
    [LANGUAGE_EN] = " and or but so with without for of in on at by to from "
                    "until through over as that who because while since during "
                    "against between under ",
    [LANGUAGE_DE] = " und oder aber denn also mit ohne für von in auf an bei "
                    "nach aus um bis durch über als dass weil während seit "
                    "gegen zwischen unter ",
};

static bool is_listed(const char *list, const char *word, size_t size)
{
    for (const char *at = list; *at;) {
        at += strspn(at, " ");
        const size_t length = strcspn(at, " ");
        if (length == size && size > 0 && strncasecmp(at, word, size) == 0)
            return true;
        at += length;
    }
    return false;
}

bool sense_holds_next(const char *word, size_t size, enum language language)
{
    return is_listed(articles[language], word, size);
}

bool sense_starts_phrase(const char *text, enum language language)
{
    return is_listed(links[language], text, strcspn(text, " \n.,;:!?"));
}
