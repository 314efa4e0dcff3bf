#include "corpus/tally.h"

#include "base/simd.h"
#include "corpus/fold.h"

enum { least_documents = 5, default_slices = 10, longest_key = 512 };

/* One value in one part. */
typedef struct entry {
    tarix_id value;
    uint32_t part, count;
} entry;

/* A form in the document at hand. */
typedef struct seen {
    uint32_t document; /* one more than the last that has it */
    uint32_t count;
} seen;

/* A value that is counted as it comes: all of it in one line of memory. */
typedef struct direct {
    uint64_t count;
    uint32_t document; /* one more than the last that has it */
    uint32_t docs;
} direct;

typedef struct counting {
    tarix_arena *arena;
    tarix_tally *tally;
    const tarix_selection *selection;
    tarix_vocab *values;
    const tarix_lexicons *lexicons;
    tarix_vocab *forms;
    tarix_layer *layer;
    tarix_id *value; /* by form: its value, or TARIX_NO_ID when it is not counted */
    size_t n_forms, forms_capacity;
    seen *seen; /* by form */
    size_t seen_capacity;
    uint64_t *form_count; /* by form */
    size_t form_capacity;
    tarix_id *touched; /* forms of the document at hand */
    size_t n_touched, touched_capacity;
    seen *value_seen; /* by value */
    size_t values_capacity, docs_capacity, value_seen_capacity;
    direct *direct;       /* by value */
    uint32_t *last_entry; /* by value */
    size_t direct_capacity, last_entry_capacity;
    bool by_document, keeps_stream;
    entry *entries;
    size_t n_entries, entries_capacity;
    tarix_id *stream; /* forms in order, the first of a sentence with the high bit set */
    size_t n_stream, stream_capacity;
    uint32_t document;
} counting;

static const uint32_t sentence_bit = UINT32_C(1) << 31;

bool tarix_selection_has(const tarix_selection *selection, uint16_t tag, tarix_str fold)
{
    if (!(selection->kinds >> (tag & 0xFF) & 1)) return false;
    return !selection->stopwords || !tarix_wordlist_find(selection->stopwords, fold);
}

static void *room(tarix_arena *arena, void *list, size_t *capacity, size_t needed, size_t size)
{
    if (needed <= *capacity) return list;
    size_t more = *capacity ? 2 * *capacity : 1024;
    while (more < needed) more *= 2;
    list = tarix_arena_grow(arena, list, *capacity, more, size);
    *capacity = more;
    return list;
}

/* Values of forms seen for the first time. */
static void map_new_forms(counting *c)
{
    char key[TARIX_FOLD_SIZE(longest_key)];
    const tarix_id *map = tarix_layer_map(c->layer);
    const size_t n = tarix_vocab_size(c->forms);
    c->value = room(c->arena, c->value, &c->forms_capacity, n, sizeof *c->value);
    for (; c->n_forms < n; c->n_forms++) {
        const tarix_id form = (tarix_id)c->n_forms;
        const tarix_str text = tarix_vocab_str(c->forms, form);
        const uint16_t tag = tarix_vocab_tag(c->forms, form);
        tarix_str fold = {key, 0};
        if (c->selection->stopwords && text.size <= longest_key)
            fold.size = tarix_fold_reading(c->lexicons, text, tag & 0xFF, tag >> 8, key);
        c->value[form] = tarix_selection_has(c->selection, tag, fold) ? map[form] : TARIX_NO_ID;
    }
    const size_t n_values = tarix_vocab_size(tarix_layer_values(c->layer));
    tarix_tally *t = c->tally;
    t->count = room(c->arena, t->count, &c->values_capacity, n_values, sizeof *t->count);
    t->docs = room(c->arena, t->docs, &c->docs_capacity, n_values, sizeof *t->docs);
    c->value_seen =
        room(c->arena, c->value_seen, &c->value_seen_capacity, n_values, sizeof *c->value_seen);
    t->n_values = n_values;
}

static void begin_document(void *context, size_t document)
{
    counting *c = context;
    c->document = (uint32_t)document + 1;
    c->n_touched = 0;
}

static void take_tokens(void *context, const tarix_token *tokens, const tarix_id *ids, size_t n)
{
    counting *c = context;
    const size_t n_forms = tarix_vocab_size(c->forms);
    c->seen = room(c->arena, c->seen, &c->seen_capacity, n_forms, sizeof *c->seen);
    c->touched =
        room(c->arena, c->touched, &c->touched_capacity, c->n_touched + n, sizeof *c->touched);
    for (size_t i = 0; i < n; i++) TARIX_PREFETCH(&c->seen[ids[i]]);
    for (size_t i = 0; i < n; i++) {
        seen *s = &c->seen[ids[i]];
        if (s->document != c->document) {
            *s = (seen){c->document, 0};
            c->touched[c->n_touched++] = ids[i];
        }
        s->count++;
    }
    if (!c->keeps_stream) return;
    c->stream = room(c->arena, c->stream, &c->stream_capacity, c->n_stream + n, sizeof *c->stream);
    for (size_t i = 0; i < n; i++) {
        const bool starts = tokens[i].flags & TARIX_TOKEN_STARTS_SENTENCE;
        c->stream[c->n_stream++] = ids[i] | (starts ? sentence_bit : 0);
    }
}

/* Adds up the document by value; each value once. */
static void end_document(void *context, size_t document)
{
    counting *c = context;
    tarix_tally *t = c->tally;
    map_new_forms(c);
    c->form_count =
        room(c->arena, c->form_count, &c->form_capacity, c->n_forms, sizeof *c->form_count);
    const size_t first_entry = c->n_entries;
    for (size_t i = 0; i < c->n_touched; i++) {
        const tarix_id form = c->touched[i], value = c->value[form];
        const uint32_t count = c->seen[form].count;
        t->n_tokens += count;
        c->form_count[form] += count;
        if (value == TARIX_NO_ID) {
            const unsigned kind = tarix_vocab_tag(c->forms, form) & 0xFF;
            if (c->selection->kinds >> kind & 1) t->n_stopped += count;
            continue;
        }
        t->n_counted += count;
        t->count[value] += count;
        seen *s = &c->value_seen[value];
        if (s->document != c->document) {
            *s = (seen){c->document, (uint32_t)c->n_entries};
            t->docs[value]++;
            if (!c->by_document) continue;
            TARIX_ROOM(c->arena, c->entries, c->n_entries, c->entries_capacity);
            c->entries[c->n_entries++] = (entry){value, (uint32_t)document, count};
        } else if (c->by_document && s->count >= first_entry)
            c->entries[s->count].count += count;
    }
}

/* Cuts the stream into equal shares of places, each to the end of its last sentence. */
static void slice(counting *c, size_t n_slices)
{
    tarix_tally *t = c->tally;
    uint64_t place = 0;
    uint32_t part = 0;
    t->n_parts = n_slices;
    t->part_size = TARIX_ARRAY(c->arena, uint64_t, n_slices);
    seen *last = TARIX_ARRAY(c->arena, seen, t->n_values + 1);
    for (size_t i = 0; i < c->n_stream; i++) {
        const tarix_id form = c->stream[i] & ~sentence_bit;
        if (c->stream[i] & sentence_bit)
            while (part + 1 < n_slices && place * n_slices >= (uint64_t)(part + 1) * t->n_places)
                part++;
        const tarix_id value = c->value[form];
        const bool holds = tarix_kind_holds_place(tarix_vocab_tag(c->forms, form) & 0xFF);
        place += holds;
        t->part_size[part] += holds;
        if (value == TARIX_NO_ID) continue;
        if (last[value].document != part + 1) {
            last[value] = (seen){part + 1, (uint32_t)c->n_entries};
            TARIX_ROOM(c->arena, c->entries, c->n_entries, c->entries_capacity);
            c->entries[c->n_entries++] = (entry){value, part, 1};
        } else
            c->entries[last[value].count].count++;
    }
}

/* Entries, which stand part after part, to lists by value. */
static void group_by_value(counting *c)
{
    tarix_tally *t = c->tally;
    t->first = TARIX_ARRAY(c->arena, size_t, t->n_values + 2);
    t->part = TARIX_ARRAY(c->arena, uint32_t, c->n_entries + 1);
    t->part_count = TARIX_ARRAY(c->arena, uint32_t, c->n_entries + 1);
    for (size_t i = 0; i < c->n_entries; i++) t->first[c->entries[i].value + 2]++;
    for (size_t v = 0; v < t->n_values; v++) t->first[v + 2] += t->first[v + 1];
    for (size_t i = 0; i < c->n_entries; i++) {
        const size_t at = t->first[c->entries[i].value + 1]++;
        t->part[at] = c->entries[i].part;
        t->part_count[at] = c->entries[i].count;
    }
}

/* A rate in a part that holds nothing is not defined: an empty text or slice is no part. */
static void drop_empty_parts(counting *c)
{
    tarix_tally *t = c->tally;
    bool *has_terms = TARIX_ARRAY(c->arena, bool, t->n_parts + 1);
    uint32_t *moved = TARIX_ARRAY(c->arena, uint32_t, t->n_parts + 1);
    uint32_t n = 0;
    for (size_t i = 0; i < c->n_entries; i++) has_terms[c->entries[i].part] = true;
    for (size_t i = 0; i < t->n_parts; i++) {
        moved[i] = n;
        if (t->part_size[i] > 0 || has_terms[i]) t->part_size[n++] = t->part_size[i];
    }
    for (size_t i = 0; i < c->n_entries; i++) c->entries[i].part = moved[c->entries[i].part];
    t->n_parts = n;
}

static void make_parts(counting *c, const tarix_collection *collection, size_t slices)
{
    tarix_tally *t = c->tally;
    if (c->by_document) {
        t->parts_are_documents = true;
        t->n_parts = collection->n_documents;
        t->part_size = TARIX_ARRAY(c->arena, uint64_t, t->n_parts);
        for (size_t i = 0; i < t->n_parts; i++) t->part_size[i] = collection->documents[i].places;
    } else
        slice(c, slices);
    drop_empty_parts(c);
    group_by_value(c);
}

/* ---- by form: each form's value is found once, however often it comes ---- */

static tarix_status count_forms(counting *c, const tarix_pass *pass, tarix_collection *collection,
    const tarix_tally_plan *plan, tarix_error *err)
{
    tarix_tally *t = c->tally;
    c->forms = tarix_vocab_new(c->arena);
    c->layer = tarix_layer_new(c->arena, plan->layer, pass->lexicons, c->forms, c->values);
    const tarix_sink sink = {.context = c,
        .forms = c->forms,
        .begin = begin_document,
        .tokens = take_tokens,
        .end = end_document};
    TARIX_TRY(tarix_pass_run(pass, collection, &sink, err));
    map_new_forms(c);
    t->forms = c->forms;
    t->value_of_form = c->value;
    t->form_count =
        room(c->arena, c->form_count, &c->form_capacity, c->n_forms + 1, sizeof *c->form_count);
    return TARIX_OK;
}

/* ---- directly: where the value is the fold and nobody asks for forms ---- */

static void add_to_entry(counting *c, tarix_id value, bool is_new)
{
    if (is_new) {
        TARIX_ROOM(c->arena, c->entries, c->n_entries, c->entries_capacity);
        c->last_entry[value] = (uint32_t)c->n_entries;
        c->entries[c->n_entries++] = (entry){value, c->document - 1, 0};
    }
    c->entries[c->last_entry[value]].count++;
}

static void take_folds(void *context, const tarix_token *tokens, const tarix_id *ids, size_t n)
{
    counting *c = context;
    (void)tokens;
    const size_t n_values = tarix_vocab_size(c->values);
    c->direct = room(c->arena, c->direct, &c->direct_capacity, n_values, sizeof *c->direct);
    if (c->by_document)
        c->last_entry =
            room(c->arena, c->last_entry, &c->last_entry_capacity, n_values, sizeof *c->last_entry);
    for (size_t i = 0; i < n; i++) TARIX_PREFETCH(&c->direct[ids[i]]);
    for (size_t i = 0; i < n; i++) {
        direct *d = &c->direct[ids[i]];
        const bool is_new = d->document != c->document;
        d->document = c->document;
        d->docs += is_new;
        d->count++;
        if (c->by_document) add_to_entry(c, ids[i], is_new);
    }
}

/* Entries of stop words are dropped with their counts. */
static void drop_stopped(counting *c)
{
    size_t n = 0;
    for (size_t i = 0; i < c->n_entries; i++)
        if (c->tally->count[c->entries[i].value]) c->entries[n++] = c->entries[i];
    c->n_entries = n;
}

static void sum_up(counting *c, const tarix_collection *collection)
{
    tarix_tally *t = c->tally;
    const tarix_wordlist *stopwords = c->selection->stopwords;
    t->n_tokens = tarix_collection_tokens(collection, TARIX_KINDS_ALL);
    t->n_values = tarix_vocab_size(c->values);
    t->count = TARIX_ARRAY(c->arena, uint64_t, t->n_values + 1);
    t->docs = TARIX_ARRAY(c->arena, uint32_t, t->n_values + 1);
    c->direct = room(c->arena, c->direct, &c->direct_capacity, t->n_values, sizeof *c->direct);
    for (tarix_id v = 0; v < t->n_values; v++) {
        const direct d = c->direct[v];
        if (d.count && stopwords && tarix_wordlist_find(stopwords, tarix_vocab_str(c->values, v))) {
            t->n_stopped += d.count;
            continue;
        }
        t->count[v] = d.count;
        t->docs[v] = d.docs;
        t->n_counted += d.count;
    }
    if (stopwords) drop_stopped(c);
    tarix_arena_discard(c->direct, c->direct_capacity, sizeof *c->direct);
}

/* A document that failed in its midst has been counted in part. */
static bool is_spoiled(const tarix_collection *collection)
{
    for (size_t i = 0; i < collection->n_documents; i++) {
        const tarix_document *d = &collection->documents[i];
        for (unsigned kind = 0; kind < TARIX_KINDS && d->failure.size; kind++)
            if (d->tokens[kind]) return true;
    }
    return false;
}

static tarix_status count_folds(
    counting *c, const tarix_pass *pass, tarix_collection *collection, tarix_error *err)
{
    const tarix_sink sink = {.context = c,
        .forms = c->values,
        .folded_kinds = c->selection->kinds,
        .begin = begin_document,
        .tokens = take_folds};
    TARIX_TRY(tarix_pass_run(pass, collection, &sink, err));
    sum_up(c, collection);
    return TARIX_OK;
}

tarix_status tarix_tally_count(tarix_arena *arena, const tarix_pass *pass,
    tarix_collection *collection, const tarix_tally_plan *plan, tarix_vocab *values,
    tarix_tally **out, tarix_error *err)
{
    tarix_parts_choice parts = plan->parts;
    if (parts.kind == TARIX_PARTS_AUTO)
        parts = collection->n_documents >= least_documents
                    ? (tarix_parts_choice){TARIX_PARTS_DOCUMENT, 0}
                    : (tarix_parts_choice){TARIX_PARTS_SLICES, default_slices};
    bool directly = !plan->layer->map && !plan->forms && parts.kind != TARIX_PARTS_SLICES;
    counting c;
    for (;;) {
        c = (counting){.arena = arena,
            .selection = &plan->selection,
            .lexicons = pass->lexicons,
            .values = values,
            .by_document = parts.kind == TARIX_PARTS_DOCUMENT,
            .keeps_stream = parts.kind == TARIX_PARTS_SLICES,
            .tally = TARIX_NEW(arena, tarix_tally)};
        TARIX_TRY(directly ? count_folds(&c, pass, collection, err)
                           : count_forms(&c, pass, collection, plan, err));
        if (!directly || !is_spoiled(collection)) break;
        directly = false;
    }
    c.tally->values = values;
    c.tally->n_places = tarix_collection_places(collection);
    if (parts.kind != TARIX_PARTS_NONE) make_parts(&c, collection, parts.slices);
    *out = c.tally;
    return TARIX_OK;
}
