/* One token looked at with care: the rules of words, numbers, Roman numerals, abbreviations,
 * initials, references and line-end hyphens. Knows nothing of sentences. */
#ifndef TARIX_CORPUS_SCAN_H
#define TARIX_CORPUS_SCAN_H

#include "base/arena.h"
#include "base/str.h"
#include "lexicons/lexicons.h"
#include "token.h"

typedef struct tarix_scan {
    /* given */
    const tarix_lexicons *lexicons;
    tarix_arena *arena; /* forms that are no slice of the text; reset by the caller */
    const char *begin;  /* of the chunk */
    const char *end;    /* of the chunk: a NUL stands there */
    tarix_kind before;  /* kind of the token before, for initials and numbers that lean on it */
    bool follows_name;  /* the token before is a capitalised word */
    bool follows_and;   /* … is "və" */
    /* found */
    const char *stop; /* where the token ends */
    tarix_str form;
    tarix_kind kind;
    uint32_t role;      /* of an abbreviation with a full stop, else 0 */
    uint64_t furniture; /* lines of page furniture inside the token */
} tarix_scan;

/* The token that starts at p, which is no space. */
void tarix_scan_token(tarix_scan *scan, const char *p);

/* The line break behind a line-end hyphen: where the next line begins when only spaces stand
 * between p and it, else NULL. */
const char *tarix_scan_line_end(const tarix_scan *scan, const char *p);

/* Where the word that starts at p, with its hyphens and apostrophes, ends. */
const char *tarix_scan_word_stop(const char *p);

/* Whether the line that begins at p is only a page number; if so, *next is the line after it. */
bool tarix_scan_page_number(const tarix_scan *scan, const char *p, const char **next);

#endif
