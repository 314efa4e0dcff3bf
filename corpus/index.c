#include "corpus/index.h"

#include "base/checksum.h"
#include "corpus/index_checks.h"

/* ---- opening ---- */

static const void *at(const tarix_index *x, tarix_section section)
{
    return tarix_sections_at(x->sections, section);
}

static uint64_t size_of(const tarix_index *x, tarix_section section)
{
    return tarix_sections_size(x->sections, section);
}

/* Sections whose elements have one size. */
typedef struct part {
    tarix_section section;
    size_t element;
} part;

static const part parts[] = {
    {TARIX_SECTION_DOCUMENTS, sizeof(tarix_index_document)},
    {TARIX_SECTION_METADATA, sizeof(tarix_index_file)},
    {TARIX_SECTION_PASSED_OVER, sizeof(tarix_index_passed_over)},
    {TARIX_SECTION_FORM_STARTS, sizeof(uint64_t)},
    {TARIX_SECTION_FORM_TAGS, sizeof(uint16_t)},
    {TARIX_SECTION_TOKENS, sizeof(tarix_id)},
    {TARIX_SECTION_STEP_BLOCKS, sizeof(uint64_t)},
    {TARIX_SECTION_LONG_STEPS, sizeof(tarix_long_step)},
    {TARIX_SECTION_SENTENCES, sizeof(uint64_t)},
};

static tarix_status check_sizes(const tarix_index *x, tarix_error *err)
{
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (size_of(x, parts[i].section) % parts[i].element != 0)
            return tarix_sections_refuse(x->sections, parts[i].section, err);
    const struct {
        tarix_section section;
        uint64_t size;
    } wanted[] = {
        {TARIX_SECTION_FORM_STARTS, (x->n_forms + 1) * sizeof(uint64_t)},
        {TARIX_SECTION_STEPS, x->n_tokens},
        {TARIX_SECTION_STEP_BLOCKS,
            (x->n_tokens + TARIX_STEP_BLOCK - 1) / TARIX_STEP_BLOCK * sizeof(uint64_t)},
        {TARIX_SECTION_SENTENCES, (x->n_sentences + 1) * sizeof(uint64_t)},
        {TARIX_SECTION_PLACE_STARTS, (x->n_forms + 1) * sizeof(uint64_t)},
        {TARIX_SECTION_PLACES, x->n_tokens * sizeof(tarix_id)},
    };
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++)
        if (size_of(x, wanted[i].section) != wanted[i].size)
            return tarix_sections_refuse(x->sections, wanted[i].section, err);
    return TARIX_OK;
}

static bool is_text(const tarix_index *x, tarix_index_text text)
{
    const uint64_t size = size_of(x, TARIX_SECTION_STRINGS);
    return text.at < size && text.size < size - text.at && x->strings[text.at + text.size] == '\0';
}

static bool is_document(const tarix_index *x, size_t i)
{
    const tarix_index_document *d = &x->documents[i];
    return is_text(x, d->name) && is_text(x, d->path) && is_text(x, d->encoding) &&
           is_text(x, d->sha256) && is_text(x, d->failure) && d->metadata <= x->n_files &&
           d->first_token <= tarix_index_last_token(x, i) &&
           tarix_index_last_token(x, i) <= x->n_tokens &&
           d->first_sentence <= tarix_index_last_sentence(x, i) &&
           tarix_index_last_sentence(x, i) <= x->n_sentences;
}

static tarix_status check_tables(const tarix_index *x, tarix_error *err)
{
    static const tarix_section read[] = {TARIX_SECTION_SETTINGS, TARIX_SECTION_COMMAND,
        TARIX_SECTION_DOCUMENTS, TARIX_SECTION_METADATA, TARIX_SECTION_PASSED_OVER,
        TARIX_SECTION_STRINGS};
    for (size_t i = 0; i < sizeof read / sizeof *read; i++)
        TARIX_TRY(tarix_sections_check_all(x->sections, read[i], err));
    if (x->n_documents == 0 || x->documents[0].first_token || x->documents[0].first_sentence)
        return tarix_sections_refuse(x->sections, TARIX_SECTION_DOCUMENTS, err);
    for (size_t i = 0; i < x->n_documents; i++)
        if (!is_document(x, i))
            return tarix_sections_refuse(x->sections, TARIX_SECTION_DOCUMENTS, err);
    for (size_t i = 0; i < x->n_files; i++)
        if (!is_text(x, x->files[i].path) || !is_text(x, x->files[i].bytes))
            return tarix_sections_refuse(x->sections, TARIX_SECTION_METADATA, err);
    for (size_t i = 0; i < x->n_passed_over; i++)
        if (!is_text(x, x->passed_over[i].path) || !is_text(x, x->passed_over[i].reason))
            return tarix_sections_refuse(x->sections, TARIX_SECTION_PASSED_OVER, err);
    return TARIX_OK;
}

static size_t count_of(const tarix_index *x, tarix_section section, size_t element)
{
    return (size_t)(size_of(x, section) / element);
}

static tarix_section of_layer(tarix_section section, size_t layer)
{
    return (tarix_section)(section + layer * TARIX_SECTION_LAYER);
}

static tarix_index_layer layer_at(const tarix_index *x, size_t i)
{
    const tarix_section map = of_layer(TARIX_SECTION_LAYER_MAP, i);
    const tarix_section starts = of_layer(TARIX_SECTION_VALUE_STARTS, i);
    const tarix_section slots = of_layer(TARIX_SECTION_VALUE_SLOTS, i);
    const size_t n_starts = count_of(x, starts, sizeof(uint64_t));
    return (tarix_index_layer){.map = at(x, map),
        .n_map = count_of(x, map, sizeof(tarix_id)),
        .values = {.origin = x,
            .start = at(x, starts),
            .text = at(x, of_layer(TARIX_SECTION_VALUE_TEXTS, i)),
            .slot = at(x, slots),
            .n_slots = count_of(x, slots, sizeof(uint32_t)),
            .n = n_starts ? n_starts - 1 : 0}};
}

tarix_status tarix_index_open(
    tarix_arena *arena, const char *path, tarix_index **out, tarix_error *err)
{
    tarix_index *x = TARIX_NEW(arena, tarix_index);
    TARIX_TRY(tarix_sections_open(arena, path, &x->sections, err));
    const size_t n_starts = count_of(x, TARIX_SECTION_SENTENCES, sizeof *x->sentence);
    x->settings =
        (tarix_str){at(x, TARIX_SECTION_SETTINGS), (size_t)size_of(x, TARIX_SECTION_SETTINGS)};
    x->command =
        (tarix_str){at(x, TARIX_SECTION_COMMAND), (size_t)size_of(x, TARIX_SECTION_COMMAND)};
    x->documents = at(x, TARIX_SECTION_DOCUMENTS);
    x->n_documents = count_of(x, TARIX_SECTION_DOCUMENTS, sizeof *x->documents);
    x->files = at(x, TARIX_SECTION_METADATA);
    x->n_files = count_of(x, TARIX_SECTION_METADATA, sizeof *x->files);
    x->passed_over = at(x, TARIX_SECTION_PASSED_OVER);
    x->n_passed_over = count_of(x, TARIX_SECTION_PASSED_OVER, sizeof *x->passed_over);
    x->strings = at(x, TARIX_SECTION_STRINGS);
    x->form_start = at(x, TARIX_SECTION_FORM_STARTS);
    x->form_tag = at(x, TARIX_SECTION_FORM_TAGS);
    x->form_text = at(x, TARIX_SECTION_FORM_TEXTS);
    x->n_forms = count_of(x, TARIX_SECTION_FORM_TAGS, sizeof *x->form_tag);
    x->token = at(x, TARIX_SECTION_TOKENS);
    x->n_tokens = count_of(x, TARIX_SECTION_TOKENS, sizeof *x->token);
    x->steps = (tarix_steps){.step = at(x, TARIX_SECTION_STEPS),
        .block = at(x, TARIX_SECTION_STEP_BLOCKS),
        .longs = at(x, TARIX_SECTION_LONG_STEPS),
        .n_longs = count_of(x, TARIX_SECTION_LONG_STEPS, sizeof *x->steps.longs)};
    x->sentence = at(x, TARIX_SECTION_SENTENCES);
    x->n_sentences = n_starts ? n_starts - 1 : 0;
    x->place_start = at(x, TARIX_SECTION_PLACE_STARTS);
    x->place = at(x, TARIX_SECTION_PLACES);
    for (size_t i = 0; i < TARIX_INDEX_LAYERS; i++) x->layer[i] = layer_at(x, i);
    x->checked = TARIX_NEW(arena, _Atomic unsigned);
    TARIX_TRY(check_sizes(x, err));
    TARIX_TRY(check_tables(x, err));
    *out = x;
    return TARIX_OK;
}

/* ---- parts ---- */

void tarix_index_adopt_forms(const tarix_index *x, tarix_vocab *forms)
{
    const tarix_vocab_stored stored = {.origin = x,
        .start = x->form_start,
        .tag = x->form_tag,
        .text = x->form_text,
        .n = x->n_forms};
    tarix_vocab_adopt(forms, &stored);
}

tarix_status tarix_index_places(
    const tarix_index *x, tarix_id form, const tarix_id **out, size_t *n, tarix_error *err)
{
    const uint64_t first = x->place_start[form], end = x->place_start[form + 1];
    TARIX_TRY(tarix_sections_check(
        x->sections, TARIX_SECTION_PLACES, first * sizeof *x->place, end * sizeof *x->place, err));
    *out = x->place + first;
    *n = (size_t)(end - first);
    for (size_t i = 0; i < *n; i++)
        if ((*out)[i] >= x->n_tokens || (i && (*out)[i] <= (*out)[i - 1]))
            return tarix_sections_refuse(x->sections, TARIX_SECTION_PLACES, err);
    return TARIX_OK;
}

static const char *const layer_names[TARIX_INDEX_LAYERS] = {"fold", "stem", "lemma"};

const char *tarix_index_layer_name(size_t layer)
{
    return layer_names[layer];
}

const tarix_index_layer *tarix_index_find_layer(
    const tarix_index *x, const char *name, size_t n_threads)
{
    for (size_t i = 0; i < TARIX_INDEX_LAYERS; i++)
        if (strcmp(layer_names[i], name) == 0)
            return x->layer[i].n_map && tarix_index_check_layer(x, i, n_threads, NULL) == TARIX_OK
                       ? &x->layer[i]
                       : NULL;
    return NULL;
}

const tarix_index *tarix_index_whole(const tarix_collection *c)
{
    const tarix_index *x = c->n_documents ? c->documents[0].index : NULL;
    if (!x || x->n_documents != c->n_documents) return NULL;
    for (size_t i = 0; i < c->n_documents; i++)
        if (c->documents[i].index != x || c->documents[i].index_document != i) return NULL;
    return x;
}

/* ---- documents ---- */

void tarix_index_list(const tarix_index *x, tarix_collection *c)
{
    for (size_t i = 0; i < x->n_documents; i++) {
        const tarix_index_document *d = &x->documents[i];
        TARIX_ROOM(c->arena, c->documents, c->n_documents, c->capacity);
        tarix_document *document = &c->documents[c->n_documents++];
        *document = (tarix_document){.name = tarix_index_str(x, d->name),
            .path = tarix_index_str(x, d->path).data,
            .typed = true,
            .index = x,
            .index_document = i};
        if (!d->metadata) continue;
        const tarix_index_file *f = &x->files[d->metadata - 1];
        document->metadata_path = tarix_index_str(x, f->path).data;
        document->metadata_bytes = tarix_index_str(x, f->bytes);
    }
    for (size_t i = 0; i < x->n_passed_over; i++) {
        TARIX_ROOM(c->arena, c->passed_over, c->n_passed_over, c->passed_over_capacity);
        c->passed_over[c->n_passed_over++] =
            (tarix_passed_over){tarix_index_str(x, x->passed_over[i].path),
                tarix_index_str(x, x->passed_over[i].reason)};
    }
}

void tarix_index_describe(tarix_document *document, bool letters)
{
    const tarix_index *x = document->index;
    const tarix_index_document *d = &x->documents[document->index_document];
    document->encoding = tarix_index_str(x, d->encoding).data;
    document->sha256 = tarix_index_str(x, d->sha256);
    document->failure = tarix_index_str(x, d->failure);
    document->bytes = d->bytes;
    document->bad_bytes = d->bad_bytes;
    document->furniture = d->furniture;
    document->sentences = d->sentences;
    document->places = d->places;
    document->old_share = d->old_share;
    memcpy(document->tokens, d->tokens, sizeof d->tokens);
    memcpy(document->readings, d->readings, sizeof d->readings);
    if (letters) memcpy(document->letters, d->letters, sizeof d->letters);
}

/* ---- settings ---- */

static const char *const orthographies[] = {[TARIX_ORTHOGRAPHY_AUTO] = "auto",
    [TARIX_ORTHOGRAPHY_MODERN] = "modern",
    [TARIX_ORTHOGRAPHY_CYRILLIC] = "cyrillic",
    [TARIX_ORTHOGRAPHY_YANALIF] = "yanalif",
    [TARIX_ORTHOGRAPHY_YANALIF_EXCHANGED] = "yanalif-exchanged"};

/* Stop words, and words too general for a term, are left out by whoever counts; all other lists
 * have a say in what is a token or what is a layer. */
static bool shapes_tokens(const tarix_lexicon_file *file)
{
    return strcmp(file->name, "stopwords.tsv") != 0 && strcmp(file->name, "generic-words.tsv") != 0;
}

tarix_str tarix_index_settings(tarix_arena *arena, const tarix_pass *pass)
{
    size_t n;
    const tarix_lexicon_file *files = tarix_lexicons_files(pass->lexicons, &n);
    tarix_str text = tarix_arena_format(arena,
        "program\t" TARIX_MADE_BY "\northography\t%s\nforeign\t%s\nencoding\t%s\n",
        orthographies[pass->orthography], pass->no_foreign ? "none" : "auto",
        pass->encoding ? pass->encoding : "auto");
    for (size_t i = 0; i < n; i++)
        if (shapes_tokens(&files[i]))
            text = tarix_arena_format(arena, "%.*s%s\t%016llx\n", TARIX_ARG(text), files[i].name,
                (unsigned long long)tarix_checksum(files[i].bytes.data, files[i].bytes.size));
    return text;
}

/* The value of a setting; empty when there is none of that name. */
static tarix_str setting(tarix_str settings, tarix_str wanted)
{
    tarix_str line, name;
    while (tarix_str_split(&settings, '\n', &line))
        if (tarix_str_split(&line, '\t', &name) && tarix_str_equal(name, wanted)) return line;
    return TARIX_STR("");
}

tarix_status tarix_index_fits(
    const tarix_index *x, tarix_arena *scratch, const tarix_pass *pass, tarix_error *err)
{
    const char *path = tarix_sections_path(x->sections);
    tarix_str rest = tarix_index_settings(scratch, pass), line, name;
    while (tarix_str_split(&rest, '\n', &line) && line.size) {
        tarix_str_split(&line, '\t', &name);
        const tarix_str made = setting(x->settings, name);
        const bool is_list = tarix_str_ends(name, TARIX_STR(".tsv"));
        if (tarix_str_equal(made, line) || tarix_str_equal(line, TARIX_STR("auto"))) continue;
        if (is_list)
            return tarix_error_set(err, TARIX_INVALID,
                "%s: was made with another %.*s; make it anew with 'tarix index', or name its "
                "lists "
                "with --lexicons",
                path, TARIX_ARG(name));
        if (tarix_str_equal(name, TARIX_STR("program")))
            return tarix_error_set(err, TARIX_INVALID,
                "%s: was made by version %.*s of the program, which may find other tokens; make it "
                "anew with 'tarix index'",
                path, TARIX_ARG(made));
        return tarix_error_set(err, TARIX_INVALID,
            "%s: was made with --%.*s %.*s, not %.*s; leave the option out or make the index anew",
            path, TARIX_ARG(name), TARIX_ARG(made), TARIX_ARG(line));
    }
    return TARIX_OK;
}
