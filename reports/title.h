/* The title of a column broken at spaces into lines, for narrow columns. */
#ifndef TARIX_REPORTS_TITLE_H
#define TARIX_REPORTS_TITLE_H

#include "../base/str.h"

/* Columns of the screen that its longest word takes. */
size_t tarix_title_longest_word(tarix_str title);
/* Lines of a width of no less than one word; a longer word stands out. */
size_t tarix_title_lines(tarix_str title, size_t width);
/* The i-th of `height` lines, of which the title stands on the last; "" above it. */
tarix_str tarix_title_line(tarix_str title, size_t width, size_t height, size_t i);

#endif
