/* Stems by rule, without a dictionary: endings come off from the right, slot by slot, where vowel
 * harmony and the buffer letters agree and enough of a word remains. Never empty, never longer
 * than the word. The endings are data: lexicons/az/suffixes.tsv. */
#ifndef TARIX_ANALYZERS_STEMMER_H
#define TARIX_ANALYZERS_STEMMER_H

#include "../base/arena.h"
#include "../base/error.h"
#include "../base/str.h"
#include "../lexicons/lexicons.h"

typedef struct tarix_stemmer tarix_stemmer;

/* `language`: "az", or one that libstemmer knows ("ru", "tr", "en", "russian" …). `lexicons` (read
 * for az only) is borrowed. The result is the caller's, to be freed. */
TARIX_API tarix_status tarix_stemmer_open(
    const tarix_lexicons *lexicons, const char *language, tarix_stemmer **out, tarix_error *err);
TARIX_API void tarix_stemmer_free(tarix_stemmer *stemmer);
/* The same in an arena. */
TARIX_API tarix_status tarix_stemmer_open_in(tarix_arena *arena, const tarix_lexicons *lexicons,
    const char *language, tarix_stemmer **out, tarix_error *err);

/* The stem of a folded word: for az a slice of it, else borrowed until the next call. A stemmer
 * serves one thread at a time. */
TARIX_API tarix_str tarix_stemmer_stem(tarix_stemmer *stemmer, tarix_str word);

/* The endings that came off, outermost last: "kitab + lar (plural) + ı (…)". In `arena`; the word
 * alone when none did. */
TARIX_API tarix_str tarix_stemmer_explain(
    tarix_stemmer *stemmer, tarix_arena *arena, tarix_str word);

#endif
