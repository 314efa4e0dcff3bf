/* Runs an analyzer over texts and keeps its table. */
#ifndef TARIX_TESTS_ANALYZERS_FRAME_H
#define TARIX_TESTS_ANALYZERS_FRAME_H

#include "analyzers/analyzers.h"
#include "base/pool.h"
#include "tests/base/random.h"
#include "tests/check.h"
#include "tests/corpus/lexicons.h"
#include "tests/folder.h"

typedef struct frame_table {
    tarix_arena *arena;
    tarix_column columns[128];
    size_t n_columns;
    tarix_cell *cells;
    size_t n_rows, capacity;
} frame_table;

static inline tarix_status frame_begin_(
    void *context, const tarix_column *columns, size_t n, tarix_error *err)
{
    frame_table *t = context;
    (void)err;
    assert_true(n <= 128);
    memcpy(t->columns, columns, n * sizeof *columns);
    t->n_columns = n;
    return TARIX_OK;
}

static inline tarix_status frame_rows_(
    void *context, const tarix_cell *cells, size_t n, tarix_error *err)
{
    frame_table *t = context;
    (void)err;
    for (size_t i = 0; i < n * t->n_columns; i++) {
        const size_t used = t->n_rows * t->n_columns + i;
        TARIX_ROOM(t->arena, t->cells, used, t->capacity);
        t->cells[used] = cells[i];
        if (t->columns[i % t->n_columns].type == TARIX_TYPE_TEXT)
            t->cells[used].text = tarix_arena_str(t->arena, cells[i].text);
    }
    t->n_rows += n;
    return TARIX_OK;
}

static inline tarix_status frame_end_(void *context, tarix_error *err)
{
    (void)context, (void)err;
    return TARIX_OK;
}

static inline tarix_row_sink frame_sink(frame_table *t)
{
    return (tarix_row_sink){t, frame_begin_, frame_rows_, frame_end_, NULL};
}

/* `settings`: "layer=fold min-pair=1", as on the command line (~ for a
 * space); `columns` as of --columns. */
static inline tarix_status frame_try_all(tarix_arena *arena, const tarix_analyzer *analyzer,
    const char *settings, const char *columns, const tarix_str *inputs, size_t n_inputs,
    frame_table *out, tarix_job *job, tarix_error *err)
{
    *out = (frame_table){.arena = arena};
    tarix_options *options = tarix_options_new(arena, analyzer->options, analyzer->defaults);
    tarix_str rest = tarix_str_from(settings), name, value;
    while (rest.size && tarix_str_split(&rest, ' ', &value)) {
        tarix_str_split(&value, '=', &name);
        const tarix_option *option = tarix_options_find(options, name);
        if (!option) fail_msg("no option %.*s", TARIX_ARG(name));
        char *spaced = (char *)tarix_arena_str(arena, value).data;
        for (size_t i = 0; i < value.size; i++)
            if (spaced[i] == '~') spaced[i] = ' ';
        TARIX_TRY(tarix_options_set(options, option, (tarix_str){spaced, value.size}, err));
    }
    const tarix_lexicons *lexicons = lexicons_in(arena);
    *job = (tarix_job){.arena = arena,
        .lexicons = lexicons,
        .options = options,
        .inputs = inputs,
        .n_inputs = n_inputs,
        .pass = {.lexicons = lexicons, .n_threads = tarix_pool_processors()}};
    tarix_table *table = tarix_table_new(arena, frame_sink(out));
    tarix_table_ask(table, tarix_str_from(columns), TARIX_STR(""), 0);
    return analyzer->run(job, table, err);
}

static inline tarix_status frame_try_columns(tarix_arena *arena, const tarix_analyzer *analyzer,
    const char *settings, const char *columns, tarix_str input, frame_table *out, tarix_job *job,
    tarix_error *err)
{
    tarix_str *copy = TARIX_NEW(arena, tarix_str);
    *copy = input;
    return frame_try_all(arena, analyzer, settings, columns, copy, 1, out, job, err);
}

/* Over several inputs. */
static inline tarix_status frame_try_inputs(tarix_arena *arena, const tarix_analyzer *analyzer,
    const char *settings, const tarix_str *inputs, size_t n_inputs, frame_table *out,
    tarix_job *job, tarix_error *err)
{
    return frame_try_all(arena, analyzer, settings, "", inputs, n_inputs, out, job, err);
}

static inline tarix_status frame_try(tarix_arena *arena, const tarix_analyzer *analyzer,
    const char *settings, tarix_str input, frame_table *out, tarix_job *job, tarix_error *err)
{
    return frame_try_columns(arena, analyzer, settings, "", input, out, job, err);
}

static inline frame_table frame_run(
    tarix_arena *arena, const tarix_analyzer *analyzer, const char *settings, tarix_str input)
{
    frame_table table;
    tarix_job job;
    tarix_error err = {0};
    if (frame_try(arena, analyzer, settings, input, &table, &job, &err) != TARIX_OK)
        fail_msg("%s: %s", settings, err.message);
    return table;
}

/* Over one text. */
static inline frame_table frame_text(
    tarix_guard *guard, const tarix_analyzer *analyzer, const char *settings, const char *text)
{
    tarix_arena *arena = tarix_arena_new(guard);
    return frame_run(arena, analyzer, settings, folder_lone_file(arena, tarix_str_from(text)));
}

/* Settings, the status they end with, and what its message must name; a last row of NULL. */
typedef struct frame_refusal {
    const char *settings;
    tarix_status status;
    const char *named;
} frame_refusal;

static inline void frame_check_refused(
    tarix_arena *arena, const tarix_analyzer *analyzer, const frame_refusal *rows, tarix_str input)
{
    for (; rows->settings; rows++) {
        frame_table table;
        tarix_job job;
        tarix_error err = {0};
        if (frame_try(arena, analyzer, rows->settings, input, &table, &job, &err) != rows->status)
            fail_msg("'%s' ends otherwise: %s", rows->settings, err.message);
        if (!strstr(err.message, rows->named))
            fail_msg("'%s': '%s' does not name %s", rows->settings, err.message, rows->named);
        assert_int_equal(table.n_rows, 0);
    }
}

static inline const tarix_cell *frame_cell(const frame_table *t, size_t row, const char *column)
{
    for (size_t i = 0; i < t->n_columns; i++)
        if (strcmp(t->columns[i].name, column) == 0) return &t->cells[row * t->n_columns + i];
    fail_msg("no column %s", column);
    return NULL;
}

/* The row whose column holds a text, or n_rows. */
static inline size_t frame_find(const frame_table *t, const char *column, tarix_str text)
{
    size_t row = 0;
    while (row < t->n_rows && !tarix_str_equal(frame_cell(t, row, column)->text, text)) row++;
    return row;
}

static inline uint64_t frame_fact(const tarix_job *job, const char *name)
{
    for (size_t i = 0; i < job->n_facts; i++)
        if (strcmp(job->facts[i].name, name) == 0) return job->facts[i].count;
    fail_msg("no fact %s", name);
    return 0;
}

/* A random corpus of made-up words: `word` by place, with the sentence and document it is in. */
enum { frame_words = 7, frame_most = 400 };
static const char *const frame_word[frame_words] = {
    "salam", "gedir", "baba", "dolma", "tuman", "qala", "sabah"};

typedef struct frame_corpus {
    size_t n, n_sentences, n_documents;
    int word[frame_most], sentence[frame_most], document[frame_most];
    const char *folder;
} frame_corpus;

static unsigned frame_next_;

/* Sentences of 1 to `longest` words (exactly so many when `even`), the first with a capital. */
static inline frame_corpus frame_random(
    tarix_arena *arena, uint64_t *seed, size_t n_documents, size_t longest, bool even)
{
    frame_corpus c = {.folder = folder_in(arena), .n_documents = n_documents};
    for (size_t d = 0; d < n_documents; d++) {
        char text[8192], name[32];
        size_t size = 0;
        const size_t n_sentences = even ? 4 : 1 + random_below(seed, 5);
        for (size_t s = 0; s < n_sentences; s++, c.n_sentences++) {
            const size_t length = even ? longest : 1 + random_below(seed, longest);
            for (size_t i = 0; i < length; i++, c.n++) {
                assert_true(c.n < frame_most);
                c.word[c.n] = (int)random_below(seed, 1 + random_below(seed, frame_words));
                c.sentence[c.n] = (int)c.n_sentences;
                c.document[c.n] = (int)d;
                size += (size_t)sprintf(text + size, "%s%s", i ? " " : "", frame_word[c.word[c.n]]);
                if (i == 0) text[size - strlen(frame_word[c.word[c.n]])] -= 'a' - 'A';
            }
            size += (size_t)sprintf(text + size, ". ");
        }
        /* no two documents are the same, byte by byte */
        size += (size_t)sprintf(text + size, "%*s", (int)(frame_next_++ % 512), "\n");
        snprintf(name, sizeof name, "%02zu.txt", d);
        folder_file(arena, c.folder, name, (tarix_str){text, size});
    }
    return c;
}

static inline uint64_t frame_count(const frame_corpus *c, int word)
{
    uint64_t n = 0;
    for (size_t i = 0; i < c->n; i++) n += c->word[i] == word;
    return n;
}

#endif
