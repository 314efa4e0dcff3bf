#include "analyzers/options.h"
#include "base/file.h"
#include "cli/study.h"
#include "corpus/collection.h"

enum { ACTION, WHAT, NAME, FILE_NAME, DETAIL };

static const tarix_column columns[] = {
    {"action", TARIX_TYPE_TEXT, "action", "əməl", "", "read or write"},
    {"what", TARIX_TYPE_TEXT, "what", "nə", "", "study, corpus, report, page or record"},
    {"name", TARIX_TYPE_TEXT, "name", "ad", "", "in the study"},
    {"file", TARIX_TYPE_TEXT, "file", "fayl", "", "file or folder"},
    {"detail", TARIX_TYPE_TEXT, "detail", "təfərrüat", "",
        "texts of a corpus, or the command that makes the report"},
};

const tarix_schema run_columns = TARIX_SCHEMA(columns);

tarix_str study_file(tarix_arena *arena, tarix_str folder, tarix_str name, const char *ending)
{
    const tarix_str file = tarix_arena_format(arena, "%.*s%s", TARIX_ARG(name), ending);
    return tarix_file_join(arena, folder, file);
}

static bool is_plain(tarix_str word)
{
    static const char special[] = " \t\"'\\$`|&;<>()*?[]#~!{}";
    for (size_t i = 0; i < word.size; i++)
        if (memchr(special, word.data[i], sizeof special)) return false;
    return word.size > 0;
}

tarix_str study_command(tarix_arena *arena, const study_report *report)
{
    tarix_str text = tarix_arena_format(arena, "tarix %s", report->args.command);
    for (size_t i = 0; i < report->args.n_words; i++) {
        const tarix_str word = report->args.words[i];
        const char *quote = is_plain(word) ? "" : "'";
        text = tarix_arena_format(
            arena, "%.*s %s%.*s%s", TARIX_ARG(text), quote, TARIX_ARG(word), quote);
    }
    return text;
}

typedef struct listing {
    tarix_arena *arena;
    tarix_table *table;
    tarix_str folder;
} listing;

static tarix_status put(const listing *l, const char *action, const char *what, tarix_str name,
    tarix_str file, tarix_str detail, tarix_error *err)
{
    tarix_cell *row = NULL;
    TARIX_TRY(tarix_table_row(l->table, &row, err));
    row[ACTION].text = tarix_str_from(action);
    row[WHAT].text = tarix_str_from(what);
    row[NAME].text = name;
    row[FILE_NAME].text = file;
    row[DETAIL].text = detail;
    return TARIX_OK;
}

static tarix_status put_corpus(const listing *l, const study_corpus *c, tarix_error *err)
{
    for (size_t i = 0; i < c->n_paths; i++) {
        tarix_collection *texts = NULL;
        TARIX_TRY(tarix_collection_open(l->arena, &c->paths[i], 1, &texts, err));
        const tarix_str detail = tarix_arena_format(l->arena, "%zu text%s%s%.*s",
            texts->n_documents, texts->n_documents == 1 ? "" : "s", c->where.data ? " where " : "",
            (int)c->where.size, c->where.data ? c->where.data : "");
        TARIX_TRY(put(l, "read", "corpus", c->name, c->paths[i], detail, err));
    }
    if (!c->metadata.data) return TARIX_OK;
    return put(l, "read", "corpus", c->name, c->metadata, TARIX_STR("metadata"), err);
}

static tarix_status put_report(const listing *l, const study_report *report, tarix_error *err)
{
    const tarix_str line = study_command(l->arena, report), name = report->name;
    const tarix_options *options = report->args.options;
    const bool has_figures =
        report->command->analyzer->figures && tarix_options_flag(options, &tarix_option_figures);
    const struct {
        const char *ending;
        bool is_made;
    } files[] = {
        {".csv", true}, {".svg", has_figures}, {".pdf", has_figures}, {".csv-metadata.json", true}};
    for (size_t i = 0; i < sizeof files / sizeof *files; i++)
        if (files[i].is_made)
            TARIX_TRY(put(l, "write", "report", name,
                study_file(l->arena, l->folder, name, files[i].ending),
                i == 0 ? line : TARIX_STR(""), err));
    for (size_t i = 0; i < report->n_tables; i++)
        TARIX_TRY(put(l, "write", "report", name,
            study_file(l->arena, l->folder, name, report->tables[i]->extension), TARIX_STR(""),
            err));
    return TARIX_OK;
}

tarix_status study_list(tarix_arena *arena, const study *s, tarix_str folder,
    const tarix_options *typed, tarix_error *err)
{
    static const tarix_option *const rows[] = {&tarix_option_format, NULL};
    table_output *output = NULL;
    listing l = {.arena = arena, .folder = folder};
    tarix_options *options = tarix_options_new(arena, rows, NULL);
    TARIX_TRY(tarix_options_set(
        options, &tarix_option_format, tarix_options_text(typed, &tarix_option_format), err));
    TARIX_TRY(table_open(arena, options, NULL, &output, &l.table, err));
    tarix_table_add_columns(l.table, columns, sizeof columns / sizeof *columns);
    TARIX_TRY(tarix_table_begin(l.table, err));
    TARIX_TRY(put(&l, "read", "study", s->title, tarix_str_from(s->path), TARIX_STR(""), err));
    for (size_t i = 0; i < s->n_corpora; i++) TARIX_TRY(put_corpus(&l, &s->corpora[i], err));
    for (size_t i = 0; i < s->n_reports; i++) TARIX_TRY(put_report(&l, &s->reports[i], err));
    TARIX_TRY(put(&l, "write", "page", s->title,
        study_file(arena, folder, TARIX_STR("index"), ".html"), TARIX_STR(""), err));
    TARIX_TRY(put(&l, "write", "record", s->title,
        study_file(arena, folder, TARIX_STR("run"), ".json"), TARIX_STR(""), err));
    TARIX_TRY(tarix_table_end(l.table, err));
    return table_close(output, err);
}
