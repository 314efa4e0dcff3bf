#include "reports/latex.h"

#include "base/number.h"
#include "base/unicode.h"
#include "reports/render.h"
#include "reports/symbol.h"
#include "reports/title.h"

enum {
    usual_rows = 25,
    usual_digits = 4,
    longest_page = 40, /* rows; a longer table may break between pages */
    many_columns = 10, /* want small print */
    narrowest = 7,     /* letters of a title */
    widest_text = 45   /* letters; a longer text is set in lines */
};

/* A column as it is printed; the two ends of an interval are one. */
typedef struct printed_column {
    enum { PLACE_TEXT, PLACE_LINES, PLACE_NUMBER, PLACE_INTERVAL, PLACE_GLOSS } place;
    size_t from; /* column of the table */
    tarix_str title;
    size_t width; /* at which its title is broken */
} printed_column;

typedef struct latex {
    tarix_kept rows;
    printed_column *columns;
    size_t n_columns;
} latex;

/* ---- texts ---- */

/* What LaTeX reads as more than itself; [ and * are taken for arguments behind a \\. */
static const tarix_escapes escapes = {['\\'] = "\\textbackslash{}",
    ['{'] = "\\{",
    ['}'] = "\\}",
    ['$'] = "\\$",
    ['&'] = "\\&",
    ['#'] = "\\#",
    ['%'] = "\\%",
    ['_'] = "\\_",
    ['^'] = "\\textasciicircum{}",
    ['~'] = "\\textasciitilde{}",
    ['"'] = "\\textquotedbl{}",
    ['\''] = "\\textquotesingle{}",
    ['`'] = "\\textasciigrave{}",
    ['['] = "{[}",
    [']'] = "{]}",
    ['*'] = "{*}"};

/* Whether a font would join the two into another sign: -- << >> ,, */
static bool joins(char a, char b)
{
    return a == b && (a == '-' || a == '<' || a == '>' || a == ',');
}

static void put_text(const tarix_render *r, tarix_str text)
{
    size_t start = 0;
    for (size_t i = 1; i < text.size; i++) {
        if (!joins(text.data[i - 1], text.data[i])) continue;
        tarix_render_escaped(r, tarix_str_slice(text, start, i), &escapes);
        tarix_render_put(r, "{}");
        start = i;
    }
    tarix_render_escaped(r, tarix_str_slice(text, start, text.size), &escapes);
}

/* ---- columns ---- */

static bool is_interval(const tarix_render *r, size_t column)
{
    if (column + 1 >= r->n_columns) return false;
    const tarix_str low = tarix_str_from(r->columns[column].name);
    const tarix_str high = tarix_str_from(r->columns[column + 1].name);
    const tarix_str low_end = TARIX_STR("_low"), high_end = TARIX_STR("_high");
    return tarix_str_ends(low, low_end) && tarix_str_ends(high, high_end) &&
           tarix_str_equal(tarix_str_slice(low, 0, low.size - low_end.size),
               tarix_str_slice(high, 0, high.size - high_end.size));
}

static size_t widest_cell(const tarix_render *r, const latex *l, size_t column)
{
    size_t widest = 0;
    for (size_t row = 0; row < l->rows.n_rows; row++) {
        const size_t width =
            tarix_unicode_text_width(l->rows.cells[row * r->n_columns + column].text);
        if (width > widest) widest = width;
    }
    return widest;
}

static void add_column(const tarix_render *r, latex *l, size_t from)
{
    const bool is_az = r->style->language == TARIX_LANGUAGE_AZ;
    printed_column *c = &l->columns[l->n_columns++];
    const size_t widest = widest_cell(r, l, from);
    *c = (printed_column){.place = PLACE_NUMBER,
        .from = from,
        .title = tarix_symbol_of(&r->columns[from], r->style->language),
        .width = widest};
    if (r->columns[from].type == TARIX_TYPE_TEXT)
        c->place = widest > widest_text ? PLACE_LINES : PLACE_TEXT;
    else if (is_interval(r, from)) {
        c->place = PLACE_INTERVAL;
        c->title = is_az ? TARIX_STR("95 % intervalı") : TARIX_STR("95 % interval");
    }
    if (c->width > widest_text) c->width = widest_text;
    if (c->width < narrowest) c->width = narrowest;
}

static void plan_columns(const tarix_render *r, latex *l)
{
    const bool is_az = r->style->language == TARIX_LANGUAGE_AZ;
    l->columns = TARIX_ARRAY(r->arena, printed_column, r->n_columns + 1);
    for (size_t c = 0; c < r->n_columns; c++) {
        add_column(r, l, c);
        if (l->columns[l->n_columns - 1].place == PLACE_INTERVAL) c++;
        if (c == 0 && r->style->has_gloss)
            l->columns[l->n_columns++] = (printed_column){.place = PLACE_GLOSS,
                .title = is_az ? TARIX_STR("tərcümə") : TARIX_STR("gloss"),
                .width = narrowest};
    }
}

/* What siunitx reserves for a column: the most digits on either side of the decimal point, signs,
 * the exponent. */
typedef struct number_shape {
    bool is_bound, is_negative, has_exponent, has_negative_exponent;
    size_t whole, decimals, exponent;
} number_shape;

static void add_number(number_shape *shape, const tarix_printed *cell)
{
    size_t counts[3] = {0}, part = 0;
    for (size_t i = 0; i < cell->text.size; i++) {
        const char c = cell->text.data[i];
        if (c == '.' || c == ',')
            part = 1;
        else if (c == 'e')
            part = 2;
        else if (c == '-')
            *(part == 2 ? &shape->has_negative_exponent : &shape->is_negative) = true;
        else
            counts[part] += c != '+';
    }
    shape->is_bound |= cell->kind == TARIX_PRINTED_BELOW;
    shape->has_exponent |= part == 2;
    if (counts[0] > shape->whole) shape->whole = counts[0];
    if (counts[1] > shape->decimals) shape->decimals = counts[1];
    if (counts[2] > shape->exponent) shape->exponent = counts[2];
}

static void put_number_column(const tarix_render *r, const latex *l, size_t column)
{
    number_shape s = {.whole = 1};
    for (size_t row = 0; row < l->rows.n_rows; row++) {
        const tarix_printed *cell = &l->rows.cells[row * r->n_columns + column];
        if (cell->kind == TARIX_PRINTED_NUMBER || cell->kind == TARIX_PRINTED_BELOW)
            add_number(&s, cell);
    }
    tarix_render_put(r, "S[table-format=");
    tarix_output_str(r->output, tarix_arena_format(r->arena, "%s%s%zu", s.is_bound ? "<" : "",
                                    s.is_negative ? "-" : "", s.whole));
    if (s.decimals) tarix_output_str(r->output, tarix_arena_format(r->arena, ".%zu", s.decimals));
    if (s.has_exponent)
        tarix_output_str(r->output,
            tarix_arena_format(r->arena, "e%s%zu", s.has_negative_exponent ? "-" : "", s.exponent));
    tarix_render_put(r, "]");
}

static void put_columns(const tarix_render *r, const latex *l)
{
    for (size_t i = 0; i < l->n_columns; i++) {
        if (i) tarix_output_char(r->output, ' ');
        switch (l->columns[i].place) {
        case PLACE_TEXT:
        case PLACE_GLOSS: tarix_render_put(r, "l"); break;
        case PLACE_LINES: tarix_render_put(r, "p{4cm}"); break;
        case PLACE_INTERVAL: tarix_render_put(r, "c"); break;
        case PLACE_NUMBER: put_number_column(r, l, l->columns[i].from); break;
        }
    }
}

/* ---- rows ---- */

static void put_infinity(const tarix_render *r, tarix_str text)
{
    tarix_render_put(r, text.data[0] == '-' ? "{$-\\infty$}" : "{$\\infty$}");
}

static void put_end(const tarix_render *r, const tarix_printed *cell)
{
    if (cell->kind == TARIX_PRINTED_INFINITE) {
        put_infinity(r, cell->text);
        return;
    }
    tarix_render_put(r, "\\num{");
    tarix_output_str(r->output, cell->text);
    tarix_render_put(r, "}");
}

static void put_interval(const tarix_render *r, const tarix_printed *low)
{
    if (low[0].kind == TARIX_PRINTED_NOTHING || low[1].kind == TARIX_PRINTED_NOTHING) return;
    tarix_render_put(r, "{[}");
    put_end(r, &low[0]);
    tarix_render_put(r, r->style->language == TARIX_LANGUAGE_AZ ? "; " : ", ");
    put_end(r, &low[1]);
    tarix_render_put(r, "{]}");
}

static void put_cell(
    const tarix_render *r, const printed_column *column, const tarix_printed *cells)
{
    const tarix_printed *cell = &cells[column->from];
    if (column->place == PLACE_GLOSS) return;
    if (column->place == PLACE_INTERVAL)
        put_interval(r, cell);
    else if (cell->kind == TARIX_PRINTED_TEXT)
        put_text(r, cell->text);
    else if (cell->kind == TARIX_PRINTED_INFINITE)
        put_infinity(r, cell->text);
    else {
        if (cell->kind == TARIX_PRINTED_BELOW) tarix_render_put(r, "< ");
        tarix_output_str(r->output, cell->text);
    }
}

/* Titles stand over as many rows as the longest needs; braces keep siunitx from reading them. */
static void put_titles(const tarix_render *r, const latex *l)
{
    size_t height = 1;
    for (size_t i = 0; i < l->n_columns; i++) {
        const size_t n = tarix_title_lines(l->columns[i].title, l->columns[i].width);
        if (n > height) height = n;
    }
    for (size_t line = 0; line < height; line++) {
        for (size_t i = 0; i < l->n_columns; i++) {
            const printed_column *c = &l->columns[i];
            tarix_render_put(r, i ? " & {" : "  {");
            put_text(r, tarix_title_line(c->title, c->width, height, line));
            tarix_render_put(r, "}");
        }
        tarix_render_put(r, " \\\\\n");
    }
}

static void put_rows(const tarix_render *r, const latex *l)
{
    for (size_t row = 0; row < l->rows.n_rows; row++) {
        for (size_t i = 0; i < l->n_columns; i++) {
            tarix_render_put(r, i ? " & " : "  ");
            put_cell(r, &l->columns[i], l->rows.cells + row * r->n_columns);
        }
        tarix_render_put(r, " \\\\\n");
    }
}

/* ---- the table ---- */

static void put_comment(const tarix_render *r, bool is_long)
{
    tarix_render_put(r, "% Made by tarix. The preamble needs \\usepackage{booktabs,siunitx");
    tarix_render_put(r, is_long ? ",longtable}" : "}");
    if (r->style->has_schwa_macro)
        tarix_render_put(r,
            "; for ə with pdfLaTeX also \\usepackage[T1]{fontenc}\n"
            "% and \\usepackage{graphicx}: the two lines below draw it. LuaLaTeX and XeLaTeX do "
            "better without them.\n"
            "\\expandafter\\def\\csname "
            "u8:\\detokenize{ə}\\endcsname{\\rotatebox[origin=c]{180}{e}}\n"
            "\\expandafter\\def\\csname u8:\\detokenize{Ə}\\endcsname"
            "{\\rotatebox[origin=c]{180}{\\scalebox{1.35}{e}}}\n");
    else
        tarix_render_put(r,
            ".\n% Compile with LuaLaTeX or XeLaTeX and a font that has ə (\\usepackage{fontspec}"
            "\\setmainfont{DejaVu Serif}, say);\n"
            "% pdfLaTeX has no ə: for it, write the table with --latex-schwa.\n");
    if (r->style->limit) {
        char number[TARIX_NUMBER_SIZE];
        tarix_render_put(r, "% The first ");
        tarix_output_bytes(r->output, number, tarix_number_from_count(r->style->limit, number));
        tarix_render_put(r, " rows, if there are more: --limit N writes N, --limit 0 all.\n");
    }
}

static void put_caption(const tarix_render *r, const char *end)
{
    if (r->style->caption.size) {
        tarix_render_put(r, "\\caption{");
        put_text(r, r->style->caption);
        tarix_render_put(r, "}");
    }
    if (r->style->label.size) {
        tarix_render_put(r, "\\label{");
        tarix_output_str(r->output, r->style->label);
        tarix_render_put(r, "}");
    }
    if (r->style->caption.size || r->style->label.size) tarix_render_put(r, end);
}

static void put_size(const tarix_render *r, const latex *l)
{
    tarix_render_put(r, l->n_columns > many_columns ? "\\footnotesize" : "\\small");
    tarix_render_put(r, "\\setlength{\\tabcolsep}{4pt}\n");
    tarix_render_put(r, "\\sisetup{group-digits=integer");
    tarix_render_put(
        r, r->style->language == TARIX_LANGUAGE_AZ ? ",output-decimal-marker={,}}\n" : "}\n");
}

static void put_short(const tarix_render *r, const latex *l)
{
    tarix_render_put(r, "\\begin{table}[htbp]\n\\centering");
    put_size(r, l);
    put_caption(r, "\n");
    tarix_render_put(r, "\\begin{tabular}{");
    put_columns(r, l);
    tarix_render_put(r, "}\n\\toprule\n");
    put_titles(r, l);
    tarix_render_put(r, "\\midrule\n");
    put_rows(r, l);
    tarix_render_put(r, "\\bottomrule\n\\end{tabular}\n\\end{table}\n");
}

static void put_long(const tarix_render *r, const latex *l)
{
    tarix_render_put(r, "\\begingroup");
    put_size(r, l);
    tarix_render_put(r, "\\begin{longtable}{");
    put_columns(r, l);
    tarix_render_put(r, "}\n");
    put_caption(r, "\\\\\n");
    tarix_render_put(r, "\\toprule\n");
    put_titles(r, l);
    tarix_render_put(r, "\\midrule\\endhead\n\\bottomrule\\endfoot\n");
    put_rows(r, l);
    tarix_render_put(r, "\\end{longtable}\n\\endgroup\n");
}

static tarix_status keep_row(
    const tarix_render *r, void *state, const tarix_printed *cells, tarix_error *err)
{
    latex *l = state;
    (void)err;
    tarix_kept_add(r, &l->rows, cells);
    return TARIX_OK;
}

static tarix_status put_table(const tarix_render *r, void *state, tarix_error *err)
{
    latex *l = state;
    (void)err;
    const bool is_long = l->rows.n_rows > longest_page;
    plan_columns(r, l);
    put_comment(r, is_long);
    if (is_long)
        put_long(r, l);
    else
        put_short(r, l);
    return TARIX_OK;
}

static tarix_row_sink open_latex(tarix_arena *arena, tarix_output *output, const tarix_style *style)
{
    static const tarix_format format = {
        .has_decimal_comma = true, .is_for_papers = true, .row = keep_row, .end = put_table};
    return tarix_render_open(arena, output, style, &format, TARIX_NEW(arena, latex));
}

const tarix_writer tarix_latex = {.name = "latex",
    .help = "a table for a paper (booktabs, siunitx): 25 rows and 4 digits unless --limit and "
            "--digits say otherwise (holds all rows in memory)",
    .open = open_latex,
    .media_type = "application/x-latex",
    .limit = usual_rows,
    .digits = usual_digits};
