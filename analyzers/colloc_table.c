#include "analyzers/colloc_table.h"

#include <math.h>

enum {
    NODE,
    COLLOCATE,
    O11,
    R1,
    C1,
    N,
    E11,
    F_NODE,
    F_COLLOCATE,
    LEFT,
    RIGHT,
    DOCS,
    FIRST_MEASURE
};

const tarix_column tarix_colloc_columns[TARIX_COLLOC_COLUMNS] = {
    {"node", TARIX_TYPE_TEXT, "node", "düyün söz", "", "value of the layer"},
    {"collocate", TARIX_TYPE_TEXT, "collocate", "qonşu söz", "", "value of the layer"},
    {"o11", TARIX_TYPE_COUNT, "co-occurrences", "birgə rastlanma", "places", "by --margins"},
    {"r1", TARIX_TYPE_COUNT, "margin of the node", "düyün sözün cəmi", "places", "by --margins"},
    {"c1", TARIX_TYPE_COUNT, "margin of the collocate", "qonşu sözün cəmi", "places",
        "by --margins"},
    {"n", TARIX_TYPE_COUNT, "sample size", "ümumi cəm", "places", "by --margins"},
    {"e11", TARIX_TYPE_REAL, "expected co-occurrences", "gözlənilən rastlanma", "places",
        "r1 c1 / n"},
    {"f_node", TARIX_TYPE_COUNT, "count of the node", "düyün sözün sayı", "tokens", ""},
    {"f_collocate", TARIX_TYPE_COUNT, "count of the collocate", "qonşu sözün sayı", "tokens", ""},
    {"left", TARIX_TYPE_COUNT, "left of the node", "solda", "node-place pairs", ""},
    {"right", TARIX_TYPE_COUNT, "right of the node", "sağda", "node-place pairs", ""},
    {"docs", TARIX_TYPE_COUNT, "documents", "mətnlər", "documents", "in which they meet"},
};

/* Of options, in the order of the table. Those of positions are made when their number is known. */
enum { FORMS, DEPTH, SHARED, WEIGHT };
const tarix_column tarix_colloc_optional[TARIX_COLLOC_OPTIONAL] = {
    [FORMS] = {"forms", TARIX_TYPE_TEXT, "forms met", "rast gəlinən formalar", "",
        "form (count) …"},
    [DEPTH] = {"depth", TARIX_TYPE_COUNT, "depth in the network", "şəbəkədə dərinlik", "steps",
        "1 where the node was asked for, 2 where it is a collocate of such a one, …"},
    [SHARED] = {"shared", TARIX_TYPE_COUNT, "nodes that share the collocate",
        "qonşu sözü bölüşən düyün sözlər", "nodes", "of the network; 1: this one only"},
    [WEIGHT] = {"weight", TARIX_TYPE_REAL, "weight of the edge", "əlaqənin çəkisi", "",
        "the measure of --weight"},
};

static void add_columns(const tarix_colloc_table *t)
{
    tarix_table_add_columns(t->table, tarix_colloc_columns, TARIX_COLLOC_COLUMNS);
    tarix_measures_add_columns(&t->measures, t->table);
    if (t->correction) {
        tarix_table_add_column(t->table, t->correction->column);
        tarix_table_add_column(t->table, t->correction->log10_column);
    }
    const unsigned left = t->windows->left, n = left + t->windows->right;
    for (unsigned i = 0; i < n && t->has_positions; i++) {
        const unsigned distance = i < left ? left - i : i - left + 1;
        const tarix_str name = tarix_arena_format(t->arena, "%c%u", i < left ? 'L' : 'R', distance);
        tarix_table_add_column(t->table, (tarix_column){name.data, TARIX_TYPE_COUNT, name.data,
                                             name.data, "node-place pairs", "at this distance"});
    }
    if (t->has_forms) tarix_table_add_column(t->table, tarix_colloc_optional[FORMS]);
    if (!t->weight) return;
    tarix_column weight = tarix_colloc_optional[WEIGHT];
    weight.formula = t->weight->name;
    tarix_table_add_column(t->table, tarix_colloc_optional[DEPTH]);
    tarix_table_add_column(t->table, tarix_colloc_optional[SHARED]);
    tarix_table_add_column(t->table, weight);
}

/* Measures that nobody will see are not computed. */
static void choose_scores(tarix_colloc_table *t)
{
    const tarix_measure_list *all = &t->measures;
    t->scores.rows = TARIX_ARRAY(t->arena, const tarix_measure *, all->n + 1);
    t->score_of_measure = TARIX_ARRAY(t->arena, size_t, all->n + 1);
    for (size_t i = 0; i < all->n; i++) {
        t->score_of_measure[i] = SIZE_MAX;
        if (!tarix_table_wants(t->table, all->rows[i]->name)) continue;
        t->score_of_measure[i] = t->scores.n;
        t->scores.rows[t->scores.n++] = all->rows[i];
    }
}

tarix_status tarix_colloc_table_begin(tarix_colloc_table *table, tarix_error *err)
{
    add_columns(table);
    TARIX_TRY(tarix_table_begin(table->table, err));
    choose_scores(table);
    return TARIX_OK;
}

/* ---- rows ---- */

static void write_counts(
    tarix_colloc_table *t, tarix_cell *row, const tarix_collocates *c, const tarix_meeting *m)
{
    const tarix_windows *w = t->windows;
    const bool has_sides = w->margins != TARIX_MARGINS_SENTENCE;
    uint64_t c1, n;
    tarix_windows_margins(w, &c->node, m, &c1, &n);
    row[O11].count = m->o11;
    row[R1].count = c->r1;
    row[C1].count = c1;
    row[N].count = n;
    row[E11].real = (double)c->r1 * (double)c1 / (double)n;
    row[F_NODE].count = c->node.n;
    row[F_COLLOCATE].count = tarix_places_count(w->places, m->collocate);
    row[LEFT].count = has_sides ? m->left : TARIX_NO_COUNT;
    row[RIGHT].count = has_sides ? m->right : TARIX_NO_COUNT;
    row[DOCS].count = m->docs;
    t->n_without_table += !tarix_cells_are_table(m->o11, c->r1, c1, n);
}

/* What stands behind the counts; returns the cell behind it. */
static tarix_cell *write_scores(
    const tarix_colloc_table *t, tarix_cell *cell, const tarix_collocates *c, uint32_t index)
{
    for (size_t i = 0; i < t->measures.n; i++) {
        const size_t score = t->score_of_measure[i];
        cell++->real = score == SIZE_MAX ? NAN : c->scores[index * t->scores.n + score];
    }
    if (t->correction) {
        const double log10_q = c->log10_q ? c->log10_q[index] : NAN;
        cell++->real = pow(10, log10_q);
        cell++->real = log10_q;
    }
    const unsigned n_positions = t->windows->left + t->windows->right;
    for (unsigned i = 0; i < n_positions && t->has_positions; i++)
        cell++->count = c->positions ? c->positions[index * n_positions + i] : 0;
    return cell;
}

enum { ahead = 8 }; /* rows whose texts are on the way */

tarix_status tarix_colloc_table_add(tarix_colloc_table *table, const tarix_collocates *found,
    size_t i, tarix_str forms, tarix_cell **row, tarix_error *err)
{
    const uint32_t index = found->order[i].index;
    const tarix_places *places = table->windows->places;
    const tarix_meeting *m = &found->meetings[index];
    tarix_cell *cell = NULL;
    TARIX_TRY(tarix_table_row(table->table, &cell, err));
    if (i + ahead < found->n)
        tarix_places_expect(places, found->meetings[found->order[i + ahead].index].collocate);
    cell[NODE].text = found->node.name;
    cell[COLLOCATE].text = tarix_places_str(places, m->collocate);
    write_counts(table, cell, found, m);
    cell = write_scores(table, cell + FIRST_MEASURE, found, index);
    if (table->has_forms) cell++->text = forms;
    *row = cell;
    return TARIX_OK;
}

tarix_status tarix_colloc_table_add_network(
    tarix_colloc_table *table, const tarix_network *network, tarix_error *err)
{
    for (size_t s = 0; s < network->n; s++) {
        const tarix_star *star = &network->stars[s];
        for (size_t i = 0; i < star->kept.n; i++) {
            const tarix_str forms = star->forms ? star->forms[i] : TARIX_STR("");
            tarix_cell *cell = NULL;
            if (tarix_table_is_full(table->table)) return TARIX_OK;
            TARIX_TRY(tarix_colloc_table_add(table, &star->kept, i, forms, &cell, err));
            cell++->count = star->depth;
            cell++->count = network->sources[star->kept.meetings[i].collocate];
            cell->real = star->kept.order[i].score;
        }
    }
    return TARIX_OK;
}
