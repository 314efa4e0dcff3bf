/* Vertical text, as CWB's cwb-encode (with -xsB) and NoSketch Engine read it: a token a line with
 * form, fold, stem, lemma and kind between tabs, inside <doc id="…"> and <s id="N">. */
#ifndef TARIX_REPORTS_VERTICAL_H
#define TARIX_REPORTS_VERTICAL_H

#include "writer.h"

extern const tarix_writer tarix_vertical;

#endif
