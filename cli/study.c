#include "cli/study.h"

#include "base/file.h"
#include "cli/study_reader.h"

/* ---- faults ---- */

void study_name(study_names *names, const char *name)
{
    if (names->n < study_most_names) names->list[names->n++] = name;
}

tarix_status study_fault(const study_reader *r, const ini_section *s, const ini_entry *e,
    const char *text, tarix_error *err)
{
    return tarix_error_set(err, TARIX_INVALID, "%s:%zu: [%.*s%s%.*s]%s%.*s: %s", r->file->path,
        e ? e->line : s->line, TARIX_ARG(s->kind), s->name.size ? " " : "", (int)s->name.size,
        s->name.size ? s->name.data : "", e ? " " : "", e ? (int)e->key.size : 0,
        e ? e->key.data : "", text);
}

tarix_status study_unknown(const study_reader *r, const ini_section *s, const ini_entry *e,
    const char *what, tarix_str typed, const study_names *known, tarix_error *err)
{
    const char *nearest = tarix_option_nearest(typed, known->list, known->n);
    const tarix_str text = tarix_arena_format(r->arena, "'%.*s' is no %s%s%s%s", TARIX_ARG(typed),
        what, nearest ? "; did you mean '" : "", nearest ? nearest : "", nearest ? "'?" : "");
    return study_fault(r, s, e, text.data, err);
}

tarix_status study_unknown_key(const study_reader *r, const ini_section *s, const ini_entry *e,
    const study_names *known, tarix_error *err)
{
    return study_unknown(r, s, e, "key of this section", e->key, known, err);
}

/* ---- values ---- */

bool study_is(tarix_str s, const char *word)
{
    return tarix_str_equal(s, tarix_str_from(word));
}

const ini_entry *study_entry(const ini_section *s, const char *key)
{
    const ini_entry *last = NULL;
    for (size_t i = 0; s && i < s->n; i++)
        if (study_is(s->entries[i].key, key)) last = &s->entries[i];
    return last;
}

tarix_str study_path(const study_reader *r, tarix_str value)
{
    if (value.size && value.data[0] == '/') return value;
    return tarix_file_join(r->arena, r->study->folder, value);
}

bool study_next_word(tarix_str *rest, tarix_str *word)
{
    size_t start = 0;
    while (start < rest->size && strchr(", \t", rest->data[start])) start++;
    size_t end = start;
    while (end < rest->size && !strchr(", \t", rest->data[end])) end++;
    *word = tarix_str_slice(*rest, start, end);
    *rest = tarix_str_slice(*rest, end, rest->size);
    return word->size > 0;
}

/* ---- corpora ---- */

const study_corpus *study_find_corpus(const study *s, tarix_str name)
{
    for (size_t i = 0; i < s->n_corpora; i++)
        if (tarix_str_equal(s->corpora[i].name, name)) return &s->corpora[i];
    return NULL;
}

static tarix_status check_path(const study_reader *r, const ini_section *s, const ini_entry *e,
    tarix_str path, tarix_error *err)
{
    if (tarix_file_look(path.data, NULL) != TARIX_FILE_MISSING) return TARIX_OK;
    const tarix_str text = tarix_arena_format(
        r->arena, "%s: no such file or folder; paths begin where this file stands", path.data);
    return study_fault(r, s, e, text.data, err);
}

static tarix_status read_corpus_key(const study_reader *r, const ini_section *s, const ini_entry *e,
    study_corpus *c, tarix_error *err)
{
    static const study_names known = {{"path", "metadata", "where"}, 3};
    if (study_is(e->key, "path")) {
        TARIX_ROOM(r->arena, c->paths, c->n_paths, c->capacity);
        c->paths[c->n_paths] = study_path(r, e->value);
        return check_path(r, s, e, c->paths[c->n_paths++], err);
    }
    if (study_is(e->key, "metadata")) {
        c->metadata = study_path(r, e->value);
        return check_path(r, s, e, c->metadata, err);
    }
    if (!study_is(e->key, "where")) return study_unknown_key(r, s, e, &known, err);
    c->where = e->value;
    return TARIX_OK;
}

static tarix_status read_corpus(const study_reader *r, const ini_section *s, tarix_error *err)
{
    study *all = r->study;
    if (s->name.size == 0)
        return study_fault(r, s, NULL, "a corpus has a name: [corpus texts]", err);
    if (memchr(s->name.data, '=', s->name.size) || memchr(s->name.data, '/', s->name.size))
        return study_fault(r, s, NULL, "the name of a corpus has no '=' and no '/'", err);
    if (study_find_corpus(all, s->name))
        return study_fault(r, s, NULL, "there is a corpus of that name above", err);
    TARIX_ROOM(r->arena, all->corpora, all->n_corpora, all->corpora_capacity);
    study_corpus *c = &all->corpora[all->n_corpora++];
    *c = (study_corpus){.name = s->name, .line = s->line};
    for (size_t i = 0; i < s->n; i++) TARIX_TRY(read_corpus_key(r, s, &s->entries[i], c, err));
    return c->n_paths ? TARIX_OK : study_fault(r, s, NULL, "lacks the path of its texts", err);
}

/* ---- the file ---- */

static tarix_status read_head(study_reader *r, const ini_section *s, tarix_error *err)
{
    static const study_names known = {{"title", "language", "target", "reference", "tables"}, 5};
    r->head = s;
    for (size_t i = 0; i < s->n; i++) {
        const ini_entry *e = &s->entries[i];
        bool is_known = false;
        for (size_t k = 0; k < known.n; k++) is_known |= study_is(e->key, known.list[k]);
        if (!is_known) return study_unknown_key(r, s, e, &known, err);
        if (study_is(e->key, "title")) r->study->title = e->value;
        if (!study_is(e->key, "language")) continue;
        r->study->is_az = study_is(e->value, "az");
        if (!r->study->is_az && !study_is(e->value, "en"))
            return study_fault(r, s, e, "is az or en", err);
    }
    return TARIX_OK;
}

/* Corpora and what holds for all come first, wherever they stand. */
static tarix_status read_section(study_reader *r, const ini_section *s, tarix_error *err)
{
    static const study_names known = {{"study", "options", "corpus", "report"}, 4};
    if (study_is(s->kind, "corpus")) return read_corpus(r, s, err);
    if (study_is(s->kind, "report")) return TARIX_OK;
    const bool is_head = study_is(s->kind, "study");
    if (!is_head && !study_is(s->kind, "options"))
        return study_unknown(r, s, NULL, "section of a study", s->kind, &known, err);
    if (is_head ? r->head : r->shared) return study_fault(r, s, NULL, "stands above already", err);
    if (is_head) return read_head(r, s, err);
    r->shared = s;
    return TARIX_OK;
}

static tarix_status read_file(study_reader *r, tarix_error *err)
{
    const ini_file *file = r->file;
    for (size_t i = 0; i < file->n; i++) TARIX_TRY(read_section(r, &file->sections[i], err));
    if (r->study->n_corpora == 0)
        return tarix_error_set(err, TARIX_INVALID,
            "%s: names no corpus: [corpus texts] with a path = FOLDER; tarix run --init FOLDER "
            "writes a study",
            file->path);
    for (size_t i = 0; i < file->n; i++)
        if (study_is(file->sections[i].kind, "report"))
            TARIX_TRY(study_read_report(r, &file->sections[i], err));
    if (r->study->n_reports == 0)
        return tarix_error_set(
            err, TARIX_INVALID, "%s: names no report, such as [report freq]", file->path);
    return study_check_shared(r, err);
}

tarix_status study_read(
    tarix_arena *arena, const char *path, const tarix_options *typed, study **out, tarix_error *err)
{
    ini_file *file = NULL;
    study *s = TARIX_NEW(arena, study);
    const tarix_str name = tarix_str_from(path);
    s->path = path;
    s->folder = tarix_str_slice(name, 0, name.size - tarix_file_base(name).size);
    s->title = tarix_file_base(name);
    TARIX_TRY(tarix_file_read(arena, path, &s->bytes, err));
    TARIX_TRY(ini_parse_bytes(arena, path, s->bytes, &file, err));
    study_reader r = {.arena = arena, .file = file, .study = s, .typed = typed};
    TARIX_TRY(read_file(&r, err));
    *out = s;
    return TARIX_OK;
}
