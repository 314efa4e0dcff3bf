/* A layer is a map from forms to values (form, fold, stem, lemma), computed once a type. */
#ifndef TARIX_CORPUS_LAYER_H
#define TARIX_CORPUS_LAYER_H

#include "../base/arena.h"
#include "../lexicons/lexicons.h"
#include "vocab.h"

/* How the values of one kind of layer are made. */
typedef struct tarix_layer_row {
    const char *name;
    const char *help; /* one sentence */
    /* Writes the value of a form (with its fold at hand) to `out`, which has TARIX_FOLD_SIZE() of
     * the form, and returns its bytes. `state` is what open() gave. */
    void *(*open)(tarix_arena *arena, const tarix_lexicons *lexicons); /* may be NULL */
    /* NULL: the value is the fold. */
    size_t (*map)(void *state, tarix_str form, tarix_str fold, uint16_t tag, char *out);
} tarix_layer_row;

typedef struct tarix_layer tarix_layer;

/* Over a vocabulary of forms, which may grow. All borrowed. */
TARIX_API tarix_layer *tarix_layer_new(tarix_arena *arena, const tarix_layer_row *row,
    const tarix_lexicons *lexicons, const tarix_vocab *forms, tarix_vocab *values);

/* Folds are taken from a layer of them over the same forms as far as it has been mapped, and not
 * made again. Its values are to be in a vocabulary of their own, which threads read. */
TARIX_API void tarix_layer_take_folds(tarix_layer *layer, const tarix_layer *folds);

/* Brings the map up to the size of the vocabulary of forms and returns it: values[form]. Valid
 * until the next call. */
TARIX_API const tarix_id *tarix_layer_map(tarix_layer *layer);
/* The same on several threads, for many forms at once. */
TARIX_API const tarix_id *tarix_layer_fill(tarix_layer *layer, size_t n_threads);
TARIX_API tarix_vocab *tarix_layer_values(const tarix_layer *layer);

/* The value of one text that stands in no vocabulary (a search term), written to `out`, which has
 * TARIX_FOLD_SIZE(text.size). */
TARIX_API size_t tarix_layer_apply(tarix_layer *layer, tarix_str text, char *out);

#endif
