#include "reports/lines.h"

#include "reports/token_stream.h"

static void put_token(void *state, const tarix_stream_token *token)
{
    static const char *const before[] = {[TARIX_BEGINS_TOKEN] = "",
        [TARIX_BEGINS_SENTENCE] = "\n",
        [TARIX_BEGINS_DOCUMENT] = "\n\n"};
    tarix_output *output = state;
    if (token->place > 0) tarix_output_str(output, tarix_str_from(before[token->begins]));
    tarix_output_str(output, token->cells[TARIX_FIELD_FORM].text);
    tarix_output_char(output, '\n');
}

static const tarix_token_format format = {"lines",
    1U << TARIX_FIELD_DOCUMENT | 1U << TARIX_FIELD_SENTENCE | 1U << TARIX_FIELD_FORM, put_token,
    NULL};

static tarix_row_sink open_lines(tarix_arena *arena, tarix_output *output, const tarix_style *style)
{
    (void)style;
    return tarix_token_stream_open(arena, output, &format, output);
}

const tarix_writer tarix_lines = {.name = "lines",
    .help = "one form a line, a blank line between sentences (tokenize only)",
    .open = open_lines,
    .media_type = "text/plain",
    .keeps_order = true};
