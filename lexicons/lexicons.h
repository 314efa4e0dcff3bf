/* All that tarix knows about the language, loaded once and then read-only: any number of threads
 * may share it. The lists are built into the program; a folder given with --lexicons replaces
 * those that it holds, file by file. */
#ifndef TARIX_LEXICONS_LEXICONS_H
#define TARIX_LEXICONS_LEXICONS_H

#include "../base/arena.h"
#include "../base/error.h"
#include "../base/str.h"
#include "grammar.h"
#include "languages.h"
#include "morph.h"
#include "orthography.h"
#include "roots.h"
#include "trie.h"
#include "wordlist.h"

typedef struct tarix_lexicons tarix_lexicons;

/* `folder` NULL: the built-in lists. The result is the caller's, to be freed. */
TARIX_API tarix_status tarix_lexicons_open(
    const char *folder, tarix_lexicons **out, tarix_error *err);
/* Reads one list of a folder, with all others as they are built in, and says what is wrong with it:
 * file, line, reason. */
TARIX_API tarix_status tarix_lexicons_check(const char *folder, const char *name, tarix_error *err);
/* Whether there is a list of that name. */
TARIX_API bool tarix_lexicons_has(const char *name);
TARIX_API void tarix_lexicons_free(tarix_lexicons *lexicons);

/* The lists, in the order of their names, for run records. */
typedef struct tarix_lexicon_file {
    const char *name; /* "stopwords.tsv" */
    const char *path; /* where its bytes came from; "built in" */
    tarix_str bytes;
} tarix_lexicon_file;
TARIX_API const tarix_lexicon_file *tarix_lexicons_files(const tarix_lexicons *lexicons, size_t *n);
/* One of them, or NULL. */
TARIX_API const tarix_lexicon_file *tarix_lexicons_file(
    const tarix_lexicons *lexicons, const char *name);

/* What to call it in a message about one of its lines. */
TARIX_API const char *tarix_lexicon_path(const tarix_lexicon_file *file);

/* What an abbreviation's full stop does at the end of a sentence. */
typedef enum tarix_abbreviation_role {
    TARIX_ABBREVIATION_JOINS = 1, /* stands before what it belongs to: never ends one (prof. s.) */
    TARIX_ABBREVIATION_ENDS       /* may stand last: ends one before a capital (və s.) */
} tarix_abbreviation_role;

/* Keys are folded and keep their full stop; the numbers are roles. */
TARIX_API const tarix_wordlist *tarix_lexicons_abbreviations(const tarix_lexicons *lexicons);
/* Abbreviations in capitals, folded, which a heading in capitals does not hide: abş ssri. */
TARIX_API const tarix_wordlist *tarix_lexicons_acronyms(const tarix_lexicons *lexicons);
/* First parts of compounds that are written with a hyphen (ictimai-siyasi). */
TARIX_API const tarix_wordlist *tarix_lexicons_compounds(const tarix_lexicons *lexicons);

/* What a word does in a reference. */
typedef enum tarix_reference_role {
    TARIX_REFERENCE_PLACE = 1, /* a part of a work or an archive, with its number: c. f. vərəq */
    TARIX_REFERENCE_PAGE,      /* a place, which page numbers may have too: s. səh. */
    TARIX_REFERENCE_ISSUE,     /* № */
    TARIX_REFERENCE_DATE,      /* months */
    TARIX_REFERENCE_AGAIN,     /* the source named before: ibid. */
    TARIX_REFERENCE_SAME,      /* that with a work: yenə orada, eyni əsər */
    TARIX_REFERENCE_WORK,
    TARIX_REFERENCE_POINT, /* sends the reader to one: bax */
    TARIX_REFERENCE_LINK   /* stands among the others: və, et, qəzeti */
} tarix_reference_role;
TARIX_API const tarix_wordlist *tarix_lexicons_references(const tarix_lexicons *lexicons);

/* Words that make a single capital before them a Roman number. */
typedef enum tarix_numbered_class {
    TARIX_NUMBERED_ERA = 1, /* əsr, il */
    TARIX_NUMBERED_PART,    /* of a work: fəsil, cədvəl */
    TARIX_NUMBERED_BODY,    /* Duma, müharibə: dünya, ordu */
    TARIX_NUMBERED_RULER
} tarix_numbered_class;
TARIX_API const tarix_wordlist *tarix_lexicons_numbered(const tarix_lexicons *lexicons);

/* Lemmas that are too general for an index. */
typedef enum tarix_generic_class {
    TARIX_GENERIC_ALONE = 1, /* no term by itself, but part of some: məsələ, torpaq məsələsi */
    TARIX_GENERIC_NEVER      /* part of none, but of names: böyük, Böyük Britaniya */
} tarix_generic_class;
TARIX_API const tarix_wordlist *tarix_lexicons_generic(const tarix_lexicons *lexicons);

/* Endings of ordinals written in digits: cı ci cu cü and their kin. */
TARIX_API const tarix_wordlist *tarix_lexicons_ordinals(const tarix_lexicons *lexicons);
/* Lines that are headings (giriş, nəticə), folded. */
TARIX_API const tarix_wordlist *tarix_lexicons_headings(const tarix_lexicons *lexicons);
/* The tarix_root_bits of a root; 0: the word is none. */
TARIX_API uint32_t tarix_lexicons_root(const tarix_lexicons *lexicons, tarix_str word);
TARIX_API const tarix_grammar *tarix_lexicons_grammar(const tarix_lexicons *lexicons);
/* Both together. */
TARIX_API const tarix_morph *tarix_lexicons_morph(const tarix_lexicons *lexicons);
TARIX_API const tarix_wordlist *tarix_lexicons_stopwords(const tarix_lexicons *lexicons);
/* A stem that no rule finds: of a word of a closed class or one of its forms (həmin; onun: o), or
 * of one that only looks like a form of another (qala, göstər) and keeps so before endings. */
typedef struct tarix_known_stem {
    tarix_str stem;
    uint32_t states; /* TARIX_STATE_… that it has before endings; 0: it has none */
} tarix_known_stem;
/* NULL: the list does not have the word. */
TARIX_API const tarix_known_stem *tarix_lexicons_stem(
    const tarix_lexicons *lexicons, tarix_str word);

/* Cyrillic of 1939-91 into today's Latin, which it leaves alone. */
TARIX_API const tarix_orthography *tarix_lexicons_cyrillic(const tarix_lexicons *lexicons);
/* Latin of 1922-39; exchanged: for sources in which c is today's ç and ç today's c. Settle which
 * by a word of the source: Azərʙajçan is exchanged, Azərʙajcan is not. */
TARIX_API const tarix_orthography *tarix_lexicons_yanalif(const tarix_lexicons *lexicons);
TARIX_API const tarix_orthography *tarix_lexicons_yanalif_exchanged(const tarix_lexicons *lexicons);
/* Words and endings that tell Russian from Azerbaijani: tarix_orthography_weigh(). */
TARIX_API const tarix_wordlist *tarix_lexicons_russian(const tarix_lexicons *lexicons);
/* The languages in Latin letters that passages may be in. */
TARIX_API const tarix_languages *tarix_lexicons_languages(const tarix_lexicons *lexicons);

/* Characters beyond ASCII, letters in lower case. The number is how many there are in ten thousand
 * such characters of a text in its language; at least 1. */
TARIX_API const tarix_wordlist *tarix_lexicons_characters(const tarix_lexicons *lexicons);

#endif
