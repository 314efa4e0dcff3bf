#include "corpus/metadata.h"

#include "base/number.h"
#include "base/option.h"
#include "base/unicode.h"
#include "base/utf8.h"
#include "corpus/csvfile.h"

#include <math.h>
#include <stdlib.h>

tarix_metadata *tarix_metadata_new(
    tarix_arena *arena, const tarix_lexicons *lexicons, const char *encoding, bool hashes)
{
    tarix_metadata *m = TARIX_NEW(arena, tarix_metadata);
    *m = (tarix_metadata){
        .arena = arena, .lexicons = lexicons, .encoding = encoding, .hashes = hashes};
    return m;
}

/* ---- fields ---- */

size_t tarix_metadata_find(const tarix_metadata *m, tarix_str name)
{
    for (size_t i = 0; i < m->n_fields; i++)
        if (tarix_str_equal(m->fields[i].name, name)) return i;
    return TARIX_NO_FIELD;
}

tarix_status tarix_metadata_unknown(tarix_arena *arena, const tarix_metadata *m, const char *place,
    const char *others, tarix_str name, tarix_error *err)
{
    const size_t n = m ? m->n_fields : 0;
    const char **names = TARIX_ARRAY(arena, const char *, n + 1);
    tarix_str list = TARIX_STR("");
    for (size_t i = 0; i < n; i++) {
        names[i] = tarix_arena_str(arena, m->fields[i].name).data;
        list = tarix_arena_format(arena, "%.*s %s", TARIX_ARG(list), names[i]);
    }
    const char *nearest = tarix_option_nearest(name, names, n);
    if (n == 0)
        return tarix_error_set(err, TARIX_USAGE,
            "%s: '%.*s' is %sno field of the metadata: there is none; put a metadata.csv into the "
            "folder, or name one with --metadata",
            place, TARIX_ARG(name), others);
    return tarix_error_set(err, TARIX_USAGE,
        "%s: '%.*s' is %sno field of the metadata%s%s%s, which has%.*s", place, TARIX_ARG(name),
        others, nearest ? "; did you mean '" : "", nearest ? nearest : "", nearest ? "'?" : "",
        TARIX_ARG(list));
}

static size_t add_field(tarix_metadata *m, tarix_str name)
{
    const size_t known = tarix_metadata_find(m, name);
    if (known != TARIX_NO_FIELD) return known;
    if (m->n_fields == m->fields_capacity) {
        const size_t room = m->fields_capacity ? 2 * m->fields_capacity : 16;
        m->fields =
            tarix_arena_grow(m->arena, m->fields, m->fields_capacity, room, sizeof *m->fields);
        m->n_texts =
            tarix_arena_grow(m->arena, m->n_texts, m->fields_capacity, room, sizeof *m->n_texts);
        m->n_numbers = tarix_arena_grow(
            m->arena, m->n_numbers, m->fields_capacity, room, sizeof *m->n_numbers);
        m->fields_capacity = room;
    }
    m->fields[m->n_fields] = (tarix_metadata_field){.name = name};
    return m->n_fields++;
}

/* A number as the file writes it: with a decimal comma where cells are not separated by commas. */
static bool parse_number(tarix_str cell, char separator, double *out)
{
    char copy[TARIX_NUMBER_SIZE];
    if (tarix_number_parse_real(cell, out)) return true;
    if (separator == ',' || cell.size > sizeof copy || cell.size == 0) return false;
    memcpy(copy, cell.data, cell.size);
    char *comma = memchr(copy, ',', cell.size);
    if (!comma || memchr(copy, '.', cell.size)) return false;
    *comma = '.';
    return tarix_number_parse_real((tarix_str){copy, cell.size}, out);
}

/* ---- a file ---- */

/* As names are compared: in NFC, folders told by /, the ending left out. */
static tarix_str key_of(tarix_arena *arena, tarix_str name)
{
    const tarix_str ending = TARIX_STR(".txt"), here = TARIX_STR("./");
    while (tarix_str_starts(name, here)) name = tarix_str_slice(name, here.size, name.size);
    if (tarix_utf8_is_valid(name)) name = tarix_unicode_nfc(arena, name);
    if (name.size > ending.size && tarix_str_ends(name, ending)) name.size -= ending.size;
    return name;
}

static tarix_str key_of_row(tarix_arena *arena, tarix_str cell)
{
    char *name = tarix_arena_alloc(arena, cell.size + 1, 1);
    for (size_t i = 0; i < cell.size; i++) name[i] = cell.data[i] == '\\' ? '/' : cell.data[i];
    return key_of(arena, (tarix_str){name, cell.size});
}

static int by_key(const void *a, const void *b)
{
    const tarix_metadata_row *p = a, *q = b;
    const int order = tarix_str_compare(p->key, q->key);
    return order ? order : (p->line > q->line) - (p->line < q->line);
}

static tarix_status check_twice(const tarix_metadata_file *f, tarix_error *err)
{
    for (size_t i = 1; i < f->n_rows; i++)
        if (tarix_str_equal(f->rows[i].key, f->rows[i - 1].key))
            return tarix_error_set(err, TARIX_INVALID,
                "%s:%llu: '%.*s' has a row already, in line %llu; leave one of them", f->path,
                (unsigned long long)f->rows[i].line, TARIX_ARG(f->rows[i].document),
                (unsigned long long)f->rows[i - 1].line);
    return TARIX_OK;
}

static void count_cell(tarix_metadata *m, size_t field, tarix_str cell, char separator)
{
    double number = 0;
    if (cell.size == 0) return;
    if (parse_number(cell, separator, &number))
        m->n_numbers[field]++;
    else
        m->n_texts[field]++;
}

static tarix_status add_row(tarix_metadata *m, tarix_metadata_file *f, size_t *capacity,
    const tarix_csv_rows *rows, size_t row, const size_t *field, size_t key, tarix_error *err)
{
    const tarix_str *from = rows->cells + row * rows->width;
    if (rows->n_cells[row] > rows->width)
        return tarix_error_set(err, TARIX_INVALID,
            "%s:%llu: %zu cells where the header names %zu columns; quote the cell that holds a "
            "separator",
            f->path, (unsigned long long)rows->line[row], rows->n_cells[row], rows->width);
    if (from[key].size == 0)
        return tarix_error_set(err, TARIX_INVALID, "%s:%llu: this row names no document", f->path,
            (unsigned long long)rows->line[row]);
    tarix_str *cells = TARIX_ARRAY(m->arena, tarix_str, rows->width);
    for (size_t c = 0; c < rows->width; c++) {
        cells[c] = tarix_arena_str(m->arena, from[c]);
        count_cell(m, field[c], cells[c], f->separator);
    }
    TARIX_ROOM(m->arena, f->rows, f->n_rows, *capacity);
    f->rows[f->n_rows++] = (tarix_metadata_row){.file = f,
        .document = cells[key],
        .key = key_of_row(m->arena, cells[key]),
        .line = rows->line[row],
        .cells = cells};
    return TARIX_OK;
}

static tarix_status read_rows(
    tarix_metadata *m, tarix_metadata_file *f, tarix_csvfile *csv, tarix_error *err)
{
    size_t n, capacity = 0;
    const tarix_str *names = tarix_csvfile_columns(csv, &n);
    size_t *field = TARIX_ARRAY(m->arena, size_t, n);
    for (size_t c = 0; c < n; c++) field[c] = add_field(m, names[c]);
    f->n_known = m->n_fields;
    f->column = TARIX_ARRAY(m->arena, size_t, f->n_known);
    for (size_t i = 0; i < f->n_known; i++) f->column[i] = SIZE_MAX;
    for (size_t c = n; c-- > 0;) f->column[field[c]] = c;
    const long key = tarix_csvfile_find(csv, TARIX_STR("document"));
    for (;;) {
        tarix_csv_rows rows;
        TARIX_TRY(tarix_csvfile_next(csv, &rows, err));
        if (rows.n == 0) return TARIX_OK;
        for (size_t i = 0; i < rows.n; i++)
            TARIX_TRY(add_row(m, f, &capacity, &rows, i, field, key < 0 ? 0 : (size_t)key, err));
    }
}

static void settle_types(tarix_metadata *m)
{
    for (size_t i = 0; i < m->n_fields; i++)
        m->fields[i].is_number = m->n_texts[i] == 0 && m->n_numbers[i] > 0;
}

/* The file at a path, read when it was not yet. `bytes` is what it holds; data NULL: as it is on
 * disk. */
static tarix_status find_file(tarix_metadata *m, const char *path, tarix_str bytes,
    tarix_metadata_file **out, tarix_error *err)
{
    for (size_t i = 0; i < m->n_files; i++)
        if (strcmp(m->files[i]->path, path) == 0 && !m->files[i]->kept.data == !bytes.data &&
            tarix_str_equal(m->files[i]->kept, bytes)) {
            *out = m->files[i];
            return TARIX_OK;
        }
    tarix_metadata_file *f = TARIX_NEW(m->arena, tarix_metadata_file);
    tarix_csvfile *csv = NULL;
    const tarix_csvfile_plan plan = {.lexicons = m->lexicons,
        .encoding = m->encoding,
        .digest = m->hashes ? tarix_digest_new(m->arena) : NULL};
    TARIX_TRY(bytes.data ? tarix_csvfile_open_bytes(m->arena, path, bytes, &plan, &csv, err)
                         : tarix_csvfile_open(m->arena, path, &plan, &csv, err));
    f->kept = bytes;
    f->path = tarix_arena_str(m->arena, tarix_str_from(path)).data;
    f->separator = tarix_csvfile_separator(csv);
    TARIX_TRY(read_rows(m, f, csv, err));
    if (f->n_rows) qsort(f->rows, f->n_rows, sizeof *f->rows, by_key);
    TARIX_TRY(check_twice(f, err));
    settle_types(m);
    const tarix_text *text = tarix_csvfile_text(csv);
    f->encoding = tarix_arena_str(m->arena, tarix_str_from(tarix_text_encoding(text))).data;
    f->bytes = tarix_text_bytes(text);
    f->bad_bytes = tarix_text_bad_bytes(text);
    if (plan.digest) f->sha256 = tarix_digest_end(plan.digest);
    TARIX_ROOM(m->arena, m->files, m->n_files, m->files_capacity);
    m->files[m->n_files++] = f;
    *out = f;
    return TARIX_OK;
}

/* ---- documents ---- */

static tarix_metadata_row *find_row(
    tarix_arena *arena, const tarix_metadata_file *f, tarix_str document)
{
    const tarix_metadata_row wanted = {.key = key_of(arena, document)};
    size_t low = 0, high = f->n_rows;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        const int order = tarix_str_compare(f->rows[middle].key, wanted.key);
        if (order == 0) return &f->rows[middle];
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

tarix_status tarix_metadata_join(
    tarix_metadata *m, tarix_collection *c, const char *path, tarix_error *err)
{
    for (size_t i = 0; i < c->n_documents; i++) {
        tarix_document *d = &c->documents[i];
        const char *from = path ? path : d->metadata_path;
        tarix_metadata_file *file = NULL;
        if (!from) continue;
        TARIX_TRY(find_file(m, from, path ? (tarix_str){NULL, 0} : d->metadata_bytes, &file, err));
        tarix_metadata_row *row = find_row(m->arena, file, d->name);
        d->metadata = row;
        d->lacks_metadata = !row;
        if (row) row->is_used = true;
    }
    return TARIX_OK;
}

tarix_str tarix_metadata_value(const tarix_document *document, size_t field)
{
    const tarix_metadata_row *row = document->metadata;
    if (!row || field >= row->file->n_known || row->file->column[field] == SIZE_MAX)
        return TARIX_STR("");
    return row->cells[row->file->column[field]];
}

double tarix_metadata_number(const tarix_document *document, size_t field)
{
    double number = NAN;
    const tarix_str cell = tarix_metadata_value(document, field);
    if (cell.size) parse_number(cell, document->metadata->file->separator, &number);
    return number;
}
