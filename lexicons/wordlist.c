#include "lexicons/wordlist.h"

#include "base/hash.h"

enum { first_capacity = 64 };

typedef struct slot {
    uint32_t hash;
    uint32_t at; /* of the word in `words`; 0: free */
} slot;

/* What stands in `words` for one of them; its bytes follow, with zeros up to the next one. */
enum { NUMBER, SIZE, BYTES };

struct tarix_wordlist {
    tarix_arena *arena;
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

static slot *find_slot(const tarix_wordlist *list, tarix_str word, uint32_t hash)
{
    const size_t mask = list->capacity - 1;
    for (size_t i = hash & mask;; i = (i + 1) & mask) {
        slot *s = &list->slots[i];
        if (!s->at || (s->hash == hash && tarix_str_equal(word_at(list, s->at), word))) return s;
    }
}

static void grow(tarix_wordlist *list, size_t capacity)
{
    const size_t mask = capacity - 1;
    slot *slots = TARIX_ARRAY(list->arena, slot, capacity);
    for (size_t i = 0; i < list->capacity; i++) {
        size_t to = list->slots[i].hash & mask;
        if (!list->slots[i].at) continue;
        while (slots[to].at) to = (to + 1) & mask;
        slots[to] = list->slots[i];
    }
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
    const slot *s = find_slot(list, word, (uint32_t)tarix_hash(word));
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
