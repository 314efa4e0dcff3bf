/* All chains of suffixes that a word may end in, as a machine that reads it from the right: the
 * phase that it is in tells in which states of the grammar the bytes that are left may be. Made of
 * all suffixes as a whole, and then read-only. */
#ifndef TARIX_LEXICONS_ENDINGS_H
#define TARIX_LEXICONS_ENDINGS_H

#include "grammar.h"

/* Which suffixes follow one another, and in what the word ends. */
typedef enum tarix_chain {
    TARIX_CHAIN_INFLECTION, /* in TARIX_STATE_FINAL */
    TARIX_CHAIN_ANY,        /* of both parts, in the same; its cuts tell of roots only */
    TARIX_CHAIN_OUTLINE,    /* the same without harmony, with mistaken letters; cuts as in ANY */
    TARIX_CHAIN_DERIVATION  /* in one of TARIX_STATE_DERIVED: see tarix_chain_of() */
} tarix_chain;
enum {
    TARIX_STATE_DERIVED = TARIX_STATE_NOUN | TARIX_STATE_VERB | TARIX_STATE_WORD,
    TARIX_CHAINS = TARIX_CHAIN_DERIVATION + 8
};

/* The states before a cut by suffixes no rarer than each rarity. */
typedef struct tarix_cut {
    uint32_t states[TARIX_RARE + 1];
} tarix_cut;

/* Where the machine is. From place 0 nothing leads on. */
typedef struct tarix_phase {
    uint16_t place;
    uint16_t cut; /* in `cuts`, whose first is none */
} tarix_phase;

/* The step from a place by a byte is steps[place + its class]. It leads to targets[to], or, where
 * it depends on the context, to one in a row of them, which stand behind the others. */
typedef struct tarix_ending_step {
    uint16_t from, to;
} tarix_ending_step;

/* The last bytes of a word, and how many bits tell of them. */
enum { TARIX_TAIL = 3, TARIX_TAIL_BITS = 15 };

struct tarix_endings {
    uint8_t classes[256];
    uint64_t tails[2][1 << (TARIX_TAIL_BITS - 6)]; /* see tarix_endings_may_derive() */
    tarix_phase starts[TARIX_CHAINS];
    size_t n_steps, n_targets, n_cuts, first_row;
    const tarix_ending_step *steps;
    const tarix_phase *targets;
    const tarix_cut *cuts;
    const uint16_t *order[TARIX_PARTS_OF_WORD]; /* of the suffixes, by their bytes from the right */
    size_t n_suffixes[TARIX_PARTS_OF_WORD];
};

/* `path` is for messages. */
tarix_status tarix_endings_make(tarix_arena *arena, const char *path,
    const tarix_suffix *const suffixes[TARIX_PARTS_OF_WORD],
    const size_t n_suffixes[TARIX_PARTS_OF_WORD], const tarix_endings **out, tarix_error *err);

static inline tarix_chain tarix_chain_of(uint32_t states)
{
    const uint32_t others = states & (TARIX_STATE_VERB | TARIX_STATE_WORD);
    return TARIX_CHAIN_DERIVATION + (others >> 1 | (states & TARIX_STATE_NOUN));
}

/* Behind a byte, before which the context is `context`. */
static inline tarix_phase tarix_endings_step(
    const tarix_endings *endings, uint16_t place, char byte, uint8_t context)
{
    const tarix_ending_step *step = &endings->steps[place + endings->classes[(unsigned char)byte]];
    const size_t to = step->from == place ? step->to : 0;
    return endings->targets[to + (to >= endings->first_row ? context : 0)];
}

/* The same; false: no step leads on, and the phase stays. It is led by where it stands: the next
 * step waits for its place alone. */
static inline bool tarix_endings_go(
    const tarix_endings *endings, const tarix_phase **phase, char byte, uint8_t context)
{
    const tarix_ending_step *step =
        &endings->steps[(*phase)->place + endings->classes[(unsigned char)byte]];
    if (step->from != (*phase)->place) return false;
    const size_t has_row = step->to >= endings->first_row;
    *phase = &endings->targets[step->to + (context & -has_row)];
    return true;
}

/* Where a tail stands among the bits of all. */
static inline unsigned tarix_tail_bit(const tarix_endings *endings, const char *tail)
{
    const unsigned first = endings->classes[(unsigned char)tail[0]];
    const unsigned second = endings->classes[(unsigned char)tail[1]];
    const unsigned third = endings->classes[(unsigned char)tail[2]];
    return (first ^ second << 5 ^ third << 10) & ((1U << TARIX_TAIL_BITS) - 1);
}

/* Whether what ends in these bytes may have been made by derivation, of something that ends among
 * them (`reaches`) or before them, as it is or with a hard consonant that has softened. */
static inline bool tarix_endings_may_derive(
    const tarix_endings *endings, const char *tail, bool reaches)
{
    const unsigned bit = tarix_tail_bit(endings, tail);
    return endings->tails[reaches][bit >> 6] >> (bit & 63) & 1;
}

#endif
