/* A study file while it is read: what study.c and study_report.c share. */
#ifndef TARIX_CLI_STUDY_READER_H
#define TARIX_CLI_STUDY_READER_H

#include "cli/ini.h"
#include "cli/study.h"

typedef struct study_reader {
    tarix_arena *arena;
    const ini_file *file;
    struct study *study;
    const tarix_options *typed;
    const ini_section *head, *shared; /* [study], [options]; or NULL */
} study_reader;

/* The names that something could have had, for "did you mean". */
enum { study_most_names = 128 };
typedef struct study_names {
    const char *list[study_most_names];
    size_t n;
} study_names;
void study_name(study_names *names, const char *name);

/* Faults of a section, or of one of its keys. */
tarix_status study_fault(const study_reader *r, const ini_section *s, const ini_entry *e,
    const char *text, tarix_error *err);
tarix_status study_unknown(const study_reader *r, const ini_section *s, const ini_entry *e,
    const char *what, tarix_str typed, const study_names *known, tarix_error *err);
tarix_status study_unknown_key(const study_reader *r, const ini_section *s, const ini_entry *e,
    const study_names *known, tarix_error *err);

bool study_is(tarix_str s, const char *word);
/* The last entry of a key, or NULL; `s` may be NULL. */
const ini_entry *study_entry(const ini_section *s, const char *key);
/* A path of the file, which begins where the file stands. */
tarix_str study_path(const study_reader *r, tarix_str value);
/* The next of a list that is parted by commas, spaces or both; false behind the last. */
bool study_next_word(tarix_str *rest, tarix_str *word);
const study_corpus *study_find_corpus(const study *s, tarix_str name);

/* study_report.c: a section [report COMMAND]; and whether [options] fits any. */
tarix_status study_read_report(const study_reader *r, const ini_section *s, tarix_error *err);
tarix_status study_check_shared(const study_reader *r, tarix_error *err);

#endif
