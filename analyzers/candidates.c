#include "analyzers/candidates.h"

#include "base/collate.h"
#include "base/unicode.h"
#include "base/utf8.h"
#include "corpus/chars.h"

#include <stdio.h>

enum { longest_text = TARIX_TERM_LONGEST * (2 * TARIX_WORD_LONGEST + 16) };

/* One way in which a candidate is printed. */
typedef struct print {
    uint64_t count;
    tarix_id candidate;
    tarix_str text;
    const tarix_nominal *word[TARIX_TERM_LONGEST];
} print;

/* The capital of a word, where it was seen with one and it was not because a sentence begins. */
typedef struct capital {
    uint64_t with, without, in_parts; /* in_parts: Tatar-Başqırd */
    char letter[4];
    uint8_t size;
} capital;

/* What is known of a candidate until it is settled, by its occurrences in the target. */
typedef struct evidence {
    uint64_t plain;  /* whose last word cannot be possessed */
    uint64_t plural; /* whose last word has the plural */
    capital capital[TARIX_TERM_LONGEST];
    uint32_t document; /* the last that has it, and one more */
} evidence;

struct tarix_candidates {
    tarix_arena *arena;
    const tarix_lexicons *lexicons;
    const tarix_wordlist *stopwords;
    unsigned shortest, longest;
    tarix_vocab *lemmas, *keys, *texts;
    tarix_candidate *candidate; /* by key */
    evidence *evidence;
    size_t n, capacity, evidence_capacity;
    print *prints; /* by text */
    size_t n_prints, prints_capacity;

    /* of the corpus at hand */
    tarix_nominal *nominal; /* by form */
    tarix_counted_side side;
    const tarix_corpus *corpus;
};

tarix_candidates *tarix_candidates_new(tarix_arena *arena, const tarix_lexicons *lexicons,
    const tarix_wordlist *stopwords, unsigned shortest, unsigned longest)
{
    tarix_candidates *c = TARIX_NEW(arena, tarix_candidates);
    *c = (tarix_candidates){.arena = arena,
        .lexicons = lexicons,
        .stopwords = stopwords,
        .shortest = shortest,
        .longest = longest,
        .lemmas = tarix_vocab_new(arena),
        .keys = tarix_vocab_new(arena),
        .texts = tarix_vocab_new(arena)};
    return c;
}

/* ---- shapes ---- */

/* Words in a row, any of which may be part of a term. */
typedef struct window {
    const tarix_nominal *word[TARIX_TERM_LONGEST];
    tarix_str form[TARIX_TERM_LONGEST];
    unsigned n;
    bool begins_sentence; /* the first one's capital says nothing */
} window;

static bool all_capital(const window *w)
{
    for (unsigned i = 0; i < w->n; i++)
        if (!w->word[i]->is_capital) return false;
    return w->n > 1;
}

/* Whether the i-th word may stand before the last one. One that is possessed goes on with an izafet
 * that has begun. */
static bool modifies(const window *w, unsigned i)
{
    const tarix_nominal *n = w->word[i];
    return n->is_adjective || n->is_noun || n->is_many || (n->is_link && i > 0);
}

static bool has_shape(const window *w, bool is_name)
{
    const tarix_nominal *last = w->word[w->n - 1];
    for (unsigned i = 0; i + 1 < w->n; i++)
        if (!modifies(w, i)) return false;
    if (!last->heads && !last->possessed.size) return false;
    if (w->n == 1) return true;
    return last->possessed.size || w->word[w->n - 2]->is_adjective || is_name;
}

/* Words that are too general for a term. */
static bool is_generic(const window *w, bool is_name)
{
    if (w->n == 1) return w->word[0]->generic;
    for (unsigned i = 0; i < w->n && !is_name; i++)
        if (w->word[i]->generic == TARIX_GENERIC_NEVER) return true;
    return false;
}

/* ---- texts ---- */

/* Parts joined by spaces, in `out` of longest_text bytes. */
static tarix_str join(const tarix_str *part, unsigned n, char *out)
{
    size_t used = 0;
    for (unsigned i = 0; i < n; i++) {
        if (i) out[used++] = ' ';
        memcpy(out + used, part[i].data, part[i].size);
        used += part[i].size;
    }
    return (tarix_str){out, used};
}

static tarix_id candidate_of(tarix_candidates *c, const window *w)
{
    tarix_str part[TARIX_TERM_LONGEST];
    char text[longest_text];
    for (unsigned i = 0; i < w->n; i++) part[i] = w->word[i]->lemma;
    const tarix_id id = tarix_vocab_intern(c->keys, join(part, w->n, text), 0);
    if (id < c->n) return id;
    TARIX_ROOM(c->arena, c->candidate, c->n, c->capacity);
    TARIX_ROOM(c->arena, c->evidence, c->n, c->evidence_capacity);
    tarix_candidate *new = &c->candidate[c->n++];
    new->length = (uint8_t)w->n;
    for (unsigned i = 0; i < w->n; i++)
        new->word[i] = tarix_vocab_intern(c->lemmas, w->word[i]->lemma, 0);
    return id;
}

static void add_print(tarix_candidates *c, const window *w, tarix_id candidate)
{
    char text[longest_text + 16];
    const int size = snprintf(text, 16, "%u ", candidate); /* one text may be of two candidates */
    const tarix_str printed = join(w->form, w->n, text + size);
    const tarix_id id =
        tarix_vocab_intern(c->texts, (tarix_str){text, (size_t)size + printed.size}, 0);
    if (id == c->n_prints) {
        TARIX_ROOM(c->arena, c->prints, c->n_prints, c->prints_capacity);
        print *p = &c->prints[c->n_prints++];
        p->candidate = candidate;
        p->text = tarix_str_slice(
            tarix_vocab_str(c->texts, id), (size_t)size, (size_t)size + printed.size);
        memcpy(p->word, w->word, w->n * sizeof *w->word);
    }
    c->prints[id].count++;
}

static void note_capital(capital *c, tarix_str form, bool is_capital)
{
    tarix_str rest = form;
    c->with += is_capital;
    c->without += !is_capital;
    if (!is_capital) return;
    tarix_utf8_next(&rest);
    c->size = (uint8_t)(form.size - rest.size);
    memcpy(c->letter, form.data, c->size);
    const char *hyphen = memchr(form.data, '-', form.size - 1);
    c->in_parts += hyphen && tarix_chars_is_upper(hyphen + 1);
}

static void add_evidence(evidence *e, const window *w)
{
    const tarix_nominal *last = w->word[w->n - 1];
    e->plain += last->possessed.size == 0;
    e->plural += last->plural.size > 0;
    for (unsigned i = w->begins_sentence; i < w->n; i++)
        note_capital(&e->capital[i], w->form[i], w->word[i]->is_capital);
}

/* ---- counting ---- */

static void add_window(tarix_candidates *c, const window *w, uint32_t document)
{
    const bool is_name = all_capital(w) && !w->begins_sentence;
    if (w->n < c->shortest || !has_shape(w, is_name) || is_generic(w, is_name)) return;
    const tarix_id id = candidate_of(c, w);
    tarix_candidate *candidate = &c->candidate[id];
    evidence *e = &c->evidence[id];
    candidate->count[c->side]++;
    candidate->docs[c->side] += e->document != document + 1;
    e->document = document + 1;
    if (c->side != TARIX_SIDE_TARGET) return;
    add_evidence(e, w);
    add_print(c, w, id);
}

/* A lone word is a noun, not the adjective before one, nor the noun that a verb is made of (qəbul
 * et). */
static bool stands_alone(const tarix_nominal *n, const tarix_nominal *next)
{
    if (n->is_inflected) return true;
    if (next && next->is_light) return false;
    return n->is_noun && !(n->is_adjective && next && next->lemma.size);
}

/* What a term steps over: the quotes of „Kaspi“ qəzeti. All other punctuation ends it. */
static bool is_quote(tarix_str mark)
{
    static const char *const quotes[] = {"\"", "“", "”", "„", "«", "»", "‘", "’", "'"};
    for (size_t i = 0; i < sizeof quotes / sizeof *quotes; i++)
        if (tarix_str_equal(tarix_str_from(quotes[i]), mark)) return true;
    return false;
}

/* The words of a sentence that begin at a token, as many as may belong to one term. */
static void take_words(
    const tarix_candidates *c, size_t at, size_t end, window *w, const tarix_nominal **next)
{
    const tarix_corpus *corpus = c->corpus;
    w->n = 0;
    *next = NULL;
    for (; at < end; at++) {
        const tarix_id form = corpus->form[at];
        const unsigned kind = tarix_vocab_tag(corpus->forms, form) & 0xFF;
        const tarix_str text = tarix_vocab_str(corpus->forms, form);
        if (kind == TARIX_KIND_PUNCT && is_quote(text)) continue;
        const tarix_nominal *n = &c->nominal[form];
        if (w->n == 1) *next = n;
        if (!n->lemma.size || w->n == c->longest) return;
        w->word[w->n] = n;
        w->form[w->n++] = text;
    }
}

static void add_sentence(tarix_candidates *c, size_t first, size_t end, uint32_t document)
{
    for (size_t at = first; at < end; at++) {
        const tarix_nominal *next;
        window w = {.begins_sentence = at == first};
        if (!c->nominal[c->corpus->form[at]].lemma.size) continue;
        take_words(c, at, end, &w, &next);
        for (unsigned n = w.n; n > 0; n--) {
            w.n = n;
            if (n > 1 || stands_alone(w.word[0], next)) add_window(c, &w, document);
        }
    }
}

void tarix_candidates_add(tarix_candidates *c, const tarix_corpus *corpus, tarix_counted_side side)
{
    const size_t n_forms = tarix_vocab_size(corpus->forms);
    c->corpus = corpus;
    c->side = side;
    c->nominal = TARIX_ARRAY(c->arena, tarix_nominal, n_forms + 1);
    for (tarix_id f = 0; f < n_forms; f++)
        c->nominal[f] = tarix_nominal_of(c->arena, c->lexicons, c->stopwords, corpus->forms, f);
    for (size_t i = 0; i < c->n; i++) c->evidence[i].document = 0;
    for (size_t s = 0, d = 0; s < corpus->n_sentences; s++) {
        const size_t first = corpus->sentence_start[s], end = corpus->sentence_start[s + 1];
        while (d + 1 < corpus->n_documents && corpus->document_start[d + 1] <= first) d++;
        if (!corpus->collection->documents[d].failure.size)
            add_sentence(c, first, end, (uint32_t)d);
    }
}

/* ---- settling ---- */

/* Whether the last word of a candidate is cited with its possessive: behind a noun, but not behind
 * what can be an adjective and has been seen before a noun without it. */
static bool is_izafet(const tarix_candidates *c, const print *p)
{
    const unsigned n = c->candidate[p->candidate].length;
    if (n < 2 || !p->word[n - 1]->possessed.size) return false;
    const tarix_nominal *before = p->word[n - 2];
    if (!before->is_adjective) return true;
    return before->is_noun && c->evidence[p->candidate].plain == 0;
}

/* The i-th word as it is cited before another. */
static tarix_str inner(const tarix_nominal *n)
{
    if (n->is_adjective || n->is_noun) return n->cited;
    return n->is_many ? n->plural : n->possessed;
}

static char class_of(const tarix_nominal *n, bool before_izafet)
{
    if (n->is_adjective && !(n->is_noun && before_izafet)) return 'A';
    return n->is_noun || n->is_many ? 'N' : 'P';
}

/* A word with its first letter as it is printed for the most part. */
static tarix_str with_capital(const capital *c, tarix_str word, char *out)
{
    tarix_str rest = word;
    if (c->with <= c->without) return word;
    tarix_utf8_next(&rest);
    memcpy(out, c->letter, c->size);
    size_t size = c->size;
    for (uint32_t before = 0, letter; rest.size; before = letter) {
        letter = tarix_utf8_next(&rest);
        const bool begins_part = before == '-' && 2 * c->in_parts > c->with;
        size +=
            tarix_utf8_encode(begins_part ? tarix_unicode_upper_az(letter) : letter, out + size);
    }
    return (tarix_str){out, size};
}

static void settle_print(tarix_candidates *c, const print *p)
{
    tarix_candidate *candidate = &c->candidate[p->candidate];
    const evidence *e = &c->evidence[p->candidate];
    const unsigned n = candidate->length;
    const tarix_nominal *last = p->word[n - 1];
    const bool izafet = is_izafet(c, p);
    const bool is_plural =
        n > 1 && last->plural.size && 2 * e->plural > candidate->count[TARIX_SIDE_TARGET];
    char pattern[2 * TARIX_TERM_LONGEST], text[longest_text];
    char room[TARIX_TERM_LONGEST][2 * TARIX_WORD_LONGEST + 16];
    tarix_str part[TARIX_TERM_LONGEST];
    for (unsigned i = 0; i < n; i++) {
        part[i] = i + 1 < n   ? inner(p->word[i])
                  : izafet    ? last->possessed
                  : is_plural ? last->plural
                              : last->cited;
        part[i] = with_capital(&e->capital[i], part[i], room[i]);
        pattern[2 * i] = i + 1 < n ? class_of(p->word[i], i + 2 == n && izafet)
                         : izafet  ? 'P'
                                   : 'N';
        pattern[2 * i + 1] = ' ';
    }
    candidate->printed = p->text;
    candidate->citation = tarix_arena_str(c->arena, join(part, n, text));
    candidate->pattern = tarix_arena_str(c->arena, (tarix_str){pattern, 2 * (size_t)n - 1});
}

/* The commonest print of each; of equally common ones the first of the alphabet. */
static void settle_prints(tarix_candidates *c)
{
    const print **best = TARIX_ARRAY(c->arena, const print *, c->n + 1);
    for (size_t i = 0; i < c->n_prints; i++) {
        const print *p = &c->prints[i], *b = best[p->candidate];
        if (!b || p->count > b->count ||
            (p->count == b->count && tarix_collate(p->text, b->text) < 0))
            best[p->candidate] = p;
    }
    for (size_t i = 0; i < c->n; i++)
        if (best[i]) settle_print(c, best[i]);
}

/* Tells each part of a candidate that it is in a longer one. A part that stands there twice is told
 * once. */
static void tell_parts(tarix_candidates *c, const tarix_candidate *longer)
{
    tarix_id told[TARIX_TERM_LONGEST * TARIX_TERM_LONGEST];
    size_t n_told = 0;
    for (unsigned first = 0; first < longer->length; first++)
        for (unsigned end = first + 1; end <= longer->length; end++) {
            tarix_str part[TARIX_TERM_LONGEST];
            char text[longest_text];
            bool again = false;
            if (end - first == longer->length) continue;
            for (unsigned i = first; i < end; i++)
                part[i - first] = tarix_vocab_str(c->lemmas, longer->word[i]);
            const tarix_id id = tarix_vocab_find(c->keys, join(part, end - first, text), 0);
            for (size_t i = 0; i < n_told; i++) again |= told[i] == id;
            if (id == TARIX_NO_ID || again) continue;
            told[n_told++] = id;
            c->candidate[id].longer++;
            c->candidate[id].longer_count += longer->count[TARIX_SIDE_TARGET];
        }
}

void tarix_candidates_settle(tarix_candidates *c, uint64_t floor)
{
    settle_prints(c);
    for (size_t i = 0; i < c->n; i++)
        if (c->candidate[i].length > 1 && c->candidate[i].count[TARIX_SIDE_TARGET] >= floor)
            tell_parts(c, &c->candidate[i]);
}

size_t tarix_candidates_size(const tarix_candidates *c)
{
    return c->n;
}

const tarix_candidate *tarix_candidates_at(const tarix_candidates *c, size_t i)
{
    return &c->candidate[i];
}

tarix_str tarix_candidates_lemmas(const tarix_candidates *c, size_t i)
{
    return tarix_vocab_str(c->keys, (tarix_id)i);
}
