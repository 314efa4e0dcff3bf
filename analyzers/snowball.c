#include "analyzers/snowball.h"

#include "analyzers/stemmer.h"

struct tarix_sb_stemmer {
    tarix_arena *arena;
    tarix_lexicons *lexicons;
    tarix_stemmer *stemmer;
    int size; /* of the last stem */
};

typedef struct opening {
    const char *algorithm;
    tarix_sb_stemmer *result;
} opening;

static void close_lexicons(void *lexicons)
{
    tarix_lexicons_free(lexicons);
}

static tarix_status open_stemmer(void *context, tarix_guard *guard, tarix_error *err)
{
    opening *o = context;
    const bool is_az = strcmp(o->algorithm, "azerbaijani") == 0 || strcmp(o->algorithm, "az") == 0;
    tarix_arena *arena = tarix_arena_new(guard);
    tarix_sb_stemmer *s = TARIX_NEW(arena, tarix_sb_stemmer);
    s->arena = arena;
    if (is_az) {
        TARIX_TRY(tarix_lexicons_open(NULL, &s->lexicons, err));
        tarix_arena_defer(arena, close_lexicons, s->lexicons);
    }
    TARIX_TRY(
        tarix_stemmer_open_in(arena, s->lexicons, is_az ? "az" : o->algorithm, &s->stemmer, err));
    tarix_arena_keep(arena);
    o->result = s;
    return TARIX_OK;
}

tarix_sb_stemmer *tarix_sb_stemmer_new(const char *algorithm, const char *encoding)
{
    opening o = {.algorithm = algorithm};
    if (!algorithm || (encoding && strcmp(encoding, "UTF_8") != 0)) return NULL;
    return tarix_protect(open_stemmer, &o, 0, NULL) == TARIX_OK ? o.result : NULL;
}

void tarix_sb_stemmer_delete(tarix_sb_stemmer *stemmer)
{
    if (stemmer) tarix_arena_free(stemmer->arena);
}

const tarix_sb_symbol *tarix_sb_stemmer_stem(
    tarix_sb_stemmer *stemmer, const tarix_sb_symbol *word, int size)
{
    const tarix_str text = {(const char *)word, size > 0 ? (size_t)size : 0};
    const tarix_str stem = tarix_stemmer_stem(stemmer->stemmer, text);
    stemmer->size = (int)stem.size; /* never longer than the word */
    return (const tarix_sb_symbol *)stem.data;
}

int tarix_sb_stemmer_length(tarix_sb_stemmer *stemmer)
{
    return stemmer->size;
}
