/* A vocabulary as it stands in a file, asked where it lies. */
#ifndef TARIX_CORPUS_STORED_H
#define TARIX_CORPUS_STORED_H

#include "corpus/vocab.h"

static inline tarix_str tarix_stored_str(const tarix_vocab_stored *s, tarix_id id)
{
    const uint64_t start = s->start[id];
    return (tarix_str){s->text + start, (size_t)(s->start[id + 1] - start - 1)};
}

static inline uint16_t tarix_stored_tag(const tarix_vocab_stored *s, tarix_id id)
{
    return s->tag ? s->tag[id] : 0;
}

/* The id, or TARIX_NO_ID. */
tarix_id tarix_stored_find(const tarix_vocab_stored *s, tarix_str text, uint16_t tag);

/* How many slots a vocabulary of n keys is stored with, and what is in them, which are 0 before. */
size_t tarix_stored_slots_for(size_t n);
void tarix_stored_fill_slots(const tarix_vocab_stored *s, uint32_t *slots);

#endif
