/* The page of a study, index.html: methods in both languages, warnings, and each report with its
 * figures, files and first rows, to be searched and sorted. One file that needs no network. */
#ifndef TARIX_REPORTS_PAGE_H
#define TARIX_REPORTS_PAGE_H

#include "../analyzers/analyzer.h"
#include "kept.h"
#include "study_record.h"
#include "writer.h"

/* A report; texts are borrowed until the page is written. */
typedef struct tarix_page_report {
    tarix_str name, title;
    tarix_str command;           /* line that makes it by itself */
    tarix_str failure;           /* why there is no table; empty: there is one */
    const tarix_kept_rows *rows; /* the first of n_seen */
    const char *columns;         /* to show, of those that the rows have; NULL: all */
    int digits;                  /* significant ones of numbers */
    const tarix_str *files;      /* beside the page, by path; those that end in .svg are shown */
    size_t n_files;
} tarix_page_report;

typedef struct tarix_page {
    tarix_str title;
    const char *version; /* of the program */
    tarix_language language;
    const tarix_study_record *record; /* which has all reports */
    const tarix_page_report *reports;
    size_t n_reports;
    const tarix_str *warnings;
    size_t n_warnings;
} tarix_page;

TARIX_API tarix_status tarix_page_write(
    tarix_arena *arena, const tarix_page *page, const char *path, tarix_error *err);

#endif
