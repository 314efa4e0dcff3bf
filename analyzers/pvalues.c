#include "analyzers/pvalues.h"

#include <math.h>

tarix_status tarix_pvalues_parse_methods(
    tarix_pvalues *p, tarix_arena *arena, tarix_str names, tarix_error *err)
{
    tarix_str name;
    if (tarix_str_equal(names, TARIX_STR("all"))) names = TARIX_STR(TARIX_CORRECTION_NAMES);
    if (tarix_str_equal(names, TARIX_STR("none"))) names = (tarix_str){NULL, 0};
    p->methods = TARIX_ARRAY(arena, const tarix_correction *, names.size + 1);
    while (tarix_str_split(&names, ',', &name)) {
        const tarix_correction *method = tarix_corrections_find(name);
        if (!method)
            return tarix_error_set(err, TARIX_USAGE,
                "--correct: '%.*s' is no method; known: " TARIX_CORRECTION_NAMES, TARIX_ARG(name));
        p->methods[p->n_methods++] = method;
    }
    return TARIX_OK;
}

void tarix_pvalues_add(tarix_pvalues *p, tarix_arena *arena, const tarix_score_plan *plan,
    const tarix_score_block *block)
{
    const size_t n = block->n_rows;
    if (p->n_rows + n > p->capacity) {
        const uint64_t room = 2 * (p->n_rows + n);
        p->log10_p = tarix_arena_grow(arena, p->log10_p, p->capacity, room, sizeof *p->log10_p);
        p->capacity = room;
    }
    for (size_t i = 0; i < n; i++) {
        const tarix_cell *row = block->cells + i * plan->n_columns;
        p->log10_p[p->n_rows++] = block->is_valid[i] ? row[plan->width].real : NAN;
        p->n_tests += block->is_valid[i];
    }
}

void tarix_pvalues_correct(tarix_pvalues *p, tarix_arena *arena, uint64_t m)
{
    p->log10_q = TARIX_ARRAY(arena, double *, p->n_methods);
    for (size_t i = 0; i < p->n_methods; i++) {
        p->log10_q[i] = TARIX_ARRAY(arena, double, p->n_rows + 1);
        if (p->n_rows) memcpy(p->log10_q[i], p->log10_p, p->n_rows * sizeof *p->log10_p);
        const tarix_mark mark = tarix_arena_mark(arena);
        tarix_correct(arena, p->methods[i], p->log10_q[i], p->n_rows, m);
        tarix_arena_restore(arena, mark);
    }
}

void tarix_pvalues_put(const tarix_pvalues *p, uint64_t row, tarix_cell *cells)
{
    for (size_t i = 0; i < p->n_methods; i++) {
        cells[2 * i].real = pow(10, p->log10_q[i][row]);
        cells[2 * i + 1].real = p->log10_q[i][row];
    }
}
