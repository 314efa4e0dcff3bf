#include "reports/token_stream.h"

#include "base/unicode.h"
#include "base/utf8.h"

static const struct {
    const char *name;
    bool is_text;
} fields[TARIX_FIELDS] = {[TARIX_FIELD_DOCUMENT] = {"document", true},
    [TARIX_FIELD_SENTENCE] = {"sentence", false},
    [TARIX_FIELD_START] = {"start", false},
    [TARIX_FIELD_END] = {"end", false},
    [TARIX_FIELD_FORM] = {"form", true},
    [TARIX_FIELD_FOLD] = {"fold", true},
    [TARIX_FIELD_STEM] = {"stem", true},
    [TARIX_FIELD_LEMMA] = {"lemma", true},
    [TARIX_FIELD_KIND] = {"kind", true}};

typedef struct token_stream {
    tarix_arena *arena, *scratch; /* scratch: cleaned texts of the row at hand */
    tarix_output *output;
    const tarix_token_format *format;
    void *state;
    size_t n_columns, column[TARIX_FIELDS];
    unsigned found; /* fields that the table has */
    uint64_t n_tokens, sentence, start, copy;
    char *name; /* a copy: texts live for one call only */
    size_t name_size, name_capacity;
} token_stream;

/* ---- texts ---- */

/* Unicode's spaces and the controls of Latin-1 have these lead bytes, Azerbaijani letters none. */
static bool may_be_space(unsigned char lead)
{
    return lead == 0xC2 || (lead >= 0xE1 && lead <= 0xE3);
}

static bool is_space(const char *p)
{
    size_t size = 0;
    const uint32_t c = tarix_utf8_decode(p, &size);
    return c < 0xA0 || tarix_unicode_class(c) == TARIX_CHAR_SPACE;
}

size_t tarix_token_stream_plain(tarix_str text)
{
    const unsigned char *p = (const unsigned char *)text.data;
    size_t at = 0, bad = 0;
    while (at < text.size) {
        const unsigned char c = p[at];
        if (c <= ' ' || c == 0x7F) break;
        const size_t size = c < 0x80 ? 1 : tarix_utf8_check(p + at, p + text.size, &bad);
        if (size == 0 || (may_be_space(c) && is_space(text.data + at))) break;
        at += size;
    }
    return at;
}

/* Takes what is not plain off the front of a text, and says whether it was a space or control; if
 * not, it was no UTF-8. */
static bool skip(tarix_str *rest)
{
    const unsigned char *p = (const unsigned char *)rest->data;
    size_t bad = 0;
    const size_t size = tarix_utf8_check(p, p + rest->size, &bad);
    *rest = tarix_str_slice(*rest, size ? size : bad, rest->size);
    return size > 0;
}

static tarix_str one_line(token_stream *s, tarix_str text)
{
    tarix_str rest = text;
    bool has_gap = false;
    size_t used = 0;
    if (text.size == 0) return TARIX_STR("_");
    if (tarix_token_stream_plain(text) == text.size) return text;
    char *out = tarix_arena_alloc(s->scratch, text.size, 4);
    while (rest.size) {
        tarix_str part = {rest.data, tarix_token_stream_plain(rest)};
        if (part.size)
            rest = tarix_str_slice(rest, part.size, rest.size);
        else if (skip(&rest)) {
            has_gap = used > 0;
            continue;
        } else
            part = TARIX_STR("\xEF\xBF\xBD");
        if (has_gap) out[used++] = ' ';
        has_gap = false;
        memcpy(out + used, part.data, part.size);
        used += part.size;
    }
    return used ? (tarix_str){out, used} : TARIX_STR("_");
}

/* A fold of NFC need not be NFC: İ and an acute make a fold of i and an acute. */
static tarix_str clean(token_stream *s, tarix_str text)
{
    return tarix_unicode_nfc(s->scratch, one_line(s, text));
}

/* ---- rows ---- */

static tarix_status begin(
    void *context, const tarix_column *columns, size_t n_columns, tarix_error *err)
{
    token_stream *s = context;
    s->n_columns = n_columns;
    for (size_t f = 0; f < TARIX_FIELDS; f++) {
        for (size_t c = 0; c < n_columns && !(s->found >> f & 1); c++) {
            if (strcmp(columns[c].name, fields[f].name) != 0) continue;
            s->column[f] = c;
            s->found |= 1U << f;
        }
        if ((s->format->fields & ~s->found) >> f & 1)
            return tarix_error_set(err, TARIX_USAGE,
                "--format %s writes tokens: it goes with 'tarix tokenize' and wants its column %s",
                s->format->name, fields[f].name);
    }
    return TARIX_OK;
}

/* Two documents of one name follow each other; the second begins at the top again. */
static bool begins_again(const token_stream *s, const tarix_stream_token *token)
{
    return token->cells[TARIX_FIELD_SENTENCE].count < s->sentence ||
           (s->found >> TARIX_FIELD_START & 1 && token->cells[TARIX_FIELD_START].count <= s->start);
}

static tarix_token_begins begins(const token_stream *s, const tarix_stream_token *token)
{
    const tarix_str name = {s->name, s->name_size};
    if (s->n_tokens == 0 || !tarix_str_equal(token->name, name) || begins_again(s, token))
        return TARIX_BEGINS_DOCUMENT;
    return token->cells[TARIX_FIELD_SENTENCE].count != s->sentence ? TARIX_BEGINS_SENTENCE
                                                                   : TARIX_BEGINS_TOKEN;
}

static void remember(token_stream *s, tarix_str name)
{
    const bool is_same =
        s->n_tokens > 0 && tarix_str_equal(name, (tarix_str){s->name, s->name_size});
    s->copy = is_same ? s->copy + 1 : 1;
    if (name.size > s->name_capacity) {
        s->name = tarix_arena_grow(s->arena, s->name, s->name_capacity, 2 * name.size, 1);
        s->name_capacity = 2 * name.size;
    }
    if (name.size) memcpy(s->name, name.data, name.size);
    s->name_size = name.size;
}

static void hand_over(token_stream *s, const tarix_cell *cells)
{
    const tarix_mark mark = tarix_arena_mark(s->scratch);
    tarix_stream_token token = {.place = s->n_tokens};
    for (size_t f = 0; f < TARIX_FIELDS; f++) {
        if (!(s->found >> f & 1)) continue;
        token.cells[f] = cells[s->column[f]];
        if (fields[f].is_text && s->format->fields >> f & 1)
            token.cells[f].text = clean(s, token.cells[f].text);
    }
    token.name = cells[s->column[TARIX_FIELD_DOCUMENT]].text;
    token.begins = begins(s, &token);
    if (token.begins == TARIX_BEGINS_DOCUMENT) remember(s, token.name);
    token.copy = s->copy;
    s->n_tokens++;
    s->sentence = token.cells[TARIX_FIELD_SENTENCE].count;
    s->start = token.cells[TARIX_FIELD_START].count;
    s->format->token(s->state, &token);
    tarix_arena_restore(s->scratch, mark);
}

static tarix_status rows(void *context, const tarix_cell *cells, size_t n, tarix_error *err)
{
    token_stream *s = context;
    for (size_t i = 0; i < n; i++) hand_over(s, cells + i * s->n_columns);
    return tarix_output_status(s->output, err);
}

static tarix_status end(void *context, tarix_error *err)
{
    const token_stream *s = context;
    if (s->n_tokens > 0 && s->format->end) s->format->end(s->state);
    return tarix_output_status(s->output, err);
}

tarix_row_sink tarix_token_stream_open(
    tarix_arena *arena, tarix_output *output, const tarix_token_format *format, void *state)
{
    token_stream *s = TARIX_NEW(arena, token_stream);
    s->arena = arena;
    s->scratch = tarix_arena_new(tarix_arena_guard(arena));
    s->output = output;
    s->format = format;
    s->state = state;
    return (tarix_row_sink){s, begin, rows, end, NULL};
}
