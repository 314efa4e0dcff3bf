/* What a form can be as a part of a term: adjective, bare noun, noun with the possessive that binds
 * it to the noun before it. */
#ifndef TARIX_ANALYZERS_NOMINAL_H
#define TARIX_ANALYZERS_NOMINAL_H

#include "../base/arena.h"
#include "../corpus/vocab.h"
#include "../lexicons/lexicons.h"

typedef struct tarix_nominal {
    tarix_str lemma; /* of size 0: the form is none, and no term goes over it */
    tarix_str cited; /* the same, but abbreviations as printed, less their endings */
    tarix_str plural; /* less the endings behind the plural: işlər of işlərinə; of size 0: none */
    tarix_str possessed; /* less the endings behind a third person's possessive: cümhuriyyəti of
                            cümhuriyyətinin; of size 0: it has none */
    bool is_adjective;   /* bare, and in the dictionary as one */
    bool is_noun;        /* bare, and no adjective alone */
    bool is_many;        /* in the plural, bare otherwise: Sovetlər of Sovetlər Qurultayı */
    bool is_link;        /* ends in the possessive: komissarları of Xalq Komissarları Soveti */
    bool heads;          /* a noun without the possessive, in any case */
    bool is_inflected;
    bool is_capital; /* printed with a capital */
    bool is_light;   /* verb that makes verbs of nouns: et, ol */
    uint8_t generic; /* tarix_generic_class, or 0 */
} tarix_nominal;

/* Of a form of a vocabulary of forms. Texts are in `arena`. Stop words and words of other languages
 * are none. */
TARIX_API tarix_nominal tarix_nominal_of(tarix_arena *arena, const tarix_lexicons *lexicons,
    const tarix_wordlist *stopwords, const tarix_vocab *forms, tarix_id form);

#endif
