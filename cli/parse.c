#include "cli/command.h"

static tarix_status unknown_option(const arguments *args, tarix_str name, tarix_error *err)
{
    const char *names[64];
    size_t n = 0;
    const tarix_option *const *rows = tarix_options_rows(args->options);
    while (rows[n] && n < 64) {
        names[n] = rows[n]->name;
        n++;
    }
    const char *nearest = tarix_option_nearest(name, names, n);
    return tarix_error_set(err, TARIX_USAGE, "--%.*s is no option of this command%s%s%s",
        TARIX_ARG(name), nearest ? "; did you mean --" : "; see its --help", nearest ? nearest : "",
        nearest ? "?" : "");
}

/* Sets an option whose value is behind '=', is the next word, or is not wanted. */
static tarix_status take_option(
    arguments *args, const tarix_option *option, tarix_str inlined, size_t *at, tarix_error *err)
{
    tarix_str value = inlined;
    if (option->kind == TARIX_OPTION_FLAG) {
        if (value.data)
            return tarix_error_set(err, TARIX_USAGE, "--%s takes no value", option->name);
        return tarix_options_set(args->options, option, TARIX_STR("yes"), err);
    }
    if (!value.data) {
        if (*at + 1 >= args->n_words)
            return tarix_error_set(
                err, TARIX_USAGE, "--%s needs a value: %s", option->name, option->value);
        value = args->words[++*at];
    }
    return tarix_options_set(args->options, option, value, err);
}

static tarix_status take_long(arguments *args, tarix_str word, size_t *at, tarix_error *err)
{
    tarix_str rest = tarix_str_slice(word, 2, word.size), name = rest;
    tarix_str_split(&rest, '=', &name);
    if (tarix_str_equal(name, TARIX_STR("help"))) {
        args->wants_help = true;
        return TARIX_OK;
    }
    const tarix_option *option = tarix_options_find(args->options, name);
    if (!option) return unknown_option(args, name, err);
    return take_option(args, option, rest, at, err);
}

static tarix_status take_short(arguments *args, tarix_str word, size_t *at, tarix_error *err)
{
    if (tarix_str_equal(word, TARIX_STR("-h"))) {
        args->wants_help = true;
        return TARIX_OK;
    }
    const tarix_option *option = tarix_options_find_letter(args->options, word.data[1]);
    if (!option)
        return tarix_error_set(err, TARIX_USAGE,
            "%.*s is no option of this command; see its --help (a file of that name: ./%.*s)",
            TARIX_ARG(word), TARIX_ARG(word));
    const tarix_str inlined =
        word.size > 2 ? tarix_str_slice(word, 2, word.size) : (tarix_str){NULL, 0};
    return take_option(args, option, inlined, at, err);
}

tarix_status arguments_parse(tarix_arena *arena, const command *c, const tarix_str *words,
    size_t n_words, arguments *out, tarix_error *err)
{
    const tarix_option *const *rows = command_options(arena, c);
    *out = (arguments){.command = command_name(c), .words = words, .n_words = n_words};
    out->options = tarix_options_new(arena, rows, c->analyzer ? c->analyzer->defaults : NULL);
    out->inputs = TARIX_ARRAY(arena, tarix_str, n_words + 1);
    bool options_ended = false;
    for (size_t i = 0; i < n_words; i++) {
        const tarix_str word = words[i];
        if (options_ended || word.size < 2 || word.data[0] != '-')
            out->inputs[out->n_inputs++] = word;
        else if (tarix_str_equal(word, TARIX_STR("--")))
            options_ended = true;
        else if (word.data[1] == '-')
            TARIX_TRY(take_long(out, word, &i, err));
        else
            TARIX_TRY(take_short(out, word, &i, err));
    }
    return TARIX_OK;
}
