#include "base/file.h"
#include "base/output.h"
#include "cli/study.h"
#include "corpus/collection.h"

#include <limits.h>
#include <stdlib.h>

/* What was found of a folder of texts. */
typedef struct found {
    tarix_str name, path; /* as the study will have them */
    size_t n_texts;
    tarix_str fields; /* of its metadata, but the document's name; empty: none */
    bool has_year;
} found;

typedef struct init {
    tarix_arena *arena;
    tarix_output *output;
    found *corpora;
    size_t n, capacity;
} init;

static void put(const init *in, const char *text)
{
    tarix_output_str(in->output, tarix_str_from(text));
}

static void put_str(const init *in, tarix_str text)
{
    tarix_output_str(in->output, text);
}

/* ---- looking ---- */

/* The first line of metadata.csv, as far as a comment wants it. */
static void look_for_fields(const init *in, tarix_str folder, found *c)
{
    tarix_str bytes, line, field;
    tarix_error none;
    const tarix_str path = tarix_file_join(in->arena, folder, TARIX_STR("metadata.csv"));
    c->fields = TARIX_STR("");
    if (tarix_file_look(path.data, NULL) != TARIX_FILE_PLAIN ||
        tarix_file_read(in->arena, path.data, &bytes, &none) != TARIX_OK ||
        !tarix_str_split(&bytes, '\n', &line))
        return;
    const char separator = memchr(line.data, ';', line.size)    ? ';'
                           : memchr(line.data, '\t', line.size) ? '\t'
                                                                : ',';
    for (size_t i = 0; tarix_str_split(&line, separator, &field); i++) {
        while (field.size && strchr("\" \r", field.data[field.size - 1])) field.size--;
        while (field.size && strchr("\" ", field.data[0]))
            field = tarix_str_slice(field, 1, field.size);
        if (i == 0) continue;
        c->has_year |= tarix_str_equal(field, TARIX_STR("year"));
        c->fields = tarix_arena_format(in->arena, "%.*s%s%.*s", TARIX_ARG(c->fields),
            c->fields.size ? ", " : "", TARIX_ARG(field));
    }
}

/* A section's name ends at a bracket, and lists of names are parted by commas and spaces. */
static tarix_str name_of(tarix_arena *arena, tarix_str folder)
{
    while (folder.size > 1 && folder.data[folder.size - 1] == '/') folder.size--;
    const tarix_str base = tarix_file_base(folder);
    const bool is_plain = base.size && base.data[0] != '.' && base.data[0] != '/';
    const tarix_str name = tarix_arena_str(arena, is_plain ? base : TARIX_STR("texts"));
    for (char *p = (char *)name.data; *p; p++)
        if (strchr("[], \t;#=", *p)) *p = '-';
    return name;
}

static void add_corpus(init *in, tarix_str folder, tarix_str path, size_t n_texts)
{
    TARIX_ROOM(in->arena, in->corpora, in->n, in->capacity);
    found *c = &in->corpora[in->n++];
    *c = (found){.name = name_of(in->arena, folder), .path = path, .n_texts = n_texts};
    look_for_fields(in, folder, c);
}

static tarix_str top_of(tarix_str name)
{
    tarix_str top;
    tarix_str_split(&name, '/', &top);
    return name.data ? top : TARIX_STR("");
}

/* Folders in a folder are corpora, unless texts stand beside them. Names are sorted. */
static tarix_status look(init *in, tarix_str folder, tarix_str path, tarix_error *err)
{
    tarix_collection *texts = NULL;
    size_t n_tops = 0;
    bool has_top_texts = false;
    TARIX_TRY(tarix_collection_open(in->arena, &folder, 1, &texts, err));
    for (size_t i = 0; i < texts->n_documents; i++) {
        const tarix_str top = top_of(texts->documents[i].name);
        has_top_texts |= top.size == 0;
        n_tops += i == 0 || !tarix_str_equal(top, top_of(texts->documents[i - 1].name));
    }
    if (has_top_texts || n_tops < 2) {
        add_corpus(in, folder, path, texts->n_documents);
        return TARIX_OK;
    }
    for (size_t i = 0, n = 1; i < texts->n_documents; i++, n++) {
        const tarix_str top = top_of(texts->documents[i].name);
        if (i + 1 < texts->n_documents &&
            tarix_str_equal(top, top_of(texts->documents[i + 1].name)))
            continue;
        add_corpus(
            in, tarix_file_join(in->arena, folder, top), tarix_file_join(in->arena, path, top), n);
        n = 0;
    }
    return TARIX_OK;
}

/* ---- paths ---- */

/* A folder as a file at `ini` names it: below its own folder by the rest, else absolute. */
static tarix_str path_from(tarix_arena *arena, const char *ini, tarix_str folder)
{
    char from[PATH_MAX], to[PATH_MAX];
    const tarix_str file = tarix_str_from(ini);
    tarix_str top = tarix_str_slice(file, 0, file.size - tarix_file_base(file).size);
    top = tarix_arena_str(arena, top.size ? top : TARIX_STR("."));
    if (!realpath(top.data, from) || !realpath(folder.data, to)) return folder;
    const tarix_str whole = tarix_arena_str(arena, tarix_str_from(to));
    const size_t size = strlen(from);
    if (strcmp(from, to) == 0) return TARIX_STR(".");
    if (strncmp(from, to, size) == 0 && to[size] == '/')
        return tarix_str_slice(whole, size + 1, whole.size);
    return whole;
}

/* ---- writing ---- */

static void put_names(const init *in, size_t first)
{
    for (size_t i = first; i < in->n; i++) {
        if (i > first) put(in, ", ");
        put_str(in, in->corpora[i].name);
    }
}

static void put_head(const init *in, tarix_str title)
{
    put(in, "; A study, begun by tarix run --init; edit it, then:\n"
            ";   tarix run --dry-run --format text STUDY.ini\n"
            ";   tarix run STUDY.ini -o FOLDER\n"
            "; What stands behind ; is no part of it. Paths begin where this file stands; a line\n"
            "; that begins with a space goes on with the one above.\n"
            "\n"
            "[study]\n"
            "title = ");
    put_str(in, title);
    put(in, "\n"
            "; Titles and the page in Azerbaijani (az) or English (en).\n"
            "language = en\n"
            "; The corpus of every report that names none, and what it is compared with.\n"
            "target = ");
    put_str(in, in->corpora[0].name);
    put(in, in->n > 1 ? "\nreference = " : "\n; reference = OTHERS");
    put_names(in, 1);
    put(in, "\n"
            "; Beside each CSV file: latex xlsx az (for a double click) tsv json jsonl markdown\n"
            "; html text\n"
            "tables = latex, xlsx\n"
            "\n"
            "; Of every report that has them; `tarix help freq` lists those of freq.\n"
            "[options]\n"
            "layer = lemma\n"
            "stopwords = az\n"
            "; orthography = modern\n");
}

static void put_corpora(const init *in)
{
    for (size_t i = 0; i < in->n; i++) {
        const found *c = &in->corpora[i];
        put_str(in, tarix_arena_format(
                        in->arena, "\n; %zu text%s.", c->n_texts, c->n_texts == 1 ? "" : "s"));
        put(in, c->fields.size ? " metadata.csv says of each: " : " There is no metadata.csv.");
        put_str(in, c->fields);
        put(in, "\n[corpus ");
        put_str(in, c->name);
        put(in, "]\npath = ");
        put_str(in, c->path);
        put(in, c->has_year ? "\n; where = year >= 1918\n" : "\n");
    }
}

static void put_reports(const init *in)
{
    bool has_year = in->corpora[0].has_year;
    put(in, "\n; Each text: encoding, size, tokens, why it was skipped.\n[report info]\ncorpus = ");
    put_names(in, 0);
    put(in, "\n\n[report freq]\ncaption = The commonest words\nlimit = 1000\n");
    if (in->n > 1) {
        put(in, "\n[report keyness]\ncaption = Key terms\n"
                "\n[report terms]\ncaption = Terms of one or more words\nlimit = 500\n"
                "\n; How far apart the corpora are.\n[report compare]\ncorpus = ");
        put_names(in, 0);
        put(in, "\n");
    }
    put(in, "\n; All pairs of words; with node = WORD, WORD those of these words.\n"
            "[report colloc]\ncaption = Words that stand together\nsort = ll\nlimit = 500\n"
            "\n[report ngrams]\ncaption = Groups of two to four words\nn = 2-4\nlimit = 500\n"
            "\n[report diversity]\ncaption = Lexical diversity of each text\ncorpus = ");
    put_names(in, 0);
    put(in, has_year ? "\n\n[report trend]\ncaption = What rises and falls\n" : "\n");
    put(in, "\n; Any analysis may be wanted more often, under a name of its own.\n"
            "; [report kwic]\n; name = freedom\n; node = azadlıq*\n");
}

tarix_status study_init(tarix_arena *arena, tarix_str folder, const char *path, tarix_error *err)
{
    init in = {.arena = arena};
    const tarix_str text = tarix_arena_str(arena, folder);
    if (tarix_file_look(text.data, NULL) != TARIX_FILE_FOLDER)
        return tarix_error_set(err, TARIX_IO, "%s: --init wants a folder of texts", text.data);
    if (path && tarix_file_look(path, NULL) != TARIX_FILE_MISSING)
        return tarix_error_set(
            err, TARIX_IO, "%s: is there already; remove it or choose another -o", path);
    TARIX_TRY(look(&in, text, path ? path_from(arena, path, text) : text, err));
    TARIX_TRY(tarix_output_open(arena, path, &in.output, err));
    put_head(&in, name_of(arena, text));
    put_corpora(&in);
    put_reports(&in);
    return tarix_output_commit(in.output, err);
}
