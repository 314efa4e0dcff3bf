#include "reports/vertical.h"

#include "base/number.h"
#include "reports/token_stream.h"

typedef struct vertical {
    tarix_output *output;
    bool begun;
} vertical;

static void put(const vertical *v, const char *text)
{
    tarix_output_str(v->output, tarix_str_from(text));
}

/* A quote inside a token stays one: escaping it is needed in attributes only, and NoSketch Engine
 * shows tokens as they stand. */
static void put_escaped(const vertical *v, tarix_str text, bool is_attribute)
{
    for (size_t i = 0; i < text.size; i++) {
        const char c = text.data[i];
        if (c == '&')
            put(v, "&amp;");
        else if (c == '<')
            put(v, "&lt;");
        else if (c == '>')
            put(v, "&gt;");
        else if (c == '"' && is_attribute)
            put(v, "&quot;");
        else
            tarix_output_char(v->output, c);
    }
}

static void open_sentence(const vertical *v, uint64_t sentence)
{
    char number[TARIX_NUMBER_SIZE];
    put(v, "<s id=\"");
    tarix_output_bytes(v->output, number, tarix_number_from_count(sentence, number));
    put(v, "\">\n");
}

static void put_token(void *state, const tarix_stream_token *token)
{
    static const tarix_token_field shown[] = {
        TARIX_FIELD_FORM, TARIX_FIELD_FOLD, TARIX_FIELD_STEM, TARIX_FIELD_LEMMA, TARIX_FIELD_KIND};
    vertical *v = state;
    if (v->begun && token->begins >= TARIX_BEGINS_SENTENCE) put(v, "</s>\n");
    if (v->begun && token->begins == TARIX_BEGINS_DOCUMENT) put(v, "</doc>\n");
    v->begun = true;
    if (token->begins == TARIX_BEGINS_DOCUMENT) {
        put(v, "<doc id=\"");
        put_escaped(v, token->cells[TARIX_FIELD_DOCUMENT].text, true);
        put(v, "\">\n");
    }
    if (token->begins >= TARIX_BEGINS_SENTENCE)
        open_sentence(v, token->cells[TARIX_FIELD_SENTENCE].count);
    for (size_t i = 0; i < sizeof shown / sizeof *shown; i++) {
        if (i) tarix_output_char(v->output, '\t');
        put_escaped(v, token->cells[shown[i]].text, false);
    }
    tarix_output_char(v->output, '\n');
}

static void close_all(void *state)
{
    const vertical *v = state;
    if (v->begun) put(v, "</s>\n</doc>\n");
}

static const tarix_token_format format = {"vertical",
    1U << TARIX_FIELD_DOCUMENT | 1U << TARIX_FIELD_SENTENCE | 1U << TARIX_FIELD_FORM |
        1U << TARIX_FIELD_FOLD | 1U << TARIX_FIELD_STEM | 1U << TARIX_FIELD_LEMMA |
        1U << TARIX_FIELD_KIND,
    put_token, close_all};

static tarix_row_sink open_vertical(tarix_arena *arena, tarix_output *output, int digits)
{
    (void)digits;
    vertical *v = TARIX_NEW(arena, vertical);
    v->output = output;
    return tarix_token_stream_open(arena, output, &format, v);
}

const tarix_writer tarix_vertical = {"vertical",
    "tokens with fold, stem, lemma, kind for CWB and NoSketch Engine (tokenize only)",
    open_vertical, true};
