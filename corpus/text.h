/* The text of a document: decoded to UTF-8, bad bytes replaced and counted, in NFC, read in chunks
 * that end where no token is cut (but in 4 MB without a space). Token offsets count its bytes. */
#ifndef TARIX_CORPUS_TEXT_H
#define TARIX_CORPUS_TEXT_H

#include "../base/arena.h"
#include "../base/digest.h"
#include "../base/error.h"
#include "../base/str.h"
#include "../lexicons/lexicons.h"

#include <stdbool.h>
#include <stdint.h>

typedef struct tarix_text tarix_text;

/* A text serves one document after the other and keeps its buffers. `digest` (or NULL) is given
 * every byte read. `lexicons` is borrowed; NULL: encodings are found out by Unicode alone. */
TARIX_API tarix_text *tarix_text_new(tarix_arena *arena, const tarix_lexicons *lexicons);

/* A byte order mark tells the encoding; of a text without one, `encoding` does (NULL: it is found
 * out). As long as a text has only ASCII any encoding will do: what it is, its first other bytes
 * decide, wherever they stand. Once it is UTF-8 it stays so, and bad bytes are replaced. */
TARIX_API tarix_status tarix_text_open(tarix_text *text, const char *path, const char *encoding,
    tarix_digest *digest, tarix_error *err);
/* The same over bytes in memory, which are borrowed. */
TARIX_API tarix_status tarix_text_open_bytes(
    tarix_text *text, tarix_str bytes, const char *encoding, tarix_error *err);

/* Chunks may end behind any character from now on: for what is no prose. */
TARIX_API void tarix_text_cut_anywhere(tarix_text *text);

/* Off: from now on without the processor's vectors, which changes no result. */
TARIX_API void tarix_text_set_vectors(tarix_text *text, bool on);

/* The next chunk, followed by a NUL and 63 readable bytes, valid until the next call; empty at the
 * end. *offset is where it starts in the text. */
TARIX_API tarix_status tarix_text_next(
    tarix_text *text, tarix_str *chunk, uint64_t *offset, tarix_error *err);

/* Whether the last chunk ended behind a full stop and a line break, where a sentence surely ends.
 */
TARIX_API bool tarix_text_ends_sentence(const tarix_text *text);

/* Of the document so far. */
TARIX_API uint64_t tarix_text_bytes(const tarix_text *text);       /* read from the file */
TARIX_API uint64_t tarix_text_bad_bytes(const tarix_text *text);   /* replaced by U+FFFD */
TARIX_API const char *tarix_text_encoding(const tarix_text *text); /* the name it usually has */

#endif
