/* The segmenter from within: what segmenter.c, which finds sentences and asks for care, and
 * quick.c, which takes the short way, both know. */
#ifndef TARIX_CORPUS_SEGMENTING_H
#define TARIX_CORPUS_SEGMENTING_H

#include "corpus/chars.h"
#include "corpus/fold.h"
#include "corpus/page.h"
#include "corpus/plain.h"
#include "corpus/scan.h"
#include "corpus/segmenter.h"

enum { TARIX_SHORT_LINE = 60 }; /* bytes; a longer heading stands before an empty line */

/* What the last token says of a sentence's end. */
typedef enum tarix_pause {
    PAUSE_NONE,
    PAUSE_STOP,         /* . */
    PAUSE_CALL,         /* ! ? */
    PAUSE_DOTS,         /* ... */
    PAUSE_ABBREVIATION, /* the stop of an abbreviation that may stand last */
    PAUSE_NUMBER,       /* the stop of a heading's number */
    PAUSE_ORDINAL,      /* the stop of another number, which may make it an ordinal */
    PAUSE_HEADING       /* a line that is a sentence by itself */
} tarix_pause;

struct tarix_segmenter {
    tarix_scan scan;
    bool tables;
    tarix_plain plain_words;
    tarix_spelling spelling;
    struct tarix_foreign *foreign;
    tarix_mark kept;       /* what of scan.arena stays from one call to the next */
    const char *p;         /* next byte of the chunk */
    const char *line;      /* where the line at hand begins */
    uint64_t offset;       /* of the chunk in the text */
    tarix_pause pause;     /* not decided yet */
    bool at_start;         /* no token of the document has been given */
    bool is_label;         /* the sentence is a number, or a word such as fəsil and a number */
    bool line_start;       /* the next token is the first of its line */
    bool after_blank_line; /* the line at hand follows an empty one, or none */
    bool last_is_capitals; /* the last word is all capitals */
    /* the token before, when it is a plain word that the scanner has not been told of; else NULL */
    const char *plain;
    size_t plain_size;
    bool line_is_number;   /* the line before holds only a number */
    bool line_is_words;    /* the line at hand begins with plain words */
    bool is_numbered_line; /* the line at hand begins with a number and a stop */
    bool is_dotted_number; /* the token before is a number at the head of its line */
    uint64_t furniture;
    unsigned kinds;         /* that are given */
    uint16_t apart;         /* the turn of what is folded as a whole; 0: nothing is folded */
    tarix_fold_turns turns; /* of plain words */
    tarix_segmenter_counts counts;
    tarix_page_lines page_lines;
    tarix_page_log *page_log; /* NULL: none */
};

/* A digit, or a letter that Roman numbers have. */
static inline bool tarix_is_numeral_byte(char c)
{
    return (c >= '0' && c <= '9') || tarix_is_roman_digit(c);
}

/* Whose bits are set where a plain word has to be folded as a whole, whatever its first letter. */
static inline uint16_t tarix_plain_apart(const tarix_segmenter *s)
{
    return s->spelling.latin == TARIX_READING_PLAIN ? 0 : s->apart;
}

/* How the plain token is folded: a word by its first letter, a number of ASCII signs not at all. */
static inline uint16_t tarix_plain_turn(
    const tarix_segmenter *s, const char *p, const char *stop, tarix_kind kind)
{
    if (kind == TARIX_KIND_WORD) return tarix_fold_turn(&s->turns, p) | tarix_plain_apart(s);
    if (kind != TARIX_KIND_NUMBER) return s->apart;
    while (p < stop && (unsigned char)*p < 0x80) p++;
    return p == stop ? 0 : s->apart;
}

/* A plain word, number or sign, which is [p, stop). */
static inline void tarix_plain_put(const tarix_segmenter *s, tarix_token *token, const char *p,
    const char *stop, tarix_kind kind, uint16_t flags)
{
    token->form = p;
    token->start = s->offset + (uint64_t)(p - s->scan.begin);
    token->length = token->size = (uint32_t)(stop - p);
    token->kind = (uint8_t)kind;
    token->reading = kind == TARIX_KIND_WORD ? (uint8_t)s->spelling.latin : TARIX_READING_PLAIN;
    token->flags = flags;
    token->turn = tarix_plain_turn(s, p, stop, kind);
}

/* The short way, for at most `max` tokens of the kinds wanted, none of them the first of the
 * document, until one needs care. */
size_t tarix_quick_tokens(tarix_segmenter *s, tarix_token *tokens, size_t max);

#endif
