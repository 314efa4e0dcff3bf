/* Quotes of every kind, and which of them close. */
#ifndef TARIX_CORPUS_QUOTE_H
#define TARIX_CORPUS_QUOTE_H

#include "token.h"

#include <stdbool.h>

bool tarix_quote_is(const tarix_token *token);

/* By the spaces around it, else by its shape. “ closes in some styles. `next` is behind it. */
bool tarix_quote_closes(
    const tarix_token *token, const char *next, bool space_before, bool space_behind);

#endif
