#include "analyzers/options.h"
#include "cli/command.h"
#include "corpus/index.h"

/* A part is the index of its share of the texts, with the analysis that it is for: what takes long
 * is done, and what is counted over all texts at once (dispersion, margins, floors, order) comes
 * out as of one run, whatever the measure, because it is computed by one. */

/* Those that say how a part is made, not what the table is. Metadata are in the part. */
static const tarix_option *const of_parts[] = {&tarix_option_partial, &tarix_option_output,
    &tarix_option_record, &tarix_option_metadata, &tarix_option_threads, &tarix_option_vectors,
    &tarix_option_memory, &tarix_option_strict, &tarix_option_quiet};

static bool is_of_part(const tarix_option *option)
{
    for (size_t i = 0; i < sizeof of_parts / sizeof *of_parts; i++)
        if (option == of_parts[i]) return true;
    return false;
}

/* The command's name and then its options, a line each, as they are typed. */
static tarix_str words_of(tarix_arena *arena, const arguments *args)
{
    tarix_str words = tarix_arena_format(arena, "%s\n", args->command);
    for (const tarix_option *const *row = tarix_options_rows(args->options); *row; row++) {
        size_t n;
        const tarix_str *values = tarix_options_all(args->options, *row, &n);
        for (size_t i = 0; i < n && !is_of_part(*row); i++)
            words = (*row)->kind == TARIX_OPTION_FLAG
                        ? tarix_arena_format(arena, "%.*s--%s\n", TARIX_ARG(words), (*row)->name)
                        : tarix_arena_format(arena, "%.*s--%s=%.*s\n", TARIX_ARG(words),
                              (*row)->name, TARIX_ARG(values[i]));
    }
    return words;
}

tarix_status part_make(tarix_arena *arena, const arguments *args, int *exit_code, tarix_error *err)
{
    for (const tarix_option *const *row = tarix_options_rows(args->options); *row; row++) {
        size_t n;
        const tarix_str *values = tarix_options_all(args->options, *row, &n);
        for (size_t i = 0; i < n && !is_of_part(*row); i++)
            if (memchr(values[i].data, '\n', values[i].size))
                return tarix_error_set(err, TARIX_USAGE,
                    "--%s: a part cannot keep a value that has a line break", (*row)->name);
    }
    return index_inputs(arena, args, words_of(arena, args), exit_code, err);
}

/* The command of all parts. */
static tarix_status find_words(
    tarix_arena *arena, const arguments *args, tarix_str *out, tarix_error *err)
{
    const tarix_str ending = TARIX_STR(".tarix");
    for (size_t i = 0; i < args->n_inputs; i++) {
        tarix_index *part = NULL;
        const char *path = tarix_arena_str(arena, args->inputs[i]).data;
        if (!tarix_str_ends(args->inputs[i], ending))
            return tarix_error_set(
                err, TARIX_USAGE, "%s: is no part: they are named PART.tarix", path);
        TARIX_TRY(tarix_index_open(arena, path, &part, err));
        if (part->command.size == 0)
            return tarix_error_set(err, TARIX_INVALID,
                "%s: is an index and no part; parts are made with --partial", path);
        if (i && !tarix_str_equal(part->command, *out))
            return tarix_error_set(err, TARIX_INVALID,
                "%s: is a part of another run than %.*s: command and options must be the same",
                path, TARIX_ARG(args->inputs[0]));
        *out = part->command;
    }
    return TARIX_OK;
}

static size_t split_words(tarix_arena *arena, tarix_str text, tarix_str **out)
{
    size_t n = 0, capacity = 0;
    tarix_str line;
    while (tarix_str_split(&text, '\n', &line)) {
        TARIX_ROOM(arena, *out, n, capacity);
        if (line.size) (*out)[n++] = line;
    }
    return n;
}

tarix_status cmd_merge(tarix_arena *arena, const arguments *args, int *exit_code, tarix_error *err)
{
    tarix_str text = {NULL, 0}, *words = NULL;
    arguments whole;
    if (args->n_inputs == 0)
        return tarix_error_set(err, TARIX_USAGE, "merge needs the PARTs that --partial made");
    TARIX_TRY(find_words(arena, args, &text, err));
    const size_t n = split_words(arena, text, &words);
    const command *c = n ? command_find(words[0]) : NULL;
    if (!c || !c->analyzer)
        return tarix_error_set(err, TARIX_INVALID,
            "%.*s: its command '%.*s' is none of this program", TARIX_ARG(args->inputs[0]),
            n ? (int)words[0].size : 0, n ? words[0].data : "");
    TARIX_TRY(arguments_parse(arena, c, words + 1, n - 1, &whole, err));
    for (const tarix_option *const *row = tarix_options_rows(args->options); *row; row++) {
        const tarix_str value = tarix_options_text(args->options, *row);
        if (tarix_options_given(args->options, *row))
            TARIX_TRY(tarix_options_set(whole.options, *row, value, err));
    }
    whole.inputs = args->inputs;
    whole.n_inputs = args->n_inputs;
    return analyze(arena, c, &whole, exit_code, err);
}
