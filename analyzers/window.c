#include "analyzers/window.h"

#include "base/number.h"
#include "base/simd.h"

#include <math.h>

/* met[r] - base is how often rank r has been met, and 0 when that is negative: to clear all
 * counters, base moves above them. While a node's meetings are looked at in detail, their counters
 * hold marked + index. */
struct tarix_counter {
    const tarix_windows *windows;
    uint32_t *met; /* by rank, and one for all that is not listed */
    uint32_t base; /* no counter is higher when a node begins */
    uint32_t marked;
    uint32_t *unit;    /* by rank: the sentence that has counted it last, in sentence margins */
    uint32_t sentence; /* the last number given to one */
};

/* Places from begin to before end, with the node's own. */
typedef struct span {
    size_t begin, end;
} span;

bool tarix_windows_parse(tarix_str text, unsigned *left, unsigned *right)
{
    tarix_str rest = text, first = {0}, second = {0};
    uint64_t l = 0, r = 0;
    if (!tarix_str_split(&rest, ',', &first) || !tarix_str_split(&rest, ',', &second) || rest.data)
        return false;
    if (!tarix_number_parse_count(first, &l) || !tarix_number_parse_count(second, &r)) return false;
    if (l > TARIX_WINDOW_WIDEST || r > TARIX_WINDOW_WIDEST || l + r == 0) return false;
    *left = (unsigned)l;
    *right = (unsigned)r;
    return true;
}

tarix_counter *tarix_counter_new(tarix_arena *arena, const tarix_windows *windows)
{
    const size_t n = windows->places->n_listed + 1;
    tarix_counter *c = TARIX_NEW(arena, tarix_counter);
    c->windows = windows;
    c->met = TARIX_ARRAY(arena, uint32_t, n);
    c->marked = UINT32_MAX - (uint32_t)n;
    if (windows->margins == TARIX_MARGINS_SENTENCE) c->unit = TARIX_ARRAY(arena, uint32_t, n);
    return c;
}

/* ---- spans ---- */

/* The bits of 64 places, the first of which may lie TARIX_PLACES_MARGIN before the corpus. */
static inline uint64_t starts_from(const tarix_places *p, size_t place_and_margin)
{
    const size_t word = place_and_margin / 64, shift = place_and_margin % 64;
    const uint64_t low = p->starts[word] >> shift;
    return shift ? low | p->starts[word + 1] << (64 - shift) : low;
}

/* The window of a place, cut at the borders of its unit, each found in one look at 64 bits. */
static inline span window_at(const tarix_windows *w, size_t at)
{
    const uint64_t before = starts_from(w->places, at + TARIX_PLACES_MARGIN - 63);
    const uint64_t behind = starts_from(w->places, at + TARIX_PLACES_MARGIN + 1);
    unsigned left = w->left, right = w->right;
    if (before && tarix_simd_above(before) < left) left = tarix_simd_above(before);
    if (behind && tarix_simd_lowest(behind) < right) right = tarix_simd_lowest(behind);
    return (span){at - left, at + right + 1};
}

static bool starts_unit(const tarix_places *p, size_t place)
{
    const size_t bit = place + TARIX_PLACES_MARGIN;
    return p->starts[bit / 64] >> bit % 64 & 1;
}

static span sentence_at(const tarix_places *p, size_t at)
{
    span s = {at, at + 1};
    while (!starts_unit(p, s.begin)) s.begin--;
    while (!starts_unit(p, s.end)) s.end++;
    return s;
}

void tarix_windows_count_sentences(tarix_arena *arena, tarix_windows *windows)
{
    const tarix_places *p = windows->places;
    const size_t n = p->n_ranks + 1; /* the last: of what is not listed */
    tarix_arena *scratch = tarix_arena_new(tarix_arena_guard(arena));
    uint32_t *counted = TARIX_ARRAY(scratch, uint32_t, n), sentence = 0;
    windows->sentences = TARIX_ARRAY(arena, uint32_t, n);
    for (size_t i = 0; i < p->n; i++) {
        const uint32_t rank = p->rank_at[i];
        sentence += starts_unit(p, i);
        windows->sentences[rank] += counted[rank] != sentence;
        counted[rank] = sentence;
    }
    tarix_arena_free(scratch);
}

/* ---- how much there can be ---- */

uint64_t tarix_windows_walk(const tarix_windows *windows, uint64_t n)
{
    const uint64_t places = windows->places->n;
    if (windows->margins == TARIX_MARGINS_SENTENCE) return places;
    const uint64_t walk = n * (windows->left + windows->right + 1);
    return windows->every || walk < places ? walk : places;
}

size_t tarix_windows_most(const tarix_windows *windows, uint64_t n)
{
    const uint64_t most = tarix_windows_walk(windows, n) / windows->least;
    return most < windows->places->n_listed ? (size_t)most : windows->places->n_listed;
}

bool tarix_windows_hold(const tarix_windows *windows, uint64_t n)
{
    return 2 * tarix_windows_walk(windows, n) + 4 < UINT32_MAX - windows->places->n_listed;
}

/* ---- meetings ---- */

/* What one node's places are counted with. */
typedef struct counting {
    uint32_t base, goal; /* what the counter of a meeting that is kept comes from, and to */
    uint32_t *met;
    tarix_meeting *out;
    size_t n;
    uint64_t walked; /* places */
} counting;

/* Sets all counters to 0. Those of the node itself, and of all that is not listed, begin at the
 * goal, so that they never arrive there. */
static counting begin_node(tarix_counter *c, const tarix_node *node, tarix_meeting *out)
{
    const tarix_windows *w = c->windows;
    const uint64_t walk = tarix_windows_walk(w, node->n);
    const uint32_t goal = (uint32_t)(w->least <= walk ? w->least : walk + 1);
    if (c->base + walk + goal + 1 >= c->marked) {
        memset(c->met, 0, (w->places->n_listed + 1) * sizeof *c->met);
        c->base = 0;
    }
    counting k = {.base = c->base, .goal = c->base + goal, .met = c->met, .out = out};
    k.met[w->places->n_listed] = k.goal;
    for (size_t i = 0; i < node->n_types; i++)
        if (node->types[i] < w->places->n_listed) k.met[node->types[i]] = k.goal;
    return k;
}

static void end_node(tarix_counter *c, const counting *k)
{
    for (size_t i = 0; i < k->n; i++) {
        const uint32_t collocate = k->out[i].collocate;
        k->out[i] = (tarix_meeting){.collocate = collocate, .o11 = k->met[collocate] - k->base};
    }
    c->base = k->goal + (uint32_t)k->walked;
}

static inline void count(counting *k, uint32_t rank)
{
    const uint32_t before = k->met[rank] > k->base ? k->met[rank] : k->base;
    k->met[rank] = before + 1;
    if (TARIX_UNLIKELY(before + 1 == k->goal)) k->out[k->n++].collocate = rank;
}

enum { ahead = 16 };

/* Asks for the surroundings of a node's place some places before they are needed: a window is
 * seldom more than two lines of the cache. (Not inlined early, it counts as a function without
 * effect and goes.) */
static TARIX_HOT void expect(const tarix_windows *w, const tarix_node *node, size_t i)
{
    if (i + ahead >= node->n) return;
    const tarix_places *p = w->places;
    const size_t at = node->at[i + ahead];
    TARIX_PREFETCH(&p->rank_at[at < w->left ? 0 : at - w->left]);
    TARIX_PREFETCH(&p->rank_at[at + w->right < p->n ? at + w->right : at]);
    TARIX_PREFETCH(&p->starts[(at + TARIX_PLACES_MARGIN) / 64]);
}

/* Each window begins where the last has ended: that a place counts once costs nothing. */
static void meet_in_windows(const tarix_windows *w, const tarix_node *node, counting *k)
{
    const uint32_t *rank_at = w->places->rank_at;
    size_t covered = 0;
    for (size_t i = 0; i < node->n; i++) {
        expect(w, node, i);
        span s = window_at(w, node->at[i]);
        if (!w->every && s.begin < covered) s.begin = covered;
        for (size_t j = s.begin; j < s.end; j++) count(k, rank_at[j]);
        if (s.end > s.begin) k->walked += s.end - s.begin;
        covered = s.end;
    }
}

/* Places of the node itself in its windows. */
static uint64_t count_own(const tarix_windows *w, const tarix_node *node)
{
    uint64_t own = 0;
    if (!w->every) return node->n; /* each stands in its own window, and counts once */
    for (size_t i = 0, low = 0, high = 0; i < node->n; i++) {
        const span s = window_at(w, node->at[i]);
        while (node->at[low] < s.begin) low++;
        while (high < node->n && node->at[high] < s.end) high++;
        own += high - low;
    }
    return own;
}

static uint32_t next_sentence(tarix_counter *c)
{
    if (c->sentence == UINT32_MAX) {
        memset(c->unit, 0, (c->windows->places->n_listed + 1) * sizeof *c->unit);
        c->sentence = 0;
    }
    return ++c->sentence;
}

/* The sentences of a node; a rank counts once in each. Returns how many. */
static uint64_t meet_in_sentences(tarix_counter *c, const tarix_node *node, counting *k)
{
    const tarix_places *p = c->windows->places;
    uint64_t r1 = 0;
    span s = {0};
    for (size_t i = 0; i < node->n; i++) {
        if (node->at[i] < s.end) continue;
        s = sentence_at(p, node->at[i]);
        const uint32_t sentence = next_sentence(c);
        for (size_t j = s.begin; j < s.end; j++) {
            const uint32_t rank = p->rank_at[j];
            if (c->unit[rank] != sentence) count(k, rank);
            c->unit[rank] = sentence;
        }
        k->walked += s.end - s.begin;
        r1++;
    }
    return r1;
}

size_t tarix_counter_meet(
    tarix_counter *counter, const tarix_node *node, tarix_meeting *out, uint64_t *r1)
{
    const tarix_windows *w = counter->windows;
    counting k = begin_node(counter, node, out);
    if (w->margins == TARIX_MARGINS_SENTENCE)
        *r1 = meet_in_sentences(counter, node, &k);
    else {
        meet_in_windows(w, node, &k);
        *r1 = k.walked - count_own(w, node);
    }
    end_node(counter, &k);
    if (w->margins == TARIX_MARGINS_WORD) *r1 = node->n;
    return k.n;
}

/* ---- details ---- */

static void mark(tarix_counter *c, const tarix_meeting *list, size_t n)
{
    for (size_t i = 0; i < n; i++) c->met[list[i].collocate] = c->marked + (uint32_t)i;
}

static void unmark(tarix_counter *c, const tarix_meeting *list, size_t n)
{
    for (size_t i = 0; i < n; i++) c->met[list[i].collocate] = 0;
}

/* The document of a place, given that of one before it. */
static size_t document_at(const tarix_places *p, size_t document, uint32_t place)
{
    if (place < p->document_end[document]) return document;
    if (place < p->document_end[document + 1]) return document + 1;
    return tarix_places_document(p, place);
}

static inline void note_document(tarix_meeting *m, size_t document)
{
    m->docs += m->document != (uint32_t)document + 1;
    m->document = (uint32_t)document + 1;
}

static void detail_windows(
    tarix_counter *c, const tarix_node *node, tarix_meeting *list, uint32_t *positions)
{
    const tarix_windows *w = c->windows;
    const uint32_t *rank_at = w->places->rank_at, *met = c->met, marked = c->marked;
    const unsigned n_positions = w->left + w->right;
    tarix_meeting nobody = {0}; /* takes what is not looked at: cheaper than to ask each time */
    size_t document = 0;
    for (size_t i = 0; i < node->n; i++) {
        expect(w, node, i);
        const size_t at = node->at[i];
        const span s = window_at(w, at);
        document = document_at(w->places, document, node->at[i]);
        for (size_t j = s.begin; j < at; j++) {
            const uint32_t index = met[rank_at[j]] - marked;
            tarix_meeting *m = met[rank_at[j]] < marked ? &nobody : &list[index];
            m->left++;
            note_document(m, document);
        }
        for (size_t j = at + 1; j < s.end; j++) {
            const uint32_t index = met[rank_at[j]] - marked;
            tarix_meeting *m = met[rank_at[j]] < marked ? &nobody : &list[index];
            m->right++;
            note_document(m, document);
        }
        if (!positions) continue;
        for (size_t j = s.begin; j < s.end; j++)
            if (met[rank_at[j]] >= marked)
                positions[(met[rank_at[j]] - marked) * n_positions +
                          (j < at ? j + w->left - at : j + w->left - at - 1)]++;
    }
}

static void detail_sentences(tarix_counter *c, const tarix_node *node, tarix_meeting *list)
{
    const tarix_places *p = c->windows->places;
    size_t document = 0;
    span s = {0};
    for (size_t i = 0; i < node->n; i++) {
        if (node->at[i] < s.end) continue;
        s = sentence_at(p, node->at[i]);
        document = document_at(p, document, node->at[i]);
        for (size_t j = s.begin; j < s.end; j++) {
            const uint32_t met = c->met[p->rank_at[j]];
            if (met >= c->marked) note_document(&list[met - c->marked], document);
        }
    }
}

void tarix_counter_detail(tarix_counter *counter, const tarix_node *node, tarix_meeting *list,
    size_t n, uint32_t *positions)
{
    mark(counter, list, n);
    if (counter->windows->margins == TARIX_MARGINS_SENTENCE)
        detail_sentences(counter, node, list);
    else
        detail_windows(counter, node, list, positions);
    unmark(counter, list, n);
}

void tarix_counter_visit(tarix_counter *counter, const tarix_node *node, const tarix_meeting *list,
    size_t n, void (*see)(void *context, size_t index, uint32_t place), void *context)
{
    const tarix_windows *w = counter->windows;
    const bool by_sentence = w->margins == TARIX_MARGINS_SENTENCE;
    size_t covered = 0;
    mark(counter, list, n);
    for (size_t i = 0; i < node->n; i++) {
        span s = by_sentence ? sentence_at(w->places, node->at[i]) : window_at(w, node->at[i]);
        if (!w->every && s.begin < covered) s.begin = covered;
        for (size_t j = s.begin; j < s.end; j++) {
            const uint32_t met = counter->met[w->places->rank_at[j]];
            if (met >= counter->marked) see(context, met - counter->marked, (uint32_t)j);
        }
        covered = s.end;
    }
    unmark(counter, list, n);
}

/* ---- cells ---- */

void tarix_windows_margins(const tarix_windows *windows, const tarix_node *node,
    const tarix_meeting *meeting, uint64_t *c1, uint64_t *n)
{
    *c1 = tarix_places_count(windows->places, meeting->collocate);
    *n = windows->places->n_total;
    if (windows->margins == TARIX_MARGINS_SENTENCE) {
        *c1 = windows->sentences[meeting->collocate];
        *n = windows->places->n_sentences;
    } else if (windows->margins == TARIX_MARGINS_WINDOW)
        *n -= node->n;
}

void tarix_windows_cells(const tarix_windows *windows, const tarix_node *node, uint64_t r1,
    const tarix_meeting *meeting, tarix_cells *out)
{
    uint64_t c1, n;
    tarix_windows_margins(windows, node, meeting, &c1, &n);
    tarix_cells_from_words(out, meeting->o11, r1, c1, n);
    out->f_node = (double)node->n;
    out->f_collocate = (double)tarix_places_count(windows->places, meeting->collocate);
    if (windows->margins != TARIX_MARGINS_SENTENCE) out->span = windows->left + windows->right;
}
