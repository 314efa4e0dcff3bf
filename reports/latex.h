/* LaTeX: a table for \input, with booktabs and siunitx. */
#ifndef TARIX_REPORTS_LATEX_H
#define TARIX_REPORTS_LATEX_H

#include "writer.h"

extern const tarix_writer tarix_latex;

#endif
