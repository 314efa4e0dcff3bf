/* Older spelling systems: words in the Cyrillic of 1939-91 or the Latin of 1922-39 as they are
 * written today, and the question whether a passage in Cyrillic is Azerbaijani or Russian.
 * All text is valid UTF-8. */
#ifndef TARIX_LEXICONS_ORTHOGRAPHY_H
#define TARIX_LEXICONS_ORTHOGRAPHY_H

#include "../base/arena.h"
#include "../base/error.h"
#include "../base/str.h"
#include "wordlist.h"

typedef struct tarix_orthography tarix_orthography;

/* Parses a table of letters, columns letter, latin, period; its notation is described in
 * lexicons/az/README.md. Rows of the period "exchanged" are taken only when `exchanged`. The
 * result lives as long as the arena; `path` is for messages. */
TARIX_API tarix_status tarix_orthography_parse(tarix_arena *arena, const char *path,
    tarix_str bytes, bool exchanged, const tarix_orthography **out, tarix_error *err);

/* Writes the word in today's spelling and returns its bytes, which may be none. `out` has room for
 * 4 * word.size + 8 bytes. What the table lacks stays as it is. */
TARIX_API size_t tarix_orthography_convert(
    const tarix_orthography *orthography, tarix_str word, char *out);

/* ---- whose Cyrillic is it? ---- */

/* The number of a word (or of an ending, whose word begins with a hyphen) in the list below. */
typedef enum tarix_orthography_side {
    TARIX_ORTHOGRAPHY_RUSSIAN = 1,
    TARIX_ORTHOGRAPHY_SHARED, /* a frequent word of Russian, but also one of Azerbaijani (он, из) */
    TARIX_ORTHOGRAPHY_AZERBAIJANI
} tarix_orthography_side;

/* Parses russian-words.tsv, columns word, language. */
TARIX_API tarix_status tarix_orthography_words_parse(tarix_arena *arena, const char *path,
    tarix_str bytes, const tarix_wordlist **out, tarix_error *err);

typedef struct tarix_orthography_evidence {
    size_t letters;         /* Cyrillic letters */
    size_t azerbaijani;     /* of them those that Russian lacks: ә ғ ҝ ө ү һ ҹ ј */
    size_t russian;         /* of them those that Azerbaijani hardly has: щ ъ ь ё э ю я ц */
    size_t foreign;         /* of them those that neither has: қ ң і */
    size_t for_azerbaijani; /* weight of the words that speak for it */
    size_t for_russian;
} tarix_orthography_evidence;

/* `words` is tarix_lexicons_russian(). */
TARIX_API tarix_orthography_evidence tarix_orthography_weigh(
    const tarix_wordlist *words, tarix_str passage);

/* At most one of them is true; neither when the passage has no Cyrillic, too little of it, as much
 * of the one as of the other, or a third language. */
TARIX_API bool tarix_orthography_is_azerbaijani(const tarix_orthography_evidence *evidence);
TARIX_API bool tarix_orthography_is_russian(const tarix_orthography_evidence *evidence);

#endif
