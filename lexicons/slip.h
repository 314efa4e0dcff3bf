/* Letters that print or eye mistakes for others, and what a word of no root may have been without
 * one. */
#ifndef TARIX_LEXICONS_SLIP_H
#define TARIX_LEXICONS_SLIP_H

#include "parting.h"

/* A letter of a word that is made another one, or left out. */
typedef struct tarix_slip {
    size_t at, size; /* bytes of the word before it, and its own */
    tarix_str to;    /* empty: it is left out, for the next is the same vowel */
} tarix_slip;

/* The letter that another is mistaken for; empty: it is mistaken for none. */
tarix_str tarix_mistaken_for(uint32_t letter);

/* The slips, at most two a byte, without which some root may be found, from the left; returns how
 * many. */
size_t tarix_slips_of(const tarix_parting *parting, tarix_slip *slips);

/* The word without a slip, its bytes to `room`. */
void tarix_slip_mend(
    const tarix_parting *parting, const tarix_slip *slip, char *room, tarix_parting *out);

#endif
