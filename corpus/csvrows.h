/* Rows of comma-separated values in memory: a stretch of a file, read by whoever has it. */
#ifndef TARIX_CORPUS_CSVROWS_H
#define TARIX_CORPUS_CSVROWS_H

#include "../base/arena.h"
#include "../base/error.h"

#include <stdint.h>

typedef struct tarix_csvrows tarix_csvrows;

/* `separator` 0: no CSV, each line is one cell as it stands. Closed with the arena. Cells that
 * cannot stay as the text has them are made in `copies`, which is restored to its beginning with
 * each read.
 */
TARIX_API tarix_csvrows *tarix_csvrows_new(tarix_arena *arena, tarix_arena *copies, char separator);

enum { TARIX_CSV_PADDING = 64, TARIX_CSV_CELL_PADDING = 16 };

/* Cells of each row; 0: as many as it has, for the header. */
TARIX_API void tarix_csvrows_set_width(tarix_csvrows *rows, size_t width);

/* What is read next: text[at, size), from `line` on. text[size] must be a line feed that does not
 * count, and TARIX_CSV_PADDING bytes must be readable from there on. `is_last`: nothing follows, so
 * that its last row is whole. Borrowed. */
TARIX_API void tarix_csvrows_set_text(
    tarix_csvrows *rows, const char *text, size_t at, size_t size, bool is_last, uint64_t line);
TARIX_API size_t tarix_csvrows_at(const tarix_csvrows *rows);
/* Of the byte at hand. */
TARIX_API uint64_t tarix_csvrows_line(const tarix_csvrows *rows);

/* Rows, until the next are read. */
typedef struct tarix_csv_rows {
    size_t n, width; /* width: cells of each row */
    /* n × width; those that a row lacks are empty. From the beginning of each
     * TARIX_CSV_CELL_PADDING bytes may be read. */
    const tarix_str *cells;
    const size_t *n_cells; /* that each row has, empty ones beyond the width not counted */
    const uint64_t *line;  /* of each row's first byte */
} tarix_csv_rows;

/* Up to `most` rows; none where the first is not whole, or at the end. Fails with what is wrong in
 * the row at hand; the message has neither file nor line. */
TARIX_API tarix_status tarix_csvrows_read(
    tarix_csvrows *rows, size_t most, tarix_csv_rows *out, tarix_error *err);

/* Up to `most` rows as numbers, `width` of them a row, and as text, as long as each cell is a count
 * of up to 16 digits without zeros before it and each line ends in LF; the next row is another one,
 * or none. */
TARIX_API size_t tarix_csvrows_counts(
    tarix_csvrows *rows, size_t most, uint64_t *counts, tarix_str *texts);

/* Whether a byte is the separator, an end of a line, or a quotation mark: what stands between
 * cells.
 */
typedef enum tarix_csv_role {
    TARIX_CSV_ORDINARY,
    TARIX_CSV_SEPARATOR,
    TARIX_CSV_LINE_END,
    TARIX_CSV_QUOTE
} tarix_csv_role;
TARIX_API const unsigned char *tarix_csvrows_roles(const tarix_csvrows *rows); /* by byte */

/* Behind the end of a line at p: CRLF is one. p[1] must be readable. */
static inline const char *tarix_csv_behind(const char *p)
{
    return p + 1 + (p[0] == '\r' && p[1] == '\n');
}

#endif
