/* A file as memory that is read only where it is looked at. */
#ifndef TARIX_BASE_MAPPING_H
#define TARIX_BASE_MAPPING_H

#include "arena.h"
#include "error.h"
#include "str.h"

#include <stdbool.h>
#include <stdint.h>

typedef struct tarix_mapping {
    tarix_str bytes; /* the whole file; an empty one is an empty text */
    int fd;          /* -1: there are many open, and it is read where it is mapped */
} tarix_mapping;

/* Until the arena ends. What is written to the file meanwhile may be seen, and one
 * that is cut short ends the process when it is read behind its end: files that are mapped are to
 * be replaced (see base/output.h), not written over. */
TARIX_API tarix_status tarix_mapping_open(
    tarix_arena *arena, const char *path, const tarix_mapping **out, tarix_error *err);

/* Copies bytes from `at` on; false when they cannot be had. Where a few kilobytes are wanted here
 * and there, that is faster than to look at them: a page that is mapped has pages beside it mapped,
 * and all of them unmapped in the end. */
TARIX_API bool tarix_mapping_copy(const tarix_mapping *mapping, uint64_t at, void *to, size_t size);

#endif
