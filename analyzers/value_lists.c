#include "analyzers/value_lists.h"

#include "analyzers/form_list.h"
#include "analyzers/rank.h"

void tarix_form_lists_init(
    tarix_form_lists *lists, tarix_arena *arena, const tarix_tally *tally, size_t n_threads)
{
    const size_t n_forms = tarix_vocab_size(tally->forms);
    size_t *first = TARIX_ARRAY(arena, size_t, tally->n_values + 2), n = 0;
    tarix_id *order = TARIX_ARRAY(arena, tarix_id, n_forms + 1);
    tarix_id *ranked = TARIX_ARRAY(arena, tarix_id, n_forms + 1);
    for (tarix_id form = 0; form < n_forms; form++)
        if (tally->value_of_form[form] != TARIX_NO_ID && tally->form_count[form])
            ranked[n++] = form;
    tarix_rank(arena, ranked, n, tally->form_count, tally->forms, n_threads);
    for (size_t i = 0; i < n; i++) first[tally->value_of_form[ranked[i]] + 2]++;
    for (size_t v = 0; v < tally->n_values; v++) first[v + 2] += first[v + 1];
    for (size_t i = 0; i < n; i++) order[first[tally->value_of_form[ranked[i]] + 1]++] = ranked[i];
    *lists = (tarix_form_lists){first, order};
}

tarix_str tarix_form_lists_str(
    const tarix_form_lists *lists, tarix_arena *arena, const tarix_tally *tally, tarix_id value)
{
    const tarix_id *order = lists->order + lists->first[value];
    const size_t n = lists->first[value + 1] - lists->first[value];
    tarix_form_count *list = TARIX_ARRAY(arena, tarix_form_count, n);
    for (size_t i = 0; i < n; i++)
        list[i] = (tarix_form_count){
            tarix_vocab_str(tally->forms, order[i]), tally->form_count[order[i]]};
    return tarix_form_list_str(arena, list, n);
}

void tarix_place_lists_init(tarix_place_lists *lists, tarix_arena *arena, const tarix_tally *tally)
{
    uint64_t *first = TARIX_ARRAY(arena, uint64_t, tally->n_values + 2);
    uint64_t *order = TARIX_ARRAY(arena, uint64_t, tally->n_places + 1);
    for (uint64_t at = 0; at < tally->n_places; at++)
        if (tally->place[at] != TARIX_NO_ID) first[tally->place[at] + 2]++;
    for (size_t v = 0; v < tally->n_values; v++) first[v + 2] += first[v + 1];
    for (uint64_t at = 0; at < tally->n_places; at++)
        if (tally->place[at] != TARIX_NO_ID) order[first[tally->place[at] + 1]++] = at;
    *lists = (tarix_place_lists){first, order};
}
