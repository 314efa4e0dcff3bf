/* The reading side of a spread, on the thread of the pass. */
#include "corpus/spreading.h"

#include <stdio.h>

enum { slot_target = 1 << 17, padding = 64 };

typedef struct filling {
    tarix_spread *spread;
    tarix_slot *slot;
} filling;

static tarix_piece *add_piece(tarix_slot_reader *r, tarix_slot *s)
{
    TARIX_ROOM(r->arena, s->pieces, s->n_pieces, s->pieces_capacity);
    tarix_piece *p = &s->pieces[s->n_pieces++];
    *p = (tarix_piece){.document = r->document, .at = s->text_size};
    return p;
}

static void note_end(const tarix_slot_reader *r, tarix_ending *e)
{
    snprintf(e->encoding, sizeof e->encoding, "%s", tarix_text_encoding(r->text));
    e->bytes = tarix_text_bytes(r->text);
    e->bad_bytes = tarix_text_bad_bytes(r->text);
    if (!r->digest) return;
    const tarix_str digits = tarix_digest_end(r->digest);
    e->sha256_size = digits.size < TARIX_ENDING_DIGEST ? digits.size : (size_t)TARIX_ENDING_DIGEST;
    memcpy(e->sha256, digits.data, e->sha256_size);
}

/* The document at hand is over; the last piece is of it. */
static void end_document(
    tarix_slot_reader *r, tarix_slot *s, tarix_status status, const tarix_error *err)
{
    tarix_piece *last = &s->pieces[s->n_pieces - 1];
    last->ends = true;
    last->ending = s->n_endings;
    TARIX_ROOM(r->arena, s->endings, s->n_endings, s->endings_capacity);
    tarix_ending *e = &s->endings[s->n_endings++];
    *e = (tarix_ending){.status = status};
    if (status == TARIX_OK)
        note_end(r, e);
    else
        e->message = tarix_arena_str(r->arena, tarix_str_from(err->message));
    r->is_open = false;
    r->document++;
}

static void open_document(const tarix_spread *x, tarix_slot_reader *r, tarix_slot *s)
{
    const tarix_document *document = &x->collection->documents[r->document];
    tarix_error err = {0};
    if (document->index) {
        *add_piece(r, s) =
            (tarix_piece){.document = r->document++, .opens = true, .has_index = true};
        return;
    }
    tarix_arena_restore(r->document_arena, (tarix_mark){0});
    r->digest = x->pass.hashes ? tarix_digest_new(r->document_arena) : NULL;
    tarix_piece *p = add_piece(r, s);
    p->opens = true;
    r->is_open = true;
    r->has_begun = false;
    tarix_spelling_begin(&r->spelling);
    const tarix_status status =
        tarix_text_open(r->text, document->path, x->pass.encoding, r->digest, &err);
    p->begins = status == TARIX_OK;
    p->seam = tarix_seam_start(&r->spelling);
    if (status != TARIX_OK) end_document(r, s, status, &err);
}

/* The last seam that is known of the document, or the one at its head. */
static tarix_seam known_seam(tarix_spread *x, size_t document, tarix_seam start)
{
    pthread_mutex_lock(&x->lock);
    const tarix_seam seam = x->known_document == document ? x->known : start;
    pthread_mutex_unlock(&x->lock);
    return seam;
}

static void copy_text(tarix_slot_reader *r, tarix_slot *s, tarix_piece *p, tarix_str chunk)
{
    TARIX_ROOM_FOR(r->arena, s->text, s->text_size, s->text_capacity, chunk.size + padding);
    p->at = s->text_size;
    p->size = chunk.size;
    memcpy(s->text + p->at, chunk.data, chunk.size);
    s->text[p->at + chunk.size] = '\0';
    s->text_size += chunk.size + padding;
}

/* The first chunk joins the piece that opens its document. */
static void add_chunk(tarix_spread *x, tarix_slot *s, tarix_str chunk, uint64_t offset)
{
    tarix_slot_reader *r = &x->reader;
    const bool is_first = !r->has_begun;
    tarix_piece *p = is_first ? &s->pieces[s->n_pieces - 1] : add_piece(r, s);
    if (is_first) {
        tarix_spelling_feed(&r->spelling, r->guard, chunk, NULL);
        p->seam = tarix_seam_start(&r->spelling);
        p->may_guess = true;
    } else if (s->n_pieces == 1) {
        const tarix_seam start = tarix_seam_start(&r->spelling);
        p->seam = known_seam(x, r->document, start);
        p->seam = tarix_seam_guess(&p->seam);
        p->may_guess = r->follows_sentence;
    }
    p->offset = offset;
    copy_text(r, s, p, chunk);
    r->has_begun = true;
    r->follows_sentence = tarix_text_ends_sentence(r->text);
}

static void read_chunk(tarix_spread *x, tarix_slot *s)
{
    tarix_slot_reader *r = &x->reader;
    tarix_str chunk = {NULL, 0};
    uint64_t offset = 0;
    tarix_error err = {0};
    const tarix_status status = tarix_text_next(r->text, &chunk, &offset, &err);
    if (status == TARIX_OK && chunk.size) {
        add_chunk(x, s, chunk, offset);
        return;
    }
    const bool has_piece = s->n_pieces && s->pieces[s->n_pieces - 1].document == r->document;
    if (!has_piece) add_piece(r, s);
    end_document(r, s, status, &err);
}

static void open_reader(tarix_slot_reader *r, const tarix_pass *pass)
{
    r->arena = tarix_arena_new(r->guard);
    r->document_arena = tarix_arena_new(r->guard);
    r->text = tarix_text_new(r->arena, pass->lexicons);
    tarix_text_set_vectors(r->text, !pass->no_vectors);
    r->spelling.no_vectors = pass->no_vectors;
    r->spelling.lexicons = pass->lexicons;
    r->spelling.choice = pass->orthography;
}

/* A document's end is looked for at once, so that it is in the slot of its last piece. */
static tarix_status fill(void *context, tarix_error *err)
{
    const filling *f = context;
    tarix_slot_reader *r = &f->spread->reader;
    tarix_slot *s = f->slot;
    (void)err;
    if (!r->text) open_reader(r, &f->spread->pass);
    s->text_size = s->n_pieces = s->n_endings = 0;
    while (s->text_size < slot_target) {
        if (r->is_open)
            read_chunk(f->spread, s);
        else if (r->document < f->spread->collection->n_documents)
            open_document(f->spread, r, s);
        else
            break;
    }
    r->has_ended = !r->is_open && r->document == f->spread->collection->n_documents;
    return TARIX_OK;
}

bool tarix_spread_feed(void *context, size_t task, size_t number)
{
    tarix_spread *x = context;
    filling f = {x, &x->slots[number]};
    tarix_slot *s = f.slot;
    if (x->reader.has_ended) return false;
    s->error = (tarix_error){0};
    s->status = tarix_guard_run(x->reader.guard, fill, &f, &s->error);
    if (s->status != TARIX_OK) x->reader.has_ended = true;
    s->is_alone = task == 0 && x->reader.has_ended;
    return s->n_pieces > 0 || s->status != TARIX_OK;
}
