/* Scales, their ticks and axes: nice numbers, and labels that do not touch. */
#ifndef TARIX_REPORTS_FIGURE_AXIS_H
#define TARIX_REPORTS_FIGURE_AXIS_H

#include "figure_canvas.h"
#include "writer.h"

/* Values from low to high, drawn from `from` to `to` (mm). */
typedef struct tarix_scale {
    double low, high;
    double from, to;
    bool is_log; /* low > 0 */
} tarix_scale;

TARIX_API double tarix_scale_at(const tarix_scale *scale, double value);

enum { TARIX_TICKS = 20 };
typedef struct tarix_ticks {
    double values[TARIX_TICKS]; /* ascending */
    size_t n;
    int decimals; /* that all of them need */
} tarix_ticks;

/* Multiples of 1, 2 or 5 times a power of ten in [low, high]: as many as there can be, at most
 * `most` (2 to TARIX_TICKS). */
TARIX_API tarix_ticks tarix_ticks_linear(double low, double high, size_t most);
/* Powers of ten, every second or third … where they are more than `most`; 1, 2, 5 times them where
 * that many fit. */
TARIX_API tarix_ticks tarix_ticks_log(double low, double high, size_t most);

/* 12 345,5: thin spaces from five digits on, a real minus. Lives in `arena`. */
TARIX_API tarix_str tarix_axis_number(
    tarix_arena *arena, double value, int decimals, tarix_language language);

typedef struct tarix_axis {
    const tarix_scale *scale;
    tarix_str title;
    tarix_language language;
    bool whole;   /* ticks at whole numbers only */
    bool unruled; /* no line along it */
} tarix_axis;

/* At the height y; returns the lower end of what it drew. */
TARIX_API double tarix_axis_bottom(
    tarix_arena *arena, tarix_canvas *canvas, double y, const tarix_axis *axis);
/* At the place x, its title turned; `room` (mm) is what tarix_axis_left_room() said. */
TARIX_API void tarix_axis_left(
    tarix_arena *arena, tarix_canvas *canvas, double x, const tarix_axis *axis);
TARIX_API double tarix_axis_left_room(
    tarix_arena *arena, tarix_canvas *canvas, const tarix_axis *axis);
/* Pale lines at the ticks. */
TARIX_API void tarix_axis_grid(tarix_arena *arena, tarix_canvas *canvas, const tarix_axis *axis,
    bool is_bottom, double from, double to);

extern TARIX_API const tarix_lettering tarix_tick_letters, tarix_axis_letters, tarix_note_letters,
    tarix_caption_letters;

#endif
