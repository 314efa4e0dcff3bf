#include "corpus/steps.h"

#include <string.h>

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

static tarix_long_step long_step(const tarix_token *token, uint64_t end, uint64_t number)
{
    return (tarix_long_step){.token = number,
        .start = token->start,
        .gap = token->start > end ? token->start - end : 0,
        .length = token->length};
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
        l->longs[l->n_longs++] = long_step(token, l->end, l->n);
    }
    l->end = token->start + token->length;
    l->n++;
}

void tarix_step_run_begin(tarix_step_run *r)
{
    r->n = r->n_longs = r->n_sentences = 0;
}

void tarix_step_run_add(tarix_arena *arena, tarix_step_run *r, const tarix_token *tokens, size_t n)
{
    TARIX_ROOM_FOR(arena, r->step, r->n, r->step_capacity, n);
    TARIX_ROOM_FOR(arena, r->start, r->n, r->start_capacity, n);
    TARIX_ROOM_FOR(arena, r->sentence, r->n_sentences, r->sentence_capacity, n);
    if (r->n == 0 && n) {
        r->first = tokens[0];
        r->end = tokens[0].start;
    }
    uint64_t end = r->end;
    size_t at = r->n, n_sentences = r->n_sentences;
    for (size_t i = 0; i < n; i++, at++) {
        const tarix_token *t = &tokens[i];
        const uint8_t step = step_of(t, end);
        r->step[at] = step;
        r->start[at] = t->start;
        r->sentence[n_sentences] = (uint32_t)at;
        n_sentences += t->flags & TARIX_TOKEN_STARTS_SENTENCE;
        if (step == TARIX_STEP_LONG && at) {
            TARIX_ROOM(arena, r->longs, r->n_longs, r->longs_capacity);
            r->longs[r->n_longs++] = long_step(t, end, at);
        }
        end = t->start + t->length;
    }
    r->end = end;
    r->n = at;
    r->n_sentences = n_sentences;
}

void tarix_steps_join(tarix_arena *arena, tarix_step_list *l, const tarix_step_run *r)
{
    const size_t first = l->n;
    if (r->n == 0) return;
    tarix_steps_add(arena, l, &r->first);
    TARIX_ROOM_FOR(arena, l->step, l->n_steps, l->step_capacity, r->n - 1);
    memcpy(l->step + l->n_steps, r->step + 1, r->n - 1);
    l->n_steps += r->n - 1;
    l->n += r->n - 1;
    l->end = r->end;
    TARIX_ROOM_FOR(arena, l->longs, l->n_longs, l->longs_capacity, r->n_longs);
    for (size_t i = 0; i < r->n_longs; i++) {
        l->longs[l->n_longs] = r->longs[i];
        l->longs[l->n_longs++].token += first;
    }
    for (size_t i = TARIX_STEP_BLOCK - first % TARIX_STEP_BLOCK; i < r->n; i += TARIX_STEP_BLOCK) {
        TARIX_ROOM(arena, l->block, l->n_blocks, l->block_capacity);
        l->block[l->n_blocks++] = r->start[i];
    }
}
