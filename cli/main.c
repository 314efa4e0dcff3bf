#include "base/number.h"
#include "cli/command.h"
#include "cli/interrupt.h"

#include <signal.h>

typedef struct call {
    const command *command;
    tarix_str *words;
    size_t n_words;
    int exit_code;
} call;

static tarix_status run(void *context, tarix_guard *guard, tarix_error *err)
{
    call *c = context;
    arguments args;
    tarix_arena *arena = tarix_arena_new(guard);
    TARIX_TRY(arguments_parse(arena, c->command, c->words, c->n_words, &args, err));
    if (args.wants_help) {
        help_command(arena, c->command, stdout);
        return TARIX_OK;
    }
    if (c->command->analyzer) return analyze(arena, c->command, &args, &c->exit_code, err);
    return c->command->run(arena, &args, &c->exit_code, err);
}

/* --memory is wanted before the arguments are parsed under a guard that has it. */
static size_t budget_of(const tarix_str *words, size_t n)
{
    uint64_t size = 0;
    const tarix_str name = TARIX_STR("--memory=");
    for (size_t i = 0; i < n; i++) {
        tarix_str value = {NULL, 0};
        if (tarix_str_equal(words[i], TARIX_STR("--memory")) && i + 1 < n)
            value = words[i + 1];
        else if (tarix_str_starts(words[i], name))
            value = tarix_str_slice(words[i], name.size, words[i].size);
        if (value.data) tarix_number_parse_size(value, &size);
    }
    return (size_t)size;
}

static int finish(tarix_status status, const tarix_error *err, int exit_code)
{
    if (fflush(stdout) != 0 && status == TARIX_OK) return exit_failed;
    switch (status) {
    case TARIX_OK: return exit_code;
    case TARIX_CLOSED: return exit_done;
    default: break;
    }
    fprintf(stderr, "tarix: %s\n", err->message);
    return status == TARIX_USAGE ? exit_usage : exit_failed;
}

int main(int argc, char **argv)
{
    enum { most_words = 65536 };
    static tarix_str words[most_words];
    tarix_error err = {0};
    call c = {.words = words};
    signal(SIGPIPE, SIG_IGN);
    interrupt_install();
    if (argc < 2) {
        help_program(stderr);
        return exit_usage;
    }
    tarix_str name = tarix_str_from(argv[1]);
    if (tarix_str_equal(name, TARIX_STR("--help")) || tarix_str_equal(name, TARIX_STR("-h")))
        name = TARIX_STR("help");
    if (tarix_str_equal(name, TARIX_STR("--version"))) name = TARIX_STR("version");
    c.command = command_find(name);
    if (!c.command) return finish(command_unknown(name, &err), &err, exit_usage);
    for (int i = 2; i < argc && c.n_words < most_words; i++)
        words[c.n_words++] = tarix_str_from(argv[i]);
    const tarix_status status = tarix_protect(run, &c, budget_of(words, c.n_words), &err);
    return finish(status, &err, c.exit_code);
}
