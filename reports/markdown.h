/* GitHub's Markdown: a pipe table. Cells are not padded, so that a change touches its line alone.
 */
#ifndef TARIX_REPORTS_MARKDOWN_H
#define TARIX_REPORTS_MARKDOWN_H

#include "writer.h"

extern const tarix_writer tarix_markdown;

#endif
