/* The option rows that several commands share: one row, one meaning. */
#ifndef TARIX_ANALYZERS_OPTIONS_H
#define TARIX_ANALYZERS_OPTIONS_H

#include "../base/option.h"

extern TARIX_API const tarix_option tarix_option_layer, tarix_option_kinds, tarix_option_stopwords,
    tarix_option_measures, tarix_option_min_count, tarix_option_min_docs, tarix_option_parts,
    tarix_option_by, tarix_option_test, tarix_option_correct, tarix_option_prior, tarix_option_seed;

/* Every command that makes a table has these. */
extern TARIX_API const tarix_option tarix_option_format, tarix_option_profile, tarix_option_lang,
    tarix_option_caption, tarix_option_label, tarix_option_latex_schwa, tarix_option_output,
    tarix_option_record, tarix_option_columns, tarix_option_sort, tarix_option_limit,
    tarix_option_digits, tarix_option_encoding, tarix_option_metadata, tarix_option_where,
    tarix_option_where_reference, tarix_option_orthography, tarix_option_foreign,
    tarix_option_lexicons, tarix_option_threads, tarix_option_vectors, tarix_option_memory,
    tarix_option_strict, tarix_option_quiet, tarix_option_partial;

/* Every command whose table can be drawn. */
extern TARIX_API const tarix_option tarix_option_figures, tarix_option_figure,
    tarix_option_figure_width, tarix_option_figure_rows;

/* A path beside which what memory has no room for may lie: that of the table where it goes to a
 * file, else one in the folder for such files. */
TARIX_API const char *tarix_options_beside(tarix_arena *arena, const tarix_options *options);

#endif
