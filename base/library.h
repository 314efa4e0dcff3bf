/* Libraries that few runs need, loaded when one does: to load them all would take a start longer
 * than it takes to count an article.
 *
 * The functions of one are a list of X(function), which its header declares. From it come the type
 * of a table of them and their names:
 *
 *     #define CSV(X) X(csv_init) X(csv_parse)
 *     typedef struct csv { CSV(TARIX_LIBRARY_MEMBER) } csv;
 *     static const char *const names[] = {CSV(TARIX_LIBRARY_NAME)};
 */
#ifndef TARIX_BASE_LIBRARY_H
#define TARIX_BASE_LIBRARY_H

#include "str.h"

/* The one use of typeof, which C23 has: a table that is written by hand would not be checked
 * against the header. */
#define TARIX_LIBRARY_MEMBER(function) __typeof__(function) *function;
#define TARIX_LIBRARY_NAME(function) TARIX_LIBRARY_QUOTED(function),
#define TARIX_LIBRARY_QUOTED(function) #function

/* Finds functions of a library, which stays loaded, and puts their addresses into a table of n.
 * False: there is no such library, or it lacks one of them. */
bool tarix_library_load(const char *file, const char *const *names, size_t n, void *table);

#endif
