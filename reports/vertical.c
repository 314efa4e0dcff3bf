#include "reports/vertical.h"

#include "base/number.h"
#include "reports/token_stream.h"

static void put(tarix_output *output, const char *text)
{
    tarix_output_str(output, tarix_str_from(text));
}

/* A quote inside a token stays one: escaping it is needed in attributes only, and NoSketch Engine
 * shows tokens as they stand. */
static void put_escaped(tarix_output *output, tarix_str text, bool is_attribute)
{
    for (size_t i = 0; i < text.size; i++) {
        const char c = text.data[i];
        if (c == '&')
            put(output, "&amp;");
        else if (c == '<')
            put(output, "&lt;");
        else if (c == '>')
            put(output, "&gt;");
        else if (c == '"' && is_attribute)
            put(output, "&quot;");
        else
            tarix_output_char(output, c);
    }
}

static void open_sentence(tarix_output *output, uint64_t sentence)
{
    char number[TARIX_NUMBER_SIZE];
    put(output, "<s id=\"");
    tarix_output_bytes(output, number, tarix_number_from_count(sentence, number));
    put(output, "\">\n");
}

static void put_token(void *state, const tarix_stream_token *token)
{
    static const tarix_token_field shown[] = {
        TARIX_FIELD_FORM, TARIX_FIELD_FOLD, TARIX_FIELD_STEM, TARIX_FIELD_LEMMA, TARIX_FIELD_KIND};
    tarix_output *output = state;
    if (token->place > 0 && token->begins >= TARIX_BEGINS_SENTENCE) put(output, "</s>\n");
    if (token->place > 0 && token->begins == TARIX_BEGINS_DOCUMENT) put(output, "</doc>\n");
    if (token->begins == TARIX_BEGINS_DOCUMENT) {
        put(output, "<doc id=\"");
        put_escaped(output, token->cells[TARIX_FIELD_DOCUMENT].text, true);
        put(output, "\">\n");
    }
    if (token->begins >= TARIX_BEGINS_SENTENCE)
        open_sentence(output, token->cells[TARIX_FIELD_SENTENCE].count);
    for (size_t i = 0; i < sizeof shown / sizeof *shown; i++) {
        if (i) tarix_output_char(output, '\t');
        put_escaped(output, token->cells[shown[i]].text, false);
    }
    tarix_output_char(output, '\n');
}

static void close_all(void *state)
{
    put(state, "</s>\n</doc>\n");
}

static const tarix_token_format format = {"vertical",
    1U << TARIX_FIELD_DOCUMENT | 1U << TARIX_FIELD_SENTENCE | 1U << TARIX_FIELD_FORM |
        1U << TARIX_FIELD_FOLD | 1U << TARIX_FIELD_STEM | 1U << TARIX_FIELD_LEMMA |
        1U << TARIX_FIELD_KIND,
    put_token, close_all};

static tarix_row_sink open_vertical(
    tarix_arena *arena, tarix_output *output, const tarix_style *style)
{
    (void)style;
    return tarix_token_stream_open(arena, output, &format, output);
}

const tarix_writer tarix_vertical = {.name = "vertical",
    .help = "tokens with fold, stem, lemma, kind for CWB and NoSketch Engine (tokenize only)",
    .open = open_vertical,
    .media_type = "text/plain",
    .keeps_order = true};
