#include "corpus/vocab.h"

#include "base/hash.h"
#include "base/simd.h"

enum { first_capacity = 1 << 10, block_size = 1 << 18, batch = 64, inline_size = 16 };

/* A key as the table compares it. Strings of up to 16 bytes stand whole in head and tail; of a
 * longer one, head is where its copy is (0 in a key that is looked for) and tail a second hash. */
typedef struct key {
    uint64_t head, tail;
    uint32_t hash, size;
    uint16_t tag;
} key;

/* 32 bytes, so that one probe touches one line of the cache. */
typedef struct slot {
    uint64_t head, tail;
    uint32_t hash, size;
    tarix_id id; /* one more than the id; 0: free */
    uint16_t tag;
} slot;

typedef struct entry {
    const char *text;
    uint32_t size;
    uint16_t tag;
} entry;

struct tarix_vocab {
    tarix_arena *arena;
    slot *slots;
    size_t capacity; /* a power of two */
    entry *entries;
    size_t size, entries_capacity;
    char *block; /* where the next strings go */
    size_t block_left;
};

tarix_vocab *tarix_vocab_new(tarix_arena *arena)
{
    tarix_vocab *vocab = TARIX_NEW(arena, tarix_vocab);
    vocab->arena = arena;
    vocab->capacity = first_capacity;
    vocab->slots = TARIX_ARRAY(arena, slot, vocab->capacity);
    return vocab;
}

static uint64_t load8(const char *p)
{
    uint64_t word;
    memcpy(&word, p, sizeof word);
    return word;
}

static uint32_t load4(const char *p)
{
    uint32_t word;
    memcpy(&word, p, sizeof word);
    return word;
}

static key long_key(const char *p, size_t size, uint16_t tag)
{
    uint64_t hash = tarix_hash_mix(load8(p), size | (uint64_t)tag << 32);
    for (size_t at = 8; at + 8 < size; at += 8) hash = tarix_hash_mix(hash, load8(p + at));
    const uint64_t tail = tarix_hash_mix(hash, load8(p + size - 8));
    return (key){
        .tail = tail, .hash = (uint32_t)(tail ^ tail >> 29), .size = (uint32_t)size, .tag = tag};
}

/* Overlapping loads: every byte of a string of up to 16 is in head or tail, and with the size they
 * say all of it. */
static inline key key_of(const char *p, size_t size, uint16_t tag)
{
    key k = {.size = (uint32_t)size, .tag = tag};
    if (size > inline_size) return long_key(p, size, tag);
    if (size >= 8) {
        k.head = load8(p);
        k.tail = load8(p + size - 8);
    } else if (size >= 4) {
        k.head = load4(p) | (uint64_t)load4(p + size - 4) << 32;
    } else if (size > 0) {
        k.head = (unsigned char)p[0] | (uint64_t)(unsigned char)p[size / 2] << 8 |
                 (uint64_t)(unsigned char)p[size - 1] << 16;
    }
    const uint64_t hash =
        tarix_hash_mix(tarix_hash_mix(k.head, size | (uint64_t)tag << 32), k.tail);
    k.hash = (uint32_t)(hash ^ hash >> 29);
    return k;
}

static inline bool is_same(const slot *s, const key *k, const char *p)
{
    if (s->hash != k->hash || s->tail != k->tail || s->size != k->size || s->tag != k->tag)
        return false;
    if (k->size <= inline_size) return s->head == k->head;
    return memcmp((const char *)(uintptr_t)s->head, p, k->size) == 0;
}

static slot *find_slot(const tarix_vocab *vocab, const key *k, const char *p)
{
    size_t at = k->hash & (vocab->capacity - 1);
    while (vocab->slots[at].id && !is_same(&vocab->slots[at], k, p))
        at = (at + 1) & (vocab->capacity - 1);
    return &vocab->slots[at];
}

static void grow(tarix_vocab *vocab)
{
    const size_t old_capacity = vocab->capacity;
    vocab->slots = tarix_arena_grow(
        vocab->arena, vocab->slots, old_capacity, 2 * old_capacity, sizeof *vocab->slots);
    vocab->capacity = 2 * old_capacity;
    /* In place: every chain moves up as a whole or stays. Slots are taken out and put back in the
     * order of the table; a run that wraps round the old end is begun behind it. */
    size_t begin = 0;
    while (begin < old_capacity && vocab->slots[begin].id) begin++;
    for (size_t i = 0; i < old_capacity; i++) {
        slot *from = &vocab->slots[(begin + i) & (old_capacity - 1)];
        if (!from->id) continue;
        const slot moved = *from;
        from->id = 0;
        size_t at = moved.hash & (vocab->capacity - 1);
        while (vocab->slots[at].id) at = (at + 1) & (vocab->capacity - 1);
        vocab->slots[at] = moved;
    }
}

static const char *keep_text(tarix_vocab *vocab, const char *p, size_t size)
{
    if (size + 1 > vocab->block_left) {
        const size_t room = size + 1 > block_size ? size + 1 : block_size;
        vocab->block = tarix_arena_alloc(vocab->arena, room, 1);
        vocab->block_left = room;
    }
    char *text = vocab->block;
    if (size) memcpy(text, p, size);
    vocab->block += size + 1;
    vocab->block_left -= size + 1;
    return text;
}

static tarix_id add(tarix_vocab *vocab, slot *s, const key *k, const char *p)
{
    const tarix_id id = (tarix_id)vocab->size;
    TARIX_ROOM(vocab->arena, vocab->entries, vocab->size, vocab->entries_capacity);
    vocab->entries[id] = (entry){keep_text(vocab, p, k->size), k->size, k->tag};
    vocab->size++;
    const uint64_t head =
        k->size <= inline_size ? k->head : (uint64_t)(uintptr_t)vocab->entries[id].text;
    *s = (slot){head, k->tail, k->hash, k->size, id + 1, k->tag};
    return id;
}

static tarix_id intern(tarix_vocab *vocab, const key *k, const char *p)
{
    slot *s = find_slot(vocab, k, p);
    return s->id ? s->id - 1 : add(vocab, s, k, p);
}

/* Room for n more keys below the load at which probes get long. */
static void make_room(tarix_vocab *vocab, size_t n)
{
    while (8 * (vocab->size + n) > 5 * vocab->capacity) grow(vocab);
}

tarix_id tarix_vocab_intern(tarix_vocab *vocab, tarix_str text, uint16_t tag)
{
    const key k = key_of(text.data, text.size, tag);
    make_room(vocab, 1);
    return intern(vocab, &k, text.data);
}

void tarix_vocab_intern_tokens(
    tarix_vocab *vocab, const tarix_token *tokens, size_t n, tarix_id *ids)
{
    key keys[batch];
    for (size_t done = 0; done < n; done += batch) {
        const size_t part = n - done < batch ? n - done : batch;
        make_room(vocab, part);
        for (size_t i = 0; i < part; i++) {
            const tarix_token *token = &tokens[done + i];
            keys[i] = key_of(token->form, token->size, tarix_token_tag(token));
            TARIX_PREFETCH(&vocab->slots[keys[i].hash & (vocab->capacity - 1)]);
        }
        for (size_t i = 0; i < part; i++) { /* copies of long strings come from afar */
            const slot *s = &vocab->slots[keys[i].hash & (vocab->capacity - 1)];
            if (keys[i].size > inline_size && s->hash == keys[i].hash && s->size > inline_size)
                TARIX_PREFETCH((const char *)(uintptr_t)s->head);
        }
        for (size_t i = 0; i < part; i++) {
            const slot *s = &vocab->slots[keys[i].hash & (vocab->capacity - 1)];
            const char *form = tokens[done + i].form;
            ids[done + i] =
                s->id && is_same(s, &keys[i], form) ? s->id - 1 : intern(vocab, &keys[i], form);
        }
    }
}

tarix_id tarix_vocab_find(const tarix_vocab *vocab, tarix_str text, uint16_t tag)
{
    const key k = key_of(text.data, text.size, tag);
    return find_slot(vocab, &k, text.data)->id - 1;
}

size_t tarix_vocab_size(const tarix_vocab *vocab)
{
    return vocab->size;
}

tarix_str tarix_vocab_str(const tarix_vocab *vocab, tarix_id id)
{
    return (tarix_str){vocab->entries[id].text, vocab->entries[id].size};
}

uint16_t tarix_vocab_tag(const tarix_vocab *vocab, tarix_id id)
{
    return vocab->entries[id].tag;
}
