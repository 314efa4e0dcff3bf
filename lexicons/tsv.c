#include "lexicons/tsv.h"

#include "base/simd.h"
#include "base/utf8.h"

/* The number of the first line that is no UTF-8, or 0. */
static size_t bad_line(tarix_str text)
{
    enum { stretch = 64 };
    const tarix_simd simd = tarix_simd_best();
    const unsigned char *p = (const unsigned char *)text.data, *end = p + text.size;
    size_t bad = 0, line = 1;
    while (p < end) {
        p += tarix_simd_plain(simd, (const char *)p, (size_t)(end - p));
        for (const unsigned char *far = end - p > stretch ? p + stretch : end; p < far;) {
            const size_t size = tarix_utf8_check(p, end, &bad);
            if (size == 0) {
                while (p > (const unsigned char *)text.data) line += *--p == '\n';
                return line;
            }
            p += size;
        }
    }
    return 0;
}

static tarix_str next_line(tarix_tsv *tsv)
{
    tarix_str line = TARIX_STR("");
    tarix_str_split(&tsv->rest, '\n', &line);
    tsv->line++;
    if (line.size && line.data[line.size - 1] == '\r') line.size--;
    return line;
}

tarix_status tarix_tsv_open(
    tarix_tsv *tsv, const char *path, tarix_str bytes, const char *columns, tarix_error *err)
{
    *tsv = (tarix_tsv){.path = path, .rest = bytes};
    if (tarix_str_starts(bytes, TARIX_STR("\xEF\xBB\xBF")))
        tsv->rest = tarix_str_slice(bytes, 3, bytes.size);
    const size_t bad = bad_line(bytes);
    if (bad)
        return tarix_error_set(
            err, TARIX_INVALID, "%s:%zu: is not UTF-8; save the file as UTF-8", path, bad);
    const tarix_str header = next_line(tsv);
    if (!tarix_str_equal(header, tarix_str_from(columns)))
        return tarix_error_set(err, TARIX_INVALID,
            "%s:1: the header row must be '%s' (tab-separated), not '%.*s'", path, columns,
            header.size < 80 ? (int)header.size : 80, header.data);
    tsv->n_columns = 1;
    for (const char *c = columns; *c; c++) tsv->n_columns += *c == '\t';
    return TARIX_OK;
}

tarix_status tarix_tsv_next(tarix_tsv *tsv, bool *more, tarix_error *err)
{
    *more = tsv->rest.data && tsv->rest.size > 0;
    if (!*more) return TARIX_OK;
    tarix_str line = next_line(tsv);
    if (line.size == 0)
        return tarix_error_set(
            err, TARIX_INVALID, "%s:%zu: empty line; remove it", tsv->path, tsv->line);
    size_t n = 0;
    tarix_str cell;
    while (tarix_str_split(&line, '\t', &cell)) {
        if (n < tsv->n_columns) tsv->cells[n] = cell;
        n++;
    }
    if (n != tsv->n_columns)
        return tarix_error_set(err, TARIX_INVALID, "%s:%zu: %zu cells where the header has %zu",
            tsv->path, tsv->line, n, tsv->n_columns);
    return TARIX_OK;
}
