/* The built-in lexicons, which go with an arena. */
#ifndef TARIX_TESTS_CORPUS_LEXICONS_H
#define TARIX_TESTS_CORPUS_LEXICONS_H

#include "lexicons/lexicons.h"
#include "tests/check.h"

static inline void lexicons_close_(void *lexicons)
{
    tarix_lexicons_free(*(tarix_lexicons **)lexicons);
}

/* To be closed is settled before they are open, for to settle it takes memory. */
static inline const tarix_lexicons *lexicons_in(tarix_arena *arena)
{
    tarix_lexicons **lexicons = TARIX_NEW(arena, tarix_lexicons *);
    tarix_error err = {0};
    tarix_arena_defer(arena, lexicons_close_, lexicons);
    if (tarix_lexicons_open(NULL, lexicons, &err) != TARIX_OK) fail_msg("%s", err.message);
    return *lexicons;
}

#endif
