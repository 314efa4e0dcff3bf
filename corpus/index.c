#include "corpus/index.h"

#include "base/checksum.h"

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
    {TARIX_SECTION_FORM_SLOTS, sizeof(uint32_t)},
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
    x->form_slot = at(x, TARIX_SECTION_FORM_SLOTS);
    x->n_form_slots = count_of(x, TARIX_SECTION_FORM_SLOTS, sizeof *x->form_slot);
    x->place_start = at(x, TARIX_SECTION_PLACE_STARTS);
    x->place = at(x, TARIX_SECTION_PLACES);
    for (size_t i = 0; i < TARIX_INDEX_LAYERS; i++) x->layer[i] = layer_at(x, i);
    x->has_forms = TARIX_NEW(arena, bool);
    TARIX_TRY(check_sizes(x, err));
    TARIX_TRY(check_tables(x, err));
    *out = x;
    return TARIX_OK;
}

/* ---- checks of what is read later ---- */

/* Texts of a vocabulary: each is followed by NUL, and behind the last stands what may be read
 * behind it. */
static bool are_texts(const uint64_t *start, size_t n, const char *text, uint64_t size)
{
    if (start[0] != 0 || size < TARIX_TOKEN_SLACK || start[n] > size - TARIX_TOKEN_SLACK)
        return false;
    for (size_t i = 0; i < n; i++)
        if (start[i + 1] <= start[i] || start[i + 1] - start[i] > UINT32_MAX ||
            start[i + 1] > size || text[start[i + 1] - 1])
            return false;
    return true;
}

static bool are_tags(const uint16_t *tag, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if ((tag[i] & 0xFF) >= TARIX_KINDS || tag[i] >> 8 >= TARIX_READINGS) return false;
    return true;
}

/* Ids and one, fewer than there are slots, so that a search ends. */
static bool are_slots(const uint32_t *slot, size_t n_slots, size_t n)
{
    size_t n_used = 0;
    uint32_t most = 0;
    if (n_slots == 0 || n_slots & (n_slots - 1)) return false;
    for (size_t i = 0; i < n_slots; i++) {
        n_used += slot[i] != 0;
        most = slot[i] > most ? slot[i] : most;
    }
    return n_used < n_slots && most <= n;
}

tarix_status tarix_index_check_forms(const tarix_index *x, tarix_error *err)
{
    if (*x->has_forms) return TARIX_OK;
    TARIX_TRY(tarix_sections_check_all(x->sections, TARIX_SECTION_FORM_STARTS, err));
    TARIX_TRY(tarix_sections_check_all(x->sections, TARIX_SECTION_FORM_TAGS, err));
    TARIX_TRY(tarix_sections_check_all(x->sections, TARIX_SECTION_FORM_TEXTS, err));
    if (!are_texts(x->form_start, x->n_forms, x->form_text, size_of(x, TARIX_SECTION_FORM_TEXTS)))
        return tarix_sections_refuse(x->sections, TARIX_SECTION_FORM_STARTS, err);
    if (!are_tags(x->form_tag, x->n_forms))
        return tarix_sections_refuse(x->sections, TARIX_SECTION_FORM_TAGS, err);
    *x->has_forms = true;
    return TARIX_OK;
}

tarix_status tarix_index_adopt_forms(const tarix_index *x, tarix_vocab *forms, tarix_error *err)
{
    TARIX_TRY(tarix_sections_check_all(x->sections, TARIX_SECTION_FORM_SLOTS, err));
    if (!are_slots(x->form_slot, x->n_form_slots, x->n_forms))
        return tarix_sections_refuse(x->sections, TARIX_SECTION_FORM_SLOTS, err);
    const tarix_vocab_stored stored = {.origin = x,
        .start = x->form_start,
        .tag = x->form_tag,
        .text = x->form_text,
        .slot = x->form_slot,
        .n_slots = x->n_form_slots,
        .n = x->n_forms};
    tarix_vocab_adopt(forms, &stored);
    return TARIX_OK;
}

tarix_status tarix_index_check_counts(const tarix_index *x, tarix_error *err)
{
    TARIX_TRY(tarix_sections_check_all(x->sections, TARIX_SECTION_PLACE_STARTS, err));
    bool ascends = x->place_start[0] == 0 && x->place_start[x->n_forms] == x->n_tokens;
    for (size_t f = 0; f < x->n_forms; f++) ascends &= x->place_start[f] <= x->place_start[f + 1];
    return ascends ? TARIX_OK : tarix_sections_refuse(x->sections, TARIX_SECTION_PLACE_STARTS, err);
}

static bool are_below(const tarix_id *ids, uint64_t n, size_t end)
{
    bool bad = false;
    for (uint64_t i = 0; i < n; i++) bad |= ids[i] >= end;
    return !bad;
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

static bool is_layer(const tarix_index *x, size_t i)
{
    const tarix_index_layer *l = &x->layer[i];
    const uint64_t size = size_of(x, of_layer(TARIX_SECTION_VALUE_TEXTS, i));
    for (size_t j = 0; j < TARIX_SECTION_LAYER; j++)
        if (tarix_sections_check_all(x->sections,
                (tarix_section)(of_layer(TARIX_SECTION_LAYER_MAP, i) + j), NULL) != TARIX_OK)
            return false;
    return l->n_map == x->n_forms && l->values.n > 0 &&
           are_texts(l->values.start, l->values.n, l->values.text, size) &&
           are_slots(l->values.slot, l->values.n_slots, l->values.n) &&
           are_below(l->map, x->n_forms, l->values.n);
}

const tarix_index_layer *tarix_index_find_layer(const tarix_index *x, const char *name)
{
    for (size_t i = 0; i < TARIX_INDEX_LAYERS; i++)
        if (strcmp(layer_names[i], name) == 0)
            return x->layer[i].n_map && is_layer(x, i) ? &x->layer[i] : NULL;
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

static tarix_status check_forms_of(
    const tarix_index *x, uint64_t first, uint64_t end, tarix_error *err)
{
    TARIX_TRY(tarix_sections_check(
        x->sections, TARIX_SECTION_TOKENS, first * sizeof *x->token, end * sizeof *x->token, err));
    return are_below(x->token + first, end - first, x->n_forms)
               ? TARIX_OK
               : tarix_sections_refuse(x->sections, TARIX_SECTION_TOKENS, err);
}

tarix_status tarix_index_check_range(
    const tarix_index *x, uint64_t first, uint64_t end, tarix_error *err)
{
    TARIX_TRY(check_forms_of(x, first, end, err));
    return tarix_sections_check(x->sections, TARIX_SECTION_STEPS, first, end, err);
}

tarix_status tarix_index_check_tokens(const tarix_index *x, size_t document, tarix_error *err)
{
    return check_forms_of(
        x, x->documents[document].first_token, tarix_index_last_token(x, document), err);
}

tarix_status tarix_index_check_step_lists(const tarix_index *x, tarix_error *err)
{
    TARIX_TRY(tarix_sections_check_all(x->sections, TARIX_SECTION_STEP_BLOCKS, err));
    return tarix_sections_check_all(x->sections, TARIX_SECTION_LONG_STEPS, err);
}

tarix_status tarix_index_check_sentences(const tarix_index *x, tarix_error *err)
{
    TARIX_TRY(tarix_sections_check_all(x->sections, TARIX_SECTION_SENTENCES, err));
    bool ascends = x->sentence[x->n_sentences] == x->n_tokens;
    for (uint64_t i = 0; i < x->n_sentences; i++) ascends &= x->sentence[i] < x->sentence[i + 1];
    return ascends ? TARIX_OK : tarix_sections_refuse(x->sections, TARIX_SECTION_SENTENCES, err);
}

tarix_status tarix_index_check_document(const tarix_index *x, size_t document, tarix_error *err)
{
    const tarix_index_document *d = &x->documents[document];
    const uint64_t end_sentence = tarix_index_last_sentence(x, document);
    TARIX_TRY(tarix_index_check_range(x, d->first_token, tarix_index_last_token(x, document), err));
    TARIX_TRY(tarix_index_check_step_lists(x, err));
    return tarix_sections_check(x->sections, TARIX_SECTION_SENTENCES,
        d->first_sentence * sizeof *x->sentence, end_sentence * sizeof *x->sentence, err);
}

tarix_status tarix_index_check_all_tokens(const tarix_index *x, tarix_error *err)
{
    TARIX_TRY(tarix_index_check_sentences(x, err));
    return check_forms_of(x, 0, x->n_tokens, err);
}

tarix_status tarix_index_verify(const tarix_index *x, tarix_error *err)
{
    for (unsigned i = 0; i < TARIX_SECTIONS; i++)
        TARIX_TRY(tarix_sections_check_all(x->sections, (tarix_section)i, err));
    TARIX_TRY(tarix_index_check_forms(x, err));
    TARIX_TRY(tarix_index_check_counts(x, err));
    TARIX_TRY(tarix_index_check_all_tokens(x, err));
    for (size_t i = 0; i < TARIX_INDEX_LAYERS; i++)
        if (x->layer[i].n_map && !is_layer(x, i))
            return tarix_sections_refuse(x->sections, of_layer(TARIX_SECTION_LAYER_MAP, i), err);
    for (size_t i = 0; i < x->n_documents; i++) TARIX_TRY(tarix_index_check_document(x, i, err));
    return TARIX_OK;
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
