/* What SIGINT, SIGTERM and SIGHUP take away before they end the program: files that grow beside
 * their final names. */
#ifndef TARIX_CLI_INTERRUPT_H
#define TARIX_CLI_INTERRUPT_H

#include "base/arena.h"

/* Once, from the thread that writes. */
void interrupt_install(void);

/* `path` is about to be written with tarix_output_open(); until interrupt_forget() its part is
 * removed when the program is interrupted. */
void interrupt_removes_part_of(tarix_arena *arena, const char *path);
/* The same of a file by its own name. */
void interrupt_removes(const char *path);
void interrupt_forget(void);

#endif
