/* Ids of tokens one after the other, in as many bytes as each needs: ids are given in the order of
 * first sight, so that those of common forms are small. Two bytes a token of a large text. */
#ifndef TARIX_CORPUS_IDSTREAM_H
#define TARIX_CORPUS_IDSTREAM_H

#include "corpus/vocab.h"

/* Ids lie in blocks: how many (less one), two bits for each that tell its size, their bytes. The
 * high bit of an id, which marks tokens, is moved to the low end. */
enum { TARIX_ID_BLOCK = 256 };

typedef struct tarix_id_stream {
    tarix_arena *arena;
    uint8_t *bytes;
    size_t size, capacity;
    tarix_id block[TARIX_ID_BLOCK]; /* that is being filled */
    size_t n;
} tarix_id_stream;

void tarix_id_stream_add(tarix_id_stream *stream, const tarix_id *ids, size_t n);
/* Ends the block at hand, so that all ids are in the bytes; returns their size, which a stream can
 * be cut to. */
size_t tarix_id_stream_end(tarix_id_stream *stream);
void tarix_id_stream_cut(tarix_id_stream *stream, size_t size);

/* The block at *at, which moves behind it: up to TARIX_ID_BLOCK ids; 0 at the end. */
size_t tarix_id_stream_read(const tarix_id_stream *stream, size_t *at, tarix_id *ids);

#endif
