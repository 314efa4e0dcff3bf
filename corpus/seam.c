#include "corpus/seam.h"

#include "corpus/segmenting.h"

tarix_seam tarix_seam_start(const tarix_spelling *first)
{
    return (tarix_seam){.pause = PAUSE_NONE,
        .at_start = true,
        .line_start = true,
        .after_blank_line = true,
        .before = TARIX_KIND_PUNCT,
        .latin = first->latin,
        .cyrillic = TARIX_READING_PLAIN,
        .old_share = first->old_share};
}

tarix_seam tarix_seam_guess(const tarix_seam *before)
{
    return (tarix_seam){.pause = PAUSE_STOP,
        .line_start = true,
        .before = TARIX_KIND_PUNCT,
        .latin = before->latin,
        .cyrillic = before->cyrillic,
        .old_share = before->old_share,
        .lines = before->lines};
}

void tarix_seam_put(tarix_segmenter *s, const tarix_seam *seam, tarix_page_log *log)
{
    tarix_segmenter_begin(s);
    s->pause = (tarix_pause)seam->pause;
    s->at_start = seam->at_start;
    s->is_label = seam->is_label;
    s->line_start = seam->line_start;
    s->after_blank_line = seam->after_blank_line;
    s->last_is_capitals = seam->last_is_capitals;
    s->line_is_number = seam->line_is_number;
    s->line_is_words = seam->line_is_words;
    s->is_numbered_line = seam->is_numbered_line;
    s->is_dotted_number = seam->is_dotted_number;
    s->scan.before = seam->before;
    s->scan.follows_name = seam->follows_name;
    s->scan.follows_and = seam->follows_and;
    s->scan.role = seam->role;
    s->spelling.latin = seam->latin;
    s->spelling.cyrillic = seam->cyrillic;
    s->spelling.old_share = seam->old_share;
    s->spelling.is_first_chunk = false; /* its Latin is told */
    s->page_lines = seam->lines;
    s->page_log = log;
    if (log) log->n = 0;
}

void tarix_seam_take(const tarix_segmenter *s, tarix_seam_end *end)
{
    end->leans_on_cyrillic = s->spelling.leans;
    end->settles_cyrillic = s->spelling.is_settled;
    end->seam = (tarix_seam){.pause = s->pause,
        .at_start = s->at_start,
        .is_label = s->is_label,
        .line_start = s->line_start,
        .after_blank_line = s->after_blank_line,
        .last_is_capitals = s->last_is_capitals,
        .line_is_number = s->line_is_number,
        .line_is_words = s->line_is_words,
        .is_numbered_line = s->is_numbered_line,
        .is_dotted_number = s->is_dotted_number,
        .before = s->scan.before,
        .follows_name = s->scan.follows_name,
        .follows_and = s->scan.follows_and,
        .role = s->scan.role,
        .latin = s->spelling.latin,
        .cyrillic = s->spelling.cyrillic,
        .old_share = s->spelling.old_share,
        .lines = s->page_lines};
}

/* Sentences and lines: whether nothing that is read at a chunk's head differs. */
static bool is_same_place(const tarix_seam *a, const tarix_seam *b)
{
    return a->pause == b->pause && a->at_start == b->at_start && a->is_label == b->is_label &&
           a->line_start == b->line_start && a->after_blank_line == b->after_blank_line &&
           a->last_is_capitals == b->last_is_capitals && a->line_is_number == b->line_is_number &&
           a->line_is_words == b->line_is_words && a->is_numbered_line == b->is_numbered_line &&
           a->is_dotted_number == b->is_dotted_number && a->before == b->before &&
           a->follows_name == b->follows_name && a->follows_and == b->follows_and &&
           a->role == b->role && a->latin == b->latin;
}

/* Asks the real lines what was asked of the guessed ones. */
static bool answers_the_same(tarix_page_lines *lines, const tarix_page_log *log)
{
    if (log->n > TARIX_PAGE_ASKED) return false;
    for (size_t i = 0; i < log->n; i++)
        if (tarix_page_comes_again(lines, log->hash[i]) != log->again[i]) return false;
    return true;
}

bool tarix_seam_fits(
    const tarix_seam *guess, const tarix_page_log *log, const tarix_seam_end *end, tarix_seam *real)
{
    tarix_page_lines lines = real->lines;
    if (!is_same_place(guess, real) || !answers_the_same(&lines, log)) return false;
    if (end->leans_on_cyrillic && guess->cyrillic != real->cyrillic) return false;
    const tarix_reading cyrillic = end->settles_cyrillic ? end->seam.cyrillic : real->cyrillic;
    *real = end->seam;
    real->cyrillic = cyrillic;
    real->lines = lines;
    return true;
}
