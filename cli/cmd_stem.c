#include "analyzers/options.h"
#include "analyzers/stemmer.h"
#include "base/file.h"
#include "cli/command.h"
#include "corpus/chars.h"
#include "corpus/fold.h"

const tarix_option option_language = {.name = "language",
    .kind = TARIX_OPTION_TEXT,
    .value = "CODE",
    .fallback = "az",
    .help = "az, or a language of libstemmer: ru tr en …"};
const tarix_option option_explain = {.name = "explain",
    .kind = TARIX_OPTION_FLAG,
    .help = "show the endings that come off, with their names"};

enum { FORM, STEM, LEMMA, FOUND, ANALYSIS };

static const tarix_column columns[] = {
    {"form", TARIX_TYPE_TEXT, "form", "forma", "", "as given"},
    {"stem", TARIX_TYPE_TEXT, "stem", "kök", "", "endings taken off by rule"},
    {"lemma", TARIX_TYPE_TEXT, "lemma", "lemma", "", "dictionary form"},
    {"found", TARIX_TYPE_TEXT, "found as", "tapılma", "",
        "root: in the lists; derived: from a root; exception: listed; rule: unknown"},
    {"analysis", TARIX_TYPE_TEXT, "analysis", "təhlil", "",
        "lemma (part of speech) + ending (name) + …"},
};

const tarix_schema stem_columns = TARIX_SCHEMA(columns);

/* Words from the arguments, or lines of standard input. */
static tarix_status read_words(tarix_arena *arena, const arguments *args, const tarix_str **words,
    size_t *n_words, tarix_error *err)
{
    *words = args->inputs;
    *n_words = args->n_inputs;
    if (args->n_inputs) return TARIX_OK;
    tarix_str bytes, line, *lines = NULL;
    size_t n = 0, capacity = 0;
    TARIX_TRY(tarix_file_read(arena, "-", &bytes, err));
    while (bytes.size && tarix_str_split(&bytes, '\n', &line)) {
        if (line.size && line.data[line.size - 1] == '\r') line.size--;
        if (line.size == 0) continue;
        TARIX_ROOM(arena, lines, n, capacity);
        lines[n++] = line;
    }
    *words = lines;
    *n_words = n;
    return TARIX_OK;
}

static tarix_status put_word(tarix_arena *arena, const tarix_lexicons *lexicons,
    tarix_stemmer *stemmer, bool is_az, bool explains, tarix_str word, tarix_table *table,
    tarix_error *err)
{
    tarix_cell *row = NULL;
    char *fold = tarix_arena_alloc(arena, TARIX_FOLD_SIZE(word.size), 1);
    tarix_str folded = word;
    if (is_az) folded = (tarix_str){fold, tarix_fold(word, TARIX_KIND_WORD, fold)};
    const tarix_str stem = tarix_arena_str(arena, tarix_stemmer_stem(stemmer, folded));
    TARIX_TRY(tarix_table_row(table, &row, err));
    row[FORM].text = word;
    row[STEM].text = row[LEMMA].text = stem;
    row[FOUND].text = row[ANALYSIS].text = TARIX_STR("");
    if (!is_az) return TARIX_OK;
    const tarix_morph *morph = tarix_lexicons_morph(lexicons);
    const bool is_capital = word.size && tarix_chars_is_upper(word.data);
    tarix_lemma lemma = {.found = TARIX_FOUND_NOTHING};
    if (folded.size <= TARIX_WORD_LONGEST) {
        tarix_morph_lemma(morph, folded, is_capital, &lemma);
        row[LEMMA].text = tarix_arena_str(arena, (tarix_str){lemma.text, lemma.size});
    }
    row[FOUND].text = tarix_found_name(lemma.found);
    if (!explains) return TARIX_OK;
    row[ANALYSIS].text = lemma.found == TARIX_FOUND_NOTHING
                             ? tarix_stemmer_explain(stemmer, arena, folded)
                             : tarix_morph_explain(morph, arena, folded, &lemma);
    return TARIX_OK;
}

tarix_status cmd_stem(tarix_arena *arena, const arguments *args, int *exit_code, tarix_error *err)
{
    (void)exit_code;
    const tarix_options *options = args->options;
    const tarix_str language = tarix_options_text(options, &option_language);
    const bool explains = tarix_options_flag(options, &option_explain);
    tarix_lexicons *lexicons = NULL;
    tarix_stemmer *stemmer = NULL;
    table_output *output = NULL;
    tarix_table *table = NULL;
    const tarix_str *words = NULL;
    size_t n_words = 0;
    TARIX_TRY(open_lexicons(
        arena, tarix_options_text(options, &tarix_option_lexicons).data, &lexicons, err));
    TARIX_TRY(tarix_stemmer_open_in(arena, lexicons, language.data, &stemmer, err));
    TARIX_TRY(read_words(arena, args, &words, &n_words, err));
    TARIX_TRY(table_open(arena, args->options, NULL, &output, &table, err));
    tarix_table_add_columns(table, columns, sizeof columns / sizeof *columns);
    TARIX_TRY(tarix_table_begin(table, err));
    const bool is_az = tarix_str_equal(language, TARIX_STR("az"));
    for (size_t i = 0; i < n_words; i++)
        TARIX_TRY(put_word(arena, lexicons, stemmer, is_az, explains, words[i], table, err));
    TARIX_TRY(tarix_table_end(table, err));
    return table_close(output, err);
}
