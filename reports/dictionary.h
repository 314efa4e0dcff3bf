/* The data dictionary beside a table: what each column is, as CSVW (Metadata Vocabulary for Tabular
 * Data, W3C 2015) wants it. The header's name, a title in each language, type, unit, formula; for a
 * measure its name as dc:identifier and its source. */
#ifndef TARIX_REPORTS_DICTIONARY_H
#define TARIX_REPORTS_DICTIONARY_H

#include "writer.h"

/* Of the file `table_name`, made by `writer`, beside which `path` will stand. */
TARIX_API tarix_status tarix_dictionary_write(tarix_arena *arena, const tarix_column *columns,
    size_t n_columns, const tarix_writer *writer, tarix_str table_name, const char *path,
    tarix_error *err);

#endif
