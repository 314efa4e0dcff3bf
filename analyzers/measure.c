#include "analyzers/measure_sets.h"

#include "base/option.h"

#define ADDRESS(name) &tarix_##name##_measures,
static const tarix_measure_set *const sets[] = {TARIX_MEASURE_SETS(ADDRESS)};
enum { n_sets = sizeof sets / sizeof *sets };

static const tarix_family_row family_rows[] = {
    {TARIX_FAMILY_ASSOCIATION, "association"},
    {TARIX_FAMILY_KEYNESS, "keyness"},
    {TARIX_FAMILY_DISPERSION, "dispersion"},
    {TARIX_FAMILY_POSITIONS, "positions"},
    {TARIX_FAMILY_TEXTS, "texts"},
    {TARIX_FAMILY_DIVERSITY, "diversity"},
    {TARIX_FAMILY_COMPARISON, "comparison"},
    {TARIX_FAMILY_TREND, "trend"},
};

const tarix_family_row *tarix_families(size_t *n)
{
    *n = sizeof family_rows / sizeof *family_rows;
    return family_rows;
}

size_t tarix_measures_size(void)
{
    size_t n = 0;
    for (size_t s = 0; s < n_sets; s++) n += sets[s]->n;
    return n;
}

const tarix_measure *tarix_measures_at(size_t i)
{
    size_t s = 0;
    for (; i >= sets[s]->n; s++) i -= sets[s]->n;
    return &sets[s]->rows[i];
}

const tarix_measure *tarix_measures_find(tarix_str name)
{
    for (size_t s = 0; s < n_sets; s++)
        for (size_t i = 0; i < sets[s]->n; i++)
            if (tarix_str_equal(tarix_str_from(sets[s]->rows[i].name), name))
                return &sets[s]->rows[i];
    return NULL;
}

static tarix_status unknown(tarix_arena *arena, tarix_str name, unsigned families, tarix_error *err)
{
    const size_t most = tarix_measures_size();
    const char **names = TARIX_ARRAY(arena, const char *, most);
    size_t n = 0;
    if (tarix_measures_find(name))
        return tarix_error_set(err, TARIX_USAGE,
            "--measures: '%.*s' does not belong to this command; see 'tarix list measures'",
            TARIX_ARG(name));
    for (size_t i = 0; i < most; i++)
        if (tarix_measures_at(i)->families & families) names[n++] = tarix_measures_at(i)->name;
    const char *nearest = tarix_option_nearest(name, names, n);
    if (nearest)
        return tarix_error_set(err, TARIX_USAGE,
            "--measures: '%.*s' is no measure; did you mean '%s'?", TARIX_ARG(name), nearest);
    return tarix_error_set(err, TARIX_USAGE,
        "--measures: '%.*s' is no measure; see 'tarix list measures'", TARIX_ARG(name));
}

tarix_status tarix_measures_parse(tarix_arena *arena, tarix_str names, unsigned families,
    tarix_measure_list *out, tarix_error *err)
{
    const size_t most = tarix_measures_size();
    tarix_str name;
    out->rows = TARIX_ARRAY(arena, const tarix_measure *, most + names.size);
    out->n = 0;
    if (names.size == 0 || tarix_str_equal(names, TARIX_STR("none"))) return TARIX_OK;
    if (tarix_str_equal(names, TARIX_STR("all"))) {
        for (size_t i = 0; i < most; i++)
            if (tarix_measures_at(i)->families & families)
                out->rows[out->n++] = tarix_measures_at(i);
        return TARIX_OK;
    }
    while (tarix_str_split(&names, ',', &name)) {
        const tarix_measure *measure = tarix_measures_find(name);
        if (!measure || !(measure->families & families)) return unknown(arena, name, families, err);
        out->rows[out->n++] = measure;
    }
    return TARIX_OK;
}

void tarix_measures_leave_out(tarix_measure_list *list, const tarix_column *columns, size_t n)
{
    size_t n_kept = 0;
    for (size_t i = 0; i < list->n; i++) {
        const tarix_str name = tarix_str_from(list->rows[i]->name);
        size_t c = 0;
        while (c < n && !tarix_str_equal(name, tarix_str_from(columns[c].name))) c++;
        if (c == n) list->rows[n_kept++] = list->rows[i];
    }
    list->n = n_kept;
}

bool tarix_measures_have(const tarix_measure_list *list, unsigned family)
{
    for (size_t i = 0; i < list->n; i++)
        if (list->rows[i]->families & family) return true;
    return false;
}

tarix_column tarix_measure_column(const tarix_measure *measure)
{
    return (tarix_column){
        measure->name, TARIX_TYPE_REAL, measure->title_en, measure->title_az, "", measure->formula};
}

void tarix_measures_add_columns(const tarix_measure_list *list, tarix_table *table)
{
    for (size_t i = 0; i < list->n; i++)
        tarix_table_add_column(table, tarix_measure_column(list->rows[i]));
}
