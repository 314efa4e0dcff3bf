/* Tokens of an index, looked at here and there from left to right. Blocks of them are copied and
 * checked as they come: nothing of the index is mapped, and none of its other tokens is read. */
#ifndef TARIX_CORPUS_GLANCE_H
#define TARIX_CORPUS_GLANCE_H

#include "index.h"

enum { TARIX_GLANCE_BLOCK = TARIX_SECTION_BLOCK / sizeof(tarix_id) };

/* Of one thread; all zeros but the index at first. */
typedef struct tarix_glance {
    const tarix_index *index;
    uint64_t block[2]; /* one more than its number; 0: none */
    tarix_id form[2][TARIX_GLANCE_BLOCK];
    tarix_error fault; /* the first; its status is TARIX_OK as long as all is well */
} tarix_glance;

/* Puts a block where tarix_glance_form() looks for it. */
void tarix_glance_turn(tarix_glance *glance, uint64_t block);
/* Notes that a form is none. */
void tarix_glance_refuse(tarix_glance *glance);

/* The form of a token; 0 when it is broken. */
static inline tarix_id tarix_glance_form(tarix_glance *glance, uint64_t token)
{
    const uint64_t block = token / TARIX_GLANCE_BLOCK;
    if (glance->block[block % 2] != block + 1) tarix_glance_turn(glance, block);
    const tarix_id form = glance->form[block % 2][token % TARIX_GLANCE_BLOCK];
    if (form < glance->index->n_forms) return form;
    tarix_glance_refuse(glance);
    return 0;
}

#endif
