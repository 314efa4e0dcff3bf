#include "analyzers/sweep.h"

#include "base/collate.h"
#include "base/pool.h"

#include <math.h>
#include <stdlib.h>

/* A node that has collocates, which are `n` from `first` on. */
typedef struct found {
    uint32_t node, n;
    uint64_t r1;
    size_t first;
} found;

/* What one task gives. */
typedef struct batch {
    found *found;
    size_t n_found, n; /* n: collocates of all of them */
    tarix_meeting *meetings;
    tarix_standing *order;
    double *scores, *log10_p;
    uint32_t *positions;
} batch;

/* What is kept of a pair until the p of all are known. */
typedef struct pair {
    uint32_t collocate, o11;
} pair;

typedef struct sweeping {
    const tarix_sweep *sweep; /* a copy, which outlives an unwound frame */
    tarix_arena *arena;
    size_t *tasks; /* the first item of each, and the end of the last */
    size_t n_tasks, tasks_capacity;
    batch *batches; /* by slot */
    size_t n_slots;
    tarix_counter **counters; /* by thread */
    /* after the first of two rounds */
    found *found;
    size_t n_found, found_capacity;
    pair *pairs;
    double *log10_q;
    double *log10_p;   /* where it is a score, too */
    size_t kept_score; /* its index; SIZE_MAX: it is none */
    size_t n_pairs, pairs_capacity, q_capacity, p_capacity;
    bool is_second;
} sweeping;

enum { least_room = 1 << 16, most_items = 1 << 12, task_places = 1 << 20 };

/* ---- tasks ---- */

static size_t n_items(const sweeping *s)
{
    return s->is_second ? s->n_found : s->sweep->nodes->n;
}

static tarix_node node_of_item(const sweeping *s, size_t item)
{
    return tarix_nodes_at(s->sweep->nodes, s->is_second ? s->found[item].node : item);
}

static size_t room_of_item(const sweeping *s, size_t item)
{
    if (s->is_second) return s->found[item].n;
    return tarix_windows_most(s->sweep->windows, tarix_nodes_at(s->sweep->nodes, item).n);
}

/* Ranges of items that are little work each, and need room for no more collocates than there is.
 * Returns the room. */
static size_t plan(sweeping *s)
{
    const size_t n = n_items(s);
    size_t room = least_room, used = 0, begin = 0;
    uint64_t walk = 0;
    for (size_t i = 0; i < n; i++)
        if (room_of_item(s, i) > room) room = room_of_item(s, i);
    s->n_tasks = 0;
    for (size_t i = 0; i < n; i++) {
        const size_t more = room_of_item(s, i);
        if (i == 0 || used + more > room || walk > task_places || i - begin == most_items) {
            TARIX_ROOM(s->arena, s->tasks, s->n_tasks, s->tasks_capacity);
            s->tasks[s->n_tasks++] = begin = i;
            used = 0;
            walk = 0;
        }
        used += more;
        walk += tarix_windows_walk(s->sweep->windows, node_of_item(s, i).n);
    }
    TARIX_ROOM(s->arena, s->tasks, s->n_tasks, s->tasks_capacity);
    s->tasks[s->n_tasks] = n;
    return room;
}

static void make_batches(tarix_arena *arena, sweeping *s, size_t room)
{
    const tarix_sweep *w = s->sweep;
    const size_t n_positions = w->has_positions ? w->windows->left + w->windows->right : 0;
    const bool is_first = w->test && !s->is_second;
    s->batches = TARIX_ARRAY(arena, batch, s->n_slots);
    for (size_t i = 0; i < s->n_slots; i++) {
        batch *b = &s->batches[i];
        b->found = TARIX_ARRAY(arena, found, most_items);
        b->meetings = TARIX_ARRAY(arena, tarix_meeting, room);
        if (is_first) {
            b->log10_p = TARIX_ARRAY(arena, double, room);
            continue;
        }
        b->order = TARIX_ARRAY(arena, tarix_standing, room);
        b->scores = TARIX_ARRAY(arena, double, room * w->scores.n);
        if (n_positions) b->positions = TARIX_ARRAY(arena, uint32_t, room * n_positions);
    }
}

/* ---- on any thread ---- */

/* Leaves out what the other node has. */
static size_t without_earlier(const tarix_sweep *w, size_t node, tarix_meeting *list, size_t n)
{
    size_t kept = 0;
    for (size_t i = 0; i < n; i++)
        if (!tarix_nodes_has_before(w->nodes, list[i].collocate, node)) list[kept++] = list[i];
    return kept;
}

static void count_item(const sweeping *s, size_t item, size_t thread, batch *b)
{
    const tarix_sweep *w = s->sweep;
    found f = {.first = b->n};
    tarix_meeting *list = b->meetings + b->n;
    if (s->is_second) {
        f.node = s->found[item].node;
        f.r1 = s->found[item].r1;
        f.n = s->found[item].n;
        const pair *pairs = s->pairs + s->found[item].first;
        for (size_t i = 0; i < f.n; i++)
            list[i] = (tarix_meeting){.collocate = pairs[i].collocate, .o11 = pairs[i].o11};
    } else {
        const tarix_node node = node_of_item(s, item);
        f.node = (uint32_t)item;
        size_t n = tarix_counter_meet(s->counters[thread], &node, list, &f.r1);
        if (w->unordered) n = without_earlier(w, item, list, n);
        f.n = (uint32_t)n;
    }
    if (f.n == 0) return;
    b->found[b->n_found++] = f;
    b->n += f.n;
}

static tarix_cells cells_of(
    const tarix_sweep *w, const tarix_node *node, uint64_t r1, const tarix_meeting *m)
{
    tarix_cells cells;
    tarix_windows_cells(w->windows, node, r1, m, &cells);
    cells.tests = (double)w->n_tests;
    return cells;
}

static void test_item(const sweeping *s, const found *f, batch *b)
{
    const tarix_node node = tarix_nodes_at(s->sweep->nodes, f->node);
    for (size_t i = f->first; i < f->first + f->n; i++) {
        const tarix_cells cells = cells_of(s->sweep, &node, f->r1, &b->meetings[i]);
        b->log10_p[i] = s->sweep->test->of_cells(&cells);
    }
}

static int compare(const void *a, const void *b)
{
    const tarix_standing *p = a, *q = b;
    if (isnan(p->score) || isnan(q->score)) {
        if (isnan(p->score) != isnan(q->score)) return isnan(p->score) ? 1 : -1;
    } else if (p->score != q->score)
        return p->score > q->score ? -1 : 1;
    if (p->o11 != q->o11) return p->o11 > q->o11 ? -1 : 1;
    return 0;
}

/* Equal scores and counts stand by the alphabet. Ranks of one count do already. */
static int compare_texts(const tarix_places *p, uint32_t a, uint32_t b)
{
    if (tarix_places_count(p, a) == tarix_places_count(p, b)) return (a > b) - (a < b);
    return tarix_collate(tarix_places_str(p, a), tarix_places_str(p, b));
}

static void sift_down(
    tarix_standing *list, size_t at, size_t n, const tarix_places *p, const tarix_meeting *meetings)
{
    const tarix_standing moved = list[at];
    for (size_t child = 2 * at + 1; child < n; child = 2 * at + 1) {
        if (child + 1 < n && compare_texts(p, meetings[list[child].index].collocate,
                                 meetings[list[child + 1].index].collocate) < 0)
            child++;
        if (compare_texts(
                p, meetings[moved.index].collocate, meetings[list[child].index].collocate) >= 0)
            break;
        list[at] = list[child];
        at = child;
    }
    list[at] = moved;
}

/* Heap sort, which needs no room, and no longer for lists that are all one tie. */
static void settle_tie(
    tarix_standing *list, size_t n, const tarix_places *p, const tarix_meeting *meetings)
{
    for (size_t i = n / 2; i-- > 0;) sift_down(list, i, n, p, meetings);
    for (size_t end = n; end-- > 1;) {
        const tarix_standing last = list[end];
        list[end] = list[0];
        list[0] = last;
        sift_down(list, 0, end, p, meetings);
    }
}

static void order_item(const tarix_sweep *w, const found *f, batch *b)
{
    tarix_standing *list = b->order + f->first;
    const tarix_meeting *meetings = b->meetings + f->first;
    qsort(list, f->n, sizeof *list, compare);
    for (size_t i = 0, same; i < f->n; i += same) {
        for (same = 1; i + same < f->n && compare(&list[i], &list[i + same]) == 0;) same++;
        if (same > 1) settle_tie(list + i, same, w->windows->places, meetings);
    }
}

/* `known`: p of each, where the first round has kept it. */
static void score_item(const sweeping *s, const found *f, batch *b, const double *known)
{
    const tarix_sweep *w = s->sweep;
    const size_t known_score = known ? s->kept_score : SIZE_MAX;
    const tarix_node node = tarix_nodes_at(w->nodes, f->node);
    const bool ascends = tarix_sweep_ascends(w->order);
    for (size_t i = f->first; i < f->first + f->n; i++) {
        const tarix_cells cells = cells_of(w, &node, f->r1, &b->meetings[i]);
        double score = NAN;
        bool is_known = false;
        for (size_t m = 0; m < w->scores.n; m++) {
            const double value =
                m == known_score ? known[i - f->first] : w->scores.rows[m]->of_cells(&cells);
            b->scores[i * w->scores.n + m] = value;
            if (w->scores.rows[m] == w->order) {
                score = value;
                is_known = true;
            }
        }
        if (!is_known) score = w->order->of_cells(&cells);
        b->order[i] = (tarix_standing){
            ascends ? -score : score, b->meetings[i].o11, (uint32_t)(i - f->first)};
    }
    order_item(w, f, b);
}

static void detail_item(const sweeping *s, const found *f, size_t thread, batch *b)
{
    const tarix_sweep *w = s->sweep;
    const tarix_node node = tarix_nodes_at(w->nodes, f->node);
    const size_t n_positions = w->windows->left + w->windows->right;
    uint32_t *positions = NULL;
    if (w->has_positions) {
        positions = b->positions + f->first * n_positions;
        memset(positions, 0, f->n * n_positions * sizeof *positions);
    }
    tarix_counter_detail(s->counters[thread], &node, b->meetings + f->first, f->n, positions);
}

static void work(void *context, size_t task, size_t thread, size_t slot)
{
    const sweeping *s = context;
    batch *b = &s->batches[slot];
    b->n_found = b->n = 0;
    for (size_t item = s->tasks[task]; item < s->tasks[task + 1]; item++) {
        const size_t before = b->n_found;
        count_item(s, item, thread, b);
        if (b->n_found == before) continue;
        const found *f = &b->found[before];
        if (b->log10_p) {
            test_item(s, f, b);
            continue;
        }
        if (s->sweep->has_details) detail_item(s, f, thread, b);
        score_item(s, f, b, s->log10_p ? s->log10_p + s->found[item].first : NULL);
    }
}

/* ---- on the caller's thread ---- */

static bool keep(void *context, size_t task, size_t slot)
{
    sweeping *s = context;
    const batch *b = &s->batches[slot];
    tarix_progress_step(s->sweep->progress, "counting pairs", task, s->n_tasks);
    for (size_t i = 0; i < b->n_found; i++) {
        TARIX_ROOM(s->arena, s->found, s->n_found, s->found_capacity);
        s->found[s->n_found] = b->found[i];
        s->found[s->n_found++].first += s->n_pairs;
    }
    for (size_t i = 0; i < b->n; i++) {
        TARIX_ROOM(s->arena, s->log10_q, s->n_pairs, s->q_capacity);
        TARIX_ROOM(s->arena, s->pairs, s->n_pairs, s->pairs_capacity);
        if (s->kept_score != SIZE_MAX) {
            TARIX_ROOM(s->arena, s->log10_p, s->n_pairs, s->p_capacity);
            s->log10_p[s->n_pairs] = b->log10_p[i];
        }
        s->log10_q[s->n_pairs] = b->log10_p[i];
        s->pairs[s->n_pairs++] = (pair){b->meetings[i].collocate, b->meetings[i].o11};
    }
    return true;
}

static bool hand_over(void *context, size_t task, size_t slot)
{
    sweeping *s = context;
    const tarix_sweep *w = s->sweep;
    const batch *b = &s->batches[slot];
    const size_t n_positions = w->windows->left + w->windows->right;
    tarix_progress_step(w->progress, "writing pairs", task, s->n_tasks);
    for (size_t i = 0; i < b->n_found; i++) {
        const found *f = &b->found[i];
        const tarix_collocates c = {.number = f->node,
            .node = tarix_nodes_at(w->nodes, f->node),
            .r1 = f->r1,
            .n = f->n,
            .order = b->order + f->first,
            .meetings = b->meetings + f->first,
            .scores = b->scores + f->first * w->scores.n,
            .positions = b->positions ? b->positions + f->first * n_positions : NULL,
            .log10_q = s->is_second ? s->log10_q + s->found[s->tasks[task] + i].first : NULL};
        if (!w->take(w->context, &c)) return false;
    }
    return true;
}

static void run_round(sweeping *s, bool (*take)(void *context, size_t task, size_t slot))
{
    tarix_arena *scratch = tarix_arena_new(tarix_arena_guard(s->arena));
    make_batches(scratch, s, plan(s));
    tarix_pool_stream(scratch, &(tarix_stream){.n_threads = s->sweep->n_threads,
                                   .n_tasks = s->n_tasks,
                                   .n_slots = s->n_slots,
                                   .work = work,
                                   .take = take,
                                   .context = s});
    tarix_arena_free(scratch);
}

static size_t score_of_test(const tarix_sweep *w)
{
    size_t i = 0;
    while (i < w->scores.n && w->scores.rows[i] != w->test) i++;
    return w->test && i < w->scores.n ? i : SIZE_MAX;
}

void tarix_sweep_run(tarix_arena *arena, const tarix_sweep *sweep)
{
    sweeping *s = TARIX_NEW(arena, sweeping);
    tarix_sweep *copy = TARIX_NEW(arena, tarix_sweep);
    *copy = *sweep;
    *s = (sweeping){.sweep = copy,
        .arena = arena,
        .n_slots = 2 * sweep->n_threads,
        .kept_score = score_of_test(sweep)};
    s->counters = TARIX_ARRAY(arena, tarix_counter *, sweep->n_threads);
    for (size_t i = 0; i < sweep->n_threads; i++)
        s->counters[i] = tarix_counter_new(arena, sweep->windows);
    if (sweep->test) {
        run_round(s, keep);
        if (sweep->correction)
            tarix_correct(arena, sweep->correction, s->log10_q, s->n_pairs, sweep->n_tests);
        s->is_second = true;
    }
    run_round(s, hand_over);
}
