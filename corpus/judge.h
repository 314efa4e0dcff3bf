/* The judge of encodings: of those that a text may be in, it takes the one in which the bytes look
 * most like a text: characters that are frequent in our languages, capitals where words begin, no
 * word of two scripts, quotation marks in pairs. A sentence is mostly enough. */
#ifndef TARIX_CORPUS_JUDGE_H
#define TARIX_CORPUS_JUDGE_H

#include "base/arena.h"
#include "base/str.h"
#include "lexicons/wordlist.h"

typedef struct tarix_judge tarix_judge;

/* Keeps its tables for one text after the other. `characters` is tarix_lexicons_characters(),
 * borrowed; NULL: all letters are equally likely. */
tarix_judge *tarix_judge_new(tarix_arena *arena, const tarix_wordlist *characters);

/* The likeliest encoding of a sample, by a name of tarix_encodings(), or when none of them fits
 * what ICU is sure of, in `arena`. NULL when the bytes look like no text at all. */
const char *tarix_judge_find(tarix_judge *judge, tarix_arena *arena, tarix_str sample);

#endif
