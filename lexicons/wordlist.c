#include "lexicons/wordlist.h"

#include "base/hash.h"

typedef struct slot {
    tarix_str word; /* data NULL: free */
    uint32_t hash, number;
} slot;

struct tarix_wordlist {
    tarix_arena *arena;
    slot *slots;
    size_t capacity, size; /* capacity is a power of two */
};

tarix_wordlist *tarix_wordlist_new(tarix_arena *arena)
{
    tarix_wordlist *list = TARIX_NEW(arena, tarix_wordlist);
    list->arena = arena;
    list->capacity = 64;
    list->slots = TARIX_ARRAY(arena, slot, list->capacity);
    return list;
}

static slot *find_slot(const tarix_wordlist *list, tarix_str word, uint32_t hash)
{
    size_t at = hash & (list->capacity - 1);
    for (;; at = (at + 1) & (list->capacity - 1)) {
        slot *s = &list->slots[at];
        if (!s->word.data || (s->hash == hash && tarix_str_equal(s->word, word))) return s;
    }
}

static void grow(tarix_wordlist *list, size_t capacity)
{
    const slot *old = list->slots;
    const size_t old_capacity = list->capacity;
    list->capacity = capacity;
    list->slots = TARIX_ARRAY(list->arena, slot, list->capacity);
    for (size_t i = 0; i < old_capacity; i++)
        if (old[i].word.data) *find_slot(list, old[i].word, old[i].hash) = old[i];
}

void tarix_wordlist_reserve(tarix_wordlist *list, size_t n)
{
    size_t capacity = list->capacity;
    while (capacity < 2 * (list->size + n)) capacity *= 2;
    if (capacity > list->capacity) grow(list, capacity);
}

bool tarix_wordlist_add(tarix_wordlist *list, tarix_str word, uint32_t number)
{
    if (2 * (list->size + 1) > list->capacity) grow(list, 4 * list->capacity);
    const uint32_t hash = (uint32_t)tarix_hash(word);
    slot *s = find_slot(list, word, hash);
    if (s->word.data) return false;
    *s = (slot){word, hash, number};
    list->size++;
    return true;
}

void tarix_wordlist_set(tarix_wordlist *list, tarix_str word, uint32_t number)
{
    slot *s = find_slot(list, word, (uint32_t)tarix_hash(word));
    if (s->word.data) s->number = number;
}

const uint32_t *tarix_wordlist_find(const tarix_wordlist *list, tarix_str word)
{
    const slot *s = find_slot(list, word, (uint32_t)tarix_hash(word));
    return s->word.data ? &s->number : NULL;
}

bool tarix_wordlist_next(const tarix_wordlist *list, size_t *at, tarix_str *word)
{
    while (*at < list->capacity) {
        *word = list->slots[(*at)++].word;
        if (word->data) return true;
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
