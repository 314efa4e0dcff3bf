#include "corpus/quote.h"

#include "corpus/chars.h"

#include <string.h>

static bool is_form(const tarix_token *token, const char *form)
{
    return token->size == strlen(form) && memcmp(token->form, form, token->size) == 0;
}

bool tarix_quote_is(const tarix_token *token)
{
    const tarix_sign sign = tarix_sign_of(token->form);
    return sign == TARIX_SIGN_QUOTE || sign == TARIX_SIGN_APOSTROPHE || is_form(token, ",,") ||
           is_form(token, "<<") || is_form(token, ">>");
}

static bool is_opening_shape(const tarix_token *token)
{
    return is_form(token, "„") || is_form(token, "«") || is_form(token, ",,") ||
           is_form(token, "<<") || is_form(token, "“");
}

bool tarix_quote_closes(
    const tarix_token *token, const char *next, bool space_before, bool space_behind)
{
    if (space_before != space_behind) return space_behind;
    if (!is_opening_shape(token)) return true;
    return is_form(token, "“") && !space_before && tarix_sign_of(next) != TARIX_SIGN_LETTER;
}
