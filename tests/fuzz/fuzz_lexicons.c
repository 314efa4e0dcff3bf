/* Bytes as each of the lists: what is parsed can be asked for. */
#include "lexicons/morph.h"
#include "lexicons/outline.h"
#include "lexicons/roots.h"
#include "lexicons/trie.h"
#include "lexicons/tsv.h"
#include "lexicons/wordlist.h"
#include "tests/fuzz/fuzz.h"

static const char *const words[] = {"", "a", "lar", "kitablarımızdan", "şəhərçilik", "gedəcəyəm"};
enum { n_words = sizeof words / sizeof *words };

static void read_tsv(tarix_arena *arena, tarix_str bytes)
{
    static const char *const columns[] = {"word", "word\tclass", "a\tb\tc\td\te\tf\tg\th"};
    (void)arena;
    tarix_tsv tsv;
    bool more = true;
    size_t size = 0;
    const char *header = columns[fuzz_choice(&bytes, sizeof columns / sizeof *columns)];
    if (tarix_tsv_open(&tsv, "list.tsv", bytes, header, NULL) != TARIX_OK) return;
    while (tarix_tsv_next(&tsv, &more, NULL) == TARIX_OK && more)
        for (size_t i = 0; i < tsv.n_columns; i++) size += tsv.cells[i].size;
    fuzz_require(size <= bytes.size, "the cells have more bytes than the list");
}

static void analyse(const tarix_morph *morph)
{
    tarix_lemma lemma;
    for (size_t i = 0; i < n_words; i++) {
        const tarix_str word = tarix_str_from(words[i]);
        tarix_morph_lemma(morph, word, i % 2, &lemma);
        fuzz_require(lemma.size > 0 || word.size == 0, "a lemma is empty");
        tarix_grammar_accepts(morph->grammar, word, 'a');
    }
}

/* What of a morph follows from its roots. */
static tarix_morph morph_of(tarix_arena *arena, const tarix_trie *roots, const tarix_wordlist *list)
{
    return (tarix_morph){.roots = roots, .beginnings = tarix_beginnings_make(arena, list)};
}

static tarix_trie trie_of(tarix_arena *arena, const tarix_wordlist *list)
{
    tarix_trie trie;
    size_t size = 0;
    tarix_trie_open(&trie, tarix_trie_image(arena, list, &size));
    return trie;
}

static void read_grammar(tarix_arena *arena, tarix_str bytes)
{
    const tarix_wordlist *list = tarix_wordlist_new(arena);
    const tarix_trie none = trie_of(arena, list);
    tarix_morph morph = morph_of(arena, &none, list);
    if (tarix_grammar_parse(arena, "suffixes.tsv", bytes, NULL, &morph.grammar, NULL) == TARIX_OK)
        analyse(&morph);
}

static tarix_morph with_small_grammar(
    tarix_arena *arena, const tarix_trie *roots, const tarix_wordlist *list)
{
    static const char suffixes[] = "suffix\tslot\tafter\tmakes\tbehind\tname\tmark\n"
                                   "lAr\tplural\tnoun\tplural\tany\tplural\t\n"
                                   "dAn\tcase\tnoun,plural\tcase\tany\tablative\t\n";
    tarix_morph morph = morph_of(arena, roots, list);
    const tarix_status status = tarix_grammar_parse(
        arena, "suffixes.tsv", tarix_str_from(suffixes), NULL, &morph.grammar, NULL);
    fuzz_require(status == TARIX_OK, "the grammar cannot be parsed");
    return morph;
}

static void read_roots(tarix_arena *arena, tarix_str bytes)
{
    tarix_wordlist *roots = tarix_wordlist_new(arena);
    if (tarix_roots_parse(arena, roots, "roots.tsv", bytes, NULL) != TARIX_OK) return;
    const tarix_trie trie = trie_of(arena, roots);
    const tarix_morph morph = with_small_grammar(arena, &trie, roots);
    analyse(&morph);
}

static void read_exceptions(tarix_arena *arena, tarix_str bytes)
{
    tarix_wordlist *roots = tarix_wordlist_new(arena);
    tarix_exceptions exceptions;
    if (tarix_exceptions_parse(arena, roots, "exceptions.tsv", bytes, &exceptions, NULL) !=
        TARIX_OK)
        return;
    const tarix_trie trie = trie_of(arena, roots);
    tarix_morph morph = with_small_grammar(arena, &trie, roots);
    morph.exceptions = &exceptions;
    analyse(&morph);
}

static void read_words(tarix_arena *arena, tarix_str bytes)
{
    const tarix_wordlist *list = tarix_wordlist_parse(arena, bytes);
    const tarix_trie trie = trie_of(arena, list);
    tarix_str word;
    size_t n = 0, n_short = 0;
    for (size_t at = 0; tarix_wordlist_next(list, &at, &word); n++) {
        const bool is_short = word.size <= TARIX_TRIE_LONGEST;
        fuzz_require(tarix_wordlist_find(list, word) != NULL, "a word is not found");
        fuzz_require((tarix_trie_find(&trie, word) != NULL) == is_short, "a trie has other words");
        n_short += is_short;
    }
    fuzz_require(n == tarix_wordlist_size(list), "not all words are given");
    fuzz_require(n_short == trie.size, "a trie has more words");
}

static void work(tarix_arena *arena, tarix_str bytes)
{
    static void (*const readers[])(tarix_arena *, tarix_str) = {
        read_tsv, read_grammar, read_roots, read_words, read_exceptions};
    readers[fuzz_choice(&bytes, sizeof readers / sizeof *readers)](arena, bytes);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    return fuzz_bytes(data, size, work);
}
