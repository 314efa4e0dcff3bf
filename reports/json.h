/* JSON: an array of objects, one a row, or an object a line (JSON Lines). Numbers are numbers,
 * the undefined is null. JSON has no infinity: it is the string "inf" or "-inf", as in CSV. */
#ifndef TARIX_REPORTS_JSON_H
#define TARIX_REPORTS_JSON_H

#include "writer.h"

extern const tarix_writer tarix_json, tarix_jsonl;

#endif
