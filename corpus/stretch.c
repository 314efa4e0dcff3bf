#include "corpus/stretch.h"

static const tarix_id end = TARIX_STRETCH_END, left_out = TARIX_STRETCH_LEFT_OUT;

/* What becomes of the tokens of a form. */
typedef enum role { HOLDS_PLACE, ENDS_STRETCH, IS_NOTHING } role;

typedef struct reading {
    tarix_arena *arena;
    const tarix_collection *collection;
    tarix_stretches *stretches;
    size_t capacity;
    size_t kept; /* entries of documents that were read to their end */
    bool too_many;
    uint8_t *roles; /* by form */
    size_t n_roles, roles_capacity;
} reading;

bool tarix_stretch_ends_at(tarix_str mark)
{
    const tarix_str ellipsis = TARIX_STR("\xE2\x80\xA6");
    while (mark.size) {
        size_t width = 1;
        if (tarix_str_starts(mark, ellipsis))
            width = ellipsis.size;
        else if (!memchr(".!?;:()", mark.data[0], 7))
            return false;
        mark = tarix_str_slice(mark, width, mark.size);
    }
    return true;
}

static void add_entry(reading *r, tarix_id id)
{
    tarix_stretches *s = r->stretches;
    TARIX_ROOM(r->arena, s->entry, s->n_entries, r->capacity);
    s->entry[s->n_entries++] = id;
}

static void add_end(reading *r)
{
    const tarix_stretches *s = r->stretches;
    if (s->entry[s->n_entries - 1] != end) add_entry(r, end);
}

/* What was seen of a document that failed in its midst is dropped. */
static void begin_document(void *context, size_t document)
{
    reading *r = context;
    tarix_stretches *s = r->stretches;
    s->n_entries = r->kept;
    while (s->n_documents <= document) s->document_start[s->n_documents++] = s->n_entries;
}

static role role_of(const tarix_vocab *forms, tarix_id form)
{
    const unsigned kind = tarix_vocab_tag(forms, form) & 0xFF;
    if (tarix_kind_holds_place(kind)) return HOLDS_PLACE;
    const bool ends =
        kind == TARIX_KIND_PUNCT && tarix_stretch_ends_at(tarix_vocab_str(forms, form));
    return ends ? ENDS_STRETCH : IS_NOTHING;
}

static void note_roles(reading *r)
{
    const tarix_vocab *forms = r->stretches->forms;
    for (; r->n_roles < tarix_vocab_size(forms); r->n_roles++) {
        TARIX_ROOM(r->stretches->reading, r->roles, r->n_roles, r->roles_capacity);
        r->roles[r->n_roles] = (uint8_t)role_of(forms, (tarix_id)r->n_roles);
    }
}

static void take_ids(void *context, const tarix_id *ids, size_t n)
{
    reading *r = context;
    r->too_many = r->too_many || r->stretches->n_entries > left_out - 4 * n;
    if (r->too_many) return;
    note_roles(r);
    for (size_t i = 0; i < n; i++) {
        const tarix_id form = ids[i] & ~TARIX_STARTS_SENTENCE;
        if (ids[i] != form) add_end(r);
        if (r->roles[form] == HOLDS_PLACE)
            add_entry(r, form);
        else if (r->roles[form] == ENDS_STRETCH)
            add_end(r);
    }
}

static void end_document(void *context, size_t document)
{
    reading *r = context;
    const tarix_document *d = &r->collection->documents[document];
    add_end(r);
    for (unsigned kind = 0; kind < TARIX_KINDS; kind++) r->stretches->n_tokens += d->tokens[kind];
    r->stretches->n_places += d->places;
    r->kept = r->stretches->n_entries;
}

static void index_documents(tarix_arena *arena, tarix_stretches *s)
{
    const size_t n_blocks = (s->n_entries >> 8) + 1;
    s->block_document = TARIX_ARRAY(arena, uint32_t, n_blocks);
    for (size_t block = 0, document = 0; block < n_blocks; block++) {
        while (document + 1 < s->n_documents && s->document_start[document + 1] <= block << 8)
            document++;
        s->block_document[block] = (uint32_t)document;
    }
}

tarix_status tarix_stretches_read(tarix_arena *arena, const tarix_pass *pass,
    tarix_collection *collection, tarix_stretches **out, tarix_error *err)
{
    tarix_stretches *s = TARIX_NEW(arena, tarix_stretches);
    reading r = {.arena = arena, .collection = collection, .stretches = s};
    s->reading = tarix_arena_new(tarix_arena_guard(arena));
    s->forms = tarix_vocab_new(s->reading);
    s->document_start = TARIX_ARRAY(arena, size_t, collection->n_documents + 1);
    add_entry(&r, end);
    r.kept = s->n_entries;
    const tarix_sink sink = {.context = &r,
        .forms = s->forms,
        .begin = begin_document,
        .ids = take_ids,
        .end = end_document};
    TARIX_TRY(tarix_collection_fits(collection, arena, err));
    TARIX_TRY(tarix_pass_run(pass, collection, &sink, err));
    if (r.too_many)
        return tarix_error_set(err, TARIX_INVALID,
            "the input has more than %lu places, which is more than n-grams are counted over at "
            "once; split it",
            (unsigned long)UINT32_MAX - 4096);
    begin_document(&r, collection->n_documents);
    s->n_documents = collection->n_documents;
    s->n_threads = pass->n_threads;
    index_documents(arena, s);
    *out = s;
    return TARIX_OK;
}

/* By form: its value, or left_out; `stopped` says that it is so as a stop word. */
static tarix_id *map_forms(const tarix_stretches *s, tarix_layer *layer,
    const tarix_selection *selection, const tarix_lexicons *lexicons, bool *stopped)
{
    const size_t n = tarix_vocab_size(s->forms);
    const tarix_id *map = tarix_layer_fill(layer, s->n_threads);
    tarix_id *value = TARIX_ARRAY(s->reading, tarix_id, n + 1);
    for (tarix_id f = 0; f < n; f++) {
        const bool listed = tarix_selection_has(selection, lexicons, s->forms, f);
        value[f] = listed ? map[f] : left_out;
        stopped[f] = !listed && selection->kinds >> (tarix_vocab_tag(s->forms, f) & 0xFF) & 1;
    }
    return value;
}

void tarix_stretches_map(tarix_stretches *s, tarix_layer *layer, const tarix_selection *selection,
    const tarix_lexicons *lexicons)
{
    bool *stopped = TARIX_ARRAY(s->reading, bool, tarix_vocab_size(s->forms) + 1);
    const tarix_id *value = map_forms(s, layer, selection, lexicons, stopped);
    for (size_t i = 0; i < s->n_entries; i++) {
        const tarix_id form = s->entry[i];
        if (form == end) continue;
        s->entry[i] = value[form];
        s->n_listed += value[form] != left_out;
        s->n_stopped += stopped[form];
    }
    tarix_arena_free(s->reading);
    s->reading = NULL;
    s->forms = NULL;
}
