/* Page furniture: lines that hold only a page number, and running heads and feet. They belong to
 * no token. Without a form feed, an empty line or a number beside it no line is furniture. */
#ifndef TARIX_CORPUS_PAGE_H
#define TARIX_CORPUS_PAGE_H

#include "scan.h"

/* The line break that ends the line at p, or the text's end. */
const char *tarix_page_line_end(const tarix_scan *scan, const char *p);

/* Whether a line has three capitals or more and no other letters. */
bool tarix_page_is_capitals(const char *line, const char *end);

/* Whether the line that begins at p is only a number: 45, – 45 –. If so, *next is its end. */
bool tarix_page_number(const tarix_scan *scan, const char *p, const char **next);

/* The same of page numbers in other shapes, which a page break must stand beside, before them
 * (`turned`) or behind: [45] səh. 45 45/100 xii. */
bool tarix_page_label(const tarix_scan *scan, const char *p, bool turned, const char **next);

/* What a line looks like that may be a running head. */
enum { TARIX_PAGE_SHORT_HEAD = 60 }; /* bytes: most lines of text are longer */
typedef struct tarix_page_head {
    const char *stop;
    size_t size;
    bool is_capitals;
    bool has_number; /* at one of its ends, as of a page */
} tarix_page_head;

/* Whether the line at p, no space, may be one by its looks: not long, with no mark of a sentence's
 * or line's end, not small. */
bool tarix_page_looks_like_head(const tarix_scan *scan, const char *p, tarix_page_head *head);

/* Where the text goes on behind the line break at p (only spaces may stand between): over empty
 * lines, page numbers and heads that cannot be text, which are counted when `furniture` is given.
 * NULL: p is no line's end. */
const char *tarix_page_next_line(const tarix_scan *scan, const char *p, uint64_t *furniture);

/* What has been passed between the last token and the line at hand. */
typedef struct tarix_page_turn {
    size_t breaks;      /* line breaks */
    size_t page_breaks; /* … before the last form feed */
    bool has_page;      /* a form feed */
    bool has_number;    /* a page number */
    bool is_start;      /* nothing: the text begins */
    bool is_open;       /* the sentence before has not ended */
} tarix_page_turn;

/* The end of the line at p when it is a page number and nothing else, else NULL. A column of
 * numbers is text: `in_column` says that the line before was a number. */
const char *tarix_page_number_line(
    const tarix_scan *scan, const tarix_page_turn *turn, const char *p, bool in_column);

/* Lines that stood first or last on a page: when one comes again there, it is furniture. */
enum { TARIX_PAGE_LINES = 8 };
typedef struct tarix_page_lines {
    uint32_t hashes[TARIX_PAGE_LINES];
    size_t n;
} tarix_page_lines;

/* Whether the line of that hash is one of those before; if not, it will be. */
bool tarix_page_comes_again(tarix_page_lines *lines, uint32_t hash);

/* What was asked of them, and answered. */
enum { TARIX_PAGE_ASKED = 1024 };
typedef struct tarix_page_log {
    uint32_t hash[TARIX_PAGE_ASKED];
    bool again[TARIX_PAGE_ASKED];
    size_t n; /* beyond TARIX_PAGE_ASKED only the number is known */
} tarix_page_log;

/* Whether a page may turn behind the line at p, which is not long: a form feed is near, or an empty
 * or short line that begins with no letter. Most lines are turned down here. */
bool tarix_page_may_turn_below(const tarix_scan *scan, const char *p);

/* The end of the line at p when it is a running head or foot, else NULL. `log` may be NULL. */
const char *tarix_page_running_line(const tarix_scan *scan, const tarix_page_turn *turn,
    tarix_page_lines *lines, tarix_page_log *log, const char *p);

#endif
