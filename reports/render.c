#include "reports/render.h"

#include "base/number.h"
#include "base/utf8.h"

#include <math.h>

enum { number_size = TARIX_NUMBER_SIZE + 1, every_digit = 17 };

typedef struct rendering {
    tarix_render public;
    tarix_style style; /* a copy: the caller's may be gone */
    const tarix_format *format;
    void *state;
    tarix_arena *scratch; /* cleaned texts of the row at hand */
    tarix_printed *cells;
    char *numbers;        /* by column */
    bool *is_probability; /* by column */
} rendering;

/* ---- texts ---- */

/* Bytes of a character that stays as it is, or 0; *bad is then how many to replace, and *is_control
 * by what. */
static size_t plain(const unsigned char *p, const unsigned char *end, size_t *bad, bool *is_control)
{
    *is_control = *p < 0x20 || *p == 0x7F;
    *bad = 1;
    if (*is_control) return 0;
    if (*p < 0x80) return 1;
    const size_t size = tarix_utf8_check(p, end, bad);
    if (size == 2 && p[0] == 0xC2 && p[1] < 0xA0) { /* U+0080…U+009F */
        *is_control = true;
        *bad = 2;
        return 0;
    }
    if (size == 3 && p[0] == 0xEF && p[1] == 0xBF && p[2] >= 0xBE) { /* U+FFFE, U+FFFF */
        *bad = 3;
        return 0;
    }
    return size;
}

tarix_str tarix_render_clean(tarix_arena *arena, tarix_str text)
{
    const unsigned char *p = (const unsigned char *)text.data, *end = p + text.size;
    size_t bad = 0, size = 0;
    bool is_control = false;
    while (p < end && (size = plain(p, end, &bad, &is_control)) > 0) p += size;
    if (p == end) return text;
    char *out = tarix_arena_alloc(arena, text.size, 3);
    size_t used = (size_t)(p - (const unsigned char *)text.data);
    memcpy(out, text.data, used);
    while (p < end) {
        size = plain(p, end, &bad, &is_control);
        if (size)
            memcpy(out + used, p, size);
        else
            memcpy(out + used, is_control ? " " : "\xEF\xBF\xBD", is_control ? 1 : 3);
        used += size ? size : is_control ? 1 : 3;
        p += size ? size : bad;
    }
    return (tarix_str){out, used};
}

void tarix_render_put(const tarix_render *render, const char *text)
{
    tarix_output_str(render->output, tarix_str_from(text));
}

void tarix_render_escaped(const tarix_render *render, tarix_str text, const tarix_escapes *escapes)
{
    size_t start = 0;
    for (size_t i = 0; i < text.size; i++) {
        const unsigned char c = (unsigned char)text.data[i];
        if (c >= 0x80 || !(*escapes)[c]) continue;
        tarix_output_bytes(render->output, text.data + start, i - start);
        tarix_render_put(render, (*escapes)[c]);
        start = i + 1;
    }
    tarix_output_bytes(render->output, text.data + start, text.size - start);
}

tarix_str tarix_render_title(const tarix_render *render, size_t column)
{
    const tarix_column *c = &render->columns[column];
    return tarix_str_from(render->style->language == TARIX_LANGUAGE_AZ ? c->title_az : c->title_en);
}

/* ---- numbers ---- */

static bool names_probability(const char *name)
{
    const tarix_str text = tarix_str_from(name);
    if (strstr(name, "log10")) return false; /* of one */
    return tarix_str_starts(text, TARIX_STR("q_")) || tarix_str_equal(text, TARIX_STR("p")) ||
           tarix_str_ends(text, TARIX_STR("_p"));
}

static tarix_printed print_count(uint64_t count, char *out)
{
    if (count == TARIX_NO_COUNT) return (tarix_printed){TARIX_PRINTED_NOTHING, {out, 0}};
    return (tarix_printed){TARIX_PRINTED_NUMBER, {out, tarix_number_from_count(count, out)}};
}

/* Three decimals, or that as a bound. */
static tarix_printed print_probability(double value, char *out)
{
    enum { thousand = 1000 };
    const bool is_below = value < 1.0 / thousand;
    const unsigned parts = is_below ? 1 : (unsigned)lround(value * thousand);
    const char digits[] = {(char)('0' + parts / thousand), '.', (char)('0' + parts / 100 % 10),
        (char)('0' + parts / 10 % 10), (char)('0' + parts % 10)};
    memcpy(out, digits, sizeof digits);
    return (tarix_printed){
        is_below ? TARIX_PRINTED_BELOW : TARIX_PRINTED_NUMBER, {out, sizeof digits}};
}

static tarix_printed print_real(const rendering *r, size_t column, double value, char *out)
{
    tarix_printed cell = {TARIX_PRINTED_NUMBER, {out, 0}};
    if (r->format->is_for_papers && r->is_probability[column] && value >= 0 && value <= 1)
        cell = print_probability(value, out);
    else if (r->format->is_for_papers && fabs(value) >= pow(10, r->style.digits))
        cell.text.size = tarix_number_from_real(round(value), every_digit, out);
    else
        cell.text.size = tarix_number_from_real(value, r->style.digits, out);
    if (isnan(value)) cell.kind = TARIX_PRINTED_NOTHING;
    if (isinf(value)) cell.kind = TARIX_PRINTED_INFINITE;
    if (r->format->has_decimal_comma && r->style.language == TARIX_LANGUAGE_AZ)
        for (size_t i = 0; i < cell.text.size; i++)
            if (out[i] == '.') out[i] = ',';
    return cell;
}

/* ---- rows ---- */

static tarix_status begin(
    void *context, const tarix_column *columns, size_t n_columns, tarix_error *err)
{
    rendering *r = context;
    tarix_arena *arena = r->public.arena;
    r->public.columns = columns;
    r->public.n_columns = n_columns;
    r->cells = TARIX_ARRAY(arena, tarix_printed, n_columns);
    r->numbers = tarix_arena_alloc(arena, n_columns, number_size);
    r->is_probability = TARIX_ARRAY(arena, bool, n_columns);
    for (size_t i = 0; i < n_columns; i++)
        r->is_probability[i] = names_probability(columns[i].name);
    if (r->format->begin) TARIX_TRY(r->format->begin(&r->public, r->state, err));
    return tarix_output_status(r->public.output, err);
}

static tarix_status put_row(rendering *r, const tarix_cell *cells, tarix_error *err)
{
    for (size_t c = 0; c < r->public.n_columns; c++) {
        char *number = r->numbers + c * number_size;
        switch (r->public.columns[c].type) {
        case TARIX_TYPE_TEXT:
            r->cells[c] =
                (tarix_printed){TARIX_PRINTED_TEXT, tarix_render_clean(r->scratch, cells[c].text)};
            break;
        case TARIX_TYPE_COUNT: r->cells[c] = print_count(cells[c].count, number); break;
        case TARIX_TYPE_REAL: r->cells[c] = print_real(r, c, cells[c].real, number); break;
        }
    }
    TARIX_TRY(r->format->row(&r->public, r->state, r->cells, err));
    r->public.n_rows++;
    return TARIX_OK;
}

static tarix_status rows(void *context, const tarix_cell *cells, size_t n, tarix_error *err)
{
    rendering *r = context;
    for (size_t i = 0; i < n; i++) {
        const tarix_mark mark = tarix_arena_mark(r->scratch);
        TARIX_TRY(put_row(r, cells + i * r->public.n_columns, err));
        tarix_arena_restore(r->scratch, mark);
    }
    return tarix_output_status(r->public.output, err);
}

static tarix_status end(void *context, tarix_error *err)
{
    const rendering *r = context;
    if (r->format->end) TARIX_TRY(r->format->end(&r->public, r->state, err));
    return tarix_output_status(r->public.output, err);
}

tarix_row_sink tarix_render_open(tarix_arena *arena, tarix_output *output, const tarix_style *style,
    const tarix_format *format, void *state)
{
    rendering *r = TARIX_NEW(arena, rendering);
    r->style = *style;
    r->style.caption = tarix_render_clean(arena, style->caption);
    r->style.label = tarix_render_clean(arena, style->label);
    r->public = (tarix_render){.arena = arena, .output = output, .style = &r->style};
    r->format = format;
    r->state = state;
    r->scratch = tarix_arena_new(tarix_arena_guard(arena));
    return (tarix_row_sink){r, begin, rows, end, NULL};
}

void tarix_kept_add(const tarix_render *render, tarix_kept *kept, const tarix_printed *cells)
{
    const size_t n = render->n_columns;
    if (kept->n_rows == kept->capacity) {
        const size_t room = kept->capacity ? 2 * kept->capacity : 64;
        kept->cells = tarix_arena_grow(
            render->arena, kept->cells, kept->capacity * n, room * n, sizeof *kept->cells);
        kept->capacity = room;
    }
    tarix_printed *row = kept->cells + kept->n_rows++ * n;
    for (size_t i = 0; i < n; i++)
        row[i] = (tarix_printed){cells[i].kind, tarix_arena_str(render->arena, cells[i].text)};
}
