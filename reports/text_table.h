/* Aligned text for reading on a terminal. */
#ifndef TARIX_REPORTS_TEXT_TABLE_H
#define TARIX_REPORTS_TEXT_TABLE_H

#include "writer.h"

extern const tarix_writer tarix_text_table;

#endif
