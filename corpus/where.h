/* A condition on what is known of documents: --where 'year >= 1918 && topic == "neft"'.
 *
 *   condition   = both { "||" both }          both = one { "&&" one }
 *   one         = "!" one | "(" condition ")" | value test
 *   test        = ("==" | "!=" | "<" | "<=" | ">" | ">=") value
 *               | "~" /regular expression/ | "in" "(" value { "," value } ")"
 *   value       = a field of the metadata; [any name] when it has blanks or signs
 *               | `document`, the document's name | 1918 | -2.5 | 1918-05-28 | "text" | 'text'
 *
 * Numbers compare as numbers when both sides are some, with or without quotes; dates (yyyy-mm-dd,
 * yyyy-mm, yyyy) by their letters, other texts by the alphabet. A number or date has no order
 * beside another text ("ca. 1918"): the comparison is false, save "!=". So is any comparison with a
 * cell that is empty, save == "". A regular expression is looked for anywhere in the cell. */
#ifndef TARIX_CORPUS_WHERE_H
#define TARIX_CORPUS_WHERE_H

#include "../base/arena.h"
#include "../base/error.h"
#include "metadata.h"

typedef struct tarix_where tarix_where;

/* `metadata` may be NULL: nothing is known but names. Both texts are borrowed; `option` ("where")
 * is what errors call the condition, beside the place of the fault in characters, from 1. */
TARIX_API tarix_status tarix_where_parse(tarix_arena *arena, const char *option,
    tarix_str condition, const tarix_metadata *metadata, tarix_where **out, tarix_error *err);

/* Fails only when a regular expression takes too long. */
TARIX_API tarix_status tarix_where_holds(
    tarix_where *where, const tarix_document *document, bool *out, tarix_error *err);

/* How many comparisons were false because a number or date met another text, and the first such
 * text. */
TARIX_API uint64_t tarix_where_unordered(const tarix_where *where, tarix_str *first);

#endif
