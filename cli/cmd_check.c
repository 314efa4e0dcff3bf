#include "base/file.h"
#include "cli/command.h"
#include "lexicons/lexicons.h"

enum { LIST, VERDICT };

static const tarix_column columns[] = {
    {"list", TARIX_TYPE_TEXT, "list", "siyahı", "", "file of the folder"},
    {"verdict", TARIX_TYPE_TEXT, "verdict", "rəy", "", "ok, or line, reason and remedy"},
};

const tarix_schema check_columns = TARIX_SCHEMA(columns);

/* What is wrong with a file; empty: nothing. */
static tarix_str fault_of(tarix_arena *arena, const char *folder, const char *name)
{
    tarix_error fault = {0};
    if (!tarix_lexicons_has(name))
        return TARIX_STR("no list has this name, so that it is never read: rename or remove it");
    if (tarix_lexicons_check(folder, name, &fault) == TARIX_OK) return TARIX_STR("");
    return tarix_arena_str(arena, tarix_str_from(fault.message));
}

tarix_status cmd_check_lexicon(
    tarix_arena *arena, const arguments *args, int *exit_code, tarix_error *err)
{
    table_output *output = NULL;
    tarix_table *table = NULL;
    tarix_file_list files = {0};
    if (args->n_inputs != 1)
        return tarix_error_set(
            err, TARIX_USAGE, "check-lexicon takes one folder of edited lists, e.g. my-lists/");
    const char *folder = tarix_arena_str(arena, args->inputs[0]).data;
    TARIX_TRY(tarix_file_list_folder(arena, folder, &files, NULL, err));
    if (files.size == 0)
        return tarix_error_set(err, TARIX_IO, "%s: no lists; copy those to edit there", folder);
    TARIX_TRY(table_open(arena, args->options, NULL, &output, &table, err));
    tarix_table_add_columns(table, columns, sizeof columns / sizeof *columns);
    TARIX_TRY(tarix_table_begin(table, err));
    for (size_t i = 0; i < files.size; i++) {
        tarix_cell *row = NULL;
        const tarix_str fault =
            fault_of(arena, folder, tarix_arena_str(arena, files.files[i].name).data);
        TARIX_TRY(tarix_table_row(table, &row, err));
        row[LIST].text = files.files[i].name;
        row[VERDICT].text = fault.size ? fault : TARIX_STR("ok");
        if (fault.size) *exit_code = exit_failed;
    }
    TARIX_TRY(tarix_table_end(table, err));
    return table_close(output, err);
}
