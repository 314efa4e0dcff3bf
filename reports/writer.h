/* A writer puts a table into a file. One file a format, one row here. */
#ifndef TARIX_REPORTS_WRITER_H
#define TARIX_REPORTS_WRITER_H

#include "../analyzers/table.h"
#include "../base/output.h"

typedef struct tarix_writer {
    const char *name; /* --format value */
    const char *help; /* one sentence */
    /* A sink that writes to `output` (borrowed), in `arena`. */
    tarix_row_sink (*open)(tarix_arena *arena, tarix_output *output, int digits);
    bool keeps_order; /* rows must come as the analyzer makes them: --sort is refused */
} tarix_writer;

TARIX_API const tarix_writer *const *tarix_writers(size_t *n);
TARIX_API tarix_status tarix_writers_find(
    tarix_str name, const tarix_writer **out, tarix_error *err);

#endif
