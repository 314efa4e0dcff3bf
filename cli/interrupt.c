#include "cli/interrupt.h"

#include "base/output.h"

#include <pthread.h>
#include <signal.h>
#include <unistd.h>

/* A signal finds nothing but what is static. */
enum { most_parts = 32, longest_path = 4096 };
static char parts[most_parts][longest_path];
static volatile sig_atomic_t n_parts;
static pthread_t writer;

/* On the thread that writes, so that it makes no file meanwhile. */
static void end_program(int signal_number)
{
    if (!pthread_equal(pthread_self(), writer)) {
        pthread_kill(writer, signal_number);
        return;
    }
    for (int i = 0; i < n_parts; i++) unlink(parts[i]);
    signal(signal_number, SIG_DFL);
    raise(signal_number);
}

void interrupt_install(void)
{
    static const int signals[] = {SIGINT, SIGTERM, SIGHUP};
    writer = pthread_self();
    for (size_t i = 0; i < sizeof signals / sizeof *signals; i++) {
        struct sigaction before, action = {.sa_handler = end_program, .sa_flags = SA_RESTART};
        sigemptyset(&action.sa_mask);
        sigaction(signals[i], NULL, &before);
        if (before.sa_handler != SIG_IGN) sigaction(signals[i], &action, NULL); /* nohup */
    }
}

void interrupt_removes(const char *path)
{
    const size_t size = strlen(path) + 1;
    if (n_parts == most_parts || size > longest_path) return;
    memcpy(parts[n_parts], path, size);
    n_parts++;
}

void interrupt_removes_part_of(tarix_arena *arena, const char *path)
{
    interrupt_removes(tarix_output_part(arena, path).data);
}

void interrupt_forget(void)
{
    n_parts = 0;
}
