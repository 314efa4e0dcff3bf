#include "lexicons/wordlist.h"

#include "base/hash.h"

#include <assert.h>

enum { first_capacity = 64 };

typedef struct slot {
    uint32_t hash;
    uint32_t at; /* of the word in `words`; 0: free */
} slot;

/* What stands in `words` for one of them; its bytes follow, with zeros up to the next one. */
enum { NUMBER, SIZE, BYTES };

struct tarix_wordlist {
    tarix_arena *arena;     /* NULL: a list from an image, which takes no more words */
    const uint32_t *filter; /* of an image: see passes(); NULL: none */
    slot *slots;
    size_t capacity, size; /* capacity is a power of two */
    uint32_t *words;
    size_t used, room;
};

tarix_wordlist *tarix_wordlist_new(tarix_arena *arena)
{
    tarix_wordlist *list = TARIX_NEW(arena, tarix_wordlist);
    *list = (tarix_wordlist){.arena = arena, .capacity = first_capacity, .used = 1};
    list->slots = TARIX_ARRAY(arena, slot, list->capacity);
    return list;
}

static tarix_str word_at(const tarix_wordlist *list, uint32_t at)
{
    const uint32_t *word = list->words + at;
    return (tarix_str){(const char *)(word + BYTES), word[SIZE]};
}

/* Eight bits a slot, of which a word sets one: most of what is asked for is in no list, and these
 * bits stay in the cache where the slots do not. */
enum { filter_bits = 8 };

static inline size_t filter_size(size_t capacity)
{
    return capacity * filter_bits / 32;
}

static inline uint32_t filter_bit(size_t capacity, uint32_t hash)
{
    return (hash >> 5) & (uint32_t)(capacity * filter_bits - 1);
}

static inline bool passes(const tarix_wordlist *list, uint32_t hash)
{
    const uint32_t bit = filter_bit(list->capacity, hash);
    return !list->filter || list->filter[bit / 32] >> bit % 32 & 1;
}

static slot *find_slot(const tarix_wordlist *list, tarix_str word, uint32_t hash)
{
    const size_t mask = list->capacity - 1;
    for (size_t i = hash & mask;; i = (i + 1) & mask) {
        slot *s = &list->slots[i];
        if (!s->at || (s->hash == hash && tarix_str_equal(word_at(list, s->at), word))) return s;
    }
}

/* Puts the words into a table of another capacity, which is empty. */
static void fill(const tarix_wordlist *list, slot *slots, size_t capacity)
{
    const size_t mask = capacity - 1;
    for (size_t i = 0; i < list->capacity; i++) {
        size_t to = list->slots[i].hash & mask;
        if (!list->slots[i].at) continue;
        while (slots[to].at) to = (to + 1) & mask;
        slots[to] = list->slots[i];
    }
}

static void grow(tarix_wordlist *list, size_t capacity)
{
    slot *slots = TARIX_ARRAY(list->arena, slot, capacity);
    fill(list, slots, capacity);
    list->slots = slots;
    list->capacity = capacity;
}

void tarix_wordlist_reserve(tarix_wordlist *list, size_t n)
{
    size_t capacity = list->capacity;
    while (capacity < 2 * (list->size + n)) capacity *= 2;
    if (capacity > list->capacity) grow(list, capacity);
}

static uint32_t keep(tarix_wordlist *list, tarix_str word, uint32_t number)
{
    const size_t units = BYTES + (word.size + sizeof *list->words - 1) / sizeof *list->words;
    if (list->used + units > list->room) {
        const size_t room = 2 * list->room + units + 256;
        list->words =
            tarix_arena_grow(list->arena, list->words, list->room, room, sizeof *list->words);
        list->room = room;
    }
    uint32_t *to = list->words + list->used;
    to[NUMBER] = number;
    to[SIZE] = (uint32_t)word.size;
    if (word.size) memcpy(to + BYTES, word.data, word.size);
    const uint32_t at = (uint32_t)list->used;
    list->used += units;
    return at;
}

bool tarix_wordlist_add(tarix_wordlist *list, tarix_str word, uint32_t number)
{
    assert(list->arena);
    if (2 * (list->size + 1) > list->capacity) grow(list, 4 * list->capacity);
    const uint32_t hash = (uint32_t)tarix_hash(word);
    slot *s = find_slot(list, word, hash);
    if (s->at) return false;
    *s = (slot){hash, keep(list, word, number)};
    list->size++;
    return true;
}

void tarix_wordlist_set(tarix_wordlist *list, tarix_str word, uint32_t number)
{
    const slot *s = find_slot(list, word, (uint32_t)tarix_hash(word));
    if (s->at) list->words[s->at + NUMBER] = number;
}

const uint32_t *tarix_wordlist_find(const tarix_wordlist *list, tarix_str word)
{
    const uint32_t hash = (uint32_t)tarix_hash(word);
    if (!passes(list, hash)) return NULL;
    const slot *s = find_slot(list, word, hash);
    return s->at ? &list->words[s->at + NUMBER] : NULL;
}

bool tarix_wordlist_next(const tarix_wordlist *list, size_t *at, tarix_str *word)
{
    while (*at < list->capacity) {
        const uint32_t here = list->slots[(*at)++].at;
        if (!here) continue;
        *word = word_at(list, here);
        return true;
    }
    return false;
}

size_t tarix_wordlist_size(const tarix_wordlist *list)
{
    return list->size;
}

/* ---- images ---- */

/* What an image begins with. Slots, filter and words follow. */
enum { SEAL, CAPACITY, WORDS, USED, HEAD };

/* Differs where bytes have another order. */
static uint32_t seal(void)
{
    return (uint32_t)tarix_hash(TARIX_STR("a hash of some words"));
}

const uint32_t *tarix_wordlist_image(tarix_arena *arena, const tarix_wordlist *list, size_t *size)
{
    size_t capacity = first_capacity;
    while (capacity < 2 * list->size) capacity *= 2;
    const size_t slots = capacity * (sizeof(slot) / sizeof(uint32_t));
    const size_t words_at = HEAD + slots + filter_size(capacity);
    *size = words_at + list->used;
    uint32_t *image = TARIX_ARRAY(arena, uint32_t, *size);
    image[SEAL] = seal();
    image[CAPACITY] = (uint32_t)capacity;
    image[WORDS] = (uint32_t)list->size;
    image[USED] = (uint32_t)list->used;
    fill(list, (slot *)(image + HEAD), capacity);
    for (size_t i = 0; i < list->capacity; i++) {
        const uint32_t bit = filter_bit(capacity, list->slots[i].hash);
        if (list->slots[i].at) image[HEAD + slots + bit / 32] |= UINT32_C(1) << bit % 32;
    }
    if (list->words) memcpy(image + words_at, list->words, list->used * sizeof *list->words);
    return image;
}

const tarix_wordlist *tarix_wordlist_open(tarix_arena *arena, const uint32_t *image)
{
    if (image[SEAL] != seal()) return NULL;
    tarix_wordlist *list = TARIX_NEW(arena, tarix_wordlist);
    const size_t slots = image[CAPACITY] * (sizeof(slot) / sizeof(uint32_t));
    *list = (tarix_wordlist){.slots = (slot *)(image + HEAD),
        .filter = image + HEAD + slots,
        .capacity = image[CAPACITY],
        .size = image[WORDS],
        .words = (uint32_t *)(image + HEAD + slots + filter_size(image[CAPACITY])),
        .used = image[USED]};
    return list;
}

tarix_wordlist *tarix_wordlist_parse(tarix_arena *arena, tarix_str bytes)
{
    tarix_wordlist *list = tarix_wordlist_new(arena);
    tarix_str line, rest = bytes;
    bool is_table = false, first = true;
    while (tarix_str_split(&rest, '\n', &line)) {
        if (first) is_table = line.size && memchr(line.data, '\t', line.size);
        const bool is_header = first && is_table;
        first = false;
        tarix_str word = line;
        tarix_str_split(&line, '\t', &word);
        while (word.size && (word.data[word.size - 1] == '\r' || word.data[word.size - 1] == ' '))
            word.size--;
        if (!is_header && word.size && word.data[0] != '#') tarix_wordlist_add(list, word, 0);
    }
    return list;
}
