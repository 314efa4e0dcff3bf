/* The built-in lexicons, which go with an arena. */
#ifndef TARIX_TESTS_CORPUS_LEXICONS_H
#define TARIX_TESTS_CORPUS_LEXICONS_H

#include "lexicons/lexicons.h"
#include "tests/check.h"

static inline void lexicons_close_(void *lexicons)
{
    tarix_lexicons_free(lexicons);
}

static inline const tarix_lexicons *lexicons_in(tarix_arena *arena)
{
    tarix_lexicons *lexicons = NULL;
    tarix_error err = {0};
    if (tarix_lexicons_open(NULL, &lexicons, &err) != TARIX_OK) fail_msg("%s", err.message);
    tarix_arena_defer(arena, lexicons_close_, lexicons);
    return lexicons;
}

#endif
