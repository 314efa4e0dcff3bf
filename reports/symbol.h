/* What papers call a column where there is no room for its title: G², q, DP. */
#ifndef TARIX_REPORTS_SYMBOL_H
#define TARIX_REPORTS_SYMBOL_H

#include "writer.h"

/* The symbol, or the column's title when it has none. */
tarix_str tarix_symbol_of(const tarix_column *column, tarix_language language);

#endif
