/* A file as memory that is read only where it is looked at. */
#ifndef TARIX_BASE_MAPPING_H
#define TARIX_BASE_MAPPING_H

#include "arena.h"
#include "error.h"
#include "str.h"

/* The whole file, until the arena ends. What is written to the file meanwhile may be seen, and one
 * that is cut short ends the process when it is read behind its end: files that are mapped are to
 * be replaced (see base/output.h), not written over. An empty file is an empty text. */
TARIX_API tarix_status tarix_mapping_open(
    tarix_arena *arena, const char *path, tarix_str *out, tarix_error *err);

#endif
