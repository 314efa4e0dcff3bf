/* The vocabulary: a string comes in once and is a dense id from then on; strings come back only in
 * a writer. Ids are 0, 1, 2, … in the order of first sight. A key is a string and a small tag, so
 * that one vocabulary can tell forms of different kinds apart; plain vocabularies use tag 0. */
#ifndef TARIX_CORPUS_VOCAB_H
#define TARIX_CORPUS_VOCAB_H

#include "../base/arena.h"
#include "../base/str.h"
#include "token.h"

#include <stdint.h>

typedef uint32_t tarix_id;
#define TARIX_NO_ID UINT32_MAX

typedef struct tarix_vocab tarix_vocab;

/* A vocabulary as it stands in a file. */
typedef struct tarix_vocab_stored {
    const void *origin;    /* what it is of: see tarix_vocab_stored_of() */
    const uint64_t *start; /* by id, and one more: where its text begins; a NUL ends each */
    const uint16_t *tag;   /* by id; NULL: all are 0 */
    const char *text;      /* TARIX_TOKEN_SLACK bytes can be read behind the last */
    const uint32_t *slot;  /* one more than an id, or 0; see tarix_stored_fill_slots(). NULL: none;
                              then nothing is found in it */
    size_t n_slots;        /* a power of two, above n */
    size_t n;
} tarix_vocab_stored;

TARIX_API tarix_vocab *tarix_vocab_new(tarix_arena *arena);

/* The id of a key, which is copied when it is new. At most 2^32 - 1 keys. */
TARIX_API tarix_id tarix_vocab_intern(tarix_vocab *vocab, tarix_str text, uint16_t tag);
/* The same for many tokens at once (their forms and, of their tags, the bits of the mask), with
 * memory latency overlapped. They are counted, too. */
TARIX_API void tarix_vocab_intern_tokens(
    tarix_vocab *vocab, const tarix_token *tokens, size_t n, uint16_t tags, tarix_id *ids);
/* The same without counting. */
TARIX_API void tarix_vocab_intern_keys(
    tarix_vocab *vocab, const tarix_token *keys, size_t n, tarix_id *ids);
/* Counts tokens whose ids are known. Keys that are new since counts were last set to 0 are to be
 * among them. */
TARIX_API void tarix_vocab_count_again(tarix_vocab *vocab, const tarix_id *ids, size_t n);
/* The same for `count` tokens that are one. */
TARIX_API void tarix_vocab_count_times(tarix_vocab *vocab, tarix_id id, uint64_t count);
/* Counts n keys, count[i] times the i-th. */
TARIX_API void tarix_vocab_add_counts(
    tarix_vocab *vocab, const tarix_id *ids, const uint64_t *count, size_t n);
/* How many keys have been met since counts were last set to 0, and the i-th of them. */
TARIX_API size_t tarix_vocab_met(const tarix_vocab *vocab);
TARIX_API tarix_id tarix_vocab_met_at(const tarix_vocab *vocab, size_t i);
TARIX_API uint64_t tarix_vocab_count(const tarix_vocab *vocab, tarix_id id);
/* Sets these counts to 0. */
TARIX_API void tarix_vocab_forget(tarix_vocab *vocab);
/* The same of up to n keys that have been met, and tells them: of each its id and count. Returns
 * how many it were. */
TARIX_API size_t tarix_vocab_take_counts(
    tarix_vocab *vocab, size_t n, tarix_id *ids, uint64_t *count);
/* Nothing will be interned or found any more: strings stay, the table goes. */
TARIX_API void tarix_vocab_seal(tarix_vocab *vocab);
/* The id, or TARIX_NO_ID. */
TARIX_API tarix_id tarix_vocab_find(const tarix_vocab *vocab, tarix_str text, uint16_t tag);

/* An empty vocabulary becomes the stored one, whose arrays are borrowed. When something is interned
 * that it lacks, it is copied first. */
TARIX_API void tarix_vocab_adopt(tarix_vocab *vocab, const tarix_vocab_stored *stored);
/* What it became and still is; NULL: nothing. */
TARIX_API const tarix_vocab_stored *tarix_vocab_stored_of(const tarix_vocab *vocab);
TARIX_API size_t tarix_vocab_size(const tarix_vocab *vocab);
/* Ends in NUL, and stays while others are interned. */
TARIX_API tarix_str tarix_vocab_str(const tarix_vocab *vocab, tarix_id id);
/* The same of n ids, with memory latency overlapped. */
TARIX_API void tarix_vocab_strs(
    const tarix_vocab *vocab, const tarix_id *ids, size_t n, tarix_str *out);
/* Says that the string will be asked for soon, so that its memory is on the way by then. */
TARIX_API void tarix_vocab_expect(const tarix_vocab *vocab, tarix_id id);
TARIX_API uint16_t tarix_vocab_tag(const tarix_vocab *vocab, tarix_id id);

#endif
