/* Canonical CSV (RFC 4180, UTF-8, \n, '.', text quoted, numbers not), its tab-separated kin, and
 * the profile that spreadsheets open by a double click where the decimal point is a comma. */
#ifndef TARIX_REPORTS_DELIMITED_H
#define TARIX_REPORTS_DELIMITED_H

#include "writer.h"

extern const tarix_writer tarix_csv, tarix_csv_az, tarix_tsv_writer;

#endif
