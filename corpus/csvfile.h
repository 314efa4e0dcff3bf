/* A file of comma-separated values with a header row, read in batches of rows: a file of any
 * length in flat memory. Bytes are decoded as those of a text are (encodings, byte order mark, bad
 * bytes, NFC); cells are quoted as RFC 4180 has it, blanks around unquoted ones are dropped, blank
 * lines are passed over, lines end in LF, CRLF or CR. */
#ifndef TARIX_CORPUS_CSVFILE_H
#define TARIX_CORPUS_CSVFILE_H

#include "../lexicons/lexicons.h"
#include "csvrows.h"
#include "text.h"

typedef struct tarix_csvfile tarix_csvfile;

typedef struct tarix_csvfile_plan {
    const tarix_lexicons *lexicons; /* borrowed; may be NULL */
    const char *encoding;           /* NULL: found out */
    char separator;                 /* 0: found out from the header: , ; or tab */
    bool is_lines;                  /* no CSV: no header, each line is one cell as it stands */
    tarix_digest *digest;           /* given every byte; may be NULL */
} tarix_csvfile_plan;

/* Reads the header. Fails when there is none, or two columns have one name. "-" is standard input.
 * Closed with the arena. */
TARIX_API tarix_status tarix_csvfile_open(tarix_arena *arena, const char *path,
    const tarix_csvfile_plan *plan, tarix_csvfile **out, tarix_error *err);
/* The same over bytes in memory, which are borrowed; `name` is for messages. */
TARIX_API tarix_status tarix_csvfile_open_bytes(tarix_arena *arena, const char *name,
    tarix_str bytes, const tarix_csvfile_plan *plan, tarix_csvfile **out, tarix_error *err);

/* As messages have it. */
TARIX_API const char *tarix_csvfile_name(const tarix_csvfile *file);
/* The names of the columns, each followed by NUL. */
TARIX_API const tarix_str *tarix_csvfile_columns(const tarix_csvfile *file, size_t *n);
enum { TARIX_NO_COLUMN = -1 };
TARIX_API long tarix_csvfile_find(const tarix_csvfile *file, tarix_str name);
/* Of the row that is read next; not behind a stretch, whose lines nobody has counted. */
TARIX_API uint64_t tarix_csvfile_line(const tarix_csvfile *file);
TARIX_API char tarix_csvfile_separator(const tarix_csvfile *file);
/* For its encoding, bytes and bad bytes so far. */
TARIX_API const tarix_text *tarix_csvfile_text(const tarix_csvfile *file);

/* A batch of rows with as many cells as the header has, lines from 1; 0 rows are the end. */
TARIX_API tarix_status tarix_csvfile_next(
    tarix_csvfile *file, tarix_csv_rows *out, tarix_error *err);

/* The same as bytes that another thread may read the rows of, and nobody else will: at least
 * `least` of them, up to a row's end. Until the next one, or the file's end, which is an empty one.
 */
typedef struct tarix_csv_stretch {
    tarix_str text;
    const char *fault; /* what is wrong with the row that follows; NULL: nothing */
} tarix_csv_stretch;
TARIX_API tarix_status tarix_csvfile_stretch(
    tarix_csvfile *file, size_t least, tarix_csv_stretch *out, tarix_error *err);
/* What reads the rows of a stretch: see tarix_csvrows_new() and tarix_csvrows_set_text(). */
TARIX_API tarix_csvrows *tarix_csvfile_rows(
    const tarix_csvfile *file, tarix_arena *arena, tarix_arena *copies);

#endif
