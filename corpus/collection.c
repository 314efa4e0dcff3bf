#include "corpus/collection.h"

#include "base/file.h"
#include "base/hash.h"
#include "corpus/index.h"
#include "corpus/reader.h"

#include <assert.h>
#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

/* Files by their ids: an open table. */
typedef struct seen {
    tarix_file_id *ids; /* inode 0: free */
    size_t size, capacity;
} seen;

static void pass_over(tarix_collection *c, tarix_str path, tarix_str reason)
{
    TARIX_ROOM(c->arena, c->passed_over, c->n_passed_over, c->passed_over_capacity);
    c->passed_over[c->n_passed_over++] = (tarix_passed_over){path, reason};
}

static tarix_file_id *find_id(const seen *s, tarix_file_id id)
{
    size_t at = (size_t)tarix_hash_pair(id.inode, id.device) & (s->capacity - 1);
    while (s->ids[at].inode && (s->ids[at].inode != id.inode || s->ids[at].device != id.device))
        at = (at + 1) & (s->capacity - 1);
    return &s->ids[at];
}

static void make_room(tarix_collection *c, seen *s)
{
    enum { least = 64 };
    if (2 * s->size < s->capacity) return;
    const seen old = *s;
    s->capacity = old.capacity ? 2 * old.capacity : least;
    s->ids = TARIX_ARRAY(c->arena, tarix_file_id, s->capacity);
    for (size_t i = 0; i < old.capacity; i++)
        if (old.ids[i].inode) *find_id(s, old.ids[i]) = old.ids[i];
}

static bool was_seen(tarix_collection *c, seen *s, tarix_file_id id)
{
    make_room(c, s);
    tarix_file_id *found = find_id(s, id);
    if (found->inode) return true;
    *found = id;
    s->size++;
    return false;
}

static tarix_document *add_document(
    tarix_collection *c, tarix_str name, const char *path, bool typed)
{
    TARIX_ROOM(c->arena, c->documents, c->n_documents, c->capacity);
    tarix_document *d = &c->documents[c->n_documents++];
    *d = (tarix_document){.name = name, .path = path, .typed = typed};
    return d;
}

static tarix_status add_index(tarix_collection *c, const char *path, tarix_error *err)
{
    tarix_index *index = NULL;
    TARIX_TRY(tarix_index_open(c->arena, path, &index, err));
    tarix_index_list(index, c);
    return TARIX_OK;
}

static tarix_status add_file(tarix_collection *c, const char *path, tarix_error *err)
{
    const tarix_str name = tarix_file_base(tarix_str_from(path));
    if (tarix_str_ends(name, TARIX_STR(".tarix"))) return add_index(c, path, err);
    const tarix_reader *reader = tarix_reader_find(name);
    if (!reader->reads)
        return tarix_error_set(err, TARIX_INVALID, "%s: a %s file cannot be read; %s", path,
            reader->extension, reader->advice);
    if (access(path, R_OK) != 0)
        return tarix_error_set(err, TARIX_IO, "%s: cannot be read: %s", path, strerror(errno));
    add_document(c, name, path, true);
    return TARIX_OK;
}

static tarix_status add_folder(tarix_collection *c, const char *folder, seen *s, tarix_error *err)
{
    tarix_file_list files = {0}, unreadable = {0};
    bool has_text = false;
    const char *metadata_path = NULL;
    const tarix_str metadata = TARIX_STR("metadata.csv");
    TARIX_TRY(tarix_file_list_folder(c->arena, folder, &files, &unreadable, err));
    for (size_t i = 0; i < unreadable.size; i++)
        pass_over(c, tarix_file_join(c->arena, tarix_str_from(folder), unreadable.files[i].name),
            TARIX_STR("folder cannot be read"));
    for (size_t i = 0; i < files.size; i++)
        if (tarix_str_equal(files.files[i].name, metadata))
            metadata_path = tarix_file_join(c->arena, tarix_str_from(folder), metadata).data;
    for (size_t i = 0; i < files.size; i++) {
        const tarix_file_entry *file = &files.files[i];
        const tarix_str name = file->name;
        const tarix_str path = tarix_file_join(c->arena, tarix_str_from(folder), name);
        if (!tarix_str_ends(name, TARIX_STR(".txt"))) {
            if (!tarix_str_equal(tarix_file_base(name), metadata))
                pass_over(c, path, TARIX_STR("not a .txt file"));
            else if (!tarix_str_equal(name, metadata))
                pass_over(c, path,
                    TARIX_STR("only the metadata.csv at the top of a folder named is read"));
            continue;
        }
        has_text = true;
        if (file->is_missing) {
            pass_over(c, path, TARIX_STR("broken link"));
        } else if (was_seen(c, s, file->id)) {
            pass_over(c, path, TARIX_REACHED_BEFORE);
        } else
            add_document(c, name, path.data, false)->metadata_path = metadata_path;
    }
    if (!has_text)
        return tarix_error_set(err, TARIX_INVALID,
            "%s: no *.txt file in this folder; texts must be named .txt", folder);
    return TARIX_OK;
}

static int by_name(const void *a, const void *b)
{
    const tarix_document *p = a, *q = b;
    const int order = tarix_str_compare(p->name, q->name);
    return order ? order : strcmp(p->path, q->path);
}

/* Whether two documents of one path are one; what is in an index is known by its hash. */
static bool is_same_text(const tarix_document *a, const tarix_document *b)
{
    if (strcmp(a->path, b->path) != 0 || strcmp(a->path, "-") == 0) return false;
    if (!a->index || !b->index) return a->index || b->index;
    return tarix_str_equal(tarix_index_hash(a), tarix_index_hash(b));
}

/* A document that stands in an index and is named again, as text or in another index. */
static void drop_doubles(tarix_collection *c)
{
    size_t n = 0;
    for (size_t i = 0; i < c->n_documents; i++) {
        const tarix_document *d = &c->documents[i];
        if (n && is_same_text(&c->documents[n - 1], d))
            pass_over(c, tarix_str_from(d->path), TARIX_REACHED_BEFORE);
        else
            c->documents[n++] = *d;
    }
    c->n_documents = n;
}

static const tarix_index *find_on_shelf(const tarix_shelf *shelf, tarix_str input)
{
    for (size_t i = 0; shelf && i < shelf->n; i++)
        if (tarix_str_equal(shelf->inputs[i], input)) return shelf->indexes[i];
    return NULL;
}

tarix_status tarix_collection_open(tarix_arena *arena, const tarix_str *inputs, size_t n_inputs,
    tarix_collection **out, tarix_error *err)
{
    return tarix_collection_open_shelved(arena, inputs, n_inputs, NULL, out, err);
}

tarix_status tarix_collection_open_shelved(tarix_arena *arena, const tarix_str *inputs,
    size_t n_inputs, const tarix_shelf *shelf, tarix_collection **out, tarix_error *err)
{
    tarix_collection *c = TARIX_NEW(arena, tarix_collection);
    seen s = {0};
    bool has_stdin = false;
    c->arena = arena;
    for (size_t i = 0; i < n_inputs; i++) {
        tarix_file_id id = {0};
        const char *path = tarix_arena_str(arena, inputs[i]).data;
        const tarix_index *shelved = find_on_shelf(shelf, inputs[i]);
        if (shelved) {
            tarix_index_list(shelved, c);
            continue;
        }
        if (strcmp(path, "-") == 0) {
            if (!has_stdin) add_document(c, TARIX_STR("-"), path, true);
            has_stdin = true;
            continue;
        }
        switch (tarix_file_look(path, &id)) {
        case TARIX_FILE_MISSING:
            return tarix_error_set(
                err, TARIX_IO, "%s: no such file or folder; check the path", path);
        case TARIX_FILE_FOLDER: TARIX_TRY(add_folder(c, path, &s, err)); break;
        case TARIX_FILE_PLAIN:
            if (was_seen(c, &s, id))
                pass_over(c, tarix_str_from(path), TARIX_REACHED_BEFORE);
            else
                TARIX_TRY(add_file(c, path, err));
            break;
        }
    }
    if (c->n_documents == 0)
        return tarix_error_set(err, TARIX_USAGE, "no input: name a file, a folder, or - for stdin");
    qsort(c->documents, c->n_documents, sizeof *c->documents, by_name);
    drop_doubles(c);
    *out = c;
    return TARIX_OK;
}

void tarix_collection_filter(tarix_collection *c, const bool *keeps)
{
    size_t n = 0;
    assert(c->n_filtered == 0);
    c->filtered = TARIX_ARRAY(c->arena, tarix_str, c->n_documents);
    for (size_t i = 0; i < c->n_documents; i++)
        if (keeps[i])
            c->documents[n++] = c->documents[i];
        else
            c->filtered[c->n_filtered++] = c->documents[i].name;
    c->n_documents = n;
}

uint64_t tarix_collection_bytes(const tarix_collection *c)
{
    uint64_t sum = 0, bytes;
    for (size_t i = 0; i < c->n_documents; i++) {
        const tarix_document *d = &c->documents[i];
        if (d->index)
            sum += d->index->documents[d->index_document].bytes;
        else if (tarix_file_bytes(d->path, &bytes))
            sum += bytes;
    }
    return sum;
}

tarix_status tarix_collection_fits(
    const tarix_collection *c, const tarix_arena *arena, tarix_error *err)
{
    enum { longest_token = 16, usual_token = 7 }; /* bytes, on average, with what stands between */
    const size_t left = tarix_guard_left(tarix_arena_guard(arena));
    if (left == SIZE_MAX) return TARIX_OK;
    const uint64_t bytes = tarix_collection_bytes(c);
    if (bytes / longest_token * sizeof(tarix_id) <= left) return TARIX_OK;
    const uint64_t mega = 1000000, fixed = 50 * mega; /* with the vocabulary, a quarter of a text */
    const uint64_t estimate = bytes / usual_token * sizeof(tarix_id) + bytes / 4 + fixed;
    return tarix_error_set(err, TARIX_NO_MEMORY,
        "--memory and the room on the disk are too little for %llu MB of text: about %llu MB would "
        "do (an estimate); give as much, or read the texts in parts with --partial",
        (unsigned long long)(bytes / mega), (unsigned long long)(estimate / mega));
}

tarix_str tarix_document_fault(tarix_arena *arena, const tarix_document *d)
{
    uint64_t tokens = 0;
    for (size_t kind = 0; kind < TARIX_KINDS; kind++) tokens += d->tokens[kind];
    if (d->failure.size) return TARIX_STR("");
    if (d->bad_bytes)
        return tarix_arena_format(arena, "%llu bytes are no %s and were replaced; try --encoding",
            (unsigned long long)d->bad_bytes, d->encoding);
    if (tokens) return TARIX_STR("");
    return d->bytes ? TARIX_STR("has no tokens") : TARIX_STR("is empty");
}

uint64_t tarix_collection_tokens(const tarix_collection *c, unsigned kinds)
{
    uint64_t sum = 0;
    for (size_t i = 0; i < c->n_documents; i++)
        for (unsigned kind = 0; kind < TARIX_KINDS; kind++)
            if (kinds >> kind & 1) sum += c->documents[i].tokens[kind];
    return sum;
}

uint64_t tarix_collection_places(const tarix_collection *c)
{
    uint64_t sum = 0;
    for (size_t i = 0; i < c->n_documents; i++) sum += c->documents[i].places;
    return sum;
}

size_t tarix_collection_read(const tarix_collection *c)
{
    size_t n = 0;
    for (size_t i = 0; i < c->n_documents; i++) n += c->documents[i].failure.size == 0;
    return n;
}
