/* What the segmenter takes from one chunk of a text into the next, so that chunks can be read out
 * of order: a chunk is begun with what most probably stands before it, and when that turns out
 * wrong it is read again. */
#ifndef TARIX_CORPUS_SEAM_H
#define TARIX_CORPUS_SEAM_H

#include "corpus/page.h"
#include "corpus/segmenter.h"

typedef struct tarix_seam {
    /* of sentences and lines: see segmenting.h */
    int pause;
    bool at_start, is_label, line_start, after_blank_line, last_is_capitals;
    bool line_is_number, line_is_words, is_numbered_line, is_dotted_number;
    tarix_kind before;
    bool follows_name, follows_and;
    uint32_t role;
    /* of spellings: see spelling.h */
    tarix_reading latin, cyrillic;
    double old_share;
    /* of pages */
    tarix_page_lines lines;
} tarix_seam;

/* At the head of a text whose first chunk has told its Latin. */
tarix_seam tarix_seam_start(const tarix_spelling *first);

/* Behind a full stop at a line's end, where tarix_text_next() cuts; pages and Cyrillic are those of
 * a seam before. */
tarix_seam tarix_seam_guess(const tarix_seam *before);

/* Begins a chunk at the seam, in the place of tarix_segmenter_begin(): counts begin at 0. What is
 * asked of the lines of pages is noted in `log`, which may be NULL. */
void tarix_seam_put(tarix_segmenter *segmenter, const tarix_seam *seam, tarix_page_log *log);

/* The seam behind the chunk that has been read. */
typedef struct tarix_seam_end {
    tarix_seam seam;
    bool leans_on_cyrillic, settles_cyrillic;
} tarix_seam_end;
void tarix_seam_take(const tarix_segmenter *segmenter, tarix_seam_end *end);

/* Whether a chunk that was begun with `guess` and asked what is in the log has been read as it
 * would have been from `real`. If so, *real becomes the seam behind it. */
bool tarix_seam_fits(const tarix_seam *guess, const tarix_page_log *log, const tarix_seam_end *end,
    tarix_seam *real);

#endif
