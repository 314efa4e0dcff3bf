#include "analyzers/network.h"

tarix_network *tarix_network_new(
    tarix_arena *arena, const tarix_windows *windows, const tarix_network_rules *rules)
{
    const size_t n = windows->places->n_ranks + 1;
    tarix_network *network = TARIX_NEW(arena, tarix_network);
    *network = (tarix_network){.arena = arena,
        .scratch = tarix_arena_new(tarix_arena_guard(arena)),
        .windows = windows,
        .rules = *rules};
    network->star_of = TARIX_ARRAY(arena, uint32_t, n);
    memset(network->star_of, 0xFF, n * sizeof *network->star_of);
    network->sources = TARIX_ARRAY(arena, uint32_t, n);
    return network;
}

void tarix_network_begin(tarix_network *network, const tarix_nodes *nodes)
{
    network->depth++;
    network->first = network->n;
    for (size_t i = 0; i < nodes->n; i++) {
        const tarix_node node = tarix_nodes_at(nodes, i);
        TARIX_ROOM(network->arena, network->stars, network->n, network->capacity);
        if (node.n_types == 1) network->star_of[*node.types] = (uint32_t)network->n;
        network->stars[network->n++] =
            (tarix_star){.depth = network->depth, .kept = {.node = node}};
    }
}

/* ---- which edges ---- */

/* Whether there is an edge the other way already. */
static bool is_known(const tarix_network *network, const tarix_node *node, uint32_t collocate)
{
    const uint32_t other = network->star_of[collocate];
    if (other == TARIX_NO_ID || node->n_types != 1) return false;
    const tarix_collocates *kept = &network->stars[other].kept;
    for (size_t i = 0; i < kept->n; i++)
        if (kept->meetings[i].collocate == *node->types) return true;
    return false;
}

static bool passes(const tarix_network *network, const tarix_collocates *found, uint32_t index)
{
    const tarix_meeting *m = &found->meetings[index];
    const double alpha = network->rules.log10_alpha;
    tarix_cells cells;
    tarix_windows_cells(network->windows, &found->node, found->r1, m, &cells);
    if (!(cells.excess > 0)) return false;
    if (alpha < 0 && !(found->log10_q[index] <= alpha)) return false;
    return !network->rules.unordered || !is_known(network, &found->node, m->collocate);
}

static size_t choose(
    const tarix_network *network, const tarix_collocates *found, tarix_standing *chosen)
{
    const uint64_t most = network->rules.most ? network->rules.most : UINT64_MAX;
    size_t n = 0;
    for (size_t i = 0; i < found->n && n < most; i++)
        if (passes(network, found, found->order[i].index)) chosen[n++] = found->order[i];
    return n;
}

/* ---- what is kept of them ---- */

/* Of a list in which each meeting has `size` bytes; NULL when there is none. */
static void *copy_chosen(
    tarix_arena *arena, const void *list, size_t size, const tarix_standing *chosen, size_t n)
{
    if (!list || size == 0) return NULL;
    char *copy = tarix_arena_alloc(arena, n, size);
    for (size_t i = 0; i < n; i++)
        memcpy(copy + i * size, (const char *)list + chosen[i].index * size, size);
    return copy;
}

static tarix_collocates copy_collocates(const tarix_network *network, const tarix_collocates *found,
    const tarix_standing *chosen, size_t n)
{
    tarix_arena *arena = network->arena;
    const size_t scores_size = network->rules.n_scores * sizeof *found->scores;
    const size_t positions_size = network->rules.n_positions * sizeof *found->positions;
    tarix_standing *order = TARIX_ARRAY(arena, tarix_standing, n);
    for (uint32_t i = 0; i < n; i++) {
        order[i] = chosen[i];
        order[i].index = i;
    }
    return (tarix_collocates){.node = found->node,
        .r1 = found->r1,
        .n = n,
        .order = order,
        .meetings = copy_chosen(arena, found->meetings, sizeof *found->meetings, chosen, n),
        .scores = copy_chosen(arena, found->scores, scores_size, chosen, n),
        .positions = copy_chosen(arena, found->positions, positions_size, chosen, n),
        .log10_q = copy_chosen(arena, found->log10_q, sizeof *found->log10_q, chosen, n)};
}

static const tarix_str *copy_forms(
    const tarix_network *network, const tarix_standing *chosen, size_t n)
{
    if (!network->rules.forms) return NULL;
    tarix_str *forms = TARIX_ARRAY(network->arena, tarix_str, n);
    for (size_t i = 0; i < n; i++)
        forms[i] = tarix_met_forms_str(network->rules.forms, network->arena, chosen[i].index);
    return forms;
}

void tarix_network_add(tarix_network *network, const tarix_collocates *found)
{
    const tarix_mark mark = tarix_arena_mark(network->scratch);
    tarix_standing *chosen = TARIX_ARRAY(network->scratch, tarix_standing, found->n);
    tarix_star *star = &network->stars[network->first + found->number];
    const size_t n = choose(network, found, chosen);
    star->kept = copy_collocates(network, found, chosen, n);
    star->forms = copy_forms(network, chosen, n);
    network->n_edges += n;
    for (size_t i = 0; i < n; i++) network->sources[star->kept.meetings[i].collocate]++;
    tarix_arena_restore(network->scratch, mark);
}

tarix_nodes *tarix_network_next(const tarix_network *network, tarix_places *places)
{
    uint32_t *ranks = TARIX_ARRAY(network->arena, uint32_t, places->n_ranks);
    size_t n = 0;
    for (uint32_t r = 0; r < places->n_ranks; r++)
        if (network->sources[r] && network->star_of[r] == TARIX_NO_ID) ranks[n++] = r;
    return tarix_nodes_of(network->arena, places, ranks, n);
}
