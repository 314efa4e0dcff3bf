/* A writer puts a table into a file. One file a format, one row here. */
#ifndef TARIX_REPORTS_WRITER_H
#define TARIX_REPORTS_WRITER_H

#include "../analyzers/table.h"
#include "../base/output.h"

typedef enum tarix_language { TARIX_LANGUAGE_EN, TARIX_LANGUAGE_AZ } tarix_language;

/* How the user wants a table to look. A format passes over what it has no use for. */
typedef struct tarix_style {
    int digits;              /* significant ones of numbers, 1…17 */
    tarix_language language; /* of titles, and of the decimal point where people read the numbers */
    tarix_str caption, label;
    bool has_gloss;       /* LaTeX: an empty column behind the first, for a translation */
    bool has_schwa_macro; /* LaTeX: define ə for pdfLaTeX */
    uint64_t limit;       /* rows that the table ends at; 0: none */
    size_t width;         /* columns of the terminal at which lines are cut; 0: nowhere */
} tarix_style;

/* How the cells of delimited text are told apart, as CSVW wants to know it. */
typedef struct tarix_dialect {
    char separator;
    char decimal;
    const char *line_end;
    bool quotes;       /* texts are quoted; else tabs and breaks in them become spaces */
    bool has_mark;     /* begins with a byte order mark */
    bool guards_texts; /* from spreadsheets, by an apostrophe */
} tarix_dialect;

typedef struct tarix_writer {
    const char *name;    /* --format value */
    const char *profile; /* --profile value; NULL where there is but one */
    const char *help;    /* one sentence */
    /* A sink that writes to `output` in `arena`; both and the style are borrowed. */
    tarix_row_sink (*open)(tarix_arena *arena, tarix_output *output, const tarix_style *style);
    const char *media_type;
    const tarix_dialect *dialect; /* NULL: no delimited text */
    bool keeps_order;             /* rows must come as the analyzer makes them: --sort is refused */
    bool is_binary;               /* wants -o FILE */
    uint64_t limit;               /* rows unless --limit says otherwise; 0: all */
    int digits;                   /* unless --digits says otherwise; 0: the option's own default */
    const char *lacks;            /* what was missing when the program was built; NULL: nothing */
} tarix_writer;

TARIX_API const tarix_writer *const *tarix_writers(size_t *n);
/* `profile` "": the usual one. */
TARIX_API tarix_status tarix_writers_find(
    tarix_str name, tarix_str profile, const tarix_writer **out, tarix_error *err);

#endif
