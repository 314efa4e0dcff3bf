#include "cli/command.h"

tarix_status cmd_help(tarix_arena *arena, const arguments *args, int *exit_code, tarix_error *err)
{
    (void)exit_code;
    if (args->n_inputs == 0) {
        help_program(stdout);
        return TARIX_OK;
    }
    const command *c = command_find(args->inputs[0]);
    if (!c) return command_unknown(args->inputs[0], err);
    help_command(arena, c, stdout);
    return TARIX_OK;
}
