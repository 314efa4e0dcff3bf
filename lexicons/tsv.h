/* The one format of the lists under lexicons/: UTF-8, tab-separated, a header row, one entry a
 * line, no quoting, no comments. Built-in lists and those of --lexicons go through here. */
#ifndef TARIX_LEXICONS_TSV_H
#define TARIX_LEXICONS_TSV_H

#include "../base/error.h"
#include "../base/str.h"

enum { TARIX_TSV_COLUMNS = 8 };

typedef struct tarix_tsv {
    const char *path; /* for messages */
    tarix_str rest;   /* bytes not read yet */
    size_t line;      /* number of the row at hand, from 1 */
    size_t n_columns;
    tarix_str cells[TARIX_TSV_COLUMNS]; /* the row at hand, borrowed from the bytes */
} tarix_tsv;

/* Reads the header, which must be `columns` ("word\tclass"). Bytes that are no UTF-8 are an
 * error. */
TARIX_API tarix_status tarix_tsv_open(
    tarix_tsv *tsv, const char *path, tarix_str bytes, const char *columns, tarix_error *err);

/* The next row into tsv->cells; *more is false at the end. Empty lines and a wrong number of
 * cells are errors. */
TARIX_API tarix_status tarix_tsv_next(tarix_tsv *tsv, bool *more, tarix_error *err);

#endif
