#include "reports/xlsx.h"

#include "reports/render.h"

#ifdef TARIX_XLSXWRITER

#include "base/file.h"
#include "base/library.h"
#include "base/number.h"
#include "base/unicode.h"
#include "base/utf8.h"
#include "reports/title.h"

#include <locale.h>
#include <xlsxwriter.h>

enum {
    most_rows = LXW_ROW_MAX - 1, /* the titles have one */
    most_letters = 32767,        /* in a cell */
    most_kept = 500000,          /* cells that wait; a longer table is written as it comes */
    narrowest = 8,
    widest = 60,
    room_for_button = 3
};

/* Loaded with the first workbook. */
#define XLSXWRITER(X)                                                                              \
    X(format_set_align)                                                                            \
    X(format_set_bold)                                                                             \
    X(format_set_bottom)                                                                           \
    X(format_set_text_wrap)                                                                        \
    X(lxw_strerror)                                                                                \
    X(lxw_workbook_free)                                                                           \
    X(workbook_add_format)                                                                         \
    X(workbook_add_worksheet)                                                                      \
    X(workbook_close)                                                                              \
    X(workbook_new_opt)                                                                            \
    X(workbook_set_properties)                                                                     \
    X(worksheet_autofilter)                                                                        \
    X(worksheet_freeze_panes)                                                                      \
    X(worksheet_set_column)                                                                        \
    X(worksheet_write_number)                                                                      \
    X(worksheet_write_string)
typedef struct xlsxwriter {
    XLSXWRITER(TARIX_LIBRARY_MEMBER)
} xlsxwriter;

/* A table of usual size shares its texts in one list, as every reader expects; of a longer one,
 * rows are written as they come, so that memory has a bound. */
typedef struct book {
    tarix_kept kept;
    size_t *width; /* by column, in letters */
    const char *path;
    locale_t locale; /* "C": the library prints numbers with printf */
    lxw_workbook *workbook;
    lxw_worksheet *sheet;
    lxw_format *title;
    tarix_arena *scratch;
    xlsxwriter lib;
} book;

static void close_locale(void *object)
{
    freelocale(object);
}

/* Also when the table was given up half-way. */
static void close_book(void *object)
{
    book *b = object;
    if (b->workbook) b->lib.lxw_workbook_free(b->workbook);
    b->workbook = NULL;
}

static void widen(book *b, size_t column, tarix_str text)
{
    const size_t width = tarix_unicode_text_width(text);
    if (width > b->width[column]) b->width[column] = width < widest ? width : widest;
}

static tarix_status begin(const tarix_render *r, void *state, tarix_error *err)
{
    static const char *const names[] = {XLSXWRITER(TARIX_LIBRARY_NAME)};
    book *b = state;
    tarix_str path;
    if (!tarix_library_load(TARIX_XLSXWRITER, names, sizeof names / sizeof *names, &b->lib))
        return tarix_error_set(err, TARIX_IO,
            "--format xlsx: %s is not here: install libxlsxwriter (./bootstrap does)",
            TARIX_XLSXWRITER);
    TARIX_TRY(tarix_file_temporary(r->arena, &path, err));
    b->path = path.data;
    b->width = TARIX_ARRAY(r->arena, size_t, r->n_columns);
    for (size_t c = 0; c < r->n_columns; c++) {
        const size_t word = tarix_title_longest_word(tarix_render_title(r, c));
        b->width[c] = word > narrowest ? word : narrowest;
    }
    b->scratch = tarix_arena_new(tarix_arena_guard(r->arena));
    b->locale = newlocale(LC_ALL_MASK, "C", (locale_t)0);
    if (b->locale) tarix_arena_defer(r->arena, close_locale, b->locale);
    tarix_arena_defer(r->arena, close_book, b);
    return TARIX_OK;
}

/* ---- cells ---- */

/* A number that a worksheet's double holds; counts beyond 2^53 and infinities stay texts. */
static bool is_number(const tarix_render *r, size_t column, const tarix_printed *cell, double *out)
{
    const double whole = 9007199254740992.0;
    if (cell->kind != TARIX_PRINTED_NUMBER || !tarix_number_parse_real(cell->text, out))
        return false;
    return r->columns[column].type == TARIX_TYPE_REAL || *out <= whole;
}

static tarix_status fits(
    const tarix_render *r, size_t column, const tarix_printed *cell, tarix_error *err)
{
    const size_t letters = cell->text.size > most_letters ? tarix_utf8_count(cell->text) : 0;
    if (letters <= most_letters) return TARIX_OK;
    return tarix_error_set(err, TARIX_INVALID,
        "--format xlsx: row %llu has %zu letters in column %s, and a cell of a workbook holds "
        "32767; write the canonical CSV (--format csv)",
        (unsigned long long)r->n_rows + 1, letters, r->columns[column].name);
}

/* Texts end in NUL. Nothing in here may unwind: the thread's locale is another one. */
static void put_cells(const tarix_render *r, book *b, uint64_t row, const tarix_printed *cells)
{
    double value = 0;
    const locale_t before = b->locale ? uselocale(b->locale) : (locale_t)0;
    for (size_t c = 0; c < r->n_columns; c++) {
        const lxw_row_t at = (lxw_row_t)(row + 1);
        if (is_number(r, c, &cells[c], &value))
            b->lib.worksheet_write_number(b->sheet, at, (lxw_col_t)c, value, NULL);
        else if (cells[c].text.size)
            b->lib.worksheet_write_string(b->sheet, at, (lxw_col_t)c, cells[c].text.data, NULL);
    }
    if (before) uselocale(before);
}

/* The date of making is a fixed one: the same table is the same bytes. */
static tarix_status open_book(const tarix_render *r, book *b, bool streams, tarix_error *err)
{
    const bool is_az = r->style->language == TARIX_LANGUAGE_AZ;
    lxw_workbook_options options = {.constant_memory = streams};
    lxw_doc_properties properties = {
        .title = (char *)tarix_arena_str(r->arena, r->style->caption).data, .created = 315532800};
    b->workbook = b->lib.workbook_new_opt(b->path, &options);
    if (b->workbook)
        b->sheet = b->lib.workbook_add_worksheet(b->workbook, is_az ? "cədvəl" : "table");
    if (!b->sheet || !(b->title = b->lib.workbook_add_format(b->workbook)))
        return tarix_error_set(err, TARIX_NO_MEMORY, "--format xlsx: out of memory");
    b->lib.workbook_set_properties(b->workbook, &properties);
    b->lib.format_set_bold(b->title);
    b->lib.format_set_text_wrap(b->title);
    b->lib.format_set_align(b->title, LXW_ALIGN_VERTICAL_TOP);
    b->lib.format_set_bottom(b->title, LXW_BORDER_THIN);
    b->lib.worksheet_freeze_panes(b->sheet, 1, 0);
    for (size_t c = 0; c < r->n_columns; c++) {
        const tarix_str title = tarix_render_title(r, c);
        b->lib.worksheet_write_string(b->sheet, 0, (lxw_col_t)c, title.data, b->title);
    }
    for (size_t row = 0; row < b->kept.n_rows; row++)
        put_cells(r, b, row, b->kept.cells + row * r->n_columns);
    return TARIX_OK;
}

static tarix_status put_row(
    const tarix_render *r, void *state, const tarix_printed *cells, tarix_error *err)
{
    book *b = state;
    if (r->n_rows == most_rows)
        return tarix_error_set(err, TARIX_INVALID,
            "--format xlsx: the table has more than the 1048575 rows that a worksheet holds below "
            "its titles; write the canonical CSV (--format csv), or fewer rows (--limit)");
    for (size_t c = 0; c < r->n_columns; c++) {
        TARIX_TRY(fits(r, c, &cells[c], err));
        widen(b, c, cells[c].text);
    }
    if (!b->workbook) {
        tarix_kept_add(r, &b->kept, cells);
        return b->kept.n_rows * r->n_columns > most_kept ? open_book(r, b, true, err) : TARIX_OK;
    }
    const tarix_mark mark = tarix_arena_mark(b->scratch);
    tarix_printed *copies = TARIX_ARRAY(b->scratch, tarix_printed, r->n_columns);
    for (size_t c = 0; c < r->n_columns; c++)
        copies[c] = (tarix_printed){cells[c].kind, tarix_arena_str(b->scratch, cells[c].text)};
    put_cells(r, b, r->n_rows, copies);
    tarix_arena_restore(b->scratch, mark);
    return TARIX_OK;
}

/* ---- the file ---- */

static tarix_status copy_file(const tarix_render *r, const char *path, tarix_error *err)
{
    enum { at_once = 1 << 16 };
    tarix_file *file = NULL;
    char *bytes = tarix_arena_alloc(r->arena, at_once, 1);
    size_t got = 0;
    TARIX_TRY(tarix_file_open(r->arena, path, &file, err));
    do {
        TARIX_TRY(tarix_file_fill(file, bytes, at_once, &got, err));
        tarix_output_bytes(r->output, bytes, got);
    } while (got > 0);
    tarix_file_close(file);
    return TARIX_OK;
}

static tarix_status end(const tarix_render *r, void *state, tarix_error *err)
{
    book *b = state;
    if (!b->workbook) TARIX_TRY(open_book(r, b, false, err));
    if (r->n_columns)
        b->lib.worksheet_autofilter(
            b->sheet, 0, 0, (lxw_row_t)r->n_rows, (lxw_col_t)(r->n_columns - 1));
    for (size_t c = 0; c < r->n_columns; c++)
        b->lib.worksheet_set_column(
            b->sheet, (lxw_col_t)c, (lxw_col_t)c, (double)b->width[c] + room_for_button, NULL);
    lxw_workbook *workbook = b->workbook;
    b->workbook = NULL;
    const locale_t before = b->locale ? uselocale(b->locale) : (locale_t)0;
    const lxw_error failure = b->lib.workbook_close(workbook);
    if (before) uselocale(before);
    if (failure != LXW_NO_ERROR)
        return tarix_error_set(err, TARIX_IO,
            "--format xlsx: %s; there must be room for it in $TMPDIR or /tmp",
            b->lib.lxw_strerror(failure));
    return copy_file(r, b->path, err);
}

static tarix_row_sink open_xlsx(tarix_arena *arena, tarix_output *output, const tarix_style *style)
{
    static const tarix_format format = {.begin = begin, .row = put_row, .end = end};
    return tarix_render_open(arena, output, style, &format, TARIX_NEW(arena, book));
}
#define LACKS NULL

#else

#define open_xlsx NULL
#define LACKS "libxlsxwriter"

#endif

const tarix_writer tarix_xlsx = {.name = "xlsx",
    .help = "a workbook for spreadsheets: text as text, numbers as numbers; needs -o FILE",
    .open = open_xlsx,
    .media_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    .is_binary = true,
    .lacks = LACKS};
