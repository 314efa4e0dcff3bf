#include "reports/figure.h"

#ifdef TARIX_CAIRO

#include "base/number.h"
#include "reports/figure_kind.h"
#include "reports/render.h"

#include <math.h>

static const tarix_figure_kind *const kinds[] = {&tarix_figure_profile, &tarix_figure_keyness,
    &tarix_figure_strip, &tarix_figure_parts, &tarix_figure_groups, &tarix_figure_trend,
    &tarix_figure_network};
enum { n_kinds = sizeof kinds / sizeof *kinds };

/* A cell that is kept: a text, or a number. */
typedef struct kept {
    tarix_str text;
    double number;
} kept;

struct tarix_figure {
    tarix_arena *arena;
    tarix_figure_style style;
    const char *names; /* of the kinds that may be drawn */
    const tarix_figure_kind *kind;
    const tarix_column *columns;
    size_t n_columns;
    size_t column[TARIX_FIGURE_FIELDS]; /* of each field; n_columns where it is not there */
    size_t n_fields;
    kept *cells; /* rows of n_fields */
    size_t n_rows, capacity;
    uint64_t n_total;     /* rows of the table; those beyond most_kept are counted only */
    tarix_canvas *canvas; /* drawn on, once */
    bool is_drawn;
    size_t n_drawn;
};

const char *tarix_figure_lacks(void)
{
    return NULL;
}

tarix_status tarix_figure_new(tarix_arena *arena, const char *names,
    const tarix_figure_style *style, tarix_figure **out, tarix_error *err)
{
    tarix_figure *f = TARIX_NEW(arena, tarix_figure);
    f->arena = arena;
    f->names = names;
    f->style = *style;
    f->style.caption = tarix_render_clean(arena, style->caption);
    TARIX_TRY(tarix_canvas_new(arena, style->width, &f->canvas, err));
    *out = f;
    return TARIX_OK;
}

/* ---- which kind ---- */

static size_t find_column(const tarix_figure *f, const char *name)
{
    size_t i = 0;
    while (i < f->n_columns && strcmp(f->columns[i].name, name) != 0) i++;
    return i;
}

/* The first column that a kind needs and the table has not, or NULL. */
static const char *lacking(const tarix_figure *f, const tarix_figure_kind *kind)
{
    for (size_t i = 0; i < kind->n_needed; i++)
        if (find_column(f, kind->fields[i]) == f->n_columns) return kind->fields[i];
    return NULL;
}

static const tarix_figure_kind *find_kind(tarix_str name)
{
    for (size_t i = 0; i < n_kinds; i++)
        if (tarix_str_equal(tarix_str_from(kinds[i]->name), name)) return kinds[i];
    return NULL;
}

static tarix_status choose_kind(tarix_figure *f, tarix_error *err)
{
    tarix_str rest = tarix_str_from(f->names), name;
    const char *why = "", *option = NULL;
    while (tarix_str_split(&rest, ',', &name)) {
        const tarix_figure_kind *kind = find_kind(name);
        if (!kind) continue;
        why = lacking(f, kind);
        option = kind->option;
        if (!why) {
            f->kind = kind;
            return TARIX_OK;
        }
    }
    if (option)
        return tarix_error_set(err, TARIX_USAGE,
            "--figures: a figure of this table needs the column '%s': give %s, and leave none of "
            "its columns out",
            why, option);
    return tarix_error_set(err, TARIX_USAGE,
        "--figures: a figure of this table needs the column '%s'; add it to --columns", why);
}

static tarix_status begin(
    void *context, const tarix_column *columns, size_t n_columns, tarix_error *err)
{
    tarix_figure *f = context;
    f->columns = columns;
    f->n_columns = n_columns;
    TARIX_TRY(choose_kind(f, err));
    for (size_t i = 0; i < TARIX_FIGURE_FIELDS && f->kind->fields[i]; i++)
        f->column[f->n_fields++] = find_column(f, f->kind->fields[i]);
    return TARIX_OK;
}

/* ---- rows ---- */

enum { most_kept = 2000000 };

static kept keep(const tarix_figure *f, const tarix_cell *cells, size_t column)
{
    if (column == f->n_columns) return (kept){.number = NAN};
    switch (f->columns[column].type) {
    case TARIX_TYPE_TEXT:
        return (kept){
            tarix_arena_str(f->arena, tarix_render_clean(f->arena, cells[column].text)), NAN};
    case TARIX_TYPE_COUNT:
        return (kept){
            .number = cells[column].count == TARIX_NO_COUNT ? NAN : (double)cells[column].count};
    case TARIX_TYPE_REAL: return (kept){.number = cells[column].real};
    }
    return (kept){.number = NAN};
}

static tarix_status rows(void *context, const tarix_cell *cells, size_t n, tarix_error *err)
{
    tarix_figure *f = context;
    (void)err;
    f->n_total += n;
    for (size_t i = 0; i < n && f->n_rows < most_kept; i++) {
        if (f->n_rows == f->capacity) {
            const size_t room = f->capacity ? 2 * f->capacity : 256;
            f->cells = tarix_arena_grow(f->arena, f->cells, f->capacity * f->n_fields,
                room * f->n_fields, sizeof *f->cells);
            f->capacity = room;
        }
        kept *row = f->cells + f->n_rows++ * f->n_fields;
        for (size_t k = 0; k < f->n_fields; k++)
            row[k] = keep(f, cells + i * f->n_columns, f->column[k]);
    }
    return TARIX_OK;
}

static tarix_status end(void *context, tarix_error *err)
{
    (void)context;
    (void)err;
    return TARIX_OK;
}

tarix_row_sink tarix_figure_sink(tarix_figure *f)
{
    return (tarix_row_sink){f, begin, rows, end, NULL};
}

tarix_arena *tarix_figure_arena(const tarix_figure *f)
{
    return f->arena;
}

size_t tarix_figure_rows(const tarix_figure *f)
{
    return f->n_rows;
}

bool tarix_figure_has(const tarix_figure *f, size_t field)
{
    return f->column[field] < f->n_columns;
}

tarix_str tarix_figure_text(const tarix_figure *f, size_t row, size_t field)
{
    const kept *cell = &f->cells[row * f->n_fields + field];
    if (cell->text.data || isnan(cell->number)) return cell->text;
    char *out = tarix_arena_alloc(f->arena, TARIX_NUMBER_SIZE, 1);
    return (tarix_str){out, tarix_number_from_real(cell->number, 17, out)};
}

double tarix_figure_number(const tarix_figure *f, size_t row, size_t field)
{
    return f->cells[row * f->n_fields + field].number;
}

size_t tarix_figure_limit(const tarix_figure *f)
{
    return f->style.rows ? f->style.rows : f->kind->rows;
}

tarix_language tarix_figure_language(const tarix_figure *f)
{
    return f->style.language;
}

const char *tarix_figure_say(const tarix_figure *f, const char *en, const char *az)
{
    return f->style.language == TARIX_LANGUAGE_AZ ? az : en;
}

tarix_str tarix_figure_print(const tarix_figure *f, double value, int decimals)
{
    return tarix_axis_number(f->arena, value, decimals, f->style.language);
}

tarix_str tarix_figure_print_short(const tarix_figure *f, double value)
{
    const double size = fabs(value);
    int decimals = 0;
    for (double bound = 100; decimals < 6 && size < bound && size > 0; bound /= 10) decimals++;
    return tarix_figure_print(f, value, decimals);
}

/* ---- pages ---- */

double tarix_figure_head(const tarix_figure *f, tarix_canvas *canvas)
{
    const double margin = TARIX_FIGURE_MARGIN;
    if (f->style.caption.size == 0) return margin;
    const double line = tarix_canvas_text_height(&tarix_caption_letters);
    return tarix_canvas_paragraph(canvas, margin, margin + 0.8 * line,
               tarix_canvas_width(canvas) - 2 * margin, f->style.caption, &tarix_caption_letters) -
           0.3 * line;
}

void tarix_figure_foot(const tarix_figure *f, tarix_canvas *canvas, double y, tarix_str note)
{
    const double margin = TARIX_FIGURE_MARGIN;
    (void)f;
    if (note.size) {
        const double line = tarix_canvas_text_height(&tarix_note_letters);
        y = tarix_canvas_paragraph(canvas, margin, y + 1.6 * line,
                tarix_canvas_width(canvas) - 2 * margin, note, &tarix_note_letters) -
            line;
    }
    tarix_canvas_set_height(canvas, y + margin);
}

void tarix_figure_nothing(const tarix_figure *f, tarix_canvas *canvas)
{
    tarix_figure_foot(f, canvas, tarix_figure_head(f, canvas),
        tarix_str_from(tarix_figure_say(f, "The table has no rows that could be drawn.",
            "Cədvəldə çəkilə biləcək sətir yoxdur.")));
}

void tarix_figure_drew(tarix_figure *f, size_t n)
{
    f->n_drawn = n;
}

const tarix_canvas *tarix_figure_canvas(const tarix_figure *f)
{
    return f->canvas;
}

static void draw(tarix_figure *f)
{
    if (f->is_drawn) return;
    f->is_drawn = true;
    if (!(f->style.width > 0)) tarix_canvas_set_width(f->canvas, f->kind->width);
    if (f->n_rows)
        f->kind->draw(f, f->canvas);
    else
        tarix_figure_nothing(f, f->canvas);
}

static const struct {
    const char *ending;
    tarix_page_format format;
} formats[] = {{".svg", TARIX_PAGE_SVG}, {".pdf", TARIX_PAGE_PDF}, {".png", TARIX_PAGE_PNG}};
enum { n_formats = sizeof formats / sizeof *formats };

static size_t find_format(tarix_str path)
{
    size_t i = 0;
    while (i < n_formats && !tarix_str_ends(path, tarix_str_from(formats[i].ending))) i++;
    return i;
}

bool tarix_figure_has_format(tarix_str path)
{
    return find_format(path) < n_formats;
}

tarix_status tarix_figure_write(
    tarix_figure *f, tarix_str path, tarix_output *output, tarix_error *err)
{
    draw(f);
    const tarix_str title =
        f->style.caption.size ? f->style.caption : tarix_str_from(f->kind->name);
    return tarix_canvas_write(f->canvas, formats[find_format(path)].format, title, output, err);
}

tarix_str tarix_figure_summary(const tarix_figure *f)
{
    return tarix_arena_format(f->arena, "%s: %zu of %llu rows", f->kind->name, f->n_drawn,
        (unsigned long long)f->n_total);
}

tarix_str tarix_figure_warning(const tarix_figure *f)
{
    uint32_t first = 0;
    if (f->n_total > f->n_rows)
        return tarix_arena_format(
            f->arena, "figure: drawn from the first %d rows of the table", most_kept);
    const size_t n = tarix_canvas_lacking(f->canvas, &first);
    if (n == 0) return TARIX_STR("");
    return tarix_arena_format(f->arena,
        "figure: the font %.*s has no shape for %zu of the letters, such as U+%04X",
        TARIX_ARG(tarix_canvas_font(f->canvas)), n, (unsigned)first);
}

#else

const char *tarix_figure_lacks(void)
{
    return "cairo (libcairo2-dev)";
}

tarix_status tarix_figure_new(tarix_arena *arena, const char *names,
    const tarix_figure_style *style, tarix_figure **out, tarix_error *err)
{
    (void)arena, (void)names, (void)style, (void)out;
    return tarix_error_set(err, TARIX_USAGE,
        "--figures: this program was built without %s; install it (./bootstrap does) and build "
        "again",
        tarix_figure_lacks());
}

tarix_row_sink tarix_figure_sink(tarix_figure *f)
{
    return (tarix_row_sink){.context = f};
}

bool tarix_figure_has_format(tarix_str path)
{
    return tarix_str_ends(path, TARIX_STR(".svg")) || tarix_str_ends(path, TARIX_STR(".pdf")) ||
           tarix_str_ends(path, TARIX_STR(".png"));
}

tarix_status tarix_figure_write(
    tarix_figure *f, tarix_str path, tarix_output *output, tarix_error *err)
{
    (void)path, (void)output;
    return tarix_figure_new(NULL, "", NULL, &f, err);
}

tarix_str tarix_figure_summary(const tarix_figure *f)
{
    (void)f;
    return TARIX_STR("");
}

tarix_str tarix_figure_warning(const tarix_figure *f)
{
    return tarix_figure_summary(f);
}

#endif
