#include "corpus/vocab.h"

#include "base/simd.h"
#include "corpus/key.h"
#include "corpus/stored.h"

#include <assert.h>

enum {
    first_capacity = 1 << 10,
    few_slots = 1 << 20,
    block_size = 1 << 18,
    first_entries = 1 << 12, /* few: to clear a huge page takes longer than to count an article */
    more_entries = 1 << 16,  /* which fill one */
    batch = 128,
    ahead = 24
};

/* A place, and above it the bits of the hash that do not say where the slot is: most probes that
 * miss read nothing else. 0: free. */
typedef uint32_t slot;

/* All there is to know of a key, half a line of the cache. */
typedef struct entry {
    union {
        struct {
            uint64_t head;
            union {
                uint64_t tail;
                const char *text; /* of a long one */
            };
            uint64_t end;
        };
        char bytes[TARIX_KEY_SIZE + 1]; /* and NUL */
    };
    uint64_t count;
} entry;

struct tarix_vocab {
    tarix_arena *arena;
    slot *slots;
    size_t capacity; /* a power of two */
    entry *entries;  /* by place */
    size_t size, entries_capacity;
    size_t first_new; /* keys from here on have been met for the first time */
    tarix_id *met;    /* others whose count is not 0 */
    size_t n_met, met_capacity;
    char *block; /* where the next long strings go */
    size_t block_left;
    const tarix_vocab_stored *stored; /* NULL: all is in the entries */
    uint64_t *stored_count;           /* by id */
};

/* Places are one more than ids; no key is like the entry at place 0. */
static inline entry *entry_of(const tarix_vocab *vocab, tarix_id id)
{
    return vocab->entries + id + 1;
}

/* More entries, where they stand when that can be. Others stay behind as well when they move, for
 * the strings in them may be in use. */
static void add_entries(tarix_vocab *vocab)
{
    const size_t old = vocab->entries_capacity, next = old + more_entries;
    if (old >= more_entries &&
        tarix_arena_extend(vocab->arena, vocab->entries, old, next, sizeof *vocab->entries)) {
        vocab->entries_capacity = next;
        return;
    }
    vocab->entries_capacity = old < more_entries ? more_entries : 2 * old;
    entry *moved = TARIX_ARRAY(vocab->arena, entry, vocab->entries_capacity);
    vocab->entries = memcpy(moved, vocab->entries, old * sizeof *moved);
}

tarix_vocab *tarix_vocab_new(tarix_arena *arena)
{
    tarix_vocab *vocab = TARIX_NEW(arena, tarix_vocab);
    vocab->arena = arena;
    vocab->capacity = first_capacity;
    vocab->slots = TARIX_ARRAY(arena, slot, vocab->capacity);
    vocab->entries_capacity = first_entries;
    vocab->entries = TARIX_ARRAY(arena, entry, first_entries);
    vocab->entries->end = tarix_key_end(0, TARIX_KEY_NONE, 0);
    return vocab;
}

static inline bool is_same(const entry *e, const tarix_key *k, const char *p)
{
    const bool is_alike = !((e->head ^ k->head) | (e->end ^ k->end));
    if (TARIX_LIKELY(is_alike & (e->tail == k->tail))) return true; /* no text is at 0 */
    return is_alike && tarix_key_is_long(k->end) && tarix_key_has_text(k, p, e->text);
}

/* Whether the slot, which is not free, may be that of the hash. */
static inline bool may_be(slot s, uint32_t hash, size_t mask)
{
    return !((s ^ hash) & ~(uint32_t)mask);
}

/* The slot of the key, or the free one where it would stand. */
static slot *find_slot(const tarix_vocab *vocab, const tarix_key *k, const char *p)
{
    const size_t mask = vocab->capacity - 1;
    for (size_t at = k->hash & mask;; at = (at + 1) & mask) {
        slot *s = &vocab->slots[at];
        if (!*s) return s;
        if (may_be(*s, k->hash, mask) && is_same(vocab->entries + (*s & mask), k, p)) return s;
    }
}

/* Slots for up to `batch` keys that have none: all are asked for before one is looked at. */
static void fill_slots(tarix_vocab *vocab, tarix_id first, size_t n)
{
    const size_t mask = vocab->capacity - 1;
    slot *const slots = vocab->slots;
    uint32_t hashes[batch];
    for (size_t i = 0; i < n; i++) {
        const entry *e = entry_of(vocab, first + (tarix_id)i);
        hashes[i] = tarix_key_hash(e->head, tarix_key_is_long(e->end) ? 0 : e->tail, e->end);
        TARIX_PREFETCH(&slots[hashes[i] & mask]);
    }
    for (size_t i = 0; i < n; i++) {
        size_t at = hashes[i] & mask;
        while (slots[at]) at = (at + 1) & mask;
        slots[at] = (hashes[i] & ~(uint32_t)mask) | (first + (tarix_id)i + 1);
    }
}

/* The table is made anew from the entries: seldom while it is small. */
static void grow(tarix_vocab *vocab)
{
    const size_t old_capacity = vocab->capacity, n = vocab->size;
    const size_t capacity = (old_capacity < few_slots ? 4 : 2) * old_capacity;
    memset(vocab->slots, 0, old_capacity * sizeof *vocab->slots);
    vocab->slots =
        tarix_arena_grow(vocab->arena, vocab->slots, old_capacity, capacity, sizeof *vocab->slots);
    vocab->capacity = capacity;
    for (size_t done = 0; done < n; done += batch)
        fill_slots(vocab, (tarix_id)done, n - done < batch ? n - done : batch);
}

static const char *keep_text(tarix_vocab *vocab, const char *p, size_t size, uint64_t turn)
{
    if (size + 1 > vocab->block_left) {
        const size_t room = size + 1 > block_size ? size + 1 : block_size;
        vocab->block = tarix_arena_alloc(vocab->arena, room, 1);
        vocab->block_left = room;
    }
    char *text = vocab->block;
    const uint64_t first = tarix_key_load_8(p) ^ turn;
    memcpy(text, p, size);
    memcpy(text, &first, sizeof first);
    vocab->block += size + 1;
    vocab->block_left -= size + 1;
    return text;
}

static tarix_id add(tarix_vocab *vocab, slot *s, const tarix_key *k, const char *p)
{
    const tarix_id id = (tarix_id)vocab->size++;
    entry *e = entry_of(vocab, id);
    *e = (entry){.head = k->head, .tail = k->tail, .end = k->end};
    if (tarix_key_is_long(k->end))
        e->text = keep_text(vocab, p, tarix_key_size(k->end), tarix_key_turned(k->turn));
    *s = (k->hash & ~(uint32_t)(vocab->capacity - 1)) | (id + 1);
    return id;
}

static tarix_id intern(tarix_vocab *vocab, const tarix_key *k, const char *p)
{
    slot *s = find_slot(vocab, k, p);
    return *s ? (*s & (uint32_t)(vocab->capacity - 1)) - 1 : add(vocab, s, k, p);
}

/* Room for up to `batch` more keys, below the load at which probes get long; nothing moves until
 * they are there. */
static void make_room(tarix_vocab *vocab, size_t n)
{
    if (vocab->size + 1 + n > vocab->entries_capacity) add_entries(vocab);
    while (8 * (vocab->size + n) > 5 * vocab->capacity) grow(vocab);
}

void tarix_vocab_adopt(tarix_vocab *vocab, const tarix_vocab_stored *stored)
{
    tarix_vocab_stored *own = TARIX_NEW(vocab->arena, tarix_vocab_stored);
    assert(vocab->size == 0);
    *own = *stored;
    vocab->stored = own;
    vocab->size = vocab->first_new = own->n;
    vocab->stored_count = TARIX_ARRAY(vocab->arena, uint64_t, own->n + 1);
}

const tarix_vocab_stored *tarix_vocab_stored_of(const tarix_vocab *vocab)
{
    return vocab->stored;
}

/* Ids and counts stay, even of keys that a forged file has twice. */
static void copy_stored(tarix_vocab *vocab)
{
    const tarix_vocab_stored *s = vocab->stored;
    if (!s) return;
    vocab->stored = NULL;
    vocab->size = 0;
    for (tarix_id id = 0; id < s->n; id++) {
        const tarix_str text = tarix_stored_str(s, id);
        const tarix_key k = tarix_key_of(text, tarix_stored_tag(s, id));
        make_room(vocab, 1);
        add(vocab, find_slot(vocab, &k, text.data), &k, text.data);
        entry_of(vocab, id)->count = vocab->stored_count[id];
    }
}

tarix_id tarix_vocab_intern(tarix_vocab *vocab, tarix_str text, uint16_t tag)
{
    if (vocab->stored) {
        const tarix_id id = tarix_stored_find(vocab->stored, text, tag);
        if (id != TARIX_NO_ID) return id;
        copy_stored(vocab);
    }
    const tarix_key k = tarix_key_of(text, tag);
    make_room(vocab, 1);
    return intern(vocab, &k, text.data);
}

/* The tokens at hand: their keys, the entries that the slots tell surely enough are theirs, and
 * which of them are long. */
typedef struct guesses {
    tarix_key keys[batch];
    entry *entries[batch];
    uint8_t longs[batch];
    size_t n_longs;
} guesses;

/* Where the slots know nothing of a key, the entry is the one that no key is like. Nearly all keys
 * have the slot that they want; the hash of another leads to where the look for it has ended. Each
 * loop asks for the memory that the next one reads. */
static TARIX_HOT void guess_entries(const tarix_vocab *vocab, const tarix_token *tokens, size_t n,
    uint16_t tags, guesses *g, tarix_id *ids)
{
    const size_t mask = vocab->capacity - 1;
    const slot *const slots = vocab->slots;
    entry *const entries = vocab->entries;
    g->n_longs = 0;
    for (size_t i = 0; i < n; i++) {
        const tarix_token *t = &tokens[i];
        tarix_key_make(&g->keys[i], t->form, t->size, tarix_token_tag(t) & tags, t->turn);
        TARIX_PREFETCH(&slots[g->keys[i].hash & mask]);
        if (TARIX_UNLIKELY(t->size > TARIX_KEY_SIZE)) g->longs[g->n_longs++] = (uint8_t)i;
    }
    for (size_t i = 0; i < n; i++) {
        const uint32_t hash = g->keys[i].hash;
        size_t at = hash & mask;
        slot s = slots[at];
        if (TARIX_UNLIKELY(!may_be(s, hash, mask)) && s) {
            do s = slots[at = (at + 1) & mask];
            while (!may_be(s, hash, mask) && s);
            g->keys[i].hash = (hash & ~(uint32_t)mask) | (uint32_t)at;
        }
        const size_t place = s & mask;
        g->entries[i] = entries + place;
        ids[i] = (tarix_id)(place - 1);
        TARIX_PREFETCH(g->entries[i]);
    }
    for (size_t i = 0; i < g->n_longs; i++) {
        const entry *e = g->entries[g->longs[i]];
        TARIX_PREFETCH(tarix_key_is_long(e->end) ? e->text : (const char *)e);
    }
}

/* What is done with the counts of keys: nothing; they are added up; and those that are not met for
 * the first time are listed as well. */
typedef enum counting { COUNT_NOT, COUNT_NEW, COUNT_ALL } counting;

/* Up to `batch` tokens, for which there is room. */
static TARIX_HOT void intern_batch(tarix_vocab *vocab, const tarix_token *tokens, size_t n,
    uint16_t tags, counting how, tarix_id *ids)
{
    guesses g;
    tarix_id *met = vocab->met + vocab->n_met;
    guess_entries(vocab, tokens, n, tags, &g, ids);
    for (size_t i = 0; i < n; i++) {
        entry *e = g.entries[i];
        if (TARIX_UNLIKELY(!is_same(e, &g.keys[i], tokens[i].form))) {
            ids[i] = intern(vocab, &g.keys[i], tokens[i].form);
            e = entry_of(vocab, ids[i]);
        }
        if (how == COUNT_ALL) {
            *met = ids[i];
            met += (e->count == 0) & (ids[i] < vocab->first_new);
        }
        if (how != COUNT_NOT) e->count++;
    }
    if (how == COUNT_ALL) vocab->n_met = (size_t)(met - vocab->met);
}

static void make_room_to_meet(tarix_vocab *vocab, size_t n)
{
    if (vocab->n_met + n < vocab->met_capacity) return;
    const size_t room = 2 * vocab->met_capacity + 2 * batch + n;
    vocab->met =
        tarix_arena_grow(vocab->arena, vocab->met, vocab->met_capacity, room, sizeof *vocab->met);
    vocab->met_capacity = room;
}

void tarix_vocab_intern_tokens(
    tarix_vocab *vocab, const tarix_token *tokens, size_t n, uint16_t tags, tarix_id *ids)
{
    copy_stored(vocab);
    for (size_t done = 0; done < n; done += batch) {
        const size_t part = n - done < batch ? n - done : batch;
        make_room(vocab, part);
        if (vocab->first_new == 0) { /* all are new: nothing is listed */
            intern_batch(vocab, tokens + done, part, tags, COUNT_NEW, ids + done);
            continue;
        }
        make_room_to_meet(vocab, part);
        intern_batch(vocab, tokens + done, part, tags, COUNT_ALL, ids + done);
    }
}

void tarix_vocab_intern_keys(tarix_vocab *vocab, const tarix_token *keys, size_t n, tarix_id *ids)
{
    copy_stored(vocab);
    for (size_t done = 0; done < n; done += batch) {
        const size_t part = n - done < batch ? n - done : batch;
        make_room(vocab, part);
        intern_batch(vocab, keys + done, part, UINT16_MAX, COUNT_NOT, ids + done);
    }
}

static inline uint64_t *count_of(tarix_vocab *vocab, tarix_id id)
{
    return vocab->stored ? &vocab->stored_count[id] : &entry_of(vocab, id)->count;
}

static void count_stored(tarix_vocab *vocab, const tarix_id *ids, size_t n)
{
    uint64_t *count = vocab->stored_count;
    tarix_id *met = vocab->met + vocab->n_met;
    for (size_t i = 0; i < n; i++) {
        if (i + 2 * ahead < n) TARIX_PREFETCH(&count[ids[i + 2 * ahead]]);
        *met = ids[i];
        met += count[ids[i]]++ == 0;
    }
    vocab->n_met = (size_t)(met - vocab->met);
}

void tarix_vocab_count_times(tarix_vocab *vocab, tarix_id id, uint64_t count)
{
    uint64_t *sum = count_of(vocab, id);
    make_room_to_meet(vocab, 1);
    if (*sum == 0 && count && id < vocab->first_new) vocab->met[vocab->n_met++] = id;
    *sum += count;
}

void tarix_vocab_add_counts(
    tarix_vocab *vocab, const tarix_id *ids, const uint64_t *count, size_t n)
{
    make_room_to_meet(vocab, n);
    tarix_id *met = vocab->met + vocab->n_met;
    for (size_t i = 0; i < n; i++) {
        if (i + 2 * ahead < n) TARIX_PREFETCH(count_of(vocab, ids[i + 2 * ahead]));
        uint64_t *sum = count_of(vocab, ids[i]);
        *met = ids[i];
        met += (*sum == 0) & (ids[i] < vocab->first_new);
        *sum += count[i];
    }
    vocab->n_met = (size_t)(met - vocab->met);
}

void tarix_vocab_count_again(tarix_vocab *vocab, const tarix_id *ids, size_t n)
{
    make_room_to_meet(vocab, n);
    if (vocab->stored) {
        count_stored(vocab, ids, n);
        return;
    }
    tarix_id *met = vocab->met + vocab->n_met;
    for (size_t i = 0; i < n; i++) {
        if (i + ahead < n) TARIX_PREFETCH(entry_of(vocab, ids[i + ahead]));
        *met = ids[i];
        met += (entry_of(vocab, ids[i])->count++ == 0) & (ids[i] < vocab->first_new);
    }
    vocab->n_met = (size_t)(met - vocab->met);
}

size_t tarix_vocab_met(const tarix_vocab *vocab)
{
    return vocab->size - vocab->first_new + vocab->n_met;
}

tarix_id tarix_vocab_met_at(const tarix_vocab *vocab, size_t i)
{
    return i < vocab->n_met ? vocab->met[i] : (tarix_id)(vocab->first_new + i - vocab->n_met);
}

uint64_t tarix_vocab_count(const tarix_vocab *vocab, tarix_id id)
{
    return *count_of((tarix_vocab *)vocab, id);
}

void tarix_vocab_forget(tarix_vocab *vocab)
{
    const size_t n = tarix_vocab_met(vocab);
    for (size_t i = 0; i < n; i++) *count_of(vocab, tarix_vocab_met_at(vocab, i)) = 0;
    vocab->n_met = 0;
    vocab->first_new = vocab->size;
}

/* The last of those that are listed, then the first of those that are new. */
size_t tarix_vocab_take_counts(tarix_vocab *vocab, size_t n, tarix_id *ids, uint64_t *count)
{
    const size_t n_new = vocab->size - vocab->first_new;
    const size_t n_listed = n < vocab->n_met ? n : vocab->n_met;
    const size_t n_first = n - n_listed < n_new ? n - n_listed : n_new;
    vocab->n_met -= n_listed;
    if (n_listed) memcpy(ids, vocab->met + vocab->n_met, n_listed * sizeof *ids);
    n = n_listed + n_first;
    for (size_t i = n_listed; i < n; i++) ids[i] = (tarix_id)vocab->first_new++;
    for (size_t i = 0; i < n; i++) {
        if (i + ahead < n) TARIX_PREFETCH(count_of(vocab, ids[i + ahead]));
        uint64_t *own = count_of(vocab, ids[i]);
        count[i] = *own;
        *own = 0;
    }
    return n;
}

void tarix_vocab_seal(tarix_vocab *vocab)
{
    if (vocab->stored) return;
    tarix_arena_discard(vocab->slots, vocab->capacity, sizeof *vocab->slots);
    vocab->slots = NULL;
}

tarix_id tarix_vocab_find(const tarix_vocab *vocab, tarix_str text, uint16_t tag)
{
    if (vocab->stored) return tarix_stored_find(vocab->stored, text, tag);
    const tarix_key k = tarix_key_of(text, tag);
    return (*find_slot(vocab, &k, text.data) & (uint32_t)(vocab->capacity - 1)) - 1;
}

size_t tarix_vocab_size(const tarix_vocab *vocab)
{
    return vocab->size;
}

void tarix_vocab_expect(const tarix_vocab *vocab, tarix_id id)
{
    if (vocab->stored)
        TARIX_PREFETCH(&vocab->stored->start[id]);
    else
        TARIX_PREFETCH(entry_of(vocab, id));
}

tarix_str tarix_vocab_str(const tarix_vocab *vocab, tarix_id id)
{
    if (vocab->stored) return tarix_stored_str(vocab->stored, id);
    const entry *e = entry_of(vocab, id);
    return (tarix_str){tarix_key_is_long(e->end) ? e->text : e->bytes, tarix_key_size(e->end)};
}

uint16_t tarix_vocab_tag(const tarix_vocab *vocab, tarix_id id)
{
    if (vocab->stored) return tarix_stored_tag(vocab->stored, id);
    return tarix_key_tag(entry_of(vocab, id)->end);
}

static void list_stored(
    const tarix_vocab_stored *stored, const tarix_id *ids, size_t n, tarix_str *out)
{
    for (size_t i = 0; i < n; i++) TARIX_PREFETCH(&stored->start[ids[i]]);
    for (size_t i = 0; i < n; i++) {
        out[i] = tarix_stored_str(stored, ids[i]);
        TARIX_PREFETCH(out[i].data);
    }
}

/* Which strings are long cannot be foreseen, and is not branched on. */
void tarix_vocab_strs(const tarix_vocab *vocab, const tarix_id *ids, size_t n, tarix_str *out)
{
    if (vocab->stored) {
        list_stored(vocab->stored, ids, n, out);
        return;
    }
    for (size_t i = 0; i < n; i++) TARIX_PREFETCH(entry_of(vocab, ids[i]));
    for (size_t i = 0; i < n; i++) {
        const entry *e = entry_of(vocab, ids[i]);
        const char *const texts[] = {e->bytes, e->text};
        out[i] = (tarix_str){texts[tarix_key_is_long(e->end)], tarix_key_size(e->end)};
        TARIX_PREFETCH(out[i].data);
    }
}
