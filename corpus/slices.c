#include "corpus/slices.h"

#include "base/pool.h"
#include "base/simd.h"
#include "corpus/index_checks.h"

#include <stdlib.h>

enum { chunks = 64, weight = 16, ahead = 8 }; /* of a form, in tokens; forms asked for */

/* A range of forms whose places are checked, or of values that are counted. */
typedef struct chunk {
    tarix_id first, end;
    size_t at, n;    /* of values: their entries, and before they are counted the most there are */
    uint64_t *count; /* of the value at hand, by slice; 0 between values */
    tarix_status status;
    tarix_error error;
} chunk;

typedef struct slicing {
    const tarix_slices_plan *plan;
    tarix_slices slices;
    tarix_id *placeless; /* forms that hold no place */
    size_t n_placeless;
    uint64_t *end; /* by slice: the token behind it */
    /* the forms of value v are form[first_form[v]] … */
    uint32_t *first_form;
    tarix_id *form;
    uint64_t *n_places; /* by value */
    chunk chunks[chunks];
} slicing;

/* Of ascending numbers, the first that is not below `least`, looked for from `from` on. */
#define FIND(name, type)                                                                           \
    static size_t name(const type *list, size_t n, size_t from, uint64_t least)                    \
    {                                                                                              \
        size_t low = from, step = 1;                                                               \
        while (low + step <= n && list[low + step - 1] < least) {                                  \
            low += step;                                                                           \
            step *= 2;                                                                             \
        }                                                                                          \
        size_t high = low + step <= n ? low + step - 1 : n;                                        \
        while (low < high) {                                                                       \
            const size_t middle = low + (high - low) / 2;                                          \
            if (list[middle] < least)                                                              \
                low = middle + 1;                                                                  \
            else                                                                                   \
                high = middle;                                                                     \
        }                                                                                          \
        return low;                                                                                \
    }
FIND(find_place, tarix_id)
FIND(find_end, uint64_t)

static const tarix_id *places_of(const tarix_index *x, tarix_id form)
{
    return x->place + x->place_start[form];
}

/* ---- the places of all forms, and the forms of all values ---- */

/* Ranges of about as much work each. */
static void cut_forms(slicing *s)
{
    const tarix_index *x = s->plan->index;
    const uint64_t work = x->n_tokens + (uint64_t)x->n_forms * weight;
    tarix_id form = 0;
    for (size_t i = 0; i < chunks; i++) {
        s->chunks[i].first = form;
        while (form < x->n_forms &&
               (i + 1 == chunks ||
                   x->place_start[form] + (uint64_t)form * weight < work / chunks * (i + 1)))
            form++;
        s->chunks[i].end = form;
    }
}

static void check(slicing *s, size_t number)
{
    chunk *k = &s->chunks[number];
    const tarix_id *at = NULL;
    size_t n = 0;
    for (tarix_id f = k->first; f < k->end && k->status == TARIX_OK; f++)
        k->status = tarix_index_places(s->plan->index, f, &at, &n, &k->error);
}

static void group_forms(slicing *s)
{
    const tarix_slices_plan *p = s->plan;
    const size_t n_forms = p->index->n_forms;
    uint32_t *first = s->first_form;
    for (tarix_id f = 0; f < n_forms; f++) {
        if (p->value[f] == TARIX_NO_ID) continue;
        first[p->value[f] + 2]++;
        s->n_places[p->value[f]] += tarix_index_count(p->index, f);
    }
    for (size_t v = 0; v < p->n_values; v++) first[v + 2] += first[v + 1];
    for (tarix_id f = 0; f < n_forms; f++)
        if (p->value[f] != TARIX_NO_ID) s->form[first[p->value[f] + 1]++] = f;
}

/* Forms are grouped on one thread while others check. */
static void prepare(void *context, size_t task)
{
    if (task == 0)
        group_forms(context);
    else
        check(context, task - 1);
}

static tarix_status prepare_all(slicing *s, tarix_arena *arena, tarix_error *err)
{
    const tarix_slices_plan *p = s->plan;
    s->first_form = TARIX_ARRAY(arena, uint32_t, p->n_values + 2);
    s->form = TARIX_ARRAY(arena, tarix_id, p->index->n_forms + 1);
    s->n_places = TARIX_ARRAY(arena, uint64_t, p->n_values + 1);
    cut_forms(s);
    tarix_pool_run(p->n_threads, chunks + 1, prepare, s);
    for (size_t i = 0; i < chunks; i++)
        if (s->chunks[i].status != TARIX_OK)
            return tarix_error_set(err, s->chunks[i].status, "%s", s->chunks[i].error.message);
    return TARIX_OK;
}

/* ---- where slices end ---- */

/* Places before a token: all tokens but those of forms that hold none. */
static uint64_t places_before(const slicing *s, uint64_t token)
{
    const tarix_index *x = s->plan->index;
    uint64_t place = token;
    for (size_t i = 0; i < s->n_placeless; i++) {
        const tarix_id form = s->placeless[i];
        place -= find_place(places_of(x, form), (size_t)tarix_index_count(x, form), 0, token);
    }
    return place;
}

/* The token that a slice begins with: that of the first sentence behind its share of places. */
static uint64_t start_of(const slicing *s, size_t part)
{
    const tarix_index *x = s->plan->index;
    uint64_t low = 0, high = x->n_sentences;
    while (low < high) {
        const uint64_t middle = low + (high - low) / 2;
        if (places_before(s, x->sentence[middle]) * s->plan->n_slices >=
            (uint64_t)part * s->plan->n_places)
            high = middle;
        else
            low = middle + 1;
    }
    return x->sentence[low]; /* behind the last stands the number of tokens */
}

static void find_ends(slicing *s)
{
    const tarix_index *x = s->plan->index;
    const size_t n = s->plan->n_slices;
    uint64_t begin = 0;
    for (tarix_id f = 0; f < x->n_forms; f++)
        if (!tarix_kind_holds_place(x->form_tag[f] & 0xFF)) s->placeless[s->n_placeless++] = f;
    for (size_t i = 0; i < n; i++) {
        s->end[i] = i + 1 < n ? start_of(s, i + 1) : x->n_tokens;
        const uint64_t places = places_before(s, s->end[i]);
        s->slices.size[i] = places - begin;
        begin = places;
    }
}

/* ---- counts of values ---- */

/* The most slices that a value can be in. */
static size_t most_of(const slicing *s, size_t value)
{
    const uint64_t n = s->n_places[value];
    return n < s->plan->n_slices ? (size_t)n : s->plan->n_slices;
}

/* Ranges of about as many entries each, at most. */
static void cut_values(slicing *s, tarix_arena *arena)
{
    const tarix_slices_plan *p = s->plan;
    size_t most = 0, at = 0;
    tarix_id v = 0;
    for (size_t i = 0; i < p->n_values; i++) most += most_of(s, i);
    for (size_t i = 0; i < chunks; i++) {
        chunk *k = &s->chunks[i];
        *k = (chunk){.first = v, .at = at, .count = TARIX_ARRAY(arena, uint64_t, p->n_slices)};
        while (v < p->n_values && (i + 1 == chunks || at < most / chunks * (i + 1)))
            at += most_of(s, v++);
        k->end = v;
    }
    s->slices.first = TARIX_ARRAY(arena, size_t, p->n_values + 1);
    s->slices.part = TARIX_ARRAY(arena, uint32_t, most + 1);
    s->slices.count = TARIX_ARRAY(arena, uint64_t, most + 1);
}

static TARIX_HOT void expect(const slicing *s, uint32_t i, uint32_t end)
{
    const tarix_index *x = s->plan->index;
    if (i + 2 * ahead < end) TARIX_PREFETCH(&x->place_start[s->form[i + 2 * ahead]]);
    if (i + ahead < end) TARIX_PREFETCH(places_of(x, s->form[i + ahead]));
}

/* Adds the places of a form to the slices; parts that had none are listed. */
static size_t add_form(const slicing *s, uint64_t *count, tarix_id form, uint32_t *parts)
{
    const tarix_id *at = places_of(s->plan->index, form);
    const size_t n = (size_t)tarix_index_count(s->plan->index, form);
    size_t n_parts = 0;
    for (size_t i = 0, part = 0; i < n;) {
        part = find_end(s->end, s->plan->n_slices, part, (uint64_t)at[i] + 1);
        const size_t next = find_place(at, n, i, s->end[part]);
        if (!count[part]) parts[n_parts++] = (uint32_t)part;
        count[part] += next - i;
        i = next;
    }
    return n_parts;
}

static void count(void *context, size_t task)
{
    const slicing *s = context;
    chunk *k = &((slicing *)context)->chunks[task];
    const uint32_t last_form = s->first_form[k->end];
    size_t at = k->at;
    for (tarix_id v = k->first; v < k->end; v++) {
        uint32_t *parts = s->slices.part + at;
        size_t n = 0;
        for (uint32_t i = s->first_form[v]; i < s->first_form[v + 1]; i++) {
            expect(s, i, last_form);
            n += add_form(s, k->count, s->form[i], parts + n);
        }
        tarix_slices_sort(parts, n);
        for (size_t i = 0; i < n; i++) {
            s->slices.count[at + i] = k->count[parts[i]];
            k->count[parts[i]] = 0;
        }
        s->slices.first[v] = at;
        at += n;
    }
    k->n = at - k->at;
}

/* The entries of each range behind those of the one before. */
static void join(slicing *s)
{
    tarix_slices *l = &s->slices;
    size_t n = 0;
    for (size_t i = 0; i < chunks; i++) {
        const chunk *k = &s->chunks[i];
        memmove(l->part + n, l->part + k->at, k->n * sizeof *l->part);
        memmove(l->count + n, l->count + k->at, k->n * sizeof *l->count);
        for (tarix_id v = k->first; v < k->end; v++) l->first[v] -= k->at - n;
        n += k->n;
    }
    l->first[s->plan->n_values] = n;
}

tarix_status tarix_slices_count(
    tarix_arena *arena, const tarix_slices_plan *plan, tarix_slices *out, tarix_error *err)
{
    const tarix_index *x = plan->index;
    slicing *s = TARIX_NEW(arena, slicing);
    s->plan = plan;
    s->placeless = TARIX_ARRAY(arena, tarix_id, x->n_forms + 1);
    s->end = TARIX_ARRAY(arena, uint64_t, plan->n_slices);
    s->slices.size = TARIX_ARRAY(arena, uint64_t, plan->n_slices);
    TARIX_TRY(
        tarix_index_check(x, TARIX_INDEX_COUNTS | TARIX_INDEX_SENTENCES, plan->n_threads, err));
    TARIX_TRY(prepare_all(s, arena, err));
    find_ends(s);
    cut_values(s, arena);
    tarix_pool_run(plan->n_threads, chunks, count, s);
    join(s);
    *out = s->slices;
    return TARIX_OK;
}

static int ascending(const void *a, const void *b)
{
    const uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

void tarix_slices_sort(uint32_t *part, size_t n)
{
    enum { few = 16 };
    if (n > few) {
        qsort(part, n, sizeof *part, ascending);
        return;
    }
    for (size_t i = 1; i < n; i++) {
        const uint32_t moved = part[i];
        size_t at = i;
        for (; at && part[at - 1] > moved; at--) part[at] = part[at - 1];
        part[at] = moved;
    }
}
