#include "analyzers/analyzers.h"
#include "analyzers/options.h"
#include "corpus/index_checks.h"

#include <math.h>

static const tarix_option verify_option = {.name = "verify",
    .kind = TARIX_OPTION_FLAG,
    .help = "read every byte of the indexes named first, and name the section that is broken"};

static const tarix_option *const options[] = {&verify_option, NULL};

enum {
    DOCUMENT,
    ENCODING,
    SCRIPT,
    LATIN_PCT,
    CYRILLIC_PCT,
    ARABIC_PCT,
    ORTHOGRAPHY,
    CONVERTED,
    RUSSIAN,
    ENGLISH,
    TURKISH,
    FOREIGN,
    BYTES,
    BAD_BYTES,
    SENTENCES,
    PLACES,
    TOKENS,
    FIRST_KIND,
    PAGE_FURNITURE = FIRST_KIND + TARIX_KINDS,
    SKIPPED
};

static const tarix_column columns[] = {
    {"document", TARIX_TYPE_TEXT, "document", "mətn", "", "path below the folder named"},
    {"encoding", TARIX_TYPE_TEXT, "encoding", "kodlaşdırma", "", "of the file"},
    {"script", TARIX_TYPE_TEXT, "script", "əlifba", "", "that most letters are of"},
    {"latin_pct", TARIX_TYPE_REAL, "Latin, %", "latın, %", "percent", "100 Latin / letters"},
    {"cyrillic_pct", TARIX_TYPE_REAL, "Cyrillic, %", "kiril, %", "percent",
        "100 Cyrillic / letters"},
    {"arabic_pct", TARIX_TYPE_REAL, "Arabic, %", "ərəb, %", "percent", "100 Arabic / letters"},
    {"orthography", TARIX_TYPE_TEXT, "orthography", "orfoqrafiya", "",
        "spellings found, joined by +, the commonest first"},
    {"converted", TARIX_TYPE_COUNT, "converted", "çevrilib", "words",
        "in an older spelling, counted in today's"},
    {"russian", TARIX_TYPE_COUNT, "Russian", "rusca", "words", "in Cyrillic, taken for Russian"},
    {"english", TARIX_TYPE_COUNT, "English", "ingiliscə", "words", "of passages taken for English"},
    {"turkish", TARIX_TYPE_COUNT, "Turkish", "türkcə", "words", "of passages taken for Turkish"},
    {"foreign", TARIX_TYPE_COUNT, "foreign", "yad dildə", "words",
        "of passages in other languages in Latin letters"},
    {"bytes", TARIX_TYPE_COUNT, "bytes", "bayt", "bytes", "of the file"},
    {"bad_bytes", TARIX_TYPE_COUNT, "bad bytes", "yararsız bayt", "bytes",
        "that are none of the encoding and were replaced"},
    {"sentences", TARIX_TYPE_COUNT, "sentences", "cümlələr", "sentences", ""},
    {"places", TARIX_TYPE_COUNT, "places", "yerlər", "tokens",
        "tokens but punctuation and symbols"},
    {"tokens", TARIX_TYPE_COUNT, "tokens", "sözlər", "tokens", "of all kinds"},
    [FIRST_KIND + TARIX_KIND_WORD] = {"word", TARIX_TYPE_COUNT, "words", "söz", "tokens", ""},
    [FIRST_KIND +
        TARIX_KIND_ABBREV] = {"abbrev", TARIX_TYPE_COUNT, "abbreviations", "ixtisar", "tokens", ""},
    [FIRST_KIND + TARIX_KIND_INITIALS] = {"initials", TARIX_TYPE_COUNT, "initials", "inisiallar",
        "tokens", ""},
    [FIRST_KIND +
        TARIX_KIND_NUMBER] = {"number", TARIX_TYPE_COUNT, "numbers", "ədəd", "tokens", ""},
    [FIRST_KIND +
        TARIX_KIND_ORDINAL] = {"ordinal", TARIX_TYPE_COUNT, "ordinals", "sıra sayı", "tokens", ""},
    [FIRST_KIND + TARIX_KIND_ROMAN] = {"roman", TARIX_TYPE_COUNT, "Roman numerals", "Roma rəqəmi",
        "tokens", ""},
    [FIRST_KIND + TARIX_KIND_CITATION] = {"citation", TARIX_TYPE_COUNT, "references", "istinad",
        "tokens", ""},
    [FIRST_KIND + TARIX_KIND_PUNCT] = {"punct", TARIX_TYPE_COUNT, "punctuation", "durğu işarəsi",
        "tokens", ""},
    [FIRST_KIND +
        TARIX_KIND_SYMBOL] = {"symbol", TARIX_TYPE_COUNT, "symbols", "simvol", "tokens", ""},
    [FIRST_KIND +
        TARIX_KIND_URL] = {"url", TARIX_TYPE_COUNT, "URLs", "internet ünvanı", "tokens", ""},
    [PAGE_FURNITURE] = {"page_furniture", TARIX_TYPE_COUNT, "page furniture", "kolontitullar",
        "lines", "page numbers and running heads inside words, left out"},
    [SKIPPED] = {"skipped", TARIX_TYPE_TEXT, "skipped", "buraxılıb", "",
        "the reason; empty when it was read"},
};

static void put_script(tarix_cell *row, const uint64_t *letters)
{
    static const tarix_str names[TARIX_SCRIPTS] = {[TARIX_SCRIPT_LATIN] = {"latin", 5},
        [TARIX_SCRIPT_CYRILLIC] = {"cyrillic", 8},
        [TARIX_SCRIPT_ARABIC] = {"arabic", 6},
        [TARIX_SCRIPT_OTHER] = {"other", 5}};
    unsigned most = TARIX_SCRIPT_LATIN;
    uint64_t sum = 0;
    for (unsigned s = TARIX_SCRIPT_LATIN; s < TARIX_SCRIPTS; s++) {
        sum += letters[s];
        if (letters[s] > letters[most]) most = s;
    }
    row[SCRIPT].text = sum ? names[most] : TARIX_STR("");
    const double unit = sum ? 100 / (double)sum : NAN;
    row[LATIN_PCT].real = unit * (double)letters[TARIX_SCRIPT_LATIN];
    row[CYRILLIC_PCT].real = unit * (double)letters[TARIX_SCRIPT_CYRILLIC];
    row[ARABIC_PCT].real = unit * (double)letters[TARIX_SCRIPT_ARABIC];
}

/* modern+russian */
static tarix_str spellings_of(tarix_arena *arena, const tarix_document *d)
{
    uint64_t count[TARIX_READINGS], others = 0;
    tarix_str text = TARIX_STR("");
    memcpy(count, d->readings, sizeof count);
    for (unsigned r = 0; r < TARIX_READINGS; r++) others += count[r];
    if (d->letters[TARIX_SCRIPT_LATIN])
        count[TARIX_READING_PLAIN] = d->tokens[TARIX_KIND_WORD] - others;
    for (;;) {
        unsigned most = 0;
        for (unsigned r = 1; r < TARIX_READINGS; r++)
            if (count[r] > count[most]) most = r;
        if (count[most] == 0) return text;
        text = tarix_arena_format(arena, "%.*s%s%.*s", TARIX_ARG(text), text.size ? "+" : "",
            TARIX_ARG(tarix_reading_name((tarix_reading)most)));
        count[most] = 0;
    }
}

static void put_spelling(tarix_cell *row, tarix_arena *arena, const tarix_document *d)
{
    row[ORTHOGRAPHY].text = spellings_of(arena, d);
    row[RUSSIAN].count = d->readings[TARIX_READING_RUSSIAN];
    row[ENGLISH].count = d->readings[TARIX_READING_ENGLISH];
    row[TURKISH].count = d->readings[TARIX_READING_TURKISH];
    row[FOREIGN].count = d->readings[TARIX_READING_FOREIGN];
    row[CONVERTED].count = d->readings[TARIX_READING_CYRILLIC] +
                           d->readings[TARIX_READING_YANALIF] +
                           d->readings[TARIX_READING_YANALIF_EXCHANGED];
}

static tarix_status put_document(
    tarix_arena *arena, tarix_table *table, const tarix_document *d, tarix_error *err)
{
    tarix_cell *row = NULL;
    TARIX_TRY(tarix_table_row(table, &row, err));
    row[DOCUMENT].text = d->name;
    row[ENCODING].text = d->encoding ? tarix_str_from(d->encoding) : TARIX_STR("");
    put_script(row, d->letters);
    put_spelling(row, arena, d);
    row[BYTES].count = d->bytes;
    row[BAD_BYTES].count = d->bad_bytes;
    row[SENTENCES].count = d->sentences;
    row[PLACES].count = d->places;
    for (unsigned kind = 0; kind < TARIX_KINDS; kind++) {
        row[FIRST_KIND + kind].count = d->tokens[kind];
        row[TOKENS].count += d->tokens[kind];
    }
    row[PAGE_FURNITURE].count = d->furniture;
    row[SKIPPED].text = d->failure;
    return TARIX_OK;
}

static tarix_document sum_of(const tarix_collection *collection)
{
    tarix_document all = {.name = TARIX_STR("(all)")};
    for (size_t i = 0; i < collection->n_documents; i++) {
        const tarix_document *d = &collection->documents[i];
        all.bytes += d->bytes;
        all.bad_bytes += d->bad_bytes;
        all.furniture += d->furniture;
        all.sentences += d->sentences;
        all.places += d->places;
        for (unsigned kind = 0; kind < TARIX_KINDS; kind++) all.tokens[kind] += d->tokens[kind];
        for (unsigned s = 0; s < TARIX_SCRIPTS; s++) all.letters[s] += d->letters[s];
        for (unsigned r = 0; r < TARIX_READINGS; r++) all.readings[r] += d->readings[r];
    }
    return all;
}

static tarix_status verify(tarix_job *job, const tarix_collection *c, tarix_error *err)
{
    const tarix_index *last = NULL;
    size_t n = 0;
    for (size_t i = 0; i < c->n_documents; i++) {
        const tarix_index *index = c->documents[i].index;
        if (!index || index == last) continue;
        last = index;
        TARIX_TRY(tarix_index_verify(index, job->pass.n_threads, err));
        n++;
        tarix_job_text(job, "verified", tarix_str_from(tarix_sections_path(index->sections)));
    }
    if (n == 0)
        return tarix_error_set(err, TARIX_USAGE,
            "--verify looks at indexes, and no input is one; 'tarix verify' looks at the texts of "
            "a "
            "run record");
    return TARIX_OK;
}

static tarix_status run(tarix_job *job, tarix_table *table, tarix_error *err)
{
    tarix_used *used = NULL;
    TARIX_TRY(tarix_job_open(job, "input", job->inputs, job->n_inputs, &used, err));
    const tarix_collection *collection = used->collection;
    if (tarix_options_flag(job->options, &verify_option)) TARIX_TRY(verify(job, collection, err));
    tarix_table_add_columns(table, columns, sizeof columns / sizeof *columns);
    TARIX_TRY(tarix_table_begin(table, err));
    const tarix_sink sink = {0}; /* the pass counts all that is wanted */
    job->pass.counts_scripts = true;
    TARIX_TRY(tarix_pass_run(&job->pass, used->collection, &sink, err));
    used->n_tokens = used->n_counted = tarix_collection_tokens(collection, TARIX_KINDS_ALL);
    used->n_places = tarix_collection_places(collection);
    for (size_t i = 0; i < collection->n_documents; i++)
        TARIX_TRY(put_document(job->arena, table, &collection->documents[i], err));
    const tarix_document all = sum_of(collection);
    if (collection->n_documents > 1) TARIX_TRY(put_document(job->arena, table, &all, err));
    return tarix_table_end(table, err);
}

const tarix_analyzer tarix_info = {
    .name = "info",
    .summary = "what each document is: encoding, script, size, tokens by kind",
    .usage = "[OPTIONS] INPUT…",
    .details =
        "One row a document, and behind more than one their sums as (all). A file of a folder\n"
        "that could not be read says why in skipped. Shares of scripts are of all letters.\n"
        "\n"
        "A byte order mark tells the encoding of a file, else --encoding does, else what its "
        "first\n"
        "bytes beyond ASCII look most like ('tarix list encodings'). In a file that is UTF-8 "
        "there\n"
        "bytes that are not are replaced by U+FFFD and counted as bad_bytes.\n"
        "\n"
        "With --verify an index is read to its last byte; without it, a command checks the parts "
        "that "
        "it\n"
        "reads.\n"
        "\n"
        "  tarix info corpus/\n"
        "  tarix info --verify corpus.tarix\n"
        "  tarix info --columns document,encoding,bad_bytes,skipped corpus/\n",
    .options = options,
    .paper = "document,encoding,sentences,places,tokens,word,bad_bytes",
    .columns = TARIX_SCHEMA(columns),
    .run = run,
};
