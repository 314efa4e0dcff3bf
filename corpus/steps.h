/* Where tokens stand in the text, in a byte each: how far behind the token before it one begins,
 * and by how many bytes of the text it is longer than its form (a line-end hyphen and break, page
 * furniture). The few steps that a byte does not hold are listed by themselves. */
#ifndef TARIX_CORPUS_STEPS_H
#define TARIX_CORPUS_STEPS_H

#include "../base/arena.h"
#include "token.h"

/* A step that its byte, TARIX_STEP_LONG, does not hold. */
typedef struct tarix_long_step {
    uint64_t token; /* number of the token */
    uint64_t start; /* its first byte in the text of its document */
    uint64_t gap; /* bytes behind the token before; what stands before another or goes back has 0 */
    uint32_t length, padding;
} tarix_long_step;

enum { TARIX_STEP_LONG = 0xFF, TARIX_STEP_BLOCK = 256 };

/* All arrays belong to others. */
typedef struct tarix_steps {
    const uint8_t *step;          /* by token */
    const uint64_t *block;        /* first byte of every TARIX_STEP_BLOCKth token */
    const tarix_long_step *longs; /* by token */
    size_t n_longs;
} tarix_steps;

/* Steps that are being listed. */
typedef struct tarix_step_list {
    uint8_t *step;
    uint64_t *block;
    tarix_long_step *longs;
    size_t n;                          /* tokens so far */
    size_t n_steps, n_blocks, n_longs; /* in the arrays, which their owner may empty */
    uint64_t end; /* of the last token, in the text; 0 where a document begins */
    size_t step_capacity, block_capacity, longs_capacity;
} tarix_step_list;
TARIX_API void tarix_steps_add(tarix_arena *arena, tarix_step_list *list, const tarix_token *token);

/* Steps of tokens that follow one another in a text, of which it is not known yet how many stand
 * before them, nor where the last of those ends; and which tokens begin sentences. */
typedef struct tarix_step_run {
    tarix_token first;
    uint64_t end;           /* of the last token, in the text */
    uint8_t *step;          /* by token; not of the first */
    uint64_t *start;        /* by token */
    tarix_long_step *longs; /* by token, counted from the first */
    uint32_t *sentence;     /* first tokens, counted likewise */
    size_t n, n_longs, n_sentences;
    size_t step_capacity, start_capacity, longs_capacity, sentence_capacity;
} tarix_step_run;
/* Empties a run, which keeps its arrays. */
TARIX_API void tarix_step_run_begin(tarix_step_run *run);
TARIX_API void tarix_step_run_add(
    tarix_arena *arena, tarix_step_run *run, const tarix_token *tokens, size_t n);
/* Adds the steps of all its tokens to a list. */
TARIX_API void tarix_steps_join(
    tarix_arena *arena, tarix_step_list *list, const tarix_step_run *run);

/* The listed step of a token, or NULL. */
TARIX_API const tarix_long_step *tarix_steps_find(const tarix_steps *steps, uint64_t token);

/* Whether there is a gap before a token. */
static inline bool tarix_steps_has_gap(const tarix_steps *steps, uint64_t token)
{
    if (steps->step[token] != TARIX_STEP_LONG) return steps->step[token] >> 4;
    const tarix_long_step *step = tarix_steps_find(steps, token);
    return step && step->gap > 0;
}

/* The first listed step that is not before a token. */
TARIX_API size_t tarix_steps_from(const tarix_steps *steps, uint64_t token);

/* Moves from the end of the token before to a token's start; its length goes to *length. *next is
 * the first listed step that is not behind the token. */
static inline uint64_t tarix_steps_take(const tarix_steps *steps, uint64_t token, uint64_t end,
    uint32_t form_size, uint32_t *length, size_t *next)
{
    const uint8_t step = steps->step[token];
    if (step != TARIX_STEP_LONG) {
        *length = form_size + (step & 0xF);
        return end + (step >> 4);
    }
    while (*next < steps->n_longs && steps->longs[*next].token < token) ++*next;
    if (*next == steps->n_longs || steps->longs[*next].token != token) {
        *length = form_size; /* nobody wrote this */
        return end;
    }
    *length = steps->longs[*next].length;
    return steps->longs[*next].start;
}

#endif
