/* The inputs of measures that are lists, as tests/golden/measures.tsv writes them: "name=…" parted
 * by commas, numbers parted by semicolons, tokens by spaces. */
#ifndef TARIX_TESTS_ANALYZERS_INPUTS_H
#define TARIX_TESTS_ANALYZERS_INPUTS_H

#include "analyzers/measure.h"
#include "analyzers/positions.h"
#include "analyzers/profiles.h"
#include "analyzers/rates.h"
#include "analyzers/richness.h"
#include "analyzers/series.h"
#include "base/number.h"
#include "corpus/vocab.h"
#include "tests/check.h"

typedef struct input_list {
    size_t n;
    double *number;
    uint64_t *count; /* the same, cut to whole numbers */
} input_list;

/* What stands behind "name=", without which a test fails unless it is optional. */
static inline tarix_str input_text(tarix_str inputs, const char *name, bool is_optional)
{
    tarix_str input, key;
    while (tarix_str_split(&inputs, ',', &input)) {
        tarix_str_split(&input, '=', &key);
        if (tarix_str_equal(key, tarix_str_from(name))) return input;
    }
    if (!is_optional) fail_msg("no %s", name);
    return (tarix_str){NULL, 0};
}

static inline input_list input_numbers(tarix_arena *arena, tarix_str inputs, const char *name)
{
    tarix_str rest = input_text(inputs, name, false), number;
    input_list list = {
        0, TARIX_ARRAY(arena, double, rest.size + 1), TARIX_ARRAY(arena, uint64_t, rest.size + 1)};
    while (rest.size && tarix_str_split(&rest, ';', &number)) {
        double value = 0;
        if (!tarix_number_parse_real(number, &value))
            fail_msg("no number: %.*s", TARIX_ARG(number));
        list.number[list.n] = value;
        list.count[list.n++] = (uint64_t)value;
    }
    return list;
}

static inline double input_positions_(
    tarix_arena *arena, const tarix_measure *measure, tarix_str inputs)
{
    const input_list at = input_numbers(arena, inputs, "positions");
    tarix_positions p =
        tarix_positions_begin(at.n, input_numbers(arena, inputs, "length").count[0]);
    for (size_t i = 0; i < at.n; i++) tarix_positions_add(&p, at.count[i]);
    return measure->of_positions(&p);
}

/* "target=3;0,reference=1;2": rates, or counts where "target_sizes=…,reference_sizes=…" follow. */
static inline double input_rates_(
    tarix_arena *arena, const tarix_measure *measure, tarix_str inputs)
{
    const input_list target = input_numbers(arena, inputs, "target");
    const input_list reference = input_numbers(arena, inputs, "reference");
    input_list sizes[2] = {{0}, {0}};
    if (input_text(inputs, "target_sizes", true).data) {
        sizes[0] = input_numbers(arena, inputs, "target_sizes");
        sizes[1] = input_numbers(arena, inputs, "reference_sizes");
        for (size_t i = 0; i < target.n; i++) target.number[i] /= sizes[0].number[i];
        for (size_t i = 0; i < reference.n; i++) reference.number[i] /= sizes[1].number[i];
    }
    tarix_rates *r = tarix_rates_new(
        arena, sizes[0].count, target.n, sizes[1].count, reference.n, 1, TARIX_DRAWS);
    tarix_rates_set(r, target.number, reference.number);
    return measure->of_rates(r);
}

/* "tokens=a b a" */
static inline tarix_tokens *input_tokens(tarix_arena *arena, tarix_str inputs)
{
    tarix_str rest = input_text(inputs, "tokens", false), token;
    tarix_vocab *types = tarix_vocab_new(arena);
    uint32_t *ids = TARIX_ARRAY(arena, uint32_t, rest.size + 1);
    size_t n = 0;
    while (rest.size && tarix_str_split(&rest, ' ', &token))
        ids[n++] = tarix_vocab_intern(types, token, 0);
    return tarix_tokens_new(arena, ids, n, tarix_vocab_size(types));
}

static inline double input_profiles_(
    tarix_arena *arena, const tarix_measure *measure, tarix_str inputs)
{
    const input_list f = input_numbers(arena, inputs, "f"), g = input_numbers(arena, inputs, "g");
    assert_int_equal(f.n, g.n);
    tarix_profiles *p = tarix_profiles_new(arena, f.count, g.count, f.n, 0);
    if (input_text(inputs, "z_f", true).data) {
        const input_list z_f = input_numbers(arena, inputs, "z_f");
        p->n_z = z_f.n;
        p->z_f = z_f.number;
        p->z_g = input_numbers(arena, inputs, "z_g").number;
    }
    return measure->of_profiles(p);
}

static inline double input_series_(
    tarix_arena *arena, const tarix_measure *measure, tarix_str inputs)
{
    const input_list x = input_numbers(arena, inputs, "x"), y = input_numbers(arena, inputs, "y");
    assert_int_equal(x.n, y.n);
    const tarix_series series = {
        x.n, x.number, y.number, TARIX_ARRAY(arena, double, tarix_series_room(x.n) + 1)};
    return measure->of_series(&series);
}

/* The score of a measure, for the families whose inputs are lists of other than parts. */
static inline double input_score(
    tarix_arena *arena, const tarix_measure *measure, unsigned family, tarix_str inputs)
{
    switch (family) {
    case TARIX_FAMILY_POSITIONS: return input_positions_(arena, measure, inputs);
    case TARIX_FAMILY_TEXTS: return input_rates_(arena, measure, inputs);
    case TARIX_FAMILY_DIVERSITY: return measure->of_tokens(input_tokens(arena, inputs));
    case TARIX_FAMILY_COMPARISON: return input_profiles_(arena, measure, inputs);
    case TARIX_FAMILY_TREND: return input_series_(arena, measure, inputs);
    default: fail_msg("no family of lists"); return NAN;
    }
}

#endif
