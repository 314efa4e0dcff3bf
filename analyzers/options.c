#include "analyzers/options.h"

#include "analyzers/correction.h"
#include "base/file.h"

const tarix_option tarix_option_layer = {.name = "layer",
    .kind = TARIX_OPTION_TEXT,
    .value = "LAYER",
    .fallback = "lemma",
    .help = "what a term is: form, fold, stem or lemma"};
const tarix_option tarix_option_kinds = {.name = "kinds",
    .kind = TARIX_OPTION_TEXT,
    .value = "LIST",
    .fallback = "word,abbrev",
    .help = "kinds of tokens that count: word abbrev initials number ordinal roman citation punct "
            "symbol url, or all"};
const tarix_option tarix_option_stopwords = {.name = "stopwords",
    .kind = TARIX_OPTION_TEXT,
    .value = "az|FILE",
    .fallback = "none",
    .help = "words that are not listed; they keep their place"};
const tarix_option tarix_option_measures = {.name = "measures",
    .kind = TARIX_OPTION_TEXT,
    .value = "LIST",
    .fallback = "none",
    .help = "names from 'tarix list measures', or all, default, none"};
const tarix_option tarix_option_min_count = {.name = "min-count",
    .kind = TARIX_OPTION_COUNT,
    .value = "N",
    .fallback = "1",
    .help = "leave out terms that are rarer"};
const tarix_option tarix_option_min_docs = {.name = "min-docs",
    .kind = TARIX_OPTION_COUNT,
    .value = "N",
    .fallback = "1",
    .help = "leave out terms that fewer documents have"};
const tarix_option tarix_option_parts = {.name = "parts",
    .kind = TARIX_OPTION_TEXT,
    .value = "PARTS",
    .fallback = "auto",
    .help = "parts that dispersion looks at: document, slices:N, a FIELD of the metadata, or auto "
            "(documents if at least 5, else slices:10)"};
const tarix_option tarix_option_by = {.name = "by",
    .kind = TARIX_OPTION_TEXT,
    .value = "FIELD",
    .help = "a table for each value of a field of the metadata, one below the other"};
const tarix_option tarix_option_prior = {.name = "prior",
    .kind = TARIX_OPTION_REAL,
    .value = "A",
    .is_above = true,
    .help =
        "weight of the Dirichlet prior of log_odds_dirichlet in tokens; left out: a hundredth of "
        "the types of both sides, where they are known"};
const tarix_option tarix_option_test = {.name = "test",
    .kind = TARIX_OPTION_TEXT,
    .value = "MEASURE",
    .fallback = "ll_log10_p",
    .help = "the p that is corrected: a measure whose name ends in log10_p"};
const tarix_option tarix_option_correct = {.name = "correct",
    .kind = TARIX_OPTION_WORD,
    .value = "METHOD",
    .choices = TARIX_CORRECTION_NAMES ",none",
    .fallback = "bh",
    .help =
        "correction of p for the number of tests: bonferroni, sidak, holm, hochberg, bh, by, or "
        "none"};
const tarix_option tarix_option_seed = {.name = "seed",
    .kind = TARIX_OPTION_COUNT,
    .value = "N",
    .fallback = "1",
    .help = "of what is drawn by chance: another seed is another draw"};

const tarix_option tarix_option_format = {.name = "format",
    .kind = TARIX_OPTION_TEXT,
    .value = "FORMAT",
    .fallback = "csv",
    .help = "how the table is written; see 'tarix list formats'"};
const tarix_option tarix_option_profile = {.name = "profile",
    .kind = TARIX_OPTION_WORD,
    .value = "PROFILE",
    .choices = "canonical,az",
    .help = "of --format csv: az is for a double click in a spreadsheet (semicolons, decimal "
            "commas), canonical for programs"};
const tarix_option tarix_option_lang = {.name = "lang",
    .kind = TARIX_OPTION_WORD,
    .value = "LANGUAGE",
    .choices = "en,az",
    .fallback = "en",
    .help =
        "of titles and decimal points in xlsx, latex, html, markdown, text and figures: en or az"};
const tarix_option tarix_option_caption = {.name = "caption",
    .kind = TARIX_OPTION_TEXT,
    .value = "TEXT",
    .help = "caption of the table in latex, html and text"};
const tarix_option tarix_option_label = {.name = "label",
    .kind = TARIX_OPTION_TEXT,
    .value = "NAME",
    .help = "by which latex refers to the table (tab:keys); in html its id"};
const tarix_option tarix_option_latex_schwa = {.name = "latex-schwa",
    .kind = TARIX_OPTION_FLAG,
    .help = "in latex, draw ə for pdfLaTeX, which has none"};
const tarix_option tarix_option_output = {.name = "output",
    .letter = 'o',
    .kind = TARIX_OPTION_TEXT,
    .value = "FILE",
    .help =
        "write to FILE, whole or not at all, with its data dictionary and run record beside it"};
const tarix_option tarix_option_figures = {.name = "figures",
    .kind = TARIX_OPTION_FLAG,
    .help = "draw the table beside its file: NAME.svg and NAME.pdf"};
const tarix_option tarix_option_figure = {.name = "figure",
    .kind = TARIX_OPTION_TEXT,
    .value = "FILE",
    .repeats = true,
    .help = "draw the table into FILE.svg, FILE.pdf or FILE.png"};
const tarix_option tarix_option_figure_width = {.name = "figure-width",
    .kind = TARIX_OPTION_COUNT,
    .value = "MM",
    .low = 60,
    .high = 400,
    .help = "width of the figure in millimetres, such as 85 for a column and 170 for a page"};
const tarix_option tarix_option_figure_rows = {.name = "figure-rows",
    .kind = TARIX_OPTION_COUNT,
    .value = "N",
    .low = 1,
    .high = 500,
    .help = "terms that the figure shows at most"};
const tarix_option tarix_option_record = {.name = "record",
    .kind = TARIX_OPTION_TEXT,
    .value = "FILE",
    .help = "write the run record to FILE also when the table goes to stdout"};
const tarix_option tarix_option_columns = {.name = "columns",
    .kind = TARIX_OPTION_TEXT,
    .value = "LIST",
    .help = "only these columns, in this order"};
const tarix_option tarix_option_sort = {.name = "sort",
    .kind = TARIX_OPTION_TEXT,
    .value = "COLUMN",
    .help = "sort by this column, numbers from the largest; -COLUMN: from the smallest"};
const tarix_option tarix_option_limit = {.name = "limit",
    .kind = TARIX_OPTION_COUNT,
    .value = "N",
    .fallback = "0",
    .help = "only the first N rows; 0 for all (latex: 25 when not given)"};
const tarix_option tarix_option_digits = {.name = "digits",
    .kind = TARIX_OPTION_COUNT,
    .value = "N",
    .fallback = "6",
    .low = 1,
    .high = 17,
    .help = "significant digits of numbers; 17 keeps every bit (latex: 4 when not given)"};
const tarix_option tarix_option_encoding = {.name = "encoding",
    .kind = TARIX_OPTION_TEXT,
    .value = "NAME",
    .help = "encoding of the texts that have no byte order mark; found out when not given"};
const tarix_option tarix_option_metadata = {.name = "metadata",
    .kind = TARIX_OPTION_TEXT,
    .value = "FILE.csv",
    .help = "what is known of the documents, a row for each, named in the column document or the "
            "first by the path below its folder; when not given, each folder's metadata.csv"};
const tarix_option tarix_option_where = {.name = "where",
    .kind = TARIX_OPTION_TEXT,
    .value = "EXPR",
    .help = "only the documents of whose metadata it holds: 'year >= 1918 && topic == \"neft\"'; "
            "== != < <= > >= && || ! ( ), topic ~ /neft|pamb/, topic in (\"neft\", \"pambıq\"); a "
            "name with blanks in [ ]; document is the document's name; dates as 1918-05-28"};
const tarix_option tarix_option_where_reference = {.name = "where-reference",
    .kind = TARIX_OPTION_TEXT,
    .value = "EXPR",
    .help = "the same for the texts of references, which --where leaves alone"};
const tarix_option tarix_option_orthography = {.name = "orthography",
    .kind = TARIX_OPTION_WORD,
    .value = "SPELLING",
    .choices = "auto,modern,cyrillic,yanalif,yanalif-exchanged",
    .fallback = "auto",
    .help = "spelling of the texts: auto converts Azerbaijani Cyrillic and leaves Russian, and "
            "takes a text with the letters of 1922-39 for Yanalif; modern converts nothing; "
            "cyrillic takes no Cyrillic for Russian; yanalif-exchanged is Yanalif with c for ç"};
const tarix_option tarix_option_foreign = {.name = "foreign",
    .kind = TARIX_OPTION_WORD,
    .value = "PASSAGES",
    .choices = "auto,none",
    .fallback = "auto",
    .help = "passages in Latin letters that are not Azerbaijani: auto finds them and stems English "
            "and Turkish as such, others not at all; none takes every word for Azerbaijani"};
const tarix_option tarix_option_lexicons = {.name = "lexicons",
    .kind = TARIX_OPTION_TEXT,
    .value = "FOLDER",
    .help = "take the word lists that this folder holds from there"};
const tarix_option tarix_option_threads = {.name = "threads",
    .kind = TARIX_OPTION_COUNT,
    .value = "N",
    .fallback = "0",
    .high = 256,
    .help = "threads to use; 0 for one a processor; results do not depend on it"};
const tarix_option tarix_option_vectors = {.name = "vectors",
    .kind = TARIX_OPTION_WORD,
    .value = "WHEN",
    .choices = "auto,off",
    .fallback = "auto",
    .help =
        "instructions on many bytes at once: auto takes those of the processor, off none, which "
        "is slower and gives the same"};
const tarix_option tarix_option_memory = {.name = "memory",
    .kind = TARIX_OPTION_SIZE,
    .value = "SIZE",
    .fallback = "0",
    .help = "what needs more than this much memory lies on the disk meanwhile; 0: no limit"};
const tarix_option tarix_option_partial = {.name = "partial",
    .kind = TARIX_OPTION_FLAG,
    .help =
        "make no table, but a part for 'tarix merge' of this share of the inputs: -o PART.tarix"};
const tarix_option tarix_option_strict = {.name = "strict",
    .kind = TARIX_OPTION_FLAG,
    .help = "exit with 1 when a file in a folder had to be skipped"};
const tarix_option tarix_option_quiet = {
    .name = "quiet", .kind = TARIX_OPTION_FLAG, .help = "no warnings and no progress on stderr"};

const char *tarix_options_beside(tarix_arena *arena, const tarix_options *options)
{
    const tarix_str output = tarix_options_text(options, &tarix_option_output);
    uint64_t bytes;
    const bool is_file =
        output.data && (tarix_file_bytes(output.data, &bytes) ||
                           tarix_file_look(output.data, NULL) == TARIX_FILE_MISSING);
    return is_file ? output.data : tarix_file_scratch(arena).data;
}
