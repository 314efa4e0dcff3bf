/* One token looked at with care: the rules of words, numbers, Roman numerals, abbreviations,
 * initials, references and line-end hyphens. Knows nothing of sentences. */
#ifndef TARIX_CORPUS_SCAN_H
#define TARIX_CORPUS_SCAN_H

#include "base/arena.h"
#include "base/str.h"
#include "lexicons/lexicons.h"
#include "token.h"

enum { TARIX_SCAN_PIECES = 8 };

typedef struct tarix_scan {
    /* given */
    const tarix_lexicons *lexicons;
    tarix_arena *arena; /* forms that are no slice of the text; reset by the caller */
    const char *begin;  /* of the chunk */
    const char *end;    /* of the chunk: a NUL stands there */
    bool has_pages;     /* the chunk has form feeds */
    tarix_kind before;  /* kind of the token before, for initials and numbers that lean on it */
    bool follows_name;  /* the token before is a capitalised word */
    bool follows_and;   /* … is "və" */
    /* found */
    const char *stop; /* where the token ends */
    tarix_str form;
    tarix_kind kind;
    uint32_t role;      /* of an abbreviation with a full stop, else 0 */
    uint64_t furniture; /* lines of page furniture inside the token */
    /* the token as it grows: what stands between pieces is left out of the form */
    tarix_str pieces[TARIX_SCAN_PIECES];
    size_t n_pieces;
} tarix_scan;

/* Begins a token with the piece [p, stop); adds one; makes the form of them. */
void tarix_scan_begin(tarix_scan *scan, const char *p, const char *stop);
bool tarix_scan_add(tarix_scan *scan, const char *p, const char *stop);
void tarix_scan_extend(tarix_scan *scan, const char *stop); /* lengthens the last piece */
void tarix_scan_finish(tarix_scan *scan, tarix_kind kind);
/* A token of one piece. */
void tarix_scan_found(tarix_scan *scan, const char *p, const char *stop, tarix_kind kind);

/* The token that starts at p, which is no space. */
void tarix_scan_token(tarix_scan *scan, const char *p);

/* Where the word that starts at p, with its hyphens and apostrophes, ends. */
const char *tarix_scan_word_stop(const char *p);

/* Whether a folded word is one of the language. */
bool tarix_scan_knows(const tarix_scan *scan, tarix_str word);

/* Whether the word at p is one of the language and more than a name. */
bool tarix_scan_is_common(const tarix_scan *scan, const char *p);

/* The first letter or digit from p on, over quotes, brackets, dashes and spaces; NULL when none is
 * near. */
const char *tarix_scan_first_letter(const tarix_scan *scan, const char *p);

/* Whether that is a small letter, and no a) of a list. */
bool tarix_scan_goes_on_small(const tarix_scan *scan, const char *p);

#endif
