/* Documents of an index given to a sink as if their texts were read. */
#ifndef TARIX_CORPUS_REPLAY_H
#define TARIX_CORPUS_REPLAY_H

#include "index.h"
#include "pass.h"

typedef struct tarix_replay tarix_replay;

/* All borrowed. */
TARIX_API tarix_replay *tarix_replay_new(
    tarix_arena *arena, const tarix_pass *pass, const tarix_sink *sink);

/* Says that all documents of a collection will come, in their order. */
TARIX_API tarix_status tarix_replay_expect(
    tarix_replay *replay, const tarix_collection *collection, tarix_error *err);

/* One document, which has the number `number` in its collection. A failure is never that of the
 * document alone: its index is broken or does not fit the pass. */
TARIX_API tarix_status tarix_replay_document(
    tarix_replay *replay, tarix_document *document, size_t number, tarix_error *err);

#endif
