/* Places for labels, where they touch nothing that stands already. */
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

#endif
