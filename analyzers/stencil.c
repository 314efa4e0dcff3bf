#include "analyzers/stencil.h"

#include "base/number.h"
#include "base/simd.h"

enum { ahead = 16, line = 64, is_long = 0xFF };

/* What a row is made of, one behind the other: texts that are ready, or a count. */
typedef struct step {
    bool is_text;
    unsigned char from;
    size_t first, end; /* columns that are shown */
    size_t piece;      /* of the source's, for each of its texts */
    tarix_str behind;  /* of a count */
} step;

/* A piece of a row in one line of the cache, for most rows wait for theirs; a long one says where
 * it is. */
typedef struct piece {
    char bytes[line - 1];
    unsigned char size; /* is_long: the bytes are a `place` */
} piece;

_Static_assert(sizeof(piece) == line, "a piece is a line");

/* Of a long piece, among those of its source. */
typedef struct place {
    uint64_t at, size;
} place;

typedef struct ready {
    piece *pieces; /* n_pieces of each text */
    size_t size, capacity;
    size_t n, n_pieces; /* texts, and pieces of each */
    tarix_row_bytes longs;
} ready;

struct tarix_stencil {
    tarix_arena *arena;
    const tarix_row_format *format;
    const size_t *shown; /* columns of the table */
    size_t n_shown;
    tarix_cell *cells;     /* of a row, as shown */
    tarix_row_bytes bytes; /* of a piece */
    step *steps;
    size_t n_steps;
    size_t room; /* for a row that has no long texts */
    ready sources[TARIX_STENCIL_SOURCES];
};

/* Texts of one source that stand side by side are one piece. */
static void add_step(tarix_stencil *s, tarix_stencil_column column, size_t shown)
{
    step *last = s->n_steps ? &s->steps[s->n_steps - 1] : NULL;
    if (last && last->is_text && column.is_text && last->from == column.from) {
        last->end++;
        return;
    }
    step *next = &s->steps[s->n_steps++];
    *next = (step){column.is_text, column.from, shown, shown + 1, 0, {NULL, 0}};
    if (column.is_text)
        next->piece = s->sources[column.from].n_pieces++;
    else
        next->behind = s->format->behind(s->format->context, shown);
    s->room += line + next->behind.size; /* more than a number takes */
}

tarix_stencil *tarix_stencil_new(
    tarix_arena *arena, const tarix_table *table, const tarix_stencil_column *columns)
{
    const size_t *shown = NULL;
    size_t n = 0;
    const tarix_row_format *format = tarix_table_row_format(table, &shown, &n);
    if (!format || !format->add_texts) return NULL;
    tarix_stencil *s = TARIX_NEW(arena, tarix_stencil);
    *s = (tarix_stencil){.arena = arena,
        .format = format,
        .shown = shown,
        .n_shown = n,
        .cells = TARIX_ARRAY(arena, tarix_cell, n),
        .steps = TARIX_ARRAY(arena, step, n)};
    for (size_t i = 0; i < n; i++) add_step(s, columns[shown[i]], i);
    s->bytes.arena = arena;
    for (unsigned i = 0; i < TARIX_STENCIL_SOURCES; i++) s->sources[i].longs.arena = arena;
    return s;
}

static void keep_piece(ready *r, piece *p, tarix_str bytes)
{
    if (bytes.size <= sizeof p->bytes) {
        memcpy(p->bytes, bytes.data, bytes.size);
        p->size = (unsigned char)bytes.size;
        return;
    }
    TARIX_ROOM_FOR(r->longs.arena, r->longs.data, r->longs.size, r->longs.capacity, bytes.size);
    const place elsewhere = {r->longs.size, bytes.size};
    p->size = is_long;
    memcpy(p->bytes, &elsewhere, sizeof elsewhere);
    memcpy(r->longs.data + r->longs.size, bytes.data, bytes.size);
    r->longs.size += bytes.size;
}

void tarix_stencil_add(tarix_stencil *s, unsigned source, const tarix_cell *cells)
{
    ready *r = &s->sources[source];
    for (size_t i = 0; i < s->n_shown; i++) s->cells[i] = cells[s->shown[i]];
    for (size_t i = 0; i < s->n_steps; i++) {
        const step *t = &s->steps[i];
        if (!t->is_text || t->from != source) continue;
        s->bytes.size = 0;
        s->format->add_texts(s->format->context, s->cells, t->first, t->end, &s->bytes);
        TARIX_ROOM(s->arena, r->pieces, r->size, r->capacity);
        keep_piece(r, &r->pieces[r->size++], (tarix_str){s->bytes.data, s->bytes.size});
    }
    r->n++;
}

size_t tarix_stencil_size(const tarix_stencil *s, unsigned source)
{
    return s->sources[source].n;
}

/* ---- rows ---- */

static inline place place_of(const piece *p)
{
    place elsewhere;
    memcpy(&elsewhere, p->bytes, sizeof elsewhere);
    return elsewhere;
}

static inline const piece *pieces_of(
    const tarix_stencil *s, unsigned source, const tarix_stencil_row *row)
{
    const ready *r = &s->sources[source];
    return r->pieces + row->text[source] * r->n_pieces;
}

/* Asks for the pieces of a row, and for where the long ones of one before it are. */
static TARIX_HOT void expect(
    const tarix_stencil *s, const tarix_stencil_row *row, const tarix_stencil_row *sooner)
{
    for (unsigned i = 0; i < TARIX_STENCIL_SOURCES; i++) {
        const ready *r = &s->sources[i];
        if (!r->n_pieces) continue;
        TARIX_PREFETCH(pieces_of(s, i, row));
        const piece *p = pieces_of(s, i, sooner);
        if (p->size != is_long) continue;
        const char *bytes = r->longs.data + place_of(p).at;
        TARIX_PREFETCH(bytes);
        TARIX_PREFETCH(bytes + line);
    }
}

static char *put_long(const tarix_stencil *s, const ready *r, const piece *p, tarix_row_bytes *out)
{
    const place elsewhere = place_of(p);
    TARIX_ROOM_FOR(
        out->arena, out->data, out->size, out->capacity, (size_t)elsewhere.size + s->room);
    memcpy(out->data + out->size, r->longs.data + elsewhere.at, (size_t)elsewhere.size);
    return out->data + out->size + elsewhere.size;
}

static char *put_count(const step *t, uint64_t count, char *out)
{
    out += tarix_number_from_count(count, out);
    for (size_t i = 0; i < t->behind.size; i++) *out++ = t->behind.data[i];
    return out;
}

static void put_row(const tarix_stencil *s, const tarix_stencil_row *row, tarix_row_bytes *out)
{
    TARIX_ROOM_FOR(out->arena, out->data, out->size, out->capacity, s->room);
    char *at = out->data + out->size;
    for (const step *t = s->steps, *end = t + s->n_steps; t < end; t++) {
        if (!t->is_text) {
            at = put_count(t, row->count[t->from], at);
            continue;
        }
        const piece *p = pieces_of(s, t->from, row) + t->piece;
        if (p->size == is_long) {
            out->size = (size_t)(at - out->data);
            at = put_long(s, &s->sources[t->from], p, out);
        } else {
            memcpy(at, p, line); /* whole, for speed: what is behind is written over */
            at += p->size;
        }
    }
    out->size = (size_t)(at - out->data);
}

void tarix_stencil_format(
    const tarix_stencil *s, const tarix_stencil_row *rows, size_t n, tarix_row_bytes *out)
{
    for (size_t i = 0; i < n; i++) {
        if (i + ahead < n) expect(s, &rows[i + ahead], &rows[i + ahead / 2]);
        put_row(s, &rows[i], out);
    }
    out->n_rows += n;
}
