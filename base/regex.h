/* Regular expressions over UTF-8, in ICU's syntax (much as in Perl and Java). */
#ifndef TARIX_BASE_REGEX_H
#define TARIX_BASE_REGEX_H

#include "arena.h"
#include "error.h"
#include "str.h"

typedef struct tarix_regex tarix_regex;

/* Closed with the arena. A pattern that is none is a usage error that says what is wrong and where.
 */
TARIX_API tarix_status tarix_regex_open(
    tarix_arena *arena, tarix_str pattern, tarix_regex **out, tarix_error *err);

/* Whether the whole of a text matches. Fails when that cannot be told in bounded time. */
TARIX_API tarix_status tarix_regex_matches(
    tarix_regex *regex, tarix_str text, bool *out, tarix_error *err);

/* Whether some part of it does. */
TARIX_API tarix_status tarix_regex_finds(
    tarix_regex *regex, tarix_str text, bool *out, tarix_error *err);

#endif
