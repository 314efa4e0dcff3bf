#include "corpus/tally.h"

#include "base/simd.h"
#include "corpus/fold.h"
#include "corpus/idstream.h"
#include "corpus/index.h"
#include "corpus/slices.h"

#include <stdlib.h>

enum { least_documents = 5, default_slices = 10, longest_key = 512, ahead = 16, batch = 256 };

/* The last part that has a value. */
typedef struct seen {
    uint32_t part; /* and one more */
    uint32_t entry;
} seen;

/* A value in a part. */
typedef struct entry {
    uint64_t count;
    tarix_id value;
    uint32_t part;
} entry;

typedef struct counting {
    tarix_arena *arena;
    tarix_tally *tally;
    const tarix_collection *collection;
    const tarix_selection *selection;
    tarix_vocab *values;
    const tarix_lexicons *lexicons;
    tarix_vocab *forms;
    tarix_layer *layer;
    size_t n_threads;
    const tarix_id *value;  /* by form: its value, or TARIX_NO_ID when it is not counted */
    tarix_id *chosen_value; /* the same, unless all forms are counted */
    size_t n_forms, chosen_capacity;
    uint64_t *form_count; /* by form, when asked for */
    size_t form_capacity;
    seen *value_seen; /* by value; NULL for one document that is no part */
    size_t values_capacity, docs_capacity, value_seen_capacity;
    bool by_document, keeps_stream, chooses, counts_forms;
    const tarix_index *index; /* that the collection is, where slices are cut by it; or NULL */
    entry *entries;
    size_t n_entries, entries_capacity;
    tarix_id_stream stream; /* forms in order, the first of a sentence with the high bit set */
    size_t kept;            /* of it, behind the last document that was read to its end */
} counting;

static const uint32_t sentence_bit = TARIX_STARTS_SENTENCE;

bool tarix_selection_stops(const tarix_selection *selection, const tarix_lexicons *lexicons,
    const tarix_vocab *forms, tarix_id form)
{
    char fold[TARIX_FOLD_SIZE(longest_key)];
    const tarix_str text = tarix_vocab_str(forms, form);
    const uint16_t tag = tarix_vocab_tag(forms, form);
    if (text.size > longest_key) return false;
    const size_t size = tarix_fold_reading(lexicons, text, tag & 0xFF, tag >> 8, fold);
    return tarix_wordlist_find(selection->stopwords, (tarix_str){fold, size});
}

/* Leaves out the values of new forms, up to n, that are not counted. */
static const tarix_id *choose_values(counting *c, const tarix_id *map, size_t n)
{
    TARIX_ROOM_FOR(c->arena, c->chosen_value, 0, c->chosen_capacity, n);
    for (tarix_id form = (tarix_id)c->n_forms; form < n; form++) {
        const bool counts = tarix_selection_has(c->selection, c->lexicons, c->forms, form);
        c->chosen_value[form] = counts ? map[form] : TARIX_NO_ID;
    }
    return c->chosen_value;
}

/* Values of forms seen for the first time. */
static void map_new_forms(counting *c)
{
    const tarix_id *map = tarix_layer_fill(c->layer, c->n_threads);
    const size_t n = tarix_vocab_size(c->forms);
    c->value = c->chooses ? choose_values(c, map, n) : map;
    c->n_forms = n;
    if (c->counts_forms) TARIX_ROOM_FOR(c->arena, c->form_count, 0, c->form_capacity, n + 1);
    const size_t n_values = tarix_vocab_size(tarix_layer_values(c->layer));
    tarix_tally *t = c->tally;
    TARIX_ROOM_FOR(c->arena, t->count, 0, c->values_capacity, n_values + 1);
    TARIX_ROOM_FOR(c->arena, t->docs, 0, c->docs_capacity, n_values + 1);
    if (c->by_document || c->collection->n_documents > 1)
        TARIX_ROOM_FOR(c->arena, c->value_seen, 0, c->value_seen_capacity, n_values + 1);
    t->n_values = n_values;
}

/* What was seen of a document that failed in its midst is dropped. */
static void begin_document(void *context, size_t document)
{
    counting *c = context;
    (void)document;
    tarix_id_stream_cut(&c->stream, c->kept);
}

static void take_stream(void *context, const tarix_id *ids, size_t n)
{
    counting *c = context;
    tarix_id_stream_add(&c->stream, ids, n);
}

static void add_document(counting *c, size_t document)
{
    const tarix_document *d = &c->collection->documents[document];
    for (unsigned kind = 0; kind < TARIX_KINDS; kind++) c->tally->n_tokens += d->tokens[kind];
    c->tally->n_places += d->places;
    c->kept = tarix_id_stream_end(&c->stream);
}

static void add_entry(counting *c, tarix_id value, size_t part, uint64_t count)
{
    TARIX_ROOM(c->arena, c->entries, c->n_entries, c->entries_capacity);
    c->entries[c->n_entries++] = (entry){count, value, (uint32_t)part};
}

/* Asks for what is known of a value. */
static TARIX_HOT void expect_value(const counting *c, tarix_id value)
{
    if (value == TARIX_NO_ID) return;
    TARIX_PREFETCH(&c->tally->count[value]);
    TARIX_PREFETCH(&c->tally->docs[value]);
    if (c->value_seen) TARIX_PREFETCH(&c->value_seen[value]);
}

/* A document's count of a form that has the value, which is an entry behind `first_entry` when one
 * of its forms has been there. */
static void add_to_document(
    counting *c, size_t document, size_t first_entry, tarix_id value, uint64_t count)
{
    seen *s = &c->value_seen[value];
    if (s->part != document + 1) {
        *s = (seen){(uint32_t)document + 1, (uint32_t)c->n_entries};
        c->tally->docs[value]++;
        if (c->by_document) add_entry(c, value, document, count);
    } else if (c->by_document && s->entry >= first_entry)
        c->entries[s->entry].count += count;
}

/* A document's count of n forms; its first entry. */
static void add_forms(counting *c, size_t document, size_t first_entry, const tarix_id *form,
    const uint64_t *count, size_t n)
{
    tarix_tally *t = c->tally;
    for (size_t i = 0; i < n; i++) {
        const tarix_id value = c->value[form[i]];
        if (i + ahead < n) expect_value(c, c->value[form[i + ahead]]);
        if (c->counts_forms) c->form_count[form[i]] += count[i];
        if (value == TARIX_NO_ID) {
            const unsigned kind = tarix_vocab_tag(c->forms, form[i]) & 0xFF;
            if (c->selection->kinds >> kind & 1) t->n_stopped += count[i];
            continue;
        }
        t->n_counted += count[i];
        t->count[value] += count[i];
        if (c->value_seen)
            add_to_document(c, document, first_entry, value, count[i]);
        else
            t->docs[value] = 1;
    }
}

static void end_forms(void *context, size_t document)
{
    counting *c = context;
    const size_t first_entry = c->n_entries;
    tarix_id form[batch];
    uint64_t count[batch];
    size_t n;
    add_document(c, document);
    map_new_forms(c);
    while ((n = tarix_vocab_take_counts(c->forms, batch, form, count)) > 0)
        add_forms(c, document, first_entry, form, count, n);
}

/* A form's value (or one more than the last where it is not counted) and, in the high bit, whether
 * its tokens hold places. */
static const uint32_t holds_bit = UINT32_C(1) << 31;

static uint32_t *list_uses(const counting *c)
{
    uint32_t *use = TARIX_ARRAY(c->arena, uint32_t, c->n_forms + 1);
    for (tarix_id f = 0; f < c->n_forms; f++) {
        const bool holds = tarix_kind_holds_place(tarix_vocab_tag(c->forms, f) & 0xFF);
        const uint32_t value =
            c->value[f] != TARIX_NO_ID ? c->value[f] : (uint32_t)c->tally->n_values;
        use[f] = value | (holds ? holds_bit : 0);
    }
    return use;
}

/* The values of one slice. */
typedef struct slicing {
    const uint32_t *use; /* by form */
    uint32_t *count;     /* by value; 0 between slices */
    tarix_id *met;       /* values whose count is not 0 */
    size_t n_met;
    tarix_id none; /* the value of what is not counted */
    /* Ids that are at hand: more than 2 * ahead of them, but at the end of the stream. */
    tarix_id ids[2 * ahead + TARIX_ID_BLOCK];
    size_t n_ids, at, next; /* the first that is not taken; the next block of the stream */
} slicing;

static void read_ids(const counting *c, slicing *s)
{
    s->n_ids -= s->at;
    memmove(s->ids, s->ids + s->at, s->n_ids * sizeof *s->ids);
    s->at = 0;
    while (s->n_ids <= 2 * ahead) {
        const size_t n = tarix_id_stream_read(&c->stream, &s->next, s->ids + s->n_ids);
        if (n == 0) return;
        s->n_ids += n;
    }
}

static void end_slice(counting *c, slicing *s, uint32_t part)
{
    for (size_t i = 0; i < s->n_met; i++) {
        add_entry(c, s->met[i], part, s->count[s->met[i]]);
        s->count[s->met[i]] = 0;
    }
    s->n_met = 0;
}

/* Takes tokens of those at hand as long as they are of the sentence at hand, or the slice cannot
 * end before them; whether it has ended. */
static bool take_ids(slicing *s, size_t end, uint64_t least_end, uint64_t *place)
{
    const tarix_id *ids = s->ids;
    uint64_t at = *place;
    tarix_id *met = s->met + s->n_met;
    size_t i = s->at;
    for (; i < end; i++) {
        if (i + 2 * ahead < s->n_ids) TARIX_PREFETCH(&s->use[ids[i + 2 * ahead] & ~sentence_bit]);
        if (i + ahead < s->n_ids)
            TARIX_PREFETCH(&s->count[s->use[ids[i + ahead] & ~sentence_bit] & ~holds_bit]);
        if (ids[i] & sentence_bit && at >= least_end) break;
        const uint32_t use = s->use[ids[i] & ~sentence_bit];
        const tarix_id value = use & ~holds_bit;
        at += use >> 31;
        *met = value;
        met += (s->count[value]++ == 0) & (value != s->none);
    }
    s->n_met = (size_t)(met - s->met);
    s->at = i;
    *place = at;
    return i < end;
}

static void take_sentences(const counting *c, slicing *s, uint64_t least_end, uint64_t *place)
{
    for (bool has_ended = false; !has_ended;) {
        if (s->n_ids - s->at <= 2 * ahead) read_ids(c, s);
        if (s->at == s->n_ids) return;
        const bool is_last = s->next >= c->stream.size;
        has_ended = take_ids(s, is_last ? s->n_ids : s->n_ids - 2 * ahead, least_end, place);
    }
}

/* Cuts the stream into equal shares of places, each to the end of its last sentence. */
static void slice(counting *c, size_t n_slices)
{
    tarix_tally *t = c->tally;
    slicing s = {.use = list_uses(c),
        .count = TARIX_ARRAY(c->arena, uint32_t, t->n_values + 1),
        .met = TARIX_ARRAY(c->arena, tarix_id, t->n_values + 1),
        .none = (tarix_id)t->n_values};
    uint64_t place = 0, begin = 0;
    t->n_parts = n_slices;
    t->part_size = TARIX_ARRAY(c->arena, uint64_t, n_slices);
    for (uint32_t part = 0; part < n_slices; part++) {
        const uint64_t share = (uint64_t)(part + 1) * t->n_places;
        const uint64_t least_end =
            part + 1 < n_slices ? (share + n_slices - 1) / n_slices : UINT64_MAX;
        take_sentences(c, &s, least_end, &place);
        t->part_size[part] = place - begin;
        begin = place;
        end_slice(c, &s, part);
    }
}

/* Entries to lists by value. */
static void group_by_value(counting *c)
{
    tarix_tally *t = c->tally;
    t->first = TARIX_ARRAY(c->arena, size_t, t->n_values + 2);
    t->part = TARIX_ARRAY(c->arena, uint32_t, c->n_entries + 1);
    t->part_count = TARIX_ARRAY(c->arena, uint64_t, c->n_entries + 1);
    for (size_t i = 0; i < c->n_entries; i++) t->first[c->entries[i].value + 2]++;
    for (size_t v = 0; v < t->n_values; v++) t->first[v + 2] += t->first[v + 1];
    for (size_t i = 0; i < c->n_entries; i++) {
        const size_t at = t->first[c->entries[i].value + 1]++;
        t->part[at] = c->entries[i].part;
        t->part_count[at] = c->entries[i].count;
    }
}

/* Entries and sizes of documents become those of their groups. */
static void take_groups(counting *c, const tarix_parts_choice *parts)
{
    tarix_tally *t = c->tally;
    uint64_t *size = TARIX_ARRAY(c->arena, uint64_t, parts->n + 1);
    for (size_t d = 0; d < t->n_parts; d++) size[parts->group_of_document[d]] += t->part_size[d];
    for (size_t i = 0; i < c->n_entries; i++)
        c->entries[i].part = parts->group_of_document[c->entries[i].part];
    t->part_size = size;
    t->n_parts = parts->n;
}

/* What a value has in the documents of one group is one entry; entries stand by value. */
static void join_parts(counting *c)
{
    tarix_tally *t = c->tally;
    uint64_t *count = TARIX_ARRAY(c->arena, uint64_t, t->n_parts + 1);
    size_t n = 0;
    for (size_t v = 0, i = 0; v < t->n_values; v++) {
        const size_t end = t->first[v + 1], first = n;
        for (; i < end; i++) {
            const uint32_t part = t->part[i];
            if (!count[part]) t->part[n++] = part;
            count[part] += t->part_count[i];
        }
        tarix_slices_sort(t->part + first, n - first);
        for (size_t at = first; at < n; at++) {
            t->part_count[at] = count[t->part[at]];
            count[t->part[at]] = 0;
        }
        t->first[v] = first;
    }
    t->first[t->n_values] = n;
}

static uint64_t least_of(const uint64_t *sizes, size_t n)
{
    uint64_t least = n ? sizes[0] : 0;
    for (size_t i = 1; i < n; i++)
        if (sizes[i] < least) least = sizes[i];
    return least;
}

/* A rate in a part that holds nothing is not defined: an empty text or slice is no part. */
static void drop_empty_parts(counting *c)
{
    tarix_tally *t = c->tally;
    const size_t n_entries = t->first[t->n_values], n_parts = t->n_parts;
    bool *has_terms = TARIX_ARRAY(c->arena, bool, n_parts + 1);
    uint32_t *moved = TARIX_ARRAY(c->arena, uint32_t, n_parts + 1);
    uint32_t n = 0;
    t->part_from = TARIX_ARRAY(c->arena, uint32_t, n_parts + 1);
    for (size_t i = 0; i < n_entries; i++) has_terms[t->part[i]] = true;
    for (size_t i = 0; i < n_parts; i++) {
        moved[i] = n;
        if (t->part_size[i] == 0 && !has_terms[i]) continue;
        t->part_from[n] = (uint32_t)i;
        t->part_size[n++] = t->part_size[i];
    }
    t->n_parts = n;
    t->least_part = least_of(t->part_size, n);
    if (n == n_parts) return;
    for (size_t i = 0; i < n_entries; i++) t->part[i] = moved[t->part[i]];
}

static tarix_status slice_index(counting *c, size_t n_slices, tarix_error *err)
{
    tarix_tally *t = c->tally;
    const tarix_slices_plan plan = {.index = c->index,
        .n_slices = n_slices,
        .n_threads = c->n_threads,
        .n_places = t->n_places,
        .value = c->value,
        .n_values = t->n_values};
    tarix_slices slices;
    TARIX_TRY(tarix_slices_count(c->arena, &plan, &slices, err));
    t->n_parts = n_slices;
    t->part_size = slices.size;
    t->first = slices.first;
    t->part = slices.part;
    t->part_count = slices.count;
    drop_empty_parts(c);
    return TARIX_OK;
}

static tarix_status make_parts(counting *c, const tarix_collection *collection,
    const tarix_parts_choice *parts, tarix_error *err)
{
    tarix_tally *t = c->tally;
    t->parts_kind = parts->kind;
    if (parts->kind == TARIX_PARTS_SLICES && c->index) return slice_index(c, parts->n, err);
    if (parts->kind != TARIX_PARTS_SLICES) {
        t->n_parts = collection->n_documents;
        t->part_size = TARIX_ARRAY(c->arena, uint64_t, t->n_parts);
        for (size_t i = 0; i < t->n_parts; i++)
            if (!collection->documents[i].failure.size)
                t->part_size[i] = collection->documents[i].places;
    } else
        slice(c, parts->n);
    if (parts->kind == TARIX_PARTS_GROUPS) take_groups(c, parts);
    group_by_value(c);
    if (parts->kind == TARIX_PARTS_GROUPS) join_parts(c);
    drop_empty_parts(c);
    return TARIX_OK;
}

/* Documents as parts beside others, for which the entries are kept as they are. */
static tarix_status make_texts(counting *c, const tarix_collection *collection, tarix_error *err)
{
    const tarix_parts_choice documents = {.kind = TARIX_PARTS_DOCUMENT};
    tarix_tally *all = c->tally, *texts = TARIX_NEW(c->arena, tarix_tally);
    entry *kept = TARIX_ARRAY(c->arena, entry, c->n_entries + 1);
    if (c->n_entries) memcpy(kept, c->entries, c->n_entries * sizeof *kept);
    *texts = *all;
    c->tally = texts;
    TARIX_TRY(make_parts(c, collection, &documents, err));
    c->tally = all;
    all->texts = texts;
    if (c->n_entries) memcpy(c->entries, kept, c->n_entries * sizeof *kept);
    return TARIX_OK;
}

static tarix_status make_all_parts(counting *c, const tarix_collection *collection,
    const tarix_tally_plan *plan, const tarix_parts_choice *parts, tarix_error *err)
{
    if (plan->texts && parts->kind != TARIX_PARTS_DOCUMENT)
        TARIX_TRY(make_texts(c, collection, err));
    if (parts->kind == TARIX_PARTS_SLICES) c->n_entries = 0;
    if (parts->kind != TARIX_PARTS_NONE) TARIX_TRY(make_parts(c, collection, parts, err));
    if (plan->texts && parts->kind == TARIX_PARTS_DOCUMENT) c->tally->texts = c->tally;
    return TARIX_OK;
}

/* The values of the stream's places. */
static void take_places(counting *c)
{
    const size_t n_places = (size_t)c->tally->n_places;
    tarix_id ids[TARIX_ID_BLOCK], *place = NULL;
    size_t n, n_listed = 0, capacity = 0;
    TARIX_ROOM_FOR(c->arena, place, 0, capacity, n_places + 1);
    for (size_t at = 0; (n = tarix_id_stream_read(&c->stream, &at, ids)) > 0;)
        for (size_t i = 0; i < n; i++) {
            const tarix_id form = ids[i] & ~sentence_bit;
            if (!tarix_kind_holds_place(tarix_vocab_tag(c->forms, form) & 0xFF)) continue;
            TARIX_ROOM(c->arena, place, n_listed, capacity);
            place[n_listed++] = c->value[form];
        }
    while (n_listed < n_places) place[n_listed++] = TARIX_NO_ID; /* as an index may have it */
    tarix_arena_discard(c->stream.bytes, c->stream.capacity, 1);
    c->tally->place = place;
}

/* ---- by form: each form's value is found once, however often it comes ---- */

static tarix_status count_forms(counting *c, const tarix_pass *pass, tarix_collection *collection,
    const tarix_tally_plan *plan, tarix_error *err)
{
    tarix_tally *t = c->tally;
    const unsigned kinds = c->keeps_stream ? 0 : c->selection->kinds; /* others hold places */
    c->forms = tarix_vocab_new(c->arena);
    c->chooses = !kinds || c->selection->stopwords || c->index; /* which brings all its forms */
    c->counts_forms = plan->forms;
    c->layer = tarix_layer_new(c->arena, plan->layer, pass->lexicons, c->forms, c->values);
    const tarix_sink sink = {.context = c,
        .forms = c->forms,
        .begin = begin_document,
        .ids = c->keeps_stream ? take_stream : NULL,
        .end = end_forms,
        .kinds = kinds};
    TARIX_TRY(tarix_pass_run(pass, collection, &sink, err));
    tarix_id_stream_cut(&c->stream, c->kept);
    map_new_forms(c);
    t->forms = c->forms;
    t->value_of_form = c->value;
    t->form_count = c->form_count;
    return TARIX_OK;
}

/* ---- directly: where the value is the fold and nobody asks for forms ---- */

/* A document's count of n values. */
static void add_values(
    counting *c, size_t document, const tarix_id *value, const uint64_t *count, size_t n)
{
    tarix_tally *t = c->tally;
    for (size_t i = 0; i < n; i++) {
        if (i + ahead < n) TARIX_PREFETCH(&t->count[value[i + ahead]]);
        if (i + ahead < n) TARIX_PREFETCH(&t->docs[value[i + ahead]]);
        t->n_counted += count[i];
        t->count[value[i]] += count[i];
        t->docs[value[i]]++;
        if (c->by_document) add_entry(c, value[i], document, count[i]);
    }
}

static void end_folds(void *context, size_t document)
{
    counting *c = context;
    tarix_tally *t = c->tally;
    const size_t n_values = tarix_vocab_size(c->values);
    tarix_id value[batch];
    uint64_t count[batch];
    size_t n;
    add_document(c, document);
    TARIX_ROOM_FOR(c->arena, t->count, 0, c->values_capacity, n_values + 1);
    TARIX_ROOM_FOR(c->arena, t->docs, 0, c->docs_capacity, n_values + 1);
    while ((n = tarix_vocab_take_counts(c->values, batch, value, count)) > 0)
        add_values(c, document, value, count, n);
}

/* Stop words are dropped with their entries. */
static void drop_stopped(counting *c)
{
    tarix_tally *t = c->tally;
    size_t n = 0;
    for (tarix_id v = 0; v < t->n_values; v++) {
        const tarix_str fold = tarix_vocab_str(c->values, v);
        if (!t->count[v] || !tarix_wordlist_find(c->selection->stopwords, fold)) continue;
        t->n_stopped += t->count[v];
        t->n_counted -= t->count[v];
        t->count[v] = t->docs[v] = 0;
    }
    for (size_t i = 0; i < c->n_entries; i++)
        if (t->count[c->entries[i].value]) c->entries[n++] = c->entries[i];
    c->n_entries = n;
}

static tarix_status count_folds(
    counting *c, const tarix_pass *pass, tarix_collection *collection, tarix_error *err)
{
    const tarix_sink sink = {.context = c,
        .forms = c->values,
        .end = end_folds,
        .kinds = c->selection->kinds,
        .folds = true};
    TARIX_TRY(tarix_pass_run(pass, collection, &sink, err));
    tarix_tally *t = c->tally;
    t->n_values = tarix_vocab_size(c->values);
    TARIX_ROOM_FOR(c->arena, t->count, 0, c->values_capacity, t->n_values + 1);
    TARIX_ROOM_FOR(c->arena, t->docs, 0, c->docs_capacity, t->n_values + 1);
    if (c->selection->stopwords) drop_stopped(c);
    return TARIX_OK;
}

tarix_status tarix_tally_count(tarix_arena *arena, const tarix_pass *pass,
    tarix_collection *collection, const tarix_tally_plan *plan, tarix_vocab *values,
    tarix_tally **out, tarix_error *err)
{
    tarix_parts_choice parts = plan->parts;
    if (parts.kind == TARIX_PARTS_AUTO)
        parts = collection->n_documents >= least_documents
                    ? (tarix_parts_choice){.kind = TARIX_PARTS_DOCUMENT}
                    : (tarix_parts_choice){.kind = TARIX_PARTS_SLICES, .n = default_slices};
    const bool has_slices = parts.kind == TARIX_PARTS_SLICES;
    const tarix_index *index = has_slices && !plan->places ? tarix_index_whole(collection) : NULL;
    const bool keeps_stream = (has_slices && !index) || plan->places;
    const bool directly = !plan->layer->map && !plan->forms && !has_slices && !plan->places;
    counting c = {.arena = arena,
        .collection = collection,
        .selection = &plan->selection,
        .lexicons = pass->lexicons,
        .values = values,
        .n_threads = pass->n_threads,
        .by_document =
            parts.kind == TARIX_PARTS_DOCUMENT || parts.kind == TARIX_PARTS_GROUPS || plan->texts,
        .keeps_stream = keeps_stream,
        .stream = {.arena = arena},
        .index = index,
        .tally = TARIX_NEW(arena, tarix_tally)};
    if (keeps_stream) TARIX_TRY(tarix_collection_fits(collection, arena, err));
    TARIX_TRY(directly ? count_folds(&c, pass, collection, err)
                       : count_forms(&c, pass, collection, plan, err));
    c.tally->values = values;
    TARIX_TRY(make_all_parts(&c, collection, plan, &parts, err));
    if (plan->places) take_places(&c);
    *out = c.tally;
    return TARIX_OK;
}
