#include "reports/figure_axis.h"

#include "base/number.h"

#include <math.h>

const tarix_lettering tarix_tick_letters = {.points = 7, .ink = TARIX_INK_GREY};
const tarix_lettering tarix_axis_letters = {.points = 8, .ink = TARIX_INK_BLACK};
const tarix_lettering tarix_note_letters = {.points = 7, .ink = TARIX_INK_GREY};
const tarix_lettering tarix_caption_letters = {
    .points = 9, .ink = TARIX_INK_BLACK, .is_bold = true};

static const double tick_length = 1, gap = 0.8, line_thickness = 0.2;

double tarix_scale_at(const tarix_scale *s, double value)
{
    const double share = s->is_log ? (log(value) - log(s->low)) / (log(s->high) - log(s->low))
                                   : (value - s->low) / (s->high - s->low);
    return s->from + share * (s->to - s->from);
}

/* ---- ticks ---- */

/* m times 10^power without the error of a negative power. */
static double scaled(double m, int power)
{
    return power < 0 ? m / pow(10, -power) : m * pow(10, power);
}

tarix_ticks tarix_ticks_linear(double low, double high, size_t most)
{
    static const double factors[] = {1, 2, 5};
    tarix_ticks ticks = {.n = 0};
    if (!(high > low) || isinf(high - low)) return ticks;
    int power = (int)floor(log10((high - low) / (double)most)) - 1;
    for (int i = 0;; i++) {
        const double factor = factors[i % 3];
        if (i && i % 3 == 0) power++;
        const double step = scaled(factor, power);
        /* A hair's breadth, so that 0.3 is a multiple of 0.1. */
        const double hair = 1e-9 * (high - low) / step;
        const double first = ceil(low / step - hair), last = floor(high / step + hair);
        if (last - first + 1 > (double)most) continue;
        for (double k = first; k <= last; k++) ticks.values[ticks.n++] = scaled(k * factor, power);
        ticks.decimals = power < 0 ? -power : 0;
        return ticks;
    }
}

/* Those of the decades that a stride meets, times 1, or 1, 2 and 5. */
static size_t log_ticks(double low, double high, int stride, size_t n_factors, tarix_ticks *out)
{
    static const double factors[] = {1, 2, 5};
    const double slack = 1e-9;
    size_t n = 0;
    for (int power = (int)floor(log10(low)); power <= (int)ceil(log10(high)); power++) {
        if (power % stride != 0) continue;
        for (size_t f = 0; f < n_factors; f++) {
            const double value = scaled(factors[f], power);
            if (value < low * (1 - slack) || value > high * (1 + slack)) continue;
            if (n < TARIX_TICKS) out->values[n] = value;
            n++;
        }
    }
    out->n = n < TARIX_TICKS ? n : TARIX_TICKS;
    return n;
}

tarix_ticks tarix_ticks_log(double low, double high, size_t most)
{
    tarix_ticks ticks = {.n = 0};
    if (!(low > 0) || !(high > low) || isinf(high)) return ticks;
    if (log_ticks(low, high, 1, 3, &ticks) > most)
        for (int stride = 1; log_ticks(low, high, stride, 1, &ticks) > most;) stride++;
    if (ticks.n && ticks.values[0] < 1) ticks.decimals = (int)ceil(-log10(ticks.values[0]) - 1e-9);
    return ticks;
}

static tarix_str with_decimals(tarix_arena *arena, double size, int decimals)
{
    enum { most_digits = 15 };
    if (decimals < 0) decimals = 0;
    if (size >= 1e15 || decimals > most_digits) {
        char *out = tarix_arena_alloc(arena, TARIX_NUMBER_SIZE, 1);
        return (tarix_str){out, tarix_number_from_real(size, 3, out)};
    }
    const double power = pow(10, decimals), units = round(size * power);
    const double whole = floor(units / power), rest = units - whole * power;
    const tarix_str digits = tarix_arena_format(arena, "%.0f", whole);
    char *out = tarix_arena_alloc(arena, digits.size, 4);
    size_t n = 0;
    for (size_t i = 0; i < digits.size; i++) {
        if (i && digits.size > 4 && (digits.size - i) % 3 == 0) {
            memcpy(out + n, "\u2009", 3);
            n += 3;
        }
        out[n++] = digits.data[i];
    }
    if (decimals == 0) return (tarix_str){out, n};
    return tarix_arena_format(arena, "%.*s.%0*.0f", (int)n, out, decimals, rest);
}

tarix_str tarix_axis_number(tarix_arena *arena, double value, int decimals, tarix_language language)
{
    tarix_str text = tarix_arena_str(arena, with_decimals(arena, fabs(value), decimals));
    if (language == TARIX_LANGUAGE_AZ)
        for (size_t i = 0; i < text.size; i++)
            if (text.data[i] == '.') ((char *)text.data)[i] = ',';
    if (!(value < 0) || round(value * pow(10, decimals)) == 0) return text;
    return tarix_arena_format(arena, "\u2212%.*s", TARIX_ARG(text));
}

/* ---- axes ---- */

static tarix_ticks ticks_of(const tarix_axis *axis, size_t most)
{
    const tarix_scale *s = axis->scale;
    if (s->is_log) return tarix_ticks_log(s->low, s->high, most);
    tarix_ticks ticks = tarix_ticks_linear(s->low, s->high, most);
    if (!axis->whole || ticks.decimals == 0) return ticks;
    tarix_ticks whole = {.n = 0};
    for (size_t i = 0; i < ticks.n; i++)
        if (ticks.values[i] == floor(ticks.values[i])) whole.values[whole.n++] = ticks.values[i];
    return whole;
}

static tarix_str label_of(
    tarix_arena *arena, const tarix_axis *axis, const tarix_ticks *ticks, size_t i)
{
    int decimals = ticks->decimals;
    if (axis->scale->is_log) /* 0.1, 1, 10, not 10.0 */
        decimals = ticks->values[i] < 1 ? (int)ceil(-log10(ticks->values[i]) - 1e-9) : 0;
    return tarix_axis_number(arena, ticks->values[i], decimals, axis->language);
}

/* As many ticks as stand apart along the axis. */
static tarix_ticks fitting_ticks(
    tarix_arena *arena, tarix_canvas *canvas, const tarix_axis *axis, bool is_bottom)
{
    const tarix_scale *s = axis->scale;
    const double apart = is_bottom ? 1.6 : 1.2;
    for (size_t most = is_bottom ? 9 : 8; most > 2; most--) {
        const tarix_ticks ticks = ticks_of(axis, most);
        bool fits = true;
        for (size_t i = 0; i + 1 < ticks.n && fits; i++) {
            const double here = tarix_scale_at(s, ticks.values[i]);
            const double next = tarix_scale_at(s, ticks.values[i + 1]);
            double taken = tarix_canvas_text_height(&tarix_tick_letters);
            if (is_bottom)
                taken = (tarix_canvas_text_width(
                             canvas, label_of(arena, axis, &ticks, i), &tarix_tick_letters) +
                            tarix_canvas_text_width(canvas, label_of(arena, axis, &ticks, i + 1),
                                &tarix_tick_letters)) /
                        2;
            fits = fabs(next - here) >= taken + apart;
        }
        if (fits) return ticks;
    }
    return ticks_of(axis, 2);
}

double tarix_axis_bottom(tarix_arena *arena, tarix_canvas *canvas, double y, const tarix_axis *axis)
{
    const tarix_scale *s = axis->scale;
    const tarix_ticks ticks = fitting_ticks(arena, canvas, axis, true);
    tarix_lettering letters = tarix_tick_letters;
    letters.align = TARIX_ALIGN_CENTRE;
    const double base = y + tick_length + gap + tarix_canvas_text_height(&letters) * 0.78;
    double behind = 0;
    if (!axis->unruled)
        tarix_canvas_line(canvas, (tarix_point){s->from, y}, (tarix_point){s->to, y},
            line_thickness, TARIX_INK_GREY);
    for (size_t i = 0; i < ticks.n; i++) {
        const double x = tarix_scale_at(s, ticks.values[i]);
        tarix_canvas_line(canvas, (tarix_point){x, y}, (tarix_point){x, y + tick_length},
            line_thickness, TARIX_INK_GREY);
        const tarix_str label = label_of(arena, axis, &ticks, i);
        const double half = tarix_canvas_text_width(canvas, label, &letters) / 2;
        const double place = fmin(fmax(x, half + 0.3), tarix_canvas_width(canvas) - half - 0.3);
        if (place - half < behind) continue; /* even two can be too many */
        behind = place + half + 0.5;
        tarix_canvas_text(canvas, place, base, label, &letters);
    }
    if (axis->title.size == 0) return base + 0.25 * tarix_canvas_text_height(&letters);
    tarix_lettering title = tarix_axis_letters;
    title.align = TARIX_ALIGN_CENTRE;
    const double below = base + gap + tarix_canvas_text_height(&title);
    const double width = tarix_canvas_text_width(canvas, axis->title, &title);
    double x = (s->from + s->to) / 2;
    const double page = tarix_canvas_width(canvas);
    if (x + width / 2 > page - gap) x = page - gap - width / 2;
    if (x - width / 2 < gap) x = gap + width / 2;
    tarix_canvas_text(canvas, x, below,
        tarix_canvas_text_fit(canvas, axis->title, &title, page - 2 * gap), &title);
    return below + 0.25 * tarix_canvas_text_height(&title);
}

double tarix_axis_left_room(tarix_arena *arena, tarix_canvas *canvas, const tarix_axis *axis)
{
    const tarix_ticks ticks = fitting_ticks(arena, canvas, axis, false);
    double widest = 0;
    for (size_t i = 0; i < ticks.n; i++) {
        const double width =
            tarix_canvas_text_width(canvas, label_of(arena, axis, &ticks, i), &tarix_tick_letters);
        if (width > widest) widest = width;
    }
    const double title =
        axis->title.size ? tarix_canvas_text_height(&tarix_axis_letters) + 2 * gap : gap;
    return title + widest + gap + tick_length;
}

void tarix_axis_left(tarix_arena *arena, tarix_canvas *canvas, double x, const tarix_axis *axis)
{
    const tarix_scale *s = axis->scale;
    const tarix_ticks ticks = fitting_ticks(arena, canvas, axis, false);
    tarix_lettering letters = tarix_tick_letters;
    letters.align = TARIX_ALIGN_RIGHT;
    if (!axis->unruled)
        tarix_canvas_line(canvas, (tarix_point){x, s->from}, (tarix_point){x, s->to},
            line_thickness, TARIX_INK_GREY);
    for (size_t i = 0; i < ticks.n; i++) {
        const double y = tarix_scale_at(s, ticks.values[i]);
        tarix_canvas_line(canvas, (tarix_point){x - tick_length, y}, (tarix_point){x, y},
            line_thickness, TARIX_INK_GREY);
        tarix_canvas_text(canvas, x - tick_length - gap, y + tarix_canvas_text_middle(&letters),
            label_of(arena, axis, &ticks, i), &letters);
    }
    if (axis->title.size == 0) return;
    tarix_lettering title = tarix_axis_letters;
    title.align = TARIX_ALIGN_CENTRE;
    title.is_turned = true;
    const double room = tarix_axis_left_room(arena, canvas, axis);
    tarix_canvas_text(canvas, x - room + 0.78 * tarix_canvas_text_height(&title) + gap,
        (s->from + s->to) / 2,
        tarix_canvas_text_fit(canvas, axis->title, &title, fabs(s->to - s->from)), &title);
}

void tarix_axis_grid(tarix_arena *arena, tarix_canvas *canvas, const tarix_axis *axis,
    bool is_bottom, double from, double to)
{
    const tarix_ticks ticks = fitting_ticks(arena, canvas, axis, is_bottom);
    for (size_t i = 0; i < ticks.n; i++) {
        const double at = tarix_scale_at(axis->scale, ticks.values[i]);
        const tarix_point a = is_bottom ? (tarix_point){at, from} : (tarix_point){from, at};
        const tarix_point b = is_bottom ? (tarix_point){at, to} : (tarix_point){to, at};
        tarix_canvas_line(canvas, a, b, 0.12, TARIX_INK_PALE);
    }
}
