/* Labels beside marks, placed where they touch nothing that stands already. */
#ifndef TARIX_REPORTS_FIGURE_LABEL_H
#define TARIX_REPORTS_FIGURE_LABEL_H

#include "figure_canvas.h"

/* What is taken: labels, marks, and all outside `page`. */
typedef struct tarix_places {
    tarix_arena *arena;
    tarix_box page;
    tarix_box *boxes;
    size_t n, capacity;
} tarix_places;

TARIX_API void tarix_places_take(tarix_places *places, tarix_box box);
TARIX_API bool tarix_places_is_free(const tarix_places *places, tarix_box box);

/* Draws the text beside a mark of a radius, at the first of its sides that is free, and takes the
 * place; false, and nothing drawn, when none is. */
TARIX_API bool tarix_places_label(tarix_places *places, tarix_canvas *canvas, tarix_point at,
    double radius, tarix_str text, const tarix_lettering *how);

#endif
