/* bench_stem FILE: forms a second of our stem and lemma and of libstemmer's Turkish, over the lines
 * of FILE, nothing cached; the best of several rounds of each, taken in turns. */
#include "analyzers/stemmer.h"
#include "base/file.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { rounds = 7, longest = 128 };

typedef struct bench {
    tarix_str *words;
    size_t n, capacity;
    const tarix_morph *morph;
    size_t bytes; /* of all answers, so that none is left out */
} bench;

static double now(void)
{
    struct timespec t;
    timespec_get(&t, TIME_UTC);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static double time_stems(bench *b, tarix_stemmer *stemmer)
{
    const double start = now();
    for (size_t i = 0; i < b->n; i++) b->bytes += tarix_stemmer_stem(stemmer, b->words[i]).size;
    return now() - start;
}

static double time_lemmas(bench *b)
{
    tarix_lemma lemma;
    const double start = now();
    for (size_t i = 0; i < b->n; i++) {
        tarix_morph_lemma(b->morph, b->words[i], false, &lemma);
        b->bytes += lemma.size;
    }
    return now() - start;
}

static double least(double a, double b)
{
    return a < b ? a : b;
}

static tarix_status run(void *context, tarix_guard *guard, tarix_error *err)
{
    tarix_arena *arena = tarix_arena_new(guard);
    tarix_lexicons *lexicons = NULL;
    tarix_stemmer *az = NULL, *tr = NULL;
    tarix_str bytes, line;
    bench b = {.n = 0};
    double times[3] = {1e9, 1e9, 1e9};
    const double start = now();
    TARIX_TRY(tarix_lexicons_open(NULL, &lexicons, err));
    const double opening = now() - start;
    TARIX_TRY(tarix_stemmer_open_in(arena, lexicons, "az", &az, err));
    TARIX_TRY(tarix_stemmer_open_in(arena, lexicons, "tr", &tr, err));
    TARIX_TRY(tarix_file_read(arena, context, &bytes, err));
    while (bytes.size && tarix_str_split(&bytes, '\n', &line)) {
        if (line.size == 0 || line.size > longest) continue;
        TARIX_ROOM(arena, b.words, b.n, b.capacity);
        b.words[b.n++] = line;
    }
    b.morph = tarix_lexicons_morph(lexicons);
    for (int i = 0; i < rounds; i++) {
        times[0] = least(times[0], time_stems(&b, az));
        times[1] = least(times[1], time_lemmas(&b));
        times[2] = least(times[2], time_stems(&b, tr));
    }
    printf("forms\t%zu\nopen_ms\t%.2f\n", b.n, 1e3 * opening);
    static const char *const names[] = {"stem", "lemma", "turkish"};
    for (int i = 0; i < 3; i++)
        printf("%s\t%.0f\t%.2f\n", names[i], (double)b.n / times[i], times[2] / times[i]);
    tarix_lexicons_free(lexicons);
    return b.bytes ? TARIX_OK : TARIX_INVALID;
}

int main(int argc, char **argv)
{
    tarix_error err = {0};
    if (argc != 2) {
        fprintf(stderr, "bench_stem FILE: one form a line\n");
        return EXIT_FAILURE;
    }
    if (tarix_protect(run, argv[1], 0, &err) == TARIX_OK) return EXIT_SUCCESS;
    fprintf(stderr, "%s\n", err.message);
    return EXIT_FAILURE;
}
