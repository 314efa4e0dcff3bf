#include "cli/progress.h"

#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

/* Seconds: nothing is shown of a run that is over soon; a line stays long enough to be read; time
 * left is told when there is something to judge by. */
static const double soon = 0.5, lapse = 0.2, judged = 1;
static const char reading[] = "reading";

double time_now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

/* Columns of UTF-8 without marks, and the bytes of as many as the terminal has room for: a line
 * that is broken cannot be written over. */
static size_t columns_of(const char *text, size_t most, size_t *size)
{
    size_t n = 0;
    *size = 0;
    for (const char *p = text; *p; p++) {
        const bool starts = ((unsigned char)*p & 0xC0) != 0x80;
        if (starts && n == most) break;
        n += starts;
        ++*size;
    }
    return n;
}

static size_t screen_width(void)
{
    struct winsize size;
    const bool is_known = ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 1;
    return is_known ? size.ws_col : 80;
}

/* Over the line before, whose rest is wiped out by spaces: not every terminal knows more. */
static void put(progress *p, const char *text)
{
    size_t size;
    const size_t width = columns_of(text, screen_width() - 1, &size);
    const size_t rest = p->width > width ? p->width - width : 0;
    fprintf(stderr, "\r%.*s%*s", (int)size, text, (int)rest, "");
    p->width = width;
}

void progress_clear(progress *p)
{
    if (p->width == 0) return;
    put(p, "");
    fputc('\r', stderr);
}

/* ", 1:05 left" */
static void say_left(char *text, size_t size, double seconds)
{
    const unsigned long s = (unsigned long)seconds + 1;
    text[0] = '\0';
    if (seconds >= 360000) return; /* 100 hours are no answer */
    if (s >= 3600)
        snprintf(text, size, ", %lu:%02lu:%02lu left", s / 3600, s / 60 % 60, s % 60);
    else
        snprintf(text, size, ", %lu:%02lu left", s / 60, s % 60);
}

/* Whether it is time for another line; *took: seconds that the phase has taken. */
static bool is_due(progress *p, const char *phase, double *took)
{
    const double now = time_now();
    if (p->is_over) return false;
    if (!p->phase || strcmp(p->phase, phase) != 0) {
        p->phase = phase;
        p->began = now;
    }
    if (now - p->started < soon || now - p->shown < lapse) return false;
    p->shown = now;
    *took = now - p->began;
    return true;
}

static void show(progress *p, double took, double part, const char *done)
{
    char left[64] = "", line[200];
    if (part > 0 && part <= 1 && took >= judged) say_left(left, sizeof left, took / part - took);
    snprintf(line, sizeof line, "%s%s%s%s", p->label, p->label[0] ? ": " : "", done, left);
    put(p, line);
}

static void expect(void *context, uint64_t bytes)
{
    progress *p = context;
    p->expected += bytes;
}

static void show_read(void *context, uint64_t bytes)
{
    progress *p = context;
    char done[120];
    double took;
    p->bytes += bytes;
    if (!p->phase || strcmp(p->phase, reading) != 0) p->from = p->bytes - bytes;
    if (!is_due(p, reading, &took)) return;
    const double read = (double)p->bytes / 1e6, all = (double)p->expected / 1e6;
    const double fresh = (double)(p->bytes - p->from), rest = (double)(p->expected - p->from);
    const double rate = took > 0 ? fresh / 1e6 / took : 0;
    const bool is_known = p->bytes <= p->expected;
    if (is_known)
        snprintf(done, sizeof done, "read %.0f of %.0f MB, %.0f MB/s", read, all, rate);
    else
        snprintf(done, sizeof done, "read %.0f MB, %.0f MB/s", read, rate);
    show(p, took, is_known ? fresh / rest : 0, done);
}

static void show_step(void *context, const char *phase, uint64_t n, uint64_t total)
{
    progress *p = context;
    char done[120];
    double took;
    if (p->shares_screen && strcmp(phase, TARIX_PROGRESS_ROWS) == 0) {
        progress_clear(p);
        p->is_over = true;
    }
    if (total == 0 || !is_due(p, phase, &took)) return;
    const double part = (double)n / (double)total;
    snprintf(done, sizeof done, "%s %.0f %%", phase, 100 * part);
    show(p, took, part, done);
}

const tarix_progress *progress_begin(progress *p, const char *label, bool to_screen)
{
    *p = (progress){.label = label ? label : "", .started = time_now()};
    p->shares_screen = to_screen && isatty(STDOUT_FILENO);
    p->told = (tarix_progress){p, expect, show_read, show_step};
    return isatty(STDERR_FILENO) ? &p->told : NULL;
}
