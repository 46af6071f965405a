#include "alt_sentences.h"

#include <string.h>

// In the order nl, fr, en, de, as sentences.c. French has no-break blanks
// inside its quotes and before its colons.
#define NB "\u00a0"

static const char *const sentences[TEMPLATE_USES][LANGUAGE_COUNT] = {
    [TEMPLATE_USE_SELF] =
        {"Campagneposter “[[template]]”{: [[photo]]}{ van [[name]]}"
         "{ ([[role]])}{, met de slogan “[[slogan]]”}",
         "Affiche de campagne «" NB "[[template]]" NB "»{" NB ": [[photo]]}"
         "{ de [[name]]}{ ([[role]])}"
         "{, avec le slogan «" NB "[[slogan]]" NB "»}",
         "Campaign poster “[[template]]”{: [[photo]]}{ of [[pictured]]}"
         "{ by [[named]]}{ ([[role]])}{, with the slogan “[[slogan]]”}",
         "Kampagnenplakat „[[template]]“{: [[photo]]}{ von [[name]]}"
         "{ ([[role]])}{, mit dem Slogan „[[slogan]]“}"},
    [TEMPLATE_USE_TEAM] =
        {"Campagneposter “[[template]]”{: [[photo]] van het team}"
         "{ van [[name]]}{, met de slogan “[[slogan]]”}",
         "Affiche de campagne «" NB "[[template]]" NB "»"
         "{" NB ": [[photo]] de l’équipe}{ de [[name]]}"
         "{, avec le slogan «" NB "[[slogan]]" NB "»}",
         "Campaign poster “[[template]]”{: [[photo]] of the team}"
         "{ of [[name]]}{, with the slogan “[[slogan]]”}",
         "Kampagnenplakat „[[template]]“{: [[photo]] des Kollegiums}"
         "{ von [[name]]}{, mit dem Slogan „[[slogan]]“}"},
    [TEMPLATE_USE_THANKS] =
        {"Bedankposter{ voor [[name]]}{, met [[photo]]}"
         "{, met de woorden “[[slogan]]”}{, van [[from]]}",
         "Affiche de remerciement{ pour [[name]]}{, avec [[photo]]}"
         "{, avec les mots «" NB "[[slogan]]" NB "»}{, de la part de [[from]]}",
         "Thank-you poster{ for [[name]]}{, with [[photo]]}"
         "{, with the words “[[slogan]]”}{, from [[from]]}",
         "Dankesplakat{ für [[name]]}{, mit [[photo]]}"
         "{, mit den Worten „[[slogan]]“}{, von [[from]]}"},
    [TEMPLATE_USE_JOIN] =
        {"Campagneposter “[[template]]”, een oproep om leraar te worden"
         "{: [[photo]]}{ van [[pictured]]}{, van [[named]]}{, met de slogan "
         "“[[slogan]]”}",
         "Affiche de campagne «" NB "[[template]]" NB "», un appel à devenir "
         "prof{" NB ": [[photo]]}{ de [[pictured]]}{, par [[named]]}"
         "{, avec le slogan «" NB "[[slogan]]" NB "»}",
         "Campaign poster “[[template]]”, a call to become a teacher"
         "{: [[photo]]}{ of [[pictured]]}{, by [[named]]}"
         "{, with the slogan “[[slogan]]”}",
         "Kampagnenplakat „[[template]]“, ein Aufruf, Lehrkraft zu werden"
         "{: [[photo]]}{ von [[pictured]]}{, von [[named]]}{, mit dem Slogan "
         "„[[slogan]]“}"},
    [TEMPLATE_USE_EVENT] =
        {"Uitnodiging “[[template]]”{: [[photo]]}{ van [[name]]}"
         "{, met de slogan “[[slogan]]”}",
         "Invitation «" NB "[[template]]" NB "»{" NB ": [[photo]]}"
         "{ de [[name]]}{, avec le slogan «" NB "[[slogan]]" NB "»}",
         "Invitation “[[template]]”{: [[photo]]}{ of [[pictured]]}"
         "{ by [[named]]}{, with the slogan “[[slogan]]”}",
         "Einladung „[[template]]“{: [[photo]]}{ von [[name]]}"
         "{, mit dem Slogan „[[slogan]]“}"},
};

// The last is for every field that none of the others is.
static const struct {
    const char *field;
    const char *words[LANGUAGE_COUNT];
} additions[] = {
    {"address",
     {", adres: [[words]]", ", adresse" NB ": [[words]]",
      ", address: [[words]]", ", Adresse: [[words]]"}},
    {"comment",
     {", reactie: “[[words]]”", ", commentaire" NB ": «" NB "[[words]]" NB "»",
      ", comment: “[[words]]”", ", Kommentar: „[[words]]“"}},
    {"count",
     {", aantal likes: [[words]]", ", nombre de j’aime" NB ": [[words]]",
      ", likes: [[words]]", ", Anzahl Likes: [[words]]"}},
    {"from",
     {", van [[words]]", ", de la part de [[words]]", ", from [[words]]",
      ", von [[words]]"}},
    {"handle",
     {", account [[words]]", ", compte [[words]]", ", account [[words]]",
      ", Konto [[words]]"}},
    {"number",
     {", met het getal [[words]]", ", avec le nombre [[words]]",
      ", with the number [[words]]", ", mit der Zahl [[words]]"}},
    {"role", {", [[words]]", ", [[words]]", ", [[words]]", ", [[words]]"}},
    {"tag",
     {", hashtag [[words]]", ", hashtag [[words]]", ", hashtag [[words]]",
      ", Hashtag [[words]]"}},
    {"year",
     {", schooljaar [[words]]", ", année scolaire [[words]]",
      ", school year [[words]]", ", Schuljahr [[words]]"}},
    {"",
     {", [[label]]: [[words]]", ", [[label]]" NB ": [[words]]",
      ", [[label]]: [[words]]", ", [[label]]: [[words]]"}},
};

const char *alt_sentence(enum template_use use, enum language language)
{
    return sentences[use][language];
}

const char *alt_school(enum language language)
{
    static const char *const added[LANGUAGE_COUNT] = {
        "{, van [[school]]}", "{, école" NB ": [[school]]}",
        "{, from [[school]]}", "{, von [[school]]}"};
    return added[language];
}

const char *alt_addition(const char *field, enum language language)
{
    size_t i = 0;
    while (*additions[i].field && strcmp(additions[i].field, field) != 0)
        i++;
    return additions[i].words[language];
}

const char *alt_photo(enum language language)
{
    static const char *const words[LANGUAGE_COUNT] = {"foto", "photo", "photo",
                                                      "Foto"};
    return words[language];
}

const char *alt_inner_quote(enum language language, bool opening)
{
    static const char *const quotes[LANGUAGE_COUNT][2] = {
        {"’", "‘"}, {"”", "“"}, {"’", "‘"}, {"‘", "‚"}};
    return quotes[language][opening];
}
