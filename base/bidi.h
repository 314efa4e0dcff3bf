/* Text of right-to-left scripts as it looks: for what draws letters from left to right. */
#ifndef TARIX_BASE_BIDI_H
#define TARIX_BASE_BIDI_H

#include "arena.h"
#include "str.h"

/* Valid text in the order of the eye, Arabic letters joined to their neighbours (presentation
 * forms): the text itself where nothing is written from the right, else in `arena`. */
TARIX_API tarix_str tarix_bidi_visual(tarix_arena *arena, tarix_str text);

#endif
