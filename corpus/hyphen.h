/* Line-end hyphens: whether the two halves are one word, and whether the hyphen is its own. */
#ifndef TARIX_CORPUS_HYPHEN_H
#define TARIX_CORPUS_HYPHEN_H

#include "scan.h"

/* Makes [p, part_stop) and [line, stop) one form and the token end at stop. */
void tarix_hyphen_join(
    tarix_scan *scan, const char *p, const char *part_stop, const char *line, const char *stop);

/* The word [p, hyphen) stands before a hyphen at a line's end; the next line begins at `line`.
 * Joins the halves, with the hyphen or without, or leaves the word as it is. */
void tarix_hyphen_over_line(tarix_scan *scan, const char *p, const char *hyphen, const char *line);

#endif
