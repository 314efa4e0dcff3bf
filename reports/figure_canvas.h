/* A page to draw on, in millimetres from its top left corner: lines, marks and text that can be
 * measured. What is drawn is kept, and becomes SVG, PDF or PNG when its height is known. The same
 * drawing is the same bytes. */
#ifndef TARIX_REPORTS_FIGURE_CANVAS_H
#define TARIX_REPORTS_FIGURE_CANVAS_H

#include "../base/arena.h"
#include "../base/error.h"
#include "../base/output.h"

#include <stdint.h>

/* Okabe and Ito's colours, told apart by the colour-blind, and greys. */
typedef enum tarix_ink {
    TARIX_INK_BLACK,
    TARIX_INK_GREY, /* axes and notes: dark enough to read */
    TARIX_INK_PALE, /* grid */
    TARIX_INK_LINK, /* what joins marks */
    TARIX_INK_WHITE,
    TARIX_INK_BLUE,
    TARIX_INK_VERMILION,
    TARIX_INK_GREEN,
    TARIX_INK_ORANGE,
    TARIX_INK_SKY,
    TARIX_INK_PURPLE,
    TARIX_INKS
} tarix_ink;

typedef enum tarix_align { TARIX_ALIGN_LEFT, TARIX_ALIGN_CENTRE, TARIX_ALIGN_RIGHT } tarix_align;

typedef struct tarix_point {
    double x, y;
} tarix_point;

typedef struct tarix_box {
    double left, top, right, bottom;
} tarix_box;

static inline bool tarix_box_overlaps(tarix_box a, tarix_box b)
{
    return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

typedef struct tarix_lettering {
    double points; /* size of the letters: 7 to 9 */
    tarix_ink ink;
    tarix_align align;
    bool is_bold;
    bool is_turned; /* read from below */
    bool has_halo;  /* white around the letters, over lines */
} tarix_lettering;

typedef struct tarix_canvas tarix_canvas;

/* Fails when no font at hand has the letters of the Azerbaijani alphabet. */
TARIX_API tarix_status tarix_canvas_new(
    tarix_arena *arena, double width, tarix_canvas **out, tarix_error *err);
/* Before anything is drawn. */
TARIX_API void tarix_canvas_set_width(tarix_canvas *canvas, double width);
TARIX_API double tarix_canvas_width(const tarix_canvas *canvas);
/* The lower edge of the page, to be set before it is written. */
TARIX_API void tarix_canvas_set_height(tarix_canvas *canvas, double height);
TARIX_API double tarix_canvas_height(const tarix_canvas *canvas);

/* ---- text ---- */

TARIX_API double tarix_canvas_text_width(
    tarix_canvas *canvas, tarix_str text, const tarix_lettering *how);
/* From the highest letter to the lowest, and from the base line to the middle of a small letter. */
TARIX_API double tarix_canvas_text_height(const tarix_lettering *how);
TARIX_API double tarix_canvas_text_middle(const tarix_lettering *how);
/* The text, or as much of its front as fits with "…" behind it. */
TARIX_API tarix_str tarix_canvas_text_fit(
    tarix_canvas *canvas, tarix_str text, const tarix_lettering *how, double width);
/* What it would take at a base line of (x, y). */
TARIX_API tarix_box tarix_canvas_text_box(
    tarix_canvas *canvas, double x, double y, tarix_str text, const tarix_lettering *how);
TARIX_API void tarix_canvas_text(
    tarix_canvas *canvas, double x, double y, tarix_str text, const tarix_lettering *how);
/* Broken at spaces into lines of a width, the first at y; returns the base line behind the last. */
TARIX_API double tarix_canvas_paragraph(tarix_canvas *canvas, double x, double y, double width,
    tarix_str text, const tarix_lettering *how);

/* ---- lines and marks ---- */

TARIX_API void tarix_canvas_line(
    tarix_canvas *canvas, tarix_point from, tarix_point to, double thickness, tarix_ink ink);
TARIX_API void tarix_canvas_path(
    tarix_canvas *canvas, const tarix_point *points, size_t n, double thickness, tarix_ink ink);
/* The area between the points, see-through. */
TARIX_API void tarix_canvas_area(
    tarix_canvas *canvas, const tarix_point *points, size_t n, tarix_ink ink, double share);
TARIX_API void tarix_canvas_dot(
    tarix_canvas *canvas, tarix_point at, double radius, tarix_ink ink, bool is_filled);
/* Points to the right (1) or the left (-1). */
TARIX_API void tarix_canvas_arrow(
    tarix_canvas *canvas, tarix_point at, double radius, int direction, tarix_ink ink);
/* `share` of the ink, the rest white: 0 to 1. */
TARIX_API void tarix_canvas_fill(tarix_canvas *canvas, tarix_box box, tarix_ink ink, double share);

/* ---- what came of it ---- */

/* The boxes of all texts drawn. */
TARIX_API const tarix_box *tarix_canvas_texts(const tarix_canvas *canvas, size_t *n);
/* Whether a box touches none of them. */
TARIX_API bool tarix_canvas_is_free(const tarix_canvas *canvas, tarix_box box);
/* Letters that the font lacks, and the first of them. */
TARIX_API size_t tarix_canvas_lacking(const tarix_canvas *canvas, uint32_t *first);
TARIX_API tarix_str tarix_canvas_font(const tarix_canvas *canvas);

typedef enum tarix_page_format { TARIX_PAGE_SVG, TARIX_PAGE_PDF, TARIX_PAGE_PNG } tarix_page_format;

/* `title` is what a PDF says of itself. The output is not committed. */
TARIX_API tarix_status tarix_canvas_write(const tarix_canvas *canvas, tarix_page_format format,
    tarix_str title, tarix_output *output, tarix_error *err);

#endif
