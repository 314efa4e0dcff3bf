#include "base/unicode.h"
#include "cli/command.h"
#include "version.h"

tarix_status cmd_version(
    tarix_arena *arena, const arguments *args, int *exit_code, tarix_error *err)
{
    (void)args, (void)exit_code, (void)err;
    printf("tarix %s\nICU %s\n", TARIX_VERSION, tarix_unicode_version(arena).data);
    return TARIX_OK;
}
