#include "analyzers/freqlist.h"

#include "analyzers/field.h"
#include "analyzers/layers.h"
#include "corpus/csvfile.h"
#include "corpus/segmenter.h"

enum { TERM, COUNT, DOCS, n_fields };
static const tarix_field fields[n_fields] = {
    {"term", NULL, TARIX_FIELD_TEXT, false, "", ""},
    {"count", NULL, TARIX_FIELD_COUNT, false, "", ""},
    {"docs", NULL, TARIX_FIELD_COUNT, true, "", ""},
};

/* What a term is read behind, so that it does not stand at the start of a text, where a number is
 * that of a page. */
static const char before[] = "bu ";
enum { before_size = sizeof before - 1, slack = 64, batch = 256 };

/* Some rows, whose terms become values together. */
typedef struct listed {
    tarix_token terms[batch]; /* with their kinds and readings */
    uint64_t count[batch];
    uint32_t docs[batch]; /* TARIX_NO_DOCS: not known */
    tarix_token picked[batch];
    tarix_id values[batch]; /* TARIX_NO_ID: it does not count */
} listed;

typedef struct freqlist {
    tarix_job *job;
    const tarix_freqlist_plan *plan;
    const tarix_scope *scope;
    tarix_arena *scratch;
    tarix_csvfile *file;
    long column[n_fields];
    tarix_segmenter *segmenter;
    char *text; /* the term as the segmenter reads it */
    size_t text_room;
    tarix_vocab *forms, *values;
    tarix_layer *layer; /* NULL: terms are values */
    tarix_tally *tally;
    size_t count_room;
    listed *rows;
    uint64_t n_rows, n_several;
} freqlist;

bool tarix_freqlist_is(tarix_str path)
{
    static const char *const endings[] = {".csv", ".tsv", ".CSV", ".TSV"};
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        if (tarix_str_ends(path, tarix_str_from(endings[i]))) return true;
    return false;
}

/* ---- terms ---- */

static tarix_str behind_word(freqlist *f, tarix_str term)
{
    const size_t size = before_size + term.size;
    if (size + slack > f->text_room) {
        f->text = tarix_arena_grow(f->scratch, f->text, f->text_room, 2 * size + slack, 1);
        f->text_room = 2 * size + slack;
    }
    memcpy(f->text, before, before_size);
    memcpy(f->text + before_size, term.data, term.size);
    memset(f->text + size, 0, slack);
    return (tarix_str){f->text, size};
}

/* Two or more small letters of today's alphabet, which most terms are: a word in any spelling but
 * those that are told for the whole list. */
static bool is_plain(const freqlist *f, tarix_str term)
{
    static const char *const letters[] = {"ç", "ə", "ğ", "ı", "ö", "ş", "ü"};
    size_t at = 0, n = 0;
    if (f->job->pass.orthography > TARIX_ORTHOGRAPHY_MODERN) return false;
    while (at < term.size) {
        const char *p = term.data + at;
        size_t size = *p >= 'a' && *p <= 'z';
        for (size_t i = 0; !size && i < sizeof letters / sizeof *letters; i++)
            if (at + 2 <= term.size && memcmp(p, letters[i], 2) == 0) size = 2;
        if (!size) return false;
        at += size;
        n++;
    }
    return n > 1;
}

/* Kind and reading of a term, as one token has them that is all of it; else it is a word. */
static uint16_t tag_of(freqlist *f, tarix_str term)
{
    if (is_plain(f, term)) return TARIX_KIND_WORD;
    tarix_token tokens[3];
    tarix_segmenter_begin(f->segmenter);
    tarix_segmenter_feed(f->segmenter, behind_word(f, term), 0);
    const size_t n = tarix_segmenter_next(f->segmenter, tokens, 3);
    if (n == 2 && tokens[1].start == before_size && tokens[1].length == term.size)
        return tarix_token_tag(&tokens[1]);
    f->n_several++;
    return TARIX_KIND_WORD;
}

static void make_room(freqlist *f)
{
    tarix_tally *t = f->tally;
    const size_t n = tarix_vocab_size(f->values);
    while (f->count_room < n) {
        const size_t room = f->count_room ? 2 * f->count_room : 1024;
        t->count = tarix_arena_grow(f->job->arena, t->count, f->count_room, room, sizeof *t->count);
        if (t->docs)
            t->docs =
                tarix_arena_grow(f->job->arena, t->docs, f->count_room, room, sizeof *t->docs);
        f->count_room = room;
    }
    t->n_values = n;
}

/* ---- rows ---- */

static tarix_status fail_row(const freqlist *f, uint64_t line, const char *reason, tarix_error *err)
{
    return tarix_error_set(err, TARIX_INVALID, "%s:%llu: %s; correct this line or take it out",
        tarix_csvfile_name(f->file), (unsigned long long)line, reason);
}

/* Again, for the message. */
static tarix_status fail_field(
    const freqlist *f, uint64_t line, const tarix_field *field, tarix_str cell, tarix_error *err)
{
    tarix_field_value value;
    tarix_error fault = {0};
    tarix_field_read(field, cell, false, f->scratch, &value, &fault);
    return fail_row(f, line, fault.message, err);
}

static tarix_status read_row(const freqlist *f, const tarix_csv_rows *rows, size_t row,
    tarix_field_value *values, tarix_error *err)
{
    const tarix_str *cells = rows->cells + row * rows->width;
    if (rows->n_cells[row] > rows->width)
        return fail_row(f, rows->line[row],
            "more cells than the header has columns: a term with a comma must be quoted", err);
    for (size_t i = 0; i < n_fields; i++) {
        const tarix_str cell =
            f->column[i] == TARIX_NO_COLUMN ? TARIX_STR("") : cells[f->column[i]];
        if (tarix_field_read(&fields[i], cell, false, f->scratch, &values[i], NULL) != TARIX_OK)
            return fail_field(f, rows->line[row], &fields[i], cell, err);
    }
    if (values[TERM].text.size == 0) return fail_row(f, rows->line[row], "term is empty", err);
    if (values[DOCS].is_given && values[DOCS].count > values[COUNT].count)
        return fail_row(f, rows->line[row], "docs is more than count", err);
    if (values[DOCS].is_given && values[DOCS].count >= TARIX_NO_DOCS)
        return fail_row(f, rows->line[row], "docs is above 4294967294", err);
    if (values[COUNT].count > TARIX_NO_COUNT - 1 - f->tally->n_tokens)
        return fail_row(f, rows->line[row], "the sum of count is too large", err);
    return TARIX_OK;
}

/* Where terms are values, those of the kinds that count are interned. */
static void intern_values(freqlist *f, size_t n)
{
    listed *r = f->rows;
    const unsigned kinds = f->scope->selection.kinds;
    size_t k = 0;
    for (size_t i = 0; i < n; i++)
        if (kinds >> r->terms[i].kind & 1)
            r->picked[k++] = (tarix_token){.form = r->terms[i].form, .size = r->terms[i].size};
    tarix_vocab_intern_keys(f->values, r->picked, k, r->values);
    for (size_t i = n; i-- > 0;)
        r->values[i] = kinds >> r->terms[i].kind & 1 ? r->values[--k] : TARIX_NO_ID;
}

/* Where values are made of terms, or stop words are left out, terms are forms first. */
static void intern_forms(freqlist *f, size_t n)
{
    listed *r = f->rows;
    tarix_vocab_intern_keys(f->forms, r->terms, n, r->values);
    for (size_t i = 0; i < n; i++) {
        const tarix_id form = r->values[i];
        if (!tarix_selection_has(&f->scope->selection, f->job->lexicons, f->forms, form))
            r->values[i] = TARIX_NO_ID;
        else if (f->layer)
            r->values[i] = tarix_layer_map(f->layer)[form];
        else
            r->values[i] = tarix_vocab_intern(f->values, tarix_vocab_str(f->forms, form), 0);
    }
}

static void count_rows(const freqlist *f, size_t n)
{
    tarix_tally *t = f->tally;
    const listed *r = f->rows;
    for (size_t i = 0; i < n; i++) {
        const uint64_t count = r->count[i];
        const tarix_id value = r->values[i];
        if (tarix_kind_holds_place(r->terms[i].kind)) t->n_places += count;
        if (value == TARIX_NO_ID) {
            if (f->scope->selection.kinds >> r->terms[i].kind & 1) t->n_stopped += count;
            continue;
        }
        t->n_counted += count;
        if (t->docs) t->docs[value] = t->count[value] ? TARIX_NO_DOCS : r->docs[i];
        t->count[value] += count;
    }
}

static tarix_status take_rows(
    freqlist *f, const tarix_csv_rows *rows, size_t first, size_t n, tarix_error *err)
{
    listed *r = f->rows;
    tarix_field_value values[n_fields] = {0};
    for (size_t i = 0; i < n; i++) {
        TARIX_TRY(read_row(f, rows, first + i, values, err));
        const tarix_str term = values[TERM].text;
        const uint16_t tag = tag_of(f, term);
        r->terms[i] = (tarix_token){.form = term.data,
            .size = (uint32_t)term.size,
            .kind = (uint8_t)tag,
            .reading = (uint8_t)(tag >> 8)};
        r->count[i] = values[COUNT].count;
        r->docs[i] = values[DOCS].is_given ? (uint32_t)values[DOCS].count : TARIX_NO_DOCS;
        f->tally->n_tokens += r->count[i];
    }
    if (!f->layer && !f->scope->selection.stopwords)
        intern_values(f, n);
    else
        intern_forms(f, n);
    make_room(f);
    count_rows(f, n);
    return TARIX_OK;
}

static tarix_status read_rows(freqlist *f, tarix_error *err)
{
    for (;;) {
        tarix_csv_rows rows;
        TARIX_TRY(tarix_csvfile_next(f->file, &rows, err));
        if (rows.n == 0) return TARIX_OK;
        for (size_t i = 0; i < rows.n; i += batch)
            TARIX_TRY(take_rows(f, &rows, i, rows.n - i < batch ? rows.n - i : (size_t)batch, err));
        f->n_rows += rows.n;
    }
}

/* ---- the file ---- */

static tarix_status find_columns(freqlist *f, tarix_error *err)
{
    for (size_t i = 0; i < n_fields; i++) {
        f->column[i] = tarix_csvfile_find(f->file, tarix_str_from(fields[i].name));
        if (f->column[i] == TARIX_NO_COLUMN && !fields[i].is_optional)
            return tarix_error_set(err, TARIX_INVALID,
                "%s: its header has no column '%s'; a frequency list needs the columns term,count, "
                "named in its first line",
                tarix_csvfile_name(f->file), fields[i].name);
    }
    return TARIX_OK;
}

static void note(const freqlist *f, tarix_digest *digest)
{
    const tarix_text *text = tarix_csvfile_text(f->file);
    tarix_sheet *sheet = tarix_job_add_sheet(f->job, f->plan->role, tarix_csvfile_name(f->file));
    sheet->sha256 = digest ? tarix_digest_end(digest) : TARIX_STR("");
    sheet->encoding = tarix_text_encoding(text);
    sheet->bytes = tarix_text_bytes(text);
    sheet->bad_bytes = tarix_text_bad_bytes(text);
    sheet->rows = f->n_rows;
    tarix_job_text(f->job, "list", sheet->name);
    tarix_job_text(f->job, "list_layer", tarix_str_from(f->plan->layer->name));
    tarix_job_text(f->job, "list_size_is",
        f->plan->n_places == TARIX_NO_COUNT ? TARIX_STR("summed") : TARIX_STR("stated"));
    tarix_job_count(f->job, "list_size", f->tally->n_places);
    tarix_job_count(f->job, "list_counted", f->tally->n_counted);
    tarix_job_count(f->job, "list_stopwords", f->tally->n_stopped);
    tarix_job_count(
        f->job, "list_other_kinds", f->tally->n_tokens - f->tally->n_counted - f->tally->n_stopped);
    tarix_job_count(f->job, "list_terms_of_several_tokens", f->n_several);
}

static tarix_status state_size(freqlist *f, tarix_error *err)
{
    if (f->plan->n_places == TARIX_NO_COUNT) return TARIX_OK;
    if (f->plan->n_places < f->tally->n_places)
        return tarix_error_set(err, TARIX_INVALID, "--%s: %llu is less than the %llu tokens of %s",
            f->plan->size, (unsigned long long)f->plan->n_places,
            (unsigned long long)f->tally->n_places, tarix_csvfile_name(f->file));
    f->tally->n_places = f->plan->n_places;
    return TARIX_OK;
}

static void begin(freqlist *f)
{
    const bool is_value = f->plan->layer == f->scope->layer;
    f->segmenter = tarix_segmenter_new(f->scratch, f->job->lexicons);
    tarix_segmenter_set_orthography(f->segmenter, f->job->pass.orthography);
    tarix_segmenter_set_foreign(f->segmenter, false);
    f->forms = tarix_vocab_new(f->scratch);
    f->rows = TARIX_NEW(f->scratch, listed);
    if (!is_value)
        f->layer =
            tarix_layer_new(f->scratch, f->scope->layer, f->job->lexicons, f->forms, f->values);
    f->tally = TARIX_NEW(f->job->arena, tarix_tally);
    f->tally->values = f->values;
    if (is_value && f->column[DOCS] != TARIX_NO_COLUMN)
        f->tally->docs = TARIX_ARRAY(f->job->arena, uint32_t, 1);
}

tarix_status tarix_freqlist_check(
    const tarix_freqlist_plan *plan, const tarix_scope *scope, tarix_error *err)
{
    const tarix_layer_row *from = plan->layer, *to = scope->layer;
    const tarix_layer_row *form = tarix_layers_find(TARIX_STR("form"));
    const tarix_layer_row *fold = tarix_layers_find(TARIX_STR("fold"));
    if (from == to || from == form || (from == fold && to != form)) return TARIX_OK;
    return tarix_error_set(err, TARIX_USAGE,
        "%.*s: the terms of this list are of the layer %s, of which no %s can be made; compare "
        "them with --layer %s",
        TARIX_ARG(plan->path), from->name, to->name, from->name);
}

tarix_status tarix_freqlist_read(tarix_job *job, const tarix_freqlist_plan *plan,
    const tarix_scope *scope, tarix_vocab *values, tarix_tally **out, tarix_error *err)
{
    freqlist f = {.job = job,
        .plan = plan,
        .scope = scope,
        .values = values,
        .scratch = tarix_arena_new(tarix_arena_guard(job->arena))};
    tarix_digest *digest = job->pass.hashes ? tarix_digest_new(job->arena) : NULL;
    const tarix_csvfile_plan csv = {
        .lexicons = job->lexicons, .encoding = job->pass.encoding, .digest = digest};
    const char *path = tarix_arena_str(job->arena, plan->path).data;
    TARIX_TRY(tarix_freqlist_check(plan, scope, err));
    TARIX_TRY(tarix_csvfile_open(job->arena, path, &csv, &f.file, err));
    TARIX_TRY(find_columns(&f, err));
    begin(&f);
    TARIX_TRY(read_rows(&f, err));
    TARIX_TRY(state_size(&f, err));
    note(&f, digest);
    tarix_arena_free(f.scratch);
    *out = f.tally;
    return TARIX_OK;
}
