#include "lexicons/lexicons.h"

#include "base/file.h"
#include "base/number.h"
#include "lexicons/embedded.h"
#include "lexicons/outline.h"
#include "lexicons/tsv.h"

#include <stdlib.h>

static const char built_in[] = "built in";

enum { stem_ends = 8192 };

struct tarix_lexicons {
    tarix_arena *arena;
    tarix_lexicon_file *files;
    size_t n_files;
    tarix_wordlist *abbreviations, *acronyms, *stopwords, *compounds, *references, *numbered,
        *headings, *ordinals, *characters, *generic;
    tarix_wordlist *stemmed; /* numbers are places in `stems` */
    tarix_known_stem *stems;
    uint32_t ends_so[stem_ends / 32]; /* a bit for how some word of them ends: see end_of() */
    tarix_trie roots;
    const uint64_t *beginnings; /* of the roots */
    const tarix_grammar *grammar;
    tarix_morph morph;
    tarix_exceptions exceptions;
    const tarix_orthography *cyrillic, *yanalif, *yanalif_exchanged;
    const tarix_wordlist *russian;
    const tarix_languages *languages;
};

typedef struct opening {
    const char *folder;
    const char *only; /* the one list that is taken from the folder; NULL: all that it has */
    tarix_lexicons *lexicons;
} opening;

static int by_name(const void *a, const void *b)
{
    return strcmp(((const tarix_lexicon_file *)a)->name, ((const tarix_lexicon_file *)b)->name);
}

/* Takes a file from the folder when it is there, else as it was built in. */
static tarix_status load_file(
    tarix_lexicons *lexicons, const tarix_embedded *list, const char *folder, tarix_error *err)
{
    tarix_lexicon_file *file = &lexicons->files[lexicons->n_files++];
    *file = (tarix_lexicon_file){list->name, built_in, {list->bytes, list->size}};
    if (!folder) return TARIX_OK;
    const char *path =
        tarix_file_join(lexicons->arena, tarix_str_from(folder), tarix_str_from(list->name)).data;
    if (tarix_file_look(path, NULL) == TARIX_FILE_MISSING) return TARIX_OK;
    file->path = path;
    return tarix_file_read(lexicons->arena, path, &file->bytes, err);
}

static tarix_status load_files(
    tarix_lexicons *lexicons, const char *folder, const char *only, tarix_error *err)
{
    if (folder && tarix_file_look(folder, NULL) != TARIX_FILE_FOLDER)
        return tarix_error_set(
            err, TARIX_IO, "%s: no such folder; --lexicons takes a folder of edited lists", folder);
    size_t n = 0;
    while (tarix_embedded_lists[n].name) n++;
    lexicons->files = TARIX_ARRAY(lexicons->arena, tarix_lexicon_file, n);
    for (size_t i = 0; i < n; i++) {
        const tarix_embedded *list = &tarix_embedded_lists[i];
        const bool is_wanted = !only || strcmp(only, list->name) == 0;
        TARIX_TRY(load_file(lexicons, list, is_wanted ? folder : NULL, err));
    }
    qsort(lexicons->files, n, sizeof *lexicons->files, by_name);
    return TARIX_OK;
}

static size_t lines_of(tarix_str bytes)
{
    size_t n = 0;
    for (const char *p = bytes.data, *end = p + bytes.size; p < end; p++, n++)
        if (!(p = memchr(p, '\n', (size_t)(end - p)))) break;
    return n;
}

/* A list with room for the words of a file. */
static tarix_wordlist *list_for(const tarix_lexicons *lexicons, const char *name)
{
    tarix_wordlist *list = tarix_wordlist_new(lexicons->arena);
    tarix_wordlist_reserve(list, lines_of(tarix_lexicons_file(lexicons, name)->bytes));
    return list;
}

static tarix_status open_list(const tarix_lexicons *lexicons, const char *name, const char *columns,
    tarix_tsv *tsv, tarix_error *err)
{
    const tarix_lexicon_file *file = tarix_lexicons_file(lexicons, name);
    return tarix_tsv_open(tsv, tarix_lexicon_path(file), file->bytes, columns, err);
}

/* A list whose words carry nothing that the program needs. */
static tarix_status load_words(const tarix_lexicons *lexicons, const char *name,
    const char *columns, tarix_wordlist **out, tarix_error *err)
{
    tarix_tsv tsv;
    bool more;
    *out = list_for(lexicons, name);
    TARIX_TRY(open_list(lexicons, name, columns, &tsv, err));
    for (;;) {
        TARIX_TRY(tarix_tsv_next(&tsv, &more, err));
        if (!more) return TARIX_OK;
        if (!tarix_wordlist_add(*out, tsv.cells[0], 0))
            return tarix_error_set(err, TARIX_INVALID, "%s:%zu: '%.*s' is listed twice", tsv.path,
                tsv.line, TARIX_ARG(tsv.cells[0]));
    }
}

/* The place of a name in a list of names, from 1; 0: it has none. */
static uint32_t place_of(tarix_str name, tarix_str list)
{
    uint32_t place = 1;
    for (tarix_str at; tarix_str_split(&list, ' ', &at); place++)
        if (tarix_str_equal(at, name)) return place;
    return 0;
}

/* A list whose second column is one of `roles`; its place among them is the word's number. */
static tarix_status load_roles(const tarix_lexicons *lexicons, const char *name,
    const char *columns, tarix_str roles, tarix_wordlist **out, tarix_error *err)
{
    tarix_tsv tsv;
    bool more;
    *out = list_for(lexicons, name);
    TARIX_TRY(open_list(lexicons, name, columns, &tsv, err));
    for (;;) {
        TARIX_TRY(tarix_tsv_next(&tsv, &more, err));
        if (!more) return TARIX_OK;
        const uint32_t role = place_of(tsv.cells[1], roles);
        if (role == 0)
            return tarix_error_set(err, TARIX_INVALID, "%s:%zu: '%.*s' is none of: %.*s", tsv.path,
                tsv.line, TARIX_ARG(tsv.cells[1]), TARIX_ARG(roles));
        if (!tarix_wordlist_add(*out, tsv.cells[0], role))
            return tarix_error_set(err, TARIX_INVALID, "%s:%zu: '%.*s' is listed twice", tsv.path,
                tsv.line, TARIX_ARG(tsv.cells[0]));
    }
}

/* The roles are named in the order of their enums. */
static tarix_status load_role_lists(tarix_lexicons *l, tarix_error *err)
{
    TARIX_TRY(load_roles(l, "abbreviations.tsv", "abbreviation\trole\tmeaning",
        TARIX_STR("joins ends"), &l->abbreviations, err));
    TARIX_TRY(load_roles(
        l, "numbered.tsv", "word\tclass", TARIX_STR("era part body ruler"), &l->numbered, err));
    TARIX_TRY(load_roles(
        l, "generic-words.tsv", "word\tclass", TARIX_STR("alone never"), &l->generic, err));
    return load_roles(l, "references.tsv", "word\trole\tmeaning",
        TARIX_STR("place page issue date again same work point link"), &l->references, err);
}

static tarix_status load_characters(tarix_lexicons *lexicons, tarix_error *err)
{
    enum { all = 10000 };
    tarix_tsv tsv;
    bool more;
    uint64_t share = 0;
    lexicons->characters = list_for(lexicons, "characters.tsv");
    TARIX_TRY(open_list(lexicons, "characters.tsv", "character\tshare\tlanguage", &tsv, err));
    for (;;) {
        TARIX_TRY(tarix_tsv_next(&tsv, &more, err));
        if (!more) return TARIX_OK;
        if (!tarix_number_parse_count(tsv.cells[1], &share) || share < 1 || share > all)
            return tarix_error_set(err, TARIX_INVALID,
                "%s:%zu: share '%.*s' is not a whole number from 1 to %d", tsv.path, tsv.line,
                TARIX_ARG(tsv.cells[1]), all);
        if (!tarix_wordlist_add(lexicons->characters, tsv.cells[0], (uint32_t)share))
            return tarix_error_set(err, TARIX_INVALID, "%s:%zu: '%.*s' is listed twice", tsv.path,
                tsv.line, TARIX_ARG(tsv.cells[0]));
    }
}

/* A number of its length and last bytes, by which most words are seen not to be in the list. */
static inline uint32_t end_of(tarix_str word)
{
    const unsigned char *end = (const unsigned char *)word.data + word.size;
    const uint32_t before = word.size > 1 ? end[-2] : 0;
    return (end[-1] * 2531U + before * 977U + (uint32_t)word.size * 331U) % stem_ends;
}

/* Of a class of stems.tsv: closed ones take no endings. */
static uint32_t states_of(tarix_str class)
{
    uint32_t states = 0;
    for (tarix_str at; tarix_str_split(&class, ',', &at);)
        states |= tarix_str_equal(at, TARIX_STR("noun"))   ? TARIX_STATE_NOUN
                  : tarix_str_equal(at, TARIX_STR("verb")) ? TARIX_STATE_VERB
                                                           : 0;
    return states;
}

static tarix_status load_stems(tarix_lexicons *lexicons, tarix_error *err)
{
    tarix_tsv tsv;
    bool more;
    uint32_t n = 0;
    lexicons->stemmed = list_for(lexicons, "stems.tsv");
    lexicons->stems = TARIX_ARRAY(lexicons->arena, tarix_known_stem,
        lines_of(tarix_lexicons_file(lexicons, "stems.tsv")->bytes) + 1);
    TARIX_TRY(open_list(lexicons, "stems.tsv", "form\tstem\tclass", &tsv, err));
    for (;; n++) {
        TARIX_TRY(tarix_tsv_next(&tsv, &more, err));
        if (!more) return TARIX_OK;
        if (tsv.cells[1].size == 0 || tsv.cells[1].size > tsv.cells[0].size)
            return tarix_error_set(err, TARIX_INVALID,
                "%s:%zu: the stem of '%.*s' is empty or longer than it", tsv.path, tsv.line,
                TARIX_ARG(tsv.cells[0]));
        if (!tarix_wordlist_add(lexicons->stemmed, tsv.cells[0], n))
            return tarix_error_set(err, TARIX_INVALID, "%s:%zu: '%.*s' is listed twice", tsv.path,
                tsv.line, TARIX_ARG(tsv.cells[0]));
        const uint32_t end = end_of(tsv.cells[0]);
        lexicons->ends_so[end / 32] |= 1U << end % 32;
        lexicons->stems[n] = (tarix_known_stem){tsv.cells[1], states_of(tsv.cells[2])};
    }
}

static bool is_root_list(const tarix_lexicon_file *file)
{
    return tarix_str_starts(tarix_str_from(file->name), TARIX_STR("roots-"));
}

static tarix_status parse_exceptions(
    tarix_lexicons *lexicons, tarix_wordlist *roots, tarix_error *err)
{
    const tarix_lexicon_file *file = tarix_lexicons_file(lexicons, "exceptions.tsv");
    return tarix_exceptions_parse(
        lexicons->arena, roots, tarix_lexicon_path(file), file->bytes, &lexicons->exceptions, err);
}

/* Every file named roots-… */
static tarix_status parse_roots(tarix_lexicons *lexicons, tarix_error *err)
{
    size_t n = 0;
    tarix_wordlist *roots = tarix_wordlist_new(lexicons->arena);
    for (size_t i = 0; i < lexicons->n_files; i++)
        if (is_root_list(&lexicons->files[i])) n += lines_of(lexicons->files[i].bytes);
    tarix_wordlist_reserve(roots, n);
    for (size_t i = 0; i < lexicons->n_files; i++) {
        const tarix_lexicon_file *file = &lexicons->files[i];
        if (is_root_list(file))
            TARIX_TRY(tarix_roots_parse(
                lexicons->arena, roots, tarix_lexicon_path(file), file->bytes, err));
    }
    TARIX_TRY(parse_exceptions(lexicons, roots, err));
    tarix_trie_open(&lexicons->roots,
        tarix_trie_image(lexicons->arena, tarix_parting_roots(lexicons->arena, roots), &n));
    lexicons->beginnings = tarix_beginnings_make(lexicons->arena, roots);
    return TARIX_OK;
}

/* As they were compiled in, unless one of their lists has been edited. */
static tarix_status load_roots(tarix_lexicons *lexicons, tarix_error *err)
{
    bool are_built_in = true;
    for (size_t i = 0; i < lexicons->n_files; i++) {
        const tarix_lexicon_file *file = &lexicons->files[i];
        if (is_root_list(file) || strcmp(file->name, "exceptions.tsv") == 0)
            are_built_in = are_built_in && strcmp(file->path, built_in) == 0;
    }
    if (!are_built_in) return parse_roots(lexicons, err);
    tarix_trie_open(&lexicons->roots, tarix_embedded_roots);
    lexicons->beginnings = tarix_embedded_beginnings;
    return parse_exceptions(lexicons, NULL, err);
}

static tarix_status load_grammar(tarix_lexicons *lexicons, tarix_error *err)
{
    const tarix_lexicon_file *file = tarix_lexicons_file(lexicons, "suffixes.tsv");
    const bool is_built_in = strcmp(file->path, built_in) == 0;
    return tarix_grammar_parse(lexicons->arena, tarix_lexicon_path(file), file->bytes,
        is_built_in ? &tarix_embedded_endings : NULL, &lexicons->grammar, err);
}

static tarix_status load_orthography(tarix_lexicons *lexicons, const char *name, bool exchanged,
    const tarix_orthography **out, tarix_error *err)
{
    const tarix_lexicon_file *file = tarix_lexicons_file(lexicons, name);
    return tarix_orthography_parse(
        lexicons->arena, tarix_lexicon_path(file), file->bytes, exchanged, out, err);
}

static tarix_status load_orthographies(tarix_lexicons *l, tarix_error *err)
{
    const tarix_lexicon_file *words = tarix_lexicons_file(l, "russian-words.tsv");
    TARIX_TRY(load_orthography(l, "cyrillic-latin.tsv", false, &l->cyrillic, err));
    TARIX_TRY(load_orthography(l, "yanalif-latin.tsv", false, &l->yanalif, err));
    TARIX_TRY(load_orthography(l, "yanalif-latin.tsv", true, &l->yanalif_exchanged, err));
    return tarix_orthography_words_parse(
        l->arena, tarix_lexicon_path(words), words->bytes, &l->russian, err);
}

static tarix_status load_languages(tarix_lexicons *l, tarix_error *err)
{
    const tarix_lexicon_file *alphabets = tarix_lexicons_file(l, "passage-languages.tsv");
    const tarix_lexicon_file *words = tarix_lexicons_file(l, "passage-words.tsv");
    return tarix_languages_parse(l->arena, tarix_lexicon_path(alphabets), alphabets->bytes,
        tarix_lexicon_path(words), words->bytes, &l->languages, err);
}

static tarix_status open_lexicons(void *context, tarix_guard *guard, tarix_error *err)
{
    opening *o = context;
    tarix_arena *arena = tarix_arena_new(guard);
    tarix_lexicons *lexicons = TARIX_NEW(arena, tarix_lexicons);
    lexicons->arena = arena;
    TARIX_TRY(load_files(lexicons, o->folder, o->only, err));
    TARIX_TRY(load_words(lexicons, "stopwords.tsv", "word\tclass", &lexicons->stopwords, err));
    TARIX_TRY(load_words(lexicons, "acronyms.tsv", "acronym\tmeaning", &lexicons->acronyms, err));
    TARIX_TRY(load_words(lexicons, "compounds.tsv", "part\tclass", &lexicons->compounds, err));
    TARIX_TRY(load_words(lexicons, "ordinals.tsv", "ending\tlanguage", &lexicons->ordinals, err));
    TARIX_TRY(load_words(lexicons, "headings.tsv", "heading", &lexicons->headings, err));
    TARIX_TRY(load_role_lists(lexicons, err));
    TARIX_TRY(load_characters(lexicons, err));
    TARIX_TRY(load_stems(lexicons, err));
    TARIX_TRY(load_grammar(lexicons, err));
    TARIX_TRY(load_roots(lexicons, err));
    TARIX_TRY(load_orthographies(lexicons, err));
    TARIX_TRY(load_languages(lexicons, err));
    lexicons->morph = (tarix_morph){
        lexicons->grammar, &lexicons->roots, &lexicons->exceptions, lexicons->beginnings};
    tarix_arena_keep(arena);
    o->lexicons = lexicons;
    return TARIX_OK;
}

tarix_status tarix_lexicons_open(const char *folder, tarix_lexicons **out, tarix_error *err)
{
    opening o = {.folder = folder};
    TARIX_TRY(tarix_protect(open_lexicons, &o, 0, err));
    *out = o.lexicons;
    return TARIX_OK;
}

tarix_status tarix_lexicons_check(const char *folder, const char *name, tarix_error *err)
{
    opening o = {.folder = folder, .only = name};
    TARIX_TRY(tarix_protect(open_lexicons, &o, 0, err));
    tarix_lexicons_free(o.lexicons);
    return TARIX_OK;
}

bool tarix_lexicons_has(const char *name)
{
    for (const tarix_embedded *list = tarix_embedded_lists; list->name; list++)
        if (strcmp(list->name, name) == 0) return true;
    return false;
}

void tarix_lexicons_free(tarix_lexicons *lexicons)
{
    if (lexicons) tarix_arena_free(lexicons->arena);
}

const tarix_lexicon_file *tarix_lexicons_files(const tarix_lexicons *lexicons, size_t *n)
{
    *n = lexicons->n_files;
    return lexicons->files;
}

const tarix_lexicon_file *tarix_lexicons_file(const tarix_lexicons *lexicons, const char *name)
{
    const tarix_lexicon_file key = {.name = name};
    return bsearch(&key, lexicons->files, lexicons->n_files, sizeof key, by_name);
}

const char *tarix_lexicon_path(const tarix_lexicon_file *file)
{
    return strcmp(file->path, built_in) == 0 ? file->name : file->path;
}

const tarix_wordlist *tarix_lexicons_abbreviations(const tarix_lexicons *lexicons)
{
    return lexicons->abbreviations;
}

const tarix_wordlist *tarix_lexicons_acronyms(const tarix_lexicons *lexicons)
{
    return lexicons->acronyms;
}

const tarix_wordlist *tarix_lexicons_stopwords(const tarix_lexicons *lexicons)
{
    return lexicons->stopwords;
}

const tarix_known_stem *tarix_lexicons_stem(const tarix_lexicons *lexicons, tarix_str word)
{
    if (word.size == 0) return NULL;
    const uint32_t end = end_of(word);
    if (!(lexicons->ends_so[end / 32] >> end % 32 & 1)) return NULL;
    const uint32_t *place = tarix_wordlist_find(lexicons->stemmed, word);
    return place ? &lexicons->stems[*place] : NULL;
}

const tarix_wordlist *tarix_lexicons_compounds(const tarix_lexicons *lexicons)
{
    return lexicons->compounds;
}

const tarix_wordlist *tarix_lexicons_references(const tarix_lexicons *lexicons)
{
    return lexicons->references;
}

const tarix_wordlist *tarix_lexicons_generic(const tarix_lexicons *lexicons)
{
    return lexicons->generic;
}

const tarix_wordlist *tarix_lexicons_numbered(const tarix_lexicons *lexicons)
{
    return lexicons->numbered;
}

uint32_t tarix_lexicons_root(const tarix_lexicons *lexicons, tarix_str word)
{
    return tarix_parting_root(&lexicons->roots, word);
}

const tarix_grammar *tarix_lexicons_grammar(const tarix_lexicons *lexicons)
{
    return lexicons->grammar;
}

const tarix_morph *tarix_lexicons_morph(const tarix_lexicons *lexicons)
{
    return &lexicons->morph;
}

const tarix_wordlist *tarix_lexicons_headings(const tarix_lexicons *lexicons)
{
    return lexicons->headings;
}

const tarix_wordlist *tarix_lexicons_ordinals(const tarix_lexicons *lexicons)
{
    return lexicons->ordinals;
}

const tarix_orthography *tarix_lexicons_cyrillic(const tarix_lexicons *lexicons)
{
    return lexicons->cyrillic;
}

const tarix_orthography *tarix_lexicons_yanalif(const tarix_lexicons *lexicons)
{
    return lexicons->yanalif;
}

const tarix_orthography *tarix_lexicons_yanalif_exchanged(const tarix_lexicons *lexicons)
{
    return lexicons->yanalif_exchanged;
}

const tarix_wordlist *tarix_lexicons_russian(const tarix_lexicons *lexicons)
{
    return lexicons->russian;
}

const tarix_languages *tarix_lexicons_languages(const tarix_lexicons *lexicons)
{
    return lexicons->languages;
}

const tarix_wordlist *tarix_lexicons_characters(const tarix_lexicons *lexicons)
{
    return lexicons->characters;
}
