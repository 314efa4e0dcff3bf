/* Canonical CSV (RFC 4180, UTF-8, \n, '.', text quoted, numbers not) and its tab-separated kin. */
#ifndef TARIX_REPORTS_DELIMITED_H
#define TARIX_REPORTS_DELIMITED_H

#include "writer.h"

extern const tarix_writer tarix_csv, tarix_tsv_writer;

#endif
