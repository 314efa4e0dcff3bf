#include "corpus/stored.h"

#include "base/checksum.h"
#include "base/simd.h"

enum { batch = 128 };

/* Files depend on this. */
static size_t slot_of(tarix_str text, uint16_t tag, size_t n_slots)
{
    const uint64_t sum = tarix_checksum(text.data, text.size) + tag * UINT64_C(0x9E3779B97F4A7C15);
    return (size_t)(sum ^ sum >> 29) & (n_slots - 1);
}

tarix_id tarix_stored_find(const tarix_vocab_stored *s, tarix_str text, uint16_t tag)
{
    if (!s->slot) return TARIX_NO_ID;
    size_t at = slot_of(text, tag, s->n_slots);
    for (size_t n = 0; s->slot[at] && n < s->n_slots; n++, at = (at + 1) & (s->n_slots - 1)) {
        const tarix_id id = s->slot[at] - 1;
        if (tarix_stored_tag(s, id) == tag && tarix_str_equal(tarix_stored_str(s, id), text))
            return id;
    }
    return TARIX_NO_ID;
}

size_t tarix_stored_slots_for(size_t n)
{
    size_t n_slots = 16;
    while (n_slots < 2 * n) n_slots *= 2;
    return n_slots;
}

void tarix_stored_fill_slots(const tarix_vocab_stored *s, uint32_t *slots)
{
    size_t wanted[batch];
    for (size_t done = 0; done < s->n; done += batch) {
        const size_t part = s->n - done < batch ? s->n - done : batch;
        for (size_t i = 0; i < part; i++) {
            const tarix_id id = (tarix_id)(done + i);
            wanted[i] = slot_of(tarix_stored_str(s, id), tarix_stored_tag(s, id), s->n_slots);
            TARIX_PREFETCH(&slots[wanted[i]]);
        }
        for (size_t i = 0; i < part; i++) {
            size_t at = wanted[i];
            while (slots[at]) at = (at + 1) & (s->n_slots - 1);
            slots[at] = (uint32_t)(done + i + 1);
        }
    }
}
