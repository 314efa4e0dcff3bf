#include "corpus/steps.h"

size_t tarix_steps_from(const tarix_steps *steps, uint64_t token)
{
    size_t low = 0, high = steps->n_longs;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (steps->longs[middle].token < token)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

const tarix_long_step *tarix_steps_find(const tarix_steps *steps, uint64_t token)
{
    const size_t i = tarix_steps_from(steps, token);
    return i < steps->n_longs && steps->longs[i].token == token ? &steps->longs[i] : NULL;
}

/* The byte of a token behind one that ends at `end`. */
static uint8_t step_of(const tarix_token *token, uint64_t end)
{
    enum { most = 14 };
    const uint64_t gap = token->start - end, more = token->length - token->size;
    if (token->start < end || gap > most || token->length < token->size || more > most)
        return TARIX_STEP_LONG;
    return (uint8_t)(gap << 4 | more);
}

void tarix_steps_add(tarix_arena *arena, tarix_step_list *l, const tarix_token *token)
{
    const uint8_t step = step_of(token, l->end);
    TARIX_ROOM(arena, l->step, l->n_steps, l->step_capacity);
    l->step[l->n_steps++] = step;
    if (l->n % TARIX_STEP_BLOCK == 0) {
        TARIX_ROOM(arena, l->block, l->n_blocks, l->block_capacity);
        l->block[l->n_blocks++] = token->start;
    }
    if (step == TARIX_STEP_LONG) {
        TARIX_ROOM(arena, l->longs, l->n_longs, l->longs_capacity);
        l->longs[l->n_longs++] = (tarix_long_step){.token = l->n,
            .start = token->start,
            .gap = token->start > l->end ? token->start - l->end : 0,
            .length = token->length};
    }
    l->end = token->start + token->length;
    l->n++;
}
