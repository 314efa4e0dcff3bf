#include "analyzers/overlap.h"

#include "base/digest.h"
#include "base/file.h"
#include "corpus/index.h"

#include <stdlib.h>

/* A document by what it is made of. */
typedef struct print {
    uint64_t bytes;
    const tarix_document *document;
    tarix_str sha256; /* data NULL: not made yet; empty: cannot be read */
} print;

/* False: there is nothing to be shared. */
static bool measure(const tarix_document *d, print *out)
{
    *out = (print){.document = d};
    if (d->index)
        out->bytes = d->index->documents[d->index_document].bytes;
    else if (strcmp(d->path, "-") != 0)
        tarix_file_bytes(d->path, &out->bytes);
    return out->bytes > 0;
}

static tarix_str digest_of(tarix_arena *arena, print *p)
{
    tarix_str sum;
    uint64_t size;
    if (p->sha256.data) return p->sha256;
    p->sha256 = TARIX_STR("");
    if (p->document->index)
        p->sha256 = tarix_index_hash(p->document);
    else if (tarix_digest_file(arena, p->document->path, &sum, &size, NULL) == TARIX_OK)
        p->sha256 = sum;
    return p->sha256;
}

static int by_size(const void *a, const void *b)
{
    const print *p = a, *q = b;
    return (p->bytes > q->bytes) - (p->bytes < q->bytes);
}

static print *list(tarix_arena *arena, const tarix_collection *c, size_t *n)
{
    print *prints = TARIX_ARRAY(arena, print, c->n_documents + 1);
    *n = 0;
    for (size_t i = 0; i < c->n_documents; i++) *n += measure(&c->documents[i], &prints[*n]);
    qsort(prints, *n, sizeof *prints, by_size);
    return prints;
}

/* The first of a size or above. */
static size_t find_size(const print *prints, size_t n, uint64_t bytes)
{
    size_t low = 0;
    while (n > 0) {
        const size_t half = n / 2;
        if (prints[low + half].bytes < bytes) {
            low += half + 1;
            n -= half + 1;
        } else
            n = half;
    }
    return low;
}

static bool is_among(tarix_arena *arena, print *prints, size_t n, print *p)
{
    for (size_t i = find_size(prints, n, p->bytes); i < n && prints[i].bytes == p->bytes; i++) {
        const tarix_str a = digest_of(arena, p), b = digest_of(arena, &prints[i]);
        if (a.size && tarix_str_equal(a, b)) return true;
    }
    return false;
}

static void pass_over(tarix_collection *c, const tarix_document *d)
{
    TARIX_ROOM(c->arena, c->passed_over, c->n_passed_over, c->passed_over_capacity);
    c->passed_over[c->n_passed_over++] = (tarix_passed_over){tarix_str_from(d->path),
        TARIX_STR("the target has the same text, which is subtracted from the reference")};
}

size_t tarix_overlap_subtract(
    tarix_arena *arena, const tarix_collection *target, tarix_collection *reference)
{
    tarix_arena *scratch = tarix_arena_new(tarix_arena_guard(arena));
    size_t n_prints, n = 0, n_before = reference->n_documents;
    print *prints = list(scratch, target, &n_prints);
    for (size_t i = 0; i < n_before; i++) {
        const tarix_document *d = &reference->documents[i];
        print p;
        if (measure(d, &p) && is_among(scratch, prints, n_prints, &p))
            pass_over(reference, d);
        else
            reference->documents[n++] = *d;
    }
    reference->n_documents = n;
    tarix_arena_free(scratch);
    return n_before - n;
}
