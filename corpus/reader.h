/* Formats of documents. A reader is a row; today plain text is the only one that reads, and the
 * others say how to become plain text. */
#ifndef TARIX_CORPUS_READER_H
#define TARIX_CORPUS_READER_H

#include "../base/error.h"
#include "../base/str.h"

typedef struct tarix_reader {
    const char *extension; /* ".txt" */
    bool reads;            /* false: the file is refused with the advice */
    const char *advice;
} tarix_reader;

/* The row of a file name; a name that no row knows is read as plain text. */
TARIX_API const tarix_reader *tarix_reader_find(tarix_str name);

#endif
