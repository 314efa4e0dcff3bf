/* Languages in Latin letters that texts quote, and the question whether a passage is in one of
 * them or in Azerbaijani. Function words and letters decide; names and loan words say little.
 * All text is valid UTF-8. */
#ifndef TARIX_LEXICONS_LANGUAGES_H
#define TARIX_LEXICONS_LANGUAGES_H

#include "../base/arena.h"
#include "../base/error.h"
#include "../base/str.h"

#include <stdint.h>

typedef struct tarix_languages tarix_languages;

enum { TARIX_LANGUAGES_MOST = 16 };

/* Parses the alphabets (columns language, letters; Azerbaijani comes first) and the words of these
 * languages (word, language, mark). The result lives as long as the arena; paths are for
 * messages. */
TARIX_API tarix_status tarix_languages_parse(tarix_arena *arena, const char *alphabets_path,
    tarix_str alphabets, const char *words_path, tarix_str words, const tarix_languages **out,
    tarix_error *err);

/* What the words of a text say for one language. */
typedef struct tarix_language_count {
    uint32_t own;      /* words that it alone has, or shares with few */
    uint32_t shared;   /* words that Azerbaijani has too, in one spelling or another */
    uint32_t lacking;  /* words in small letters that have a letter it lacks */
    uint64_t distinct; /* a bit for each of the own words, by its hash */
} tarix_language_count;

/* To be zeroed before the first text; counts of several texts add up. */
typedef struct tarix_language_evidence {
    uint32_t words, schwas;                        /* schwas: words with an ə, names too */
    tarix_language_count of[TARIX_LANGUAGES_MOST]; /* Azerbaijani: 0 */
} tarix_language_evidence;

TARIX_API void tarix_languages_weigh(
    const tarix_languages *languages, tarix_str text, tarix_language_evidence *evidence);
TARIX_API void tarix_language_evidence_add(
    tarix_language_evidence *sum, const tarix_language_evidence *evidence);

/* What a text that is none of today's Azerbaijani is. */
typedef enum tarix_language_class {
    TARIX_LANGUAGE_UNKNOWN, /* nothing is said: it may be Azerbaijani, or too short */
    TARIX_LANGUAGE_AZERBAIJANI,
    TARIX_LANGUAGE_ENGLISH,
    TARIX_LANGUAGE_TURKISH,
    TARIX_LANGUAGE_OTHER /* another of the list */
} tarix_language_class;

TARIX_API tarix_language_class tarix_languages_judge(
    const tarix_languages *languages, const tarix_language_evidence *evidence);
/* Whether a text that says nothing by itself may be in the language of the texts around it. */
TARIX_API bool tarix_languages_allows(const tarix_languages *languages,
    const tarix_language_evidence *evidence, tarix_language_class language);

/* Whether a text has two own words of a foreign language, found quickly: without them judging it
 * is not worth while. */
TARIX_API bool tarix_languages_hints(const tarix_languages *languages, tarix_str text);

#endif
