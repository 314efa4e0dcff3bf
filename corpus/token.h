/* A token: one occurrence of a form in a document. */
#ifndef TARIX_CORPUS_TOKEN_H
#define TARIX_CORPUS_TOKEN_H

#include "../base/error.h"
#include "../base/str.h"

#include <stdint.h>

typedef enum tarix_kind {
    TARIX_KIND_WORD,
    TARIX_KIND_ABBREV,
    TARIX_KIND_INITIALS,
    TARIX_KIND_NUMBER,
    TARIX_KIND_ORDINAL,
    TARIX_KIND_ROMAN,
    TARIX_KIND_CITATION,
    TARIX_KIND_PUNCT,
    TARIX_KIND_SYMBOL,
    TARIX_KIND_URL,
    TARIX_KINDS
} tarix_kind;

TARIX_API tarix_str tarix_kind_name(tarix_kind kind);

/* Sets of kinds are masks: bit k for kind k. */
enum { TARIX_KINDS_ALL = (1 << TARIX_KINDS) - 1 };
/* "word,abbrev" or "all". */
TARIX_API tarix_status tarix_kinds_parse(tarix_str list, unsigned *kinds, tarix_error *err);

/* Punctuation and symbols hold no place: windows, n-grams and sizes step over them. */
static inline bool tarix_kind_holds_place(unsigned kind)
{
    return kind != TARIX_KIND_PUNCT && kind != TARIX_KIND_SYMBOL;
}

enum { TARIX_TOKEN_STARTS_SENTENCE = 1 };

/* Bytes behind every form that can be read, so that short ones are compared as a whole. */
enum { TARIX_TOKEN_SLACK = 16 };

typedef struct tarix_token {
    const char *form; /* the text less a line-end hyphen; valid until the next batch; with slack */
    uint64_t start;   /* byte in the document's text */
    uint32_t length;  /* bytes of the text, to its end */
    uint32_t size;    /* bytes of the form */
    uint8_t kind;
    uint8_t reading; /* what the context says of the form: see enum tarix_reading */
    uint16_t flags;
    uint16_t turn; /* what its first two bytes are combined with (exclusive or): see fold.h */
} tarix_token;

/* Kept with the form in the vocabulary, so that layers, which see types only, know it. */
typedef enum tarix_reading {
    TARIX_READING_PLAIN,
    TARIX_READING_CYRILLIC, /* Azerbaijani in the Cyrillic of 1939-91 */
    TARIX_READING_RUSSIAN,
    TARIX_READING_YANALIF, /* the Latin of 1922-39 */
    TARIX_READING_YANALIF_EXCHANGED,
    TARIX_READING_ENGLISH,
    TARIX_READING_TURKISH,
    TARIX_READING_FOREIGN, /* another language in Latin letters */
    TARIX_READINGS
} tarix_reading;

/* Whether the word is of another language than Azerbaijani. */
static inline bool tarix_reading_is_foreign(unsigned reading)
{
    return reading == TARIX_READING_RUSSIAN ||
           (reading >= TARIX_READING_ENGLISH && reading <= TARIX_READING_FOREIGN);
}

static inline tarix_str tarix_token_form(const tarix_token *token)
{
    return (tarix_str){token->form, token->size};
}

/* Kind and reading as one number, by which the vocabulary of forms tells homographs apart. */
static inline uint16_t tarix_token_tag(const tarix_token *token)
{
    return (uint16_t)(token->kind | token->reading << 8);
}

#endif
