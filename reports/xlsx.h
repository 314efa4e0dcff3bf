/* A real workbook, by libxlsxwriter: text is text, numbers are numbers. */
#ifndef TARIX_REPORTS_XLSX_H
#define TARIX_REPORTS_XLSX_H

#include "writer.h"

extern const tarix_writer tarix_xlsx;

#endif
