/* Options as rows: the parser, the help, the run record and the documentation all read them.
 * A value is kept as the text the user gave and checked against its row when it is set, so that a
 * command never sees a value that does not fit. */
#ifndef TARIX_BASE_OPTION_H
#define TARIX_BASE_OPTION_H

#include "arena.h"
#include "error.h"
#include "str.h"

#include <stdint.h>

typedef enum tarix_option_kind {
    TARIX_OPTION_FLAG,  /* given or not */
    TARIX_OPTION_TEXT,  /* any text: a path, a list, an expression */
    TARIX_OPTION_WORD,  /* one of `choices` */
    TARIX_OPTION_COUNT, /* a whole number from `low` to `high` */
    TARIX_OPTION_REAL,  /* a number from `least`, or above it, to `most` */
    TARIX_OPTION_SIZE   /* bytes: 500M */
} tarix_option_kind;

typedef struct tarix_option {
    const char *name; /* without the dashes */
    char letter;      /* -o; 0 for none */
    tarix_option_kind kind;
    const char *value;    /* what help calls it: "N", "FILE" */
    const char *choices;  /* "word,sentence" for WORD */
    const char *fallback; /* used when not given; NULL: nothing */
    uint64_t low, high;   /* for COUNT; high 0: no limit */
    double least, most;   /* for REAL; most 0: no limit but that it is finite */
    bool is_above;        /* `least` itself does not fit */
    bool repeats;         /* may be given several times */
    const char *help;     /* one sentence, lower case, no full stop */
} tarix_option;

/* A command's own default for a shared row. */
typedef struct tarix_option_default {
    const tarix_option *option;
    const char *fallback;
} tarix_option_default;

typedef struct tarix_options tarix_options;

/* `rows` and `defaults` end in a row of NULL; both are borrowed and must outlive the result. */
TARIX_API tarix_options *tarix_options_new(
    tarix_arena *arena, const tarix_option *const *rows, const tarix_option_default *defaults);
TARIX_API const tarix_option *const *tarix_options_rows(const tarix_options *options);
TARIX_API const char *tarix_options_fallback(
    const tarix_options *options, const tarix_option *option);

/* Checks and keeps a value (copied); a repeated option is added to, another replaced. */
TARIX_API tarix_status tarix_options_set(
    tarix_options *options, const tarix_option *option, tarix_str value, tarix_error *err);

/* The row of a name or letter, or NULL. */
TARIX_API const tarix_option *tarix_options_find(const tarix_options *options, tarix_str name);
TARIX_API const tarix_option *tarix_options_find_letter(const tarix_options *options, char letter);

/* Whether the user (not a default) has set it. */
TARIX_API bool tarix_options_given(const tarix_options *options, const tarix_option *option);
/* The value or the default; data is NULL when there is neither. An option that the command does
 * not have gives that option's own default. */
TARIX_API tarix_str tarix_options_text(const tarix_options *options, const tarix_option *option);
TARIX_API uint64_t tarix_options_count(const tarix_options *options, const tarix_option *option);
/* NaN when there is neither. */
TARIX_API double tarix_options_real(const tarix_options *options, const tarix_option *option);
TARIX_API bool tarix_options_flag(const tarix_options *options, const tarix_option *option);
/* All values of an option that repeats; *n of them. */
TARIX_API const tarix_str *tarix_options_all(
    const tarix_options *options, const tarix_option *option, size_t *n);

/* The nearest of `names` to what was typed, for "did you mean": NULL when none is near. */
TARIX_API const char *tarix_option_nearest(
    tarix_str typed, const char *const *names, size_t n_names);

#endif
