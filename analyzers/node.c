#include "analyzers/node.h"

#include "base/collate.h"
#include "base/file.h"

#include <stdlib.h>

tarix_nodes *tarix_nodes_all(tarix_arena *arena, tarix_places *places, uint64_t least_count)
{
    tarix_places_find(arena, places, NULL, 0);
    tarix_nodes *nodes = TARIX_NEW(arena, tarix_nodes);
    nodes->places = places;
    nodes->n = tarix_places_ranks(places, least_count);
    nodes->ranks = TARIX_ARRAY(arena, uint32_t, nodes->n + 1);
    for (uint32_t r = 0; r < nodes->n; r++) nodes->ranks[r] = r;
    return nodes;
}

static tarix_node node_of_rank(const tarix_places *places, const uint32_t *rank)
{
    return (tarix_node){.name = tarix_places_str(places, *rank),
        .types = rank,
        .n_types = 1,
        .at = tarix_places_at(places, *rank),
        .n = tarix_places_count(places, *rank)};
}

tarix_node tarix_nodes_at(const tarix_nodes *nodes, size_t i)
{
    return nodes->asked ? nodes->asked[i] : node_of_rank(nodes->places, &nodes->ranks[i]);
}

/* Which node a type is by itself. */
static void index_nodes(tarix_arena *arena, tarix_nodes *nodes)
{
    const size_t n = nodes->places->n_ranks + 1;
    nodes->index = TARIX_ARRAY(arena, uint32_t, n);
    memset(nodes->index, 0xFF, n * sizeof *nodes->index);
    for (uint32_t i = 0; i < nodes->n; i++)
        if (nodes->asked[i].n_types == 1) nodes->index[*nodes->asked[i].types] = i;
}

tarix_nodes *tarix_nodes_of(tarix_arena *arena, tarix_places *places, uint32_t *ranks, size_t n)
{
    tarix_places_find(arena, places, ranks, n);
    tarix_nodes *nodes = TARIX_NEW(arena, tarix_nodes);
    *nodes = (tarix_nodes){.places = places, .n = n, .ranks = ranks};
    nodes->asked = TARIX_ARRAY(arena, tarix_node, n + 1);
    for (size_t i = 0; i < n; i++) nodes->asked[i] = node_of_rank(places, &ranks[i]);
    index_nodes(arena, nodes);
    return nodes;
}

bool tarix_nodes_has_before(const tarix_nodes *nodes, uint32_t rank, size_t i)
{
    return (nodes->index ? nodes->index[rank] : rank) < i;
}

/* ---- those that are named ---- */

tarix_status tarix_nodes_read(
    tarix_arena *arena, const char *path, tarix_str **typed, size_t *n, tarix_error *err)
{
    size_t capacity = *n = 0;
    tarix_str rest, line;
    *typed = NULL;
    TARIX_TRY(tarix_file_read(arena, path, &rest, err));
    while (tarix_str_split(&rest, '\n', &line)) {
        if (line.size == 0 || line.data[0] == '#') continue;
        TARIX_ROOM(arena, *typed, *n, capacity);
        (*typed)[(*n)++] = line;
    }
    return TARIX_OK;
}

static int ascending(const void *a, const void *b)
{
    const uint32_t p = *(const uint32_t *)a, q = *(const uint32_t *)b;
    return (p > q) - (p < q);
}

static tarix_node node_of_term(
    tarix_arena *arena, const tarix_places *places, const tarix_term *term)
{
    if (term->n == 1 && !term->is_pattern) return node_of_rank(places, term->ranks);
    tarix_node node = {.name = term->name, .types = term->ranks, .n_types = term->n};
    size_t n = 0;
    for (size_t i = 0; i < term->n; i++) n += tarix_places_count(places, term->ranks[i]);
    uint32_t *at = TARIX_ARRAY(arena, uint32_t, n + 1);
    for (size_t i = 0; i < term->n; i++) {
        const uint32_t count = tarix_places_count(places, term->ranks[i]);
        memcpy(at + node.n, tarix_places_at(places, term->ranks[i]), count * sizeof *at);
        node.n += count;
    }
    qsort(at, n, sizeof *at, ascending);
    node.at = at;
    return node;
}

static int by_count(const void *a, const void *b)
{
    const tarix_node *p = a, *q = b;
    if (p->n != q->n) return p->n > q->n ? -1 : 1;
    return tarix_collate(p->name, q->name);
}

typedef struct node_list {
    tarix_node *nodes;
    size_t n, capacity;
} node_list;

static void add_term(
    tarix_job *job, const tarix_places *places, const tarix_term *term, bool each, node_list *list)
{
    if (term->n == 0) {
        tarix_term_note_missing(job, term->name, term->is_left_out);
        return;
    }
    const bool splits = each && term->is_pattern;
    if (term->n == places->n_occurring && !splits)
        tarix_job_text(job, "note",
            tarix_arena_format(job->arena,
                "node '%.*s' takes in every term: nothing is left to stand beside it",
                TARIX_ARG(term->name)));
    for (size_t i = 0; i < (splits ? term->n : 1); i++) {
        TARIX_ROOM(job->arena, list->nodes, list->n, list->capacity);
        list->nodes[list->n++] =
            splits ? node_of_rank(places, &term->ranks[i]) : node_of_term(job->arena, places, term);
    }
}

/* In order, each name once. */
static size_t settle(tarix_node *nodes, size_t n)
{
    size_t kept = 0;
    if (n) qsort(nodes, n, sizeof *nodes, by_count);
    for (size_t i = 0; i < n; i++)
        if (kept == 0 || !tarix_str_equal(nodes[kept - 1].name, nodes[i].name))
            nodes[kept++] = nodes[i];
    return kept;
}

/* What was typed, as terms. */
typedef struct term_list {
    tarix_term *terms;
    size_t n, capacity;
} term_list;

static tarix_status find_terms(tarix_arena *arena, const tarix_places *places,
    const tarix_str *typed, size_t n_typed, term_list *list, tarix_error *err)
{
    for (size_t i = 0; i < n_typed; i++) {
        tarix_str rest = typed[i], text;
        while (tarix_term_split(&rest, &text)) {
            TARIX_ROOM(arena, list->terms, list->n, list->capacity);
            TARIX_TRY(tarix_term_find(arena, &places->terms, text, &list->terms[list->n++], err));
        }
    }
    return TARIX_OK;
}

/* Looks up the places of all of them. */
static void find_places(tarix_arena *arena, tarix_places *places, const term_list *list)
{
    size_t n = 0;
    for (size_t i = 0; i < list->n; i++) n += list->terms[i].n;
    uint32_t *ranks = TARIX_ARRAY(arena, uint32_t, n + 1);
    n = 0;
    for (size_t i = 0; i < list->n; i++)
        for (size_t k = 0; k < list->terms[i].n; k++) ranks[n++] = list->terms[i].ranks[k];
    tarix_places_find(arena, places, ranks, n);
}

tarix_status tarix_nodes_find(tarix_job *job, tarix_places *places, const tarix_str *typed,
    size_t n_typed, bool each, tarix_nodes **out, tarix_error *err)
{
    node_list list = {0};
    term_list terms = {0};
    tarix_arena *arena = job->arena;
    TARIX_TRY(find_terms(arena, places, typed, n_typed, &terms, err));
    if (terms.n == 0)
        return tarix_error_set(err, TARIX_USAGE,
            "no node is named: --node and --nodes have nothing but blanks, commas and comments");
    find_places(arena, places, &terms);
    for (size_t i = 0; i < terms.n; i++) add_term(job, places, &terms.terms[i], each, &list);
    tarix_nodes *nodes = TARIX_NEW(arena, tarix_nodes);
    *nodes = (tarix_nodes){.places = places, .n = settle(list.nodes, list.n)};
    nodes->asked = list.nodes ? list.nodes : TARIX_NEW(arena, tarix_node);
    index_nodes(arena, nodes);
    *out = nodes;
    return TARIX_OK;
}
