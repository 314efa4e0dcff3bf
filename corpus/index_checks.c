#include "corpus/index_checks.h"

#include "base/pool.h"
#include "base/utf8.h"
#include "base/validity.h"

#include <stdatomic.h>

enum { piece_bytes = 1 << 17 }; /* what a cache holds */

/* ---- what may stand there ---- */

/* Elements from first to before end, whose bytes are what was written, and the one behind them. */
typedef struct span {
    const tarix_index *index;
    const tarix_index_layer *layer; /* for a section of one */
    uint64_t text_size;             /* of the forms, or of its values */
    uint64_t first, end;
} span;

/* Texts are followed by NUL, and behind the last stands what may be read behind it. */
static bool are_texts(const span *s, const uint64_t *start, size_t n, const char *text)
{
    const uint64_t size = s->text_size;
    if (s->first == 0 && start[0] != 0) return false;
    if (s->end > n && (size < TARIX_TOKEN_SLACK || start[n] > size - TARIX_TOKEN_SLACK))
        return false;
    const uint64_t end = s->end < n ? s->end : n;
    bool bad = false;
    for (uint64_t i = s->first; i < end; i++)
        bad |= (start[i + 1] - start[i] - 1 >= UINT32_MAX) | (start[i + 1] > size);
    for (uint64_t i = s->first; i < end && !bad; i++) bad = text[start[i + 1] - 1] != '\0';
    return !bad;
}

static bool are_forms(const span *s)
{
    const tarix_index *x = s->index;
    return are_texts(s, x->form_start, x->n_forms, x->form_text);
}

static bool are_values(const span *s)
{
    const tarix_vocab_stored *v = &s->layer->values;
    return are_texts(s, v->start, v->n, v->text);
}

/* The first byte of a character from `at` on; where nothing is cut, two pieces agree on it. */
static uint64_t character_at(const char *text, uint64_t at, uint64_t size)
{
    uint64_t end = at + TARIX_UTF8_MAX - 1;
    if (at == 0) return 0; /* what stands there has nothing before it */
    while (at < size && at < end && ((unsigned char)text[at] & 0xC0) == 0x80) at++;
    return at;
}

static bool are_characters(const span *s)
{
    const char *text = s->layer ? s->layer->values.text : s->index->form_text;
    const char *first = text + character_at(text, s->first, s->text_size);
    const char *end = text + character_at(text, s->end, s->text_size);
    bool inert = true;
    return tarix_validity_end(tarix_simd_best(), first, end, &inert) == end;
}

static bool are_tags(const span *s)
{
    const uint16_t *tag = s->index->form_tag;
    bool bad = false;
    for (uint64_t i = s->first; i < s->end; i++)
        bad |= (tag[i] & 0xFF) >= TARIX_KINDS || tag[i] >> 8 >= TARIX_READINGS;
    return !bad;
}

static bool are_below(const span *s, const uint32_t *numbers, uint64_t end)
{
    bool bad = false;
    for (uint64_t i = s->first; i < s->end; i++) bad |= numbers[i] >= end;
    return !bad;
}

static bool are_slots(const span *s)
{
    return are_below(s, s->layer->values.slot, s->layer->values.n + 1);
}

static bool is_map(const span *s)
{
    return are_below(s, s->layer->map, s->layer->values.n);
}

static bool are_tokens(const span *s)
{
    return are_below(s, s->index->token, s->index->n_forms);
}

/* From 0 to the number of tokens; the next is larger than one by `least`. */
static bool ascend(const span *s, const uint64_t *start, uint64_t n, uint64_t least)
{
    bool bad = s->end > n && start[n] != s->index->n_tokens;
    const uint64_t end = s->end < n ? s->end : n;
    for (uint64_t i = s->first; i < end; i++)
        bad |= (start[i + 1] < start[i]) | (start[i + 1] - start[i] < least);
    return !bad;
}

static bool are_counts(const span *s)
{
    const uint64_t *start = s->index->place_start;
    return (s->first || start[0] == 0) && ascend(s, start, s->index->n_forms, 0);
}

static bool are_sentences(const span *s)
{
    return ascend(s, s->index->sentence, s->index->n_sentences, 1);
}

/* Sections whose numbers lead elsewhere, and texts; those of layers as in the first. */
typedef struct rule {
    tarix_section section;
    size_t element; /* bytes */
    bool (*holds)(const span *s);
} rule;

static const rule rules[] = {
    {TARIX_SECTION_FORM_STARTS, sizeof(uint64_t), are_forms},
    {TARIX_SECTION_FORM_TAGS, sizeof(uint16_t), are_tags},
    {TARIX_SECTION_FORM_TEXTS, sizeof(char), are_characters},
    {TARIX_SECTION_TOKENS, sizeof(tarix_id), are_tokens},
    {TARIX_SECTION_SENTENCES, sizeof(uint64_t), are_sentences},
    {TARIX_SECTION_PLACE_STARTS, sizeof(uint64_t), are_counts},
    {TARIX_SECTION_LAYER_MAP, sizeof(tarix_id), is_map},
    {TARIX_SECTION_VALUE_STARTS, sizeof(uint64_t), are_values},
    {TARIX_SECTION_VALUE_TEXTS, sizeof(char), are_characters},
    {TARIX_SECTION_VALUE_SLOTS, sizeof(uint32_t), are_slots},
};

static size_t layer_of(tarix_section section)
{
    return (section - TARIX_SECTION_LAYER_MAP) / TARIX_SECTION_LAYER;
}

static const rule *rule_of(tarix_section section)
{
    if (section > TARIX_SECTION_LAYER_MAP)
        section = (tarix_section)(section - layer_of(section) * TARIX_SECTION_LAYER);
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
        if (rules[i].section == section) return &rules[i];
    return NULL;
}

static span span_of(const tarix_index *x, tarix_section section, uint64_t first, uint64_t end)
{
    span s = {.index = x, .first = first, .end = end};
    tarix_section texts = TARIX_SECTION_FORM_TEXTS;
    if (section >= TARIX_SECTION_LAYER_MAP) {
        const size_t layer = layer_of(section);
        s.layer = &x->layer[layer];
        texts = (tarix_section)(TARIX_SECTION_VALUE_TEXTS + layer * TARIX_SECTION_LAYER);
    }
    s.text_size = tarix_sections_size(x->sections, texts);
    return s;
}

/* ---- on threads ---- */

typedef struct checks {
    const tarix_index *index;
    const tarix_section *sections;
    size_t n_pieces;
    atomic_size_t first_fault; /* of the pieces twice: their checksums, then what they say */
} checks;

static size_t pieces_of(const tarix_index *x, tarix_section section)
{
    return (size_t)((tarix_sections_size(x->sections, section) + piece_bytes - 1) / piece_bytes);
}

/* The section that a piece is of; *piece becomes its number there. */
static tarix_section section_of(const checks *c, size_t *piece)
{
    const tarix_section *section = c->sections;
    for (size_t n; *piece >= (n = pieces_of(c->index, *section)); section++) *piece -= n;
    return *section;
}

static tarix_status check_sums(const checks *c, size_t piece, tarix_error *err)
{
    const tarix_sections *sections = c->index->sections;
    const tarix_section section = section_of(c, &piece);
    const uint64_t size = tarix_sections_size(sections, section);
    const uint64_t first = (uint64_t)piece * piece_bytes, end = first + piece_bytes;
    const uint64_t next = sizeof(uint64_t); /* of the numbers at most */
    return tarix_sections_check(
        sections, section, first, end + next < size ? end + next : size, err);
}

static bool is_possible(const checks *c, size_t piece)
{
    const tarix_section section = section_of(c, &piece);
    const rule *r = rule_of(section);
    if (!r) return true;
    const uint64_t size = tarix_sections_size(c->index->sections, section);
    const uint64_t first = (uint64_t)piece * piece_bytes, end = first + piece_bytes;
    const span s =
        span_of(c->index, section, first / r->element, (end < size ? end : size) / r->element);
    return r->holds(&s);
}

static void check_piece(void *context, size_t piece)
{
    checks *c = context;
    size_t fault = piece, first = atomic_load(&c->first_fault);
    if (check_sums(c, piece, NULL) == TARIX_OK) {
        if (is_possible(c, piece)) return;
        fault += c->n_pieces;
    }
    while (fault < first && !atomic_compare_exchange_weak(&c->first_fault, &first, fault)) {}
}

static tarix_status check_sections(const tarix_index *x, const tarix_section *sections, size_t n,
    size_t n_threads, tarix_error *err)
{
    checks c = {.index = x, .sections = sections};
    for (size_t i = 0; i < n; i++) c.n_pieces += pieces_of(x, sections[i]);
    atomic_init(&c.first_fault, SIZE_MAX);
    tarix_pool_run(n_threads, c.n_pieces, check_piece, &c);
    size_t fault = atomic_load(&c.first_fault);
    if (fault == SIZE_MAX) return TARIX_OK;
    if (fault < c.n_pieces) return check_sums(&c, fault, err);
    fault -= c.n_pieces;
    return tarix_sections_refuse(x->sections, section_of(&c, &fault), err);
}

/* ---- parts ---- */

static const struct {
    unsigned part;
    tarix_section section;
} sections_of_parts[] = {
    {TARIX_INDEX_TEXTS, TARIX_SECTION_FORM_STARTS},
    {TARIX_INDEX_TAGS, TARIX_SECTION_FORM_TAGS},
    {TARIX_INDEX_TEXTS, TARIX_SECTION_FORM_TEXTS},
    {TARIX_INDEX_COUNTS, TARIX_SECTION_PLACE_STARTS},
    {TARIX_INDEX_SENTENCES, TARIX_SECTION_SENTENCES},
    {TARIX_INDEX_STEP_LISTS, TARIX_SECTION_STEP_BLOCKS},
    {TARIX_INDEX_STEP_LISTS, TARIX_SECTION_LONG_STEPS},
    {TARIX_INDEX_TOKENS, TARIX_SECTION_TOKENS},
};

tarix_status tarix_index_check(
    const tarix_index *x, unsigned parts, size_t n_threads, tarix_error *err)
{
    tarix_section sections[sizeof sections_of_parts / sizeof *sections_of_parts];
    size_t n = 0;
    for (size_t i = 0; i < sizeof sections / sizeof *sections; i++)
        if (parts & ~*x->checked & sections_of_parts[i].part)
            sections[n++] = sections_of_parts[i].section;
    TARIX_TRY(check_sections(x, sections, n, n_threads, err));
    *x->checked |= parts;
    return TARIX_OK;
}

tarix_status tarix_index_check_layer(
    const tarix_index *x, size_t layer, size_t n_threads, tarix_error *err)
{
    const tarix_index_layer *l = &x->layer[layer];
    const size_t n_slots = l->values.n_slots;
    const unsigned part = (unsigned)TARIX_INDEX_LAYER << layer;
    tarix_section sections[TARIX_SECTION_LAYER];
    if (*x->checked & part) return TARIX_OK;
    for (size_t i = 0; i < TARIX_SECTION_LAYER; i++)
        sections[i] = (tarix_section)(TARIX_SECTION_LAYER_MAP + layer * TARIX_SECTION_LAYER + i);
    if (l->n_map != x->n_forms || l->values.n == 0 || n_slots == 0 || n_slots & (n_slots - 1))
        return tarix_sections_refuse(x->sections, sections[0], err);
    TARIX_TRY(check_sections(x, sections, TARIX_SECTION_LAYER, n_threads, err));
    *x->checked |= part;
    return TARIX_OK;
}

tarix_status tarix_index_check_tokens(
    const tarix_index *x, uint64_t first, uint64_t end, tarix_error *err)
{
    const span s = span_of(x, TARIX_SECTION_TOKENS, first, end);
    TARIX_TRY(tarix_sections_check(
        x->sections, TARIX_SECTION_TOKENS, first * sizeof *x->token, end * sizeof *x->token, err));
    return are_tokens(&s) ? TARIX_OK
                          : tarix_sections_refuse(x->sections, TARIX_SECTION_TOKENS, err);
}

tarix_status tarix_index_check_steps(
    const tarix_index *x, uint64_t first, uint64_t end, tarix_error *err)
{
    return tarix_sections_check(x->sections, TARIX_SECTION_STEPS, first, end, err);
}

tarix_status tarix_index_check_document(const tarix_index *x, size_t document, tarix_error *err)
{
    const tarix_index_document *d = &x->documents[document];
    const uint64_t end = tarix_index_last_token(x, document);
    const uint64_t end_sentence = tarix_index_last_sentence(x, document);
    TARIX_TRY(tarix_index_check_tokens(x, d->first_token, end, err));
    TARIX_TRY(tarix_index_check_steps(x, d->first_token, end, err));
    TARIX_TRY(tarix_index_check(x, TARIX_INDEX_STEP_LISTS, 1, err));
    return tarix_sections_check(x->sections, TARIX_SECTION_SENTENCES,
        d->first_sentence * sizeof *x->sentence, end_sentence * sizeof *x->sentence, err);
}

tarix_status tarix_index_verify(const tarix_index *x, size_t n_threads, tarix_error *err)
{
    tarix_section sections[TARIX_SECTIONS];
    for (unsigned i = 0; i < TARIX_SECTIONS; i++) sections[i] = (tarix_section)i;
    TARIX_TRY(check_sections(x, sections, TARIX_SECTIONS, n_threads, err));
    for (size_t i = 0; i < TARIX_INDEX_LAYERS; i++)
        if (x->layer[i].n_map) TARIX_TRY(tarix_index_check_layer(x, i, n_threads, err));
    return TARIX_OK;
}
