/* The rows of `tarix tokenize` as a stream of tokens, for the formats that are no tables of them:
 * finds the columns, tells where sentences and documents begin, and cleans the texts, so that a
 * format is one function. Rows must come in the order of the texts. */
#ifndef TARIX_REPORTS_TOKEN_STREAM_H
#define TARIX_REPORTS_TOKEN_STREAM_H

#include "writer.h"

typedef enum tarix_token_field {
    TARIX_FIELD_DOCUMENT,
    TARIX_FIELD_SENTENCE,
    TARIX_FIELD_START,
    TARIX_FIELD_END,
    TARIX_FIELD_FORM,
    TARIX_FIELD_FOLD,
    TARIX_FIELD_STEM,
    TARIX_FIELD_LEMMA,
    TARIX_FIELD_KIND,
    TARIX_FIELDS
} tarix_token_field;

typedef enum tarix_token_begins {
    TARIX_BEGINS_TOKEN, /* nothing but itself */
    TARIX_BEGINS_SENTENCE,
    TARIX_BEGINS_DOCUMENT /* and a sentence */
} tarix_token_begins;

/* Texts are for the call only. */
typedef struct tarix_stream_token {
    tarix_token_begins begins;
    uint64_t place; /* tokens before it in the whole stream */
    tarix_str name; /* of the document, any bytes */
    uint64_t copy;  /* 1, 2, … among documents of the same name */
    /* By field. Texts are valid UTF-8 in NFC, one line without tabs or controls, their runs of
     * spaces one space, and "_" when that leaves nothing. */
    tarix_cell cells[TARIX_FIELDS];
} tarix_stream_token;

typedef struct tarix_token_format {
    const char *name; /* --format value */
    unsigned fields;  /* that it needs: bit f for field f */
    void (*token)(void *state, const tarix_stream_token *token);
    void (*end)(void *state); /* after the last token, if there was one; may be NULL */
} tarix_token_format;

/* A sink that hands tokens to the format. It fails when the output does. */
tarix_row_sink tarix_token_stream_open(
    tarix_arena *arena, tarix_output *output, const tarix_token_format *format, void *state);

/* Bytes at the front of a text that are valid characters and neither spaces nor controls. */
size_t tarix_token_stream_plain(tarix_str text);

#endif
