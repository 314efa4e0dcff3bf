/* The spread from within: what fill.c, which reads text into slots, crew.c, which makes tokens of
 * it, and spread.c, which takes them, know. */
#ifndef TARIX_CORPUS_SPREADING_H
#define TARIX_CORPUS_SPREADING_H

#include "corpus/passing.h"
#include "corpus/replay.h"
#include "corpus/seam.h"
#include "corpus/text.h"

#include <pthread.h>

enum { TARIX_ENDING_NAME = 64, TARIX_ENDING_DIGEST = 64 };

#define TARIX_NO_DOCUMENT SIZE_MAX

/* What is told at a document's end. */
typedef struct tarix_ending {
    tarix_status status;
    tarix_str message; /* of a failure */
    char encoding[TARIX_ENDING_NAME], sha256[TARIX_ENDING_DIGEST];
    size_t sha256_size;
    uint64_t bytes, bad_bytes;
} tarix_ending;

/* A chunk of a document. */
typedef struct tarix_piece {
    size_t document;
    size_t at, size; /* in the slot's text */
    uint64_t offset;
    bool opens, begins, ends; /* the document: its file is tried, its text begins, it ends */
    bool has_index;           /* it is the whole document, to be replayed */
    bool may_guess;           /* what stands before is known, or can be guessed */
    tarix_seam seam;          /* known or guessed */
    size_t ending;            /* of the slot's, when it ends */
    /* found */
    bool is_read;
    tarix_seam_end end;
    size_t n_ids, n_counts, n_fresh; /* of the slot, at the piece's end */
    tarix_segmenter_counts counts;
    uint64_t furniture;
    uint64_t letters[TARIX_SCRIPTS];
} tarix_piece;

/* Forms of a thread, and how often each comes. */
typedef struct tarix_counts {
    struct tarix_counts *next; /* left by the same thread */
    size_t document; /* that they are left of; under the spread's lock. None: they are free */
    tarix_id *form;
    uint64_t *count;
    size_t n, form_capacity, count_capacity;
} tarix_counts;

typedef struct tarix_crew tarix_crew;

typedef struct tarix_slot {
    /* by the reader */
    char *text;
    size_t text_size, text_capacity;
    tarix_piece *pieces;
    size_t n_pieces, pieces_capacity;
    tarix_ending *endings;
    size_t n_endings, endings_capacity;
    bool is_alone; /* there is nothing else */
    /* by the thread that makes the tokens */
    tarix_crew *by;
    tarix_arena *arena;
    tarix_id *ids; /* of tokens, in the vocabulary of the thread */
    size_t n_ids, ids_capacity;
    tarix_token *tokens; /* when the sink wants them */
    size_t tokens_capacity;
    tarix_step_run *runs; /* by piece, likewise */
    size_t runs_capacity;
    tarix_counts counts; /* of documents that are one piece each */
    tarix_token *fresh;  /* forms that the thread has not met before, from id first_fresh on */
    size_t n_fresh, fresh_capacity;
    tarix_id first_fresh;
    tarix_page_log log; /* of the first piece */
    tarix_status status;
    tarix_error error;
} tarix_slot;

/* A form that was met where a guess failed. */
typedef struct tarix_pending {
    tarix_id own;
    tarix_token form;
} tarix_pending;

/* A thread. */
struct tarix_crew {
    tarix_guard *guard;
    tarix_passing *passing;
    tarix_arena *arena;
    tarix_vocab *forms;
    size_t document;    /* of several pieces, whose counts the forms have; set under the lock */
    size_t reached;     /* the document of the last piece */
    tarix_counts *left; /* of documents before; the list is under the spread's lock */
    /* of the pass */
    tarix_id *map; /* from forms to those of the sink */
    size_t map_capacity;
    uint32_t *wrong; /* how often forms were met in pieces of the document that are read again */
    size_t wrong_capacity;
    tarix_pending *pending; /* by id */
    size_t n_pending, pending_capacity;
    size_t n_unknown; /* of which the pass does not know yet */
};

typedef struct tarix_slot_reader {
    tarix_guard *guard;
    tarix_arena *arena, *document_arena;
    tarix_text *text;
    tarix_spelling spelling;
    tarix_digest *digest;
    size_t document; /* the one at hand, or the next */
    bool is_open, has_begun, follows_sentence, has_ended;
} tarix_slot_reader;

typedef struct tarix_spread {
    /* Copies: threads still read them when the caller's frame is unwound. */
    tarix_pass pass;
    tarix_sink sink;
    tarix_collection *collection;
    tarix_arena *arena;
    tarix_slot_reader reader;
    tarix_slot *slots;
    size_t n_slots;
    tarix_crew *crews;
    /* Of the last seam that is known, and of whose counts the forms of a thread have. */
    pthread_mutex_t lock;
    tarix_seam known;
    size_t known_document;
    /* of the document being taken */
    tarix_passing *passing;
    tarix_replay *replay;
    tarix_seam seam;
    tarix_segmenter_counts counts;
    bool has_pieces; /* it has several, which threads have read */
    uint64_t furniture;
    tarix_status status;
    tarix_error *err;
} tarix_spread;

/* Fills the next slot: feed() of base/pool.h, with a tarix_spread. */
bool tarix_spread_feed(void *context, size_t task, size_t number);

/* Makes tokens of what is in a slot: work() of base/pool.h. */
void tarix_spread_work(void *context, size_t task, size_t thread, size_t number);

/* A document that is one piece: its counts go with it. Those of others stay with a thread as long
 * as it reads pieces of them. */
static inline bool tarix_piece_is_whole(const tarix_piece *p)
{
    return p->begins && p->ends;
}

/* Takes up to n of the counts that a thread has of a document of which it reads no more; 0 when
 * there are none, or no more. */
size_t tarix_crew_take_counts(
    tarix_spread *x, tarix_crew *c, size_t document, size_t n, tarix_id *form, uint64_t *count);

#endif
