#include "analyzers/analyzers.h"
#include "analyzers/options.h"
#include "cli/command.h"

/* Of every command that makes a table. */
#define TABLE_OPTIONS                                                                              \
    &tarix_option_columns, &tarix_option_sort, &tarix_option_limit, &tarix_option_digits,          \
        &tarix_option_format, &tarix_option_profile, &tarix_option_lang, &tarix_option_caption,    \
        &tarix_option_label, &tarix_option_latex_schwa, &tarix_option_output

static const tarix_option *const stem_options[] = {
    &option_language, &option_explain, &tarix_option_lexicons, TABLE_OPTIONS, NULL};
static const tarix_option *const index_options[] = {&tarix_option_output, &option_append,
    &tarix_option_metadata, &tarix_option_orthography, &tarix_option_foreign,
    &tarix_option_encoding, &tarix_option_lexicons, &tarix_option_record, &tarix_option_threads,
    &tarix_option_vectors, &tarix_option_memory, &tarix_option_strict, &tarix_option_quiet, NULL};
static const tarix_option *const merge_options[] = {&tarix_option_output, &tarix_option_record,
    &tarix_option_threads, &tarix_option_vectors, &tarix_option_memory, &tarix_option_strict,
    &tarix_option_quiet, NULL};
static const tarix_option *const list_options[] = {TABLE_OPTIONS, NULL};
static const tarix_option *const run_options[] = {&option_dry_run, &option_init,
    &tarix_option_output, &tarix_option_format, &tarix_option_lexicons, &tarix_option_threads,
    &tarix_option_memory, &tarix_option_strict, &tarix_option_quiet, NULL};
static const tarix_option *const verify_options[] = {
    &option_folder, TABLE_OPTIONS, &tarix_option_quiet, NULL};
static const tarix_option *const explain_options[] = {&tarix_option_lang, NULL};
static const tarix_option *const no_options[] = {NULL};

#define ANALYZER(name) {.analyzer = &tarix_##name},

static const command rows[] = {
    TARIX_ANALYZERS(ANALYZER){.name = "stem",
        .summary = "stems of words, given as arguments or one a line on stdin",
        .usage = "[OPTIONS] [WORD…]",
        .details = "Columns: form, stem, lemma, found, analysis.\n"
                   "\n"
                   "  tarix stem inqilabının kitablardan\n"
                   "  tarix stem --explain ölkələrindən\n"
                   "  tarix stem --language ru < words.txt\n",
        .options = stem_options,
        .run = cmd_stem,
        .columns = &stem_columns},
    {.name = "run",
        .summary = "a study: all the reports that a file names, in one folder",
        .usage = "[OPTIONS] STUDY.ini -o FOLDER",
        .details =
            "The study file names corpora and reports; any analysis, with any of its options by\n"
            "their long names, as often as it is wanted. Paths begin where the file stands.\n"
            "\n"
            "  [study]                          what holds for all; may be left out\n"
            "  title = Azadlıq, 1918-1920\n"
            "  language = az                    of titles: az or en\n"
            "  target = press                   the corpus of reports that name none; else the "
            "first\n"
            "  reference = others               what it is compared with; else all other corpora\n"
            "  tables = latex, xlsx             beside the CSV files: latex xlsx az (for a double\n"
            "                                   click) tsv json jsonl markdown html text\n"
            "  [options]                        options of all reports that have them\n"
            "  stopwords = az\n"
            "  [corpus press]\n"
            "  path = texts/press               may be repeated\n"
            "  metadata = press.csv             else the folder's metadata.csv\n"
            "  where = year >= 1918\n"
            "  [corpus others]\n"
            "  path = texts/others\n"
            "  [report keyness]\n"
            "  [report colloc]\n"
            "  name = freedom                   of its files; else colloc, colloc-2, …\n"
            "  corpus = press, others\n"
            "  node = azadlıq, istiqlal\n"
            "  positions = yes\n"
            "\n"
            "FOLDER gets NAME.csv and its data dictionary for each report, index.html, which "
            "shows\n"
            "all, and run.json, the record, which 'tarix verify' reads. A report that fails is "
            "told of and leaves the "
            "others\n"
            "alone. Exit code 1 when one failed, or with --strict when a text was skipped.\n"
            "\n"
            "  tarix run --init texts/ -o study.ini\n"
            "  tarix run --dry-run --format text study.ini\n"
            "  tarix run study.ini -o out\n",
        .options = run_options,
        .run = cmd_run,
        .columns = &run_columns},
    {.name = "verify",
        .summary = "whether the files of a run record are still as they were",
        .usage = "[OPTIONS] RECORD.run.json",
        .details = "A row for the program, each text and table that was read, each word list and "
                   "each file\n"
                   "that was written: same, changed, missing, or new (in a folder that was read); "
                   "skipped\n"
                   "when the run could not read it, unknown when it came from standard input. Exit "
                   "code 1\n"
                   "when something differs.\n"
                   "\n"
                   "Relative paths begin where the run did, or in --folder; what was written is "
                   "looked for\n"
                   "beside the record.\n"
                   "\n"
                   "  tarix verify keys.run.json\n"
                   "  tarix verify --format text out/run.json\n",
        .options = verify_options,
        .run = cmd_verify,
        .columns = &verify_columns},
    {.name = "index",
        .summary = "find the tokens once and keep them in a file that every command takes",
        .usage = "-o FILE.tarix [OPTIONS] INPUT…",
        .details =
            "The index holds the tokens of all inputs with what is known of the documents, their\n"
            "metadata.csv among it, and no more of the text. Named as INPUT of any command it "
            "gives\n"
            "the tables that the texts give, without reading them. Inputs may be indexes, which "
            "are\n"
            "then joined: as if all their texts had been indexed at once.\n"
            "\n"
            "It is bound to the lists of words that it was made with, and refused with others, "
            "when\n"
            "it is broken, or when another version of the program wrote it.\n"
            "\n"
            "  tarix index -o corpus.tarix corpus/\n"
            "  tarix freq corpus.tarix\n"
            "  tarix keyness --reference corpus.tarix article.txt\n"
            "  tarix index -o all.tarix first.tarix second.tarix\n"
            "  tarix index --append -o corpus.tarix more/\n",
        .options = index_options,
        .run = cmd_index},
    {.name = "merge",
        .summary = "the table of a run that was made in parts with --partial",
        .usage = "[OPTIONS] PART.tarix…",
        .details =
            "Each part is the index of a share of the texts, made by one command with the same\n"
            "options and --partial, on any machine. The table is, byte for byte, that of one run "
            "over\n"
            "all texts: what takes long, finding the tokens, has been done in the parts.\n"
            "\n"
            "  tarix freq --min-count 5 --partial -o 1.tarix first/\n"
            "  tarix freq --min-count 5 --partial -o 2.tarix second/\n"
            "  tarix merge -o freq.csv 1.tarix 2.tarix\n",
        .options = merge_options,
        .run = cmd_merge},
    {.name = "check-lexicon",
        .summary = "check a folder of edited lists: line, reason, remedy",
        .usage = "[OPTIONS] FOLDER",
        .details =
            "Each list of the folder is read as --lexicons FOLDER would read it, and the first\n"
            "fault of each is told. Exit code 1 when there is one.\n"
            "\n"
            "  tarix check-lexicon my-lists/\n",
        .options = list_options,
        .run = cmd_check_lexicon,
        .columns = &check_columns},
    {.name = "list",
        .summary = "what there is: measures, columns, options, commands, layers, formats …",
        .usage = "measures [FAMILY]|columns [COMMAND]|options [COMMAND]|commands|analyzers|layers|"
                 "formats|encodings",
        .details = "  tarix list measures\n"
                   "  tarix list measures dispersion --format text\n"
                   "  tarix list columns keyness --lang az --format markdown\n",
        .options = list_options,
        .run = cmd_list},
    {.name = "explain",
        .summary = "what a measure, column, command, format, layer or option is",
        .usage = "[--lang az|en] NAME…",
        .details =
            "Title in both languages, formula, unit, source, range, and what it is at zero.\n"
            "\n"
            "  tarix explain log_ratio\n"
            "  tarix explain --lang az dp per_million\n",
        .options = explain_options,
        .run = cmd_explain},
    {.name = "help",
        .summary = "help on the program or on a command",
        .usage = "[COMMAND]",
        .details = "  tarix help keyness\n",
        .options = no_options,
        .run = cmd_help},
    {.name = "version",
        .summary = "version of the program",
        .usage = "",
        .details = "",
        .options = no_options,
        .run = cmd_version},
};
enum { n_rows = sizeof rows / sizeof *rows };

const char *command_name(const command *c)
{
    return c->analyzer ? c->analyzer->name : c->name;
}

const char *command_summary(const command *c)
{
    return c->analyzer ? c->analyzer->summary : c->summary;
}

const command *commands(size_t *n)
{
    *n = n_rows;
    return rows;
}

const command *command_find(tarix_str name)
{
    for (size_t i = 0; i < n_rows; i++)
        if (tarix_str_equal(tarix_str_from(command_name(&rows[i])), name)) return &rows[i];
    return NULL;
}

tarix_status command_unknown(tarix_str name, tarix_error *err)
{
    const char *names[n_rows];
    for (size_t i = 0; i < n_rows; i++) names[i] = command_name(&rows[i]);
    const char *nearest = tarix_option_nearest(name, names, n_rows);
    return tarix_error_set(err, TARIX_USAGE, "'%.*s' is no command%s%s%s; see 'tarix help'",
        TARIX_ARG(name), nearest ? "; did you mean '" : "", nearest ? nearest : "",
        nearest ? "'?" : "");
}

const tarix_option *const *command_options(tarix_arena *arena, const command *c)
{
    static const tarix_option *const common[] = {TABLE_OPTIONS, &tarix_option_record,
        &tarix_option_encoding, &tarix_option_lexicons, &tarix_option_threads,
        &tarix_option_vectors, &tarix_option_memory, &tarix_option_strict, &tarix_option_quiet};
    static const tarix_option *const of_texts[] = {&tarix_option_metadata, &tarix_option_where,
        &tarix_option_orthography, &tarix_option_foreign, &tarix_option_partial};
    static const tarix_option *const of_figures[] = {&tarix_option_figures, &tarix_option_figure,
        &tarix_option_figure_width, &tarix_option_figure_rows};
    enum {
        n_common = sizeof common / sizeof *common,
        n_of_texts = sizeof of_texts / sizeof *of_texts,
        n_of_figures = sizeof of_figures / sizeof *of_figures
    };
    if (!c->analyzer) return c->options;
    size_t n = 0;
    while (c->analyzer->options[n]) n++;
    const tarix_option **all =
        TARIX_ARRAY(arena, const tarix_option *, n + n_of_texts + n_of_figures + n_common + 1);
    memcpy(all, c->analyzer->options, n * sizeof *all);
    if (!c->analyzer->reads_sheet) {
        memcpy(all + n, of_texts, sizeof of_texts);
        n += n_of_texts;
    }
    if (c->analyzer->figures) {
        memcpy(all + n, of_figures, sizeof of_figures);
        n += n_of_figures;
    }
    memcpy(all + n, common, sizeof common);
    return all;
}
