/* Encodings of texts: those that are told apart without help, and those that the user names. */
#ifndef TARIX_CORPUS_ENCODING_H
#define TARIX_CORPUS_ENCODING_H

#include "base/arena.h"
#include "base/decode.h"
#include "base/error.h"
#include "base/str.h"

typedef struct tarix_encoding {
    const char *name; /* as ICU and IANA have it */
    const char *help;
    unsigned unit; /* bytes that are decoded at once: 1, 2, 4; UTF-8: 0 */
    bool is_big;   /* the higher byte of a unit comes first */
} tarix_encoding;

/* Those that are told apart. */
const tarix_encoding *tarix_encodings(size_t *n);

/* What the byte order mark at the head of a text tells, or NULL; *size is that of the mark when the
 * decoder leaves it in the text, else 0. */
const char *tarix_encoding_mark(tarix_str head, size_t *size);

/* Whether a text in bytes may hold these: false for programs, and for texts in UTF-16 and UTF-32,
 * which are full of zeros and other small bytes. */
bool tarix_encoding_is_bytewise(tarix_str sample);

/* A decoder of an encoding by any name that ICU has; the error says which there are. NULL for
 * UTF-8, which needs none. *name becomes the name that the encoding usually has. */
tarix_status tarix_encoding_open(
    tarix_arena *arena, const char **name, tarix_decoder **out, tarix_error *err);

#endif
