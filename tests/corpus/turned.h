/* The form of a token as a vocabulary interns it, turned as fold.h says. */
#ifndef TARIX_TESTS_CORPUS_TURNED_H
#define TARIX_TESTS_CORPUS_TURNED_H

#include "corpus/token.h"

#include <string.h>

/* There is room for the form. */
static inline tarix_str turned_form(const tarix_token *token, char *room)
{
    char bits[sizeof token->turn];
    memcpy(bits, &token->turn, sizeof bits);
    memcpy(room, token->form, token->size);
    for (size_t i = 0; i < sizeof bits && i < token->size; i++) room[i] = (char)(room[i] ^ bits[i]);
    return (tarix_str){room, token->size};
}

#endif
