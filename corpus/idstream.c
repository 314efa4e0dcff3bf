#include "corpus/idstream.h"

#include <string.h>

enum { most_block = 1 + TARIX_ID_BLOCK / 4 + 4 * TARIX_ID_BLOCK };

/* A word of up to four bytes is written and read as four. */
static void put_word(uint8_t *p, uint32_t word)
{
    p[0] = (uint8_t)word;
    p[1] = (uint8_t)(word >> 8);
    p[2] = (uint8_t)(word >> 16);
    p[3] = (uint8_t)(word >> 24);
}

static uint32_t word_at(const uint8_t *p)
{
    return p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
}

static unsigned more_bytes(uint32_t word)
{
    return (word > 0xFF) + (word > 0xFFFF) + (word > 0xFFFFFF);
}

static void end_block(tarix_id_stream *s)
{
    TARIX_ROOM_FOR(s->arena, s->bytes, s->size, s->capacity, most_block);
    uint8_t *sizes = s->bytes + s->size, *p = sizes + 1 + (s->n + 3) / 4;
    *sizes++ = (uint8_t)(s->n - 1);
    memset(sizes, 0, (s->n + 3) / 4);
    for (size_t i = 0; i < s->n; i++) {
        const uint32_t word = s->block[i] << 1 | s->block[i] >> 31;
        const unsigned more = more_bytes(word);
        sizes[i / 4] |= (uint8_t)(more << i % 4 * 2);
        put_word(p, word);
        p += more + 1;
    }
    s->size = (size_t)(p - s->bytes);
    s->n = 0;
}

void tarix_id_stream_add(tarix_id_stream *s, const tarix_id *ids, size_t n)
{
    while (n) {
        const size_t room = TARIX_ID_BLOCK - s->n, part = n < room ? n : room;
        memcpy(s->block + s->n, ids, part * sizeof *ids);
        s->n += part;
        ids += part;
        n -= part;
        if (s->n == TARIX_ID_BLOCK) end_block(s);
    }
}

size_t tarix_id_stream_end(tarix_id_stream *s)
{
    if (s->n) end_block(s);
    return s->size;
}

void tarix_id_stream_cut(tarix_id_stream *s, size_t size)
{
    s->size = size;
    s->n = 0;
}

size_t tarix_id_stream_read(const tarix_id_stream *s, size_t *at, tarix_id *ids)
{
    static const uint32_t masks[] = {0xFF, 0xFFFF, 0xFFFFFF, 0xFFFFFFFF};
    if (*at >= s->size) return 0;
    const uint8_t *sizes = s->bytes + *at;
    const size_t n = *sizes++ + (size_t)1;
    const uint8_t *p = sizes + (n + 3) / 4;
    for (size_t i = 0; i < n; i++) {
        const unsigned more = sizes[i / 4] >> i % 4 * 2 & 3;
        const uint32_t word = word_at(p) & masks[more];
        ids[i] = word >> 1 | word << 31;
        p += more + 1;
    }
    *at = (size_t)(p - s->bytes);
    return n;
}
