/* Printed forms with their counts, as a cell of a table shows them. */
#ifndef TARIX_ANALYZERS_FORM_LIST_H
#define TARIX_ANALYZERS_FORM_LIST_H

#include "../base/arena.h"
#include "../base/str.h"

#include <stdint.h>

typedef struct tarix_form_count {
    tarix_str text;
    uint64_t count;
} tarix_form_count;

/* "form (count) form (count)", in the order of the list; in `arena`. */
TARIX_API tarix_str tarix_form_list_str(tarix_arena *arena, const tarix_form_count *list, size_t n);

#endif
